//! Findings for what a distance or a place around tells of.

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
    // What is told by hours on the way lies anywhere up to what is made in them.
    let exact = Some(told.distance_km).filter(|_| !told.at_most);
    let relation = PlaceRelation { anchor, distance_km: exact, bearing: told.bearing };
    let aimed = told.bearing.filter(|_| !told.at_most);
    let point = aimed.map_or(from, |bearing| destination(from, told.distance_km, bearing));
    let radius = if aimed.is_some() { (0.15 * told.distance_km).max(3.0) } else { told.distance_km };
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
    let most = if told.at_most { "at most " } else { "" };
    finding.why = why.and("distance", span, format!("{most}{:.0} km, bearing {:?}", told.distance_km, told.bearing));
    if finding.latitude.is_none() {
        finding.latitude = Some(round_to(point.0, 1e4));
        finding.longitude = Some(round_to(point.1, 1e4));
        finding.radius_km = Some(round(radius));
        finding.precision = Some(precision_within(radius));
        finding.country = finding.country.take().or(country);
        finding.admin1 = finding.admin1.take().or(admin1);
    }
}

/// How exactly something is known that lies within some kilometers of a point: UCDP GED codes up to 25 km as 2, a district as 3 and a
/// first-level unit as 4, ACLED a region as 3.
pub(super) fn precision_within(radius_km: f64) -> Precision {
    let (acled, ucdp) = match radius_km {
        radius if radius <= 25.0 => (2, 2),
        radius if radius <= 75.0 => (2, 3),
        _ => (3, 4),
    };
    Precision { acled, ucdp }
}

/// Areas wider than this, in kilometers, tell nothing of where something in them lies.
const WIDEST_KM: f64 = 150.0;
/// How far something that is said to lie near a town may be from its middle, in kilometers.
pub(super) const NEAR_KM: f64 = 20.0;

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

pub(super) fn unnamed(page: &Page, mention: &PlaceMention) -> PlaceFinding {
    PlaceFinding {
        mentions: vec![mention.clone()],
        why: Why::by("place/relative"),
        ..unplaced(page.joined(mention.tokens.clone()), PlaceKind::Area)
    }
}

pub(super) fn round(kilometers: f64) -> f64 {
    round_to(kilometers, 10.0)
}

pub(super) fn round_to(number: f64, parts: f64) -> f64 {
    (number * parts).round() / parts
}
