//! Weapons and platforms, and the mode that each implies: `lexicon/means.tsv`.

use std::ops::Range;

use compact_str::CompactString;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::claim::ground::Ground;
use crate::pack::{Files, rows};
use crate::phrase::spellings;
use crate::problem::Problem;
use crate::text::lower;

#[derive(Clone, Debug, PartialEq)]
struct Means {
    rest: Vec<CompactString>,
    mode: CompactString,
}

/// The words for means of a language.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MeansWords {
    /// By first word.
    means: FxHashMap<CompactString, Vec<Means>>,
    /// The modes that they imply.
    modes: FxHashSet<CompactString>,
}

impl MeansWords {
    /// Reads the lexicon: lemma or phrase, mode, English name.
    pub fn parse(files: &Files, problems: &mut Vec<Problem>) -> MeansWords {
        let path = "lexicon/means.tsv";
        let mut words = MeansWords::default();
        for (line, columns) in rows(files.get(path).unwrap_or_default()) {
            let [phrase, mode, ..] = columns[..] else {
                problems.push(Problem::at(path, line, "expected lemma, mode and name, separated by tabs"));
                continue;
            };
            words.modes.insert(mode.into());
            for spelling in spellings(&lower(phrase)) {
                let mut spelled = spelling.0.into_iter();
                let Some(first) = spelled.next() else { continue };
                words.means.entry(first).or_default().push(Means { rest: spelled.collect(), mode: mode.into() });
            }
        }
        words
    }

    /// Whether a mode says by what means something is done.
    pub(crate) fn implies(&self, mode: &CompactString) -> bool {
        self.modes.contains(mode)
    }

    /// The longest means that begins at a token: its words and its mode.
    pub(crate) fn at(&self, ground: &Ground, at: usize) -> Option<(Range<usize>, &CompactString)> {
        let tokens = &ground.reading.tokens;
        let same = |index: usize, wanted: &CompactString| {
            tokens
                .get(index)
                .is_some_and(|token| token.lower == wanted || lower(&ground.syntax.words[index].lemma) == *wanted)
        };
        let lemma = lower(&ground.syntax.words[at].lemma);
        let starting =
            [lemma.as_str(), tokens[at].lower.as_str()].into_iter().filter_map(|key| self.means.get(key)).flatten();
        let spelled =
            starting.filter(|means| means.rest.iter().enumerate().all(|(offset, word)| same(at + 1 + offset, word)));
        let longest = spelled.max_by_key(|means| means.rest.len())?;
        Some((at..at + 1 + longest.rest.len(), &longest.mode))
    }
}
