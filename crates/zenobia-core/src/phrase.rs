//! Phrases of a lexicon: a few words that stand in order, near each other, each by its lemma or its form.

use compact_str::CompactString;

use crate::syntax::Syntax;
use crate::text::{Reading, lower};

/// The words of a phrase. Elided words end with their apostrophe and are words of their own, as tokens are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phrase(pub Vec<CompactString>);

impl Phrase {
    /// Cuts a phrase into its words.
    ///
    /// ```
    /// use zenobia_core::phrase::Phrase;
    /// assert_eq!(Phrase::new("avoir l'intention").0, ["avoir", "l'", "intention"]);
    /// ```
    pub fn new(text: &str) -> Phrase {
        let apart = text.replace('’', "'").replace('\'', "' ");
        Phrase(apart.split_whitespace().map(CompactString::from).collect())
    }

    /// The first word; empty for an empty phrase.
    pub fn first(&self) -> &str {
        self.0.first().map_or("", |word| word.as_str())
    }

    /// The last word.
    pub fn last(&self) -> &str {
        self.0.last().map_or("", |word| word.as_str())
    }
}

/// The ways a lexicon's phrase may be cut into tokens: hyphens inside words, or hyphens as tokens of their own.
///
/// ```
/// use zenobia_core::phrase::spellings;
/// let cut: Vec<_> = spellings("secretary-general").into_iter().map(|phrase| phrase.0.join(" ")).collect();
/// assert_eq!(cut, ["secretary-general", "secretary - general"]);
/// ```
pub fn spellings(text: &str) -> Vec<Phrase> {
    let whole = Phrase::new(text);
    let apart = Phrase::new(&text.replace('-', " - "));
    if apart == whole { vec![whole] } else { vec![whole, apart] }
}

/// Whether a token is a word of a lexicon, by form or lemma.
pub fn is_word(reading: &Reading, syntax: &Syntax, at: usize, word: &str) -> bool {
    let lemma = syntax.words[at].lemma.as_str();
    reading.tokens[at].lower == word || lemma == word || is_lower_of(word, lemma)
}

/// Whether a wording in lower case is another.
fn is_lower_of(word: &str, wording: &str) -> bool {
    let same = |(a, b): (u8, u8)| a == b.to_ascii_lowercase();
    match wording.is_ascii() {
        true => word.len() == wording.len() && word.bytes().zip(wording.bytes()).all(same),
        false => wording.chars().any(char::is_uppercase) && lower(wording) == word,
    }
}

/// One past the last word when the phrase begins at `at`; up to `gap` other words may stand between two of its words.
pub fn from(reading: &Reading, syntax: &Syntax, at: usize, phrase: &Phrase, gap: usize) -> Option<usize> {
    let mut words = phrase.0.iter();
    if !words.next().is_some_and(|word| is_word(reading, syntax, at, word)) {
        return None;
    }
    let end = reading.sentences[reading.sentence_of(at)].tokens.end;
    let mut next = at + 1;
    for word in words {
        let found = (next..end.min(next + gap + 1)).find(|&index| is_word(reading, syntax, index, word))?;
        next = found + 1;
    }
    Some(next)
}

/// The first word when the phrase ends at `at`.
pub fn to(reading: &Reading, syntax: &Syntax, at: usize, phrase: &Phrase, gap: usize) -> Option<usize> {
    let mut words = phrase.0.iter().rev();
    if !words.next().is_some_and(|word| is_word(reading, syntax, at, word)) {
        return None;
    }
    let start = reading.sentences[reading.sentence_of(at)].tokens.start;
    let mut first = at;
    for word in words {
        let from = first.saturating_sub(gap + 1).max(start);
        first = (from..first).rev().find(|&index| is_word(reading, syntax, index, word))?;
    }
    Some(first)
}
