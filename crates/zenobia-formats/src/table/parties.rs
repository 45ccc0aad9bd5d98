//! Actors and places of reports by columns.

use zenobia_core::record::{Actor, Mention, Place, Record};

use super::{Cells, Table, numbers, points, texts, wholes};
use crate::write::word;

/// The different wordings of mentions, in the order of the text.
fn wordings(mentions: &[Mention]) -> Option<String> {
    let mut words: Vec<&str> = Vec::new();
    for mention in mentions {
        if !words.contains(&mention.text.as_str()) {
            words.push(&mention.text);
        }
    }
    (!words.is_empty()).then(|| words.join("; "))
}

/// A row an actor of a report.
pub fn actors(records: &[Record]) -> Table {
    let all: Vec<(&str, &Actor)> = records
        .iter()
        .flat_map(|record| record.actors.iter().map(move |actor| (record.report.id.as_str(), actor)))
        .collect();
    let code = |system: &'static str| texts(&all, move |(_, actor)| actor.codes.get(system).map(String::as_str));
    Table::of(
        "actors",
        [
            ("report", texts(&all, |(report, _)| Some(report))),
            ("id", texts(&all, |(_, actor)| Some(&actor.id))),
            ("key", texts(&all, |(_, actor)| actor.key.as_deref())),
            ("name", texts(&all, |(_, actor)| Some(&actor.name))),
            ("kind", Cells::Texts(all.iter().map(|(_, actor)| Some(word(&actor.kind))).collect())),
            ("country", texts(&all, |(_, actor)| actor.country.as_deref())),
            ("wikidata", code("wikidata")),
            ("cameo", code("cameo")),
            ("acled", code("acled")),
            ("ucdp", code("ucdp")),
            ("mentions", wholes(&all, |(_, actor)| Some(actor.mentions.len() as u64))),
            ("wordings", Cells::Texts(all.iter().map(|(_, actor)| wordings(&actor.mentions)).collect())),
        ],
    )
}

/// A row a place of a report.
pub fn places(records: &[Record]) -> Table {
    let all: Vec<(&str, &Place)> = records
        .iter()
        .flat_map(|record| record.places.iter().map(move |place| (record.report.id.as_str(), place)))
        .collect();
    Table::of(
        "places",
        [
            ("report", texts(&all, |(report, _)| Some(report))),
            ("id", texts(&all, |(_, place)| Some(&place.id))),
            ("key", texts(&all, |(_, place)| place.key.as_deref())),
            ("name", texts(&all, |(_, place)| Some(&place.name))),
            ("kind", texts(&all, |(_, place)| Some(&place.kind))),
            ("latitude", numbers(&all, |(_, place)| place.latitude)),
            ("longitude", numbers(&all, |(_, place)| place.longitude)),
            ("radius_km", numbers(&all, |(_, place)| place.radius_km)),
            ("country", texts(&all, |(_, place)| place.country.as_deref())),
            ("admin1", texts(&all, |(_, place)| place.admin1.as_deref())),
            ("acled_precision", wholes(&all, |(_, place)| place.precision.map(|precision| precision.acled.into()))),
            ("ucdp_precision", wholes(&all, |(_, place)| place.precision.map(|precision| precision.ucdp.into()))),
            ("mentions", wholes(&all, |(_, place)| Some(place.mentions.len() as u64))),
            ("wordings", Cells::Texts(all.iter().map(|(_, place)| wordings(&place.mentions)).collect())),
            ("geometry", points(&all, |(_, place)| place.latitude.zip(place.longitude))),
        ],
    )
}
