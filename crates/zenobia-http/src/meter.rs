//! Counts what is asked, for those who watch over the server.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;

use crate::app::App;

/// Upper bounds of the time that answers take, in seconds.
const BOUNDS: [f64; 8] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0];

/// What was asked so far.
#[derive(Default)]
pub struct Meter {
    series: Mutex<BTreeMap<(String, String, u16), Series>>,
}

/// Answers of one route with one status.
#[derive(Clone, Copy, Default)]
struct Series {
    count: u64,
    seconds: f64,
    within: [u64; BOUNDS.len()],
}

impl Meter {
    fn note(&self, method: String, path: String, status: u16, took: Duration) {
        let seconds = took.as_secs_f64();
        let mut all = self.series.lock().unwrap_or_else(PoisonError::into_inner);
        let series = all.entry((method, path, status)).or_default();
        series.count += 1;
        series.seconds += seconds;
        for (count, bound) in series.within.iter_mut().zip(BOUNDS) {
            *count += u64::from(seconds <= bound);
        }
    }

    /// As Prometheus reads it.
    pub fn tell(&self) -> String {
        let mut text =
            "# HELP zenobia_http_seconds How long answers took.\n# TYPE zenobia_http_seconds histogram\n".to_owned();
        for ((method, path, status), series) in self.series.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            let labels = format!("method=\"{method}\",path=\"{path}\",status=\"{status}\"");
            for (count, bound) in series.within.iter().zip(BOUNDS) {
                let _ = writeln!(text, "zenobia_http_seconds_bucket{{{labels},le=\"{bound}\"}} {count}");
            }
            let Series { count, seconds, .. } = series;
            let _ = writeln!(text, "zenobia_http_seconds_bucket{{{labels},le=\"+Inf\"}} {count}");
            let _ = writeln!(text, "zenobia_http_seconds_sum{{{labels}}} {seconds}");
            let _ = writeln!(text, "zenobia_http_seconds_count{{{labels}}} {count}");
        }
        text
    }
}

/// Counts an answer, by its route and not by its address, which may hold anything.
pub async fn measure(State(app): State<App>, request: Request, next: Next) -> Response {
    let path = request.extensions().get::<MatchedPath>().map_or("page", MatchedPath::as_str).to_owned();
    let method = request.method().as_str();
    let method = if method.len() <= 7 { method.to_owned() } else { "OTHER".to_owned() };
    let begun = Instant::now();
    let response = next.run(request).await;
    app.meter.note(method, path, response.status().as_u16(), begun.elapsed());
    response
}
