//! Who is quoted: the verb of saying beside a quotation, or whoever was quoted just before.

use std::ops::Range;

use crate::attribution::saying::Saying;
use crate::attribution::{Speech, Who, speakers};
use crate::claim::Ground;

/// Scare quotes and titles are shorter than what somebody says.
const SHORTEST: usize = 4;

/// The number of the longest quotation around a token, when it is long enough to be what somebody says.
pub(crate) fn around(ground: &Ground, at: usize) -> Option<usize> {
    let all = &ground.reading.quotations;
    // They are in order of their start, and nested no deeper than marks can be.
    let before = all.partition_point(|quotation| quotation.tokens.start <= at);
    let near = (before.saturating_sub(20)..before)
        .filter(|&number| all[number].tokens.contains(&at) && reaches(ground, number, at));
    near.filter(|&number| is_long(ground, number)).max_by_key(|&number| all[number].tokens.len())
}

/// Whether a quotation that lacks a mark goes on up to a token. It does within the sentence it begins in, and beyond that only where the next
/// paragraph opens with a mark again, as in a quotation of several paragraphs; else the mark was lost, and others may speak.
fn reaches(ground: &Ground, number: usize, at: usize) -> bool {
    let reading = ground.reading;
    let quotation = &reading.quotations[number];
    let first = reading.sentence_of(quotation.tokens.start);
    if quotation.balanced || reading.sentence_of(at) == first {
        return true;
    }
    let paragraph = reading.sentences[first].paragraph;
    let next = reading.sentences.get(reading.sentences.partition_point(|sentence| sentence.paragraph <= paragraph));
    let opened = reading.quotations.get(number + 1).map(|quotation| quotation.tokens.start);
    next.is_some_and(|next| opened.is_some_and(|opened| opened <= next.tokens.start + 1))
}

fn is_long(ground: &Ground, number: usize) -> bool {
    ground.reading.quotations[number].tokens.len() >= SHORTEST
}

/// Finds for each long quotation the saying that it belongs to.
pub(crate) fn assign(ground: &Ground, speech: &Speech, all: &mut [Saying]) -> Vec<Option<usize>> {
    let quotations = &ground.reading.quotations;
    let mut found: Vec<Option<usize>> = vec![None; quotations.len()];
    let mut last: Option<usize> = None;
    for number in (0..quotations.len()).filter(|&number| is_long(ground, number)) {
        let nested = number > 0 && around(ground, quotations[number].tokens.start) != Some(number);
        if nested {
            continue;
        }
        let own = beside(ground, all, &quotations[number].tokens);
        found[number] =
            own.or_else(|| last.filter(|&before| goes_on(ground, before, number)).and_then(|before| found[before]));
        if let Some(saying) = own {
            complete(ground, speech, &mut all[saying], &quotations[number].tokens);
        }
        last = Some(number);
    }
    found
}

/// The saying whose verb stands outside of a quotation, nearest to it: after it or before it in the sentences that it ends and begins
/// in, where it is the content, or else in the sentence before or after.
fn beside(ground: &Ground, all: &[Saying], inside: &Range<usize>) -> Option<usize> {
    let reading = ground.reading;
    let (first, last) = (reading.sentence_of(inside.start), reading.sentence_of(inside.end.saturating_sub(1)));
    let sentence = |index: usize| reading.sentences.get(index).map_or(0..0, |sentence| sentence.tokens.clone());
    let next = sentence(last + 1);
    let previous = first.checked_sub(1).map_or(0..0, sentence);
    let opening = until_quotation(ground, next.start..next.end.min(next.start + OPENING));
    let pick = |range: Range<usize>, backwards: bool, bare: bool| {
        // They are in order of their cues.
        let start = all.partition_point(|saying| saying.cue.start < range.start);
        let end = all.partition_point(|saying| saying.cue.start < range.end);
        let said = |saying: &Saying| saying.roots.iter().any(|root| inside.contains(root));
        let open = |number: &usize| all[*number].cue.len() == 1 && (!all[*number].settled || said(&all[*number]));
        // In another sentence, a verb that says something of its own has no need of the quotation.
        let free = |number: &usize| !bare || (all[*number].roots.is_empty() && all[*number].stretch.is_none());
        let mut fitting = (start..end.max(start)).filter(open).filter(free);
        if backwards { fitting.next_back() } else { fitting.next() }
    };
    let after = pick(inside.end..sentence(last).end, false, false);
    let before = || pick(sentence(first).start..inside.start, true, false);
    after.or_else(before).or_else(|| pick(opening, false, true)).or_else(|| pick(previous, true, true))
}

/// How many words of the next sentence may hold the verb that a quotation belongs to.
const OPENING: usize = 8;

/// A range up to where the next quotation begins, which is something else.
fn until_quotation(ground: &Ground, range: Range<usize>) -> Range<usize> {
    let all = &ground.reading.quotations;
    let next = all.partition_point(|quotation| quotation.tokens.start < range.start);
    let end = all.get(next).map_or(range.end, |quotation| quotation.tokens.start.min(range.end));
    range.start..end.max(range.start)
}

/// Whether nothing but marks stands between two quotations, or they stand in the same or in neighboring sentences.
fn goes_on(ground: &Ground, before: usize, number: usize) -> bool {
    let reading = ground.reading;
    let (before, after) = (&reading.quotations[before].tokens, &reading.quotations[number].tokens);
    let (end, start) = (reading.sentence_of(before.end.saturating_sub(1)), reading.sentence_of(after.start));
    start <= end + 2
}

/// Finds a speaker for a verb of saying that the tree shows none of: the first actor after it, in its sentence.
fn complete(ground: &Ground, speech: &Speech, saying: &mut Saying, inside: &Range<usize>) {
    if saying.who.is_some() {
        return;
    }
    const FAR: usize = 15;
    let sentence = &ground.reading.sentences[ground.reading.sentence_of(saying.at)].tokens;
    let after = saying.at + 1..sentence.end.min(saying.at + FAR);
    let mut mentions: Vec<usize> = ground.actors.around(after.clone()).iter().map(|mention| mention.head).collect();
    mentions.retain(|head| after.contains(head) && !inside.contains(head));
    let Some(speaker) = mentions.into_iter().min() else { return };
    saying.speaker = Some(speaker);
    saying.who = speakers::who(ground, speech, speaker).or(saying.who.take_if(|who| *who == Who::Unnamed));
}
