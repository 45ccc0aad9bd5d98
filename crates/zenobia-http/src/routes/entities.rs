//! Actors, places and sites: who and what findings name, and what is known of them.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use zenobia_core::knowledge::{KnownActor, KnownSite};
use zenobia_core::place::look_up;
use zenobia_core::record::ActorKind;
use zenobia_core::row::RowKind;
use zenobia_desk::Library;
use zenobia_store::{Entity, EntityKind, Facets, Merged, Query, Store};

use super::claims::Known;
use crate::filter::{self, LIMIT};
use crate::problem::{Code, Problem};
use crate::reply::List;
use crate::route::{Call, Id, Nothing, Route};

/// Which of them.
#[derive(Debug, Deserialize, JsonSchema)]
struct Which {
    /// A part of a name.
    #[schemars(length(min = 1, max = 200))]
    text: Option<String>,
    /// At most so many.
    #[schemars(range(min = 1, max = 1000))]
    limit: Option<u64>,
    /// Where a page before ended (`next`).
    #[schemars(length(min = 1, max = 200))]
    after: Option<String>,
}

/// An actor.
#[derive(Debug, Serialize, JsonSchema)]
struct ActorPage {
    /// Its key.
    key: String,
    /// What it is called most often.
    name: String,
    /// Claims that name it.
    claims: u64,
    /// Its names in reports.
    names: Vec<String>,
    /// Those that people have said to be the same.
    merged: Vec<Merged>,
    /// What is known of it; `null` for somebody whom only reports know.
    known: Option<Profile>,
    /// The events that name it, divided: with whom it appears, where, in what.
    events: Facets,
}

/// What is known of an actor.
#[derive(Debug, Serialize, JsonSchema)]
struct Profile {
    /// What kind of actor it is.
    kind: ActorKind,
    /// ISO 3166 alpha-2 code of its country.
    country: Option<String>,
    /// Names by language.
    names: BTreeMap<String, Vec<String>>,
    /// When it began to exist.
    from: Option<String>,
    /// When it ended.
    to: Option<String>,
    /// Those it is part of.
    parents: Vec<Relative>,
    /// Its parts.
    parts: Vec<Relative>,
    /// Its allies.
    allies: Vec<Relative>,
    /// Its rivals.
    rivals: Vec<Relative>,
    /// Codes in other systems.
    codes: BTreeMap<String, String>,
}

/// Another actor.
#[derive(Debug, Serialize, JsonSchema)]
struct Relative {
    /// Its key.
    key: String,
    /// Its name.
    name: String,
}

/// A place or a site.
#[derive(Debug, Serialize, JsonSchema)]
struct PlacePage {
    /// Its key.
    key: String,
    /// What it is called most often.
    name: String,
    /// Claims that name it.
    claims: u64,
    /// Its names in reports.
    names: Vec<String>,
    /// Those that people have said to be the same.
    merged: Vec<Merged>,
    /// The place in the gazetteer; `null` when it was not found there.
    place: Option<Known>,
    /// The events that name it, divided.
    events: Facets,
}

/// A site.
#[derive(Debug, Serialize, JsonSchema)]
struct SitePage {
    /// Its key.
    key: String,
    /// What it is called most often.
    name: String,
    /// Claims that name it.
    claims: u64,
    /// Its names in reports.
    names: Vec<String>,
    /// Those that people have said to be the same.
    merged: Vec<Merged>,
    /// What is known of it; `null` for one that only reports know.
    known: Option<Monument>,
    /// The events that name it, divided.
    events: Facets,
}

/// What is known of a site.
#[derive(Debug, Serialize, JsonSchema)]
struct Monument {
    /// Temple, museum, bridge …
    kind: String,
    /// ISO 3166 alpha-2 code of its country.
    country: String,
    /// The town it stands in or near.
    place: Option<String>,
    /// Degrees north, WGS 84.
    latitude: f64,
    /// Degrees east.
    longitude: f64,
    /// Names by language.
    names: BTreeMap<String, Vec<String>>,
    /// World Heritage id.
    world_heritage: Option<u32>,
}

/// A name to look up.
#[derive(Debug, Deserialize, JsonSchema)]
struct Name {
    /// The name, in any language that the gazetteer has, or as it sounds.
    #[schemars(length(min = 1, max = 200))]
    name: String,
    /// Degrees north and east of a point, with a comma between: what is near comes first.
    #[schemars(regex(pattern = r"^-?[0-9]{1,2}(\.[0-9]{1,20})?,-?[0-9]{1,3}(\.[0-9]{1,20})?$"))]
    near: Option<String>,
    /// At most so many.
    #[schemars(range(min = 1, max = 100))]
    limit: Option<u64>,
}

pub fn routes() -> Vec<Route> {
    vec![
        Route::heavy("/api/v1/actors", "Those who do something or suffer it, most often named first", actors),
        Route::get("/api/v1/actors/{id}", "An actor: names, what is known, and with whom it appears", actor),
        Route::heavy("/api/v1/places", "Places, most often named first", places),
        Route::get("/api/v1/places/{id}", "A place, and what happened there", place),
        Route::heavy("/api/v1/sites", "Buildings, monuments and objects, most often named first", sites),
        Route::get("/api/v1/sites/{id}", "A site, and what happened to it", site),
        Route::get("/api/v1/gazetteer", "Places that a name may mean, best first", gazetteer),
    ]
}

fn list(store: &mut Store, kind: EntityKind, which: &Which) -> Result<List<Entity>, Problem> {
    let limit = which.limit.unwrap_or(LIMIT);
    let after = which.after.as_deref().map(filter::after);
    let skip: u64 = after.transpose()?.unwrap_or_default();
    let items = store.entities(kind, which.text.as_deref(), limit, skip)?;
    let next = (items.len() as u64 >= limit).then(|| (skip + limit).to_string());
    Ok(List { items, next, total: None })
}

fn actors(store: &mut Store, call: Call<Nothing, Which>) -> Result<List<Entity>, Problem> {
    list(store, EntityKind::Actor, &call.query)
}

fn places(store: &mut Store, call: Call<Nothing, Which>) -> Result<List<Entity>, Problem> {
    list(store, EntityKind::Place, &call.query)
}

fn sites(store: &mut Store, call: Call<Nothing, Which>) -> Result<List<Entity>, Problem> {
    list(store, EntityKind::Site, &call.query)
}

/// How often it is named, by what names, and what was merged into it.
struct Named {
    entity: Entity,
    names: Vec<String>,
    merged: Vec<Merged>,
}

/// Also of one that never is named: what is known can be looked at before.
fn named(store: &mut Store, kind: EntityKind, key: &str, known: Option<&str>) -> Result<Named, Problem> {
    let entity = match (store.entity(kind, key)?, known) {
        (Some(entity), _) => entity,
        (None, Some(name)) => Entity { key: key.to_owned(), name: name.to_owned(), events: 0, claims: 0 },
        (None, None) => return Err(Problem::of(Code::NothingKnown, &[("key", &key)])),
    };
    let names = store.names_of(kind, &entity.key)?;
    let merged = store.merged_into(kind, &entity.key)?;
    Ok(Named { entity, names, merged })
}

fn about(store: &mut Store, query: Query) -> Result<Facets, Problem> {
    Ok(store.facets(&Query { of: Some(RowKind::Event), ..query })?)
}

fn actor(store: &mut Store, call: Call<Id, Nothing>) -> Result<ActorPage, Problem> {
    let key = call.path.id;
    let library = call.app.library();
    let find = |key: &str| library.knowledge().actors().iter().find(|actor| actor.key == key);
    let Named { entity, names, merged } =
        named(store, EntityKind::Actor, &key, find(&key).map(|actor| actor.name.as_str()))?;
    let Entity { key, name, claims, .. } = entity;
    let known = find(&key).map(|actor| profile(actor, library));
    let events = about(store, Query { party: vec![key.clone()], ..Query::default() })?;
    Ok(ActorPage { key, name, claims, names, merged, known, events })
}

fn profile(actor: &KnownActor, library: &Library) -> Profile {
    let all = library.knowledge().actors();
    let named =
        |key: &str| all.iter().find(|other| other.key == key).map_or(key, |other| other.name.as_str()).to_owned();
    let relatives = |keys: &[compact_str::CompactString]| -> Vec<Relative> {
        keys.iter().map(|key| Relative { key: key.to_string(), name: named(key) }).collect()
    };
    let parts = all.iter().filter(|other| other.parents.contains(&actor.key));
    Profile {
        kind: actor.kind,
        country: actor.country.as_ref().map(ToString::to_string),
        names: words(&actor.names),
        from: actor.from.as_ref().map(ToString::to_string),
        to: actor.to.as_ref().map(ToString::to_string),
        parents: relatives(&actor.parents),
        parts: parts.map(|part| Relative { key: part.key.to_string(), name: part.name.to_string() }).collect(),
        allies: relatives(&actor.allies),
        rivals: relatives(&actor.rivals),
        codes: actor.codes.iter().map(|(system, code)| (system.to_string(), code.to_string())).collect(),
    }
}

fn words(names: &zenobia_core::knowledge::Names) -> BTreeMap<String, Vec<String>> {
    names.iter().map(|(code, names)| (code.to_string(), names.iter().map(ToString::to_string).collect())).collect()
}

fn place(store: &mut Store, call: Call<Id, Nothing>) -> Result<PlacePage, Problem> {
    let key = call.path.id;
    let find = |key: &str| {
        let number = key.strip_prefix("geonames:")?.parse().ok()?;
        call.app.library().knowledge().gazetteer().by_geonames_id(number).map(Known::from)
    };
    let Named { entity, names, merged } =
        named(store, EntityKind::Place, &key, find(&key).as_ref().map(|place| place.name.as_str()))?;
    let Entity { key, name, claims, .. } = entity;
    let place = find(&key);
    let events = about(store, Query { place: vec![key.clone()], ..Query::default() })?;
    Ok(PlacePage { key, name, claims, names, merged, place, events })
}

fn site(store: &mut Store, call: Call<Id, Nothing>) -> Result<SitePage, Problem> {
    let key = call.path.id;
    let find = |key: &str| call.app.library().knowledge().sites().iter().find(|site| site.key == key);
    let Named { entity, names, merged } =
        named(store, EntityKind::Site, &key, find(&key).map(|site| site.name.as_str()))?;
    let Entity { key, name, claims, .. } = entity;
    let known = find(&key).map(monument);
    let events = about(store, Query { site: vec![key.clone()], ..Query::default() })?;
    Ok(SitePage { key, name, claims, names, merged, known, events })
}

fn monument(site: &KnownSite) -> Monument {
    Monument {
        kind: site.kind.to_string(),
        country: site.country.to_string(),
        place: site.place.as_ref().map(ToString::to_string),
        latitude: site.latitude,
        longitude: site.longitude,
        names: words(&site.names),
        world_heritage: site.world_heritage,
    }
}

fn gazetteer(_: &mut Store, call: Call<Nothing, Name>) -> Result<List<Known>, Problem> {
    let Name { name, near, limit } = call.query;
    let found = look_up(&name, call.app.library().knowledge().gazetteer());
    let mut items: Vec<Known> = found.into_iter().map(|(_, place)| Known::from(place)).collect();
    if let Some((latitude, longitude)) = near.as_deref().and_then(point) {
        // A stable sort: of places equally near the likelier one stays first.
        items.sort_by_key(|place| {
            let (north, east) =
                (place.latitude - latitude, (place.longitude - longitude) * latitude.to_radians().cos());
            (north.hypot(east) * 10.0) as u64
        });
    }
    items.truncate(limit.unwrap_or(20) as usize);
    Ok(List::all(items))
}

fn point(text: &str) -> Option<(f64, f64)> {
    let (latitude, longitude) = text.split_once(',')?;
    Some((latitude.parse().ok()?, longitude.parse().ok()?))
}
