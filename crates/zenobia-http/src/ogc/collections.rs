//! The collections.

use axum::extract::{RawPathParams, RawQuery, State};
use axum::http::{HeaderMap, Method};
use axum::response::Response;
use axum::routing::get;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use zenobia_core::row::RowKind;
use zenobia_store::{Query, Store};

use super::links::{GEOJSON, JSON, Link, Plain, base, link};
use crate::app::App;
use crate::ask;
use crate::openapi::Schemas;
use crate::problem::{Code, Problem};
use crate::reply::Told;
use crate::route::{Described, Nothing, Route, from_path};

/// A collection that there is.
#[derive(Clone, Copy, Debug)]
pub struct Named {
    /// Its id.
    pub id: &'static str,
    title: &'static str,
    description: &'static str,
    kind: RowKind,
    located: bool,
}

/// All collections.
pub const COLLECTIONS: [Named; 3] = [
    Named {
        id: "events",
        title: "Events",
        description: "What claims of reports tell together, where the place is known",
        kind: RowKind::Event,
        located: true,
    },
    Named {
        id: "claims",
        title: "Claims",
        description: "What each report says, where the place is known",
        kind: RowKind::Claim,
        located: true,
    },
    Named {
        id: "unlocated-events",
        title: "Events without a place",
        description: "What claims of reports tell together, where the place is not known: features without a geometry",
        kind: RowKind::Event,
        located: false,
    },
];

impl Named {
    /// The question whose answer it is.
    pub fn query(self) -> Query {
        Query { of: Some(self.kind), located: Some(self.located), ..Query::default() }
    }
}

/// All collections.
#[derive(Debug, Serialize, JsonSchema)]
struct Collections {
    /// Where to go on.
    links: Vec<Link>,
    /// The collections.
    collections: Vec<Collection>,
}

/// A collection.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct Collection {
    /// Its id.
    id: &'static str,
    /// What it is called.
    title: &'static str,
    /// What is in it.
    description: &'static str,
    /// Where and when it is about.
    extent: Extent,
    /// What its items are.
    item_type: &'static str,
    /// Systems of coordinates.
    crs: Vec<&'static str>,
    /// Where to go on.
    links: Vec<Link>,
}

/// Where and when a collection is about.
#[derive(Debug, Serialize, JsonSchema)]
struct Extent {
    /// Where; left out where nothing has coordinates.
    #[serde(skip_serializing_if = "Option::is_none")]
    spatial: Option<Spatial>,
    /// When; left out where nothing has a day.
    #[serde(skip_serializing_if = "Option::is_none")]
    temporal: Option<Temporal>,
}

/// Boxes that everything lies in.
#[derive(Debug, Serialize, JsonSchema)]
struct Spatial {
    /// West, south, east, north.
    bbox: Vec<[f64; 4]>,
    /// System of coordinates.
    crs: &'static str,
}

/// Times that everything lies in.
#[derive(Debug, Serialize, JsonSchema)]
struct Temporal {
    /// First and last moment.
    interval: Vec<[String; 2]>,
}

const CRS: &str = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

/// The id of a collection.
#[derive(Debug, Deserialize, JsonSchema)]
pub struct Id {
    /// Its id: `events`, `claims` or `unlocated-events`.
    #[schemars(length(min = 1, max = 100))]
    pub collection: String,
}

pub fn routes() -> Vec<Route> {
    let all = |schemas: &mut Schemas| Described {
        path: schemas.parameters::<Nothing>(),
        query: schemas.parameters::<Plain>(),
        body: Vec::new(),
        answers: vec![(200, vec![(JSON.to_owned(), schemas.answer::<Collections>())])],
    };
    let one = |schemas: &mut Schemas| Described {
        path: schemas.parameters::<Id>(),
        query: schemas.parameters::<Plain>(),
        body: Vec::new(),
        answers: vec![(200, vec![(JSON.to_owned(), schemas.answer::<Collection>())])],
    };
    vec![
        Route::other(Method::GET, "/ogc/collections", "OGC API – Features: the collections", all, get(list)),
        Route::other(
            Method::GET,
            "/ogc/collections/{collection}",
            "OGC API – Features: a collection",
            one,
            get(describe),
        ),
    ]
}

/// A collection by its id.
///
/// # Errors
/// When there is none.
pub fn find(id: &str) -> Result<Named, Problem> {
    let found = COLLECTIONS.into_iter().find(|one| one.id == id);
    found.ok_or_else(|| Problem::of(Code::NoCollection, &[("name", &id)]))
}

async fn list(State(app): State<App>, RawQuery(query): RawQuery, headers: HeaderMap) -> Result<Response, Problem> {
    ask::query::<Plain>(query.as_deref())?;
    let base = base(&headers, app.options.https);
    let own = base.clone();
    let read = move |store: &mut Store| COLLECTIONS.into_iter().map(|one| collection(store, one, &own)).collect();
    let collections: Vec<Collection> = app.stores.read(read).await?;
    let links = vec![link(&base, "/ogc/collections", "self", JSON, "This document")];
    Ok(Told::json(&Collections { links, collections })?.answer(&headers, JSON))
}

async fn describe(
    State(app): State<App>,
    params: RawPathParams,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    ask::query::<Plain>(query.as_deref())?;
    let named = find(&from_path::<Id>(&params)?.collection)?;
    let base = base(&headers, app.options.https);
    let collection = app.stores.read(move |store| collection(store, named, &base)).await?;
    Ok(Told::json(&collection)?.answer(&headers, JSON))
}

fn collection(store: &mut Store, named: Named, base: &str) -> Result<Collection, Problem> {
    let Named { id, title, description, .. } = named;
    let path = format!("/ogc/collections/{id}");
    let spatial = store.bounds(&named.query())?.map(|bbox| Spatial { bbox: vec![bbox], crs: CRS });
    let days = store.days(&named.query())?;
    let moment = |day: &str, time: &str| format!("{day}T{time}Z");
    let temporal = days.first().zip(days.last()).map(|(first, last)| Temporal {
        interval: vec![[moment(&first.day, "00:00:00"), moment(&last.day, "23:59:59")]],
    });
    let links = vec![
        link(base, &path, "self", JSON, "This document"),
        link(base, &format!("{path}/items"), "items", GEOJSON, title),
    ];
    let extent = Extent { spatial, temporal };
    Ok(Collection { id, title, description, extent, item_type: "feature", crs: vec![CRS], links })
}
