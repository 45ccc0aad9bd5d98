//! Rows for everybody: sensitive places become cells of a labeled grid, private persons lose their names.
//!
//! A place is never moved at random: whoever reads the file sees that it is a cell, and which, and all rows of one cell lie on one point.

use std::collections::BTreeMap;

use serde::Deserialize;
use zenobia_core::record::{ActorKind, Precision, SourceKind};
use zenobia_core::row::{Building, Quote, Row, Somebody, Spot};

use super::changes::{Change, Changes};

/// Which rows are generalized.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Generalize {
    /// Those that the policy calls sensitive.
    Sensitive,
    /// All that lie on a point.
    All,
}

/// What is sensitive, and how far it is generalized.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// Width of a cell in degrees.
    pub grid: f64,
    /// Event types whose places are sensitive.
    pub events: Vec<String>,
    /// Kinds of site that are.
    pub sites: Vec<String>,
    /// Kinds of place that are.
    pub places: Vec<String>,
}

impl Policy {
    /// Reads a policy.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    pub fn parse(text: &str) -> Result<Policy, String> {
        let policy: Policy = toml::from_str(text).map_err(|error| error.to_string())?;
        if !(policy.grid > 0.0 && policy.grid <= 10.0) {
            return Err("`grid` is the width of a cell in degrees: more than 0, at most 10".to_owned());
        }
        Ok(policy)
    }
}

impl Default for Policy {
    fn default() -> Policy {
        Policy::parse(include_str!("public.toml")).expect("the embedded policy is sound")
    }
}

/// A row as everybody may see it, and what was changed; `None` where nothing was.
pub fn open_to_all(row: &Row, policy: &Policy, generalize: Generalize) -> (Row, Option<Change>) {
    let mut open = row.clone();
    let mut changes = Vec::new();
    let because = match generalize {
        Generalize::All => Some("all places are generalized".to_owned()),
        Generalize::Sensitive => sensitive(row, policy),
    };
    if let Some(because) = because {
        changes.extend(hide_places(&mut open, policy.grid).map(|cell| Changes::Generalized { cell, because }));
    }
    let persons = mask(&mut open);
    if persons > 0 {
        changes.push(Changes::Masked { persons });
    }
    if !changes.is_empty() {
        let sentences = withhold(&mut open.quotes);
        if sentences > 0 {
            changes.push(Changes::Withheld { sentences });
        }
    }
    let change = (!changes.is_empty()).then(|| Change { row: row.id.clone(), what: changes });
    (open, change)
}

/// Somebody who holds no office and is not known to the knowledge base.
fn is_private(somebody: &Somebody) -> bool {
    somebody.kind == ActorKind::Person && somebody.key.is_none()
}

/// Why a row is sensitive.
fn sensitive(row: &Row, policy: &Policy) -> Option<String> {
    let person = row.actors.iter().chain(&row.recipients).any(is_private);
    let event = policy.events.contains(&row.event).then(|| format!("event type {}", row.event));
    let site = row.sites.iter().find(|site| policy.sites.contains(&site.kind));
    let place = row.places.iter().find(|place| policy.places.contains(&place.kind));
    (person.then(|| "a private person takes part".to_owned()))
        .or(event)
        .or_else(|| site.map(|site| format!("kind of site: {}", site.kind)))
        .or_else(|| place.map(|place| format!("kind of place: {}", place.kind)))
}

/// Kilometers from the middle of a cell to its corners, at the equator where it is largest.
fn reach(grid: f64) -> f64 {
    (grid * 111.32 / std::f64::consts::SQRT_2 * 10.0).round() / 10.0
}

/// The cell of a point: its name, and the degrees north and east of its middle.
fn cell(latitude: f64, longitude: f64, grid: f64) -> (String, f64, f64) {
    let snap = |degrees: f64, most: f64| {
        let corner = (degrees / grid).floor() * grid;
        let middle = (corner + grid / 2.0).clamp(-most, most);
        (middle * 1e6).round() / 1e6
    };
    let (north, east) = (snap(latitude, 90.0), snap(longitude, 180.0));
    (format!("grid {grid}° cell around {north}, {east}"), north, east)
}

/// Generalizes what is more exact than the grid; the name of the most exact cell.
fn hide_places(row: &mut Row, grid: f64) -> Option<String> {
    let mut first = None;
    for place in &mut row.places {
        let exact = place.radius_km.is_none_or(|radius| radius < reach(grid));
        let Some((latitude, longitude)) = place.latitude.zip(place.longitude).filter(|_| exact) else { continue };
        let (name, north, east) = cell(latitude, longitude, grid);
        first.get_or_insert_with(|| name.clone());
        let unit = [place.admin1.as_deref(), place.country.as_deref()];
        let unit: Vec<&str> = unit.into_iter().flatten().collect();
        *place = Spot {
            key: None,
            name: if unit.is_empty() { name } else { format!("{} ({name})", unit.join(", ")) },
            kind: "grid-cell".to_owned(),
            latitude: Some(north),
            longitude: Some(east),
            radius_km: Some(reach(grid)),
            country: place.country.take(),
            admin1: place.admin1.take(),
            precision: Some(Precision { acled: 2, ucdp: 3 }),
        };
    }
    for site in &mut row.sites {
        let at = site.latitude.zip(site.longitude).map(|(latitude, longitude)| cell(latitude, longitude, grid));
        first = first.or_else(|| at.as_ref().map(|(name, ..)| name.clone()));
        *site = Building {
            key: None,
            name: site.kind.clone(),
            kind: std::mem::take(&mut site.kind),
            latitude: at.as_ref().map(|(_, north, _)| *north),
            longitude: at.map(|(_, _, east)| east),
        };
    }
    first
}

/// Gives private persons numbers; how many there are.
fn mask(row: &mut Row) -> u32 {
    let mut masks: BTreeMap<String, String> = BTreeMap::new();
    for somebody in row.actors.iter_mut().chain(&mut row.recipients).filter(|somebody| is_private(somebody)) {
        let number = masks.len() + 1;
        let mask = masks.entry(somebody.name.clone()).or_insert_with(|| format!("[private person {number}]"));
        somebody.name = mask.clone();
        somebody.codes.clear();
    }
    for of in row.tolls.iter_mut().filter_map(|toll| toll.of.as_mut()) {
        if let Some(mask) = masks.get(of) {
            *of = mask.clone();
        }
    }
    let mut voices = 0;
    let speakers = row.quotes.iter_mut().flat_map(|quote| &mut quote.chain);
    // Of a voice only the key tells that it is known: one without may be a private person.
    for voice in speakers.filter(|voice| voice.key.is_none() && voice.kind == SourceKind::Actor) {
        voices += u32::from(voice.name.take().is_some());
        voice.kind = SourceKind::Unnamed;
    }
    if masks.is_empty() && voices == 0 {
        return 0;
    }
    for mark in row.means.iter_mut().chain(&mut row.origins) {
        let named = masks.keys().any(|name| mark.to_lowercase().contains(&name.to_lowercase()));
        if named {
            *mark = "[withheld]".to_owned();
        }
    }
    masks.len() as u32 + voices
}

/// Leaves out sentences, and words that are more than the name of what happened.
fn withhold(quotes: &mut [Quote]) -> u32 {
    quotes.iter_mut().map(|quote| u32::from(quote.text.take().is_some())).sum()
}
