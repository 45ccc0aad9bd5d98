//! Numbers of events.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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
