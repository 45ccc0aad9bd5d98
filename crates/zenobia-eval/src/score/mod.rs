//! A reading beside a gold report: the measures of `gold/GUIDE.md`, with the same figures as `score/score.py`.

mod claims;
mod counts;
mod entities;
mod names;
pub(crate) mod pair;
mod places;
mod roles;
mod sources;
mod times;

use std::collections::BTreeMap;

use zenobia_core::record::{Claim, Record, Report};

use crate::gold::GoldReport;
use crate::tally::Tally;
use entities::Entities;

/// The measures, in the order in which they are shown.
pub const MEASURES: [&str; 21] = [
    "place mentions",
    "places within 161 km (of matched)",
    "places within 25 km (of matched)",
    "computed places within their radius",
    "places found and within 161 km",
    "time mentions",
    "time values",
    "counts (number and unit)",
    "counts (with effect and whose)",
    "claims (trigger and event)",
    "claims (with mode)",
    "triggers (any event)",
    "role actor",
    "roles",
    "role recipient",
    "role site",
    "role place",
    "role time",
    "factuality (of matched)",
    "source (of matched)",
    "cited sources",
];

/// Something that the reading and the gold report do not agree on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Miss {
    /// Id of the report.
    pub report: String,
    /// What went wrong: `place missed`, `claim invented` …
    pub kind: String,
    /// The words, and what was expected.
    pub what: String,
}

/// How a reading, or several, compare with gold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Score {
    /// Counts by measure; see [`MEASURES`].
    pub tallies: BTreeMap<&'static str, Tally>,
    /// Counts of claims by event type.
    pub events: BTreeMap<String, Tally>,
    /// All disagreements.
    pub misses: Vec<Miss>,
    /// Every claim of the reading, and whether a gold claim has its trigger and type.
    pub judged: Vec<(Claim, bool)>,
}

impl Score {
    /// Adds another score to this one.
    pub fn absorb(&mut self, other: Score) {
        for (name, tally) in other.tallies {
            *self.tallies.entry(name).or_default() += tally;
        }
        for (event, tally) in other.events {
            *self.events.entry(event).or_default() += tally;
        }
        self.misses.extend(other.misses);
        self.judged.extend(other.judged);
    }

    /// The measures that have been taken, in their order.
    pub fn measures(&self) -> impl Iterator<Item = (&'static str, Tally)> + '_ {
        MEASURES.iter().filter_map(|name| self.tallies.get(name).map(|tally| (*name, *tally)))
    }

    /// F1 by measure.
    pub fn figures(&self) -> BTreeMap<String, f64> {
        self.tallies.iter().map(|(name, tally)| ((*name).to_owned(), tally.figures().f1)).collect()
    }

    fn add(&mut self, measure: &'static str, right: usize, predicted: usize, gold: usize) {
        debug_assert!(MEASURES.contains(&measure), "{measure}");
        *self.tallies.entry(measure).or_default() += Tally::new(right, predicted, gold);
    }
}

/// What the parts of the scoring share.
struct Sheet<'a> {
    gold: &'a GoldReport,
    record: &'a Record,
    entities: Entities<'a>,
    score: Score,
}

impl Sheet<'_> {
    fn miss(&mut self, kind: impl Into<String>, what: impl Into<String>) {
        let miss = Miss { report: self.gold.id.clone(), kind: kind.into(), what: what.into() };
        self.score.misses.push(miss);
    }
}

/// Scores one report whole; without a record all of it counts as missed.
pub fn score(gold: &GoldReport, record: Option<&Record>) -> Score {
    let empty;
    let record = match record {
        Some(record) => record,
        None => {
            empty = empty_record(gold);
            &empty
        }
    };
    let mut sheet = Sheet { gold, record, entities: Entities::new(gold, record), score: Score::default() };
    let places = places::score(&mut sheet);
    let times = times::score(&mut sheet);
    counts::score(&mut sheet);
    let claims = claims::score(&mut sheet);
    roles::score(&mut sheet, &claims, &places, &times);
    sources::score(&mut sheet, &claims);
    sheet.score
}

fn empty_record(gold: &GoldReport) -> Record {
    Record::new(Report { id: gold.id.clone(), language: gold.language.clone(), ..Report::default() })
}
