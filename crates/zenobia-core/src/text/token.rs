//! What the text stage hands to all later ones.

use std::ops::Range;

use compact_str::CompactString;

use crate::record::{Note, Repair};
use crate::span::Span;

/// One word, number or punctuation mark.
///
/// Tokens are those of the Universal Dependencies treebanks, except that contractions stay whole: `du`, `aux` are one token.
/// Elided words end with a straight apostrophe (`l'`, `qu'`); English clitics begin with one (`'s`) or are `n't`.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// The repaired wording.
    pub text: CompactString,
    /// `text` in lower case.
    pub lower: CompactString,
    /// `lower` without accents, ligatures or curly quotes; what lexicons fall back to for capitals without accents.
    pub folded: CompactString,
    /// Where it stands in the original.
    pub span: Span,
    /// Whether white space comes before it.
    pub spaced: bool,
}

/// A sentence, as a range of tokens.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Number of its paragraph, from 0.
    pub paragraph: u32,
    /// Whether it is a headline rather than part of the body.
    pub headline: bool,
}

/// A stretch between quotation marks, the marks left out.
#[derive(Clone, Debug, PartialEq)]
pub struct Quotation {
    /// Its tokens; it may run over several sentences.
    pub tokens: Range<usize>,
    /// Whether both marks were there; a missing one is guessed at the end of the sentence or paragraph.
    pub balanced: bool,
}

/// The opening that says where and when a report was filed: `KABUL, March 13 (Reuters) -`.
#[derive(Clone, Debug, PartialEq)]
pub struct Dateline {
    /// All of it.
    pub tokens: Range<usize>,
    /// The words that name the place.
    pub place: Range<usize>,
    /// The words that name the date, when there is one.
    pub date: Option<Range<usize>>,
    /// The words that name the agency, when there is one.
    pub agency: Option<Range<usize>>,
}

/// A report, read into words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// ISO 639-1 code of the language it is read in.
    pub language: CompactString,
    /// The original text, as given.
    pub original: String,
    /// Byte offset in `original` of each code point, and its length at the end.
    pub bytes: Vec<u32>,
    /// All tokens, in order.
    pub tokens: Vec<Token>,
    /// All sentences, in order; together they cover all tokens.
    pub sentences: Vec<Sentence>,
    /// All quotations, in order of their start.
    pub quotations: Vec<Quotation>,
    /// The dateline, when the body begins with one.
    pub dateline: Option<Dateline>,
    /// The words of the date in a line that tells when the page was published.
    pub published: Option<Range<usize>>,
    /// What was mended.
    pub repairs: Vec<Repair>,
    /// What was odd.
    pub notes: Vec<Note>,
}

impl Reading {
    /// The stretch of the original that a range of tokens covers; empty at 0 for an empty range.
    pub fn span(&self, tokens: Range<usize>) -> Span {
        match self.tokens.get(tokens) {
            Some([first, .., last]) => first.span.join(last.span),
            Some([only]) => only.span,
            _ => Span::default(),
        }
    }

    /// The words of the original at a span.
    pub fn slice(&self, span: Span) -> &str {
        let byte = |point: u32| self.bytes.get(point as usize).map_or(self.original.len(), |&at| at as usize);
        self.original.get(byte(span.start)..byte(span.end)).unwrap_or_default()
    }

    /// Number of the sentence that holds a token.
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentences
            .partition_point(|sentence| sentence.tokens.end <= token)
            .min(self.sentences.len().saturating_sub(1))
    }
}
