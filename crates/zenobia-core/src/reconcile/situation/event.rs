//! What happened, and the claims that tell it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::toll::TollRange;
use crate::record::{ActorKind, Factuality, SourceKind};

/// A claim, by its report.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct ClaimRef {
    /// Id of the report.
    pub report: String,
    /// Id of the claim in its record.
    pub claim: String,
}

/// One claim as it bears on an event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Telling {
    /// Id of the report.
    pub report: String,
    /// Id of the claim in its record.
    pub claim: String,
    /// The word that names the happening.
    pub words: String,
    /// First code point of those words in the report.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// How surely.
    pub factuality: Factuality,
    /// Who says so, innermost first; empty when the report itself does.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub chain: Vec<Voice>,
    /// What it rests on in the end. Claims with the same origin count once.
    pub origin: String,
    /// Day of publication of the report.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub published: Option<String>,
}

/// Somebody who says something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Voice {
    /// Narrator, somebody named, or somebody unnamed.
    pub kind: SourceKind,
    /// Key in the knowledge base.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub key: Option<String>,
    /// Name; `null` for unnamed ones.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub name: Option<String>,
}

/// Somebody who takes part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Party {
    /// Key in the knowledge base; `null` for somebody whom only reports know.
    pub key: Option<String>,
    /// Name.
    pub name: String,
    /// What kind of actor it is.
    pub kind: ActorKind,
    /// In how many claims.
    pub claims: u32,
    /// Whether no claim says it, and it follows from others.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub inferred: bool,
}

/// A place of an event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Where {
    /// Key in the gazetteer; `null` when it was not found.
    pub key: Option<String>,
    /// Name.
    pub name: String,
    /// City, village, region, country …
    pub kind: String,
    /// Degrees north, WGS 84.
    pub latitude: Option<f64>,
    /// Degrees east, WGS 84.
    pub longitude: Option<f64>,
    /// Radius of the area that is meant, in kilometers.
    pub radius_km: Option<f64>,
    /// ISO 3166 alpha-2 code of the country.
    pub country: Option<String>,
    /// First-level administrative unit.
    pub admin1: Option<String>,
    /// In how many claims.
    pub claims: u32,
}

/// A building or object of an event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Thing {
    /// Key in the knowledge base.
    pub key: Option<String>,
    /// Name.
    pub name: String,
    /// Temple, museum, bridge …
    pub kind: String,
}

/// When an event was.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Span {
    /// First day, ISO 8601.
    pub first: String,
    /// Last day.
    pub last: String,
    /// Whether the claims tell it, rather than only the days of publication.
    pub told: bool,
    /// UCDP date_prec: 1 the day, 2 within six days, 3 the week, 4 the month, 5 more.
    pub precision: u8,
}

/// Whether something is one happening or many told as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Extent {
    /// One happening.
    Event,
    /// An offensive, a strike campaign, the count of a period; others may be part of it.
    Campaign,
}

/// How far an event can be believed, as Airwars grades reports of harm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Grade {
    /// Somebody against whose interest it is says so.
    Confirmed,
    /// Two or more independent origins.
    Fair,
    /// One origin.
    Weak,
    /// Origins name different doers.
    Contested,
    /// More origins deny it than tell it.
    Discounted,
}

/// Something that happened, with all claims that tell it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Event {
    /// Made from its first claim: the same as long as that is.
    pub id: String,
    /// Event type of the ontology.
    pub event: String,
    /// Modes, told most often first.
    pub modes: Vec<String>,
    /// Contexts, such as `heritage`.
    pub contexts: Vec<String>,
    /// One happening or many.
    pub extent: Extent,
    /// Id of the campaign that it is part of.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub part_of: Option<String>,
    /// When; `null` when not even a day of publication is known.
    pub time: Option<Span>,
    /// Where, the most exact first.
    pub places: Vec<Where>,
    /// To what.
    pub sites: Vec<Thing>,
    /// Who did it.
    pub actors: Vec<Party>,
    /// To whom.
    pub recipients: Vec<Party>,
    /// How many.
    pub tolls: Vec<TollRange>,
    /// The claims that it happened.
    pub claims: Vec<Telling>,
    /// Announcements, denials and suppositions of it.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub attached: Vec<Attached>,
    /// Origins of the claims that it happened, each once.
    pub origins: Vec<String>,
    /// How far it can be believed.
    pub grade: Grade,
    /// Why: the rule, and the claims or origins it used.
    pub graded_by: Reason,
    /// UCDP event_clarity: 1 told so that it can be told from others, 2 told in sum or without a day or place.
    pub clarity: u8,
}

/// The rule that decided something, and what it used.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Reason {
    /// Name of the rule, such as `two-origins`.
    pub rule: String,
    /// Origins or names that it used.
    pub with: Vec<String>,
}

/// What became of something announced, denied or supposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Announced, and an event of that kind followed.
    Fulfilled,
    /// Somebody says that it did not happen.
    Denied,
    /// Announced or supposed; nothing tells that it happened.
    Open,
}

/// A claim that is not one of a happening, at the event it is about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Attached {
    /// What became of it.
    pub state: State,
    /// The claim.
    #[serde(flatten)]
    pub telling: Telling,
}

/// Something announced, denied or supposed that no event is known of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Open {
    /// Event type of the ontology.
    pub event: String,
    /// Modes.
    pub modes: Vec<String>,
    /// Denied or open.
    pub state: State,
    /// The day it is expected, or the days of the reports.
    pub time: Option<Span>,
    /// Where.
    pub places: Vec<Where>,
    /// To what.
    pub sites: Vec<Thing>,
    /// Who is to do it.
    pub actors: Vec<Party>,
    /// To whom.
    pub recipients: Vec<Party>,
    /// The claims.
    pub claims: Vec<Telling>,
}
