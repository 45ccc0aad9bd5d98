//! Findings on a map.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use zenobia_store::{Cluster, Store};

use super::facets::about_events;
use crate::filter::Filter;
use crate::problem::Problem;
use crate::route::{Call, Nothing, Route};

/// Which findings, and how near the map is.
#[derive(Debug, Deserialize, JsonSchema)]
struct View {
    /// Which findings.
    #[serde(flatten)]
    filter: Filter,
    /// Zoom as web maps count it, 0 the whole world; 3 when left out.
    #[schemars(range(min = 0, max = 22))]
    zoom: Option<f64>,
}

/// Points for a map.
#[derive(Debug, Serialize, JsonSchema)]
struct Points {
    /// Findings that lie near one another are one point; those with most findings first.
    clusters: Vec<Cluster>,
    /// Findings on the map.
    count: u64,
}

pub fn routes() -> Vec<Route> {
    vec![Route::heavy("/api/v1/map", "Findings as points, those near one another as one; events unless of=claim", map)]
}

fn map(store: &mut Store, call: Call<Nothing, View>) -> Result<Points, Problem> {
    let query = about_events(&call.query.filter, &call.app, store)?;
    let clusters = store.clusters(&query, call.query.zoom.unwrap_or(3.0))?;
    let count = clusters.iter().map(|cluster| cluster.count).sum();
    Ok(Points { clusters, count })
}
