//! Claims: lists, each, and why it is there.

use schemars::JsonSchema;
use serde::Serialize;
use zenobia_core::place::{Candidate, Gazetteer, look_up};
use zenobia_core::record::{Actor, Claim, Note, Place, Quantity, Record, Site, Time};
use zenobia_core::row::{Row, RowKind};
use zenobia_store::{Cursor, Query, Store};

use super::documents::record_of;
use super::queue::{Reason, reasons};
use crate::filter::{Filter, LIMIT};
use crate::problem::{Code, Problem};
use crate::reply::List;
use crate::route::{Call, Id, Nothing, Route};

/// Rows are counted up to here.
const COUNTED: u64 = 10_000;

/// Why a claim is there, and what else it could be.
#[derive(Debug, Serialize, JsonSchema)]
struct Grounds {
    /// The claim in its record, with its derivation (`why`).
    claim: Claim,
    /// Those who take part or say so.
    actors: Vec<Actor>,
    /// Where.
    places: Vec<Place>,
    /// To what.
    sites: Vec<Site>,
    /// When.
    times: Vec<Time>,
    /// How many.
    quantities: Vec<Quantity>,
    /// What else its places could be.
    alternatives: Vec<Alternatives>,
    /// Notes on its words.
    notes: Vec<Note>,
    /// Why a person should look at it.
    reasons: Vec<Reason>,
    /// Id of the event that it tells, if any.
    event: Option<String>,
}

/// What else a place could be.
#[derive(Debug, Serialize, JsonSchema)]
struct Alternatives {
    /// Id of the place in the record.
    of: String,
    /// Its words.
    words: String,
    /// Places of the gazetteer that bear the name, best first.
    candidates: Vec<Known>,
}

/// A place of the gazetteer.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Known {
    /// Its key, `geonames:…`.
    pub key: String,
    /// Its name.
    pub name: String,
    /// City, village, region …
    pub kind: &'static str,
    /// Degrees north, WGS 84.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// Kilometers that it reaches.
    pub radius_km: f64,
    /// ISO 3166 alpha-2 code of the country.
    pub country: Option<String>,
    /// First-level administrative unit.
    pub admin1: Option<String>,
    /// Inhabitants; 0 when that is not known.
    pub population: u64,
}

impl From<Candidate> for Known {
    fn from(place: Candidate) -> Known {
        Known {
            key: place.key.to_string(),
            name: place.name.to_string(),
            kind: place.kind.word(),
            latitude: place.latitude,
            longitude: place.longitude,
            radius_km: place.radius_km,
            country: place.country.map(|country| country.to_string()),
            admin1: place.admin1.map(|unit| unit.to_string()),
            population: place.population,
        }
    }
}

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/claims", "Claims, as rows (zenobia.row/1)", list),
        Route::get("/api/v1/claims/{id}", "A claim", one),
        Route::get(
            "/api/v1/claims/{id}/why",
            "How a claim was read, what else it could be, and why it should be looked at",
            why,
        ),
    ]
}

fn list(store: &mut Store, call: Call<Nothing, Filter>) -> Result<List<Row>, Problem> {
    rows(store, call, RowKind::Claim)
}

/// A page of rows of one kind.
///
/// # Errors
/// What makes no sense in the question.
pub fn rows(store: &mut Store, call: Call<Nothing, Filter>, of: RowKind) -> Result<List<Row>, Problem> {
    let query = call.query.query(&call.app, store, Some(of))?;
    let query = Query { limit: Some(query.limit.unwrap_or(LIMIT).min(1_000)), ..query };
    let (items, next) = store.page(&query)?;
    let total = store.count_to(&query, COUNTED)?;
    Ok(List { items, next: next.map(|Cursor(next)| next), total })
}

fn one(store: &mut Store, call: Call<Id, Nothing>) -> Result<Row, Problem> {
    find(store, &call.path.id)
}

/// A claim by its id.
///
/// # Errors
/// When there is none.
pub fn find(store: &mut Store, id: &str) -> Result<Row, Problem> {
    let query = Query { id: vec![id.to_owned()], old_versions: true, ..Query::default() };
    let (rows, _) = store.page(&query)?;
    rows.into_iter().next().ok_or_else(|| Problem::of(Code::NoClaim, &[("id", &id)]))
}

fn why(store: &mut Store, call: Call<Id, Nothing>) -> Result<Grounds, Problem> {
    let row = find(store, &call.path.id)?;
    let quote = row.quotes.first().ok_or_else(|| Problem::of(Code::NoWords, &[("id", &row.id)]))?;
    let record = record_of(store, &quote.report.id)?;
    let found = record.claims.iter().find(|claim| claim.id == quote.claim).cloned();
    let claim = found.ok_or_else(|| Problem::of(Code::NotInRecord, &[("id", &row.id)]))?;
    let event = store.event_of(&row.id)?;
    let grade = match &event {
        Some(event) => store.event(event)?.map(|event| event.grade),
        None => None,
    };
    let gazetteer = call.app.library().knowledge().gazetteer();
    Ok(Grounds { reasons: reasons(&row, grade), event, ..grounds(record, claim, gazetteer) })
}

/// The parts of the record that a claim names.
fn grounds(record: Record, claim: Claim, gazetteer: &dyn Gazetteer) -> Grounds {
    let roles = &claim.roles;
    let speakers = claim.source.iter().filter_map(|source| source.actor.as_ref());
    let people: Vec<&String> = roles.actor.iter().chain(&roles.recipient).chain(speakers).collect();
    let belongs = |id: &String| claim.tolls.iter().any(|toll| toll.of.as_ref() == Some(id));
    let actors = record.actors.iter().filter(|actor| people.contains(&&actor.id) || belongs(&actor.id));
    let sites = record.sites.iter().filter(|site| roles.site.contains(&site.id) || belongs(&site.id));
    let places: Vec<Place> = record.places.iter().filter(|place| roles.place.contains(&place.id)).cloned().collect();
    let counted = |quantity: &&Quantity| claim.tolls.iter().any(|toll| toll.quantity == quantity.id);
    let sentence = record.sentences.get(claim.sentence as usize).copied();
    let is_near = |note: &&Note| {
        let within = |start: u32, end: u32| sentence.is_some_and(|one| one.start <= start && end <= one.end);
        note.spans.iter().any(|span| within(span.start, span.end))
    };
    Grounds {
        actors: actors.cloned().collect(),
        sites: sites.cloned().collect(),
        times: record.times.iter().filter(|time| roles.time.contains(&time.id)).cloned().collect(),
        quantities: record.quantities.iter().filter(counted).cloned().collect(),
        alternatives: places.iter().filter_map(|place| alternatives(place, gazetteer)).collect(),
        notes: record.notes.iter().filter(is_near).cloned().collect(),
        reasons: Vec::new(),
        event: None,
        places,
        claim,
    }
}

/// Most places that are told for one name.
const MOST: usize = 12;

fn alternatives(place: &Place, gazetteer: &dyn Gazetteer) -> Option<Alternatives> {
    let words = place.mentions.first()?.text.clone();
    let candidates = look_up(&words, gazetteer).into_iter().take(MOST).map(|(_, candidate)| Known::from(candidate));
    let candidates: Vec<Known> = candidates.filter(|known| place.key.as_deref() != Some(known.key.as_str())).collect();
    Some(Alternatives { of: place.id.clone(), words, candidates })
}
