//! Who holds what.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use zenobia_core::reconcile::situation::{Control, Interval, Party, Thing, Where};
use zenobia_store::Store;

use super::situation::part;
use crate::problem::Problem;
use crate::reply::List;
use crate::route::{Call, Nothing, Route};

/// When.
#[derive(Debug, Deserialize, JsonSchema)]
struct At {
    /// The day, ISO 8601; all of the time when left out.
    #[schemars(extend("format" = "date"))]
    date: Option<String>,
}

/// Who holds a place.
#[derive(Debug, Serialize, JsonSchema)]
struct Holding {
    /// The place.
    place: Where,
    /// A part of it, such as its airport; `null` for the place itself.
    part: Option<Thing>,
    /// Who holds it; `null` when that is not known.
    holder: Option<Party>,
    /// Since when; `null` when it began before what is known.
    since: Option<String>,
    /// Until when; `null` while nothing is known of that.
    until: Option<String>,
    /// Whether others are said to hold it, or there is fighting for it.
    contested: bool,
    /// Others who are said to hold it.
    disputed_by: Vec<Party>,
    /// Event by which it began.
    taken_by: Option<String>,
    /// Event by which it ended.
    lost_by: Option<String>,
    /// Ids of claims that say that somebody held it.
    claims: Vec<String>,
    /// Ids of fighting and sieges there in that time.
    fighting: Vec<String>,
}

pub fn routes() -> Vec<Route> {
    vec![Route::get("/api/v1/control", "Who holds which place on a day, or over all of the time", list)]
}

fn list(store: &mut Store, call: Call<Nothing, At>) -> Result<List<Holding>, Problem> {
    let mut items = Vec::new();
    for control in part::<Control>(store, "control")? {
        for interval in &control.intervals {
            if call.query.date.as_deref().is_none_or(|day| holds_on(interval, day)) {
                items.push(holding(store, &control, interval, call.query.date.as_deref())?);
            }
        }
    }
    Ok(List::all(items))
}

/// On the day of a taking the taker does.
fn holds_on(interval: &Interval, day: &str) -> bool {
    interval.from.as_deref().is_none_or(|from| from <= day) && interval.to.as_deref().is_none_or(|to| day < to)
}

fn holding(store: &mut Store, control: &Control, interval: &Interval, day: Option<&str>) -> Result<Holding, Problem> {
    let (from, to) = match day {
        Some(day) => (Some(day), Some(day)),
        None => (interval.from.as_deref(), interval.to.as_deref()),
    };
    let meets = |first: &str, last: &str| to.is_none_or(|to| first <= to) && from.is_none_or(|from| from <= last);
    let fights = control.fighting.iter().filter(|fight| meets(&fight.first, &fight.last));
    let fighting: Vec<String> = fights.map(|fight| fight.event.clone()).collect();
    let disputed_by: Vec<Party> = interval.disputed_by.iter().map(|dispute| dispute.holder.clone()).collect();
    Ok(Holding {
        place: control.place.clone(),
        part: control.part.clone(),
        holder: interval.holder.clone(),
        since: interval.from.clone(),
        until: interval.to.clone(),
        contested: !fighting.is_empty() || !disputed_by.is_empty(),
        disputed_by,
        taken_by: interval.taken_by.clone(),
        lost_by: interval.lost_by.clone(),
        claims: store.claim_ids(&interval.claims)?,
        fighting,
    })
}
