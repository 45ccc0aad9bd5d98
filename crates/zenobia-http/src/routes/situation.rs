//! The front page: what happened, who holds what, tolls, damage, what is open.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;
use zenobia_core::reconcile::situation::{Agreement, Contradiction, Control, Extent, Open, Side};
use zenobia_core::row::{Building, Row, RowKind};
use zenobia_store::{Query, Store};

use crate::problem::Problem;
use crate::route::{Call, Nothing, Route};

/// The front page.
#[derive(Debug, Serialize, JsonSchema)]
struct Front {
    /// First and last day of what happened; `null` when nothing is dated.
    period: Option<[String; 2]>,
    /// The last events, newest first.
    latest: Vec<Row>,
    /// Numbers of people, by effect and side, over single events and without totals so far: what adds up.
    tolls: Vec<TollSum>,
    /// Who holds how many places now.
    control: Vec<Held>,
    /// Sites that something was done to.
    sites: Vec<SiteDamage>,
    /// What is announced, denied or supposed, and belongs to no event.
    open: Vec<Open>,
    /// What sources do not agree on.
    contradictions: Vec<Contradiction>,
    /// Agreements and their state.
    agreements: Vec<Agreement>,
    /// How many events sums and sites were taken from: the latest ones.
    weighed: u64,
}

/// A number of people over several events.
#[derive(Debug, Serialize, JsonSchema)]
struct TollSum {
    /// Killed, wounded …
    effect: String,
    /// Whose.
    side: Side,
    /// The lowest that stands, added up.
    low: u64,
    /// The highest that stands, added up.
    high: u64,
    /// The events.
    events: Vec<String>,
}

/// How many places somebody holds.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
struct Held {
    /// Key of who holds them; `null` for somebody whom only reports know.
    key: Option<String>,
    /// Who.
    name: String,
    /// Places.
    places: u64,
    /// Those that others are said to hold.
    contested: u64,
}

/// A site, and what was done to it.
#[derive(Debug, Serialize, JsonSchema)]
struct SiteDamage {
    /// The site.
    site: Building,
    /// Events, newest first.
    events: Vec<String>,
    /// Their modes.
    modes: Vec<String>,
}

/// Events that sums are taken over.
const WEIGHED: u64 = 2_000;
/// Items of a list.
const SHOWN: usize = 50;

pub fn routes() -> Vec<Route> {
    vec![Route::heavy(
        "/api/v1/situation",
        "What happened when, who holds what, tolls by side, damage, open questions",
        front,
    )]
}

/// The items of a part of the situation.
///
/// # Errors
/// When the database cannot be read, or is damaged.
pub fn part<T: DeserializeOwned>(store: &mut Store, name: &str) -> Result<Vec<T>, Problem> {
    let mut items = Vec::new();
    store.situation_part(name, &mut |json| {
        items.push(serde_json::from_str(json));
        Ok(())
    })?;
    let damaged = |error: serde_json::Error| Problem::fault(format!("the situation is damaged ({name}): {error}"));
    items.into_iter().collect::<Result<_, _>>().map_err(damaged)
}

fn front(store: &mut Store, _: Call<Nothing, Nothing>) -> Result<Front, Problem> {
    let query = Query { of: Some(RowKind::Event), descending: true, limit: Some(WEIGHED), ..Query::default() };
    let (events, _) = store.page(&query)?;
    let mut contradictions: Vec<Contradiction> = part(store, "contradictions")?;
    let mut open: Vec<Open> = part(store, "open")?;
    let mut agreements: Vec<Agreement> = part(store, "agreements")?;
    contradictions.truncate(SHOWN);
    open.truncate(SHOWN);
    agreements.truncate(SHOWN);
    let mut dated: Vec<Row> = events.iter().filter(|event| event.time.is_some()).take(12).cloned().collect();
    if dated.is_empty() {
        dated = events.iter().take(12).cloned().collect();
    }
    Ok(Front {
        period: period(store)?,
        tolls: tolls(&events),
        control: held(&part::<Control>(store, "control")?),
        sites: sites(&events),
        weighed: events.len() as u64,
        latest: dated,
        open,
        contradictions,
        agreements,
    })
}

fn period(store: &mut Store) -> Result<Option<[String; 2]>, Problem> {
    let days = store.days(&Query { of: Some(RowKind::Event), ..Query::default() })?;
    Ok(days.first().zip(days.last()).map(|(first, last)| [first.day.clone(), last.day.clone()]))
}

/// What adds up: numbers of single events. Totals so far and counts of campaigns hold those of their parts already.
fn tolls(events: &[Row]) -> Vec<TollSum> {
    let mut sums: BTreeMap<(String, Side), TollSum> = BTreeMap::new();
    for event in events.iter().filter(|event| event.extent != Some(Extent::Campaign)) {
        for toll in event.tolls.iter().filter(|toll| toll.unit == "person" && !toll.cumulative) {
            let side = toll.side.unwrap_or(Side::Unknown);
            let sum = sums.entry((toll.effect.clone(), side)).or_insert_with(|| TollSum {
                effect: toll.effect.clone(),
                side,
                low: 0,
                high: 0,
                events: Vec::new(),
            });
            let low = toll.low.or(toll.best).unwrap_or_default();
            sum.low = sum.low.saturating_add(low);
            sum.high = sum.high.saturating_add(toll.high.unwrap_or(low.max(toll.best.unwrap_or_default())));
            sum.events.push(event.id.clone());
        }
    }
    let mut sums: Vec<TollSum> = sums.into_values().collect();
    sums.sort_by_key(|sum| std::cmp::Reverse(sum.high));
    sums
}

/// The last interval of each place is how it stands now.
fn held(control: &[Control]) -> Vec<Held> {
    let mut holders: BTreeMap<(Option<String>, String), (u64, u64)> = BTreeMap::new();
    for interval in
        control.iter().filter(|control| control.part.is_none()).filter_map(|control| control.intervals.last())
    {
        if let Some(holder) = interval.holder.as_ref().filter(|_| interval.to.is_none()) {
            let counts = holders.entry((holder.key.clone(), holder.name.clone())).or_default();
            counts.0 += 1;
            counts.1 += u64::from(!interval.disputed_by.is_empty());
        }
    }
    let held = |((key, name), (places, contested))| Held { key, name, places, contested };
    let mut all: Vec<Held> = holders.into_iter().map(held).collect();
    all.sort_by(|one, other| other.places.cmp(&one.places).then_with(|| one.name.cmp(&other.name)));
    all
}

fn sites(events: &[Row]) -> Vec<SiteDamage> {
    let mut all: Vec<SiteDamage> = Vec::new();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for event in events {
        for site in &event.sites {
            let at = *seen.entry(site.key.clone().unwrap_or_else(|| site.name.clone())).or_insert(all.len());
            if at == all.len() {
                all.push(SiteDamage { site: site.clone(), events: Vec::new(), modes: Vec::new() });
            }
            let damage = &mut all[at];
            damage.events.push(event.id.clone());
            damage
                .modes
                .extend(event.mode.iter().filter(|mode| !damage.modes.contains(mode)).cloned().collect::<Vec<_>>());
        }
    }
    all.truncate(SHOWN * 2);
    all
}
