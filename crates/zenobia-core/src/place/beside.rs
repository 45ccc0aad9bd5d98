//! Places told from one or two others without a distance: "north of Raqqa", « près d'Alep », « entre Dori et Sebba », "on the Goma–Sake road".
//!
//! The mentions of what they are told from move to a finding of their own: an area with a radius that holds what the words allow, which
//! reaches back to the places it is told from (where it is halfway between two, half of the way back).

use std::ops::Range;

use super::PlaceKind;
use super::data::{Beside, Preposition};
use super::find::{PlaceFinding, PlaceMention, PlaceRelation, unplaced};
use super::geometry::{destination, distance_km, midpoint};
use super::page::Page;
use super::placing::{NEAR_KM, precision_within, round, round_to};
use super::recognize::Spot;
use crate::record::Precision;
use crate::why::Why;

/// How far beyond the edge of a town "north of" and "on the outskirts of" reach, in kilometers.
pub(super) const BESIDE_KM: f64 = 5.0;
/// How far from a coast "off the coast of" reaches, in kilometers.
const OFFSHORE_KM: f64 = 100.0;
/// How far apart two towns may lie for "between" them to name a spot, in kilometers; where a road or "halfway" says so, that they do.
const BETWEEN_KM: f64 = 300.0;
const ON_WAY_KM: f64 = 800.0;
/// Most tokens between a word for a way and the first of its ends, and between its ends.
const GAP: usize = 3;

/// An area as it is computed.
struct Area {
    point: (f64, f64),
    radius_km: f64,
    precision: Precision,
    bearing: Option<f64>,
    note: String,
}

/// Places what is told by a direction or a nearness from one place, and gives a name before it ("Al-Bab, near Aleppo") its relation.
pub(super) fn place_beside(
    page: &Page,
    spots: &[Spot],
    at: usize,
    finding_of: impl Fn(usize) -> Option<usize>,
    findings: &mut Vec<PlaceFinding>,
) {
    let Some(anchor) = finding_of(at) else { return };
    let spot = &spots[at];
    let Some(area) = area_beside(spot, &findings[anchor]) else { return };
    let relation = PlaceRelation { anchor, distance_km: None, bearing: area.bearing };
    let span = Some(page.reading.span(spot.tokens.clone()));
    match named_before(page, spots, at).and_then(finding_of).filter(|&named| named != anchor) {
        Some(named) if findings[named].latitude.is_some() || findings[named].relation.is_some() => {
            findings[named].relation.get_or_insert(relation);
        }
        Some(named) => {
            let bare = std::mem::replace(&mut findings[named], unplaced(String::new(), PlaceKind::Area));
            findings[named] = placed(bare, &area, relation, &findings[anchor], span);
        }
        None => {
            let Some(mention) = take_mention(&mut findings[anchor], &spot.tokens) else { return };
            let name = page.joined(spot.lead.start..spot.tokens.end);
            add_area(page, name, vec![mention], &area, relation, findings);
        }
    }
}

/// The area that the words before a name tell from its place.
fn area_beside(spot: &Spot, holder: &PlaceFinding) -> Option<Area> {
    let point = holder.latitude.zip(holder.longitude).filter(|_| holder.key.is_some())?;
    let (radius, name) = (holder.radius_km?, &holder.name);
    if let Some(bearing) = spot.lead.bearing {
        let away = radius + BESIDE_KM;
        return holder.kind.is_settlement().then(|| Area {
            point: destination(point, away, bearing),
            radius_km: away,
            precision: precision_within(away),
            bearing: Some(bearing),
            note: format!("bearing {bearing} from {name}, without a distance: taken as {away:.0} km"),
        });
    }
    let (more, words) = match spot.lead.beside? {
        Beside::Near => (NEAR_KM, "near"),
        Beside::Edge => (BESIDE_KM, "at the edge of"),
        Beside::Offshore => (OFFSHORE_KM, "off the coast of"),
        Beside::Between | Beside::Halfway => return None,
    };
    let offshore = spot.lead.beside == Some(Beside::Offshore);
    if holder.kind.is_extended() && !offshore {
        return None;
    }
    let reach = radius + more;
    // UCDP GED codes international waters as 7.
    let precision = if offshore { Precision { acled: 3, ucdp: 7 } } else { precision_within(reach) };
    let note = format!("{words} {name}: its {radius:.0} km and {more:.0} km more");
    Some(Area { point, radius_km: reach, precision, bearing: None, note })
}

/// The name right before the words that tell a place: "Al-Bab, near Aleppo", "Rastan (north of Homs)".
fn named_before(page: &Page, spots: &[Spot], at: usize) -> Option<usize> {
    let start = spots[at].lead.start;
    let before = spots.partition_point(|spot| spot.tokens.end <= start).checked_sub(1)?;
    let data = page.data;
    let plain = |at: usize| {
        let word = page.word(at);
        matches!(page.text(at), "," | "(")
            || data.articles.contains_key(word)
            || data.fillers.contains_key(word)
            || data.kinds.contains_key(word)
    };
    let between = spots[before].tokens.end..start;
    let same = page.sentence(start).contains(&spots[before].tokens.start);
    (same && !spots[before].wide && between.len() <= 6 && between.clone().all(plain)).then_some(before)
}

/// Two names and a way or a stretch between them.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Middle {
    first: usize,
    last: usize,
    /// All the words.
    tokens: Range<usize>,
    /// Whether a word for a way says so.
    on_way: bool,
    halfway: bool,
}

/// All stretches between two names, in order.
pub(super) fn middles(page: &Page, spots: &[Spot]) -> Vec<Middle> {
    (1..spots.len()).filter_map(|last| middle(page, spots, last)).collect()
}

fn middle(page: &Page, spots: &[Spot], last: usize) -> Option<Middle> {
    let (one, other) = (&spots[last - 1], &spots[last]);
    let gap = one.tokens.end..other.tokens.start;
    let same = page.sentence(one.tokens.start).contains(&other.tokens.start);
    let one_token = one.tokens == other.tokens;
    if !same || one.wide || other.wide || !one_token && (gap.is_empty() || gap.len() > GAP) {
        return None;
    }
    let join = |at: usize| page.data.joins.contains_key(page.word(at));
    let dash = |at: usize| matches!(page.text(at), "-" | "–" | "—" | "/");
    let toward = |at: usize| {
        let found = page.data.prepositions.get(page.word(at));
        found.is_some_and(|(class, _)| matches!(class, Preposition::To | Preposition::In))
    };
    let small = |at: usize| page.data.articles.contains_key(page.word(at)) || is_of(page, at);
    let whole = gap.clone().all(|at| join(at) || dash(at) || toward(at) || small(at));
    let way = way_before(page, one);
    let way_after = is_way(page, other.tokens.end) || other.tokens.len() > 1 && is_way(page, other.tokens.end - 1);
    let on_way = way.is_some() || way_after && (one_token || gap.clone().any(dash));
    let (between, halfway) = (one.lead.beside == Some(Beside::Between), one.lead.beside == Some(Beside::Halfway));
    let told = between || halfway;
    let linked = one_token && on_way
        || told && gap.clone().any(join)
        || (on_way || halfway) && gap.clone().any(|at| toward(at) || dash(at));
    let start = way.unwrap_or(if told { one.lead.start } else { one.tokens.start });
    let tokens = start.min(one.tokens.start)..other.tokens.end;
    (whole && linked && (told || on_way)).then_some(Middle { first: last - 1, last, tokens, on_way, halfway })
}

fn is_way(page: &Page, at: usize) -> bool {
    page.data.ways.contains_key(page.word(at))
}

fn is_of(page: &Page, at: usize) -> bool {
    let found = page.data.prepositions.get(page.word(at));
    found.is_some_and(|(class, _)| matches!(class, Preposition::Of | Preposition::From))
}

/// The word for a way that leads to a name: "the road from", « l'axe », « la route entre ».
fn way_before(page: &Page, spot: &Spot) -> Option<usize> {
    let first = page.sentence(spot.tokens.start).start;
    let begin = if spot.lead.start > first { spot.lead.start.min(spot.tokens.start) } else { spot.tokens.start };
    let small = |at: usize| page.data.articles.contains_key(page.word(at)) || is_of(page, at);
    let near = first.max(begin.saturating_sub(GAP))..begin;
    let way = near.rev().find(|&at| !small(at)).filter(|&at| is_way(page, at));
    // The words of the relation may hold the way themselves, or stand between it and the name.
    way.or_else(|| {
        let near = first.max(spot.tokens.start.saturating_sub(GAP))..spot.tokens.start;
        near.rev().find(|&at| !small(at)).filter(|&at| is_way(page, at))
    })
}

/// Places what is told between two settlements that were found: in the middle, half the distance wide, a quarter where it is halfway.
pub(super) fn place_between(
    page: &Page,
    middle: &Middle,
    spots: &[Spot],
    finding_of: impl Fn(usize) -> Option<usize>,
    findings: &mut Vec<PlaceFinding>,
) {
    let Some((one, other)) = finding_of(middle.first).zip(finding_of(middle.last)) else { return };
    let Some(area) = area_between(&findings[one], &findings[other], middle).filter(|_| one != other) else { return };
    let relation = PlaceRelation { anchor: one, distance_km: None, bearing: None };
    let mentions: Vec<PlaceMention> = [(one, middle.first), (other, middle.last)]
        .into_iter()
        .filter_map(|(finding, spot)| take_mention(&mut findings[finding], &spots[spot].tokens))
        .collect();
    if !mentions.is_empty() {
        let elsewhere = findings[other].country != findings[one].country;
        add_area(page, page.joined(middle.tokens.clone()), mentions, &area, relation, findings);
        if let Some(finding) = findings.last_mut().filter(|_| elsewhere) {
            (finding.country, finding.admin1) = (None, None);
        }
    }
}

fn area_between(one: &PlaceFinding, other: &PlaceFinding, middle: &Middle) -> Option<Area> {
    let settled = |finding: &PlaceFinding| !finding.kind.is_extended() && finding.key.is_some();
    if !settled(one) || !settled(other) {
        return None;
    }
    let (from, to) = (one.latitude.zip(one.longitude)?, other.latitude.zip(other.longitude)?);
    let distance = distance_km(from, to);
    // Between two capitals there are talks rather than spots.
    let spot = middle.on_way || middle.halfway;
    let limit = if spot { ON_WAY_KM } else { BETWEEN_KM };
    if distance > limit || !spot && (one.governs || other.governs) {
        return None;
    }
    let radius = if middle.halfway { distance / 4.0 } else { distance / 2.0 };
    let radius = radius.max(BESIDE_KM);
    let note = format!("the middle between {} and {}, {distance:.0} km apart", one.name, other.name);
    Some(Area {
        point: midpoint(from, to),
        radius_km: radius,
        precision: precision_within(radius),
        bearing: None,
        note,
    })
}

/// How exactly something is known that lies on a line: UCDP GED codes lines of more than 25 km, borders and roads as 5.
pub(super) fn along(radius_km: f64) -> Precision {
    let within = precision_within(radius_km);
    Precision { ucdp: if within.ucdp > 2 { 5 } else { within.ucdp }, ..within }
}

/// Takes the mention of some tokens from a finding.
fn take_mention(finding: &mut PlaceFinding, tokens: &Range<usize>) -> Option<PlaceMention> {
    let at = finding.mentions.iter().position(|mention| mention.tokens == *tokens)?;
    Some(finding.mentions.remove(at))
}

/// Adds an area, or its mentions to one that is told in the same way from the same place.
fn add_area(
    page: &Page,
    name: String,
    mentions: Vec<PlaceMention>,
    area: &Area,
    relation: PlaceRelation,
    findings: &mut Vec<PlaceFinding>,
) {
    let same = |finding: &&mut PlaceFinding| {
        finding.key.is_none() && finding.relation == Some(relation) && finding.radius_km == Some(round(area.radius_km))
    };
    if let Some(finding) = findings.iter_mut().find(same) {
        finding.mentions.extend(mentions);
        finding.mentions.sort_by_key(|mention| mention.tokens.start);
        return;
    }
    let span = mentions.first().map(|mention| page.reading.span(mention.tokens.clone()));
    let bare = PlaceFinding { mentions, why: Why::by("place/relative"), ..unplaced(name, PlaceKind::Area) };
    findings.push(placed(bare, area, relation, &findings[relation.anchor], span));
}

/// A finding put into an area.
fn placed(
    bare: PlaceFinding,
    area: &Area,
    relation: PlaceRelation,
    anchor: &PlaceFinding,
    span: Option<crate::span::Span>,
) -> PlaceFinding {
    PlaceFinding {
        latitude: Some(round_to(area.point.0, 1e4)),
        longitude: Some(round_to(area.point.1, 1e4)),
        radius_km: Some(round(area.radius_km)),
        precision: Some(area.precision),
        country: bare.country.clone().or_else(|| anchor.country.clone()),
        admin1: bare.admin1.clone().or_else(|| anchor.admin1.clone()),
        relation: Some(relation),
        why: bare.why.clone().and("direction", span, area.note.clone()),
        ..bare
    }
}
