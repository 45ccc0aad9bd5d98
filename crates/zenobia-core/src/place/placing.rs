//! Findings for what a distance tells of.

use super::border::{Bordering, Borders};
use super::find::{MentionRole, PlaceFinding, PlaceMention, PlaceRelation, known, precision, unplaced};
use super::geometry::destination;
use super::page::Page;
use super::recognize::Spot;
use super::relative::{Anchor, Told};
use super::resolve::{Referent, anchor_point, referent_of};
use super::within::Within;
use super::{Gazetteer, PlaceKind};
use crate::record::Precision;
use crate::why::Why;

/// Places what a distance tells of: an unnamed spot gets a finding of its own, a named one its relation and, where it was
/// not found, the computed point.
pub(super) fn place_relative(
    page: &Page,
    told: &Told,
    referents: &[Referent],
    numbers: &[Option<usize>],
    gazetteer: &dyn Gazetteer,
    findings: &mut Vec<PlaceFinding>,
) {
    let Some(from) = anchor_point(&told.anchor, referents, gazetteer) else { return };
    let Some(anchor) = anchor_finding(&told.anchor, referents, numbers, gazetteer, findings) else { return };
    let relation = PlaceRelation { anchor, distance_km: Some(told.distance_km), bearing: told.bearing };
    let point = told.bearing.map_or(from, |bearing| destination(from, told.distance_km, bearing));
    let radius = if told.bearing.is_some() { (0.15 * told.distance_km).max(3.0) } else { told.distance_km };
    let span = Some(page.reading.span(told.tokens.clone()));
    let number = |spot: usize| referent_of(spot, referents).and_then(|at| numbers[at]);
    let at = match told.named {
        Some(named) => match number(named).filter(|&named| named != anchor) {
            Some(at) => at,
            None => return,
        },
        None => {
            let mention = PlaceMention { tokens: told.tokens.clone(), role: MentionRole::Locative };
            findings.push(unnamed(page, &mention));
            findings.len() - 1
        }
    };
    let (country, admin1) = (findings[anchor].country.clone(), findings[anchor].admin1.clone());
    let finding = &mut findings[at];
    finding.relation.get_or_insert(relation);
    let why = std::mem::take(&mut finding.why);
    finding.why = why.and("distance", span, format!("{:.0} km, bearing {:?}", told.distance_km, told.bearing));
    if finding.latitude.is_none() {
        finding.latitude = Some(round_to(point.0, 1e4));
        finding.longitude = Some(round_to(point.1, 1e4));
        finding.radius_km = Some(round(radius));
        finding.precision = Some(Precision { acled: 2, ucdp: 2 });
        finding.country = finding.country.take().or(country);
        finding.admin1 = finding.admin1.take().or(admin1);
    }
}

/// Areas wider than this, in kilometers, tell nothing of where something in them lies.
const WIDEST_KM: f64 = 150.0;
/// How far something that is said to lie near a town may be from its middle, in kilometers.
const NEAR_KM: f64 = 20.0;

/// Places a name that was not found where the text sets it: in the area of the place around it, as wide as that is.
pub(super) fn place_within(
    page: &Page,
    within: &Within,
    referents: &[Referent],
    numbers: &[Option<usize>],
    spots: &[Spot],
    findings: &mut [PlaceFinding],
) {
    let number = |spot: usize| referent_of(spot, referents).and_then(|at| numbers.get(at).copied().flatten());
    let Some((inner, outer)) = number(within.inner).zip(number(within.outer)) else { return };
    let holder = &findings[outer];
    let known = holder.latitude.zip(holder.longitude).zip(holder.radius_km).filter(|_| holder.key.is_some());
    let Some(((latitude, longitude), radius)) = known.filter(|(_, radius)| *radius <= WIDEST_KM) else { return };
    if inner == outer || !within.sure || findings[inner].latitude.is_some() || spots[within.outer].wide && within.near {
        return;
    }
    let (radius, near) = if within.near { (radius + NEAR_KM, "near") } else { (radius, "in") };
    let (country, admin1) = (holder.country.clone(), holder.admin1.clone());
    let precision = if holder.kind.is_settlement() { Precision { acled: 2, ucdp: 2 } } else { precision(holder.kind) };
    let note = format!("{near} {}: its middle, with the radius of the whole", holder.name);
    let span = Some(page.reading.span(spots[within.outer].tokens.clone()));
    let finding = &mut findings[inner];
    finding.latitude = Some(latitude);
    finding.longitude = Some(longitude);
    finding.radius_km = Some(round(radius));
    finding.precision = Some(precision);
    finding.country = finding.country.take().or(country);
    finding.admin1 = finding.admin1.take().or(admin1);
    finding.relation.get_or_insert(PlaceRelation { anchor: outer, distance_km: None, bearing: None });
    finding.why = std::mem::take(&mut finding.why).and("within", span, note);
}

/// Places a spot without a name that is told by a distance from a border: at the nearest point of that border, seen from the last place
/// named, with a radius that reaches from there to here.
pub(super) fn place_at_border(
    page: &Page,
    bordering: &Bordering,
    borders: Option<&Borders>,
    finding_of: impl Fn(usize) -> Option<usize>,
    findings: &mut Vec<PlaceFinding>,
) {
    let (Some(told), Some(anchor)) = (bordering.distance_km, bordering.anchor.and_then(&finding_of)) else { return };
    let from = findings[anchor].latitude.zip(findings[anchor].longitude);
    let nearest = from.and_then(|from| borders?.nearest(from, &bordering.country));
    let Some((distance, point)) = nearest else { return };
    let named = bordering.named.and_then(&finding_of);
    if named.is_some_and(|named| findings[named].latitude.is_some()) {
        return;
    }
    let span = Some(page.reading.span(bordering.tokens.clone()));
    let note = format!("{told:.0} km from the border of {}, nearest to {}", bordering.country, findings[anchor].name);
    let radius = round(told.max(distance / 2.0).max(BESIDE_KM));
    let mention = PlaceMention { tokens: bordering.tokens.clone(), role: MentionRole::Locative };
    let (bare, known) = match named {
        Some(named) => (findings[named].clone(), Some(named)),
        None => (unnamed(page, &mention), None),
    };
    let spot = PlaceFinding {
        latitude: Some(round_to(point.0, 1e4)),
        longitude: Some(round_to(point.1, 1e4)),
        radius_km: Some(radius),
        country: findings[anchor].country.clone(),
        precision: Some(Precision { acled: 2, ucdp: if radius > 25.0 { 4 } else { 2 } }),
        relation: Some(PlaceRelation { anchor, distance_km: None, bearing: None }).filter(|_| known != Some(anchor)),
        why: bare.why.clone().and("border", span, note),
        ..bare
    };
    match known {
        Some(named) => findings[named] = spot,
        None => findings.push(spot),
    }
}

/// How far beyond the edge of a town "north of" it reaches, in kilometers.
const BESIDE_KM: f64 = 5.0;

/// Places what is told by a direction from a settlement, without a distance: "north of Raqqa". The mention moves to a finding of its own, a
/// little beyond the edge and with a radius that reaches back to the middle.
pub(super) fn place_beside(
    page: &Page,
    spot: &Spot,
    bearing: f64,
    anchor: Option<usize>,
    findings: &mut Vec<PlaceFinding>,
) {
    let Some(anchor) = anchor.filter(|&at| findings[at].kind.is_settlement() && findings[at].key.is_some()) else {
        return;
    };
    let holder = &mut findings[anchor];
    let Some((point, radius)) = holder.latitude.zip(holder.longitude).zip(holder.radius_km) else { return };
    let Some(at) = holder.mentions.iter().position(|mention| mention.tokens == spot.tokens) else { return };
    let mention = holder.mentions.remove(at);
    let away = radius + BESIDE_KM;
    let (latitude, longitude) = destination(point, away, bearing);
    let (country, admin1) = (holder.country.clone(), holder.admin1.clone());
    let note = format!("bearing {bearing} from {}, without a distance: taken as {away:.0} km", holder.name);
    let span = Some(page.reading.span(spot.tokens.clone()));
    findings.push(PlaceFinding {
        latitude: Some(round_to(latitude, 1e4)),
        longitude: Some(round_to(longitude, 1e4)),
        radius_km: Some(round(away)),
        precision: Some(Precision { acled: 2, ucdp: 2 }),
        country,
        admin1,
        relation: Some(PlaceRelation { anchor, distance_km: None, bearing: Some(bearing) }),
        mentions: vec![mention],
        why: Why::by("place/relative").and("direction", span, note),
        ..unplaced(page.joined(spot.lead.start..spot.tokens.end), PlaceKind::Area)
    });
}

/// The finding that a distance is counted from; a capital that is only described becomes one without mentions.
fn anchor_finding(
    anchor: &Anchor,
    referents: &[Referent],
    numbers: &[Option<usize>],
    gazetteer: &dyn Gazetteer,
    findings: &mut Vec<PlaceFinding>,
) -> Option<usize> {
    let country = match anchor {
        Anchor::Spot(spot) => {
            let at = referent_of(*spot, referents)?;
            return numbers.get(at).copied().flatten();
        }
        Anchor::Capital(country) => country,
    };
    let capital = gazetteer.capital(country)?;
    if let Some(at) = findings.iter().position(|finding| finding.key.as_deref() == Some(capital.key.as_str())) {
        return Some(at);
    }
    findings.push(PlaceFinding {
        why: Why::by("place").and("capital", None, country.clone()),
        ..known(&capital, &Referent::default())
    });
    Some(findings.len() - 1)
}

fn unnamed(page: &Page, mention: &PlaceMention) -> PlaceFinding {
    PlaceFinding {
        mentions: vec![mention.clone()],
        why: Why::by("place/relative"),
        ..unplaced(page.joined(mention.tokens.clone()), PlaceKind::Area)
    }
}

pub(super) fn round(kilometers: f64) -> f64 {
    round_to(kilometers, 10.0)
}

fn round_to(number: f64, parts: f64) -> f64 {
    (number * parts).round() / parts
}
