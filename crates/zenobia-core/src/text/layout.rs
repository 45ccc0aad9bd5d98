//! Paragraphs: what line ends mean in a text.

use super::sentence::is_final;
use super::token::Token;

/// The first token of each paragraph, given the line ends before each token.
///
/// A blank line always ends a paragraph. A single line end does, unless the text is wrapped (every fourth line or more goes on in
/// small letters; in a text all in capitals, every second line ends without a stop) or the next line goes on in small letters.
pub(super) fn paragraphs(tokens: &[Token], lines: &[u8]) -> Vec<usize> {
    let wrapped = is_wrapped(tokens, lines);
    let begins = |at: usize| match lines[at] {
        0 => false,
        1 => !wrapped && !starts_small(&tokens[at]),
        _ => true,
    };
    let mut starts: Vec<usize> = (0..tokens.len()).filter(|&at| at == 0 || begins(at)).collect();
    starts.extend(inserted_headings(tokens));
    starts.sort_unstable();
    starts.dedup();
    starts
}

/// Where headings between two dashes, and what follows them, begin in text that lost its line ends: `… said so.- Last call -The army …`.
fn inserted_headings(tokens: &[Token]) -> Vec<usize> {
    const LONGEST: usize = 10;
    let dash = |at: usize| tokens.get(at).is_some_and(|token| matches!(token.text.as_str(), "-" | "–" | "—"));
    let capital = |at: usize| tokens.get(at).is_some_and(|token| token.text.starts_with(char::is_uppercase));
    let closes = |at: usize| dash(at) && capital(at + 1) && tokens[at].spaced && !tokens[at + 1].spaced;
    let ends = |at: usize| is_final(&tokens[at]) || matches!(tokens[at].text.as_str(), "\"" | "»" | ")");
    let opens = |at: usize| at > 0 && dash(at) && ends(at - 1) && tokens.get(at + 1).is_some_and(|next| next.spaced);
    let heading = |at: usize| {
        let closing = (at + 2..=at + LONGEST).find(|&other| closes(other))?;
        let unbroken = (at + 1..closing).all(|other| !is_final(&tokens[other]));
        unbroken.then_some([at + 1, closing + 1])
    };
    (0..tokens.len()).filter(|&at| opens(at)).filter_map(heading).flatten().collect()
}

fn starts_small(token: &Token) -> bool {
    token.text.starts_with(char::is_lowercase)
}

fn is_wrapped(tokens: &[Token], lines: &[u8]) -> bool {
    let single = || (1..tokens.len()).filter(|&at| lines[at] == 1);
    let (all, small) = (single().count(), single().filter(|&at| starts_small(&tokens[at])).count());
    let unstopped = single().filter(|&at| !is_final(&tokens[at - 1])).count();
    all >= 2 && (small * 4 >= all || unstopped * 2 >= all && is_capitals(tokens))
}

/// Whether nearly all words of a text are written in capitals.
fn is_capitals(tokens: &[Token]) -> bool {
    let words = || tokens.iter().filter(|token| token.text.starts_with(char::is_alphabetic));
    let small = words().filter(|token| token.text.chars().any(char::is_lowercase)).count();
    small * 20 <= words().count()
}
