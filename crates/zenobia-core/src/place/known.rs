//! A place as a knowledge file or a builder says it.

use std::collections::BTreeMap;

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

use super::spelling::Spelling;
use super::{NameMatch, PlaceKind};
use crate::pack::{Files, decode};
use crate::problem::Problem;

/// A place of `knowledge/places/*.toml` (`[[place]]`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownPlace {
    /// `zenobia:slug` is made from it: unique, lower case, hyphens. A number is a GeoNames id.
    pub key: CompactString,
    /// English name.
    pub name: CompactString,
    /// What sort of place it is.
    pub kind: PlaceKind,
    /// Degrees north and degrees east, WGS 84.
    pub at: (f64, f64),
    /// ISO 3166 alpha-2 code of its country.
    #[serde(default)]
    pub country: Option<CompactString>,
    /// Name of its first-level administrative unit.
    #[serde(default)]
    pub admin1: Option<CompactString>,
    /// Radius of the area it covers, in kilometers.
    #[serde(default)]
    pub radius: Option<f64>,
    /// Inhabitants.
    #[serde(default)]
    pub population: u64,
    /// Whether it is the capital of its country.
    #[serde(default)]
    pub capital: bool,
    /// Other names, of any language.
    #[serde(default)]
    pub names: Vec<CompactString>,
    /// Names that a gazetteer carries along but no editor has read.
    #[serde(skip)]
    pub alternates: Vec<CompactString>,
}

/// One knowledge file on places.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceFile {
    /// Its places.
    #[serde(default)]
    pub place: Vec<KnownPlace>,
    /// Country code, name in GeoNames, English name and further names of populated places.
    #[serde(default)]
    pub exonyms: Renames,
    /// The same for first-level administrative units.
    #[serde(default)]
    pub units: Renames,
    /// Words of unit names.
    #[serde(default)]
    pub generics: Generics,
    /// How names of other scripts are spelled.
    #[serde(default)]
    pub spelling: Vec<Spelling>,
}

/// Country code to the name of a place there, to its English name and further names.
pub type Renames = BTreeMap<CompactString, BTreeMap<CompactString, Vec<CompactString>>>;

/// Words that say what sort of unit something is, and are left out in running text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Generics {
    /// Folded words: province, oblast, du.
    #[serde(default)]
    pub words: Vec<CompactString>,
    /// Codes of countries where they belong to the name.
    #[serde(default)]
    pub keep: Vec<CompactString>,
}

impl PlaceFile {
    /// Adds what another file says.
    pub fn extend(&mut self, other: PlaceFile) {
        self.place.extend(other.place);
        self.spelling.extend(other.spelling);
        for (ours, theirs) in [(&mut self.exonyms, other.exonyms), (&mut self.units, other.units)] {
            for (country, names) in theirs {
                ours.entry(country).or_default().extend(names);
            }
        }
        self.generics.words.extend(other.generics.words);
        self.generics.keep.extend(other.generics.keep);
    }
}

impl KnownPlace {
    /// Key of the record: `geonames:ID`, `zenobia:slug`, or as it stands where it names its source (`user:slug`).
    pub fn full_key(&self) -> CompactString {
        match self.geonames_id() {
            Some(id) => compact_str::format_compact!("geonames:{id}"),
            None => KnownPlace::full(&self.key),
        }
    }

    pub(super) fn full(key: &CompactString) -> CompactString {
        if key.contains(':') { key.clone() } else { compact_str::format_compact!("zenobia:{key}") }
    }

    /// Its GeoNames id, if that is its key.
    pub fn geonames_id(&self) -> Option<u32> {
        self.key.bytes().all(|byte| byte.is_ascii_digit()).then(|| self.key.parse().ok()).flatten()
    }

    /// All its names, each with how sure it is.
    pub(super) fn all_names(&self) -> impl Iterator<Item = (&str, NameMatch)> {
        let ours = self.geonames_id().is_none() && !self.key.contains(':');
        let own = if ours { NameMatch::Curated } else { NameMatch::Main };
        let names = self.names.iter().map(|name| (name.as_str(), NameMatch::Curated));
        let others = self.alternates.iter().map(|name| (name.as_str(), NameMatch::Alternate));
        std::iter::once((self.name.as_str(), own)).chain(names).chain(others)
    }
}

/// Reads the places of a pack's files below `folder`; faults are collected.
pub fn parse(files: &Files, folder: &str, problems: &mut Vec<Problem>) -> Vec<KnownPlace> {
    let mut places = Vec::new();
    for (path, text) in files.below(folder).filter(|(path, _)| path.ends_with(".toml")) {
        places.extend(decode::<PlaceFile>(path, text, problems).unwrap_or_default().place);
    }
    places
}
