//! The entrance, and what it conforms to.

use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, Method};
use axum::response::Response;
use axum::routing::get;
use schemars::JsonSchema;
use serde::Serialize;

use super::links::{JSON, Link, Plain, base, link};
use crate::app::App;
use crate::ask;
use crate::openapi::Schemas;
use crate::problem::Problem;
use crate::reply::Told;
use crate::route::{Described, Nothing, Route};

/// The entrance.
#[derive(Debug, Serialize, JsonSchema)]
struct Landing {
    /// What this is called.
    title: &'static str,
    /// What it is.
    description: &'static str,
    /// Where to go on.
    links: Vec<Link>,
}

/// What the server conforms to.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct Conformance {
    /// Addresses of conformance classes.
    conforms_to: Vec<&'static str>,
}

pub fn routes() -> Vec<Route> {
    vec![
        Route::other(Method::GET, "/ogc", "OGC API – Features: the entrance", described::<Landing>, get(landing)),
        Route::other(
            Method::GET,
            "/ogc/conformance",
            "OGC API – Features: what it conforms to",
            described::<Conformance>,
            get(conformance),
        ),
    ]
}

fn described<T: JsonSchema>(schemas: &mut Schemas) -> Described {
    Described {
        path: schemas.parameters::<Nothing>(),
        query: schemas.parameters::<Plain>(),
        body: Vec::new(),
        answers: vec![(200, vec![(JSON.to_owned(), schemas.answer::<T>())])],
    }
}

async fn landing(State(app): State<App>, RawQuery(query): RawQuery, headers: HeaderMap) -> Result<Response, Problem> {
    ask::query::<Plain>(query.as_deref())?;
    let base = base(&headers, app.options.https);
    let landing = Landing {
        title: "Zenobia",
        description: "Claims and events read from reports of a conflict",
        links: vec![
            link(&base, "/ogc", "self", JSON, "This document"),
            link(&base, "/openapi.json", "service-desc", "application/vnd.oai.openapi+json;version=3.1", "The API"),
            link(&base, "/", "service-doc", "text/html", "The page"),
            link(&base, "/ogc/conformance", "conformance", JSON, "What this conforms to"),
            link(&base, "/ogc/collections", "data", JSON, "The collections"),
        ],
    };
    Ok(Told::json(&landing)?.answer(&headers, JSON))
}

async fn conformance(RawQuery(query): RawQuery, headers: HeaderMap) -> Result<Response, Problem> {
    ask::query::<Plain>(query.as_deref())?;
    let conformance = Conformance {
        conforms_to: vec![
            "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
            "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
        ],
    };
    Ok(Told::json(&conformance)?.answer(&headers, JSON))
}
