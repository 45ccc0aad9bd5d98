//! Administrative units, from the populated places that lie in them.

use std::collections::BTreeMap;

use compact_str::{CompactString, format_compact};
use zenobia_core::place::geometry::distance_km;
use zenobia_core::place::{KnownPlace, PlaceKind, name::fold};

use super::knowledge::Knowledge;
use super::source::{City, UnitRow};

/// Names the units of the cities, and makes a place of every unit: at the middle of its populated places.
pub fn derive(cities: &mut [City], rows: &[UnitRow], known: &Knowledge) -> Vec<KnownPlace> {
    let matches = match_rows(cities, rows);
    let names = unit_names(cities, &matches);
    let mut regions: BTreeMap<(CompactString, CompactString), Vec<usize>> = BTreeMap::new();
    let mut districts: BTreeMap<(CompactString, CompactString, CompactString), Vec<usize>> = BTreeMap::new();
    for (at, city) in cities.iter_mut().enumerate() {
        let country = city.place.country.clone().unwrap_or_default();
        let Some(name) = names.get(&(country.clone(), city.unit.clone())) else { continue };
        let name = known.unit_name(&country, name);
        city.place.admin1 = Some(name.clone());
        if let Some(row) = matches.get(&at).filter(|row| !row.district.is_empty()) {
            districts.entry((country.clone(), name.clone(), row.district.as_str().into())).or_default().push(at);
        }
        regions.entry((country, name)).or_default().push(at);
    }
    let mut units = Vec::new();
    for ((country, name), members) in &regions {
        units.push(unit(PlaceKind::Region, country, None, name, &points(cities, members), known));
    }
    for ((country, region, name), members) in &districts {
        let folded = fold(name);
        let bare = known.without_generic(country, name);
        let same = |&at: &usize| [Some(&folded), bare.as_ref()].contains(&Some(&fold(&cities[at].place.name)));
        // A district that is called as its town is found as the town, close enough.
        let hidden = bare.is_none() && members.iter().any(same);
        if !hidden && folded != fold(region) {
            units.push(unit(PlaceKind::District, country, Some(region), name, &points(cities, members), known));
        }
    }
    units
}

fn points(cities: &[City], members: &[usize]) -> Vec<(f64, f64)> {
    members.iter().map(|&at| cities[at].place.at).collect()
}

fn unit(
    kind: PlaceKind,
    country: &str,
    region: Option<&CompactString>,
    name: &CompactString,
    points: &[(f64, f64)],
    known: &Knowledge,
) -> KnownPlace {
    let mean = |part: fn(&(f64, f64)) -> f64| points.iter().map(part).sum::<f64>() / points.len() as f64;
    let middle = (mean(|point| point.0), mean(|point| point.1));
    let spread = points.iter().map(|&point| distance_km(middle, point)).sum::<f64>() / points.len() as f64;
    let least = if kind == PlaceKind::Region { 20.0 } else { 8.0 };
    let slug = match region {
        Some(region) => fold(&format!("{country} {region} {name}")),
        None => fold(&format!("{country} {name}")),
    };
    KnownPlace {
        key: slug.replace(' ', "-").into(),
        name: name.clone(),
        kind,
        at: middle,
        country: Some(country.into()),
        admin1: Some(region.unwrap_or(name).clone()),
        radius: Some((1.5 * spread).clamp(least, 800.0)),
        alternates: known.without_generic(country, name).map(CompactString::from).into_iter().collect(),
        ..KnownPlace::default()
    }
}

/// Pairs each city with the row of the same name within about ten kilometers.
fn match_rows<'a>(cities: &[City], rows: &'a [UnitRow]) -> BTreeMap<usize, &'a UnitRow> {
    let mut by_name: BTreeMap<String, Vec<&UnitRow>> = BTreeMap::new();
    for row in rows {
        by_name.entry(format!("{} {}", row.country, row.name)).or_default().push(row);
    }
    let mut matches = BTreeMap::new();
    for (at, city) in cities.iter().enumerate() {
        let country = city.place.country.as_deref().unwrap_or_default();
        let names = std::iter::once(&city.place.name).chain(&city.place.alternates);
        let near = |row: &&&UnitRow| distance_km(row.at, city.place.at) < 10.0;
        let row = names.filter_map(|name| by_name.get(&format!("{country} {}", fold(name)))).flatten().find(near);
        matches.extend(row.map(|&row| (at, row)));
    }
    matches
}

/// The name of each unit code: the one that most matched places bear.
fn unit_names(
    cities: &[City],
    matches: &BTreeMap<usize, &UnitRow>,
) -> BTreeMap<(CompactString, String), CompactString> {
    let mut votes: BTreeMap<(CompactString, String), BTreeMap<&str, usize>> = BTreeMap::new();
    for (&at, row) in matches {
        let city = &cities[at];
        let key = (city.place.country.clone().unwrap_or_default(), city.unit.clone());
        *votes.entry(key).or_default().entry(&row.unit).or_default() += 1;
    }
    let named = votes.into_iter().filter_map(|(key, names)| {
        let (name, _) = names.into_iter().max_by_key(|&(name, count)| (count, std::cmp::Reverse(name)))?;
        (!name.is_empty()).then(|| (key, format_compact!("{name}")))
    });
    named.collect()
}
