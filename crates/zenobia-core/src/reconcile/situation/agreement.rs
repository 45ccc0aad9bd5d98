//! Agreements and what became of them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::event::{ClaimRef, Party, Where};

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
