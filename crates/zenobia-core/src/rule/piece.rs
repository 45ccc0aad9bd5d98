//! The units that patterns are matched on: tokens, cut at hyphens and where digits meet letters.

use compact_str::CompactString;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::text::{Reading, Token};

/// A word, a number or a mark. `mid-May` is three pieces whether it is one token or three, `18h30` too.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Piece<'a> {
    /// In lower case.
    pub lower: &'a str,
    /// In lower case without accents.
    pub folded: &'a str,
    /// As written.
    pub text: &'a str,
    /// The token it is part of.
    pub token: usize,
    /// Whether white space comes before it.
    pub spaced: bool,
    /// Whether the unaccented wording may be compared: the token has capitals, or has no accents and four letters or more.
    pub lenient: bool,
}

impl Piece<'_> {
    /// Whether it is made of digits, possibly with separators inside.
    pub fn is_digits(&self) -> bool {
        self.lower.starts_with(|c: char| c.is_ascii_digit())
    }

    /// Whether it begins with a capital.
    pub fn is_capital(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }
}

/// The pieces of a whole report, with the piece each token begins at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pieces<'a> {
    /// All pieces, in order.
    pub all: Vec<Piece<'a>>,
    /// For each token the number of its first piece; one entry more at the end.
    pub first_of: Vec<usize>,
}

impl<'a> Pieces<'a> {
    /// Cuts the tokens of a report.
    pub fn of(reading: &'a Reading) -> Pieces<'a> {
        let mut pieces = Pieces::default();
        for (index, token) in reading.tokens.iter().enumerate() {
            pieces.first_of.push(pieces.all.len());
            push_token(&mut pieces.all, index, token);
        }
        pieces.first_of.push(pieces.all.len());
        pieces
    }

    /// The pieces of a range of tokens.
    pub fn range(&self, tokens: std::ops::Range<usize>) -> std::ops::Range<usize> {
        let last = self.all.len();
        let at = |token: usize| self.first_of.get(token).copied().unwrap_or(last);
        at(tokens.start)..at(tokens.end)
    }
}

fn push_token<'a>(all: &mut Vec<Piece<'a>>, index: usize, token: &'a Token) {
    if token.text.chars().all(char::is_alphabetic) {
        let capital = token.text.chars().any(char::is_uppercase);
        let lenient = is_lenient(capital, &token.lower, &token.folded);
        let (lower, folded, text) = (token.lower.as_str(), token.folded.as_str(), token.text.as_str());
        all.push(Piece { lower, folded, text, token: index, spaced: token.spaced, lenient });
        return;
    }
    let lower = cut(&token.lower);
    let (folded, text) = (cut(&token.folded), cut(&token.text));
    let aligned = lower.len() == folded.len() && lower.len() == text.len();
    let lower = if aligned { lower } else { vec![token.lower.as_str()] };
    for (number, &word) in lower.iter().enumerate() {
        let (folded, text) = match aligned {
            true => (folded[number], text[number]),
            false => (token.folded.as_str(), token.text.as_str()),
        };
        let capital = text.chars().any(char::is_uppercase);
        let lenient = is_lenient(capital, word, folded);
        let inner = number > 0 && gap_before(&token.lower, word);
        let spaced = if number == 0 { token.spaced } else { inner };
        all.push(Piece { lower: word, folded, text, token: index, spaced, lenient });
    }
}

fn is_lenient(capital: bool, lower: &str, folded: &str) -> bool {
    capital || (lower == folded && lower.len() >= 4)
}

/// Whether white space stands before a slice of `whole`.
fn gap_before(whole: &str, part: &str) -> bool {
    let at = (part.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize);
    whole.get(..at).is_some_and(|before| before.ends_with(char::is_whitespace))
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Digit,
    Letter,
    Space,
    Mark,
}

fn kind(c: char, next: Option<char>, before: Option<Kind>) -> Kind {
    match c {
        _ if c.is_ascii_digit() => Kind::Digit,
        '.' | ',' if before == Some(Kind::Digit) && next.is_some_and(|n| n.is_ascii_digit()) => Kind::Digit,
        '\'' => Kind::Letter,
        _ if c.is_alphabetic() || is_combining_mark(c) => Kind::Letter,
        _ if c.is_whitespace() => Kind::Space,
        _ => Kind::Mark,
    }
}

/// Cuts a word at marks and where digits meet letters; white space is dropped.
pub(crate) fn cut(word: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut before: Option<Kind> = None;
    let mut chars = word.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let now = kind(c, chars.peek().map(|&(_, next)| next), before);
        if before.is_some_and(|kind| kind != now || kind == Kind::Mark) {
            push_part(&mut parts, &word[start..at], before);
            start = at;
        }
        before = Some(now);
    }
    push_part(&mut parts, &word[start..], before);
    parts
}

fn push_part<'a>(parts: &mut Vec<&'a str>, part: &'a str, kind: Option<Kind>) {
    if kind.is_some_and(|kind| kind != Kind::Space) && !part.is_empty() {
        parts.push(part);
    }
}

/// Lower case, without accents and ligatures: what words are compared by when accents got lost.
///
/// ```
/// assert_eq!(zenobia_core::rule::fold("Été"), "ete");
/// ```
pub fn fold(word: &str) -> CompactString {
    let plain = word.nfd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase);
    let mut folded = CompactString::default();
    for c in plain {
        match c {
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            '’' => folded.push('\''),
            c => folded.push(c),
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_at_hyphens_and_where_digits_meet_letters() {
        assert_eq!(cut("mid-May"), ["mid", "-", "May"]);
        assert_eq!(cut("18h30"), ["18", "h", "30"]);
        assert_eq!(cut("12,000"), ["12,000"]);
        assert_eq!(cut("17\u{202f}000"), ["17", "000"]);
        assert_eq!(cut("Sept."), ["Sept", "."]);
        assert_eq!(cut("p.m."), ["p", ".", "m", "."]);
        assert_eq!(cut("l'"), ["l'"]);
    }
}
