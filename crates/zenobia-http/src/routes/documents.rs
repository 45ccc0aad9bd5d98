//! Reports: lists of them, and each with its text and its record.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use zenobia_core::record::Record;
use zenobia_store::{Found, Listed, Shelf, Store};

use crate::filter::{self, LIMIT};
use crate::problem::{Code, Problem};
use crate::reply::List;
use crate::route::{Call, Id, Nothing, Route};

/// Which reports.
#[derive(Debug, Deserialize, JsonSchema)]
struct Which {
    /// Words of their texts and headlines.
    #[schemars(length(min = 1, max = 500))]
    text: Option<String>,
    /// Who published them.
    #[schemars(length(min = 1, max = 500))]
    publisher: Option<String>,
    /// Language of the text, ISO 639-1.
    #[schemars(length(min = 2, max = 8))]
    language: Option<String>,
    /// Older versions of pages, too.
    old_versions: Option<bool>,
    /// At most so many.
    #[schemars(range(min = 1, max = 1000))]
    limit: Option<u64>,
    /// Where a page before ended (`next`).
    #[schemars(length(min = 1, max = 200))]
    after: Option<String>,
}

/// A report with its text.
#[derive(Debug, Serialize, JsonSchema)]
struct Document {
    /// As it is listed.
    #[serde(flatten)]
    listed: Listed,
    /// Its text as it came. Offsets everywhere count its code points.
    text: String,
    /// Where it was found.
    origins: Vec<Found>,
    /// All versions of its page, the oldest first.
    page: Vec<Listed>,
}

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/documents", "Reports, the last that came in first", list),
        Route::get("/api/v1/documents/{id}", "A report with its text, its versions, and where it was found", one),
        Route::get("/api/v1/documents/{id}/record", "Everything that was read from a report, zenobia.record/1", record),
    ]
}

fn list(store: &mut Store, call: Call<Nothing, Which>) -> Result<List<Listed>, Problem> {
    let Which { text, publisher, language, old_versions, limit, after } = call.query;
    let after = after.as_deref().map(filter::after);
    let shelf = Shelf {
        text,
        publisher,
        language,
        old_versions: old_versions.unwrap_or_default(),
        limit: limit.unwrap_or(LIMIT),
        after: after.transpose()?,
    };
    let (items, next) = store.documents(&shelf)?;
    let total = store.count_documents(&shelf)?;
    Ok(List { items, next: next.map(|next| next.to_string()), total: Some(total) })
}

fn one(store: &mut Store, call: Call<Id, Nothing>) -> Result<Document, Problem> {
    let listed = listed(store, &call.path.id)?;
    Ok(Document {
        text: store.document_text(&listed.id)?,
        origins: store.origins(&listed.id)?,
        page: store.versions(&listed.id)?,
        listed,
    })
}

fn listed(store: &mut Store, id: &str) -> Result<Listed, Problem> {
    store.document(id)?.ok_or_else(|| Problem::of(Code::NoReport, &[("name", &id)]))
}

fn record(store: &mut Store, call: Call<Id, Nothing>) -> Result<Record, Problem> {
    record_of(store, &call.path.id)
}

/// The record of a report, without its text.
///
/// # Errors
/// When there is none, or it is damaged.
pub fn record_of(store: &mut Store, report: &str) -> Result<Record, Problem> {
    listed(store, report)?;
    let kept = store.records_of(std::iter::once(report))?;
    let json = kept.first().ok_or_else(|| Problem::of(Code::NoRecord, &[("name", &report)]))?;
    serde_json::from_str(&json.record).map_err(|error| Problem::fault(format!("the record of {report:?}: {error}")))
}
