//! Findings as rows: a claim or an event with everything that a table, a map or an export needs of it, and nothing to look up.
//!
//! A record and a situation refer from part to part by id. A [`Row`] holds the parts themselves, so that a store can keep it, a
//! query can answer with it, and every format is written from the same thing: one query gives the same rows and ids in each.

mod claim;
mod event;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use claim::{claim_ids, of_record};
pub use event::of_event;

use crate::reconcile::situation::{Extent, Grade, Side, Span as Days, Voice};
use crate::record::{ActorKind, Factuality, Precision};
use crate::span::Span;

/// Name and version of the format.
pub const FORMAT: &str = "zenobia.row/1";

/// Whether a row is one claim of one report, or an event that claims of any number of reports tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RowKind {
    /// One claim of one report.
    Claim,
    /// What claims tell together.
    Event,
}

/// What a person has decided about a finding of the machine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Review {
    /// Nobody has looked at it.
    #[default]
    Unreviewed,
    /// It is right as it stands.
    Accepted,
    /// It is right as a person has corrected it.
    Corrected,
    /// It is wrong.
    Rejected,
    /// Somebody has looked at it and could not tell.
    Unsure,
}

/// A claim or an event, whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Row {
    /// Of a claim `c` and sixteen hexadecimal digits made from the text, its words there and its event type, so that it survives another
    /// reading of the same text; of an event its own id.
    pub id: String,
    /// Claim or event.
    pub of: RowKind,
    /// Event type of the ontology, such as `ASSAULT`.
    pub event: String,
    /// Modes of the type, most certain or most often told first.
    pub mode: Vec<String>,
    /// Contexts, such as `heritage`.
    pub context: Vec<String>,
    /// How surely; an event is asserted.
    pub factuality: Factuality,
    /// How much to trust the reading, from 0 to 1; `null` for an event.
    pub confidence: Option<f64>,
    /// How far an event can be believed; `null` for a claim.
    pub grade: Option<Grade>,
    /// One happening or many; `null` for a claim.
    pub extent: Option<Extent>,
    /// Id of the campaign that an event is part of.
    pub part_of: Option<String>,
    /// UCDP event_clarity of an event.
    pub clarity: Option<u8>,
    /// What a person has decided about it.
    pub review: Review,
    /// When; `null` when nothing tells it. A claim without a told time has the days of its report, and `told` is false.
    pub time: Option<Days>,
    /// Who did it.
    pub actors: Vec<Somebody>,
    /// To whom.
    pub recipients: Vec<Somebody>,
    /// To what building, monument or object.
    pub sites: Vec<Building>,
    /// Where, the most exact first.
    pub places: Vec<Spot>,
    /// With what, in the words of the reports.
    pub means: Vec<String>,
    /// How many.
    pub tolls: Vec<Number>,
    /// The words that it rests on: one quote for a claim, all of them for an event.
    pub quotes: Vec<Quote>,
    /// What an event rests on in the end, each once; empty for a claim.
    pub origins: Vec<String>,
}

/// An actor of a row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Somebody {
    /// Key in the knowledge base; `null` for somebody whom only reports know.
    pub key: Option<String>,
    /// Canonical English name, or the wording of a report.
    pub name: String,
    /// What kind of actor it is.
    pub kind: ActorKind,
    /// ISO 3166 alpha-2 code of its country.
    pub country: Option<String>,
    /// Codes in other systems: `wikidata`, `cameo`, `acled`, `ucdp`.
    pub codes: BTreeMap<String, String>,
    /// Whether no claim says it, and it follows from others.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub inferred: bool,
}

/// A building, monument or object of a row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Building {
    /// Key in the knowledge base.
    pub key: Option<String>,
    /// Name.
    pub name: String,
    /// Temple, museum, bridge …
    pub kind: String,
    /// Degrees north, WGS 84.
    pub latitude: Option<f64>,
    /// Degrees east, WGS 84.
    pub longitude: Option<f64>,
}

/// A place of a row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Spot {
    /// Key in the gazetteer; `null` when it was not found.
    pub key: Option<String>,
    /// Name.
    pub name: String,
    /// City, village, region, country …
    pub kind: String,
    /// Degrees north, WGS 84; `null` when it was not found.
    pub latitude: Option<f64>,
    /// Degrees east, WGS 84.
    pub longitude: Option<f64>,
    /// Radius of the area that is meant, in kilometers.
    pub radius_km: Option<f64>,
    /// ISO 3166 alpha-2 code of the country.
    pub country: Option<String>,
    /// First-level administrative unit.
    pub admin1: Option<String>,
    /// How exactly it is known.
    pub precision: Option<Precision>,
}

/// How many, of one effect and one side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Number {
    /// What was done to them: `killed`, `wounded` …
    pub effect: String,
    /// `person`, or the thing.
    pub unit: String,
    /// Whose they are as UCDP counts them; `null` for a claim.
    pub side: Option<Side>,
    /// Name of those they belong to, where claims say it.
    pub of: Option<String>,
    /// The lowest that stands; `null` for no lower bound.
    pub low: Option<u64>,
    /// The number to use when one is needed.
    pub best: Option<u64>,
    /// The highest that stands; `null` for "or more".
    pub high: Option<u64>,
    /// Whether the text says that it is not exact.
    pub approximate: bool,
    /// A total so far rather than of this happening alone.
    pub cumulative: bool,
}

/// Words of a report that say it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Quote {
    /// The report.
    pub report: Source,
    /// Id of the claim in its record, `c1`.
    pub claim: String,
    /// Id of the claim as a row.
    pub row: String,
    /// The words that name the happening.
    pub words: String,
    /// Where they stand in the report, in code points.
    pub span: Span,
    /// Where their sentence stands.
    pub sentence: Option<Span>,
    /// The sentence, when the text is known.
    pub text: Option<String>,
    /// How surely this report says so.
    pub factuality: Factuality,
    /// Who says so, innermost first; empty when the report itself does.
    pub chain: Vec<Voice>,
}

/// A report that is quoted.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// Id of the report.
    pub id: String,
    /// ISO 639-1 code of its language.
    pub language: String,
    /// Its headline.
    pub title: Option<String>,
    /// Day of publication, ISO 8601.
    pub published: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// SHA-256 of its text.
    pub sha256: String,
}

impl Row {
    /// The most exact place that has coordinates.
    pub fn point(&self) -> Option<&Spot> {
        self.places.iter().find(|place| place.latitude.is_some() && place.longitude.is_some())
    }
}
