//! Names that the text sets inside of one another: "Paris, Texas", "Seytenga, province du Séno", "Birere, un quartier de Goma".

use super::data::Preposition;
use super::geometry::distance_km;
use super::name::fold;
use super::page::Page;
use super::recognize::Spot;
use super::unknown::follows_in_list;
use super::{Candidate, PlaceKind};
use crate::syntax::word::Upos;

/// Most tokens between the two names.
const GAP: usize = 6;

/// A name that lies in or near what another names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Within {
    /// The smaller place, by the number of its spot.
    pub inner: usize,
    /// The larger one.
    pub outer: usize,
    /// Whether it only lies near.
    pub near: bool,
    /// Whether a preposition or a word for a kind says so, and not a comma alone.
    pub sure: bool,
}

/// All of them, in order of the inner names.
pub(super) fn within(page: &Page, spots: &[Spot]) -> Vec<Within> {
    let mut found: Vec<Within> = Vec::new();
    for outer in 1..spots.len() {
        let inner = outer - 1;
        let Some(link) = link(page, &spots[inner], &spots[outer]) else { continue };
        let Link { near, sure } = link;
        found.push(Within { inner, outer, near, sure });
        // "Dayton, Springfield and Columbus, Ohio": what holds for the last of a list holds for all of it.
        let mut first = inner;
        while first > 0 && follows_in_list(page, spots[first - 1].tokens.end, spots[first].tokens.start) && !near {
            first -= 1;
            found.push(Within { inner: first, outer, near, sure: false });
        }
    }
    found.sort_by_key(|within| (within.inner, within.outer));
    found
}

/// What stands between two names.
struct Link {
    near: bool,
    sure: bool,
}

/// The words that lead from a smaller place to the larger: a comma or bracket, a preposition of place, a word for a kind.
fn link(page: &Page, inner: &Spot, outer: &Spot) -> Option<Link> {
    let (start, end) = (inner.tokens.end, outer.tokens.start);
    let data = page.data;
    let same = page.sentence(inner.tokens.start).contains(&outer.tokens.start);
    if !same || end <= start || end - start > GAP {
        return None;
    }
    let (mut mark, mut bare, mut place, mut near) = (false, true, outer.lead.kind.is_some(), false);
    let mut at = start;
    while at < end {
        let word = page.word(at);
        if let Some((stop, (class, _))) = page.phrase_from(&data.prepositions, at, end) {
            match class {
                Preposition::To | Preposition::From => return None,
                Preposition::Of | Preposition::Against => {}
                Preposition::In => place = true,
                Preposition::Near => (place, near) = (true, true),
            }
            (bare, at) = (false, stop);
            continue;
        }
        let punctuation = matches!(page.text(at), "," | "(");
        let passed = data.articles.contains_key(word)
            || data.directions.contains_key(word)
            || data.kinds.contains_key(word)
            || data.adjectives.contains_key(word);
        if !(passed || punctuation) {
            return None;
        }
        mark |= punctuation;
        bare &= punctuation;
        at += 1;
    }
    // "In Baghdad, Iran said": a comma alone may also end what stands before.
    let acts = page.upos(outer.tokens.end).is_some_and(|upos| matches!(upos, Upos::Verb | Upos::Aux));
    let apposed = mark && bare && outer.wide && !acts;
    (place || apposed).then_some(Link { near, sure: place })
}

/// Whether a place lies inside of another, as far as units and distance tell.
pub(super) fn lies_in(inner: &Candidate, outer: &Candidate) -> bool {
    let same_country = inner.country.is_some() && inner.country == outer.country;
    let same_unit = || match (&inner.admin1, &outer.admin1) {
        (Some(one), Some(other)) => fold(one) == fold(other),
        _ => true,
    };
    let reach = |times: f64, more: f64| distance_km(inner.point(), outer.point()) <= times * outer.radius_km + more;
    match outer.kind {
        PlaceKind::Country => same_country,
        PlaceKind::Region => same_country && same_unit() && outer.key != inner.key,
        PlaceKind::District => same_country && same_unit() && reach(2.0, 15.0) && outer.key != inner.key,
        PlaceKind::Continent => false,
        kind if kind.is_settlement() => false,
        _ => reach(1.3, 50.0),
    }
}
