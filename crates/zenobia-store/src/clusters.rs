//! Findings on a map: points that lie near one another as one, by a grid that is as fine as the map.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::engine::{Dialect, Value, first};
use crate::error::Result;
use crate::points;
use crate::query::Query;
use crate::store::Store;

/// Findings that are shown as one point.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Cluster {
    /// Degrees north of their middle, WGS 84.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// How many.
    pub count: u64,
    /// The event type that most have.
    pub event: String,
    /// West, south, east, north of all of their points.
    pub bounds: [f64; 4],
    /// Ids, when there are few.
    pub ids: Vec<String>,
    /// First day of a single finding.
    pub first: Option<String>,
    /// Name of the place of a single finding.
    pub place: Option<String>,
    /// Kilometers that the area reaches around the point, the widest of all of them.
    pub radius_km: Option<f64>,
}

/// Clusters of at most so many findings name them.
const NAMED: u64 = 20;

/// Cells on the width of the world at zoom 0: a cell is as wide as a quarter of a tile of a web map.
const CELLS: f64 = 4.0;

/// A part of a cell: its findings of one event type.
struct Part {
    event: String,
    count: u64,
    sums: [f64; 2],
    bounds: [f64; 4],
    radius: Option<f64>,
    ids: [i64; 2],
}

impl Store {
    /// What answers a question, as points of a map with a zoom as web maps count it, most findings first. What has no coordinates is left out.
    ///
    /// # Errors
    /// As [`Store::rows`].
    pub fn clusters(&mut self, query: &Query, zoom: f64) -> Result<Vec<Cluster>> {
        let width = 360.0 / (CELLS * zoom.clamp(0.0, 22.0).exp2());
        let mut cells: BTreeMap<(i64, i64), Vec<Part>> = BTreeMap::new();
        let whole = |expression: &str| match self.engine.dialect() {
            Dialect::Sqlite => format!("CAST({expression} AS INTEGER)"),
            Dialect::Postgres => format!("floor({expression})::bigint"),
        };
        let column = whole(&format!("(f.longitude + 180.0) / {width}"));
        // A degree of latitude is wider on a web map than one of longitude; at 40° by a third.
        let row = whole(&format!("(f.latitude + 90.0) / {}", width * 0.75));
        let edges = "min(f.longitude), min(f.latitude), max(f.longitude), max(f.latitude)";
        let order = "GROUP BY 1, 2, f.event ORDER BY 1, 2, f.event";
        let are_counted = points::is_of_points(query);
        let statement = match are_counted {
            true => points::points(query, &|from| {
                format!(
                    "SELECT {column} AS x, {row} AS y, f.event, CAST(sum(f.findings) AS BIGINT), sum(f.latitude * f.findings), \
                     sum(f.longitude * f.findings), {edges}, max(nullif(f.radius_km, -1)), 0, 0{from} {order}"
                )
            }),
            false => self.over(query, &|from| {
                format!(
                    "SELECT {column} AS x, {row} AS y, f.event, count(*), sum(f.latitude), sum(f.longitude), {edges}, \
                     max(f.radius_km), min(f.id), max(f.id){from} \
                     AND f.latitude IS NOT NULL AND f.longitude IS NOT NULL {order}"
                )
            })?,
        };
        self.engine.each(&statement.sql, &statement.values, &mut |row| {
            let whole = |at: usize| row.get(at).and_then(Value::int).unwrap_or_default();
            let real = |at: usize| row.get(at).and_then(Value::real);
            let degrees = |at: usize| real(at).unwrap_or_default();
            let part = Part {
                count: whole(3) as u64,
                sums: [degrees(4), degrees(5)],
                bounds: [degrees(6), degrees(7), degrees(8), degrees(9)],
                radius: real(10),
                ids: [whole(11), whole(12)],
                event: row.get(2).and_then(Value::str).unwrap_or_default().to_owned(),
            };
            cells.entry((whole(0), whole(1))).or_default().push(part);
            Ok(())
        })?;
        let mut clusters: Vec<(Cluster, Vec<i64>)> = cells.into_values().map(cluster).collect();
        clusters.sort_by_key(|(cluster, _)| std::cmp::Reverse(cluster.count));
        if are_counted {
            self.number(query, &mut clusters)?;
        }
        self.name(&mut clusters)?;
        let rounded = |(cluster, _): (Cluster, _)| Cluster { bounds: cluster.bounds.map(round), ..cluster };
        Ok(clusters.into_iter().map(rounded).collect())
    }

    /// West, south, east and north of what answers a question; `None` when nothing of it has coordinates.
    ///
    /// # Errors
    /// As [`Store::rows`].
    pub fn bounds(&mut self, query: &Query) -> Result<Option<[f64; 4]>> {
        let edges = "SELECT min(f.longitude), min(f.latitude), max(f.longitude), max(f.latitude)";
        let statement = match points::is_of_points(query) {
            true => points::points(query, &|from| format!("{edges}{from}")),
            false => self
                .over(query, &|from| format!("{edges}{from} AND f.latitude IS NOT NULL AND f.longitude IS NOT NULL"))?,
        };
        let found = first(self.engine.as_mut(), &statement.sql, &statement.values)?.unwrap_or_default();
        let edges: Option<Vec<f64>> = found.iter().map(Value::real).collect();
        Ok(edges.and_then(|edges| edges.try_into().ok()))
    }

    /// Finds the numbers of the findings of small clusters, whose points alone are known.
    fn number(&mut self, query: &Query, clusters: &mut [(Cluster, Vec<i64>)]) -> Result<()> {
        for (cluster, ids) in clusters.iter_mut().filter(|(_, ids)| !ids.is_empty()) {
            ids.clear();
            let statement = points::within(self.engine.dialect(), query, cluster.bounds);
            self.engine.each(&statement.sql, &statement.values, &mut |row| {
                ids.extend(row.first().and_then(Value::int));
                Ok(())
            })?;
        }
        Ok(())
    }

    /// Fills in what is told of single findings, and the ids of few.
    fn name(&mut self, clusters: &mut [(Cluster, Vec<i64>)]) -> Result<()> {
        let mut homes: BTreeMap<i64, usize> = BTreeMap::new();
        for (at, (_, ids)) in clusters.iter().enumerate() {
            homes.extend(ids.iter().map(|&id| (id, at)));
        }
        let numbers: Vec<i64> = homes.keys().copied().collect();
        for part in numbers.chunks(1_000) {
            let list = part.iter().map(i64::to_string).collect::<Vec<_>>().join(", ");
            let sql = format!("SELECT id, key, first_day, place FROM findings WHERE id IN ({list}) ORDER BY id");
            self.engine.each(&sql, &[], &mut |row| {
                let Some(&at) = row.first().and_then(Value::int).as_ref().and_then(|id| homes.get(id)) else {
                    return Ok(());
                };
                let cluster = &mut clusters[at].0;
                let mut text = |at: usize| row.get_mut(at).and_then(Value::take_some);
                cluster.ids.extend(text(1));
                if cluster.count == 1 {
                    (cluster.first, cluster.place) = (text(2), text(3));
                }
                Ok(())
            })?;
        }
        Ok(())
    }
}

fn round(degrees: f64) -> f64 {
    (degrees * 1e6).round() / 1e6
}

/// The parts of a cell as one, and the numbers of its findings where they are known.
fn cluster(parts: Vec<Part>) -> (Cluster, Vec<i64>) {
    let count: u64 = parts.iter().map(|part| part.count).sum();
    let sum = |at: usize| parts.iter().map(|part| part.sums[at]).sum::<f64>() / count as f64;
    let least = |at: usize| parts.iter().map(|part| part.bounds[at]).fold(f64::INFINITY, f64::min);
    let most = |at: usize| parts.iter().map(|part| part.bounds[at]).fold(f64::NEG_INFINITY, f64::max);
    let event = parts.iter().max_by_key(|part| part.count).map(|part| part.event.clone()).unwrap_or_default();
    let radius_km = parts.iter().filter_map(|part| part.radius).reduce(f64::max);
    // Of a part with one or two findings the least and greatest number are all of them.
    let are_known = count <= NAMED && parts.iter().all(|part| part.count <= 2);
    let mut ids: Vec<i64> = if are_known { parts.iter().flat_map(|part| part.ids).collect() } else { Vec::new() };
    ids.dedup();
    let cluster = Cluster {
        latitude: round(sum(0)),
        longitude: round(sum(1)),
        count,
        event,
        bounds: [least(0), least(1), most(2), most(3)],
        ids: Vec::new(),
        first: None,
        place: None,
        radius_km,
    };
    (cluster, ids)
}
