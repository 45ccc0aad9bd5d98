//! Places told by a land border: "à 5 km de la frontière irakienne", "Al-Bab, near the Turkish border", « à la frontière entre le Mali et le Niger ».

use std::ops::Range;

use compact_str::CompactString;

use super::beside::{BESIDE_KM, along};
use super::border::Borders;
use super::data::Preposition;
use super::find::{MentionRole, PlaceFinding, PlaceMention, PlaceRelation};
use super::page::Page;
use super::placing::{NEAR_KM, round, round_to, unnamed};
use super::recognize::Spot;
use super::relative::{begin, measure};
use super::{Gazetteer, NameMatch, PlaceKind};

/// Most tokens between a name and the border that it is told by.
const REACH: usize = 8;
/// How far from a border a place is that is told by it without a distance, in kilometers.
pub(super) const NEAR_BORDER_KM: f64 = 60.0;

/// A border that the text tells something by.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Bordering {
    /// The words, the distance included, the names of the countries not.
    pub tokens: Range<usize>,
    /// ISO 3166 alpha-2 code of the country whose border it is.
    pub country: CompactString,
    /// The country on the other side, where the words name both.
    pub other: Option<CompactString>,
    /// Kilometers from it.
    pub distance_km: Option<f64>,
    /// Whether something is said to lie at it or near it.
    pub there: bool,
    /// The name that it tells the place of.
    pub named: Option<usize>,
    /// The last name before.
    pub anchor: Option<usize>,
}

/// All of them, in order.
pub(super) fn bordering(page: &Page, spots: &[Spot], gazetteer: &dyn Gazetteer) -> Vec<Bordering> {
    let words = (0..page.reading.tokens.len()).filter(|&at| page.data.borders.contains_key(page.word(at)));
    words.filter_map(|at| bordering_at(page, spots, at, gazetteer)).collect()
}

fn bordering_at(page: &Page, spots: &[Spot], at: usize, gazetteer: &dyn Gazetteer) -> Option<Bordering> {
    let sentence = page.sentence(at);
    let Sides { country, other, tokens } = sides(page, spots, at, &sentence, gazetteer)?;
    let link = |at: usize| {
        let class = page.data.prepositions.get(page.word(at)).map(|found| found.0);
        let of = matches!(class, Some(Preposition::Of | Preposition::From));
        of || page.data.articles.contains_key(page.word(at)) || page.data.fillers.contains_key(page.word(at))
    };
    let unit = (sentence.start..at)
        .rev()
        .take(REACH)
        .find(|&at| !link(at) && !page.data.adjectives.contains_key(page.word(at)));
    let told = unit.and_then(|unit| measure(page, unit, &sentence)).filter(|told| told.2 <= at);
    let start = told.map_or(tokens.start, |(first, ..)| begin(page, first, sentence.start));
    let anchor = spots.partition_point(|spot| spot.tokens.end <= start).checked_sub(1);
    let close = |&at: &usize| {
        let spot = &spots[at];
        sentence.contains(&spot.tokens.start) && start - spot.tokens.end <= REACH && !spot.wide
    };
    Some(Bordering {
        tokens: start..tokens.end,
        country,
        other,
        distance_km: told.map(|(_, number, _, per_unit)| number * per_unit),
        there: is_there(page, tokens.start, sentence.start),
        named: anchor.filter(close),
        anchor,
    })
}

/// Whether a preposition of place leads to the border, over articles.
fn is_there(page: &Page, start: usize, first: usize) -> bool {
    let mut at = start;
    while at > first && page.data.articles.contains_key(page.word(at - 1)) {
        at -= 1;
    }
    let found = page.phrase_before(&page.data.prepositions, first, at);
    found.is_some_and(|(_, (class, _))| matches!(class, Preposition::In | Preposition::Near))
}

/// The countries on the two sides of a border, and its words without their names.
struct Sides {
    country: CompactString,
    other: Option<CompactString>,
    tokens: Range<usize>,
}

/// The countries beside the word for a border: "Iraqi border", « frontière irako-syrienne », « frontière avec l'Irak », "Mali–Niger border".
fn sides(page: &Page, spots: &[Spot], at: usize, sentence: &Range<usize>, gazetteer: &dyn Gazetteer) -> Option<Sides> {
    if let Some(before) = at.checked_sub(1).filter(|before| sentence.contains(before)) {
        if let Some((country, other)) = adjectives(page, before) {
            // "Iraqi-Syrian border" in three tokens.
            let first = before.checked_sub(2).filter(|&first| first >= sentence.start && is_dash(page, first + 1));
            let joined = first.and_then(|first| Some((first, adjectives(page, first)?.0)));
            let (start, other) = joined.map_or((before, other), |(first, one)| (first, Some(one)));
            return Some(Sides { country, other, tokens: start..at + 1 });
        }
        if let Some((country, other)) = named_sides(page, spots, at, gazetteer) {
            return Some(Sides { country, other: Some(other), tokens: at..at + 1 });
        }
    }
    if let Some((country, other)) =
        Some(at + 1).filter(|after| sentence.contains(after)).and_then(|at| adjectives(page, at))
    {
        return Some(Sides { country, other, tokens: at..at + 2 });
    }
    let next = spots.partition_point(|spot| spot.tokens.start <= at);
    let spot = spots.get(next)?;
    let between = at + 1..spot.tokens.start;
    let small = |at: usize| {
        page.data.prepositions.contains_key(page.word(at)) || page.data.articles.contains_key(page.word(at))
    };
    if between.is_empty() || between.len() > 3 || !between.clone().all(small) {
        return None;
    }
    let country = country_of(spot, gazetteer)?;
    let joined = |after: &&Spot| {
        let gap = spot.tokens.end..after.tokens.start;
        let join = |at: usize| page.data.joins.contains_key(page.word(at));
        (1..=3).contains(&gap.len())
            && gap.clone().any(join)
            && gap.clone().all(|at| join(at) || page.data.articles.contains_key(page.word(at)))
    };
    let other = spots.get(next + 1).filter(joined).and_then(|spot| country_of(spot, gazetteer));
    Some(Sides { country, other, tokens: at..at + 1 })
}

fn is_dash(page: &Page, at: usize) -> bool {
    matches!(page.text(at), "-" | "–" | "—" | "/")
}

/// The two countries named right before a border: "the Mali–Niger border", in one token or three.
fn named_sides(
    page: &Page,
    spots: &[Spot],
    at: usize,
    gazetteer: &dyn Gazetteer,
) -> Option<(CompactString, CompactString)> {
    let after = spots.partition_point(|spot| spot.tokens.start < at);
    let [one, other] = spots.get(after.checked_sub(2)?..after)? else { return None };
    let joined =
        one.tokens == other.tokens || one.tokens.end + 1 == other.tokens.start && is_dash(page, one.tokens.end);
    let ends = other.tokens.end == at || other.tokens.end == at + 1;
    (joined && ends).then(|| Some((country_of(one, gazetteer)?, country_of(other, gazetteer)?)))?
}

/// The one or two countries of an adjective: "Iraqi", « irako-syrienne » in one token.
fn adjectives(page: &Page, at: usize) -> Option<(CompactString, Option<CompactString>)> {
    let code = |word: &str| page.data.adjectives.get(word).cloned();
    if let Some(country) = code(page.word(at)) {
        return Some((country, None));
    }
    let (one, other) = page.word(at).split_once(' ')?;
    Some((code(other)?, Some(code(one)?)))
}

fn country_of(spot: &Spot, gazetteer: &dyn Gazetteer) -> Option<CompactString> {
    let known = gazetteer.candidates(&spot.name);
    known.iter().find(|found| found.kind == PlaceKind::Country && found.by <= NameMatch::Main)?.country.clone()
}

/// A stretch of a border, as far as the text tells it.
struct Stretch {
    point: (f64, f64),
    radius_km: f64,
    note: String,
}

/// Places a spot without a name that is told by a border: at the nearest point of it, seen from the last place named, with a radius
/// that reaches from there to here; or, where two countries are named and no distance, along the whole of what they share.
pub(super) fn place_at_border(
    page: &Page,
    bordering: &Bordering,
    borders: Option<&Borders>,
    finding_of: impl Fn(usize) -> Option<usize>,
    findings: &mut Vec<PlaceFinding>,
) {
    let named = bordering.named.and_then(&finding_of);
    if named.is_some_and(|named| findings[named].latitude.is_some()) {
        return;
    }
    let anchor = bordering.anchor.and_then(&finding_of);
    let Some(stretch) = borders.and_then(|borders| stretch(bordering, borders, anchor.map(|at| &findings[at]))) else {
        return;
    };
    let span = Some(page.reading.span(bordering.tokens.clone()));
    let mention = PlaceMention { tokens: bordering.tokens.clone(), role: MentionRole::Locative };
    let bare = named.map_or_else(|| unnamed(page, &mention), |named| findings[named].clone());
    let told_from = anchor.filter(|anchor| named != Some(*anchor));
    let country = anchor.and_then(|anchor| findings[anchor].country.clone());
    let spot = PlaceFinding {
        latitude: Some(round_to(stretch.point.0, 1e4)),
        longitude: Some(round_to(stretch.point.1, 1e4)),
        radius_km: Some(round(stretch.radius_km)),
        country: country.filter(|_| bordering.other.is_none()),
        precision: Some(along(stretch.radius_km)),
        relation: told_from.map(|anchor| PlaceRelation { anchor, distance_km: None, bearing: None }),
        why: bare.why.clone().and("border", span, stretch.note),
        ..bare
    };
    match named {
        Some(named) => findings[named] = spot,
        None => findings.push(spot),
    }
}

fn stretch(bordering: &Bordering, borders: &Borders, anchor: Option<&PlaceFinding>) -> Option<Stretch> {
    let country = &bordering.country;
    let whole = |other: &str| {
        let (point, reach) = borders.shared(country, other)?;
        let radius_km = reach + bordering.distance_km.unwrap_or(NEAR_KM);
        Some(Stretch { point, radius_km, note: format!("along the border of {country} with {other}") })
    };
    if bordering.distance_km.is_none() && !bordering.there {
        return None;
    }
    if let Some(other) = bordering.other.as_deref().filter(|_| bordering.distance_km.is_none()) {
        return whole(other);
    }
    let anchor = anchor?;
    let beyond = anchor.country.as_deref().filter(|other| other != country);
    if bordering.distance_km.is_none() && anchor.kind == PlaceKind::Country {
        return whole(beyond?);
    }
    if bordering.distance_km.is_none() && beyond.is_none() {
        return None;
    }
    let (distance, point) = borders.nearest(anchor.latitude.zip(anchor.longitude)?, country)?;
    let told = bordering.distance_km.unwrap_or(NEAR_KM);
    let radius_km = told.max(distance).max(BESIDE_KM);
    let note = format!("{told:.0} km at most from the border of {country}, nearest to {}", anchor.name);
    Some(Stretch { point, radius_km, note })
}
