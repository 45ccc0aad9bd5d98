//! Precision, recall and F1 of names: exact span and kind.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use zenobia_core::finder::{FinderModel, Found, Kind, Words, find};

use super::corpus::{fold_kind, is_counted};
use super::sample::{self, Sample};

/// Names that are there, found, and rightly found.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    there: usize,
    found: usize,
    right: usize,
}

impl Counts {
    /// F1 in percent.
    pub fn f1(self) -> f64 {
        200.0 * self.right as f64 / (self.there + self.found).max(1) as f64
    }

    fn line(self, name: &str) -> String {
        let percent = |of: usize| 100.0 * self.right as f64 / of.max(1) as f64;
        format!(
            "{name:<44} {:>6} {:>6.1} {:>6.1} {:>6.1}\n",
            self.there,
            percent(self.found),
            percent(self.there),
            self.f1()
        )
    }
}

/// A name in code points.
type Name = (Range<u32>, Kind);

/// Counts by corpus, genre and kind.
#[derive(Clone, Debug, Default)]
pub struct Board {
    counts: BTreeMap<String, Counts>,
}

impl Board {
    /// Scores a sample, without names of other things and marks that are no names (see [`is_counted`]); and once more, in a row of its own, with all
    /// marks as the corpus has them.
    pub fn add(&mut self, sample: &Sample, words: &Words, model: &FinderModel) -> Vec<Found> {
        let reading = &sample.reading;
        let found = find(&reading.tokens, &reading.sentences, &sample.facts, words, model);
        let corpus = sample.corpus;
        let seen: Vec<Name> = found
            .iter()
            .map(|found| {
                let span = reading.span(found.tokens.clone());
                (span.start..span.end, fold_kind(corpus, found.kind))
            })
            .filter(|(_, kind)| *kind != Kind::Other)
            .collect();
        let gold: Vec<Name> = sample
            .gold
            .iter()
            .map(|(span, kind)| (span.clone(), fold_kind(corpus, *kind)))
            .filter(|(_, kind)| *kind != Kind::Other)
            .collect();
        self.count(format!("{corpus} (as marked)"), &seen, &gold, |_| true);
        let counted = |(_, kind): &Name| is_counted(corpus, *kind);
        let seen: Vec<Name> = seen.into_iter().filter(counted).collect();
        let named = |(span, _): &Name| corpus != "wikipedia" || sample::has_capital(&reading.original, span);
        let gold: Vec<Name> = gold.into_iter().filter(counted).filter(named).collect();
        for kind in Kind::ALL {
            self.count(format!("{corpus} / {}", kind.word()), &seen, &gold, |other| other == kind);
        }
        self.count(corpus.to_owned(), &seen, &gold, |_| true);
        if sample.genre != corpus {
            self.count(format!("{corpus} ({})", sample.genre), &seen, &gold, |_| true);
        }
        found
    }

    fn count(&mut self, row: String, found: &[Name], gold: &[Name], is: impl Fn(Kind) -> bool) {
        let counts = self.counts.entry(row).or_default();
        counts.there += gold.iter().filter(|(_, kind)| is(*kind)).count();
        counts.found += found.iter().filter(|(_, kind)| is(*kind)).count();
        counts.right += found.iter().filter(|name| is(name.1) && gold.contains(name)).count();
    }

    /// The table, corpora only.
    pub fn totals(&self) -> String {
        let whole = self.counts.iter().filter(|(name, _)| !name.contains([' ', '/']));
        whole.map(|(name, counts)| counts.line(name)).collect()
    }

    /// The table.
    pub fn report(&self) -> String {
        let mut text = format!("{:<44} {:>6} {:>6} {:>6} {:>6}\n", "", "names", "P", "R", "F1");
        for (name, counts) in self.counts.iter().filter(|(_, counts)| counts.there + counts.found > 0) {
            let _ = write!(text, "{}", counts.line(name));
        }
        text
    }
}
