//! What people decide about findings.

use axum::http::{Method, StatusCode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use zenobia_store::{Action, Asked, Decision, Entry, Store};

use crate::filter::{self, LIMIT};
use crate::person::Person;
use crate::problem::Problem;
use crate::reply::List;
use crate::route::{Call, Nothing, Route};

/// A decision.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Deciding {
    /// What is decided.
    action: Action,
    /// Id of the claim or event, or `actor:KEY`, `place:KEY`, `site:KEY` of one that is merged; not needed to undo.
    #[schemars(length(max = 200))]
    #[serde(default)]
    target: Option<String>,
    /// For `correct`: what is changed of the row, as a JSON merge patch (RFC 7396).
    #[serde(default)]
    patch: Option<Map<String, Value>>,
    /// For `merge` the others, of the same kind as the target; for `split` the claims that are taken out.
    #[schemars(length(max = 1000))]
    #[serde(default)]
    others: Vec<String>,
    /// Why.
    #[schemars(length(max = 10_000))]
    #[serde(default)]
    why: Option<String>,
    /// For `undo`: number of the entry that shall not count.
    #[serde(default)]
    undoes: Option<i64>,
    /// Who decides, where nobody has to log in; the one who runs the server when left out.
    #[schemars(length(max = 200))]
    #[serde(default)]
    by: Option<String>,
}

/// Several decisions.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Several {
    /// All of them are entered, or, when one makes no sense, those before it.
    #[schemars(length(min = 1, max = 500))]
    decisions: Vec<Deciding>,
}

/// What was entered.
#[derive(Debug, Serialize, JsonSchema)]
struct Decided {
    /// Entries of the log, in the order of the decisions.
    entries: Vec<Entry>,
    /// What is wrong with the decision that made the others stop; `null` when all were entered.
    problem: Option<Problem>,
}

/// Which entries.
#[derive(Debug, Deserialize, JsonSchema)]
struct Which {
    /// Ids of rows.
    #[serde(default)]
    #[schemars(length(max = 100))]
    target: Vec<String>,
    /// What was done.
    #[serde(default)]
    #[schemars(length(max = 7))]
    action: Vec<Action>,
    /// Who did it.
    #[serde(default)]
    #[schemars(length(max = 100))]
    person: Vec<String>,
    /// At most so many.
    #[schemars(range(min = 1, max = 1000))]
    limit: Option<u64>,
    /// Where a page before ended (`next`).
    #[schemars(length(min = 1, max = 200))]
    after: Option<String>,
}

pub fn routes() -> Vec<Route> {
    let made = (Method::POST, StatusCode::CREATED);
    vec![
        Route::get("/api/v1/reviews", "What people decided, newest first", list),
        Route::change(
            made.clone(),
            "/api/v1/reviews",
            "Decide about a claim or an event, or merge actors, places or sites",
            decide,
        ),
        Route::change(made, "/api/v1/reviews/bulk", "Decide about several claims or events", decide_all),
    ]
}

fn list(store: &mut Store, call: Call<Nothing, Which>) -> Result<List<Entry>, Problem> {
    let Which { target: targets, action: actions, person: people, limit, after } = call.query;
    let after = after.as_deref().map(filter::after);
    let limit = limit.unwrap_or(LIMIT);
    let asked = Asked { targets, actions, people, before: after.transpose()? };
    let items = store.last_reviews(&asked, limit)?;
    let next = items.last().filter(|_| items.len() as u64 >= limit).map(|entry| entry.id.to_string());
    Ok(List { items, next, total: None })
}

fn decide(store: &mut Store, call: Call<Nothing, Nothing, Deciding>) -> Result<Entry, Problem> {
    let was_stale = store.is_stale()?;
    let entry = enter(store, &call.person, call.app.options.login, call.body)?;
    settle(store, &call.app, was_stale)?;
    Ok(entry)
}

fn decide_all(store: &mut Store, call: Call<Nothing, Nothing, Several>) -> Result<Decided, Problem> {
    let was_stale = store.is_stale()?;
    let mut decided = Decided { entries: Vec::new(), problem: None };
    for deciding in call.body.decisions {
        match enter(store, &call.person, call.app.options.login, deciding) {
            Ok(entry) => decided.entries.push(entry),
            Err(problem) => {
                decided.problem = Some(problem);
                break;
            }
        }
    }
    settle(store, &call.app, was_stale)?;
    match decided {
        Decided { entries, problem: Some(problem) } if entries.is_empty() => Err(problem),
        decided => Ok(decided),
    }
}

fn enter(store: &mut Store, person: &Person, login: bool, deciding: Deciding) -> Result<Entry, Problem> {
    let own = person.name.clone().unwrap_or_default();
    let by = deciding.by.filter(|by| !login && !by.trim().is_empty());
    let why = deciding.why.filter(|why| !why.trim().is_empty());
    let decision = Decision {
        person: by.unwrap_or(own),
        action: deciding.action,
        target: deciding.target.unwrap_or_default(),
        patch: deciding.patch.map(Value::Object),
        others: deciding.others,
        why: why.unwrap_or_else(|| "no reason given".to_owned()),
        undoes: deciding.undoes,
    };
    store.review(&decision).map_err(|error| Problem::from(error).as_refusal())
}

/// Derives events anew, where a merge or split has made it needful and claims were not waiting before.
fn settle(store: &mut Store, app: &crate::app::App, was_stale: bool) -> Result<(), Problem> {
    if !was_stale && store.is_stale()? {
        zenobia_desk::derive(store, app.library(), &app.pool)?;
    }
    Ok(())
}
