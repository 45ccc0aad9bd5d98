//! Counts: number and unit; effect and whose.

use std::collections::BTreeSet;

use zenobia_core::record::{Quantity, Record, Toll};

use super::Sheet;
use super::entities::Entities;
use super::pair::{pair, partners};
use crate::gold::GoldCount;

/// Scores the counts: the quantities that some claim uses as a toll, by the first such toll.
pub(super) fn score(sheet: &mut Sheet<'_>) {
    let gold = sheet.gold;
    let found = tolls(sheet.record);
    let pairs = pair(&gold.counts, &found, |g, (quantity, _)| 2 * u8::from(is_same_number(g, quantity)));
    let full = pairs.iter().filter(|&&(i, j)| is_same_effect(&gold.counts[i], found[j].1, &sheet.entities)).count();
    sheet.score.add("counts (number and unit)", pairs.len(), found.len(), gold.counts.len());
    sheet.score.add("counts (with effect and whose)", full, found.len(), gold.counts.len());
    for &(i, j) in &pairs {
        let (count, toll) = (&gold.counts[i], found[j].1);
        if !is_same_effect(count, toll, &sheet.entities) {
            let told = |of: Option<&str>| of.map_or_else(|| "nobody".to_owned(), |of| name(sheet.record, of));
            let wanted = format!("{} of {}", count.effect, count.of.as_deref().unwrap_or("nobody"));
            let what = format!("{}: {} of {} for {wanted}", count.quote, toll.effect, told(toll.of.as_deref()));
            sheet.miss("count effect", &what);
        }
    }
    let partner = partners(&pairs, gold.counts.len());
    for (count, _) in gold.counts.iter().zip(partner).filter(|(_, partner)| partner.is_none()) {
        sheet.miss("count missed", &count.quote);
    }
}

fn name(record: &Record, id: &str) -> String {
    record.actors.iter().find(|actor| actor.id == id).map_or_else(|| id.to_owned(), |actor| actor.name.clone())
}

fn tolls(record: &Record) -> Vec<(&Quantity, &Toll)> {
    let mut seen = BTreeSet::new();
    let all = record.claims.iter().flat_map(|claim| &claim.tolls);
    let first = all.filter(|toll| seen.insert(toll.quantity.as_str()));
    let quantity = |id: &str| record.quantities.iter().find(|quantity| quantity.id == id);
    let mut tolls: Vec<_> = first.filter_map(|toll| Some((quantity(&toll.quantity)?, toll))).collect();
    tolls.sort_by_key(|(quantity, _)| quantity.mention.span());
    tolls
}

fn is_same_number(gold: &GoldCount, quantity: &Quantity) -> bool {
    let same = (gold.least, gold.most, &gold.unit) == (quantity.least, quantity.most, &quantity.unit);
    same && gold.span.overlaps(quantity.mention.span())
}

fn is_same_effect(gold: &GoldCount, toll: &Toll, entities: &Entities<'_>) -> bool {
    let of = toll.of.as_deref().filter(|of| !of.is_empty());
    let whose = gold.of.as_deref().filter(|whose| !whose.is_empty() && !entities.is_generic(whose));
    let of_right = match whose {
        Some(whose) => of.is_some_and(|of| entities.is(of, whose)),
        None => of.is_none_or(|of| entities.is_generic_id(of)),
    };
    toll.effect == gold.effect && of_right
}
