//! What a token looks like to the scorer.

use crate::text::token::Token;
use crate::weights::hash::{mix, word};

use super::model::{Boundaries, Habits};

/// Kinds of characters that a token is made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shape {
    /// Nothing: before the first and after the last token.
    #[default]
    Edge,
    Small,
    Capitalized,
    Capital,
    Capitals,
    Number,
    Mixed,
    Uncased,
    Elided,
    ElidedCapital,
    Abbreviated,
    AbbreviatedCapital,
    Stop,
    Exclamation,
    Points,
    Comma,
    Semicolon,
    Colon,
    Dash,
    OpeningBracket,
    ClosingBracket,
    Straight,
    OpeningMark,
    ClosingMark,
    Bullet,
    Sign,
}

impl Shape {
    /// Whether it is a word with a capital at its head.
    pub(super) fn is_capital(self) -> bool {
        use Shape::{AbbreviatedCapital, Capital, Capitalized, Capitals, ElidedCapital};
        matches!(self, Capital | Capitalized | Capitals | ElidedCapital | AbbreviatedCapital)
    }

    /// Whether it is a word of small letters.
    pub(super) fn is_small(self) -> bool {
        matches!(self, Shape::Small | Shape::Elided | Shape::Abbreviated)
    }

    /// Whether it can end a sentence or a part of one.
    pub(super) fn is_final(self) -> bool {
        use Shape::{Colon, Exclamation, Points, Semicolon, Stop};
        matches!(self, Stop | Exclamation | Points | Semicolon | Colon)
    }

    /// Whether it closes what a bracket or mark opened.
    pub(super) fn closes(self) -> bool {
        matches!(self, Shape::ClosingBracket | Shape::ClosingMark)
    }
}

/// One token as the scorer sees it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look {
    pub(super) word: u64,
    /// Its last three letters.
    pub(super) suffix: u64,
    pub(super) shape: Shape,
    /// Letters, at most 7.
    pub(super) length: u8,
    pub(super) spaced: bool,
    pub(super) habits: Habits,
}

/// The looks of some tokens.
pub(super) fn looks(tokens: &[Token], model: &Boundaries) -> Vec<Look> {
    let look = |token: &Token| {
        let shape = shape(&token.text);
        let word = word(&token.folded);
        let is_word = token.text.starts_with(char::is_alphabetic);
        Look {
            word,
            suffix: suffix(&token.folded),
            shape,
            length: token.folded.len().min(7) as u8,
            spaced: token.spaced,
            habits: if is_word { model.habits(word) } else { Habits::default() },
        }
    };
    tokens.iter().map(look).collect()
}

fn suffix(folded: &str) -> u64 {
    folded.chars().rev().take(3).fold(0x5f, |hash, letter| mix(hash, u64::from(letter)))
}

fn shape(text: &str) -> Shape {
    let Some(first) = text.chars().next() else { return Shape::Edge };
    if first.is_alphabetic() {
        return word_shape(text, first);
    }
    match first {
        '.' if text.len() > 1 => Shape::Points,
        '.' | '。' | '۔' => Shape::Stop,
        '!' | '?' | '؟' => Shape::Exclamation,
        '…' => Shape::Points,
        ',' => Shape::Comma,
        ';' => Shape::Semicolon,
        ':' => Shape::Colon,
        '-' | '–' | '—' if text.chars().all(|letter| letter == first) => Shape::Dash,
        '(' | '[' | '{' => Shape::OpeningBracket,
        ')' | ']' | '}' => Shape::ClosingBracket,
        '"' => Shape::Straight,
        '«' | '‹' | '‘' => Shape::OpeningMark,
        '»' | '›' => Shape::ClosingMark,
        '•' | '*' | '·' | '▪' | '►' | '■' | '○' | '>' | '#' | '=' | '_' | '~' => Shape::Bullet,
        _ if text.chars().all(|letter| !letter.is_alphabetic()) && text.chars().any(char::is_numeric) => Shape::Number,
        _ if text.chars().any(char::is_alphanumeric) => Shape::Mixed,
        _ => Shape::Sign,
    }
}

fn word_shape(text: &str, first: char) -> Shape {
    let small = text.chars().any(char::is_lowercase);
    let capital = first.is_uppercase();
    if !small && !capital {
        return Shape::Uncased;
    }
    match (text.ends_with('\''), text.ends_with('.')) {
        (true, _) => return if capital { Shape::ElidedCapital } else { Shape::Elided },
        (_, true) => return if capital { Shape::AbbreviatedCapital } else { Shape::Abbreviated },
        _ => {}
    }
    let inner = text.chars().skip(1).any(char::is_uppercase);
    match (capital, small, inner) {
        (false, _, false) => Shape::Small,
        (true, true, false) => Shape::Capitalized,
        (true, false, false) => Shape::Capital,
        (true, false, true) => Shape::Capitals,
        _ => Shape::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_tell_words_and_marks_apart() {
        let shapes =
            ["ville", "Ville", "V", "VILLE", "12", "iPad", "l'", "L'", "etc.", "U.N.", ".", "...", "--", "\"", "3e"];
        use Shape::*;
        let expected = [
            Small,
            Capitalized,
            Capital,
            Capitals,
            Number,
            Mixed,
            Elided,
            ElidedCapital,
            Abbreviated,
            AbbreviatedCapital,
            Stop,
            Points,
            Dash,
            Straight,
            Mixed,
        ];
        assert_eq!(shapes.map(shape), expected);
    }
}
