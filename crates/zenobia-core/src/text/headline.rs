//! Headlines: lines without a full stop, and headlines that ran into the sentence after them.

use super::data::TextData;
use super::sentence::is_final;
use super::token::Token;

/// More words than this are no headline.
const LONGEST: usize = 30;

/// Whether a paragraph that others follow is a headline: short, and without a full stop.
pub(super) fn is_headline(paragraph: &[Token]) -> bool {
    let Some(last) = paragraph.last() else { return false };
    let bullet = paragraph.first().is_some_and(|token| matches!(token.text.as_str(), "-" | "–" | "—" | "•" | "*"));
    let ends = matches!(last.text.as_str(), "»" | "\"" | ")" | ":" | ";" | ",");
    let stops = paragraph.iter().rev().take(2).any(|token| token.text.as_str() == "." || token.text.as_str() == "…");
    let colon = matches!(last.text.as_str(), ":" | ";" | ",");
    !bullet
        && paragraph.len() <= LONGEST
        && !colon
        && !stops
        && (ends || !is_final(last) || !last.text.starts_with('.'))
}

/// The token at which the body begins after a headline that ran into it, within one sentence `start..end`.
///
/// The evidence: a capitalized article or pronoun, straight after a word that can end a clause, with a small word next. In running text that is never
/// right but in titles of works; those stand in quotation marks or after a word such as `film`, which the pack lists.
pub(super) fn glued(tokens: &[Token], start: usize, end: usize, data: &TextData) -> Option<usize> {
    const SHORTEST: usize = 3;
    if data.openers.is_empty() || end - start < 2 * SHORTEST {
        return None;
    }
    let mut marks = 0;
    for at in start..(end - SHORTEST).min(start + LONGEST) {
        marks += i32::from(matches!(tokens[at].text.as_str(), "«" | "(" | "["))
            - i32::from(matches!(tokens[at].text.as_str(), "»" | ")" | "]"));
        if tokens[at].text == "\"" {
            return None;
        }
        if marks == 0
            && at >= start + SHORTEST
            && begins_body(tokens, at, data)
            && !after_title_noun(tokens, start, at, data)
        {
            return Some(at);
        }
    }
    None
}

fn begins_body(tokens: &[Token], at: usize, data: &TextData) -> bool {
    let (before, here, next) = (&tokens[at - 1], &tokens[at], &tokens[at + 1]);
    let mut letters = here.text.chars();
    let capitalized = letters.next().is_some_and(char::is_uppercase) && letters.all(|c| !c.is_uppercase());
    let word_before = before.text.ends_with(char::is_alphabetic) || before.text.ends_with(|c: char| c.is_ascii_digit());
    here.spaced
        && capitalized
        && data.openers.contains(&here.lower)
        && word_before
        && !data.binders.contains(&before.lower)
        && !data.openers.contains(&before.lower)
        && next.text.starts_with(char::is_lowercase)
}

fn after_title_noun(tokens: &[Token], start: usize, at: usize, data: &TextData) -> bool {
    tokens[start.max(at.saturating_sub(4))..at].iter().any(|token| data.title_nouns.contains(&token.lower))
}
