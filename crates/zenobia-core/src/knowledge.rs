//! What is known beforehand: actors, sites and places, as their files say it.

use compact_str::CompactString;
use litemap::LiteMap;
use serde::{Deserialize, Serialize};

use crate::record::ActorKind;

/// Names in several languages: ISO 639-1 code to names, the usual one first. There are tens of thousands of such small maps.
pub type Names = LiteMap<CompactString, Vec<CompactString>>;

/// An actor of `knowledge/actors/*.toml` (`[[actor]]`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownActor {
    /// Unique, lower case, hyphens: `islamic-state`, `syria`, `bashar-al-assad`.
    pub key: CompactString,
    /// Canonical English name.
    pub name: CompactString,
    /// What kind of actor it is.
    pub kind: ActorKind,
    /// ISO 3166 alpha-2 code of its country.
    #[serde(default)]
    pub country: Option<CompactString>,
    /// Further countries it acts in; they help to choose among actors of one name.
    #[serde(default)]
    pub countries: Vec<CompactString>,
    /// Full names, matched without regard to case or accents when they begin with a capital in the text.
    #[serde(default)]
    pub names: Names,
    /// Names that are safe only when the report is about one of its countries, or names the actor in full as well.
    #[serde(default)]
    pub short: Names,
    /// Acronyms and initials of any language, matched letter for letter.
    #[serde(default)]
    pub acronyms: Vec<CompactString>,
    /// Adjectives that imply it, all forms, lower case: syrien, syrienne, syriens, syriennes; Syrian.
    #[serde(default)]
    pub adjectives: Names,
    /// Words for its people, all forms: Syriens, Syrienne; Syrians.
    #[serde(default)]
    pub demonyms: Names,
    /// Names of the capital, which stands for the government when it acts.
    #[serde(default)]
    pub capital: Names,
    /// When it began to exist, `YYYY` or a full date.
    #[serde(default)]
    pub from: Option<CompactString>,
    /// When it ended.
    #[serde(default)]
    pub to: Option<CompactString>,
    /// Keys of the actors it is part of.
    #[serde(default)]
    pub parents: Vec<CompactString>,
    /// Keys of its allies.
    #[serde(default)]
    pub allies: Vec<CompactString>,
    /// Keys of its rivals.
    #[serde(default)]
    pub rivals: Vec<CompactString>,
    /// Codes in other systems: wikidata, cameo, acled, ucdp, iso3.
    #[serde(default)]
    pub codes: LiteMap<CompactString, CompactString>,
    /// Offices of a person.
    #[serde(default)]
    pub offices: Vec<Office>,
}

/// An office that a person held for a time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// Titles, lower case: president, président, chef de l'Etat.
    pub title: Names,
    /// Key of the actor it is an office of.
    pub of: CompactString,
    /// First day or year.
    #[serde(default)]
    pub from: Option<CompactString>,
    /// Last day or year.
    #[serde(default)]
    pub to: Option<CompactString>,
    /// What other systems call whoever holds it: cameo, wikidata.
    #[serde(default)]
    pub codes: LiteMap<CompactString, CompactString>,
}

/// A site of `knowledge/sites/*.toml` (`[[site]]`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownSite {
    /// Unique, lower case, hyphens.
    pub key: CompactString,
    /// Canonical English name.
    pub name: CompactString,
    /// Temple, mosque, museum, citadel, tomb, arch, archaeological-site, bridge, dam, airport …
    pub kind: CompactString,
    /// ISO 3166 alpha-2 code of its country.
    pub country: CompactString,
    /// English name of the town it stands in or near.
    #[serde(default)]
    pub place: Option<CompactString>,
    /// Degrees north, WGS 84.
    pub latitude: f64,
    /// Degrees east, WGS 84.
    pub longitude: f64,
    /// Names, matched without regard to case or accents.
    #[serde(default)]
    pub names: Names,
    /// Names that are safe only when the report names its town or country: "Bel", "la citadelle".
    #[serde(default)]
    pub short: Names,
    /// World Heritage id.
    #[serde(default)]
    pub world_heritage: Option<u32>,
}
