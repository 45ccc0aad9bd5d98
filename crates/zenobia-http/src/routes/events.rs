//! Events: lists, each, the accounts that it rests on, and what people did to it.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use zenobia_core::reconcile::situation::{Attached, Contradiction, Event, Reason, TollRange};
use zenobia_core::row::{Row, RowKind};
use zenobia_store::{Asked, Entry, Query, Store};

use super::claims::rows;
use super::situation::part;
use crate::filter::Filter;
use crate::problem::{Code, Problem};
use crate::reply::List;
use crate::route::{Call, Id, Nothing, Route};

/// What an event rests on.
#[derive(Debug, Serialize, JsonSchema)]
struct Accounts {
    /// The event.
    event: Row,
    /// The rule that graded it, and what it used.
    graded_by: Option<Reason>,
    /// Its numbers, each with every count that somebody tells.
    tolls: Vec<TollRange>,
    /// Claims by what they rest on in the end; claims of one origin count once.
    origins: Vec<Origin>,
    /// Announcements, denials and suppositions of it.
    attached: Vec<Attached>,
    /// What sources do not agree on.
    contradictions: Vec<Contradiction>,
}

/// Claims with one origin.
#[derive(Debug, Serialize, JsonSchema)]
struct Origin {
    /// What they rest on.
    origin: String,
    /// The claims.
    claims: Vec<Row>,
}

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/events", "Events, as rows (zenobia.row/1)", list),
        Route::get("/api/v1/events/{id}", "An event; one that has become part of another leads there", one),
        Route::get(
            "/api/v1/events/{id}/accounts",
            "What each source says of an event, and how it was graded and counted",
            accounts,
        ),
        Route::get(
            "/api/v1/events/{id}/history",
            "What people decided about an event and its claims, newest first",
            history,
        ),
    ]
}

fn list(store: &mut Store, call: Call<Nothing, Filter>) -> Result<List<Row>, Problem> {
    rows(store, call, RowKind::Event)
}

fn one(store: &mut Store, call: Call<Id, Nothing>) -> Result<Row, Problem> {
    find(store, &call.path.id, "")
}

/// An event by its id; `rest` is what follows the id in the address that is asked for.
///
/// # Errors
/// When there is none, or it has become another.
pub fn find(store: &mut Store, id: &str, rest: &str) -> Result<Row, Problem> {
    let query = Query { of: Some(RowKind::Event), id: vec![id.to_owned()], ..Query::default() };
    let (rows, _) = store.page(&query)?;
    if let Some(row) = rows.into_iter().next() {
        return Ok(row);
    }
    Err(match store.successor(id)? {
        Some(heir) => Problem::moved(format!("/api/v1/events/{heir}{rest}")),
        None => Problem::of(Code::NoEvent, &[("id", &id)]),
    })
}

fn accounts(store: &mut Store, call: Call<Id, Nothing>) -> Result<Accounts, Problem> {
    let event = find(store, &call.path.id, "/accounts")?;
    let whole = store.event(&event.id)?;
    let ids = store.claims_of(&event.id)?;
    let (claims, _) = store.page(&Query { id: ids, old_versions: true, ..Query::default() })?;
    let contradictions: Vec<Contradiction> = part(store, "contradictions")?;
    let about = |one: &Contradiction| one.event.as_deref() == Some(event.id.as_str());
    let origins = origins(claims, whole.as_ref());
    let (graded_by, tolls, attached) = match whole {
        Some(Event { graded_by, tolls, attached, .. }) => (Some(graded_by), tolls, attached),
        None => (None, Vec::new(), Vec::new()),
    };
    let contradictions = contradictions.into_iter().filter(about).collect();
    Ok(Accounts { event, graded_by, tolls, origins, attached, contradictions })
}

/// Claims by what they rest on, in the order of the event.
fn origins(claims: Vec<Row>, whole: Option<&Event>) -> Vec<Origin> {
    let tellings = whole.into_iter().flat_map(|event| &event.claims);
    let known: BTreeMap<(&str, &str), &str> =
        tellings.map(|telling| ((telling.report.as_str(), telling.claim.as_str()), telling.origin.as_str())).collect();
    let mut all: Vec<Origin> = Vec::new();
    for claim in claims {
        let quote = claim.quotes.first();
        let own = || quote.map(|quote| quote.report.id.clone()).unwrap_or_default();
        let told = quote.and_then(|quote| known.get(&(quote.report.id.as_str(), quote.claim.as_str())));
        let origin = told.map_or_else(own, |origin| (*origin).to_owned());
        match all.iter_mut().find(|one| one.origin == origin) {
            Some(one) => one.claims.push(claim),
            None => all.push(Origin { origin, claims: vec![claim] }),
        }
    }
    all
}

fn history(store: &mut Store, call: Call<Id, Nothing>) -> Result<List<Entry>, Problem> {
    let event = find(store, &call.path.id, "/history")?;
    let mut targets = store.claims_of(&event.id)?;
    targets.push(event.id);
    // A statement takes only so many parameters.
    targets.truncate(500);
    Ok(List::all(store.last_reviews(&Asked { targets, ..Asked::default() }, 1_000)?))
}
