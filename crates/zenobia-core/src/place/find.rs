//! The place stage: names of places in a report, each with the place it means.

use std::ops::Range;

use compact_str::CompactString;

use super::beside::{middles, place_beside, place_between};
use super::border::Borders;
use super::bordering::{bordering, place_at_border};
use super::context::{Said, implied_countries};
use super::data::Preposition;
use super::name::fold;
use super::page::Page;
use super::placing::{place_relative, place_within, round};
use super::recognize::{Spot, spots};
use super::relative::{Anchor, Told, told};
use super::resolve::{Referent, referent_of, resolve};
use super::within::within;
use super::{Candidate, Gazetteer, PlaceData, PlaceKind};
use crate::record::{Note, Precision};
use crate::syntax::Syntax;
use crate::text::Reading;
use crate::why::Why;

/// How a mention is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MentionRole {
    /// As a place: after a preposition of place, in a dateline, a list of places, beside a word for its kind.
    Locative,
    /// As a subject, an object or a genitive, where it may stand for a government.
    Bare,
    /// As what something is directed against.
    Opposed,
}

/// Words that name a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceMention {
    /// Its tokens. Two names in one token ("Goma-Minova") share it.
    pub tokens: Range<usize>,
    /// How it is used.
    pub role: MentionRole,
}

/// Where a place lies, told from another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlaceRelation {
    /// Number of the finding that it is told from.
    pub anchor: usize,
    /// Kilometers.
    pub distance_km: Option<f64>,
    /// Degrees clockwise from north.
    pub bearing: Option<f64>,
}

/// One place that the report names, with all its mentions.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceFinding {
    /// `geonames:ID` or `zenobia:slug`; `None` where no gazetteer knows it, or none surely enough.
    pub key: Option<String>,
    /// English name, or the wording of the text.
    pub name: String,
    /// What sort of place it is.
    pub kind: PlaceKind,
    /// Degrees north, WGS 84.
    pub latitude: Option<f64>,
    /// Degrees east, WGS 84.
    pub longitude: Option<f64>,
    /// Radius of the area that is meant, in kilometers.
    pub radius_km: Option<f64>,
    /// ISO 3166 alpha-2 code.
    pub country: Option<String>,
    /// Name of the first-level administrative unit.
    pub admin1: Option<String>,
    /// How exactly it is known.
    pub precision: Option<Precision>,
    /// Where it lies, told from another finding.
    pub relation: Option<PlaceRelation>,
    /// Whether its name may stand for a government: a country, or the capital of one.
    pub governs: bool,
    /// Keys of other candidates, best first.
    pub others: Vec<String>,
    /// Where it is named, in order; empty for a place that is only counted from.
    pub mentions: Vec<PlaceMention>,
    /// Why it was chosen.
    pub why: Why,
}

/// What is known about a report before its places are looked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hints<'a> {
    /// Ranges of tokens known as persons and organisations: names inside of them are no places.
    pub taken: &'a [Range<usize>],
    /// Countries (ISO 3166 alpha-2) that its known actors belong to or act in, and that of its publisher; once for each of them.
    pub countries: &'a [CompactString],
    /// The land borders of the world, where they are known.
    pub borders: Option<&'a Borders>,
}

/// Finds the places of a report. The tree may be empty; it then says nothing. Findings come in the order of their first mention.
pub fn find(
    reading: &Reading,
    syntax: &Syntax,
    hints: &Hints,
    data: &PlaceData,
    gazetteer: &dyn Gazetteer,
) -> Vec<PlaceFinding> {
    let page = Page::new(reading, syntax, data, hints.taken);
    let spots = spots(&page, gazetteer);
    let told = told(&page, &spots);
    let within = within(&page, &spots);
    let bordering = hints.borders.map(|_| bordering(&page, &spots, gazetteer)).unwrap_or_default();
    let implied = implied_countries(&page, hints.countries);
    let said = Said { implied: &implied, told: &told, within: &within, bordering: &bordering, borders: hints.borders };
    let referents = resolve(&page, &spots, &said, gazetteer);
    let mut findings = Vec::new();
    let mut numbers: Vec<Option<usize>> = Vec::new();
    let uses = Uses::of(&told, spots.len());
    for referent in &referents {
        numbers.push(add(&page, referent, &spots, &uses, &mut findings));
    }
    for told in &told {
        place_relative(&page, told, &referents, &numbers, gazetteer, &mut findings);
    }
    for within in &within {
        place_within(&page, within, &referents, &numbers, &spots, &mut findings);
    }
    for bordering in &bordering {
        let anchor = |spot: usize| finding_of(spot, &referents, &numbers);
        place_at_border(&page, bordering, hints.borders, anchor, &mut findings);
    }
    let of = |spot: usize| finding_of(spot, &referents, &numbers);
    for middle in middles(&page, &spots) {
        place_between(&page, &middle, &spots, of, &mut findings);
    }
    for (at, spot) in spots.iter().enumerate() {
        let told = told.iter().any(|told| told.tokens.start <= spot.tokens.start && spot.tokens.end <= told.tokens.end);
        if !told && (spot.lead.bearing.is_some() || spot.lead.beside.is_some()) {
            place_beside(&page, &spots, at, of, &mut findings);
        }
    }
    in_order(findings)
}

fn finding_of(spot: usize, referents: &[Referent], numbers: &[Option<usize>]) -> Option<usize> {
    referent_of(spot, referents).and_then(|at| numbers.get(at).copied().flatten())
}

/// What distances do with the names, by their numbers.
struct Uses {
    /// Named only so that a spot without a name can be told from it.
    swallowed: Vec<bool>,
    /// Placed by a distance.
    placed: Vec<bool>,
}

impl Uses {
    fn of(told: &[Told], spots: usize) -> Uses {
        let mut uses = Uses { swallowed: vec![false; spots], placed: vec![false; spots] };
        for told in told {
            match (told.named, &told.anchor) {
                (Some(named), _) => uses.placed[named] = true,
                (None, Anchor::Spot(at)) if told.holds_anchor => uses.swallowed[*at] = true,
                _ => {}
            }
        }
        uses
    }
}

/// Adds a referent to the findings, or to the finding that means the same place: its number.
fn add(
    page: &Page,
    referent: &Referent,
    spots: &[Spot],
    uses: &Uses,
    findings: &mut Vec<PlaceFinding>,
) -> Option<usize> {
    let best = referent.candidates.first().filter(|_| referent.accepted);
    let first = spots.get(*referent.spots.first()?)?;
    let placed = referent.spots.iter().any(|&at| uses.placed[at]);
    let cued = |spot: &Spot| spot.lead.introduced || spot.lead.strong || (!spot.known && spot.locative);
    if best.is_none() && !placed && !referent.spots.iter().any(|&at| spots.get(at).is_some_and(cued)) {
        return None;
    }
    let mentions =
        referent.spots.iter().filter(|&&at| !uses.swallowed[at]).filter_map(|&at| spots.get(at)).map(mention).collect();
    let mut finding = match best {
        Some(best) => known(best, referent),
        None => unknown(first, referent),
    };
    finding.mentions = mentions;
    finding.why = why(page, first, referent, best);
    let same = best.and_then(|best| findings.iter().position(|other| other.key.as_deref() == Some(best.key.as_str())));
    if let Some(same) = same {
        findings[same].mentions.extend(finding.mentions);
        findings[same].mentions.sort_by_key(|mention| mention.tokens.start);
        return Some(same);
    }
    findings.push(finding);
    Some(findings.len() - 1)
}

fn mention(spot: &Spot) -> PlaceMention {
    let role = match spot.lead.preposition {
        _ if spot.locative => MentionRole::Locative,
        Some(Preposition::Against) => MentionRole::Opposed,
        _ => MentionRole::Bare,
    };
    PlaceMention { tokens: spot.tokens.clone(), role }
}

pub(super) fn known(best: &Candidate, referent: &Referent) -> PlaceFinding {
    PlaceFinding {
        key: Some(best.key.to_string()),
        name: best.name.to_string(),
        kind: best.kind,
        latitude: Some(best.latitude),
        longitude: Some(best.longitude),
        radius_km: Some(round(best.radius_km)),
        country: best.country.as_ref().map(ToString::to_string),
        admin1: best.admin1.as_ref().map(ToString::to_string),
        precision: Some(precision(best.kind)),
        relation: None,
        governs: best.capital || best.kind == PlaceKind::Country,
        others: referent.candidates.iter().skip(1).take(3).map(|other| other.key.to_string()).collect(),
        mentions: Vec::new(),
        why: Why::default(),
    }
}

fn unknown(spot: &Spot, referent: &Referent) -> PlaceFinding {
    PlaceFinding {
        others: referent.candidates.iter().take(3).map(|other| other.key.to_string()).collect(),
        ..unplaced(spot.wording.clone(), referent.kind.unwrap_or_default())
    }
}

/// A place of which only the wording and the sort are known.
pub(super) fn unplaced(name: String, kind: PlaceKind) -> PlaceFinding {
    PlaceFinding {
        key: None,
        name,
        kind,
        latitude: None,
        longitude: None,
        radius_km: None,
        country: None,
        admin1: None,
        precision: None,
        relation: None,
        governs: false,
        others: Vec::new(),
        mentions: Vec::new(),
        why: Why::default(),
    }
}

fn why(page: &Page, spot: &Spot, referent: &Referent, best: Option<&Candidate>) -> Why {
    let span = Some(page.reading.span(spot.tokens.clone()));
    let why = Why::by("place").and("name", span, spot.name.clone());
    let Some(best) = best else { return why.and("choice", None, "not found, or none of that name fits the report") };
    let score = &referent.reason;
    let note = format!(
        "{:?} name; prior {:.1}, country {:.1}, near {:.1}, unit {:.1}, within {:.1}, distance {:.1}; {} of that name",
        best.by,
        score.prior,
        score.country,
        score.near,
        score.unit,
        score.within,
        score.told,
        referent.candidates.len()
    );
    why.and("choice", None, note)
}

/// How exactly a place of a kind is known.
pub(super) fn precision(kind: PlaceKind) -> Precision {
    let (acled, ucdp) = match kind {
        PlaceKind::Country => (3, 6),
        PlaceKind::Continent | PlaceKind::Sea => (3, 7),
        PlaceKind::Region | PlaceKind::Area | PlaceKind::Desert => (3, 4),
        PlaceKind::River => (3, 5),
        PlaceKind::District => (2, 3),
        kind if kind.is_settlement() => (1, 1),
        _ => (2, 2),
    };
    Precision { acled, ucdp }
}

/// Adds places of which only the words are known and why they name a place; what is written like a place that the report names elsewhere
/// is that place.
pub fn add_unplaced(
    mut findings: Vec<PlaceFinding>,
    names: Vec<(String, Vec<PlaceMention>, Why)>,
) -> Vec<PlaceFinding> {
    for (name, mentions, why) in names {
        let same = |finding: &&mut PlaceFinding| finding.key.is_some() && fold(&finding.name) == fold(&name);
        match findings.iter_mut().find(same) {
            Some(finding) => {
                finding.mentions.extend(mentions);
                finding.mentions.sort_by_key(|mention| mention.tokens.start);
            }
            None => findings.push(PlaceFinding { mentions, why, ..unplaced(name, PlaceKind::default()) }),
        }
    }
    in_order(findings)
}

/// Sorts by first mention; those without one come last. Anchors keep pointing at the same finding.
fn in_order(findings: Vec<PlaceFinding>) -> Vec<PlaceFinding> {
    let mut order: Vec<usize> = (0..findings.len()).collect();
    order.sort_by_key(|&at| (findings[at].mentions.first().map_or(usize::MAX, |mention| mention.tokens.start), at));
    let mut places = vec![0; order.len()];
    for (now, &before) in order.iter().enumerate() {
        places[before] = now;
    }
    let mut numbered: Vec<(usize, PlaceFinding)> = findings.into_iter().enumerate().collect();
    numbered.sort_by_key(|(before, _)| places[*before]);
    let moved = |mut finding: PlaceFinding| {
        if let Some(relation) = &mut finding.relation {
            relation.anchor = places[relation.anchor];
        }
        finding
    };
    numbered.into_iter().map(|(_, finding)| moved(finding)).collect()
}

/// What a careful reader would be told: the places that were not found.
pub fn notes(findings: &[PlaceFinding], reading: &Reading) -> Vec<Note> {
    let lost = findings.iter().filter(|finding| finding.latitude.is_none() && !finding.mentions.is_empty());
    let note = |finding: &PlaceFinding| Note {
        kind: "place-not-found".to_owned(),
        message: format!("no place called {} was found that fits the report", finding.name),
        spans: finding.mentions.iter().map(|mention| reading.span(mention.tokens.clone())).collect(),
    };
    lost.map(note).collect()
}
