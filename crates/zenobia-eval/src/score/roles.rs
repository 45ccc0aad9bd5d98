//! Roles: who, to whom, to what, where, when.

use std::collections::BTreeSet;

use zenobia_core::record::{Claim, Roles};
use zenobia_core::span::Span;

use super::Sheet;
use super::claims::Matched;
use super::names::fold;
use crate::gold::{Anchor, GoldClaim};

const ROLES: [(&str, &str); 5] = [
    ("actor", "role actor"),
    ("recipient", "role recipient"),
    ("site", "role site"),
    ("place", "role place"),
    ("time", "role time"),
];

/// Scores the role fillers of all claims. `places` and `times` tell for each gold mention the record's id.
pub(super) fn score(sheet: &mut Sheet<'_>, claims: &Matched<'_>, places: &[Option<&str>], times: &[Option<&str>]) {
    let gold = sheet.gold;
    for (role, measure) in ROLES {
        let (mut right, mut wanted) = (0, 0);
        for (index, g) in gold.claims.iter().enumerate() {
            let hits = match role {
                "place" => {
                    find_anchors(&g.place, claims.claim(index), |roles| &roles.place, |at| place_ids(sheet, places, at))
                }
                "time" => {
                    find_anchors(&g.time, claims.claim(index), |roles| &roles.time, |at| time_ids(sheet, times, at))
                }
                _ => find_entities(sheet, g, role, claims.claim(index)),
            };
            wanted += hits.len();
            right += hits.iter().filter(|(_, hit)| *hit).count();
            if claims.claim(index).is_some() {
                for (name, _) in hits.into_iter().filter(|(_, hit)| !hit) {
                    sheet.miss(format!("role {role}"), format!("{} {}: {name}", g.event, g.trigger));
                }
            }
        }
        let fillers = claims.found.iter().flat_map(|claim| of(&claim.roles, role));
        let predicted = fillers.filter(|id| !sheet.entities.is_generic_id(id)).count();
        sheet.score.add(measure, right, predicted, wanted);
        sheet.score.add("roles", right, predicted, wanted);
    }
}

fn of<'a>(roles: &'a Roles, role: &str) -> &'a [String] {
    match role {
        "actor" => &roles.actor,
        "recipient" => &roles.recipient,
        "site" => &roles.site,
        "place" => &roles.place,
        _ => &roles.time,
    }
}

/// The entities that a gold claim wants in a role, each with whether the claim has it; a filler serves once.
fn find_entities(sheet: &Sheet<'_>, gold: &GoldClaim, role: &str, claim: Option<&Claim>) -> Vec<(String, bool)> {
    let wanted = match role {
        "actor" => &gold.actor,
        "recipient" => &gold.recipient,
        _ => &gold.site,
    };
    let mut left: Vec<&str> =
        claim.map_or(&[][..], |claim| of(&claim.roles, role)).iter().map(String::as_str).collect();
    let mut hits = Vec::new();
    for key in wanted.iter().filter(|key| !sheet.entities.is_generic(key)) {
        let at = left.iter().position(|id| sheet.entities.is(id, key));
        hits.push((key.clone(), at.map(|at| left.remove(at)).is_some()));
    }
    hits
}

/// The places or times that a gold claim wants, each with whether the claim has it.
fn find_anchors(
    wanted: &[Anchor],
    claim: Option<&Claim>,
    role: impl Fn(&Roles) -> &Vec<String>,
    ids: impl Fn(&Anchor) -> BTreeSet<String>,
) -> Vec<(String, bool)> {
    let hit = |anchor: &Anchor| {
        let ids = ids(anchor);
        claim.is_some_and(|claim| role(&claim.roles).iter().any(|id| ids.contains(id)))
    };
    wanted.iter().map(|anchor| (anchor.quote.clone(), hit(anchor))).collect()
}

/// Ids of the record's places that are the place of a quote: matched with it, or with another mention worded alike.
fn place_ids(sheet: &Sheet<'_>, places: &[Option<&str>], anchor: &Anchor) -> BTreeSet<String> {
    let all = &sheet.gold.places;
    let spans = all.iter().map(|place| place.span);
    let Some(index) = at(sheet, spans, anchor) else { return BTreeSet::new() };
    let wording = fold(&all[index].quote);
    let alike = (0..all.len()).filter(|&other| other == index || fold(&all[other].quote) == wording);
    alike.filter_map(|other| places[other].map(str::to_owned)).collect()
}

/// Ids of the record's times that are the time of a quote: matched with it, or of the same value.
fn time_ids(sheet: &Sheet<'_>, times: &[Option<&str>], anchor: &Anchor) -> BTreeSet<String> {
    let spans = sheet.gold.times.iter().map(|time| time.span);
    let Some(index) = at(sheet, spans, anchor) else { return BTreeSet::new() };
    let value = &sheet.gold.times[index].value;
    let same = sheet.record.times.iter().filter(|time| times[index] == Some(&time.id) || time.value == *value);
    same.map(|time| time.id.clone()).collect()
}

/// The first of the gold mentions that overlaps a quote.
fn at(sheet: &Sheet<'_>, mut spans: impl Iterator<Item = Span>, anchor: &Anchor) -> Option<usize> {
    let target = anchor.locate(&sheet.gold.text)?;
    spans.position(|span| span.overlaps(target))
}
