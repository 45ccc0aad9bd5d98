//! Cutting letters into tokens, in one pass by kinds of character.

use compact_str::CompactString;

use super::data::TextData;
use super::letter::{self, Letter};
use super::scan::piece_end;
use super::token::Token;

/// A stretch of letters that is to be one token.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Piece {
    /// First letter.
    pub(super) start: usize,
    /// One past the last letter.
    pub(super) end: usize,
    /// Whether white space comes before it.
    pub(super) spaced: bool,
    /// Line ends before it.
    pub(super) lines: u8,
}

/// Cuts letters into pieces; white space between them is left out.
pub(super) fn cut(letters: &[Letter], data: &TextData) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(letters.len() / 5 + 1);
    let (mut at, mut spaced, mut lines) = (0, true, 0u8);
    while at < letters.len() {
        let letter = letters[at];
        if letter.is_space() || letter.c.is_control() {
            spaced = true;
            lines = lines.saturating_add(u8::from(letter.c == '\n'));
            at += 1;
            continue;
        }
        let end = piece_end(letters, at, data).clamp(at + 1, letters.len());
        push_parts(letters, Piece { start: at, end, spaced, lines }, data, &mut pieces);
        (at, spaced, lines) = (end, false, 0);
    }
    pieces
}

/// Takes a piece apart where it holds several tokens: hyphens, enclitics.
fn push_parts(letters: &[Letter], piece: Piece, data: &TextData, out: &mut Vec<Piece>) {
    let stretch = &letters[piece.start..piece.end];
    let whole = stretch.iter().any(|letter| matches!(letter.c, '@' | '/')) || !stretch[0].is_word();
    if whole || !stretch.iter().any(|letter| matches!(letter.c, '\'' | '-')) || stretch.len() < 3 {
        push_run_together(stretch, piece, data, out);
        return;
    }
    let word = letter::lower(stretch);
    if data.whole.contains(&word) {
        out.push(piece);
        return;
    }
    let ending =
        data.settings.enclitics.iter().find(|ending| word.len() > ending.len() && word.ends_with(ending.as_str()));
    let length = ending.map_or(0, |ending| ending.chars().count());
    let cut_at = piece.end.saturating_sub(length).max(piece.start);
    let head = Piece { end: cut_at, ..piece };
    if data.settings.cut_hyphens {
        push_hyphenated(letters, head, data, out)
    } else {
        out.push(head)
    }
    if cut_at < piece.end {
        out.push(Piece { start: cut_at, end: piece.end, spaced: false, lines: 0 });
    }
}

/// Cuts words that are written as one but are several, such as `cannot`.
fn push_run_together(stretch: &[Letter], piece: Piece, data: &TextData, out: &mut Vec<Piece>) {
    let parts = if data.together.is_empty() { None } else { data.together.get(&letter::lower(stretch)) };
    let mut rest = piece;
    for &length in parts.into_iter().flatten() {
        let end = (rest.start + length).min(piece.end);
        out.push(Piece { end, ..rest });
        rest = Piece { start: end, end: piece.end, spaced: false, lines: 0 };
    }
    if rest.start < rest.end {
        out.push(rest);
    }
}

/// Cuts at hyphens, but after a prefix and inside telephone numbers and dates.
fn push_hyphenated(letters: &[Letter], piece: Piece, data: &TextData, out: &mut Vec<Piece>) {
    let stretch = &letters[piece.start..piece.end];
    let hyphens = stretch.iter().filter(|letter| letter.c == '-').count();
    let digits = stretch.iter().filter(|letter| letter.c.is_ascii_digit()).count();
    let coded = digits + hyphens == stretch.len() && (hyphens > 1 || digits == 7 && stretch.len() == 8);
    if hyphens == 0 || coded || stretch.len() < 3 {
        out.push(piece);
        return;
    }
    let mut start = piece.start;
    let mut rest = piece;
    for at in piece.start + 1..piece.end - 1 {
        if letters[at].c != '-' || data.settings.prefixes.contains(&letter::lower(&letters[start..at])) {
            continue;
        }
        if at > start {
            out.push(Piece { start, end: at, ..rest });
        }
        out.push(Piece { start: at, end: at + 1, spaced: false, lines: 0 });
        start = at + 1;
        rest = Piece { spaced: false, lines: 0, ..piece };
    }
    if start < piece.end {
        out.push(Piece { start, end: piece.end, ..rest });
    }
}

/// The token that some letters make; quotation marks are written straight but for the angled ones.
pub(super) fn token(letters: &[Letter], spaced: bool) -> Token {
    let span = letter::span(letters);
    if let Some(text) = ascii(letters) {
        let mut lower = text.clone();
        lower.make_ascii_lowercase();
        return Token { text, folded: lower.clone(), lower, span, spaced };
    }
    let text: CompactString = letters.iter().map(|letter| straight(letter.c)).collect();
    let lower = text.to_lowercase();
    Token { folded: letter::fold(&lower), text, lower, span, spaced }
}

/// A short word of plain letters, without a detour over the heap.
fn ascii(letters: &[Letter]) -> Option<CompactString> {
    const LONGEST: usize = 24;
    let mut bytes = [0; LONGEST];
    for (slot, letter) in bytes.get_mut(..letters.len())?.iter_mut().zip(letters) {
        *slot = u8::try_from(letter.c).ok().filter(u8::is_ascii)?;
    }
    std::str::from_utf8(&bytes[..letters.len()]).ok().map(CompactString::from)
}

fn straight(c: char) -> char {
    match c {
        '“' | '”' | '„' | '‟' => '"',
        _ => c,
    }
}
