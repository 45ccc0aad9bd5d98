//! What comes out of many reports: the public contract `zenobia.situation/1`.
//!
//! Everything here is derived from claims and names them: a claim is told by the id of its report and its own id there.
//! The JSON Schema under `docs/` is generated from these types.

mod agreement;
mod contradiction;
mod control;
mod event;
mod toll;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use agreement::{Agreement, AgreementState, Step};
pub use contradiction::{Contradiction, Disagreement, Statement};
pub use control::{AsOf, Control, Dispute, Held, Interval, Objective, Pressure};
pub use event::{
    Attached, ClaimRef, Event, Extent, Grade, Open, Party, Reason, Span, State, Telling, Thing, Voice, Where,
};
pub use toll::{Count, SaidBy, Side, TollRange};

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
