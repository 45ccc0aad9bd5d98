//! Looking up many names at once, by their words.

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use crate::text::{Token, fold};
use crate::weights::hash::{mix, word};

/// Names of numbered things, each with a kind that orders names of equal length.
#[derive(Clone, Debug)]
pub struct NameIndex<K> {
    /// Names of one atom.
    short: FxHashMap<CompactString, Vec<Name<K>>>,
    /// Longer ones, by [`start`]: many begin with the same word, and most of these are told apart by the next one.
    long: FxHashMap<u64, Vec<Name<K>>>,
}

/// What a name of several atoms is looked up by.
fn start(first: &str, second: &str) -> u64 {
    mix(word(first), word(second))
}

/// A name and whose it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Name<K> {
    atoms: Vec<CompactString>,
    lower: bool,
    exact: Option<CompactString>,
    /// What kind of name it is.
    pub kind: K,
    /// Number of the thing it names.
    pub number: usize,
}

impl<K> Default for NameIndex<K> {
    fn default() -> NameIndex<K> {
        NameIndex { short: FxHashMap::default(), long: FxHashMap::default() }
    }
}

/// The parts of a word between hyphens, apostrophes and stops, folded: the units that names are compared by.
pub fn atoms(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(['-', '\'', '’', '.', ' ']).filter(|atom| !atom.is_empty())
}

impl<K: Copy + Ord> NameIndex<K> {
    /// Adds a name. One that begins with a capital matches only words that do; an `exact` one only the same letters.
    pub fn add(&mut self, name: &str, kind: K, exact: bool, number: usize) {
        let folded = fold(name);
        let atoms: Vec<CompactString> = atoms(&folded).map(CompactString::from).collect();
        let Some(first) = atoms.first().cloned() else { return };
        let lower = !name.starts_with(char::is_uppercase);
        let entries = match atoms.get(1) {
            Some(second) => self.long.entry(start(&first, second)).or_default(),
            None => self.short.entry(first).or_default(),
        };
        let entry = Name { atoms, lower, exact: exact.then(|| name.into()), kind, number };
        if !entries.contains(&entry) {
            entries.push(entry);
        }
    }

    /// The names that the words from `at` on spell, with how many tokens each takes; longest first, then by kind.
    pub fn matches(&self, tokens: &[Token], at: usize) -> Vec<(usize, &Name<K>)> {
        let token = &tokens[at];
        // A name begins with a token.
        let Some(first) = atoms(&token.folded).next() else { return Vec::new() };
        let capital = token.text.starts_with(char::is_uppercase);
        let second = tokens[at..].iter().flat_map(|token| atoms(&token.folded)).nth(1);
        let long = second.and_then(|second| self.long.get(&start(first, second)));
        let all = self.short.get(first).into_iter().chain(long).flatten();
        let fits = all.filter(|name| name.lower || capital);
        let mut found: Vec<_> = fits.filter_map(|name| Some((name.spelled(tokens, at)?, name))).collect();
        found.sort_by(|(a, first), (b, second)| b.cmp(a).then(first.kind.cmp(&second.kind)));
        found
    }
}

impl<K> Name<K> {
    /// How many tokens from `at` on spell the name; whole tokens only.
    fn spelled(&self, tokens: &[Token], at: usize) -> Option<usize> {
        let mut wanted = self.atoms.iter();
        for (taken, token) in tokens[at..].iter().enumerate() {
            for part in atoms(&token.folded) {
                if wanted.next().is_none_or(|want| want != part) {
                    return None;
                }
            }
            if wanted.len() == 0 {
                return self.is_exact(&tokens[at..=at + taken]).then_some(taken + 1);
            }
        }
        None
    }

    fn is_exact(&self, words: &[Token]) -> bool {
        let Some(exact) = &self.exact else { return true };
        let plain = |text: &str| text.replace('.', "");
        words.len() == 1 && plain(&words[0].text) == plain(exact)
    }
}
