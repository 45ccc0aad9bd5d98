//! How the text leads to a name: by a preposition, by a word for a sort of place, or by nothing.

use std::ops::Range;

use super::PlaceKind;
use super::data::{Beside, KindWord, Preposition};
use super::page::Page;

/// What stands before a name.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Lead {
    /// The preposition that leads to it, over articles and kind words.
    pub preposition: Option<Preposition>,
    /// Whether any capitalized word after that preposition is a place.
    pub strong: bool,
    /// The sort of place that the words beside it say.
    pub kind: Option<PlaceKind>,
    /// Whether such a word introduces names that no gazetteer knows.
    pub introduced: bool,
    /// The direction from the name in which something lies: "north of"; degrees clockwise from north.
    pub bearing: Option<f64>,
    /// How something lies to it, told without a distance: "near", "on the outskirts of", "between".
    pub beside: Option<Beside>,
    /// Where the words of the direction or relation begin; 0 without one.
    pub start: usize,
}

impl Lead {
    /// Whether it is used as a place rather than as somebody who acts.
    pub fn is_locative(&self) -> bool {
        self.kind.is_some() || self.preposition.is_some_and(Preposition::is_of_place)
    }
}

/// Looks back from the beginning of a name, and at the tree where the words before it say nothing.
pub(super) fn lead(page: &Page, name: &Range<usize>) -> Lead {
    let mut lead = walk_back(page, name.start);
    if lead.preposition.is_none() {
        lead.preposition = case(page, name);
    }
    lead
}

fn walk_back(page: &Page, start: usize) -> Lead {
    let (first, data) = (page.sentence(start).start, page.data);
    let (mut lead, mut at) = (Lead::default(), start);
    for _ in 0..6 {
        if at <= first {
            break;
        }
        if let Some((begin, (preposition, strong))) = page.phrase_before(&data.prepositions, first, at) {
            if preposition != Preposition::Of {
                let beside = page.phrase_before(&data.relations, first, at).map(|found| found.1);
                return Lead {
                    preposition: Some(preposition),
                    strong: strong && at == start || lead.introduced,
                    beside,
                    start: begin,
                    ..lead
                };
            }
            if let Some((direction, bearing)) = page.phrase_before(&data.directions, first, begin) {
                let bearing = Some(bearing).filter(|_| at == start || lead.kind.is_some());
                return Lead {
                    preposition: Some(Preposition::Near),
                    strong: at == start,
                    bearing,
                    start: direction,
                    ..lead
                };
            }
            if page.phrase_before(&data.units, first, begin).is_some() {
                return Lead { preposition: Some(Preposition::Near), strong: at == start, ..lead };
            }
            let Some((word, kind)) = kind_before(page, first, begin) else {
                return Lead { preposition: lead.preposition.or(Some(Preposition::Of)), ..lead };
            };
            at = word;
            lead = Lead { kind: lead.kind.or(Some(kind.kind)), introduced: lead.introduced || kind.introduces, ..lead };
        } else if let Some((begin, kind)) = page.phrase_before(&data.kinds, first, at) {
            // A capital makes it a part of another name ("City Council"), but for waters, mountains and camps.
            let named = page.is_capitalized(begin)
                && (kind.kind.is_settlement() && kind.kind != PlaceKind::Camp || is_unit(kind.kind));
            if named && at == start {
                break;
            }
            at = begin;
            lead = Lead { kind: lead.kind.or(Some(kind.kind)), introduced: lead.introduced || kind.introduces, ..lead };
        } else if let Some((begin, _)) = page.phrase_before(&data.directions, first, at) {
            at = begin;
        } else if data.articles.contains_key(page.word(at - 1)) || is_quote(page.text(at - 1)) {
            at -= 1;
        } else {
            break;
        }
    }
    lead
}

/// The kind word before `end`, over one adjective ("la ville syrienne de", "the village called").
fn kind_before(page: &Page, first: usize, end: usize) -> Option<(usize, KindWord)> {
    let kinds = &page.data.kinds;
    let over = || end.checked_sub(1).filter(|&end| end > first && !page.is_capitalized(end) && page.is_word(end));
    page.phrase_before(kinds, first, end).or_else(|| page.phrase_before(kinds, first, over()?))
}

fn is_unit(kind: PlaceKind) -> bool {
    matches!(kind, PlaceKind::Region | PlaceKind::District)
}

fn is_quote(text: &str) -> bool {
    matches!(text, "\"" | "“" | "«" | "'" | "‘")
}

/// The preposition that the tree attaches to the name.
fn case(page: &Page, name: &Range<usize>) -> Option<Preposition> {
    let words = &page.syntax.words;
    let head = name
        .clone()
        .find(|&at| words.get(at).is_some_and(|word| word.head.is_none_or(|head| !name.contains(&head))))?;
    let found = page.syntax.children_by(head, "case").filter_map(|child| {
        let end = 1 + page.syntax.children_by(child, "fixed").last().unwrap_or(child);
        let (_, (preposition, _)) = page.phrase_from(&page.data.prepositions, child, end)?;
        Some(preposition)
    });
    found.filter(|&preposition| preposition != Preposition::Of).last()
}

/// The kind word right after a name: where it ends, and what it says.
pub(super) fn kind_after(page: &Page, end: usize) -> Option<(usize, KindWord)> {
    let last = page.sentence(end.saturating_sub(1)).end;
    if end >= last { None } else { page.phrase_from(&page.data.kinds, end, last) }
}
