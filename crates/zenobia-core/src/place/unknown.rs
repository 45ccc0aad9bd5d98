//! Names that no gazetteer knows but the words around them call places; and what lists pass on.

use std::ops::Range;

use super::data::{KindWord, Preposition, Stop};
use super::inside::{after_article, is_harmless, is_part_of_compound};
use super::name::{fold, without_articles};
use super::page::Page;
use super::people::People;
use super::recognize::{Spot, begins_name, spot};
use super::role::kind_after;
use super::{Gazetteer, PlaceKind};
use crate::syntax::Features;
use crate::syntax::word::Upos;

/// Most tokens of such a name, articles counted.
const LONGEST: usize = 8;

/// A capitalized name that no gazetteer knows, where the words before or after it say that it is a place.
pub(super) fn unknown(
    page: &Page,
    at: usize,
    before: Option<&Spot>,
    people: &People,
    gazetteer: &dyn Gazetteer,
) -> Option<Spot> {
    let sentence = page.sentence(at);
    let nameable = |at: usize| {
        let word = page.word(at);
        let tagged = page.upos(at).is_none_or(|upos| matches!(upos, Upos::Propn | Upos::Noun));
        !page.is_taken(at)
            && tagged
            && word.chars().count() >= 3
            && begins_name(page, at)
            && !page.data.stops.contains_key(word)
            && !page.data.kinds.contains_key(word)
            && !page.data.adjectives.contains_key(word)
            && word.chars().any(char::is_alphabetic)
    };
    let begun = if opens_longer(page, at) && nameable(at + 1) { at + 1 } else { at };
    let mut end = (begun..sentence.end.min(begun + 4)).find(|&at| !nameable(at)).unwrap_or(sentence.end.min(begun + 4));
    if end == at && opens_longer(page, at) {
        end = after_article(page, at + 1).unwrap_or(at);
    }
    while let Some(next) =
        after_article(page, end).filter(|&next| end > at && next <= at + LONGEST && !page.is_taken(next - 1))
    {
        end = next;
    }
    if end == at
        || is_part_of_compound(page, &(at..end))
        || (at == sentence.start && !page.is_capitals(at) && !is_in_dateline(page, at))
    {
        return None;
    }
    let name = fold(&page.joined(at..end));
    let longer =
        end < sentence.end && page.is_capitalized(end) && !is_harmless(page, end) && kind_after(page, end).is_none();
    let heading = !is_in_dateline(page, at) && page.is_shouted(at);
    if gazetteer.knows(&name) || longer || heading {
        return None;
    }
    let found = spot(page, at..end, name, None);
    let acronym = end == at + 1 && page.is_capitals(at) && page.text(at).chars().count() <= 5;
    let owner = page.text(end).starts_with(['\'', '’']) && page.is_capitalized(end + 1);
    let strong = found.lead.strong && !page.is_title_case(at) && !owner;
    let listed = before.is_some_and(|spot| spot.locative && is_listed(page, spot.tokens.end, &(at..end)))
        && page.upos(at).is_none_or(|upos| upos == Upos::Propn);
    let placed = is_told_by_distance(page, end) || is_in_dateline(page, at);
    let person = people.cover(&(at..end)) || people.have(&fold(page.text(end - 1)));
    if person && !found.lead.introduced && !strong {
        return None;
    }
    let told = found.lead.introduced || strong || placed || (listed && end == at + 1);
    (told && !acronym).then_some(Spot { locative: true, ..found })
}

/// Whether a capitalized word that names no place alone may begin the name of one: "Al Habit", "Abu Dali", "Tall Rifaat".
fn opens_longer(page: &Page, at: usize) -> bool {
    let word = page.word(at);
    let article = without_articles(&format!("{word} {word}{word}")).is_some();
    let stop = matches!(page.data.stops.get(word), Some(Stop::Name | Stop::Word | Stop::Title));
    page.is_capitalized(at) && !page.is_taken(at) && at + 1 < page.sentence(at).end && (article || stop)
}

/// Whether a name goes on a list: after a conjunction, or after a comma where the list goes on itself.
fn is_listed(page: &Page, before: usize, name: &Range<usize>) -> bool {
    let joined = (before..name.start).any(|at| page.data.joins.contains_key(page.word(at)));
    let next = (name.end..name.end + 3).find(|&at| page.is_word(at) && !page.data.joins.contains_key(page.word(at)));
    let goes_on = next.is_some_and(|next| page.is_capitalized(next) && follows_in_list(page, name.end, next));
    follows_in_list(page, before, name.start) && (joined || goes_on)
}

/// Whether only a comma or a conjunction stands between two items of a list.
pub(super) fn follows_in_list(page: &Page, end: usize, start: usize) -> bool {
    let join =
        |at: usize| page.data.joins.contains_key(page.word(at)) || matches!(page.text(at), "," | "/" | "-" | "–");
    let of = |at: usize| page.data.prepositions.get(page.word(at)).is_some_and(|(class, _)| *class == Preposition::Of);
    let between = end..start;
    (1..=3).contains(&between.len())
        && between.clone().all(|at| join(at) || page.data.articles.contains_key(page.word(at)) || of(at))
        && between.clone().any(join)
}

/// What leads to the first name of a list leads to the others too.
pub(super) fn spread_over_lists(page: &Page, spots: &mut [Spot]) {
    for at in 1..spots.len() {
        let (before, after) = spots.split_at_mut(at);
        let (Some(first), Some(next)) = (before.last(), after.first_mut()) else { continue };
        let bare = next.lead.preposition.is_none_or(|class| class == Preposition::Of) && next.lead.kind.is_none();
        let listed = follows_in_list(page, first.tokens.end, next.tokens.start) || next.tokens == first.tokens;
        let bracketed =
            page.text(next.tokens.start.wrapping_sub(1)) == "(" && first.tokens.end + 1 == next.tokens.start;
        if first.locative && bare && (listed || bracketed) {
            next.locative = true;
            let unit = |kind: PlaceKind| matches!(kind, PlaceKind::Region | PlaceKind::District);
            next.lead.kind = first.lead.kind.filter(|&kind| unit(kind) && first.lead.preposition.is_some());
        }
        if first.lead.preposition == Some(Preposition::Against) && bare && listed {
            next.lead.preposition = first.lead.preposition;
        }
    }
    spread_backward(page, spots);
}

/// A word for a unit after the last name of a list holds for all of it: "Marion, Hamilton and Jackson counties".
fn spread_backward(page: &Page, spots: &mut [Spot]) {
    let mut carried = false;
    for at in (1..spots.len()).rev() {
        let (before, after) = spots.split_at_mut(at);
        let (Some(first), Some(next)) = (before.last_mut(), after.first()) else { continue };
        let unit = next.lead.kind.filter(|kind| matches!(kind, PlaceKind::Region | PlaceKind::District));
        // Only where the word stands behind: "in the provinces of Soum and Séno" is told from the front.
        let last = next.tokens.end.saturating_sub(1);
        let word = page.data.kinds.get(page.word(last)).filter(|_| !page.is_capitalized(last));
        // In "Kyiv and Kharkiv region" the first is the town.
        let several = page.syntax.words.get(last).is_some_and(|word| word.features.has(Features::PLURAL));
        let behind = several && word.is_some_and(|word| Some(word.kind) == unit);
        let listed = follows_in_list(page, first.tokens.end, next.tokens.start);
        carried = unit.is_some() && (behind || carried) && listed && first.lead.kind.is_none();
        if carried {
            first.lead.kind = unit;
            first.locative = true;
        }
    }
}

/// The word for a kind in apposition after a name: "Shagra, a village", "Salamiya, village situé".
pub(super) fn apposed_kind(page: &Page, end: usize) -> Option<KindWord> {
    let last = page.sentence(end.saturating_sub(1)).end;
    let data = page.data;
    let mut at = (page.text(end) == ",").then_some(end + 1)?;
    if data.articles.contains_key(page.word(at)) || data.fillers.contains_key(page.word(at)) {
        at += 1;
    }
    let (stop, kind) = page.phrase_from(&data.kinds, at, last).filter(|_| at < last && !page.is_capitalized(at))?;
    (kind.introduces && !page.is_capitalized(stop)).then_some(kind)
}

/// Whether a distance follows in apposition: "Nyabibwe, some 35 km further south".
fn is_told_by_distance(page: &Page, end: usize) -> bool {
    let data = page.data;
    let filler = |at: usize| data.fillers.contains_key(page.word(at)) || data.articles.contains_key(page.word(at));
    let mut at = end + 1;
    while at < end + 5 && filler(at) && !data.numbers.contains_key(page.word(at)) {
        at += 1;
    }
    let number =
        page.word(at).starts_with(|first: char| first.is_ascii_digit()) || data.numbers.contains_key(page.word(at));
    let unit = (at..at + 4).any(|at| data.units.contains_key(page.word(at)));
    matches!(page.text(end), "," | "(") && number && unit && page.sentence(end).contains(&at)
}

/// Whether a token belongs to the place of the dateline.
pub(super) fn is_in_dateline(page: &Page, at: usize) -> bool {
    page.reading.dateline.as_ref().is_some_and(|dateline| dateline.place.contains(&at))
}
