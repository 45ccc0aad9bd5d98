//! What comes out of many reports: the public contract `zenobia.situation/1`.
//!
//! Everything here is derived from claims and names them: a claim is told by the id of its report and its own id there.
//! The JSON Schema under `docs/` is generated from this file.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::record::{ActorKind, Factuality, SourceKind};

/// Name and version of the format.
pub const FORMAT: &str = "zenobia.situation/1";

/// What happened, how surely, and who holds what, as far as some reports tell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Situation {
    /// Always `zenobia.situation/1`.
    pub format: String,
    /// Only reports published up to this day were used, ISO 8601; `null` for all of them.
    pub known_at: Option<String>,
    /// The reports, ordered by id.
    pub reports: Vec<Origin>,
    /// What happened, ordered by time.
    pub events: Vec<Event>,
    /// What is announced, denied or supposed, and belongs to no event.
    pub open: Vec<Open>,
    /// Who held which place, ordered by name.
    pub control: Vec<Control>,
    /// Agreements and their state.
    pub agreements: Vec<Agreement>,
    /// What the sources do not agree on.
    pub contradictions: Vec<Contradiction>,
    /// Who holds what on one day, when a day was asked for.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub as_of: Option<AsOf>,
}

/// Who holds what on a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AsOf {
    /// The day, ISO 8601.
    pub day: String,
    /// Places, ordered by name.
    pub places: Vec<Held>,
}

/// A place on a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Held {
    /// The place.
    pub place: Where,
    /// A part of it.
    pub part: Option<Thing>,
    /// Who holds it, and since when; `null` when that is not known.
    pub interval: Option<Interval>,
    /// Ids of fighting and sieges there on that day.
    pub fighting: Vec<String>,
    /// Plans to take it that were known of on that day or are known of without a day.
    pub objectives: Vec<Objective>,
}

/// A report, and which other reports carry the same text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Origin {
    /// Id of the report.
    pub report: String,
    /// ISO 639-1 code of its language.
    pub language: String,
    /// Day of publication.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub published: Option<String>,
    /// Who published it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub publisher: Option<String>,
    /// The report whose text this is nearly, when it is another: the one published first.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub copy_of: Option<String>,
}

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

/// Whose dead, as UCDP counts them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Those of side A: the state, or who did it.
    DeathsA,
    /// Those of the other side.
    DeathsB,
    /// Civilians.
    Civilians,
    /// Nobody says whose, or all together.
    Unknown,
}

/// What is known of one number of an event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TollRange {
    /// What was done to them.
    pub effect: String,
    /// `person`, or the thing.
    pub unit: String,
    /// Whose they are.
    pub side: Side,
    /// Name of those they belong to, where claims say it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub of: Option<String>,
    /// The number to use when one is needed.
    pub best: u64,
    /// The lowest that stands.
    pub low: u64,
    /// The highest that stands; `null` when somebody says "or more" beyond it.
    pub high: Option<u64>,
    /// The rule that chose `best`: `only`, `most-origins`, `latest`, `lowest`.
    pub rule: String,
    /// All counts, in the order of the days they are of.
    pub counts: Vec<Count>,
}

/// One number that somebody tells.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Count {
    /// Id of the report.
    pub report: String,
    /// Id of the claim.
    pub claim: String,
    /// Its words.
    pub words: String,
    /// Smallest number meant.
    pub least: Option<u64>,
    /// Largest number meant; `null` for "or more".
    pub most: Option<u64>,
    /// Whether the text says that it is not exact.
    pub approximate: bool,
    /// A total so far rather than of this happening alone.
    pub cumulative: bool,
    /// Part of a larger number that the same report gives.
    pub partial: bool,
    /// The day it is of.
    pub as_of: Option<String>,
    /// What it rests on.
    pub origin: String,
    /// Whether those who lost them say it, or their enemy.
    pub said_by: SaidBy,
    /// Whether a later count has taken its place.
    pub revised: bool,
}

/// Who tells a loss.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SaidBy {
    /// Those whose loss it is: conceded.
    Own,
    /// Those who are said to have caused it, or their side: alleged.
    Enemy,
    /// Somebody else, or the report.
    Other,
}

/// Who held a place, over time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Control {
    /// The place.
    pub place: Where,
    /// A part of the place, such as its airport; `null` for the place itself.
    pub part: Option<Thing>,
    /// From first to last, without gaps but where nobody is known.
    pub intervals: Vec<Interval>,
    /// Ids of fighting and sieges there.
    pub fighting: Vec<Pressure>,
    /// Plans to take it that nothing tells the success of.
    pub objectives: Vec<Objective>,
}

/// A time in which one side held a place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Interval {
    /// Who held it; `null` when that is not known.
    pub holder: Option<Party>,
    /// First day; `null` when it began before what is known.
    pub from: Option<String>,
    /// Whether it began on this day at the latest, rather than on it.
    pub from_at_latest: bool,
    /// Day on which another took it; `null` while nothing is known of that.
    pub to: Option<String>,
    /// Event by which it began.
    pub taken_by: Option<String>,
    /// Event by which it ended.
    pub lost_by: Option<String>,
    /// Claims that say that somebody held it.
    pub claims: Vec<ClaimRef>,
    /// Others who are said to have held it in that time, with the events that say so.
    pub disputed_by: Vec<Dispute>,
}

/// Another who is said to hold a place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Dispute {
    /// Who.
    pub holder: Party,
    /// The event that says so.
    pub event: String,
    /// The day it is of.
    pub on: Option<String>,
}

/// Fighting or a siege.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Pressure {
    /// Event.
    pub event: String,
    /// First day.
    pub first: String,
    /// Last day.
    pub last: String,
    /// Whether it is a siege.
    pub siege: bool,
}

/// A plan to take a place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Objective {
    /// Who means to take it.
    pub by: Option<Party>,
    /// Day of the first report that says so.
    pub since: Option<String>,
    /// The claims.
    pub claims: Vec<ClaimRef>,
}

/// What became of an agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AgreementState {
    /// Only announced.
    Announced,
    /// Reached.
    Reached,
    /// In force.
    InForce,
    /// A party has attacked another since.
    Broken,
    /// A party refuses it or has left it.
    Ended,
    /// Said not to exist.
    Denied,
}

/// An agreement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Agreement {
    /// Event by which it was reached; `null` while it is only announced.
    pub event: Option<String>,
    /// Between whom.
    pub parties: Vec<Party>,
    /// Where.
    pub places: Vec<Where>,
    /// Since when.
    pub since: Option<String>,
    /// What became of it, as the last of `steps` says.
    pub state: AgreementState,
    /// What happened to it, in order of time.
    pub steps: Vec<Step>,
}

/// What happened to an agreement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Step {
    /// State from then on.
    pub state: AgreementState,
    /// Day.
    pub on: Option<String>,
    /// The event, when one made the step.
    pub event: Option<String>,
    /// The claims, when there is no event.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub claims: Vec<ClaimRef>,
}

/// What sources disagree on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Disagreement {
    /// Numbers that exclude each other.
    Toll,
    /// Days that exclude each other.
    Time,
    /// Different doers.
    Actor,
    /// It happened, it did not.
    Happened,
    /// Taken, and still fought for or held by others.
    Control,
    /// A report contradicts itself about a time.
    OwnTime,
}

/// Two statements that cannot both be right.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Contradiction {
    /// What about.
    pub about: Disagreement,
    /// The event; `null` where a report contradicts itself.
    pub event: Option<String>,
    /// The place, where it is about one.
    pub place: Option<String>,
    /// Effect of the toll, where it is about one.
    pub effect: Option<String>,
    /// The two statements.
    pub statements: [Statement; 2],
}

/// One of two statements that contradict each other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Statement {
    /// Id of the report.
    pub report: String,
    /// Id of the claim; `null` for words that made none.
    pub claim: Option<String>,
    /// Its sentence where the text is known, else its words.
    pub quote: String,
    /// What it comes to: a number, a day, a name.
    pub value: String,
    /// What it rests on.
    pub origin: String,
}
