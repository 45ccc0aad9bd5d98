//! What could not be taken in.

use axum::extract::{RawPathParams, State};
use axum::http::{Method, StatusCode};
use axum::response::Response;
use axum::routing::post;
use schemars::JsonSchema;
use serde::Deserialize;
use zenobia_store::{Item, Store};

use super::adding::start;
use crate::adding::Work;
use crate::app::App;
use crate::openapi::Schemas;
use crate::person::Role;
use crate::problem::Problem;
use crate::reply::List;
use crate::route::{Call, Described, Nothing, Route, from_path};
use crate::tasks::Kind;

/// Which entries.
#[derive(Debug, Deserialize, JsonSchema)]
struct Which {
    /// Also what was read later or put aside.
    all: Option<bool>,
}

/// The number of an entry.
#[derive(Debug, Deserialize, JsonSchema)]
struct Number {
    /// Its number.
    #[schemars(range(min = 1))]
    id: i64,
}

pub fn routes() -> Vec<Route> {
    let described = |schemas: &mut Schemas| Described {
        path: schemas.parameters::<Number>(),
        query: schemas.parameters::<Nothing>(),
        body: vec![("application/json", schemas.body::<Nothing>())],
        answers: vec![(202, vec![("application/json".to_owned(), schemas.answer::<super::adding::Begun>())])],
    };
    vec![
        Route::get("/api/v1/intake", "What could not be read, and why", list),
        Route::other(
            Method::POST,
            "/api/v1/intake/{id}/retry",
            Role::Editor,
            "Try to fetch a page again",
            described,
            post(retry),
        ),
        Route::change(
            (Method::POST, StatusCode::OK),
            "/api/v1/intake/{id}/drop",
            Role::Editor,
            "Put an entry aside that is not to be tried again",
            put_aside,
        ),
    ]
}

fn list(store: &mut Store, call: Call<Nothing, Which>) -> Result<List<Item>, Problem> {
    Ok(List::all(store.intake(call.query.all.unwrap_or_default())?))
}

fn find(store: &mut Store, id: i64) -> Result<Item, Problem> {
    let found = store.intake(true)?.into_iter().find(|item| item.id == id);
    found.ok_or_else(|| Problem::missing(format!("there is no entry {id}")))
}

async fn retry(State(app): State<App>, params: RawPathParams) -> Result<Response, Problem> {
    let Number { id } = from_path(&params)?;
    let item = app.stores.read(move |store| find(store, id)).await?;
    let is_page = ["http://", "https://"].iter().any(|scheme| item.location.starts_with(scheme));
    if !is_page {
        // What lies on the disk of the server is read by those who sit at it.
        let said =
            "only pages of the web are tried again from here; add the file once more, or use `zenobia intake retry`";
        return Err(Problem::refused(said));
    }
    if !app.options.fetch {
        return Err(Problem::new(StatusCode::FORBIDDEN, "fetching is off; start the server with --fetch"));
    }
    start(&app, Kind::Retry, Work { urls: vec![item.location], ..Work::default() })
}

fn put_aside(store: &mut Store, call: Call<Number, Nothing, Nothing>) -> Result<Item, Problem> {
    find(store, call.path.id)?;
    store.drop_intake(&[call.path.id])?;
    find(store, call.path.id)
}
