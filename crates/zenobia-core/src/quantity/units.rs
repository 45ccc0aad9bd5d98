//! What is counted: `lexicon/units.tsv` and the plurals of its words.

use compact_str::{CompactString, format_compact};

use crate::pack::{Files, rows};
use crate::problem::Problem;
use crate::rule::{Lexicon, Piece, Value};

/// The units of a language: words and phrases, and endings of words.
#[derive(Clone, Debug, Default)]
pub(super) struct Units {
    lexicon: Lexicon,
    endings: Vec<(CompactString, CompactString)>,
    plurals: Vec<(CompactString, CompactString)>,
}

/// The class of units in their lexicon.
const UNIT: &str = "unit";
/// A word that is told by its ending has so many letters at least.
const LONG: usize = 6;

impl Units {
    /// Reads `units.tsv` (word or phrase, or `*ending`, and unit; `-` for measures) and `plurals.tsv` (ending, plural ending).
    pub(super) fn parse(files: &Files, problems: &mut Vec<Problem>) -> Units {
        let plurals = pairs(files, "lexicon/plurals.tsv", problems);
        let mut units = Units { plurals, ..Units::default() };
        units.plurals.sort_by_key(|(ending, _)| std::cmp::Reverse(ending.len()));
        for (phrase, unit) in pairs(files, "lexicon/units.tsv", problems) {
            match phrase.strip_prefix('*') {
                Some(ending) => units.endings.push((ending.into(), unit)),
                None => {
                    units.lexicon.add(&phrase, UNIT, Some(&unit));
                    for plural in units.plurals_of(&phrase) {
                        units.lexicon.add(&plural, UNIT, Some(&unit));
                    }
                }
            }
        }
        units
    }

    /// The plurals that a phrase may have: of its first word, its last, both, and all words up to a small one.
    fn plurals_of(&self, phrase: &str) -> Vec<CompactString> {
        let words: Vec<&str> = phrase.split(' ').collect();
        let small = words.iter().position(|word| word.chars().count() <= 2).unwrap_or(words.len());
        let last = words.len() - 1;
        let join = |plural: &dyn Fn(usize) -> bool| {
            let turned = |(at, word): (usize, &&str)| {
                if plural(at) { self.plural(word) } else { CompactString::from(*word) }
            };
            words.iter().enumerate().map(turned).collect::<Vec<_>>().join(" ").into()
        };
        let mut plurals: Vec<CompactString> = vec![
            join(&|at| at < small.max(1)),
            join(&|at| at == 0),
            join(&|at| at == last),
            join(&|at| at == 0 || at == last),
        ];
        plurals.sort_unstable();
        plurals.dedup();
        plurals
    }

    fn plural(&self, word: &str) -> CompactString {
        let rule = self.plurals.iter().find(|(ending, _)| word.ends_with(ending.as_str()));
        let Some((ending, plural)) = rule else { return word.into() };
        format_compact!("{}{plural}", &word[..word.len() - ending.len()])
    }

    /// The singular of a word that no lexicon knows.
    pub(super) fn singular(&self, word: &str) -> CompactString {
        let fits = |(_, plural): &&(CompactString, CompactString)| {
            !plural.is_empty() && word.len() > plural.len() + 1 && word.ends_with(plural.as_str())
        };
        match self.plurals.iter().filter(fits).max_by_key(|(_, plural)| plural.len()) {
            Some((ending, plural)) => format_compact!("{}{ending}", &word[..word.len() - plural.len()]),
            None => word.into(),
        }
    }

    /// The unit that begins at a piece, the longest there is: its length and its name.
    pub(super) fn at(&self, pieces: &[Piece<'_>], at: usize) -> Option<(usize, CompactString)> {
        let piece = pieces.get(at)?;
        match self.lexicon.longest(UNIT, pieces, at) {
            Some((length, Value::Text(unit))) => return Some((length, unit)),
            Some((length, _)) => return Some((length, piece.lower.into())),
            None => {}
        }
        let fits = |(ending, _): &&(CompactString, CompactString)| piece.lower.ends_with(ending.as_str());
        let long = piece.lower.chars().count() >= LONG;
        let (_, unit) = self.endings.iter().filter(|_| long).find(fits)?;
        Some((1, unit.clone()))
    }
}

fn pairs(files: &Files, path: &str, problems: &mut Vec<Problem>) -> Vec<(CompactString, CompactString)> {
    let mut found = Vec::new();
    for (line, row) in rows(files.get(path).unwrap_or_default()) {
        match row.as_slice() {
            [first, second] => found.push(((*first).into(), (*second).into())),
            _ => problems.push(Problem::at(path, line, "a row has two columns")),
        }
    }
    found
}
