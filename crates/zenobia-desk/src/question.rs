//! Names in a question, looked up in what is known.

use zenobia_core::place::{NameMatch, PlaceKind, look_up};
use zenobia_core::text::fold;
use zenobia_store::Query;

use crate::library::Library;

/// Adds to the names of places and actors in a question, in any language, the keys that they stand for.
///
/// # Errors
/// When it asks for an event type that there is not, which would quietly find nothing: in words for the one who asks.
pub fn widen(query: &mut Query, library: &Library) -> Result<(), String> {
    check_events(query, library)?;
    for place in std::mem::take(&mut query.place) {
        query.place.extend(places(&place, library));
    }
    for list in [&mut query.actor, &mut query.recipient, &mut query.party, &mut query.source] {
        let keys: Vec<String> = list.iter().flat_map(|name| keys(name, library)).collect();
        list.extend(keys);
    }
    Ok(())
}

fn check_events(query: &Query, library: &Library) -> Result<(), String> {
    let ontology = &library.packs().ontology;
    for event in &query.event {
        if ontology.get(&event.to_uppercase()).is_none() {
            let known: Vec<&str> = ontology.events().map(|kind| kind.event.as_str()).collect();
            return Err(format!("there is no event type {event:?}; known are {}", known.join(", ")));
        }
    }
    Ok(())
}

/// A place as it was typed, and what the gazetteer knows it as.
fn places(name: &str, library: &Library) -> Vec<String> {
    let mut all = vec![name.to_owned()];
    let found = look_up(name, library.knowledge().gazetteer());
    if let Some((_, place)) = found.first().filter(|(_, place)| place.by < NameMatch::Sound) {
        all.push(place.key.to_string());
        match place.kind {
            PlaceKind::Country => all.extend(place.country.as_ref().map(ToString::to_string)),
            PlaceKind::Region => all.push(place.name.to_string()),
            _ => {}
        }
    }
    all
}

/// Keys of the actors that are called so in any language.
fn keys(name: &str, library: &Library) -> Vec<String> {
    let folded = fold(name);
    let is_called = |names: &Vec<_>| names.iter().any(|known: &compact_str::CompactString| fold(known) == folded);
    let actors = library.knowledge().actors().iter().filter(|actor| actor.names.values().any(is_called));
    actors.map(|actor| actor.key.to_string()).collect()
}
