//! What the names of a report say to one another.

use std::collections::BTreeMap;

use super::geometry::{destination, distance_km};
use super::name::fold;
use super::page::Page;
use super::relative::Told;
use super::resolve::{Referent, WITNESSES, anchor_point, referent_of};
use super::{Candidate, Gazetteer, NameMatch, PlaceKind};

/// Countries that the report implies by adjectives: half a mention each, two at most.
pub(super) fn implied_countries(page: &Page) -> BTreeMap<String, f64> {
    let mut implied = BTreeMap::new();
    for word in &page.words {
        if let Some(country) = page.data.adjectives.get(word) {
            let weight = implied.entry(country.to_string()).or_insert(0.0_f64);
            *weight = (*weight + 0.5).min(2.0);
        }
    }
    implied
}

/// A distance that a name must have from a point.
pub(super) struct Constraint {
    from: (f64, f64),
    distance_km: f64,
    bearing: Option<f64>,
}

impl Constraint {
    /// How far off a point is, in kilometers.
    pub fn error(&self, point: (f64, f64)) -> f64 {
        match self.bearing {
            Some(bearing) => distance_km(destination(self.from, self.distance_km, bearing), point),
            None => (distance_km(self.from, point) - self.distance_km).abs(),
        }
    }

    /// Roads are longer than lines, and the compass has eight points.
    pub fn tolerance(&self) -> f64 {
        8.0 + 0.45 * self.distance_km
    }
}

/// What the choices made so far say to each name.
pub(super) struct Context<'a> {
    /// Weight of each country, by the referent that gives it.
    pub countries: BTreeMap<&'a str, BTreeMap<Option<usize>, f64>>,
    /// The points of the referents.
    pub points: Vec<Option<(f64, f64)>>,
    /// Units named in the report: country and folded name, by referent.
    pub units: Vec<Option<(&'a str, String)>>,
    pub constraints: BTreeMap<usize, Vec<Constraint>>,
}

impl<'a> Context<'a> {
    pub fn new(
        referents: &'a [Referent],
        implied: &'a BTreeMap<String, f64>,
        told: &[Told],
        gazetteer: &dyn Gazetteer,
        chosen: bool,
    ) -> Context<'a> {
        let mut countries: BTreeMap<&str, BTreeMap<Option<usize>, f64>> = BTreeMap::new();
        for (country, &weight) in implied {
            countries.entry(country).or_default().insert(None, weight);
        }
        for (at, referent) in referents.iter().enumerate().take(WITNESSES) {
            for (country, weight) in votes(referent, chosen) {
                *countries.entry(country).or_default().entry(Some(at)).or_insert(0.0) += weight;
            }
        }
        let best = |referent: &'a Referent| referent.candidates.first().filter(|_| chosen && referent.accepted);
        let located =
            |candidate: &&Candidate| candidate.kind != PlaceKind::Country && candidate.kind != PlaceKind::Continent;
        let points = referents.iter().map(|referent| best(referent).filter(located).map(Candidate::point)).collect();
        let unit = |referent| {
            let unit: &'a Candidate = best(referent).filter(|candidate| candidate.kind == PlaceKind::Region)?;
            Some((unit.country.as_deref()?, fold(unit.admin1.as_ref()?)))
        };
        let units = referents.iter().map(unit).collect();
        let mut constraints: BTreeMap<usize, Vec<Constraint>> = BTreeMap::new();
        for told in told.iter().filter(|_| chosen) {
            let (Some(named), Some(from)) = (told.named, anchor_point(&told.anchor, referents, gazetteer)) else {
                continue;
            };
            let Some(referent) = referent_of(named, referents) else { continue };
            let constraint = Constraint { from, distance_km: told.distance_km, bearing: told.bearing };
            constraints.entry(referent).or_default().push(constraint);
        }
        Context { countries, points, units, constraints }
    }

    /// The share of a country, from 0 to 1, without what one referent itself adds.
    pub fn share(&self, country: Option<&str>, without: usize) -> f64 {
        let weight = |weights: &BTreeMap<Option<usize>, f64>| {
            weights.iter().filter(|(from, _)| **from != Some(without)).map(|(_, weight)| weight).sum::<f64>()
        };
        let most = self.countries.values().map(weight).fold(1.0, f64::max);
        country.and_then(|country| self.countries.get(country)).map_or(0.0, |weights| weight(weights) / most)
    }
}

/// The countries a name speaks for: at first all candidates by their prior, later the chosen one.
fn votes(referent: &Referent, chosen: bool) -> Vec<(&str, f64)> {
    let Some(best) = referent.candidates.first() else { return Vec::new() };
    if chosen || best.kind == PlaceKind::Country {
        let times = if best.kind == PlaceKind::Country { (referent.spots.len() as f64).min(3.0) } else { 1.0 };
        return best
            .country
            .as_deref()
            .filter(|_| referent.accepted || !chosen)
            .map(|country| (country, times))
            .into_iter()
            .collect();
    }
    let weight = |candidate: &Candidate| {
        10f64.powf(0.8 * ((candidate.population + 10) as f64).log10() / 2.0)
            * if candidate.by <= NameMatch::Main { 2.0 } else { 0.5 }
    };
    let total: f64 = referent.candidates.iter().map(weight).sum();
    referent
        .candidates
        .iter()
        .filter_map(|candidate| Some((candidate.country.as_deref()?, weight(candidate) / total)))
        .collect()
}
