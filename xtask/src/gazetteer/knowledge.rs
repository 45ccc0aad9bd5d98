//! Our own files: countries, areas, exonyms, generic words of unit names.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, bail};
use compact_str::{CompactString, format_compact};
use zenobia_core::pack::decode;
use zenobia_core::place::{KnownPlace, PlaceFile, PlaceKind, geometry::distance_km, name::fold};

use super::source::Country;

/// All files of `knowledge/places`, as one.
pub struct Knowledge {
    pub file: PlaceFile,
}

/// Reads the files in the order of their names.
pub fn read(folder: &Path) -> Result<Knowledge> {
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .with_context(|| format!("reading {}", folder.display()))?
        .collect::<std::io::Result<Vec<_>>>()?
        .into_iter()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    paths.sort();
    let (mut file, mut problems) = (PlaceFile::default(), Vec::new());
    for path in paths {
        let text = std::fs::read_to_string(&path)?;
        file.extend(decode(&path.to_string_lossy(), &text, &mut problems).unwrap_or_default());
    }
    if !problems.is_empty() {
        bail!(problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
    }
    let mut keys: Vec<_> = file.place.iter().map(|place| &place.key).collect();
    keys.sort();
    if let Some(pair) = keys.windows(2).find(|pair| pair[0] == pair[1]) {
        bail!("the key `{}` is used twice: give one of the places another", pair[0]);
    }
    Ok(Knowledge { file })
}

impl Knowledge {
    /// Our places; countries take their GeoNames id and population.
    pub fn places(&self, countries: &BTreeMap<String, Country>) -> Vec<KnownPlace> {
        let mut places = self.file.place.clone();
        for place in &mut places {
            if matches!(place.kind, PlaceKind::Region | PlaceKind::District) {
                let names = std::iter::once(&place.name).chain(&place.names);
                let country = place.country.clone().unwrap_or_default();
                place.alternates =
                    names.filter_map(|name| self.without_generic(&country, name)).map(CompactString::from).collect();
            }
            let country = place.country.as_deref().and_then(|code| countries.get(code));
            if let Some(country) = country.filter(|_| place.kind == PlaceKind::Country) {
                place.key = format_compact!("{}", country.geonameid);
                place.population = country.population;
                // The name under which we list it is one that we have read.
                place.names.push(place.name.clone());
            }
        }
        places
    }

    /// Gives our names to the places of the packages that are the same, and leaves only the others to be added: a
    /// settlement within 15 km, a district within 100 km, or a region within 250 km, of the same country that shares a name.
    pub fn merge(&self, ours: Vec<KnownPlace>, theirs: &mut [KnownPlace]) -> Vec<KnownPlace> {
        let mut by_name: BTreeMap<(CompactString, String), Vec<usize>> = BTreeMap::new();
        for (at, place) in theirs.iter().enumerate() {
            for name in std::iter::once(&place.name).chain(&place.names).chain(&place.alternates) {
                by_name.entry((place.country.clone().unwrap_or_default(), fold(name))).or_default().push(at);
            }
        }
        let mut rest = Vec::new();
        for place in ours {
            let country = place.country.clone().unwrap_or_default();
            let is_unit = matches!(place.kind, PlaceKind::Region | PlaceKind::District);
            let names = std::iter::once(&place.name).chain(&place.names).flat_map(|name| {
                let bare = self.without_generic(&country, name).filter(|_| is_unit);
                [Some(fold(name)), bare].into_iter().flatten()
            });
            let reach = match place.kind {
                kind if kind.is_settlement() => 15.0,
                PlaceKind::District => 100.0,
                _ => 250.0,
            };
            let same = |&at: &usize| {
                let other = &theirs[at];
                let kinds =
                    place.kind.is_settlement() && other.kind.is_settlement() || is_unit && other.kind == place.kind;
                kinds && distance_km(place.at, other.at) < reach
            };
            let found = names.filter_map(|name| by_name.get(&(country.clone(), name))).flatten().copied().filter(same);
            match found.max_by_key(|&at| theirs[at].population) {
                Some(at) => adopt(&mut theirs[at], place),
                None => rest.push(place),
            }
        }
        rest
    }

    /// Gives places their English names and further names: the most populous of that name in the country.
    pub fn rename(
        &self,
        places: &mut [KnownPlace],
        table: &BTreeMap<CompactString, BTreeMap<CompactString, Vec<CompactString>>>,
    ) {
        let mut best: BTreeMap<(CompactString, String), usize> = BTreeMap::new();
        for (at, place) in places.iter().enumerate() {
            let country = place.country.clone().unwrap_or_default();
            let Some(wanted) = table.get(&country) else { continue };
            for (name, others) in wanted.iter().map(|(name, others)| (fold(name), others)) {
                let own = fold(&place.name) == name || others.first() == Some(&place.name);
                let named = own || place.alternates.iter().any(|other| fold(other) == name);
                let weight =
                    |place: &KnownPlace| (place.kind == PlaceKind::District, std::cmp::Reverse(place.population));
                let larger = |&other: &usize| weight(place) < weight(&places[other]);
                if named && best.get(&(country.clone(), name.clone())).is_none_or(larger) {
                    best.insert((country.clone(), name), at);
                }
            }
        }
        for (country, names) in table {
            for (name, others) in names {
                let Some(&at) = best.get(&(country.clone(), fold(name))) else {
                    eprintln!("{country}: no place is called {name}");
                    continue;
                };
                let place = &mut places[at];
                place.names.extend(others.iter().chain([name]).cloned());
                if let Some(english) = others.first() {
                    place.alternates.push(std::mem::replace(&mut place.name, english.clone()));
                }
            }
        }
    }

    /// The English name of a first-level unit.
    pub fn unit_name(&self, country: &str, name: &CompactString) -> CompactString {
        let others =
            self.file.units.get(country).and_then(|names| names.iter().find(|(other, _)| fold(other) == fold(name)));
        others.and_then(|(_, others)| others.first()).unwrap_or(name).clone()
    }

    /// A unit's name without the words that say what sort of unit it is, folded; `None` where they belong to the name.
    pub fn without_generic(&self, country: &str, name: &str) -> Option<String> {
        if self.file.generics.keep.iter().any(|code| code == country) {
            return None;
        }
        let folded = fold(name);
        let mut words: Vec<&str> = folded.split(' ').collect();
        let generics = &self.file.generics.words;
        let is = |word: &&str| generics.iter().any(|generic| generic == *word);
        let before = words.len();
        while words.len() > 1 && words.first().is_some_and(is) {
            words.remove(0);
        }
        while words.len() > 1 && words.last().is_some_and(is) {
            words.pop();
        }
        (words.len() < before).then(|| words.join(" "))
    }
}

/// Gives a place of the packages what ours says of it; its key, population and size stay.
fn adopt(theirs: &mut KnownPlace, ours: KnownPlace) {
    let listed = std::mem::replace(&mut theirs.name, ours.name.clone());
    // The whole name of a unit ("Province du Séno") is as sure as ours.
    if theirs.geonames_id().is_some() { &mut theirs.alternates } else { &mut theirs.names }.push(listed);
    theirs.names.extend(ours.names.into_iter().chain([ours.name]));
    if matches!(ours.kind, PlaceKind::Region | PlaceKind::District) {
        theirs.at = ours.at;
        theirs.radius = ours.radius.or(theirs.radius);
    }
}
