//! Events measured on clusters of reports: which claims were taken together, and what numbers came of it.
//!
//! B³ (Bagga and Baldwin 1998) and pairwise figures are over the claims that the reading found; *with misses* counts those
//! it did not find as events of their own.

pub mod cluster;
pub mod generate;

use std::collections::{BTreeMap, BTreeSet};

use zenobia_core::reconcile::situation::{Event, Situation};
use zenobia_core::record::Record;

use crate::tally::Tally;
use cluster::{Anchor, Cluster, GoldEvent};

/// Figures over clusters.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EventScore {
    /// Claims that the reading found.
    pub found: Tally,
    /// Pairs of found claims that are of one event.
    pub pairs: Tally,
    /// Sum of B³ precision and recall, and the number of claims, over those found.
    pub b_cubed: BCubed,
    /// The same, claims that were not found being events of their own.
    pub b_cubed_with_misses: BCubed,
    /// Decoys, and those that were taken together with another event.
    pub decoys: usize,
    /// Names of the decoys that were merged.
    pub merged: Vec<String>,
    /// Events with numbers all of which are right.
    pub tolls: Tally,
    /// The same, of events whose numbers the reading found.
    pub tolls_of_read: Tally,
    /// What went wrong, for people.
    pub misses: Vec<String>,
}

/// Sums of B³.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct BCubed {
    precision: f64,
    recall: f64,
    claims: usize,
}

impl BCubed {
    fn add(&mut self, precision: f64, recall: f64) {
        self.precision += precision;
        self.recall += recall;
        self.claims += 1;
    }

    /// Precision, recall and F1 in percent.
    pub fn figures(&self) -> [f64; 3] {
        let claims = self.claims.max(1) as f64;
        let (precision, recall) = (100.0 * self.precision / claims, 100.0 * self.recall / claims);
        let sum = precision + recall;
        [precision, recall, if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 }]
    }
}

impl EventScore {
    /// Figures for the floors, in percent.
    pub fn figures(&self) -> BTreeMap<String, f64> {
        let kept = self.decoys - self.merged.len();
        let rounded = |figure: f64| (10.0 * figure).round() / 10.0;
        BTreeMap::from([
            ("B³ of claims".to_owned(), rounded(self.b_cubed.figures()[2])),
            ("pairs of claims".to_owned(), self.pairs.figures().f1),
            ("events with exact tolls".to_owned(), self.tolls.figures().recall),
            ("decoys kept apart".to_owned(), rounded(100.0 * kept as f64 / self.decoys.max(1) as f64)),
        ])
    }
}

/// A claim of a record: report and id.
type Claim = (String, String);

/// Scores a situation made of the records of all clusters.
pub fn score(clusters: &[Cluster], records: &[Record], situation: &Situation) -> EventScore {
    let by_id: BTreeMap<&str, &Record> = records.iter().map(|record| (record.report.id.as_str(), record)).collect();
    let home = homes(situation);
    let mut score = EventScore::default();
    let mut gold: Vec<(usize, &Anchor, Option<usize>)> = Vec::new();
    let events: Vec<(&Cluster, &GoldEvent)> =
        clusters.iter().flat_map(|cluster| cluster.events.iter().map(move |event| (cluster, event))).collect();
    for (index, (cluster, event)) in events.iter().enumerate() {
        for anchor in &event.claims {
            let found = find(anchor, &event.event, &by_id);
            let at = found.and_then(|claim| home.get(&claim).copied());
            score.found.gold += 1;
            match at {
                Some(_) => score.found.right += 1,
                None => {
                    score.misses.push(format!("{}: {}: not read: {}", cluster.name, event.name, words(anchor, &by_id)))
                }
            }
            gold.push((index, anchor, at));
        }
    }
    score.found.predicted = score.found.right;
    pairs(&mut score, &gold);
    b_cubed(&mut score, &gold);
    decoys(&mut score, &events, &gold);
    for (index, (cluster, event)) in events.iter().enumerate().filter(|(_, (_, event))| !event.tolls.is_empty()) {
        tolls(&mut score, index, &cluster.name, event, &gold, situation);
    }
    splits(&mut score, &events, &gold);
    score
}

/// For each claim the number of what it was taken into: an event, or something open.
fn homes(situation: &Situation) -> BTreeMap<Claim, usize> {
    let mut home = BTreeMap::new();
    for (index, event) in situation.events.iter().enumerate() {
        let attached = event.attached.iter().map(|attached| &attached.telling);
        for telling in event.claims.iter().chain(attached) {
            home.insert((telling.report.clone(), telling.claim.clone()), index);
        }
    }
    for (index, open) in situation.open.iter().enumerate() {
        for telling in &open.claims {
            home.insert((telling.report.clone(), telling.claim.clone()), situation.events.len() + index);
        }
    }
    home
}

fn find(anchor: &Anchor, event: &str, records: &BTreeMap<&str, &Record>) -> Option<Claim> {
    let record = records.get(anchor.report.as_str())?;
    let overlaps = |claim: &&zenobia_core::record::Claim| {
        claim.event == event && claim.trigger.start < anchor.end && anchor.start < claim.trigger.end
    };
    let claim = record.claims.iter().find(overlaps)?;
    Some((anchor.report.clone(), claim.id.clone()))
}

fn words(anchor: &Anchor, records: &BTreeMap<&str, &Record>) -> String {
    let text = records.get(anchor.report.as_str()).and_then(|record| record.report.text.as_deref()).unwrap_or_default();
    let words: String = text.chars().skip(anchor.start as usize).take((anchor.end - anchor.start) as usize).collect();
    format!("{} {words}", anchor.report)
}

type Gold<'a> = [(usize, &'a Anchor, Option<usize>)];

fn pairs(score: &mut EventScore, gold: &Gold<'_>) {
    let found: Vec<(usize, usize)> = gold.iter().filter_map(|(event, _, at)| Some((*event, (*at)?))).collect();
    for (index, one) in found.iter().enumerate() {
        for other in &found[index + 1..] {
            let (is_gold, is_found) = (one.0 == other.0, one.1 == other.1);
            score.pairs.gold += usize::from(is_gold);
            score.pairs.predicted += usize::from(is_found);
            score.pairs.right += usize::from(is_gold && is_found);
        }
    }
}

fn b_cubed(score: &mut EventScore, gold: &Gold<'_>) {
    let share = |set: &[bool]| set.iter().filter(|in_both| **in_both).count() as f64 / set.len().max(1) as f64;
    for (index, (event, _, at)) in gold.iter().enumerate() {
        let same_event = |with_misses: bool| -> Vec<bool> {
            let of_event = gold
                .iter()
                .enumerate()
                .filter(|(_, (other, _, found))| other == event && (with_misses || found.is_some()));
            of_event.map(|(other, (_, _, found))| other == index || (at.is_some() && found == at)).collect()
        };
        let same_home: Vec<bool> = match at {
            Some(_) => gold.iter().filter(|(_, _, found)| found == at).map(|(other, ..)| other == event).collect(),
            None => vec![true],
        };
        score.b_cubed_with_misses.add(share(&same_home), share(&same_event(true)));
        if at.is_some() {
            score.b_cubed.add(share(&same_home), share(&same_event(false)));
        }
    }
}

fn decoys(score: &mut EventScore, events: &[(&Cluster, &GoldEvent)], gold: &Gold<'_>) {
    for (index, (cluster, event)) in events.iter().enumerate().filter(|(_, (_, event))| event.decoy) {
        score.decoys += 1;
        let homes: BTreeSet<usize> = gold.iter().filter(|(of, ..)| *of == index).filter_map(|(_, _, at)| *at).collect();
        if gold.iter().any(|(of, _, at)| *of != index && at.is_some_and(|at| homes.contains(&at))) {
            score.merged.push(format!("{}: {}", cluster.name, event.name));
        }
    }
}

/// The numbers of an event, in what most of its claims were taken into.
fn tolls(
    score: &mut EventScore,
    index: usize,
    cluster: &str,
    event: &GoldEvent,
    gold: &Gold<'_>,
    situation: &Situation,
) {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for at in gold.iter().filter(|(of, ..)| *of == index).filter_map(|(_, _, at)| *at) {
        *counts.entry(at).or_default() += 1;
    }
    let most = counts.into_iter().max_by_key(|&(at, count)| (count, std::cmp::Reverse(at)));
    let found = most.and_then(|(at, _)| situation.events.get(at));
    let is_right = event.tolls.iter().all(|toll| found.is_some_and(|found| has(found, toll)));
    let numbers =
        |toll: &cluster::GoldToll| -> BTreeSet<u64> { [toll.low, toll.best].into_iter().chain(toll.high).collect() };
    let is_read = event.tolls.iter().all(|toll| {
        let counted = |number: &u64| {
            let ranges =
                situation.events.iter().flat_map(|event| &event.tolls).filter(|range| range.effect == toll.effect);
            let reports: BTreeSet<&str> =
                gold.iter().filter(|(of, ..)| *of == index).map(|(_, anchor, _)| anchor.report.as_str()).collect();
            let mut counts =
                ranges.flat_map(|range| &range.counts).filter(|count| reports.contains(count.report.as_str()));
            counts.any(|count| count.least == Some(*number) || count.most == Some(*number))
        };
        numbers(toll).iter().all(counted)
    });
    for (tally, counts) in [(&mut score.tolls, true), (&mut score.tolls_of_read, is_read)] {
        if counts {
            tally.gold += 1;
            tally.predicted += usize::from(found.is_some());
            tally.right += usize::from(is_right);
        }
    }
    if !is_right {
        let shown = found.map_or(String::new(), |found| {
            let ranges =
                found.tolls.iter().map(|toll| format!("{} {}–{}–{:?}", toll.effect, toll.low, toll.best, toll.high));
            ranges.collect::<Vec<_>>().join(", ")
        });
        let read = if is_read { "" } else { " (not all numbers were read)" };
        score.misses.push(format!("{cluster}: {}: tolls: {shown}{read}", event.name));
    }
}

fn has(event: &Event, toll: &cluster::GoldToll) -> bool {
    let side = |range: &zenobia_core::reconcile::situation::TollRange| serde_json::to_value(range.side).ok();
    event.tolls.iter().filter(|range| range.effect == toll.effect).any(|range| {
        let is_side = toll.side.as_ref().is_none_or(|wanted| side(range).is_some_and(|side| side == wanted.as_str()));
        is_side && (range.low, range.best, range.high) == (toll.low, toll.best, toll.high)
    })
}

/// Names events that were split, and those that were run together.
fn splits(score: &mut EventScore, events: &[(&Cluster, &GoldEvent)], gold: &Gold<'_>) {
    let name = |index: usize| format!("{}: {}", events[index].0.name, events[index].1.name);
    let mut homes: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    let mut inside: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (event, _, at) in gold {
        if let Some(at) = at {
            homes.entry(*event).or_default().insert(*at);
            inside.entry(*at).or_default().insert(*event);
        }
    }
    for (event, parts) in homes.into_iter().filter(|(_, parts)| parts.len() > 1) {
        score.misses.push(format!("{}: split into {}", name(event), parts.len()));
    }
    for (_, events) in inside.into_iter().filter(|(_, events)| events.len() > 1) {
        let names: Vec<String> = events.into_iter().map(name).collect();
        score.misses.push(format!("run together: {}", names.join(" + ")));
    }
}
