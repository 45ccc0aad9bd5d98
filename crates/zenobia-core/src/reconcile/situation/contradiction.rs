//! What sources do not agree on.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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
