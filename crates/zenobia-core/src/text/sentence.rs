//! Sentences: where one ends and the next begins.

use super::data::{Abbreviation, TextData};
use super::token::Token;

/// The first token of each sentence of a paragraph `start..end`.
pub(super) fn starts(tokens: &[Token], start: usize, end: usize, data: &TextData) -> Vec<usize> {
    let mut starts = vec![start];
    let (mut at, mut first) = (start, start);
    let mut quotes = Quotes { at: start, open: false };
    while at < end {
        match end_after(&tokens[..end], first, at, &mut quotes, data) {
            Some(next) if next < end => {
                starts.push(next);
                (first, at) = (next, next);
            }
            _ => at += 1,
        }
    }
    starts
}

/// Counts straight quotation marks up to a token.
struct Quotes {
    at: usize,
    open: bool,
}

impl Quotes {
    fn open_before(&mut self, tokens: &[Token], to: usize) -> bool {
        for token in &tokens[self.at.min(to)..to] {
            self.open ^= token.text == "\"";
        }
        self.at = self.at.max(to);
        self.open
    }
}

/// Whether a straight mark has space on both sides.
fn closes_loosely(tokens: &[Token], at: usize) -> bool {
    tokens[at].spaced && tokens.get(at + 1).is_none_or(|next| next.spaced)
}

/// Whether a mark has no space on either side: it may close what was said or open what follows.
fn touches_both(tokens: &[Token], at: usize) -> bool {
    let next = tokens.get(at + 1);
    !tokens[at].spaced && next.is_some_and(|next| !next.spaced && next.text.starts_with(char::is_alphanumeric))
}

/// Whether a token is a full stop, question mark or the like.
pub(super) fn is_final(token: &Token) -> bool {
    let text = token.text.as_str();
    !text.is_empty() && text.chars().all(|c| matches!(c, '.' | '!' | '?' | '…')) || matches!(text, "؟" | "。" | "۔")
}

/// If the sentence that began at `first` ends with token `at`, where the next one begins.
fn end_after(tokens: &[Token], first: usize, at: usize, quotes: &mut Quotes, data: &TextData) -> Option<usize> {
    let token = &tokens[at];
    let stop = is_final(token);
    if !stop && !may_end(token, tokens.get(at + 1), tokens.get(at + 2), data) {
        return None;
    }
    if stop && (is_list_number(&tokens[first..at]) || is_cut_mark(tokens, at)) {
        return None;
    }
    let mut next = at + 1;
    while let Some(token) = tokens.get(next) {
        let closes = match token.text.as_str() {
            "\"" if closes_loosely(tokens, next) || touches_both(tokens, next) => quotes.open_before(tokens, next),
            _ => is_closer(token),
        };
        let repeats = is_final(token) && !token.spaced;
        if !(closes || repeats) {
            break;
        }
        next += 1;
    }
    (next >= tokens.len() || opens(tokens, next)).then_some(next)
}

/// Whether an abbreviation ends a sentence here.
fn may_end(token: &Token, next: Option<&Token>, after: Option<&Token>, data: &TextData) -> bool {
    let text = token.text.as_str();
    if text.len() < 2 || !text.ends_with('.') {
        return false;
    }
    let followed = next.is_some_and(|next| next.spaced && next.text.starts_with(char::is_uppercase));
    let followed = followed && !next.is_some_and(|next| is_code(&next.text));
    let opened = next.is_some_and(|next| {
        next.spaced && next.text.starts_with(char::is_uppercase) && data.openers.contains(&next.lower)
    });
    match data.abbreviation(text) {
        Some(Abbreviation::Before) => false,
        Some(Abbreviation::Any) => followed && !next.is_some_and(|next| data.is_date_word(&next.lower)),
        // Of dotted letters only a word that opens sentences says that they end one; of an initial, a small word after it too.
        None => {
            opened
                && (text.chars().count() > 2 || after.is_some_and(|after| after.text.starts_with(char::is_lowercase)))
        }
    }
}

/// Two to four capitals, such as the time zone after `p.m.`
fn is_code(text: &str) -> bool {
    (2..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// `1.` or `12.` at the head of a list item.
fn is_list_number(before: &[Token]) -> bool {
    matches!(before, [only] if only.text.len() <= 2 && only.text.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The points of an omission: `(...)`, `[…]`.
fn is_cut_mark(tokens: &[Token], at: usize) -> bool {
    at > 0
        && matches!(tokens[at - 1].text.as_str(), "(" | "[")
        && tokens.get(at + 1).is_some_and(|next| matches!(next.text.as_str(), ")" | "]"))
}

fn is_closer(token: &Token) -> bool {
    match token.text.as_str() {
        "»" | ")" | "]" | "›" => true,
        "\"" | "'" | "''" => !token.spaced,
        _ => false,
    }
}

/// Whether a sentence can begin at a token.
fn opens(tokens: &[Token], at: usize) -> bool {
    let Some(c) = tokens[at].text.chars().next() else { return false };
    match c {
        '«' | '"' | '(' | '[' | '\'' | '-' | '–' | '—' | '•' => {
            let after = tokens.get(at + 1).and_then(|next| next.text.chars().next());
            let dash = matches!(c, '-' | '–' | '—' | '(' | '[');
            after.is_some_and(|c| !dash && !c.is_ascii_punctuation() || c.is_uppercase() || c.is_ascii_digit())
        }
        _ => c.is_uppercase() || c.is_numeric() && tokens[at].spaced || c == '¿' || c == '¡' || is_uncased(c),
    }
}

/// A letter of an alphabet without capitals.
fn is_uncased(c: char) -> bool {
    c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase()
}
