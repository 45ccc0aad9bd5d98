//! Claims that a person should look at, the most worth it first.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use zenobia_core::reconcile::situation::Grade;
use zenobia_core::record::{Factuality, SourceKind};
use zenobia_core::row::{Review, Row, RowKind};
use zenobia_store::{Query, Sort, Store};

use crate::filter::{self, Filter, LIMIT};
use crate::problem::Problem;
use crate::reply::List;
use crate::route::{Call, Nothing, Route};

/// Why a claim should be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// The reading is not sure.
    LowConfidence,
    /// Sources disagree on the event that it tells.
    Contested,
    /// The only source of its event.
    SingleSource,
    /// Many were killed or hurt.
    HighToll,
    /// Its place was not found.
    Unlocated,
    /// It names no place.
    NoPlace,
    /// Only the day of the report is known.
    Undated,
    /// Those who say so are not named.
    UnnamedSource,
    /// Nobody is named who did it.
    NoActor,
    /// It is not told as sure.
    Hedged,
}

/// A claim to look at.
#[derive(Debug, Serialize, JsonSchema)]
struct Item {
    /// The claim.
    row: Row,
    /// Why.
    reasons: Vec<Reason>,
    /// How much it is worth: the more, the sooner.
    value: f64,
}

/// Claims that are weighed against one another.
const WEIGHED: u64 = 1_000;

/// Events whose claims are looked at because sources disagree.
const CONTESTED: u64 = 200;

/// Below this a reading is not sure.
const UNSURE: f64 = 0.6;

/// From this many people on a toll is high.
const HIGH: u64 = 20;

pub fn routes() -> Vec<Route> {
    vec![Route::heavy(
        "/api/v1/queue",
        "Claims to review, the most worth looking at first: of the least sure ones and those of contested events",
        list,
    )]
}

fn list(store: &mut Store, call: Call<Nothing, Filter>) -> Result<List<Item>, Problem> {
    let start = match &call.query.after {
        None => 0,
        Some(after) => filter::after::<usize>(after)?,
    };
    let limit = call.query.limit.unwrap_or(LIMIT) as usize;
    let asked = Filter { after: None, limit: None, sort: None, descending: false, ..call.query };
    let mut query = asked.query(&call.app, store, Some(RowKind::Claim))?;
    if query.review.is_empty() {
        query.review = vec![Review::Unreviewed];
    }
    let items = weigh(store, &query)?;
    let total = items.len();
    let next = (start + limit < total).then(|| (start + limit).to_string());
    let items = items.into_iter().skip(start).take(limit).collect();
    Ok(List { items, next, total: Some(total as u64) })
}

/// The claims to look at, the most worth it first.
fn weigh(store: &mut Store, query: &Query) -> Result<Vec<Item>, Problem> {
    let grades = grades(store)?;
    let unsure = Query { sort: Some(Sort::Confidence), limit: Some(WEIGHED), ..query.clone() };
    let (mut rows, _) = store.page(&unsure)?;
    let disputed: Vec<String> = grades.keys().filter(|id| !rows.iter().any(|row| row.id == **id)).cloned().collect();
    if query.id.is_empty() && !disputed.is_empty() {
        rows.extend(store.page(&Query { id: disputed, limit: Some(WEIGHED), ..query.clone() })?.0);
    }
    let item = |row: Row| {
        let reasons = reasons(&row, grades.get(&row.id).copied());
        let value = value(&row, &reasons);
        Item { row, reasons, value }
    };
    let mut items: Vec<Item> = rows.into_iter().map(item).collect();
    items.sort_by(|one, other| {
        let order = |item: &Item| Reverse((item.value * 1e6) as i64);
        order(one).cmp(&order(other)).then_with(|| one.row.id.cmp(&other.row.id))
    });
    Ok(items)
}

/// Of claims of contested events, the grade.
fn grades(store: &mut Store) -> Result<BTreeMap<String, Grade>, Problem> {
    let contested = Query {
        of: Some(RowKind::Event),
        grade: vec![Grade::Contested, Grade::Discounted],
        descending: true,
        limit: Some(CONTESTED),
        ..Query::default()
    };
    let (events, _) = store.page(&contested)?;
    let pairs = events.into_iter().filter_map(|event| Some((event.grade?, event.quotes)));
    Ok(pairs.flat_map(|(grade, quotes)| quotes.into_iter().map(move |quote| (quote.row, grade))).collect())
}

/// Why a claim should be looked at, the weightiest reason first.
pub fn reasons(row: &Row, grade: Option<Grade>) -> Vec<Reason> {
    let people = row.tolls.iter().filter(|toll| toll.unit == "person").filter_map(|toll| toll.best.or(toll.low));
    let located = row.point().is_some();
    let chain = row.quotes.iter().flat_map(|quote| &quote.chain);
    let told = [
        (Reason::LowConfidence, row.confidence.is_some_and(|confidence| confidence < UNSURE)),
        (Reason::Contested, matches!(grade, Some(Grade::Contested | Grade::Discounted))),
        (Reason::HighToll, people.max().unwrap_or_default() >= HIGH),
        (Reason::Unlocated, !located && !row.places.is_empty()),
        (Reason::NoPlace, row.places.is_empty()),
        (Reason::Undated, row.time.as_ref().is_none_or(|time| !time.told)),
        (Reason::SingleSource, grade == Some(Grade::Weak)),
        (Reason::UnnamedSource, chain.clone().any(|voice| voice.kind == SourceKind::Unnamed)),
        (Reason::NoActor, row.actors.is_empty()),
        (Reason::Hedged, row.factuality == Factuality::Hedged),
    ];
    told.into_iter().filter(|(_, holds)| *holds).map(|(reason, _)| reason).collect()
}

/// What a decision would gain: doubt, times what hangs on it.
fn value(row: &Row, reasons: &[Reason]) -> f64 {
    let doubt = 1.0 - row.confidence.unwrap_or(0.5);
    let weight = |reason: &Reason| match reason {
        Reason::Contested | Reason::HighToll => 0.5,
        Reason::Unlocated => 0.2,
        Reason::UnnamedSource | Reason::NoActor | Reason::SingleSource => 0.1,
        Reason::NoPlace | Reason::Undated | Reason::Hedged => 0.05,
        Reason::LowConfidence => 0.0,
    };
    let value = doubt + reasons.iter().map(weight).sum::<f64>();
    (value * 1e4).round() / 1e4
}
