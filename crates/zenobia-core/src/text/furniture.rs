//! What belongs to the page and not to the report: links to other articles, share buttons, credits.

use super::data::{Furniture, TextData};
use super::letter::{self, Letter};
use crate::record::Repair;

/// A longer line is never furniture as a whole: it would be the report itself, on one line.
const LONGEST: usize = 200;

const WHY: &str = "part of the page, not of the report";

/// Takes the lines and line ends that the pack calls furniture out of a text.
pub(super) fn strip(letters: Vec<Letter>, data: &TextData, repairs: &mut Vec<Repair>) -> Vec<Letter> {
    if data.furniture.is_empty() {
        return letters;
    }
    let mut kept = Vec::new();
    let mut copied = 0;
    let only = !letters.iter().any(|letter| letter.c == '\n');
    let mut at = 0;
    for line in letters.split_inclusive(|letter| letter.c == '\n') {
        let indent = line.iter().take_while(|letter| letter.is_space()).count();
        let content = trimmed(line);
        let from = cut_from(content, only, data).unwrap_or(content.len());
        let dropped = &content[from..];
        if !dropped.is_empty() {
            let start = at + indent + from;
            kept.extend_from_slice(&letters[copied..start]);
            copied = start + dropped.len();
            repairs.push(drop(dropped));
        }
        at += line.len();
    }
    if copied == 0 {
        return letters;
    }
    kept.extend_from_slice(&letters[copied..]);
    kept
}

fn drop(letters: &[Letter]) -> Repair {
    let span = letter::span(letters);
    Repair {
        start: span.start,
        end: span.end,
        text: letter::text(letters),
        repaired: String::new(),
        why: WHY.to_owned(),
    }
}

fn trimmed(line: &[Letter]) -> &[Letter] {
    let start = line.iter().position(|letter| !letter.is_space()).unwrap_or(line.len());
    let end = line.iter().rposition(|letter| !letter.is_space()).map_or(start, |last| last + 1);
    &line[start..end]
}

/// Where in a line the furniture begins: 0 for a whole line of it.
fn cut_from(line: &[Letter], only: bool, data: &TextData) -> Option<usize> {
    const TAIL: usize = 80;
    let tail_at = line.len().saturating_sub(TAIL);
    let tail = letter::text(&line[tail_at..]).to_lowercase();
    let whole = (!only && line.len() <= LONGEST).then(|| letter::text(line).to_lowercase());
    data.furniture.iter().find_map(|pattern| match pattern {
        Furniture::Line(words) => whole.as_ref().is_some_and(|line| line == words).then_some(0),
        Furniture::Begins(words) => whole.as_ref().is_some_and(|line| line.starts_with(words.as_str())).then_some(0),
        Furniture::Ends(words) => {
            let length = words.chars().count();
            (line.len() > length && tail.ends_with(words.as_str()) && after_stop(&line[..line.len() - length]))
                .then(|| line.len() - length)
        }
    })
}

/// Whether the last sign before the end of some letters closes a sentence.
fn after_stop(before: &[Letter]) -> bool {
    let last = before.iter().rev().find(|letter| !letter.is_space());
    last.is_some_and(|letter| matches!(letter.c, '.' | '!' | '?' | '…' | '»' | '”' | '"'))
}
