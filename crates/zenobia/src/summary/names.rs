//! What the ids of a record stand for.

use std::collections::BTreeMap;

use zenobia_core::record::{Place, Quantity, Record, Site, Source, SourceKind, Time};

use super::labels::Labels;

/// The things of a record, by id; actors, sites and places by what they are called in the language of the labels.
pub struct Names<'a> {
    actors: BTreeMap<&'a str, String>,
    places: BTreeMap<&'a str, String>,
    times: BTreeMap<&'a str, &'a Time>,
    quantities: BTreeMap<&'a str, &'a Quantity>,
}

impl<'a> Names<'a> {
    /// `known` tells the name of a key of the knowledge base.
    pub fn new(record: &'a Record, known: &dyn Fn(&str) -> Option<String>, labels: &Labels) -> Names<'a> {
        let name = |key: &Option<String>, name: &str| key.as_deref().and_then(known).unwrap_or(name.to_owned());
        let own_language = record.report.language == labels.code;
        let actors = record.actors.iter().map(|actor| {
            // The knowledge base names parts of a state ("Syrian army") in English only; the report has words of its own for them.
            let part = actor.key.as_deref().is_some_and(|key| key.contains('/'));
            let wording = actor.mentions.first().filter(|_| part && own_language && labels.code != "en");
            let own = wording.map_or(&actor.name, |mention| &mention.text);
            (actor.id.as_str(), name(&actor.key, own))
        });
        let sites = record.sites.iter().map(|Site { id, key, name: own, .. }| (id.as_str(), name(key, own)));
        Names {
            actors: actors.chain(sites).collect(),
            places: record.places.iter().map(|place| (place.id.as_str(), place_name(place, own_language))).collect(),
            times: record.times.iter().map(|time| (time.id.as_str(), time)).collect(),
            quantities: record.quantities.iter().map(|quantity| (quantity.id.as_str(), quantity)).collect(),
        }
    }

    /// The names of actors and sites.
    pub fn whos(&self, ids: &[String]) -> Vec<&str> {
        ids.iter().filter_map(|id| self.who(id)).collect()
    }

    /// The name of an actor or a site.
    pub fn who(&self, id: &str) -> Option<&str> {
        self.actors.get(id).map(String::as_str)
    }

    pub fn place(&self, id: &str) -> Option<&str> {
        self.places.get(id).map(String::as_str)
    }

    pub fn time(&self, id: &str) -> Option<&'a Time> {
        self.times.get(id).copied()
    }

    pub fn quantity(&self, id: &str) -> Option<&'a Quantity> {
        self.quantities.get(id).copied()
    }

    /// Who says so: "Peskov, cited by RIA Novosti"; nothing for the narrator.
    pub fn source(&self, chain: &[Source], labels: &Labels) -> Option<String> {
        let name = |source: &Source| match source.kind {
            SourceKind::Narrator => None,
            SourceKind::Unnamed => Some(labels.unnamed),
            SourceKind::Actor => Some(source.actor.as_deref().and_then(|id| self.who(id)).unwrap_or(labels.someone)),
        };
        let names: Vec<&str> = chain.iter().filter_map(name).collect();
        (!names.is_empty()).then(|| names.join(&format!(", {} ", labels.cited_by)))
    }
}

/// In its own language a report's wording is what a reader knows a place by; in another the gazetteer's name is.
fn place_name(place: &Place, own_language: bool) -> String {
    let wording = place.mentions.first().filter(|_| own_language && place.relation.is_none());
    wording.map_or_else(|| place.name.clone(), |mention| mention.text.clone())
}
