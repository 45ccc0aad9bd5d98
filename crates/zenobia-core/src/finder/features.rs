//! What is seen of a token when its label is chosen.

mod beside;

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::syntax::look::{Look, looks};
use crate::text::{Sentence, Token};
use crate::weights::hash::feature;

use super::words::sign;
use super::{Fact, FinderModel, Words};

/// Tokens that are scored before and after one that may belong to a name.
const BEFORE: usize = 4;
const AFTER: usize = 2;

/// What the rest of the report shows of a word, one bit each.
mod seen {
    /// In lower case.
    pub const LOWER: u8 = 1;
    /// With a capital, not at the beginning of a sentence.
    pub const CAPITAL: u8 = 1 << 1;
    /// After a form of address or a title.
    pub const TITLED: u8 = 1 << 2;
    /// After a preposition of place.
    pub const PLACED: u8 = 1 << 3;
    /// As part of a name of several words.
    pub const JOINED: u8 = 1 << 4;
}

/// A report as the finder sees it.
pub struct Page<'a> {
    tokens: &'a [Token],
    facts: &'a [Fact],
    signs: Vec<u32>,
    seen: FxHashMap<u64, u8>,
}

impl<'a> Page<'a> {
    /// Looks all words over once.
    pub fn new(tokens: &'a [Token], sentences: &[Sentence], facts: &'a [Fact], words: &Words) -> Page<'a> {
        let signs: Vec<u32> = tokens.iter().map(|token| words.of(token)).collect();
        let mut page = Page { tokens, facts, signs, seen: FxHashMap::default() };
        for sentence in sentences {
            if !is_leveled(&tokens[sentence.tokens.clone()]) {
                page.look_over(sentence.tokens.clone());
            }
        }
        page
    }

    fn look_over(&mut self, sentence: Range<usize>) {
        for at in sentence.clone() {
            let token = &self.tokens[at];
            let capital = is_capital(token);
            let before = at.checked_sub(1).filter(|before| sentence.contains(before));
            let signs = before.map_or(0, |before| self.signs[before]);
            let flag = |yes: bool, flag: u8| if yes { flag } else { 0 };
            let titled = capital && signs & (sign::HONORIFIC | sign::TITLE | sign::PERSON) != 0;
            let joined = capital && before.is_some_and(|before| is_capital(&self.tokens[before]));
            let mark = flag(!capital, seen::LOWER)
                | flag(capital && before.is_some(), seen::CAPITAL)
                | flag(titled, seen::TITLED)
                | flag(capital && signs & (sign::IN | sign::TOWARD) != 0, seen::PLACED)
                | flag(joined, seen::JOINED);
            if token.text.starts_with(char::is_alphabetic) {
                *self.seen.entry(key(token)).or_default() |= mark;
            }
        }
    }
}

fn key(token: &Token) -> u64 {
    crate::weights::hash::word(&token.folded)
}

/// Whether a token begins with a capital.
fn is_capital(token: &Token) -> bool {
    token.text.starts_with(char::is_uppercase)
}

/// Whether capitals tell nothing in a sentence: all words have one, or none.
fn is_leveled(tokens: &[Token]) -> bool {
    let words = tokens.iter().filter(|token| token.text.starts_with(char::is_alphabetic));
    let (all, capital) =
        words.fold((0, 0), |(all, capital), token| (all + 1, capital + usize::from(is_capital(token))));
    capital == 0 || (all > 3 && 10 * capital > 7 * all)
}

/// What is seen of one token beside its [`Look`].
#[derive(Clone, Copy, Debug, Default)]
struct Sight {
    signs: u32,
    actor: u8,
    place: u8,
    seen: u8,
    capital: bool,
    near: bool,
    run: (u16, u16),
}

/// A sentence, ready to be scored; its memory serves one sentence after another.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    looks: Vec<Look>,
    sights: Vec<Sight>,
    leveled: bool,
}

impl Sheet {
    /// Reads a sentence, given as tokens of the page; what a model knows of words is asked of it.
    pub fn read(&mut self, page: &Page, sentence: Range<usize>, model: &FinderModel) {
        self.read_with(page, sentence, |token| model.known(token));
    }

    /// Reads a sentence with other knowledge of words.
    pub fn read_with(
        &mut self,
        page: &Page,
        sentence: Range<usize>,
        known: impl Fn(&Token) -> crate::syntax::look::Known,
    ) {
        let tokens = page.tokens.get(sentence.clone()).unwrap_or_default();
        self.leveled = is_leveled(tokens);
        self.looks = looks(tokens, known);
        self.sights.clear();
        for (token, at) in tokens.iter().zip(sentence) {
            let fact = page.facts.get(at).copied().unwrap_or_default();
            self.sights.push(Sight {
                signs: page.signs[at],
                actor: fact.actor,
                place: fact.place,
                seen: page.seen.get(&key(token)).copied().unwrap_or_default(),
                capital: is_capital(token),
                near: false,
                run: (0, 0),
            });
        }
        self.mark_near(tokens);
        self.mark_runs(tokens);
    }

    /// Marks what lies near a capital or a known name; all of a sentence without capitals.
    fn mark_near(&mut self, tokens: &[Token]) {
        let bare = self.sights.iter().all(|sight| !sight.capital);
        for at in 0..tokens.len() {
            let sight = &self.sights[at];
            let named = sight.actor > 0 || sight.place > 0 || tokens[at].text.contains(char::is_uppercase);
            if named || bare {
                let last = tokens.len().min(at + AFTER + 1);
                self.sights[at.saturating_sub(BEFORE)..last].iter_mut().for_each(|sight| sight.near = true);
            }
        }
    }

    /// Finds the runs of capitalized words, with short words and marks that join them.
    fn mark_runs(&mut self, tokens: &[Token]) {
        let mut at = 0;
        while at < tokens.len() {
            let start = at;
            at += 1;
            if self.sights[start].capital {
                while at < tokens.len() {
                    let joins = |at: usize| {
                        let token = &tokens[at];
                        self.sights[at].signs & sign::OF != 0 || !token.spaced || token.text.chars().count() <= 2
                    };
                    let bridge =
                        at + 1 < tokens.len() && self.sights[at + 1].capital && joins(at) && tokens[at].text != ",";
                    match (self.sights[at].capital, bridge) {
                        (true, _) => at += 1,
                        (false, true) => at += 2,
                        _ => break,
                    }
                }
            }
            let run = (start.min(u16::MAX.into()) as u16, at.min(u16::MAX.into()) as u16);
            self.sights[start..at].iter_mut().for_each(|sight| sight.run = run);
        }
    }

    /// The stretches of tokens, counted from the beginning of the sentence, that may hold names.
    pub fn stretches(&self) -> Vec<Range<usize>> {
        let mut stretches: Vec<Range<usize>> = Vec::new();
        for at in (0..self.sights.len()).filter(|&at| self.sights[at].near) {
            match stretches.last_mut() {
                Some(last) if last.end == at => last.end += 1,
                _ => stretches.push(at..at + 1),
            }
        }
        stretches
    }

    /// Hands out the features of a token, at most [`crate::weights::table::BATCH`].
    pub fn features(&self, at: usize, mut emit: impl FnMut(u64)) {
        let (no_look, no_sight) = (Look::default(), Sight::default());
        let place = |offset: isize| at.checked_add_signed(offset).filter(|&index| index < self.sights.len());
        let look = |offset: isize| place(offset).map_or(&no_look, |index| &self.looks[index]);
        let sight = |offset: isize| place(offset).map_or(&no_sight, |index| &self.sights[index]);
        let mut template = 0;
        let mut put = |parts: &[u64]| {
            template += 1;
            emit(feature(template, parts));
        };
        own(look(0), sight(0), self.leveled, &mut put);
        around([look(-2), look(-1), look(0), look(1), look(2)], &mut put);
        signs([sight(-3), sight(-2), sight(-1), sight(0), sight(1), sight(2)], look(0), &mut put);
        self.run(at, &mut put);
        self.lead(at, &mut put);
        self.told(at, &mut put);
        self.profile(at, &mut put);
        self.bridge([look(-2), look(-1), look(0), look(1)], [sight(-2), sight(-1), sight(0), sight(1)], &mut put);
        self.bag(at, emit);
    }
}

#[inline]
fn own(w: &Look, s: &Sight, leveled: bool, put: &mut impl FnMut(&[u64])) {
    let parts = u64::from(w.known.parts);
    let (actor, place, seen) = (u64::from(s.actor), u64::from(s.place), u64::from(s.seen));
    let case = 2 * u64::from(s.capital) + u64::from(leveled);
    put(&[]);
    put(&[w.word]);
    put(&[w.word, w.shape]);
    put(&[w.fold]);
    put(&[w.shape]);
    put(&[w.shape, u64::from(leveled)]);
    put(&[w.known.fine.into(), case]);
    put(&[w.known.coarse.into(), w.shape]);
    for suffix in w.suffixes {
        put(&[suffix, u64::from(s.capital)]);
    }
    for prefix in w.prefixes {
        put(&[prefix, u64::from(s.capital)]);
    }
    put(&[w.suffixes[2], w.shape]);
    put(&[parts, case]);
    put(&[parts, place, case]);
    put(&[actor, case]);
    put(&[place, case]);
    put(&[actor, place, case]);
    put(&[seen, case]);
    put(&[seen, w.shape]);
    put(&[seen, place, case]);
    put(&[seen, parts, case]);
    put(&[u64::from(s.signs), case]);
    put(&[u64::from(s.signs), place, case]);
}

#[inline]
fn around([p2, p1, w, n1, n2]: [&Look; 5], put: &mut impl FnMut(&[u64])) {
    let fine = |look: &Look| u64::from(look.known.fine);
    let coarse = |look: &Look| u64::from(look.known.coarse);
    let parts = |look: &Look| u64::from(look.known.parts);
    put(&[p1.word]);
    put(&[p2.word]);
    put(&[n1.word]);
    put(&[n2.word]);
    put(&[p1.word, w.shape]);
    put(&[n1.word, w.shape]);
    put(&[p1.word, w.word]);
    put(&[w.word, n1.word]);
    put(&[p2.word, p1.word]);
    put(&[n1.word, n2.word]);
    put(&[fine(p1), w.shape]);
    put(&[fine(n1), w.shape]);
    put(&[fine(p2), fine(p1)]);
    put(&[coarse(p1), coarse(w), coarse(n1)]);
    put(&[w.shape, p1.shape]);
    put(&[w.shape, n1.shape]);
    put(&[p1.shape, w.shape, n1.shape]);
    put(&[p1.suffixes[2], w.shape]);
    put(&[parts(p1), parts(w), w.shape]);
    put(&[parts(w), parts(n1), w.shape]);
}

#[inline]
fn signs([s3, s2, s1, s, n1, n2]: [&Sight; 6], w: &Look, put: &mut impl FnMut(&[u64])) {
    let bits = |sight: &Sight| u64::from(sight.signs);
    put(&[bits(s1), w.shape]);
    put(&[bits(n1), w.shape]);
    put(&[bits(s2), bits(s1), w.shape]);
    put(&[bits(s3), bits(s2), bits(s1)]);
    put(&[bits(n1), bits(n2), w.shape]);
    put(&[bits(s1), bits(s), bits(n1)]);
    put(&[s1.actor.into(), s.actor.into()]);
    put(&[n1.actor.into(), s.actor.into()]);
    put(&[s1.place.into(), s.place.into(), u64::from(s.capital)]);
    put(&[n1.place.into(), s.place.into(), u64::from(s.capital)]);
    put(&[bits(s1), s.place.into(), u64::from(s.capital)]);
    put(&[bits(s2), bits(s1), s.place.into(), u64::from(s.capital)]);
    put(&[bits(s1), s.actor.into()]);
}
