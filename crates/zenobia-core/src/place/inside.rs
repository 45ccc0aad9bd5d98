//! Names inside names: "Kabul University", "Bank of England", "Paris Hilton"; and those that stay places there: "Dayton Police".

use std::ops::Range;

use super::data::{Preposition, Stop};
use super::name::{fold, without_articles};
use super::page::Page;
use super::recognize::Spot;
use super::role::kind_after;
use super::{Candidate, Gazetteer, NameMatch};
use crate::syntax::word::Upos;

/// Most tokens of the name of a body.
const LONGEST_BODY: usize = 9;
/// Inhabitants of a place that may make a pair with another: "Goma-Minova".
const SIZABLE: u64 = 5000;

/// Whether a hyphen at `end` joins a word to the name before it that leaves it a place: "Dayton-based".
pub(super) fn has_end(page: &Page, end: usize) -> bool {
    page.is_hyphen(end) && page.data.ends.contains_key(page.word(end + 1))
}

/// Whether a hyphen joins a name to what stands before places in apposition: "Doe, D-Dayton,".
pub(super) fn has_front(page: &Page, start: usize) -> bool {
    start >= 3
        && page.is_hyphen(start - 1)
        && page.data.fronts.contains_key(page.word(start - 2))
        && matches!(page.text(start - 3), "," | "(")
}

/// "US-led", "Moscow-backed": the name only makes an adjective; likewise "anti-Moscow".
pub(super) fn is_part_of_compound(page: &Page, range: &Range<usize>) -> bool {
    let glued =
        |at: usize| page.token(at).is_some_and(|token| !token.spaced) && page.is_word(at) && !page.is_capitalized(at);
    let after = page.is_hyphen(range.end) && glued(range.end + 1) && !has_end(page, range.end);
    let before = range.start >= 2 && page.is_hyphen(range.start - 1) && !page.is_capitalized(range.start - 2);
    after || (before && page.token(range.start).is_some_and(|token| !token.spaced))
}

/// Whether capitalized neighbors make it a part of a longer name that is no place.
pub(super) fn is_inside_name(
    page: &Page,
    range: &Range<usize>,
    before: Option<&Spot>,
    gazetteer: &dyn Gazetteer,
) -> bool {
    if page.is_title_case(range.start) || page.is_shouted(range.start) {
        return false;
    }
    goes_on(page, range.end, gazetteer) || continues(page, range, before) || is_half(page, range, gazetteer)
}

/// Whether a hyphen joins it to another capitalized word that is no place of some size: "Wal-Mart".
fn is_half(page: &Page, range: &Range<usize>, gazetteer: &dyn Gazetteer) -> bool {
    let glued = |at: usize| page.is_hyphen(at) && page.token(at + 1).is_some_and(|token| !token.spaced);
    let known = |at: usize| {
        let sizable = |candidate: &Candidate| candidate.by == NameMatch::Curated || candidate.population >= SIZABLE;
        gazetteer.candidates(page.word(at)).iter().any(sizable)
    };
    let after = glued(range.end).then_some(range.end + 1);
    let before = range.start.checked_sub(2).filter(|&at| glued(at + 1) && !has_front(page, range.start));
    after.into_iter().chain(before).any(|at| page.is_capitalized(at) && !known(at))
}

/// Where a name goes on over a transliterated article in lower case: "Khan al-Asal", "Tall as Samn"; the end of the word after it.
pub(super) fn after_article(page: &Page, end: usize) -> Option<usize> {
    if !page.sentence(end.saturating_sub(1)).contains(&end) {
        return None;
    }
    let is_article = |word: &str| without_articles(&format!("{word} {word}{word}")).is_some();
    if let Some((article, rest)) = page.text(end).split_once(['-', '‑']) {
        return (is_article(article) && rest.starts_with(char::is_uppercase)).then_some(end + 1);
    }
    if !is_article(page.text(end)) {
        return None;
    }
    if page.is_hyphen(end + 1) && page.is_capitalized(end + 2) {
        return Some(end + 3);
    }
    let data = page.data;
    let word = page.word(end);
    let everyday = data.stops.contains_key(word)
        || data.joins.contains_key(word)
        || data.articles.contains_key(word)
        || data.fillers.contains_key(word)
        || data.prepositions.contains_key(word);
    (!everyday && page.is_capitalized(end + 1)).then_some(end + 2)
}

/// Whether the name goes on after `end`, a word for its kind passed over.
fn goes_on(page: &Page, end: usize, gazetteer: &dyn Gazetteer) -> bool {
    let next = match kind_after(page, end) {
        Some((stop, _)) if page.is_capitalized(end) => stop,
        Some(_) => return false,
        None => end,
    };
    is_name_word(page, next)
        && page.sentence(end.saturating_sub(1)).contains(&next)
        && kind_after(page, next).is_none()
        && !is_harmless(page, next)
        && !begins_known(page, next, gazetteer)
        && !is_body(page, next)
}

fn is_name_word(page: &Page, at: usize) -> bool {
    page.is_capitalized(at) && page.is_word(at) && page.text(at).chars().any(char::is_alphabetic)
}

/// Whether the capitalized words from `at` on are the name or title of a body or an officer of the place before them.
pub(super) fn is_body(page: &Page, at: usize) -> bool {
    let last = page.sentence(at).end.min(at + LONGEST_BODY);
    let joins = |at: usize| {
        let word = page.word(at);
        let small = page.data.joins.contains_key(word)
            || page.data.articles.contains_key(word)
            || page.data.prepositions.get(word).is_some_and(|(class, _)| *class == Preposition::Of);
        let mark = page.text(at).starts_with(['\'', '’', '&']);
        (small || mark) && (at + 1..at + 3).any(|next| is_name_word(page, next))
    };
    let end = (at..last).find(|&at| !is_name_word(page, at) && !joins(at)).unwrap_or(last);
    // "Paris PD", "Oxford GP": a short word in capitals after a name is what it has.
    let initials = page.is_capitals(at) && page.text(at).chars().count() <= 4;
    initials
        || (at..end).filter(|&at| is_name_word(page, at)).any(|at| {
            let title = page.data.stops.get(page.word(at)) == Some(&Stop::Title);
            title || page.phrase_from(&page.data.institutions, at, end).is_some()
        })
}

/// Whether the capitalized word before belongs to the same name.
fn continues(page: &Page, range: &Range<usize>, before: Option<&Spot>) -> bool {
    let sentence = page.sentence(range.start);
    if range.start == sentence.start {
        return false;
    }
    let previous = range.start - 1;
    let spot_before = |at: usize| before.is_some_and(|spot| spot.tokens.contains(&at));
    if spot_before(previous) {
        return false;
    }
    // "Khan ash Shih": what stands before the article begins the name.
    let begins = (range.start.saturating_sub(3)..range.start).rev().find(|&at| page.is_capitalized(at));
    if begins.is_some_and(|at| after_article(page, at + 1) == Some(range.start + 1)) {
        return true;
    }
    // "Banque centrale de Syrie" is told by the word for a body before the preposition.
    let of = page.phrase_before(&page.data.prepositions, sentence.start, range.start);
    if let Some((begin, (Preposition::Of, _))) = of {
        return is_of_body(page, sentence.start, begin);
    }
    if !is_name_word(page, previous) {
        return false;
    }
    let first = previous == sentence.start && page.upos(previous).is_none_or(|upos| upos != Upos::Propn);
    if page.data.stops.get(page.word(previous)) == Some(&Stop::Title) {
        return true;
    }
    let kind = page.phrase_before(&page.data.kinds, sentence.start, previous + 1);
    !first && !is_harmless(page, previous) && kind.is_none()
}

/// Whether the capitalized words before `end`, or a word before them that begins a name, are the name of a body: "Bank", "Banque centrale".
fn is_of_body(page: &Page, first: usize, end: usize) -> bool {
    let near = first.max(end.saturating_sub(3))..end;
    near.rev().take_while(|&at| page.is_word(at)).any(|at| {
        let body = page.data.bodies.contains_key(page.word(at));
        let local = at + 1 == end && page.data.institutions.contains_key(page.word(at));
        is_name_word(page, at) && (body || local)
    })
}

/// Capitalized words that are no part of a name beside them: days, articles, prepositions, directions.
pub(super) fn is_harmless(page: &Page, at: usize) -> bool {
    let (word, data) = (page.word(at), page.data);
    let calendar = matches!(data.stops.get(word), Some(Stop::Calendar));
    calendar
        || data.articles.contains_key(word)
        || data.prepositions.contains_key(word)
        || (data.directions.contains_key(word) && word.len() > 2)
        || data.joins.contains_key(word)
}

fn begins_known(page: &Page, at: usize, gazetteer: &dyn Gazetteer) -> bool {
    let name = fold(page.text(at));
    gazetteer.candidates(&name).iter().any(|candidate| candidate.by == NameMatch::Curated)
}
