//! Attributions at the edge of a sentence, whatever the tree makes of them: what commas and semicolons show.

use std::ops::Range;

use crate::attribution::verbs::is_finite;
use crate::claim::Ground;
use crate::syntax::{Features, Upos};

/// Relations of clauses and phrases that an attribution at the edge of their sentence reaches beyond.
const LIFTING: [&str; 11] =
    ["conj", "advcl", "acl", "xcomp", "obl", "obj", "nmod", "appos", "nsubj", "amod", "parataxis"];

/// An attribution at the edge of a sentence is of all that the sentence says, up to the verb of saying above it.
pub(crate) fn top(ground: &Ground, clause: usize, cue: usize) -> usize {
    let syntax = ground.syntax;
    let mut at = clause;
    if !at_edge(ground, cue) {
        return at;
    }
    while let Some(head) = syntax.words[at].head.filter(|_| LIFTING.iter().any(|base| syntax.words[at].is(base))) {
        at = head;
    }
    at
}

/// The part of its sentence that a token stands in, between semicolons.
pub(crate) fn half(ground: &Ground, at: usize) -> Range<usize> {
    let sentence = &ground.reading.sentences[ground.reading.sentence_of(at)].tokens;
    let stop = |&other: &usize| ground.reading.tokens[other].text == ";";
    let start = (sentence.start..at).rev().find(stop).map_or(sentence.start, |stop| stop + 1);
    start..(at..sentence.end).find(stop).unwrap_or(sentence.end)
}

/// What a phrase of saying reaches: all of its sentence when it opens it, its half of the sentence else.
pub(crate) fn reach(ground: &Ground, cue: &Range<usize>, at: usize) -> Range<usize> {
    let sentence = &ground.reading.sentences[ground.reading.sentence_of(cue.start)].tokens;
    if cue.start == sentence.start { sentence.clone() } else { half(ground, at) }
}

/// The half sentence up to the colon after a token.
pub(crate) fn until_colon(ground: &Ground, at: usize) -> Range<usize> {
    let half = half(ground, at);
    let colon = (at..half.end).find(|&other| ground.reading.tokens[other].text == ":");
    half.start..colon.unwrap_or(half.end)
}

/// Whether nothing but the words of the cue, and more about who speaks, stands between it and an edge of its half sentence.
fn at_edge(ground: &Ground, cue: usize) -> bool {
    let half = half(ground, cue);
    let words = ground.syntax.subtree(cue);
    let word = |at: usize| ground.reading.tokens[at].text.starts_with(char::is_alphanumeric);
    let before = (half.start..words.start).any(word);
    let after = (past_apposed(ground, words.end, half.end)..half.end).any(word);
    !before || !after
}

/// Where the apposed descriptions and the relative clause end that follow a speaker: ", a channel run by the rebels", ", who denied it".
fn past_apposed(ground: &Ground, from: usize, end: usize) -> usize {
    let words = &ground.syntax.words;
    let comma = |at: usize| ground.reading.tokens[at].text == ",";
    let mut at = from;
    while at + 1 < end && comma(at) {
        if words[at + 1].features.has(Features::RELATIVE) {
            return end;
        }
        let stop = (at + 1..end).find(|&other| comma(other)).unwrap_or(end);
        let nominal = matches!(words[at + 1].upos, Upos::Det | Upos::Noun | Upos::Propn | Upos::Adj);
        let clause = (at + 1..stop).any(|other| {
            let word = &words[other];
            matches!(word.upos, Upos::Verb | Upos::Aux) && word.features.has(Features::FINITE)
        });
        if !nominal || clause {
            break;
        }
        at = stop;
    }
    at
}

/// Whether a comma or dash parts the words of a verb from what comes before them.
pub(crate) fn parted(ground: &Ground, at: usize) -> bool {
    let first = ground.syntax.subtree(at).start.min(at);
    let mark = |at: usize| matches!(ground.reading.tokens[at].text.as_str(), "," | "»" | "\"" | "-" | "–" | "—");
    mark(first) || first.checked_sub(1).is_some_and(mark)
}

/// Whether nothing stands before a verb but what belongs to it: auxiliaries, adverbs, pronouns.
pub(crate) fn is_bare(ground: &Ground, mut before: Range<usize>) -> bool {
    before.all(|at| matches!(ground.syntax.words[at].upos, Upos::Aux | Upos::Adv | Upos::Pron))
}

/// The words before a verb of saying that closes its sentence, or the part of it before ", but …": after a comma, with its speaker beside
/// it and nothing said after it.
pub(crate) fn closing(ground: &Ground, at: usize) -> Option<Range<usize>> {
    const FAR: usize = 14;
    let half = half(ground, at);
    let (words, tokens) = (&ground.syntax.words, &ground.reading.tokens);
    let inside = ground.reading.quotations.iter().any(|quotation| quotation.tokens.contains(&at));
    if inside || !is_finite(ground, at) || words[at].is("acl") {
        return None;
    }
    let comma = |&other: &usize| tokens[other].text == ",";
    let goes_on = |other: &usize| comma(other) && words.get(other + 1).is_some_and(|next| next.upos == Upos::Cconj);
    let end = (at + 1..half.end).find(goes_on).unwrap_or(half.end);
    let before = (half.start..at).rev().take(FAR).find(comma)?;
    // "Gave different accounts": what has an object says that; ", ont rapporté lundi des élus": somebody right behind it says it.
    let inverted = is_bare(ground, before + 1..at);
    let object =
        |child: usize| child > at && words[child].upos != Upos::Pron && !(inverted && ground.actor_at(child).is_some());
    let subject = || ground.syntax.children_by(at, "nsubj").next().is_some();
    if ground.syntax.children_by(at, "obj").any(object) && subject() {
        return None;
    }
    // "Iran, which arms the movement, denied it": all that stands before the comma is the subject.
    let mut subjects = ground.syntax.children_by(at, "nsubj").map(|subject| ground.syntax.subtree(subject));
    if subjects.any(|words| words.start <= half.start + 1 && before <= words.end) {
        return None;
    }
    let verb_between = (before..at).any(|between| words[between].upos == Upos::Verb);
    (end - at <= FAR && !verb_between).then_some(half.start..before)
}
