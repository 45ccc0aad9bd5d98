//! Places told from other places: "à 30 km au sud-est de Mossoul", "7 km southwest of Bakhmut", "à 60 km plus au sud".

use std::ops::Range;

use super::data::Preposition;
use super::page::Page;
use super::recognize::Spot;

/// What a distance is counted from.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Anchor {
    /// A name of the text, by its number.
    Spot(usize),
    /// The capital of a country, by its code: "the Afghan capital".
    Capital(String),
}

/// A distance told from somewhere.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Told {
    /// Its words, the anchor's name included.
    pub tokens: Range<usize>,
    /// Kilometers.
    pub distance_km: f64,
    /// Whether they are only the most that it can be: "two hours' walk from".
    pub at_most: bool,
    /// Degrees clockwise from north.
    pub bearing: Option<f64>,
    /// From where.
    pub anchor: Anchor,
    /// The name that it places; `None` for a spot without a name.
    pub named: Option<usize>,
    /// Whether the anchor's name is among the words.
    pub holds_anchor: bool,
}

/// All distances of the report, in order.
pub(super) fn told(page: &Page, spots: &[Spot]) -> Vec<Told> {
    let mut found: Vec<Told> = Vec::new();
    for at in 0..page.reading.tokens.len() {
        if found.last().is_some_and(|told| told.tokens.contains(&at)) {
            continue;
        }
        found.extend(told_at(page, spots, at));
    }
    found
}

/// A distance whose unit stands at `at`.
fn told_at(page: &Page, spots: &[Spot], at: usize) -> Option<Told> {
    let sentence = page.sentence(at);
    let length = measure(page, at, &sentence);
    let at_most = length.is_none();
    let (first, number, unit_end, per_unit) = length.or_else(|| travel(page, at, &sentence))?;
    let (mut end, mut bearing, mut anchor) = (unit_end, None, None);
    while end < sentence.end && end < unit_end + 10 {
        let spot = spots.partition_point(|spot| spot.tokens.start < end);
        if spots.get(spot).is_some_and(|spot| spot.tokens.start == end) {
            anchor = Some((Anchor::Spot(spot), spots[spot].tokens.end));
            break;
        }
        if let Some((stop, degrees)) = page.phrase_from(&page.data.directions, end, sentence.end) {
            bearing = bearing.or(Some(degrees));
            end = stop;
        } else if let Some((stop, anaphor)) = definite(page, spots, first, end, &sentence) {
            anchor = Some((anaphor, stop));
            break;
        } else if is_filler(page, end) || is_of(page, end) {
            end += 1;
        } else {
            break;
        }
    }
    let holds_anchor = anchor.is_some();
    // "5 km north of the bridge": told from something that is no place, so nothing can be computed.
    let open =
        page.data.articles.contains_key(page.word(end.saturating_sub(1))) || is_link(page, end.saturating_sub(1));
    if !holds_anchor && end > unit_end && open && page.is_word(end) {
        return None;
    }
    let end = if holds_anchor {
        end
    } else {
        (unit_end..end).rev().find(|&at| page.data.directions.contains_key(page.word(at))).map_or(unit_end, |at| at + 1)
    };
    let (anchor, end) = match anchor {
        Some(found) => found,
        None => (Anchor::Spot(settlement_before(page, spots, first)?), end),
    };
    if !holds_anchor && (bearing.is_none() || at_most) {
        return None;
    }
    let start = begin(page, first, sentence.start);
    let named = named(page, spots, start, &anchor);
    Some(Told { tokens: start..end, distance_km: number * per_unit, at_most, bearing, anchor, named, holds_anchor })
}

/// A number and a unit of length: where it begins, the number, where it ends, kilometers in the unit.
pub(super) fn measure(page: &Page, at: usize, sentence: &Range<usize>) -> Option<(usize, f64, usize, f64)> {
    let (unit_end, per_unit) = match page.data.units.get(page.word(at)) {
        Some(&per_unit) => (at + 1, per_unit),
        None => return glued(page, at),
    };
    let (first, number) = number_before(page, at, sentence)?;
    Some((first, number, unit_end, per_unit)).filter(|_| number * per_unit < 3000.0)
}

/// A number and a unit of time on the way: "two hours' walk", with the most kilometers that are made in one.
fn travel(page: &Page, at: usize, sentence: &Range<usize>) -> Option<(usize, f64, usize, f64)> {
    // "two hours' walk": the mark may be a token of its own.
    let marked = || {
        let mark = at + 2 < sentence.end && matches!(page.text(at + 1), "'" | "’");
        let words = format!("{} {}", page.word(at), page.word(at + 2));
        page.data.travel.get(&words).filter(|_| mark).map(|&most| (at + 3, most))
    };
    let (unit_end, per_unit) = page.phrase_from(&page.data.travel, at, sentence.end).or_else(marked)?;
    let (first, number) = number_before(page, at, sentence)?;
    Some((first, number, unit_end, per_unit)).filter(|_| number * per_unit < 3000.0)
}

/// The number before a unit, and where it begins.
fn number_before(page: &Page, at: usize, sentence: &Range<usize>) -> Option<(usize, f64)> {
    let mut first = at;
    let mut number = None;
    while first > sentence.start && at - first < 4 {
        let before = first - 1;
        let value = digits(page.text(before)).or_else(|| page.data.numbers.get(page.word(before)).copied());
        match (value, number) {
            // "35 000" is one number in two tokens.
            (Some(value), Some(tail)) if value < 1000.0 && page.text(first).len() == 3 => {
                number = Some(value * 1000.0 + tail)
            }
            (Some(value), None) => number = Some(value),
            (None, None) if page.data.fillers.contains_key(page.word(before)) => {}
            _ => break,
        }
        first = before;
    }
    Some((first, number.filter(|&number| number > 0.0)?))
}

/// "25km" in one token.
fn glued(page: &Page, at: usize) -> Option<(usize, f64, usize, f64)> {
    let word = page.word(at);
    let cut = word.find(|c: char| !c.is_ascii_digit()).filter(|&cut| cut > 0)?;
    let number = word[..cut].parse::<f64>().ok().filter(|&number| number > 0.0 && number < 3000.0)?;
    Some((at, number, at + 1, *page.data.units.get(&word[cut..])?))
}

fn digits(text: &str) -> Option<f64> {
    let plain: String =
        text.chars().filter(|character| !character.is_whitespace()).collect::<String>().replace(',', ".");
    plain
        .starts_with(|c: char| c.is_ascii_digit())
        .then(|| plain.parse().ok().filter(|number: &f64| number.is_finite()))
        .flatten()
}

fn is_filler(page: &Page, at: usize) -> bool {
    page.is_hyphen(at)
        || page.data.fillers.contains_key(page.word(at))
        || page.data.articles.contains_key(page.word(at))
}

/// A preposition that leads from a direction to the place it is told from.
fn is_link(page: &Page, at: usize) -> bool {
    let found = page.data.prepositions.get(page.word(at));
    found.is_some_and(|(preposition, _)| matches!(preposition, Preposition::Of | Preposition::From))
}

/// A link, or a word for a kind of place that only leads on to a name or another link.
fn is_of(page: &Page, at: usize) -> bool {
    let leads = || page.data.prepositions.contains_key(page.word(at + 1)) || page.is_capitalized(at + 1);
    is_link(page, at) || (page.data.kinds.contains_key(page.word(at)) && leads())
}

/// "la ville", "the Afghan capital": a word for a kind of place that stands for one named before.
fn definite(page: &Page, spots: &[Spot], first: usize, at: usize, sentence: &Range<usize>) -> Option<(usize, Anchor)> {
    let (data, last) = (page.data, sentence.end);
    let adjective = |at: usize| data.adjectives.get(page.word(at)).filter(|_| at < last);
    if let (Some(country), Some((end, kind))) = (adjective(at), page.phrase_from(&data.kinds, at + 1, last)) {
        return kind.capital.then(|| (end, Anchor::Capital(country.to_string())));
    }
    let (end, kind) = page.phrase_from(&data.kinds, at, last)?;
    if kind.capital {
        return adjective(end).map(|country| (end + 1, Anchor::Capital(country.to_string())));
    }
    let follows = end < last && (page.is_capitalized(end) || is_of(page, end));
    (!kind.kind.is_extended() && !follows).then_some(())?;
    // "The port": the last place that the report called so.
    let before = &spots[..spots.partition_point(|spot| spot.tokens.end <= first)];
    let called = |spot: &Spot| spot.known && spot.lead.kind == Some(kind.kind);
    let called = before.iter().rposition(called).filter(|_| !kind.kind.is_settlement());
    if let Some(called) = called {
        return Some((end, Anchor::Spot(called)));
    }
    // The nearest name may be the spot itself ("Sake, 25 km west of the city"): it is told from the one before.
    Some((end, Anchor::Spot(settlement_before(page, spots, first)?)))
}

/// The last name before the phrase, other than the one that the phrase itself places.
fn settlement_before(page: &Page, spots: &[Spot], first: usize) -> Option<usize> {
    let start = begin(page, first, page.sentence(first).start);
    let itself = named(page, spots, start, &Anchor::Capital(String::new()));
    let limit = itself.unwrap_or_else(|| spots.partition_point(|spot| spot.tokens.end <= start));
    let name = itself.map(|at| spots[at].name.as_str());
    spots[..limit].iter().rposition(|spot| spot.known && !spot.wide && Some(spot.name.as_str()) != name)
}

/// Where the phrase begins: at the preposition before the number.
pub(super) fn begin(page: &Page, first: usize, sentence: usize) -> usize {
    let mut start = first;
    while start > sentence && start + 3 > first && is_filler(page, start - 1) {
        start -= 1;
    }
    match page.phrase_before(&page.data.prepositions, sentence, start) {
        Some((before, (Preposition::In, _))) => before,
        _ => start,
    }
}

/// The name that a phrase places: it stands before it, with at most a comma, fillers or a word for its kind between.
fn named(page: &Page, spots: &[Spot], start: usize, anchor: &Anchor) -> Option<usize> {
    let before = spots.partition_point(|spot| spot.tokens.end <= start).checked_sub(1)?;
    let sentence = page.sentence(start.min(page.reading.tokens.len().saturating_sub(1)));
    let plain = |at: usize| {
        let kind = page.phrase_from(&page.data.kinds, at, start).is_some();
        matches!(page.text(at), "," | "(" | "–" | "-" | ":") || is_filler(page, at) || kind
    };
    let between = spots[before].tokens.end..start;
    let near = sentence.contains(&spots[before].tokens.start) && between.len() <= 6 && between.clone().all(plain);
    let near = near && !spots[before].wide && *anchor != Anchor::Spot(before);
    if near || apposed(page, spots, before, start) && *anchor != Anchor::Spot(before) {
        return Some(before);
    }
    // "Adan Yabal in the Middle Shabelle region, 130 miles north of": the wider place only says where the spot lies.
    let link = |at: usize| plain(at) || page.data.prepositions.contains_key(page.word(at));
    let inner =
        before.checked_sub(1).filter(|_| spots[before].wide && between.len() <= 4 && between.clone().all(plain));
    let inner = inner.filter(|&inner| !spots[inner].wide && sentence.contains(&spots[inner].tokens.start));
    let inner = inner.filter(|&inner| *anchor != Anchor::Spot(inner));
    let gap = |inner: usize| spots[inner].tokens.end..spots[before].tokens.start;
    if let Some(inner) = inner.filter(|&inner| gap(inner).len() <= 4 && gap(inner).all(link)) {
        return Some(inner);
    }
    // "cette commune, à 40 km à l'est de Dori": a word for a kind stands for the name before it.
    let stands = (sentence.start.max(start.saturating_sub(9))..start).rev().find(|&at| {
        let kind = page.data.kinds.get(page.word(at)).filter(|kind| kind.kind.is_settlement());
        kind.is_some()
            && at > sentence.start
            && page.data.articles.contains_key(page.word(at - 1))
            && !page.is_capitalized(at)
    })?;
    let closed = (stands..start).any(|at| matches!(page.text(at), ";" | ":"));
    let settled = |spot: &Spot| spot.known && !spot.wide;
    let earlier = &spots[..spots.partition_point(|spot| spot.tokens.end <= stands)];
    let other = |at: &usize| *anchor != Anchor::Spot(*at);
    (!closed).then(|| earlier.iter().rposition(settled).filter(other)).flatten()
}

/// "Abu Shouk, a crowded camp 5 km north of it": a word for a kind, right before the distance, in apposition.
fn apposed(page: &Page, spots: &[Spot], before: usize, start: usize) -> bool {
    let (end, first) = (spots[before].tokens.end, page.sentence(spots[before].tokens.start).start);
    let mut kind_end = start;
    while kind_end > end && !page.data.kinds.contains_key(page.word(kind_end - 1)) && is_filler(page, kind_end - 1) {
        kind_end -= 1;
    }
    let kind = page.phrase_before(&page.data.kinds, first, kind_end).is_some();
    let plain = (end + 1..start).all(|at| page.is_word(at) && !page.is_capitalized(at) || page.is_hyphen(at));
    kind && !spots[before].wide && page.text(end) == "," && start.saturating_sub(end) <= 9 && plain
}
