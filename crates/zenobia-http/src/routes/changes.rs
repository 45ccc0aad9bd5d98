//! What has changed since somebody looked last.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use zenobia_store::{Changed, Store};

use crate::problem::{Code, Problem};
use crate::route::{Call, Nothing, Route};

/// Since when.
#[derive(Debug, Deserialize, JsonSchema)]
struct Since {
    /// The `next` of an answer before; all there is when left out.
    #[schemars(length(min = 1, max = 100))]
    since: Option<String>,
    /// At most so many findings and so many reviews.
    #[schemars(range(min = 1, max = 10_000))]
    limit: Option<u64>,
}

/// What has changed, oldest first.
#[derive(Debug, Serialize, JsonSchema)]
struct Page {
    /// What has.
    #[serde(flatten)]
    changed: Changed,
    /// Ask with this the next time.
    next: String,
    /// Whether there is more already.
    more: bool,
}

pub fn routes() -> Vec<Route> {
    vec![Route::get(
        "/api/v1/changes",
        "Claims, events and reviews that are new or have changed since an answer before",
        list,
    )]
}

fn list(store: &mut Store, call: Call<Nothing, Since>) -> Result<Page, Problem> {
    let since = call.query.since.as_deref().unwrap_or("0-0");
    let numbers =
        since.split_once('-').and_then(|(finding, review)| Some((finding.parse().ok()?, review.parse().ok()?)));
    let (finding, review) = numbers.ok_or_else(|| Problem::with("since", Code::NoNext, &[]))?;
    let limit = call.query.limit.unwrap_or(1_000);
    let changed = store.changed(finding, review, limit)?;
    let found = changed.claims.len() + changed.events.len();
    let more = found as u64 >= limit || changed.reviews.len() as u64 >= limit;
    Ok(Page { next: format!("{}-{}", changed.finding, changed.review), more, changed })
}
