//! Events as rows.

use super::claim::{Cast, building, claim_ids, somebody};
use super::{Building, Number, Quote, Review, Row, RowKind, Somebody, Source, Spot};
use crate::reconcile::situation::{Event, Party, Telling, Thing, TollRange, Where};
use crate::record::{Factuality, Record};
use crate::span::Span;

/// An event as a row. `records` are those whose claims it names, as many as are at hand: what they say beyond the situation (codes, coordinates
/// of sites, sentences) is taken from them, and without them the row is poorer but whole.
pub fn of_event(event: &Event, records: &[&Record]) -> Row {
    let sources = Sources { records };
    Row {
        id: event.id.clone(),
        of: RowKind::Event,
        event: event.event.clone(),
        mode: event.modes.clone(),
        context: event.contexts.clone(),
        factuality: Factuality::Asserted,
        confidence: None,
        grade: Some(event.grade),
        extent: Some(event.extent),
        part_of: event.part_of.clone(),
        clarity: Some(event.clarity),
        review: Review::Unreviewed,
        time: event.time.clone(),
        actors: event.actors.iter().map(|party| sources.somebody(party)).collect(),
        recipients: event.recipients.iter().map(|party| sources.somebody(party)).collect(),
        sites: event.sites.iter().map(|thing| sources.building(thing)).collect(),
        places: event.places.iter().map(|place| sources.spot(place)).collect(),
        means: sources.means(&event.claims),
        tolls: event.tolls.iter().map(number).collect(),
        quotes: sources.quotes(&event.claims),
        origins: event.origins.clone(),
    }
}

struct Sources<'a> {
    records: &'a [&'a Record],
}

impl Sources<'_> {
    fn somebody(&self, party: &Party) -> Somebody {
        let is_same = |key: &Option<String>, name: &str| *key == party.key && (key.is_some() || name == party.name);
        let known =
            self.records.iter().flat_map(|record| &record.actors).find(|actor| is_same(&actor.key, &actor.name));
        let known = known.map(somebody).unwrap_or_else(|| Somebody {
            key: party.key.clone(),
            name: party.name.clone(),
            kind: party.kind,
            country: None,
            codes: Default::default(),
            inferred: false,
        });
        Somebody { inferred: party.inferred, ..known }
    }

    fn building(&self, thing: &Thing) -> Building {
        let is_same = |key: &Option<String>, name: &str| *key == thing.key && (key.is_some() || name == thing.name);
        let known = self.records.iter().flat_map(|record| &record.sites).find(|site| is_same(&site.key, &site.name));
        known.map(building).unwrap_or_else(|| Building {
            key: thing.key.clone(),
            name: thing.name.clone(),
            kind: thing.kind.clone(),
            latitude: None,
            longitude: None,
        })
    }

    fn spot(&self, place: &Where) -> Spot {
        let is_same = |key: &Option<String>, name: &str| *key == place.key && name == place.name;
        let known =
            self.records.iter().flat_map(|record| &record.places).find(|known| is_same(&known.key, &known.name));
        Spot {
            key: place.key.clone(),
            name: place.name.clone(),
            kind: place.kind.clone(),
            latitude: place.latitude,
            longitude: place.longitude,
            radius_km: place.radius_km,
            country: place.country.clone(),
            admin1: place.admin1.clone(),
            precision: known.and_then(|place| place.precision),
        }
    }

    fn record(&self, report: &str) -> Option<&Record> {
        self.records.iter().copied().find(|record| record.report.id == report)
    }

    fn means(&self, tellings: &[Telling]) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        for telling in tellings {
            let claims = self.record(&telling.report).into_iter().flat_map(|record| &record.claims);
            let claims = claims.filter(|claim| claim.id == telling.claim);
            for means in claims.flat_map(|claim| &claim.roles.means) {
                if !all.contains(&means.text) {
                    all.push(means.text.clone());
                }
            }
        }
        all
    }

    /// The quotes of all claims; casts are made once for each report.
    fn quotes(&self, tellings: &[Telling]) -> Vec<Quote> {
        let mut quotes: Vec<Quote> = tellings.iter().map(bare).collect();
        for &record in self.records {
            if !quotes.iter().any(|quote| quote.report.id == record.report.id) {
                continue;
            }
            let cast = Cast::new(record);
            let ids = claim_ids(record);
            for quote in quotes.iter_mut().filter(|quote| quote.report.id == record.report.id) {
                if let Some(at) = record.claims.iter().position(|claim| claim.id == quote.claim) {
                    *quote = cast.quote(ids[at].clone(), &record.claims[at]);
                }
            }
        }
        quotes
    }
}

/// What the situation alone knows of a quote.
fn bare(telling: &Telling) -> Quote {
    Quote {
        report: Source { id: telling.report.clone(), published: telling.published.clone(), ..Source::default() },
        claim: telling.claim.clone(),
        row: String::new(),
        words: telling.words.clone(),
        span: Span::new(telling.start, telling.end),
        sentence: None,
        text: None,
        factuality: telling.factuality,
        chain: telling.chain.clone(),
    }
}

fn number(toll: &TollRange) -> Number {
    Number {
        effect: toll.effect.clone(),
        unit: toll.unit.clone(),
        side: Some(toll.side),
        of: toll.of.clone(),
        low: Some(toll.low),
        best: Some(toll.best),
        high: toll.high,
        approximate: toll.counts.iter().any(|count| count.approximate),
        cumulative: toll.counts.iter().all(|count| count.cumulative),
    }
}
