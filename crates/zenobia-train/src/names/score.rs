//! Precision, recall and F1 of names: exact span and kind.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use zenobia_core::finder::{FinderModel, Found, Kind, Words, find};

use super::corpus::fold_kind;
use super::sample::Sample;

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

/// Counts by corpus, genre and kind.
#[derive(Clone, Debug, Default)]
pub struct Board {
    counts: BTreeMap<String, Counts>,
}

impl Board {
    /// Scores a sample; names of other things are left out.
    pub fn add(&mut self, sample: &Sample, words: &Words, model: &FinderModel) -> Vec<Found> {
        let reading = &sample.reading;
        let found = find(&reading.tokens, &reading.sentences, &sample.facts, words, model);
        let names = found.iter().map(|found| {
            let span = reading.span(found.tokens.clone());
            (span.start..span.end, fold_kind(sample.corpus, found.kind))
        });
        let found_names: Vec<_> = names.filter(|(_, kind)| *kind != Kind::Other).collect();
        let gold = sample.gold.iter().map(|(span, kind)| (span.clone(), fold_kind(sample.corpus, *kind)));
        let gold: Vec<_> = gold.filter(|(_, kind)| *kind != Kind::Other).collect();
        let corpus = sample.corpus;
        for (name, kind) in Kind::ALL
            .map(|kind| (format!("{corpus} / {}", kind.word()), Some(kind)))
            .into_iter()
            .chain([(corpus.to_owned(), None), (format!("{corpus} ({})", sample.genre), None)])
        {
            let is = |other: &Kind| kind.is_none_or(|kind| kind == *other);
            let counts = self.counts.entry(name).or_default();
            counts.there += gold.iter().filter(|(_, kind)| is(kind)).count();
            counts.found += found_names.iter().filter(|(_, kind)| is(kind)).count();
            counts.right += found_names.iter().filter(|name| is(&name.1) && gold.contains(name)).count();
        }
        found
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
