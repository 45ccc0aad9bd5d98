//! Who held what.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::event::{ClaimRef, Party, Thing, Where};

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
