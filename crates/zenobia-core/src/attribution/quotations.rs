//! Who speaks in a quotation that no verb of saying governs.

use crate::attribution::speakers::{speaker as speaker_of_verb, speaks};
use crate::attribution::{Cited, Speech};
use crate::claim::Ground;
use crate::text::Quotation;

/// Scare quotes and titles are shorter than what somebody says.
const SHORTEST: usize = 4;

/// The quotation around a token, when it is long enough to be what somebody says.
pub(crate) fn around<'a>(ground: &Ground<'a>, at: usize) -> Option<&'a Quotation> {
    let around = ground.reading.quotations.iter().filter(|quotation| quotation.tokens.contains(&at));
    around.filter(|quotation| quotation.tokens.len() >= SHORTEST).max_by_key(|quotation| quotation.tokens.len())
}

/// The speaker of the nearest verb of saying outside the quotation: in the sentences that it ends and begins in, then the sentence before.
pub(crate) fn speaker(ground: &Ground, speech: &Speech, quotation: &Quotation) -> Option<Cited> {
    let reading = ground.reading;
    let inside = &quotation.tokens;
    let last = reading.sentence_of(inside.end.saturating_sub(1));
    let first = reading.sentence_of(inside.start);
    let after = inside.end..reading.sentences[last].tokens.end;
    let before = reading.sentences[first].tokens.start..inside.start;
    let next = reading
        .sentences
        .get(last + 1)
        .map_or(0..0, |sentence| sentence.tokens.start..sentence.tokens.end.min(sentence.tokens.start + 8));
    let previous = first.checked_sub(1).map_or(0..0, |index| reading.sentences[index].tokens.clone());
    let verb_in = |range: std::ops::Range<usize>, backwards: bool| {
        let outside =
            |at: &usize| !inside.contains(at) && reading.quotations.iter().all(|other| !other.tokens.contains(at));
        let verbs: Vec<usize> = range.filter(outside).filter(|&at| speaks(ground, speech, at).is_some()).collect();
        if backwards { verbs.last().copied() } else { verbs.first().copied() }
    };
    let ranges = [(after, false), (before, true), (previous, true), (next, false)];
    ranges.into_iter().find_map(|(range, backwards)| {
        let verb = verb_in(range, backwards)?;
        let who = speaker_of_verb(ground, speech, verb, inside.start).or_else(|| inverted(ground, verb, inside))?;
        Some(Cited { who, cue: verb..verb + 1, quoted: true })
    })
}

/// The first actor after a verb of saying, in its sentence: "s'alarme, joint par téléphone, le maire".
fn inverted(ground: &Ground, verb: usize, inside: &std::ops::Range<usize>) -> Option<crate::attribution::Who> {
    let end = ground.reading.sentences[ground.reading.sentence_of(verb)].tokens.end.min(verb + 15);
    let after = ground
        .actors
        .mentions
        .iter()
        .filter(|mention| (verb + 1..end).contains(&mention.head) && !inside.contains(&mention.head));
    after.min_by_key(|mention| mention.head).map(|mention| crate::attribution::Who::Actor(mention.entity))
}
