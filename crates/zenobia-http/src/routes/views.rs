//! Questions that are kept under a name.

use axum::http::{Method, StatusCode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use zenobia_store::{Query, Store};

use crate::problem::{Code, Problem};
use crate::reply::List;
use crate::route::{Call, Nothing, Route};

/// A question and its name.
#[derive(Debug, Serialize, JsonSchema)]
struct View {
    /// What it is called.
    name: String,
    /// The question.
    query: Query,
}

/// The name of a view.
#[derive(Debug, Deserialize, JsonSchema)]
struct Name {
    /// What it is called.
    #[schemars(length(min = 1, max = 200))]
    name: String,
}

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/views", "Saved views, by name", list),
        Route::get("/api/v1/views/{name}", "A saved view", one),
        Route::change(
            (Method::PUT, StatusCode::OK),
            "/api/v1/views/{name}",
            "Keep a view, in place of one that had the name before",
            keep,
        ),
        Route::change((Method::DELETE, StatusCode::OK), "/api/v1/views/{name}", "Forget a view", forget),
    ]
}

fn list(store: &mut Store, _: Call<Nothing, Nothing>) -> Result<List<View>, Problem> {
    Ok(List::all(store.views()?.into_iter().map(|(name, query)| View { name, query }).collect()))
}

fn one(store: &mut Store, call: Call<Name, Nothing>) -> Result<View, Problem> {
    find(store, call.path.name)
}

fn find(store: &mut Store, name: String) -> Result<View, Problem> {
    match store.view(&name)? {
        Some(query) => Ok(View { name, query }),
        None => Err(Problem::of(Code::NoView, &[("name", &name)])),
    }
}

fn keep(store: &mut Store, call: Call<Name, Nothing, Query>) -> Result<View, Problem> {
    let query = Query { limit: None, after: None, ..call.body };
    store.save_view(&call.path.name, &query).map_err(|error| Problem::from(error).as_refusal())?;
    Ok(View { name: call.path.name, query })
}

fn forget(store: &mut Store, call: Call<Name, Nothing, Nothing>) -> Result<View, Problem> {
    let view = find(store, call.path.name)?;
    store.remove_view(&view.name)?;
    Ok(view)
}
