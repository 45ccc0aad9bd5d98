//! The report as the place stage looks at it.

use std::ops::Range;

use super::data::{Lexicon, PlaceData};
use super::name::fold;
use crate::syntax::Syntax;
use crate::syntax::word::Upos;
use crate::text::{Reading, Token};

/// A report with its words folded, and what is needed to look around in it.
pub(super) struct Page<'a> {
    pub reading: &'a Reading,
    pub syntax: &'a Syntax,
    pub data: &'a PlaceData,
    /// Folded token texts.
    pub words: Vec<String>,
    taken: Vec<bool>,
    cases: Vec<Case>,
}

/// How the words of a sentence are written.
#[derive(Clone, Copy, Default)]
struct Case {
    /// Most begin with a capital.
    title: bool,
    /// All are in capitals.
    capitals: bool,
}

impl<'a> Page<'a> {
    pub fn new(reading: &'a Reading, syntax: &'a Syntax, data: &'a PlaceData, taken: &[Range<usize>]) -> Page<'a> {
        let mut flags = vec![false; reading.tokens.len()];
        for range in taken {
            let end = range.end.min(flags.len());
            flags[range.start.min(end)..end].fill(true);
        }
        let words = reading.tokens.iter().map(|token| fold(&token.lower)).collect();
        let page = Page { reading, syntax, data, words, taken: flags, cases: Vec::new() };
        let cases = reading.sentences.iter().map(|sentence| page.case(sentence.tokens.clone())).collect();
        Page { cases, ..page }
    }

    fn case(&self, tokens: Range<usize>) -> Case {
        let long = |&at: &usize| self.text(at).len() > 3 && self.text(at).chars().all(char::is_alphabetic);
        let (total, capitals) = tokens
            .clone()
            .filter(long)
            .fold((0, 0), |(total, capitals), at| (total + 1, capitals + usize::from(self.is_capitalized(at))));
        let all = tokens.into_iter().all(|at| !self.is_word(at) || self.is_capitals(at));
        Case { title: total >= 4 && capitals * 10 >= total * 8, capitals: all }
    }

    fn case_at(&self, at: usize) -> Case {
        self.cases.get(self.reading.sentence_of(at)).copied().unwrap_or_default()
    }

    pub fn token(&self, at: usize) -> Option<&Token> {
        self.reading.tokens.get(at)
    }

    pub fn text(&self, at: usize) -> &str {
        self.token(at).map_or("", |token| token.text.as_str())
    }

    pub fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", String::as_str)
    }

    pub fn is_taken(&self, at: usize) -> bool {
        self.taken.get(at).copied().unwrap_or(true)
    }

    /// The tokens of the sentence that holds a token.
    pub fn sentence(&self, at: usize) -> Range<usize> {
        let sentence = self.reading.sentences.get(self.reading.sentence_of(at));
        sentence.map_or(0..self.reading.tokens.len(), |sentence| sentence.tokens.clone())
    }

    /// The part of speech, when the sentence has been tagged.
    pub fn upos(&self, at: usize) -> Option<Upos> {
        self.syntax.words.get(at).map(|word| word.upos).filter(|&upos| upos != Upos::X)
    }

    pub fn is_capitalized(&self, at: usize) -> bool {
        self.text(at).chars().find(|character| character.is_alphanumeric()).is_some_and(char::is_uppercase)
    }

    /// Whether it is written in capitals throughout, with two letters at least.
    pub fn is_capitals(&self, at: usize) -> bool {
        let letters = || self.text(at).chars().filter(|character| character.is_alphabetic());
        letters().count() >= 2 && letters().all(char::is_uppercase)
    }

    /// Whether it holds a letter or digit.
    pub fn is_word(&self, at: usize) -> bool {
        self.text(at).chars().any(char::is_alphanumeric)
    }

    pub fn is_hyphen(&self, at: usize) -> bool {
        matches!(self.text(at), "-" | "‐" | "‑" | "–") && self.token(at).is_some_and(|token| !token.spaced)
    }

    /// The text of some tokens, spaced as in the report.
    pub fn joined(&self, range: Range<usize>) -> String {
        let mut joined = String::new();
        for token in self.reading.tokens.get(range).unwrap_or_default() {
            if token.spaced && !joined.is_empty() {
                joined.push(' ');
            }
            joined.push_str(&token.text);
        }
        joined
    }

    /// Whether most words of the sentence are capitalized, so that capitals say nothing.
    pub fn is_title_case(&self, at: usize) -> bool {
        self.case_at(at).title
    }

    /// Whether all words of the sentence are in capitals.
    pub fn is_shouted(&self, at: usize) -> bool {
        self.case_at(at).capitals
    }

    /// The longest phrase of a lexicon that ends before `end`, not before `first`: where it begins, and its value.
    pub fn phrase_before<T: Copy>(&self, lexicon: &Lexicon<T>, first: usize, end: usize) -> Option<(usize, T)> {
        let last = end.checked_sub(1).map_or("", |last| self.word(last)).rsplit(' ').next().unwrap_or_default();
        let least = if lexicon.ends_with(last) { first.max(end.saturating_sub(5)) } else { end };
        (least..end).find_map(|start| Some((start, *lexicon.get(&self.phrase(start..end)?)?)))
    }

    /// The longest phrase of a lexicon that begins at `start`: where it ends, and its value.
    pub fn phrase_from<T: Copy>(&self, lexicon: &Lexicon<T>, start: usize, last: usize) -> Option<(usize, T)> {
        let first = self.word(start).split(' ').next().unwrap_or_default();
        let most = if lexicon.begins_with(first) { last.min(start + 4) } else { start };
        (start + 1..=most).rev().find_map(|end| Some((end, *lexicon.get(&self.phrase(start..end)?)?)))
    }

    /// Folded words joined by spaces; hyphens between tokens vanish, as they do inside of tokens. Other marks end a phrase.
    fn phrase(&self, range: Range<usize>) -> Option<String> {
        let edges = !self.word(range.start).is_empty() && !self.word(range.end.checked_sub(1)?).is_empty();
        let whole = edges && range.clone().all(|at| !self.word(at).is_empty() || self.is_hyphen(at));
        let words = self.words.get(range)?;
        whole.then(|| words.iter().filter(|word| !word.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" "))
    }
}
