//! What could not be taken in.

use axum::extract::{RawPathParams, State};
use axum::http::{Method, StatusCode};
use axum::response::Response;
use axum::routing::post;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use zenobia_store::{Item, Store};

use super::adding::start;
use crate::adding::Work;
use crate::app::App;
use crate::openapi::Schemas;
use crate::problem::{Code, Problem, Said};
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

/// Something that could not be read.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Unread {
    /// As it is kept.
    #[serde(flatten)]
    item: Item,
    /// What kind of reason it was, to be said in other languages; `null` for one that has no kind.
    why: Option<Said>,
}

impl From<Item> for Unread {
    fn from(item: Item) -> Unread {
        Unread { why: Said::find(&item.reason), item }
    }
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
        Route::other(Method::POST, "/api/v1/intake/{id}/retry", "Try to fetch a page again", described, post(retry)),
        Route::change(
            (Method::POST, StatusCode::OK),
            "/api/v1/intake/{id}/drop",
            "Put an entry aside that is not to be tried again",
            put_aside,
        ),
    ]
}

fn list(store: &mut Store, call: Call<Nothing, Which>) -> Result<List<Unread>, Problem> {
    Ok(List::all(store.intake(call.query.all.unwrap_or_default())?.into_iter().map(Unread::from).collect()))
}

fn find(store: &mut Store, id: i64) -> Result<Item, Problem> {
    let found = store.intake(true)?.into_iter().find(|item| item.id == id);
    found.ok_or_else(|| Problem::of(Code::NoEntry, &[("id", &id)]))
}

async fn retry(State(app): State<App>, params: RawPathParams) -> Result<Response, Problem> {
    let Number { id } = from_path(&params)?;
    let item = app.stores.read(move |store| find(store, id)).await?;
    let is_page = ["http://", "https://"].iter().any(|scheme| item.location.starts_with(scheme));
    if !is_page {
        // What lies on the disk of the server is read by those who sit at it.
        return Err(Problem::of(Code::OnlyPages, &[]));
    }
    if !app.options.fetch {
        return Err(Problem::of(Code::FetchingOff, &[]));
    }
    start(&app, Kind::Retry, Work { urls: vec![item.location], ..Work::default() })
}

fn put_aside(store: &mut Store, call: Call<Number, Nothing, Nothing>) -> Result<Unread, Problem> {
    find(store, call.path.id)?;
    store.drop_intake(&[call.path.id])?;
    find(store, call.path.id).map(Unread::from)
}
