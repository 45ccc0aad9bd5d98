//! Looking up many names at once, by their words.

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use crate::text::{Token, fold};
use crate::weights::hash::{mix, word};

/// Names of numbered things, each with a kind that orders names of equal length.
///
/// There are tens of thousands, and they are indexed at every start: all of them lie in one list, in which each tells the next one that begins alike.
#[derive(Clone, Debug)]
pub struct NameIndex<K> {
    names: Vec<Name<K>>,
    /// By [`start`]: the first and the last name that begins so.
    starts: FxHashMap<u64, (u32, u32)>,
    /// How the names that match letter for letter are written, by their place in the list.
    exact: FxHashMap<u32, CompactString>,
}

/// What a name is looked up by: its first two atoms, since many begin with the same word, and most of these are told apart by the next one.
fn start(first: &str, second: Option<&str>) -> u64 {
    let first = word(first);
    second.map_or(first, |second| mix(first, word(second)))
}

/// Stands for no name in a list of them.
const NONE: u32 = u32::MAX;

/// A name and whose it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Name<K> {
    folded: CompactString,
    /// The next name that begins with the same atoms.
    next: u32,
    lower: bool,
    /// What kind of name it is.
    pub kind: K,
    /// Number of the thing it names.
    pub number: usize,
}

impl<K> Default for NameIndex<K> {
    fn default() -> NameIndex<K> {
        NameIndex { names: Vec::new(), starts: FxHashMap::default(), exact: FxHashMap::default() }
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
        let Some(first) = atoms(&folded).next() else { return };
        let start = start(first, atoms(&folded).nth(1));
        let lower = !name.starts_with(char::is_uppercase);
        let exact = exact.then(|| name.into());
        let known = |(at, other): (u32, &Name<K>)| {
            (other.kind, other.number, other.lower) == (kind, number, lower)
                && self.exact.get(&at) == exact.as_ref()
                && atoms(&other.folded).eq(atoms(&folded))
        };
        if self.beginning(start).any(known) {
            return;
        }
        let place = self.names.len() as u32;
        let ends = self.starts.entry(start).or_insert((place, place));
        if ends.1 != place {
            self.names[ends.1 as usize].next = place;
            ends.1 = place;
        }
        self.names.push(Name { folded, next: NONE, lower, kind, number });
        self.exact.extend(exact.map(|exact| (place, exact)));
    }

    /// The names with a [`start`] and their places, in the order in which they were added.
    fn beginning(&self, start: u64) -> impl Iterator<Item = (u32, &Name<K>)> {
        let name = |at: u32| Some((at, self.names.get(at as usize)?));
        let first = self.starts.get(&start).and_then(|&(first, _)| name(first));
        std::iter::successors(first, move |(_, last)| name(last.next))
    }

    /// The names that the words from `at` on spell, with how many tokens each takes; longest first, then by kind.
    pub fn matches(&self, tokens: &[Token], at: usize) -> Vec<(usize, &Name<K>)> {
        let token = &tokens[at];
        // A name begins with a token.
        let Some(first) = atoms(&token.folded).next() else { return Vec::new() };
        let capital = token.text.starts_with(char::is_uppercase);
        let second = tokens[at..].iter().flat_map(|token| atoms(&token.folded)).nth(1);
        let long = second.map(|second| start(first, Some(second)));
        let starts = [Some(start(first, None)), long];
        let all = starts.into_iter().flatten().flat_map(|start| self.beginning(start));
        let fits = all.filter(|(_, name)| name.lower || capital);
        let spelled = fits.filter_map(|(place, name)| Some((self.spelled(place, name, tokens, at)?, name)));
        let mut found: Vec<_> = spelled.collect();
        found.sort_by(|(a, first), (b, second)| b.cmp(a).then(first.kind.cmp(&second.kind)));
        found
    }

    /// How many tokens from `at` on spell a name; whole tokens only.
    fn spelled(&self, place: u32, name: &Name<K>, tokens: &[Token], at: usize) -> Option<usize> {
        let mut wanted = atoms(&name.folded).peekable();
        for (taken, token) in tokens[at..].iter().enumerate() {
            for part in atoms(&token.folded) {
                if wanted.next().is_none_or(|want| want != part) {
                    return None;
                }
            }
            if wanted.peek().is_none() {
                let words = &tokens[at..=at + taken];
                return self.is_exact(place, words).then_some(taken + 1);
            }
        }
        None
    }

    /// Whether words are written as a name wants it.
    fn is_exact(&self, place: u32, words: &[Token]) -> bool {
        let Some(exact) = self.exact.get(&place) else { return true };
        let plain = |text: &str| text.replace('.', "");
        words.len() == 1 && plain(&words[0].text) == plain(exact)
    }
}
