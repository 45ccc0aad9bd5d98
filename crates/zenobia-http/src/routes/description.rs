//! The OpenAPI.

use std::sync::OnceLock;

use axum::http::{HeaderMap, Method};
use axum::response::Response;
use axum::routing::get;
use serde_json::Value;

use crate::openapi::Schemas;
use crate::reply::Told;
use crate::route::{Described, Nothing, Route};

pub fn routes() -> Vec<Route> {
    let describe = |schemas: &mut Schemas| Described {
        path: schemas.parameters::<Nothing>(),
        query: schemas.parameters::<Nothing>(),
        body: Vec::new(),
        answers: vec![(200, vec![("application/json".to_owned(), schemas.answer::<Value>())])],
    };
    vec![Route::other(Method::GET, "/openapi.json", "This description, OpenAPI 3.1", describe, get(document))]
}

async fn document(headers: HeaderMap) -> Response {
    static DOCUMENT: OnceLock<String> = OnceLock::new();
    Told::new(DOCUMENT.get_or_init(crate::openapi).clone()).answer(&headers, "application/json")
}
