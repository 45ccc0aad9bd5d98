//! Characters with their place in the original: what all repairs work on.

use compact_str::CompactString;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{compose, is_combining_mark};

use crate::span::Span;

/// One character as read, and the stretch of the original it was made from, in code points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Letter {
    pub(super) c: char,
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Letter {
    pub(super) fn new(c: char, start: usize, end: usize) -> Letter {
        Letter { c, start: start as u32, end: end as u32 }
    }

    pub(super) fn is_space(self) -> bool {
        self.c.is_whitespace()
    }

    /// Whether it can stand inside a word: a letter, a combining mark or a digit.
    pub(super) fn is_word(self) -> bool {
        self.c.is_ascii_alphanumeric()
            || (!self.c.is_ascii() && (self.c.is_alphanumeric() || is_combining_mark(self.c)))
    }
}

/// The stretch of the original that some letters came from.
pub(super) fn span(letters: &[Letter]) -> Span {
    match letters {
        [first, .., last] => Span::new(first.start, last.end.max(first.end)),
        [only] => Span::new(only.start, only.end),
        [] => Span::default(),
    }
}

/// The letters as a string.
pub(super) fn text(letters: &[Letter]) -> String {
    letters.iter().map(|letter| letter.c).collect()
}

/// The letters as a string in lower case.
pub(super) fn lower(letters: &[Letter]) -> CompactString {
    let mut lower = CompactString::with_capacity(letters.len());
    for letter in letters {
        if letter.c.is_ascii() {
            lower.push(letter.c.to_ascii_lowercase())
        } else {
            lower.extend(letter.c.to_lowercase())
        }
    }
    lower
}

/// Byte offset of each code point of a text, and its length at the end.
pub(super) fn byte_offsets(text: &str) -> Vec<u32> {
    let mut bytes = Vec::with_capacity(text.len() + 1);
    bytes.extend(text.char_indices().map(|(at, _)| at as u32));
    bytes.push(text.len() as u32);
    bytes
}

/// A character without accents; ligatures give two.
fn fold_char(c: char, out: &mut CompactString) {
    match c {
        'à'..='å' => out.push('a'),
        'ç' => out.push('c'),
        'è'..='ë' => out.push('e'),
        'ì'..='ï' => out.push('i'),
        'ò'..='ö' | 'ø' => out.push('o'),
        'ù'..='ü' => out.push('u'),
        'œ' => out.push_str("oe"),
        'æ' => out.push_str("ae"),
        'ß' => out.push_str("ss"),
        'ł' => out.push('l'),
        'đ' => out.push('d'),
        'ı' => out.push('i'),
        '“' | '”' | '„' | '«' | '»' => out.push('"'),
        '‘' | '’' => out.push('\''),
        _ => out.extend(std::iter::once(c).nfd().filter(|&part| !is_combining_mark(part))),
    }
}

/// Lower-case words without accents, ligatures or curly quotes.
pub(super) fn fold(lower: &str) -> CompactString {
    if lower.is_ascii() {
        return lower.into();
    }
    let mut out = CompactString::with_capacity(lower.len());
    for c in lower.chars() {
        if c.is_ascii() { out.push(c) } else { fold_char(c, &mut out) }
    }
    out
}

/// Two characters composed into one, where Unicode has it.
pub(super) fn composed(base: char, mark: char) -> Option<char> {
    is_combining_mark(mark).then(|| compose(base, mark)).flatten()
}
