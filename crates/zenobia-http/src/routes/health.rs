//! Whether the server is well, and what it has done.

use std::fmt::Write;

use axum::extract::State;
use axum::http::Method;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use schemars::JsonSchema;
use serde::Serialize;
use zenobia_store::Store;

use crate::app::App;
use crate::openapi::Schemas;
use crate::problem::Problem;
use crate::route::{Call, Described, Nothing, Route};

/// How the server is.
#[derive(Debug, Serialize, JsonSchema)]
struct Health {
    /// `ok`; where it is not, the answer is a problem.
    status: &'static str,
    /// Version of the program.
    version: &'static str,
}

pub fn routes() -> Vec<Route> {
    let describe = |schemas: &mut Schemas| Described {
        path: schemas.parameters::<Nothing>(),
        query: schemas.parameters::<Nothing>(),
        body: Vec::new(),
        answers: vec![(200, vec![("text/plain".to_owned(), schemas.answer::<String>())])],
    };
    vec![
        Route::get("/healthz", "Whether the server and its store are well", health),
        Route::other(
            Method::GET,
            "/metrics",
            "What the server has done, as Prometheus reads it",
            describe,
            get(metrics),
        ),
    ]
}

fn health(store: &mut Store, _: Call<Nothing, Nothing>) -> Result<Health, Problem> {
    store.stamp()?;
    Ok(Health { status: "ok", version: env!("CARGO_PKG_VERSION") })
}

async fn metrics(State(app): State<App>) -> Result<Response, Problem> {
    let counts = app.stores.read(|store| Ok(store.counts()?)).await?;
    let mut text = app.meter.tell();
    let _ = writeln!(text, "# HELP zenobia_kept How much there is in the store.\n# TYPE zenobia_kept gauge");
    for (what, count) in counts {
        let _ = writeln!(text, "zenobia_kept{{what=\"{what}\"}} {count}");
    }
    let working = app.tasks.list().iter().filter(|task| !task.is_over()).count();
    let _ = writeln!(text, "# HELP zenobia_tasks Tasks that are being worked on.\n# TYPE zenobia_tasks gauge");
    let _ = writeln!(text, "zenobia_tasks {working}");
    Ok(([(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text).into_response())
}
