//! The numbers of an event: whose, which stand, and the range they make.
//!
//! *Side*: the count's owner, as UCDP divides deaths; side A is the state where one takes part, else who did it. *Revised*: a
//! later and higher count takes the place of an earlier one, but what a party to the event says stands until the same
//! party says otherwise. *Low* and *high* are the lowest and the highest that stand. *Best*: the number that most origins give;
//! else the one of the latest day; else the lowest, as UCDP is told to count. A mean is never formed.

use std::collections::{BTreeMap, BTreeSet};

use super::account::Number;
use super::day;
use super::event::Said;
use super::kin::{Kin, Tie};
use super::situation::{Count, SaidBy, Side, TollRange};
use super::traits::{Traits, Who};
use crate::record::ActorKind;

/// A number with its claim.
pub(crate) struct Entry<'a> {
    said: &'a Said<'a>,
    number: &'a Number,
    side: Side,
    said_by: SaidBy,
    partial: bool,
    revised: bool,
}

impl Entry<'_> {
    fn low(&self) -> u64 {
        self.number.least.or(self.number.most).unwrap_or_default()
    }

    /// The number as it was said: of an approximate one its middle, which the reading has widened by a tenth each way.
    fn nominal(&self) -> u64 {
        match (self.number.least, self.number.most) {
            (Some(least), Some(most)) if self.number.approximate && least <= most && most - least <= least / 3 => {
                least + (most - least) / 2
            }
            _ => self.low(),
        }
    }

    fn stands(&self) -> bool {
        !self.partial && !self.revised
    }
}

pub(crate) fn tolls(said: &[Said<'_>], traits: &Traits, kin: &Kin) -> Vec<TollRange> {
    let mut lines: BTreeMap<(&str, &str), Vec<Entry<'_>>> = BTreeMap::new();
    for said in said {
        for number in &said.told.numbers {
            let entry = Entry {
                said,
                number,
                side: side(number, traits, kin),
                said_by: said_by(said, number, traits, kin),
                partial: false,
                revised: false,
            };
            lines.entry((&number.effect, &number.unit)).or_default().push(entry);
        }
    }
    lines.into_values().flat_map(split).collect()
}

/// Whose losses a count is of.
fn side(number: &Number, traits: &Traits, kin: &Kin) -> Side {
    let Some(owner) = &number.owner else { return Side::Unknown };
    match owner.kind {
        ActorKind::Population | ActorKind::Organisation | ActorKind::Media => return Side::Civilians,
        ActorKind::Person if owner.key.is_none() => return Side::Unknown,
        _ => {}
    }
    let is_state = |parties: &[std::sync::Arc<Who>]| parties.iter().any(|who| who.is_state());
    let swap = !is_state(&traits.actors) && is_state(&traits.recipients);
    let (a, b) = if swap { (&traits.recipients, &traits.actors) } else { (&traits.actors, &traits.recipients) };
    let closest = |side: &[std::sync::Arc<Who>]| side.iter().map(|who| kin.tie(who, owner)).max();
    match (closest(a), closest(b)) {
        (None, Some(_)) if owner.is_state() && !is_state(b) => Side::DeathsA,
        (None, _) => {
            if owner.is_state() {
                Side::DeathsA
            } else {
                Side::DeathsB
            }
        }
        (one, other) if one >= other => Side::DeathsA,
        _ => Side::DeathsB,
    }
}

fn said_by(said: &Said<'_>, number: &Number, traits: &Traits, kin: &Kin) -> SaidBy {
    let Some(speaker) = said.told.chain.iter().find_map(|speaker| speaker.who.as_ref()) else { return SaidBy::Other };
    let is_party = |who: &&std::sync::Arc<Who>| kin.tie(who, speaker) >= Tie::Kin;
    match &number.owner {
        Some(owner) if kin.tie(owner, speaker) >= Tie::Kin => SaidBy::Own,
        _ if traits.actors.iter().chain(&traits.recipients).any(|who| is_party(&who)) => SaidBy::Enemy,
        _ if matches!(speaker.kind, ActorKind::ArmedGroup | ActorKind::Militia) => SaidBy::Enemy,
        _ => SaidBy::Other,
    }
}

/// Counts of one effect and unit, by side. What nobody is said to own goes with the only side there is, unless a report shows
/// it to be the larger whole.
fn split(mut entries: Vec<Entry<'_>>) -> Vec<TollRange> {
    let sides: BTreeSet<Side> = entries.iter().map(|entry| entry.side).filter(|side| *side != Side::Unknown).collect();
    mark_parts(&mut entries);
    let has_parts = entries.iter().any(|entry| entry.partial && entry.side != Side::Unknown);
    if let (1, false, Some(&only)) = (sides.len(), has_parts, sides.first()) {
        entries.iter_mut().for_each(|entry| entry.side = only);
    }
    let mut by_side: BTreeMap<Side, Vec<Entry<'_>>> = BTreeMap::new();
    for entry in entries {
        by_side.entry(entry.side).or_default().push(entry);
    }
    by_side.into_iter().filter_map(|(side, entries)| line(side, entries)).collect()
}

/// A count is part of a larger one that the same origin gives in the same sentence, or that belongs to nobody.
fn mark_parts(entries: &mut [Entry<'_>]) {
    let mut largest: BTreeMap<(&str, u32, &str), u64> = BTreeMap::new();
    let mut totals: BTreeMap<&str, u64> = BTreeMap::new();
    for entry in entries.iter() {
        let sentence = (entry.said.report.as_str(), entry.said.told.sentence, entry.said.origin.as_str());
        let low = entry.low();
        let most = largest.entry(sentence).or_default();
        *most = low.max(*most);
        if entry.side == Side::Unknown {
            let total = totals.entry(entry.said.report).or_default();
            *total = low.max(*total);
        }
    }
    for entry in entries {
        let sentence = (entry.said.report.as_str(), entry.said.told.sentence, entry.said.origin.as_str());
        let is_owned = entry.side != Side::Unknown;
        let of_total = is_owned && totals.get(entry.said.report.as_str()).is_some_and(|total| *total > entry.low());
        let of_sentence = !is_owned && largest.get(&sentence).is_some_and(|most| *most > entry.nominal());
        entry.partial = of_total || of_sentence;
    }
}

fn line(side: Side, mut entries: Vec<Entry<'_>>) -> Option<TollRange> {
    let order = |entry: &Entry<'_>| {
        (entry.number.as_of, entry.said.published, entry.said.report.clone(), entry.said.told.number, entry.low())
    };
    entries.sort_by_cached_key(order);
    if side != Side::Unknown && entries.iter().all(|entry| entry.partial) {
        // Parts of a whole are told as such, and stand on their own side.
        entries.iter_mut().for_each(|entry| entry.partial = false);
        let line = range(side, mark_revised(entries))?;
        let counts = line.counts.into_iter().map(|count| Count { partial: true, ..count }).collect();
        return Some(TollRange { counts, ..line });
    }
    range(side, mark_revised(entries))
}

/// Beyond this many counts only the latest ones are compared.
const MOST: usize = 256;

fn mark_revised(mut entries: Vec<Entry<'_>>) -> Vec<Entry<'_>> {
    let start = entries.len().saturating_sub(MOST);
    entries[..start].iter_mut().for_each(|entry| entry.revised = true);
    let revised: Vec<bool> = entries[start..]
        .iter()
        .map(|entry| entries[start..].iter().any(|later| !later.partial && replaces(later, entry)))
        .collect();
    entries[start..].iter_mut().zip(revised).for_each(|(entry, revised)| entry.revised = revised);
    entries
}

/// Whether a count takes the place of another.
fn replaces(later: &Entry<'_>, entry: &Entry<'_>) -> bool {
    let is_later = later.number.as_of > entry.number.as_of;
    let is_higher = later.low() > entry.number.most.unwrap_or(entry.low());
    if later.said.origin == entry.said.origin {
        let same_day = later.number.as_of == entry.number.as_of;
        return (is_later && later.low() != entry.low()) || (same_day && is_higher);
    }
    is_later && is_higher && entry.said_by == SaidBy::Other
}

fn range(side: Side, entries: Vec<Entry<'_>>) -> Option<TollRange> {
    let standing: Vec<&Entry<'_>> = entries.iter().filter(|entry| entry.stands()).collect();
    let (first, rest) = standing.split_first()?;
    let low = standing.iter().filter(|entry| entry.number.least.is_some()).map(|entry| entry.low()).min();
    let low = low.unwrap_or(0);
    let (best, rule) = best(first, rest);
    let closed = standing.iter().filter_map(|entry| entry.number.most).max();
    let open = standing.iter().filter(|entry| entry.number.most.is_none()).map(|entry| entry.low()).max();
    let high = closed.filter(|high| open.is_none_or(|open| open <= *high));
    let of = entries.iter().filter_map(|entry| entry.number.owner.as_ref());
    Some(TollRange {
        effect: first.number.effect.to_string(),
        unit: first.number.unit.to_string(),
        side,
        of: of.min_by_key(|who| (who.key.is_none(), who.name.clone())).map(|who| who.name.to_string()),
        best,
        low: low.min(best),
        high,
        rule: rule.to_owned(),
        counts: entries.iter().map(count).collect(),
    })
}

fn best(first: &Entry<'_>, rest: &[&Entry<'_>]) -> (u64, &'static str) {
    let all = || rest.iter().copied().chain([first]);
    let mut origins: BTreeMap<u64, BTreeSet<&str>> = BTreeMap::new();
    for entry in all() {
        origins.entry(entry.nominal()).or_default().insert(&entry.said.origin);
    }
    if origins.len() == 1 {
        return (first.nominal(), "only");
    }
    let most = origins.values().map(BTreeSet::len).max().unwrap_or(0);
    let mut leading = origins.iter().filter(|(_, origins)| origins.len() == most);
    if let (Some((number, _)), None, 2..) = (leading.next(), leading.next(), most) {
        return (*number, "most-origins");
    }
    let last = all().map(|entry| entry.number.as_of).max().flatten();
    let latest: BTreeSet<u64> = all().filter(|entry| entry.number.as_of == last).map(Entry::nominal).collect();
    match (latest.len(), latest.first()) {
        (1, Some(number)) => (*number, "latest"),
        _ => (origins.keys().next().copied().unwrap_or_default(), "lowest"),
    }
}

fn count(entry: &Entry<'_>) -> Count {
    let number = entry.number;
    Count {
        report: entry.said.report.to_string(),
        claim: entry.said.told.id.to_string(),
        words: number.words.to_string(),
        least: number.least,
        most: number.most,
        approximate: number.approximate,
        cumulative: number.cumulative,
        partial: entry.partial,
        as_of: number.as_of.map(day::show),
        origin: entry.said.origin.clone(),
        said_by: entry.said_by,
        revised: entry.revised,
    }
}
