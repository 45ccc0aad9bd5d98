//! Claims as rows.

use std::collections::BTreeMap;

use super::{Building, Number, Quote, Review, Row, RowKind, Somebody, Source, Spot};
use crate::reconcile::date_precision;
use crate::reconcile::situation::{Span as Days, Voice};
use crate::record::{Actor, Claim, Place, Quantity, Record, Site, SourceKind, Time, Toll, sha256};
use crate::span::Span;

/// The claims of a record, in its order.
pub fn of_record(record: &Record) -> Vec<Row> {
    let cast = Cast::new(record);
    claim_ids(record).into_iter().zip(&record.claims).map(|(id, claim)| cast.row(id, claim)).collect()
}

/// Ids of the claims of a record that survive another reading of the same text, in its order.
pub fn claim_ids(record: &Record) -> Vec<String> {
    let mut seen: BTreeMap<(u32, u32, &str), u32> = BTreeMap::new();
    let id = |claim: &'_ Claim, ordinal: u32| {
        let Claim { event, trigger, .. } = claim;
        let told = format!("{}:{}:{}:{event}:{ordinal}", record.report.sha256, trigger.start, trigger.end);
        format!("c{}", &sha256(&told)[..16])
    };
    let mut ids = Vec::with_capacity(record.claims.len());
    for claim in &record.claims {
        let ordinal = seen.entry((claim.trigger.start, claim.trigger.end, &claim.event)).or_default();
        ids.push(id(claim, *ordinal));
        *ordinal += 1;
    }
    ids
}

/// The parts of a record by their ids.
pub(super) struct Cast<'a> {
    record: &'a Record,
    actors: BTreeMap<&'a str, &'a Actor>,
    sites: BTreeMap<&'a str, &'a Site>,
    places: BTreeMap<&'a str, &'a Place>,
    times: BTreeMap<&'a str, &'a Time>,
    quantities: BTreeMap<&'a str, &'a Quantity>,
    /// The text by code points, for quotations.
    text: Vec<char>,
}

impl<'a> Cast<'a> {
    pub(super) fn new(record: &'a Record) -> Cast<'a> {
        Cast {
            record,
            actors: record.actors.iter().map(|actor| (actor.id.as_str(), actor)).collect(),
            sites: record.sites.iter().map(|site| (site.id.as_str(), site)).collect(),
            places: record.places.iter().map(|place| (place.id.as_str(), place)).collect(),
            times: record.times.iter().map(|time| (time.id.as_str(), time)).collect(),
            quantities: record.quantities.iter().map(|quantity| (quantity.id.as_str(), quantity)).collect(),
            text: record.report.text.as_deref().unwrap_or_default().chars().collect(),
        }
    }

    fn row(&self, id: String, claim: &Claim) -> Row {
        let roles = &claim.roles;
        let mut places: Vec<Spot> = named(&self.places, &roles.place).map(spot).collect();
        // A stable sort: of places known equally well the text's first one stays first.
        places.sort_by_key(|place| place.precision.map_or(u8::MAX, |precision| precision.ucdp));
        Row {
            of: RowKind::Claim,
            event: claim.event.clone(),
            mode: claim.mode.clone(),
            context: claim.context.clone(),
            factuality: claim.factuality,
            confidence: Some(claim.confidence),
            grade: None,
            extent: None,
            part_of: None,
            clarity: None,
            review: Review::Unreviewed,
            time: self.days(&roles.time),
            actors: named(&self.actors, &roles.actor).map(somebody).collect(),
            recipients: named(&self.actors, &roles.recipient).map(somebody).collect(),
            sites: named(&self.sites, &roles.site).map(building).collect(),
            places,
            means: roles.means.iter().map(|means| means.text.clone()).collect(),
            tolls: claim.tolls.iter().filter_map(|toll| self.number(toll)).collect(),
            quotes: vec![self.quote(id.clone(), claim)],
            origins: Vec::new(),
            id,
        }
    }

    /// From the first to the last day that the times of a claim may mean; else the day of publication, which tells nothing.
    fn days(&self, ids: &[String]) -> Option<Days> {
        let told = || named(&self.times, ids).filter_map(|time| Some((time.first.as_deref()?, time.last.as_deref()?)));
        let first = told().map(|(first, _)| first).min();
        let last = told().map(|(_, last)| last).max();
        if let (Some(first), Some(last)) = (first, last) {
            return Some(Days {
                precision: date_precision(first, last),
                first: first.into(),
                last: last.into(),
                told: true,
            });
        }
        let published = self.record.report.published.clone()?;
        Some(Days { first: published.clone(), last: published, told: false, precision: 5 })
    }

    fn number(&self, toll: &Toll) -> Option<Number> {
        let quantity = self.quantities.get(toll.quantity.as_str())?;
        let of = toll.of.as_deref().and_then(|id| {
            let actor = self.actors.get(id).map(|actor| actor.name.clone());
            actor.or_else(|| self.sites.get(id).map(|site| site.name.clone()))
        });
        Some(Number {
            effect: toll.effect.clone(),
            unit: quantity.unit.clone(),
            side: None,
            of,
            low: quantity.least,
            best: quantity.least.or(quantity.most),
            high: quantity.most,
            approximate: quantity.approximate,
            cumulative: toll.cumulative,
        })
    }

    pub(super) fn quote(&self, row: String, claim: &Claim) -> Quote {
        let sentence = self.record.sentences.get(claim.sentence as usize).copied();
        let text = sentence.and_then(|Span { start, end }| self.text.get(start as usize..end as usize));
        Quote {
            report: source(self.record),
            claim: claim.id.clone(),
            row,
            words: claim.trigger.text.clone(),
            span: claim.trigger.span(),
            sentence,
            text: text.map(|letters| letters.iter().collect()),
            factuality: claim.factuality,
            chain: self.chain(claim),
        }
    }

    fn chain(&self, claim: &Claim) -> Vec<Voice> {
        let told = claim.source.iter().filter(|source| source.kind != SourceKind::Narrator);
        told.map(|source| {
            let actor = source.actor.as_deref().and_then(|id| self.actors.get(id));
            Voice {
                kind: source.kind,
                key: actor.and_then(|actor| actor.key.clone()),
                name: actor.map(|actor| actor.name.clone()),
            }
        })
        .collect()
    }
}

/// What some ids name, in their order.
fn named<'a, T>(parts: &BTreeMap<&'a str, &'a T>, ids: &[String]) -> impl Iterator<Item = &'a T> {
    ids.iter().filter_map(|id| parts.get(id.as_str()).copied())
}

pub(super) fn somebody(actor: &Actor) -> Somebody {
    Somebody {
        key: actor.key.clone(),
        name: actor.name.clone(),
        kind: actor.kind,
        country: actor.country.clone(),
        codes: actor.codes.clone(),
        inferred: false,
    }
}

pub(super) fn building(site: &Site) -> Building {
    Building {
        key: site.key.clone(),
        name: site.name.clone(),
        kind: site.kind.clone(),
        latitude: site.latitude,
        longitude: site.longitude,
    }
}

fn spot(place: &Place) -> Spot {
    Spot {
        key: place.key.clone(),
        name: place.name.clone(),
        kind: place.kind.clone(),
        latitude: place.latitude,
        longitude: place.longitude,
        radius_km: place.radius_km,
        country: place.country.clone(),
        admin1: place.admin1.clone(),
        precision: place.precision,
    }
}

fn source(record: &Record) -> Source {
    let report = &record.report;
    Source {
        id: report.id.clone(),
        language: report.language.clone(),
        title: report.title.clone(),
        published: report.published.clone(),
        publisher: report.publisher.clone(),
        url: report.url.clone(),
        sha256: report.sha256.clone(),
    }
}
