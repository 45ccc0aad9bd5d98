//! Where: names of places in the text, and the places of the world that they mean.
//!
//! A [`Gazetteer`] says which places bear a name; [`find()`] finds the names in a report and chooses among the candidates
//! for all of them together.

mod anaphor;
mod beside;
mod border;
mod bordering;
pub mod compact;
mod context;
pub mod data;
mod find;
pub mod geometry;
mod inside;
mod known;
mod layers;
mod look_up;
mod memory;
pub mod name;
mod page;
mod people;
mod placing;
mod recognize;
mod relative;
mod resolve;
mod role;
mod spelling;
mod unknown;
mod within;

use compact_str::CompactString;

pub use anaphor::{DescribedPlace, described};
pub use border::Borders;
pub use compact::CompactGazetteer;
pub use data::{Beside, PlaceData};
pub use find::{Hints, MentionRole, PlaceFinding, PlaceMention, PlaceRelation, add_unplaced, find, notes};
pub use known::{KnownPlace, PlaceFile, parse as parse_known};
pub use layers::Layers;
pub use look_up::{Standing, look_up};
pub use memory::MemoryGazetteer;
pub use spelling::{Letters, Spelling, Spellings};

/// What sort of place something is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum PlaceKind {
    Continent,
    Country,
    /// First-level administrative unit.
    Region,
    /// Second-level administrative unit.
    District,
    /// Populated place of 100,000 or more.
    City,
    /// Populated place of 10,000 or more.
    Town,
    #[default]
    Village,
    Neighborhood,
    Camp,
    /// A region without fixed borders or across them: Sahel, Donbas.
    Area,
    Sea,
    Lake,
    River,
    Strait,
    Island,
    Desert,
    Mountain,
    Pass,
    Dam,
    Road,
    Airport,
    Base,
    Crossing,
    Port,
}

impl PlaceKind {
    /// All kinds, in the order of their codes.
    pub const ALL: [PlaceKind; 24] = {
        use PlaceKind::*;
        [
            Continent,
            Country,
            Region,
            District,
            City,
            Town,
            Village,
            Neighborhood,
            Camp,
            Area,
            Sea,
            Lake,
            River,
            Strait,
            Island,
            Desert,
            Mountain,
            Pass,
            Dam,
            Road,
            Airport,
            Base,
            Crossing,
            Port,
        ]
    };

    /// The word of the record: `city`, `country`, `mountain` …
    pub fn word(self) -> &'static str {
        const WORDS: [&str; 24] = [
            "continent",
            "country",
            "region",
            "district",
            "city",
            "town",
            "village",
            "neighborhood",
            "camp",
            "area",
            "sea",
            "lake",
            "river",
            "strait",
            "island",
            "desert",
            "mountain",
            "pass",
            "dam",
            "road",
            "airport",
            "base",
            "crossing",
            "port",
        ];
        WORDS[self as usize]
    }

    /// Reads the word of a kind.
    pub fn from_word(word: &str) -> Option<PlaceKind> {
        PlaceKind::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Whether people live there, as in a town or village.
    pub fn is_settlement(self) -> bool {
        use PlaceKind::*;
        matches!(self, City | Town | Village | Neighborhood | Camp)
    }

    /// Whether it has an extent that a point only stands for.
    pub fn is_extended(self) -> bool {
        use PlaceKind::*;
        matches!(self, Continent | Country | Region | District | Area | Sea | Lake | River | Desert)
    }

    /// Radius in kilometers of the area that such a place covers when nothing better is known.
    pub fn usual_radius_km(self) -> f64 {
        use PlaceKind::*;
        match self {
            Continent => 2500.0,
            Country => 400.0,
            Sea | Desert | River => 250.0,
            Area => 150.0,
            Region => 100.0,
            District | Lake | Mountain | Island => 30.0,
            City => 10.0,
            Town | Strait | Road => 5.0,
            _ => 2.0,
        }
    }
}

/// How a name led to a place, surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameMatch {
    /// A name written by hand into a knowledge file.
    Curated,
    /// The name under which the gazetteer lists it.
    Main,
    /// Another name of the gazetteer.
    Alternate,
    /// A name but for its article.
    Variant,
    /// A name that sounds the same.
    Sound,
}

impl NameMatch {
    /// All ways, the surest first.
    pub const ALL: [NameMatch; 5] =
        [NameMatch::Curated, NameMatch::Main, NameMatch::Alternate, NameMatch::Variant, NameMatch::Sound];
}

/// A place that a name may mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// `geonames:ID`, `zenobia:slug`, or the key that whoever added it gave (`user:slug`, `whosonfirst:ID`).
    pub key: CompactString,
    /// English display name.
    pub name: CompactString,
    /// What sort of place it is.
    pub kind: PlaceKind,
    /// Degrees north, WGS 84.
    pub latitude: f64,
    /// Degrees east, WGS 84.
    pub longitude: f64,
    /// Inhabitants, to within a thousandth; 0 when unknown.
    pub population: u64,
    /// ISO 3166 alpha-2 code.
    pub country: Option<CompactString>,
    /// Name of the first-level administrative unit.
    pub admin1: Option<CompactString>,
    /// Radius of the area it covers, in kilometers.
    pub radius_km: f64,
    /// Whether it is the capital of its country.
    pub capital: bool,
    /// How the name led to it.
    pub by: NameMatch,
}

impl Candidate {
    /// Degrees north and east.
    pub fn point(&self) -> (f64, f64) {
        (self.latitude, self.longitude)
    }
}

/// Who knows which places bear a name.
pub trait Gazetteer {
    /// The places that bear a name, given as [`name::fold`] makes it, article or no article; in the order of the file.
    fn candidates(&self, folded_name: &str) -> Vec<Candidate>;

    /// The places whose name sounds like it.
    fn alike(&self, folded_name: &str) -> Vec<Candidate>;

    /// Whether any place bears the name.
    fn knows(&self, folded_name: &str) -> bool;

    /// A country, by its ISO 3166 alpha-2 code.
    fn country(&self, code: &str) -> Option<Candidate>;

    /// The capital of a country, by its ISO 3166 alpha-2 code.
    fn capital(&self, code: &str) -> Option<Candidate>;

    /// The place of a GeoNames id.
    fn by_geonames_id(&self, id: u32) -> Option<Candidate>;

    /// The longest names that a text holds, from left to right, as ranges of bytes: they begin at a word with a capital letter,
    /// end at the end of a word, and do not overlap. Which of them are places, the words around them decide.
    fn names_in(&self, text: &str) -> Vec<std::ops::Range<usize>>;
}

/// Drops the second and later ways by which a name led to the same place; the surest way of each stays.
fn keep_surest(mut found: Vec<Candidate>) -> Vec<Candidate> {
    found.sort_by_key(|candidate| candidate.by);
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|candidate| seen.insert(candidate.key.clone()));
    found
}

#[cfg(test)]
mod tests;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test")]
mod tests_beside;
