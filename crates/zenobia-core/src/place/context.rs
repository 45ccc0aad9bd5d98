//! What the names of a report say to one another.

use std::collections::BTreeMap;

use compact_str::CompactString;

use super::border::Borders;
use super::bordering::{Bordering, NEAR_BORDER_KM};
use super::geometry::{destination, distance_km};
use super::name::fold;
use super::page::Page;
use super::relative::Told;
use super::resolve::{Referent, WITNESSES, anchor_point, referent_of};
use super::within::{Within, lies_in};
use super::{Candidate, Gazetteer, NameMatch, PlaceKind};

/// Countries that the report implies by adjectives, and `told` from outside of the place stage: half a mention each, two at most.
pub(super) fn implied_countries(page: &Page, told: &[CompactString]) -> BTreeMap<String, f64> {
    let mut implied = BTreeMap::new();
    for country in page.words.iter().filter_map(|word| page.data.adjectives.get(word)).chain(told) {
        let weight = implied.entry(country.to_string()).or_insert(0.0_f64);
        *weight = (*weight + 0.5).min(2.0);
    }
    implied
}

/// A distance that a name must have from a point.
pub(super) struct Constraint {
    from: (f64, f64),
    distance_km: f64,
    at_most: bool,
    bearing: Option<f64>,
}

impl Constraint {
    /// How far off a point is, in kilometers.
    pub fn error(&self, point: (f64, f64)) -> f64 {
        match self.bearing {
            Some(bearing) => distance_km(destination(self.from, self.distance_km, bearing), point),
            None if self.at_most => (distance_km(self.from, point) - self.distance_km).max(0.0),
            None => (distance_km(self.from, point) - self.distance_km).abs(),
        }
    }

    /// Roads are longer than lines, and the compass has eight points.
    pub fn tolerance(&self) -> f64 {
        8.0 + 0.45 * self.distance_km
    }
}

/// Weight of lying at a border that the text tells a place by.
const AT_BORDER: f64 = 1.2;

/// Votes for a unit that are too few to say much.
const FEW: f64 = 1.0;

/// Country and folded name of a first-level unit.
type Unit<'a> = (&'a str, String);
/// Weight that each referent gives to something, and the sum.
#[derive(Clone, Debug, Default)]
struct Votes {
    by: BTreeMap<usize, f64>,
    sum: f64,
}

impl Votes {
    fn add(&mut self, by: usize, weight: f64) {
        let own = self.by.entry(by).or_insert(0.0);
        let more = (weight - *own).max(0.0);
        *own += more;
        self.sum += more;
    }

    /// The sum without one referent's own part.
    fn without(&self, by: usize) -> f64 {
        self.sum - self.by.get(&by).copied().unwrap_or_default()
    }
}

/// What the choices made so far say to each name.
pub(super) struct Context<'a> {
    /// Weight of each country, by the referent that gives it.
    pub countries: BTreeMap<&'a str, BTreeMap<Option<usize>, f64>>,
    /// The points of the referents, once they are chosen.
    points: Vec<Option<(f64, f64)>>,
    /// Before that, what all their candidates say for each cell of one degree.
    cells: BTreeMap<(i32, i32), Votes>,
    /// Weight of each first-level unit.
    shares: BTreeMap<Unit<'a>, Votes>,
    /// Units named in the report, by referent.
    units: Vec<Option<Unit<'a>>>,
    /// What the text sets around a referent, and inside of it.
    around: BTreeMap<usize, Vec<(&'a [Candidate], bool)>>,
    inside: BTreeMap<usize, Vec<&'a [Candidate]>>,
    pub constraints: BTreeMap<usize, Vec<Constraint>>,
    /// Borders that a referent is told by.
    bordering: BTreeMap<usize, Vec<&'a Bordering>>,
    borders: Option<&'a Borders>,
}

/// What the text says of its places beside their names.
pub(super) struct Said<'a> {
    /// Weights of countries that it implies.
    pub implied: &'a BTreeMap<String, f64>,
    pub told: &'a [Told],
    pub within: &'a [Within],
    pub bordering: &'a [Bordering],
    pub borders: Option<&'a Borders>,
}

impl<'a> Context<'a> {
    pub fn new(referents: &'a [Referent], said: &Said<'a>, gazetteer: &dyn Gazetteer, chosen: bool) -> Context<'a> {
        let mut context = Context {
            countries: countries(referents, said.implied, chosen),
            bordering: BTreeMap::new(),
            borders: said.borders,
            points: Vec::new(),
            cells: BTreeMap::new(),
            shares: BTreeMap::new(),
            units: Vec::new(),
            around: BTreeMap::new(),
            inside: BTreeMap::new(),
            constraints: BTreeMap::new(),
        };
        for (at, referent) in referents.iter().enumerate() {
            let best = referent.candidates.first().filter(|_| chosen && referent.accepted);
            let located = best.filter(|best| !matches!(best.kind, PlaceKind::Country | PlaceKind::Continent));
            context.points.push(located.map(Candidate::point));
            context.units.push(best.filter(|best| best.kind == PlaceKind::Region).and_then(unit));
            if at < WITNESSES {
                context.weigh(at, referent, chosen);
            }
        }
        context.set_within(referents, said.within, chosen);
        for bordering in said.bordering {
            let named = bordering.named.and_then(|named| referent_of(named, referents));
            context.bordering.entry(named.unwrap_or(usize::MAX)).or_default().push(bordering);
        }
        if chosen {
            context.set_constraints(referents, said.told, gazetteer);
        }
        context
    }

    /// What a name says for the units and the cells: at first all its candidates, by how likely each is, later the chosen one.
    fn weigh(&mut self, at: usize, referent: &'a Referent, chosen: bool) {
        let candidates = match referent.candidates.first() {
            Some(first) if chosen => {
                if referent.accepted {
                    std::slice::from_ref(first)
                } else {
                    &[]
                }
            }
            _ => &referent.candidates[..],
        };
        let total: f64 = candidates.iter().map(likely).sum();
        let voting = |candidate: &&Candidate| candidate.kind != PlaceKind::Country && likely(candidate) > 0.0;
        for candidate in candidates.iter().filter(voting) {
            let weight = (likely(candidate) / total).sqrt();
            if let Some(unit) = unit(candidate) {
                self.shares.entry(unit).or_default().add(at, weight);
            }
            if !chosen && candidate.kind != PlaceKind::Continent {
                self.cells.entry(cell(candidate.point())).or_default().add(at, weight);
            }
        }
    }

    fn set_within(&mut self, referents: &'a [Referent], within: &[Within], chosen: bool) {
        let candidates = |referent: &'a Referent| match referent.candidates.first() {
            Some(first) if chosen && referent.accepted => std::slice::from_ref(first),
            _ => &referent.candidates[..],
        };
        for within in within.iter().filter(|within| !within.near) {
            let pair = referent_of(within.inner, referents).zip(referent_of(within.outer, referents));
            let Some((inner, outer)) = pair.filter(|(inner, outer)| inner != outer) else { continue };
            let holders = candidates(&referents[outer]);
            if holders.iter().any(|outer| outer.kind.is_extended()) {
                self.around.entry(inner).or_default().push((holders, within.sure));
                self.inside.entry(outer).or_default().push(&referents[inner].candidates);
            }
        }
    }

    fn set_constraints(&mut self, referents: &[Referent], told: &[Told], gazetteer: &dyn Gazetteer) {
        for told in told {
            let (Some(named), Some(from)) = (told.named, anchor_point(&told.anchor, referents, gazetteer)) else {
                continue;
            };
            let Some(referent) = referent_of(named, referents) else { continue };
            let bearing = told.bearing.filter(|_| !told.at_most);
            let constraint = Constraint { from, distance_km: told.distance_km, at_most: told.at_most, bearing };
            self.constraints.entry(referent).or_default().push(constraint);
        }
    }

    /// The share of a country, from 0 to 1, without what one referent itself adds.
    pub fn share(&self, country: Option<&str>, without: usize) -> f64 {
        let weight = |weights: &BTreeMap<Option<usize>, f64>| {
            weights.iter().filter(|(from, _)| **from != Some(without)).map(|(_, weight)| weight).sum::<f64>()
        };
        let most = self.countries.values().map(weight).fold(1.0, f64::max);
        country.and_then(|country| self.countries.get(country)).map_or(0.0, |weights| weight(weights) / most)
    }

    /// The share of the unit that a place lies in, from 0 to 1, without what one referent itself adds.
    pub fn unit_share(&self, candidate: &Candidate, without: usize) -> f64 {
        let most = self.shares.values().map(|votes| votes.without(without)).fold(0.0, f64::max);
        let votes = unit(candidate).and_then(|unit| self.shares.get(&unit));
        votes.map_or(0.0, |votes| votes.without(without) / (most + FEW))
    }

    /// How near other places lie: each of the three nearest counts 1 at no distance; before any is chosen, what lies in the cells around.
    pub fn closeness(&self, candidate: &Candidate, at: usize, reach_km: f64) -> f64 {
        if !self.cells.is_empty() {
            let (north, east) = cell(candidate.point());
            let around = (-1..=1).flat_map(|up| (-1..=1).map(move |right| (north + up, east + right)));
            return around.filter_map(|cell| Some(self.cells.get(&cell)?.without(at))).sum();
        }
        let others = self.points.iter().enumerate().take(WITNESSES).filter(|&(other, _)| other != at);
        let mut distances: Vec<f64> =
            others.filter_map(|(_, point)| Some(distance_km((*point)?, candidate.point()))).collect();
        distances.sort_by(f64::total_cmp);
        distances.iter().take(3).map(|distance| (-distance / reach_km).exp()).sum()
    }

    /// What the borders that a name is told by say for a candidate.
    pub fn at_border(&self, at: usize, candidate: &Candidate) -> f64 {
        let fits = |bordering: &&Bordering| {
            let (distance, _) = self.borders?.nearest(candidate.point(), &bordering.country)?;
            let most = bordering.distance_km.map_or(NEAR_BORDER_KM, |told| 1.5 * told + 15.0);
            Some(if distance <= most { AT_BORDER } else { 0.0 })
        };
        self.bordering.get(&at).into_iter().flatten().filter_map(fits).sum()
    }

    /// Whether the report names the unit that a place lies in.
    pub fn is_in_named_unit(&self, candidate: &Candidate, at: usize) -> bool {
        let Some(own) = unit(candidate) else { return false };
        let units = self.units.iter().enumerate().take(WITNESSES).filter(|&(other, _)| other != at);
        units.filter_map(|(_, unit)| unit.as_ref()).any(|unit| *unit == own)
    }

    /// Whether a candidate lies in what the text sets around it, or around what the text sets in it; `None` when the text says nothing.
    pub fn fit(&self, at: usize, candidate: &Candidate) -> Option<bool> {
        let around = self.around.get(&at).into_iter().flatten();
        let in_some = around.clone().any(|(outer, _)| outer.iter().any(|outer| lies_in(candidate, outer)));
        let inside = self.inside.get(&at).into_iter().flatten();
        let inside: Vec<_> = inside.filter(|_| candidate.kind.is_extended()).collect();
        let holds_some = inside.iter().any(|inner| inner.iter().any(|inner| lies_in(inner, candidate)));
        let said = around.count() + inside.len() > 0;
        said.then_some(in_some || holds_some)
    }

    /// Whether the text sets a name in another country than the candidate's.
    pub fn contradicts(&self, at: usize, candidate: &Candidate) -> bool {
        let Some(around) = self.around.get(&at) else { return false };
        let elsewhere = |outer: &[Candidate]| {
            outer.iter().all(|outer| {
                let unit = matches!(outer.kind, PlaceKind::Country | PlaceKind::Region | PlaceKind::District);
                unit && outer.country.is_some() && outer.country != candidate.country
            })
        };
        candidate.kind.is_settlement()
            && around.iter().any(|(outer, sure)| *sure && !outer.is_empty() && elsewhere(outer))
    }
}

fn unit(candidate: &Candidate) -> Option<Unit<'_>> {
    Some((candidate.country.as_deref()?, fold(candidate.admin1.as_ref()?)))
}

/// How likely a name means a place, by how it led there; a name that only sounds the same says nothing for others.
fn likely(candidate: &Candidate) -> f64 {
    match candidate.by {
        NameMatch::Curated | NameMatch::Main => 1.0,
        NameMatch::Alternate | NameMatch::Variant => 0.25,
        NameMatch::Sound => 0.0,
    }
}

fn cell(point: (f64, f64)) -> (i32, i32) {
    (point.0.floor() as i32, point.1.floor() as i32)
}

fn countries<'a>(
    referents: &'a [Referent],
    implied: &'a BTreeMap<String, f64>,
    chosen: bool,
) -> BTreeMap<&'a str, BTreeMap<Option<usize>, f64>> {
    let mut countries: BTreeMap<&str, BTreeMap<Option<usize>, f64>> = BTreeMap::new();
    for (country, &weight) in implied {
        countries.entry(country).or_default().insert(None, weight);
    }
    for (at, referent) in referents.iter().enumerate().take(WITNESSES) {
        for (country, weight) in votes(referent, chosen) {
            *countries.entry(country).or_default().entry(Some(at)).or_insert(0.0) += weight;
        }
    }
    countries
}

/// The countries a name speaks for: at first all candidates by their prior, later the chosen one.
fn votes(referent: &Referent, chosen: bool) -> Vec<(&str, f64)> {
    let Some(best) = referent.candidates.first() else { return Vec::new() };
    if chosen || best.kind == PlaceKind::Country {
        let times = if best.kind == PlaceKind::Country { (referent.spots.len() as f64).min(3.0) } else { 1.0 };
        return best
            .country
            .as_deref()
            .filter(|_| (referent.accepted || !chosen) && likely(best) > 0.0)
            .map(|country| (country, times))
            .into_iter()
            .collect();
    }
    let weight = |candidate: &Candidate| {
        10f64.powf(0.8 * ((candidate.population + 10) as f64).log10() / 2.0) * 2.0 * likely(candidate)
    };
    let total = referent.candidates.iter().map(weight).sum::<f64>().max(f64::MIN_POSITIVE);
    referent
        .candidates
        .iter()
        .filter_map(|candidate| Some((candidate.country.as_deref()?, weight(candidate) / total)))
        .collect()
}
