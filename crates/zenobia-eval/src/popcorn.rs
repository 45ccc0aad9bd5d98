//! Events and their relations measured on POPCORN.
//!
//! A mention of an event counts as found when a claim's trigger overlaps it and the claim's type is its type by the crosswalk `popcorn` of the
//! ontology; each is used once. An event counts as found when one of its mentions is. Claims of types that POPCORN does not know are passed over.
//! What a claim's roles are called among POPCORN's relations is told in `crosswalks/popcorn.toml`; a relation is right when both of its ends overlap.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use zenobia_core::pack::Ontology;
use zenobia_core::record::{Claim, Record};
use zenobia_core::span::Span;

use crate::corpora::popcorn_events::{Entity, Told};
use crate::crosswalk::codes;
use crate::score::pair::pair;
use crate::tally::Tally;

/// Names of types and relations: `crosswalks/popcorn.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scheme {
    /// The types of POPCORN that are events.
    pub events: BTreeSet<String>,
    /// Relations of an event to what fills a role: `actor`, `place`, `time`, or a number by its effect.
    pub relations: BTreeMap<String, String>,
}

impl Scheme {
    /// The one that is embedded.
    ///
    /// # Errors
    /// When it is not well formed.
    pub fn embedded() -> Result<Scheme, toml::de::Error> {
        toml::from_str(include_str!("../crosswalks/popcorn.toml"))
    }
}

/// Figures on the reports.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Popcorn {
    /// Mentions of events by type.
    pub types: BTreeMap<String, Tally>,
    /// Events by type: those one of whose mentions was found, of all.
    pub events: BTreeMap<String, Tally>,
    /// Relations by name.
    pub relations: BTreeMap<String, Tally>,
    /// What is not right, a line each.
    pub misses: Vec<String>,
}

/// Mean F1 of a table.
pub fn macro_f1<'a>(tallies: impl IntoIterator<Item = &'a Tally>) -> f64 {
    let figures: Vec<f64> =
        tallies.into_iter().filter(|tally| tally.gold > 0).map(|tally| tally.figures().f1).collect();
    (10.0 * figures.iter().sum::<f64>() / figures.len().max(1) as f64).round() / 10.0
}

impl Popcorn {
    /// All mentions of a table together.
    pub fn micro(tallies: &BTreeMap<String, Tally>) -> Tally {
        let mut all = Tally::default();
        tallies.values().for_each(|tally| all += *tally);
        all
    }

    /// Figures for the floors, in percent.
    pub fn figures(&self) -> BTreeMap<String, f64> {
        BTreeMap::from([
            ("mentions of events, mean of types".to_owned(), macro_f1(self.types.values())),
            ("mentions of events".to_owned(), Popcorn::micro(&self.types).figures().f1),
            ("relations of events, mean of relations".to_owned(), macro_f1(self.relations.values())),
        ])
    }

    /// Takes in another report.
    pub fn absorb(&mut self, other: Popcorn) {
        let tables =
            [(&mut self.types, other.types), (&mut self.events, other.events), (&mut self.relations, other.relations)];
        for (own, theirs) in tables {
            theirs.into_iter().for_each(|(name, tally)| *own.entry(name).or_default() += tally);
        }
        self.misses.extend(other.misses);
    }
}

/// A mention of an event in the corpus.
struct Mentioned<'a> {
    event: u32,
    kind: &'a str,
    span: Span,
}

/// Compares a report.
pub fn compare(gold: &Told, record: &Record, ontology: &Ontology, scheme: &Scheme) -> Popcorn {
    let mut found = Popcorn::default();
    let events = gold.entities.iter().filter(|(_, entity)| scheme.events.contains(&entity.kind));
    let mentions: Vec<Mentioned<'_>> = events
        .clone()
        .flat_map(|(id, entity)| {
            entity.mentions.iter().map(|span| Mentioned { event: *id, kind: &entity.kind, span: *span })
        })
        .collect();
    let claims: Vec<(&Claim, Vec<&str>)> = record
        .claims
        .iter()
        .map(|claim| (claim, codes(claim, "popcorn", ontology)))
        .filter(|(_, codes)| codes.iter().any(|code| scheme.events.contains(*code)))
        .collect();
    let pairs = pair(&mentions, &claims, |mention, (claim, codes)| {
        u8::from(mention.span.overlaps(claim.trigger.span()) && codes.contains(&mention.kind))
    });
    let right: BTreeSet<u32> = pairs.iter().map(|(gold, _)| mentions[*gold].event).collect();
    for mention in &mentions {
        found.types.entry(mention.kind.to_owned()).or_default().gold += 1;
    }
    for (id, entity) in events {
        let one = usize::from(right.contains(id));
        *found.events.entry(entity.kind.clone()).or_default() += Tally::new(one, one, 1);
    }
    for (index, (claim, codes)) in claims.iter().enumerate() {
        let hit = pairs.iter().find(|(_, predicted)| *predicted == index).map(|(gold, _)| mentions[*gold].kind);
        let tally = found.types.entry(hit.unwrap_or(codes[0]).to_owned()).or_default();
        tally.predicted += 1;
        tally.right += usize::from(hit.is_some());
        if hit.is_none() {
            let at = mentions.iter().find(|mention| mention.span.overlaps(claim.trigger.span()));
            let instead = at.map_or("nothing", |mention| mention.kind);
            found
                .misses
                .push(format!("{}\t{}\ttoo many, {instead} in the corpus\t{}", gold.id, codes[0], claim.trigger.text));
        }
    }
    for (index, mention) in mentions.iter().enumerate() {
        if !pairs.iter().any(|(gold, _)| *gold == index) {
            let words = words(&gold.text, mention.span);
            found.misses.push(format!("{}\t{}\tmissed\t{words}", gold.id, mention.kind));
        }
    }
    found.relations = relations(gold, record, scheme);
    found
}

fn words(text: &str, span: Span) -> String {
    text.chars().skip(span.start as usize).take((span.end - span.start) as usize).collect()
}

/// The relations of claims whose triggers are mentions of an event.
fn relations(gold: &Told, record: &Record, scheme: &Scheme) -> BTreeMap<String, Tally> {
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let named: BTreeSet<&String> = scheme.relations.values().collect();
    let is_event = |id: &u32| gold.entities.get(id).is_some_and(|entity| scheme.events.contains(&entity.kind));
    let mut wanted: Vec<(u32, &str, u32)> = Vec::new();
    for (subject, name, object) in gold.relations.iter().filter(|(_, name, _)| named.contains(name)) {
        // The event first, whichever side the corpus names first.
        let ends = [(*subject, *object), (*object, *subject)];
        wanted.extend(
            ends.into_iter().find(|(event, _)| is_event(event)).map(|(event, other)| (event, name.as_str(), other)),
        );
    }
    let mut predicted: BTreeSet<(u32, &str, u32)> = BTreeSet::new();
    let mut strangers: BTreeMap<&str, BTreeSet<(u32, u32)>> = BTreeMap::new();
    for claim in &record.claims {
        let Some(event) = entity_at(gold, claim.trigger.span(), &|entity| scheme.events.contains(&entity.kind)) else {
            continue;
        };
        for (role, spans) in fillers(record, claim) {
            let Some(name) = scheme.relations.get(role) else { continue };
            // Of what is not told in the corpus the first words stand for all.
            let at =
                spans.iter().find_map(|span| entity_at(gold, *span, &|entity| !scheme.events.contains(&entity.kind)));
            match (at, spans.first()) {
                (Some(other), _) => drop(predicted.insert((event, name, other))),
                (None, Some(span)) => drop(strangers.entry(name).or_default().insert((event, span.start))),
                _ => {}
            }
        }
    }
    for (_, name, _) in &wanted {
        tallies.entry((*name).to_owned()).or_default().gold += 1;
    }
    for one in &predicted {
        *tallies.entry(one.1.to_owned()).or_default() += Tally::new(usize::from(wanted.contains(one)), 1, 0);
    }
    for (name, spans) in strangers {
        tallies.entry(name.to_owned()).or_default().predicted += spans.len();
    }
    tallies
}

fn entity_at(gold: &Told, span: Span, wanted: &dyn Fn(&Entity) -> bool) -> Option<u32> {
    gold.entities.iter().find(|(_, entity)| wanted(entity) && entity.touches(span)).map(|(id, _)| *id)
}

/// What fills the roles of a claim: role or effect, and where it is told of.
fn fillers<'a>(record: &'a Record, claim: &'a Claim) -> Vec<(&'a str, Vec<Span>)> {
    let mut all = Vec::new();
    let mut add = |role: &'a str, mut spans: Vec<Span>| {
        // Nearest first.
        spans.sort_by_key(|span| span.start.abs_diff(claim.trigger.start));
        all.push((role, spans));
    };
    for id in &claim.roles.actor {
        let actor = record.actors.iter().filter(|actor| actor.id == *id);
        add("actor", actor.flat_map(|actor| &actor.mentions).map(|mention| mention.span()).collect());
    }
    for id in &claim.roles.place {
        let place = record.places.iter().filter(|place| place.id == *id);
        add("place", place.flat_map(|place| &place.mentions).map(|mention| mention.span()).collect());
    }
    for id in &claim.roles.time {
        let time = record.times.iter().filter(|time| time.id == *id);
        add("time", time.map(|time| time.mention.span()).collect());
    }
    for toll in &claim.tolls {
        let number = record.quantities.iter().filter(|quantity| quantity.id == toll.quantity);
        add(toll.effect.as_str(), number.map(|quantity| quantity.mention.span()).collect());
    }
    all
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::corpora::popcorn_events::read;
    use crate::crosswalk::ontology;

    /// "Une émeute à Lyre."
    fn measure(event: &str, place: u32) -> Popcorn {
        let file = r#"{"1": {"text": "Une émeute à Lyre.", "entities": [
            {"id": 0, "type": "RIOT", "mentions": [{"start": 4, "end": 10}]},
            {"id": 1, "type": "PLACE", "mentions": [{"start": 13, "end": 17}]}
        ], "relations": [[0, "IS_LOCATED_IN", 1]]}}"#;
        let gold = read(file).unwrap_or_else(|error| panic!("{error}"));
        let why = json!({"rule": "x", "parts": []});
        let record: Record = serde_json::from_value(json!({
            "format": "zenobia.record/1",
            "report": {"id": "1", "language": "fr", "title": null, "published": null, "published_from": null, "publisher": null, "url": null,
                "sha256": "", "length": 18},
            "repairs": [], "sentences": [], "sites": [], "actors": [], "times": [], "quantities": [], "notes": [],
            "places": [{"id": "p1", "key": null, "name": "Lyre", "kind": "city", "latitude": null, "longitude": null, "radius_km": null,
                "country": null, "admin1": null, "precision": null, "relation": null, "others": [],
                "mentions": [{"start": place, "end": place + 2, "text": "x"}], "why": why}],
            "claims": [{
                "id": "c1", "event": event, "mode": [], "context": [], "trigger": {"start": 4, "end": 10, "text": "émeute"}, "sentence": 0,
                "roles": {"actor": [], "recipient": [], "site": [], "place": ["p1"], "time": [], "means": []}, "tolls": [],
                "source": [], "factuality": "asserted", "confidence": 0.5, "why": why
            }]
        }))
        .unwrap_or_else(|error| panic!("{error}"));
        let scheme = Scheme::embedded().unwrap_or_else(|error| panic!("{error}"));
        let ontology = ontology(&[("PROTEST", "popcorn", "DEMONSTRATION RIOT"), ("ASSAULT", "popcorn", "BOMBING")]);
        compare(&gold[0], &record, &ontology, &scheme)
    }

    #[test]
    fn a_claim_of_the_right_type_finds_the_event_and_its_place() {
        let found = measure("PROTEST", 13);
        assert_eq!(found.types["RIOT"], Tally::new(1, 1, 1));
        assert_eq!(found.events["RIOT"], Tally::new(1, 1, 1));
        assert_eq!(found.relations["IS_LOCATED_IN"], Tally::new(1, 1, 1));
        assert_eq!(macro_f1(found.types.values()), 100.0);
    }

    #[test]
    fn another_type_and_another_place_are_wrong() {
        let found = measure("ASSAULT", 0);
        assert_eq!((found.types["RIOT"], found.types["BOMBING"]), (Tally::new(0, 0, 1), Tally::new(0, 1, 0)));
        assert_eq!(found.relations["IS_LOCATED_IN"], Tally::new(0, 1, 1));
        assert_eq!(found.misses.len(), 2);
    }
}
