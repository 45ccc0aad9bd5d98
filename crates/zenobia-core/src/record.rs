//! What comes out of a report: the public contract `zenobia.record/1`.
//!
//! Offsets count Unicode code points of the text as given; `end` is exclusive. The JSON Schema under `docs/` is generated
//! from this file.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::span::Span;
use crate::why::Why;

/// Name and version of the record format.
pub const FORMAT: &str = "zenobia.record/1";

/// All that was read from one report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Record {
    /// Always `zenobia.record/1`.
    pub format: String,
    /// The report itself.
    pub report: Report,
    /// Damage that was mended before reading.
    pub repairs: Vec<Repair>,
    /// Sentences, in order.
    pub sentences: Vec<Span>,
    /// Who is named.
    pub actors: Vec<Actor>,
    /// Buildings, monuments, installations and objects that something was done to.
    pub sites: Vec<Site>,
    /// Named places.
    pub places: Vec<Place>,
    /// Dates, times, durations and sets.
    pub times: Vec<Time>,
    /// Numbers of people and things.
    pub quantities: Vec<Quantity>,
    /// Who did what to whom, where, when, how many, according to whom, and how surely.
    pub claims: Vec<Claim>,
    /// What a careful reader would be told about the text or the reading.
    pub notes: Vec<Note>,
}

impl Record {
    /// A record that says nothing of its report yet.
    pub fn new(report: Report) -> Record {
        Record {
            format: FORMAT.to_owned(),
            report,
            repairs: Vec::new(),
            sentences: Vec::new(),
            actors: Vec::new(),
            sites: Vec::new(),
            places: Vec::new(),
            times: Vec::new(),
            quantities: Vec::new(),
            claims: Vec::new(),
            notes: Vec::new(),
        }
    }
}

/// SHA-256 of a text, UTF-8, in hexadecimal: what ties a record to its text.
///
/// ```
/// assert!(zenobia_core::record::sha256("").starts_with("e3b0c44298fc1c14"));
/// ```
pub fn sha256(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The report that was read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Report {
    /// Name of the report in its collection.
    pub id: String,
    /// ISO 639-1 code of the language it was read in.
    pub language: String,
    /// Its headline, when it came apart from the text.
    pub title: Option<String>,
    /// Day of publication, ISO 8601.
    pub published: Option<String>,
    /// Where the day of publication comes from; `null` when it is unknown.
    pub published_from: Option<PublishedFrom>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// SHA-256 of the text as given, UTF-8, in hexadecimal.
    pub sha256: String,
    /// Length of the text in code points.
    pub length: u32,
    /// The text itself, when it was asked for (`--with-text`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// Where a day of publication comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PublishedFrom {
    /// It was given with the report.
    Given,
    /// The dateline says it.
    Dateline,
}

/// A stretch of the text that was mended before it was read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Repair {
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// The words as given.
    pub text: String,
    /// The words as read.
    pub repaired: String,
    /// Why.
    pub why: String,
}

/// Words of the text that refer to something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Mention {
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// The words.
    pub text: String,
}

impl Mention {
    /// The stretch of the original.
    pub fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

/// What kind of actor somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ActorKind {
    /// A state, its government, ministries and authorities.
    State,
    /// Armed forces, police and services of a state or of states.
    StateForce,
    /// A non-state armed group.
    ArmedGroup,
    /// An armed group beside or below a state.
    Militia,
    /// Any other organisation.
    Organisation,
    /// A news medium or agency.
    Media,
    /// A single person.
    Person,
    /// Civilians and groups of people.
    Population,
}

impl ActorKind {
    /// Whether it is armed: forces of a state, an armed group, a militia.
    pub fn fights(self) -> bool {
        matches!(self, ActorKind::StateForce | ActorKind::ArmedGroup | ActorKind::Militia)
    }
}

/// Somebody who is named in the report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Actor {
    /// `a1`, `a2` …
    pub id: String,
    /// Key in the knowledge base; `null` for an actor made from the text.
    pub key: Option<String>,
    /// Canonical English name, or the fullest wording of the text.
    pub name: String,
    /// What kind of actor it is.
    pub kind: ActorKind,
    /// ISO 3166 alpha-2 code of its country.
    pub country: Option<String>,
    /// Codes in other systems: `wikidata`, `cameo`, `acled`, `ucdp`.
    pub codes: BTreeMap<String, String>,
    /// Every wording that refers to it.
    pub mentions: Vec<Mention>,
    /// Why it is there.
    pub why: Why,
}

/// A building, monument, installation or object.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Site {
    /// `s1`, `s2` …
    pub id: String,
    /// Key in the knowledge base; `null` for a site made from the text.
    pub key: Option<String>,
    /// Canonical English name, or the fullest wording of the text.
    pub name: String,
    /// Temple, museum, mosque, bridge, airport …
    pub kind: String,
    /// Degrees north, WGS 84.
    pub latitude: Option<f64>,
    /// Degrees east, WGS 84.
    pub longitude: Option<f64>,
    /// Every wording that refers to it.
    pub mentions: Vec<Mention>,
    /// Why it is there.
    pub why: Why,
}

/// How exactly a place is known, in the codes of two data projects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Precision {
    /// ACLED geo-precision: 1 the place, 2 near it or a small region, 3 a larger region.
    pub acled: u8,
    /// UCDP where_prec: 1 the place, 2 near it, 3 admin 2, 4 admin 1, 5 between, 6 country, 7 beyond.
    pub ucdp: u8,
}

/// A named place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// `p1`, `p2` …
    pub id: String,
    /// Key in the gazetteer, such as `geonames:163808`; `null` when it was not found.
    pub key: Option<String>,
    /// Its English name in the gazetteer, or the wording of the text.
    pub name: String,
    /// City, village, region, country, river …
    pub kind: String,
    /// Degrees north, WGS 84; `null` when it was not found.
    pub latitude: Option<f64>,
    /// Degrees east, WGS 84.
    pub longitude: Option<f64>,
    /// Radius of the area that is meant, in kilometers.
    pub radius_km: Option<f64>,
    /// ISO 3166 alpha-2 code of the country.
    pub country: Option<String>,
    /// Name of the first-level administrative unit.
    pub admin1: Option<String>,
    /// How exactly it is known.
    pub precision: Option<Precision>,
    /// For a place told by its relation to another: the wording and the place it is anchored on.
    pub relation: Option<Relation>,
    /// Keys of other candidates, best first.
    pub others: Vec<String>,
    /// Every wording that refers to it.
    pub mentions: Vec<Mention>,
    /// Why it was chosen.
    pub why: Why,
}

/// Where a place lies, told from another place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Relation {
    /// Id of the place it is told from.
    pub anchor: String,
    /// Distance in kilometers, when it is told.
    pub distance_km: Option<f64>,
    /// Bearing in degrees, clockwise from north, when it is told.
    pub bearing: Option<f64>,
}

/// TIMEX3 types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TimeKind {
    /// A day, month, year, season …
    Date,
    /// A time of day, or part of a day.
    Time,
    /// How long.
    Duration,
    /// How often.
    Set,
}

/// A time expression.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Time {
    /// `t1`, `t2` …
    pub id: String,
    /// TIMEX3 type.
    pub kind: TimeKind,
    /// TIMEX3 value; unknown parts are `X`.
    pub value: String,
    /// First day it may mean, ISO 8601, when that is known.
    pub first: Option<String>,
    /// Last day it may mean.
    pub last: Option<String>,
    /// What it was resolved from: `published`, `dateline`, the id of another time, or `null` when it stands alone.
    pub anchor: Option<String>,
    /// Its words.
    pub mention: Mention,
    /// The rule that read it.
    pub why: Why,
}

/// A number of people or things.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Quantity {
    /// `q1`, `q2` …
    pub id: String,
    /// Smallest number that is meant; `null` for no lower bound.
    pub least: Option<u64>,
    /// Largest number that is meant; `null` for "or more".
    pub most: Option<u64>,
    /// Whether the text says that it is not exact.
    pub approximate: bool,
    /// `person`, or the thing in the English singular.
    pub unit: String,
    /// Its words.
    pub mention: Mention,
    /// The rule that read it.
    pub why: Why,
}

/// Something that the report says has happened, is happening, or is to happen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Claim {
    /// `c1`, `c2` …
    pub id: String,
    /// Event type of the ontology, such as `ASSAULT`.
    pub event: String,
    /// Modes of the type, most certain first.
    pub mode: Vec<String>,
    /// Contexts, such as `military`, `heritage`.
    pub context: Vec<String>,
    /// The word or phrase that names the happening.
    pub trigger: Mention,
    /// Number of its sentence, from 0.
    pub sentence: u32,
    /// Who and what takes part, where and when.
    pub roles: Roles,
    /// Numbers of people and things that something was done to.
    pub tolls: Vec<Toll>,
    /// Who says so, innermost first.
    pub source: Vec<Source>,
    /// How surely.
    pub factuality: Factuality,
    /// How much to trust the reading, from 0 to 1; not calibrated yet.
    pub confidence: f64,
    /// The frame and tree paths that made it.
    pub why: Why,
}

/// Who and what takes part in a claim: ids of actors, sites, places and times.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Roles {
    /// Who did it.
    pub actor: Vec<String>,
    /// To whom.
    pub recipient: Vec<String>,
    /// To what building, monument or object.
    pub site: Vec<String>,
    /// Where.
    pub place: Vec<String>,
    /// When.
    pub time: Vec<String>,
    /// With what: words of the text.
    pub means: Vec<Mention>,
}

/// A count that belongs to a claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Toll {
    /// Id of the quantity.
    pub quantity: String,
    /// What was done: `killed`, `wounded`, `displaced`, `destroyed` …
    pub effect: String,
    /// Id of the actor or site that they belong to.
    pub of: Option<String>,
    /// Whether it is a total so far rather than of this happening alone.
    pub cumulative: bool,
}

/// Who says so.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// Narrator, somebody named, or somebody unnamed.
    pub kind: SourceKind,
    /// Id of the actor, for `actor`.
    pub actor: Option<String>,
    /// The words that attribute: "selon", "said".
    pub cue: Option<Mention>,
    /// Whether the claim stands in a quotation.
    pub quoted: bool,
}

/// Kinds of source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// The report in its own voice.
    Narrator,
    /// Somebody who is named.
    Actor,
    /// "Witnesses", "sources".
    Unnamed,
}

/// How surely something is said to have happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Factuality {
    /// It has happened or is happening, as the text tells it.
    Asserted,
    /// "reportedly", "aurait", attempts.
    Hedged,
    /// Announced, intended, aimed at, future.
    Planned,
    /// Under a condition.
    Hypothetical,
    /// It did not happen.
    Negated,
}

/// Something that a careful reader would be told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Note {
    /// Kind of note, such as `contradictory-time`, `place-not-found`.
    pub kind: String,
    /// What it says, in English.
    pub message: String,
    /// The words it is about.
    pub spans: Vec<Span>,
}
