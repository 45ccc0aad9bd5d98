//! Chooses among the places that bear a name, for all names of a report together.

use std::collections::BTreeMap;

use super::context::{Constraint, Context, Said};
use super::look_up::{alike, kind_points, name_points};
use super::name::{fold, likeness};
use super::page::Page;
use super::recognize::Spot;
use super::relative::Anchor;
use super::within::lies_in;
use super::{Candidate, Gazetteer, NameMatch, PlaceKind};

/// Candidates of one name that are looked at, the most populous first.
const MOST: usize = 60;
/// Names that speak for others, the first of the report; so time stays linear in long lists.
pub(super) const WITNESSES: usize = 250;
/// Rounds in which the choices of the other names are taken into account.
const ROUNDS: usize = 3;
/// Inhabitants of a region that the gazetteer does not count.
const OF_REGION: u64 = 1_000_000;
/// Weight of being a country, which outdoes the size of towns.
const COUNTRY_KIND: f64 = 1.2;

/// Weight of the decimal logarithm of the population.
const SIZE: f64 = 0.4;
/// Weight of the country that most of the report is about.
const COUNTRY: f64 = 2.2;
/// Weight of the unit that most of the report is about.
const UNIT: f64 = 1.2;
/// Weight of lying in what the text sets around a name, and of not lying there when another place of the name does.
const INSIDE: f64 = 3.0;
const OUTSIDE: f64 = -2.0;
/// Weight of each of the three nearest other places, at most [`NEAREST`] together; it falls by e over [`REACH_KM`].
const NEAR: f64 = 1.0;
const NEAREST: f64 = 1.6;
const REACH_KM: f64 = 120.0;

/// All mentions of one name.
#[derive(Clone, Debug, Default)]
pub(super) struct Referent {
    /// The name, folded.
    pub name: String,
    /// Numbers of its spots, in order.
    pub spots: Vec<usize>,
    /// What sort of place the text says it is.
    pub kind: Option<PlaceKind>,
    /// Whether the text uses it as a place at least once.
    pub locative: bool,
    /// Whether every mention is also an everyday word.
    pub doubtful: bool,
    /// Whether its name is a word for a direction: "the North-West" is a region only where its country is told of.
    pub direction: bool,
    /// The places that it may be, best first.
    pub candidates: Vec<Candidate>,
    /// Whether the first of them is sure enough.
    pub accepted: bool,
    /// Why the first is the best.
    pub reason: Score,
}

/// What speaks for a candidate.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Score {
    /// Size, kind, and how the name led to it.
    pub prior: f64,
    /// Its country is that of the report.
    pub country: f64,
    /// Other places of the report lie near.
    pub near: f64,
    /// It lies in a unit that the report names or is about.
    pub unit: f64,
    /// It lies in what the text sets around it, or around what the text sets it.
    pub within: f64,
    /// A distance told in the text fits.
    pub told: f64,
}

impl Score {
    /// The context's part.
    pub fn support(&self) -> f64 {
        self.country + self.near + self.unit + self.within + self.told
    }

    fn total(&self) -> f64 {
        self.prior + self.support()
    }
}

/// Groups the spots by name, and chooses.
pub(super) fn resolve(page: &Page, spots: &[Spot], said: &Said, gazetteer: &dyn Gazetteer) -> Vec<Referent> {
    let mut referents = group(page, spots, gazetteer);
    for round in 0..ROUNDS {
        let context = Context::new(&referents, said, gazetteer, round > 0);
        referents = (0..referents.len()).map(|at| reconsider(at, &referents, spots, &context, round == 0)).collect();
    }
    referents
}

fn is_unit(kind: Option<PlaceKind>) -> bool {
    kind.is_some_and(|kind| matches!(kind, PlaceKind::Region | PlaceKind::District))
}

fn is_natural(kind: PlaceKind) -> bool {
    use PlaceKind::{Lake, Mountain, Pass, River, Sea, Strait};
    matches!(kind, River | Lake | Sea | Strait | Mountain | Pass)
}

/// One referent a name; a name with a word for a unit beside it stands apart ("Rutshuru", "Rutshuru territory").
fn group(page: &Page, spots: &[Spot], gazetteer: &dyn Gazetteer) -> Vec<Referent> {
    let mut numbers: BTreeMap<(&str, bool), usize> = BTreeMap::new();
    let mut referents: Vec<Referent> = Vec::new();
    for (at, spot) in spots.iter().enumerate() {
        let number = *numbers.entry((&spot.name, is_unit(spot.lead.kind))).or_insert_with(|| {
            let candidates = candidates(page, spot, gazetteer);
            let direction = page.data.directions.contains_key(spot.name.as_str());
            let name = spot.name.clone();
            referents.push(Referent { candidates, name, direction, doubtful: true, ..Referent::default() });
            referents.len() - 1
        });
        let referent = &mut referents[number];
        referent.spots.push(at);
        referent.kind = referent.kind.or(spot.lead.kind);
        referent.locative |= spot.locative;
        referent.doubtful &= spot.doubtful;
    }
    referents
}

fn candidates(page: &Page, spot: &Spot, gazetteer: &dyn Gazetteer) -> Vec<Candidate> {
    let mut found = gazetteer.candidates(&spot.name);
    if is_unit(spot.lead.kind) && !found.iter().any(|candidate| is_unit(Some(candidate.kind))) {
        found.extend(units(page, spot, gazetteer));
    }
    if found.is_empty() {
        let bare = super::name::without_articles(&spot.name);
        found = bare.map(|bare| gazetteer.candidates(&bare)).unwrap_or_default();
        found.iter_mut().for_each(|candidate| candidate.by = candidate.by.max(NameMatch::Variant));
    }
    if found.is_empty() && spot.lead.kind != Some(PlaceKind::Road) {
        found = gazetteer.alike(&spot.name);
        found.retain(|candidate| alike(&spot.name, candidate) > 0.3);
    }
    if is_unit(spot.lead.kind) && found.iter().any(|candidate| is_unit(Some(candidate.kind))) {
        found.retain(|candidate| !candidate.kind.is_settlement());
    }
    // "The Kish River" is no town called Kish.
    let last = page.data.kinds.get(page.word(spot.tokens.end.saturating_sub(1)));
    let beside = fold(&page.joined(spot.tokens.clone())) != spot.name;
    if beside && spot.known && last.is_some_and(|word| is_natural(word.kind)) {
        found.retain(|candidate| !candidate.kind.is_settlement());
    }
    let weights: Vec<f64> = found.iter().map(|candidate| prior(spot, candidate, has_seat(candidate, &found))).collect();
    let mut ranked: Vec<(f64, Candidate)> = weights.into_iter().zip(found).collect();
    ranked.sort_by(|one, other| other.0.total_cmp(&one.0).then_with(|| one.1.key.cmp(&other.1.key)));
    ranked.truncate(MOST);
    ranked.into_iter().map(|(_, candidate)| candidate).collect()
}

/// The units whose full name is this one and a word for their kind: "Wilkin" of "Grant and Wilkin counties" is Wilkin County.
fn units(page: &Page, spot: &Spot, gazetteer: &dyn Gazetteer) -> Vec<Candidate> {
    let words = page.data.kinds.phrases_that(|word| Some(word.kind) == spot.lead.kind && word.introduces);
    let names = words.into_iter().flat_map(|word| [format!("{} {word}", spot.name), format!("{word} {}", spot.name)]);
    let found = names.flat_map(|name| gazetteer.candidates(&name));
    found.filter(|candidate| is_unit(Some(candidate.kind)) && candidate.by <= NameMatch::Main).collect()
}

/// What speaks for a candidate before anything else of the report is known.
fn prior(spot: &Spot, candidate: &Candidate, has_seat: bool) -> f64 {
    let size = SIZE * (inhabitants(candidate, has_seat) as f64).log10();
    let name = name_points(&spot.name, candidate);
    let kind = if candidate.kind == PlaceKind::Country { COUNTRY_KIND } else { kind_points(candidate) };
    let said = match spot.lead.kind {
        None if candidate.kind == PlaceKind::District && candidate.by != NameMatch::Main => -0.8,
        None => 0.0,
        Some(said) if agree(said, candidate.kind) => 1.2,
        Some(_) => -1.2,
    };
    size + name + kind + said + if candidate.capital { 1.2 } else { 0.0 }
}

/// Inhabitants, taken from what is usual where the gazetteer does not tell. A region whose seat bears the same name is rarer than the seat.
fn inhabitants(candidate: &Candidate, has_seat: bool) -> u64 {
    let usual = if candidate.kind == PlaceKind::Region && !has_seat { OF_REGION } else { 10 };
    candidate.population.saturating_add(10).max(usual)
}

/// Whether a settlement of the same name lies in a region.
fn has_seat(region: &Candidate, candidates: &[Candidate]) -> bool {
    let seat = |other: &Candidate| other.kind.is_settlement() && other.by <= NameMatch::Main && lies_in(other, region);
    region.kind == PlaceKind::Region && candidates.iter().any(seat)
}

/// Whether a word for a sort of place can mean a place of another sort.
fn agree(said: PlaceKind, kind: PlaceKind) -> bool {
    let wide = |kind: PlaceKind| matches!(kind, PlaceKind::Region | PlaceKind::District | PlaceKind::Area);
    said == kind || (said.is_settlement() && kind.is_settlement()) || (wide(said) && wide(kind))
}

/// Where a distance is counted from.
pub(super) fn anchor_point(anchor: &Anchor, referents: &[Referent], gazetteer: &dyn Gazetteer) -> Option<(f64, f64)> {
    match anchor {
        Anchor::Capital(country) => gazetteer.capital(country).map(|capital| capital.point()),
        Anchor::Spot(spot) => {
            let referent = referents.get(referent_of(*spot, referents)?)?;
            referent.candidates.first().filter(|_| referent.accepted).map(Candidate::point)
        }
    }
}

/// The number of the referent that a spot belongs to.
pub(super) fn referent_of(spot: usize, referents: &[Referent]) -> Option<usize> {
    referents.iter().position(|referent| referent.spots.binary_search(&spot).is_ok())
}

/// A name in the light of the others: its candidates, best first, what speaks for the first, and whether that is enough.
/// In the first round all names take part, so that they can support one another.
fn reconsider(at: usize, referents: &[Referent], spots: &[Spot], context: &Context, first: bool) -> Referent {
    let referent = &referents[at];
    let Some(spot) = referent.spots.first().and_then(|&spot| spots.get(spot)) else { return referent.clone() };
    let said = Spot { lead: super::role::Lead { kind: referent.kind, ..spot.lead }, ..spot.clone() };
    let score = |candidate: &Candidate| Score {
        prior: prior(&said, candidate, has_seat(candidate, &referent.candidates)),
        ..support(at, candidate, context)
    };
    let mut ranked: Vec<(Score, &Candidate)> =
        referent.candidates.iter().map(|candidate| (score(candidate), candidate)).collect();
    ranked.sort_by(|one, other| other.0.total().total_cmp(&one.0.total()).then_with(|| one.1.key.cmp(&other.1.key)));
    let reason = ranked.first().map(|first| first.0).unwrap_or_default();
    let candidates = ranked.into_iter().map(|(_, candidate)| candidate.clone()).collect();
    let changed = Referent { candidates, reason, ..referent.clone() };
    let accepted = first || accept(at, &changed, referents, context);
    Referent { accepted, ..changed }
}

fn support(at: usize, candidate: &Candidate, context: &Context) -> Score {
    let is_country = candidate.kind == PlaceKind::Country;
    let country = COUNTRY * context.share(candidate.country.as_deref(), at);
    let near = if is_country { 0.0 } else { (NEAR * context.closeness(candidate, at, REACH_KM)).min(NEAREST) };
    let named = if candidate.kind.is_settlement() && context.is_in_named_unit(candidate, at) { 1.0 } else { 0.0 };
    let unit = if is_country { 0.0 } else { named + UNIT * context.unit_share(candidate, at) };
    let fits = |constraint: &Constraint| {
        let (error, tolerance) = (constraint.error(candidate.point()), constraint.tolerance());
        if error <= tolerance { 3.0 * (1.0 - error / tolerance / 2.0) } else { -2.5 }
    };
    let told = context.constraints.get(&at).map_or(0.0, |constraints| constraints.iter().map(fits).sum::<f64>())
        + context.at_border(at, candidate);
    let within = match context.fit(at, candidate) {
        Some(true) => INSIDE,
        Some(false) => OUTSIDE,
        None => 0.0,
    };
    Score { prior: 0.0, country, near, unit, within, told }
}

/// Whether the first candidate is sure enough: a false pin is worse than none.
fn accept(at: usize, referent: &Referent, referents: &[Referent], context: &Context) -> bool {
    let Some(best) = referent.candidates.first() else { return false };
    let score = &referent.reason;
    if score.told < 0.0 || context.contradicts(at, best) {
        return false;
    }
    let alone = !referents.iter().enumerate().any(|(other, referent)| other != at && referent.accepted)
        && context.countries.len() <= 1;
    let support = score.support();
    if referent.direction && score.country < 0.5 {
        return false;
    }
    if referent.doubtful && score.near + score.unit + score.within + score.told < 1.0 {
        return false;
    }
    match best.by {
        NameMatch::Curated => true,
        NameMatch::Sound => referent.locative && score.country >= 0.8 && (score.near >= 0.3 || score.told > 0.0),
        NameMatch::Alternate | NameMatch::Variant if best.population < 100_000 && support < 1.0 => false,
        NameMatch::Alternate if likeness(&fold(&best.name), &referent.name) < 0.35 && !best.capital => support >= 1.2,
        NameMatch::Variant => support >= 1.0 || best.population >= 100_000,
        _ if best.population >= 100_000 || best.capital => true,
        _ if matches!(best.kind, PlaceKind::Country | PlaceKind::Region) => true,
        _ if !referent.locative && best.population >= 15_000 => support >= 1.2,
        _ if !referent.locative => score.near + score.unit + score.within + score.told >= 0.5,
        _ if best.population >= 15_000 => true,
        _ => support >= 1.0 || alone || (referent.candidates.len() == 1 && support >= 0.3),
    }
}
