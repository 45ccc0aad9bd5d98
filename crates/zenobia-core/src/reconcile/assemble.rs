//! The situation, out of settled events: all of it derived anew each time, in time near linear in the number of claims.

use super::agreement;
use super::campaign;
use super::cluster::{Body, Frame};
use super::contradiction;
use super::control;
use super::day;
use super::kin::Kin;
use super::ledger::Ledger;
use super::situation::{Event, FORMAT, Open, Origin, Situation};
use crate::pack::Ontology;

/// An event with the traits of all its accounts.
pub(crate) struct Scene<'a> {
    pub case: &'a Frame,
    pub event: Event,
}

/// Something announced or denied, with its traits.
pub(crate) struct Prospect<'a> {
    pub case: &'a Frame,
    pub open: Open,
}

pub(crate) fn assemble<'a>(
    ledger: &Ledger,
    cases: impl Iterator<Item = (&'a Frame, Body)>,
    ontology: &Ontology,
    kin: &Kin,
) -> Situation {
    let (mut scenes, mut prospects) = (Vec::new(), Vec::new());
    for (case, body) in cases {
        match body {
            Body::Event(event) => scenes.push(Scene { case, event: *event }),
            Body::Open(open) => prospects.push(Prospect { case, open: *open }),
        }
    }
    scenes.sort_by(|one, other| key(&one.event).cmp(&key(&other.event)));
    prospects.sort_by(|one, other| open_key(&one.open).cmp(&open_key(&other.open)));
    campaign::join(&mut scenes, ontology, kin);
    let control = control::control(&scenes, &prospects, ontology, kin);
    let agreements = agreement::agreements(&scenes, &prospects, ontology, kin);
    let contradictions = contradiction::contradictions(ledger, &scenes, &control, kin);
    Situation {
        format: FORMAT.to_owned(),
        known_at: None,
        reports: reports(ledger),
        open: prospects.into_iter().map(|prospect| prospect.open).collect(),
        events: scenes.into_iter().map(|scene| scene.event).collect(),
        control,
        agreements,
        contradictions,
        as_of: None,
    }
}

/// The order of events.
pub(crate) fn key(event: &Event) -> (Option<&str>, &str, &str) {
    (event.time.as_ref().map(|time| time.first.as_str()), &event.event, &event.id)
}

/// The order of what is open.
pub(crate) fn open_key(open: &Open) -> (Option<&str>, &str, Option<(&str, &str)>) {
    let claim = open.claims.first().map(|claim| (claim.report.as_str(), claim.claim.as_str()));
    (open.time.as_ref().map(|time| time.first.as_str()), &open.event, claim)
}

fn reports(ledger: &Ledger) -> Vec<Origin> {
    let mut order: Vec<u32> = (0..ledger.sources.len() as u32).collect();
    let key = |&report: &u32| {
        let source = &ledger.sources[report as usize];
        (source.id.clone(), source.sha256.clone())
    };
    order.sort_by_cached_key(key);
    let origin = |report: u32| {
        let source = &ledger.sources[report as usize];
        let original = ledger.original(report);
        Origin {
            report: source.id.to_string(),
            language: source.language.to_string(),
            published: source.published.map(day::show),
            publisher: source.publisher.clone(),
            copy_of: (original.id != source.id).then(|| original.id.to_string()),
        }
    };
    order.into_iter().map(origin).collect()
}
