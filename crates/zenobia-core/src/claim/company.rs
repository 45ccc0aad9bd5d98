//! The words that a frame holds `with`, and those that turn it off: beside its trigger, and among whoever takes part.

use compact_str::CompactString;

use crate::claim::arguments::Argument;
use crate::claim::ground::Ground;
use crate::claim::triggers::Candidate;
use crate::pack::frame::Frame;
use crate::phrase;

/// Whether a word that a frame holds `with` is among the dependents of the trigger and of the word that ends it, or governs it; `None` where a
/// word of `unless` is.
pub(crate) fn beside(ground: &Ground, frame: &Frame, candidate: &Candidate) -> Option<bool> {
    if frame.with.is_empty() && frame.unless.is_empty() {
        return Some(true);
    }
    let syntax = ground.syntax;
    let tail = candidate.tail().into_iter().flat_map(|at| syntax.children(at));
    // "Threatened to carry out attacks": what is done in an infinitive below is near too.
    let below = syntax.children_by(candidate.head, "xcomp").flat_map(|verb| syntax.children_by(verb, "obj"));
    let near = syntax.children(candidate.head).chain(syntax.words[candidate.head].head).chain(tail).chain(below);
    let near: Vec<usize> = near.collect();
    let unless = is_any(ground, &frame.unless, &near);
    (!unless).then(|| frame.with.is_empty() || is_any(ground, &frame.with, &near))
}

/// Whether the frame holds by whoever takes part, though not beside the trigger: "the refugees began to return", "dozens of refugees returned".
/// `beside`: whether it has what it holds `with` already.
pub(crate) fn holds(ground: &Ground, frame: &Frame, beside: bool, arguments: &[Argument]) -> bool {
    if beside && frame.unless.is_empty() {
        return true;
    }
    let takes_part = |label: &str| matches!(label, "nsubj" | "obj" | "actor" | "recipient");
    let parts = arguments.iter().filter(|argument| takes_part(&argument.label));
    let all: Vec<usize> = parts.flat_map(|argument| ground.with_conjuncts(argument.token)).collect();
    (beside || is_any(ground, &frame.with, &all)) && !is_any(ground, &frame.unless, &all)
}

/// Whether one of some tokens is one of some words.
fn is_any(ground: &Ground, words: &[CompactString], tokens: &[usize]) -> bool {
    let is = |word: &CompactString| tokens.iter().any(|&at| phrase::is_word(ground.reading, ground.syntax, at, word));
    words.iter().any(is)
}
