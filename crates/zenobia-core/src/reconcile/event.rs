//! An event out of the accounts of it.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use compact_str::CompactString;

use super::account::{Root, Told};
use super::cluster::Cluster;
use super::day::{self, Day};
use super::grade;
use super::kin::Kin;
use super::ledger::Ledger;
use super::origin::hash;
use super::situation::{Attached, Event, Extent, Open, Party, Span, State, Telling, Thing, Voice, Where};
use super::toll;
use super::traits::{Level, Object, Spot, Standing, Traits, Who};
use crate::pack::Ontology;

/// A claim with its report and what it rests on.
pub(crate) struct Said<'a> {
    pub told: &'a Told,
    pub report: &'a CompactString,
    pub published: Option<Day>,
    pub origin: String,
}

/// All claims of a cluster, in the order of report and text.
pub(crate) fn said<'a>(ledger: &'a Ledger, members: &[u32]) -> Vec<Said<'a>> {
    let mut all = Vec::new();
    for &member in members {
        let source = ledger.source(member);
        let report = ledger.of[member as usize].0;
        all.extend(ledger.accounts[member as usize].told.iter().map(|told| Said {
            told,
            report: &source.id,
            published: source.published,
            origin: origin(ledger, report, &told.root),
        }));
    }
    all
}

/// The name of what a claim rests on: somebody, a medium, or a report.
pub(crate) fn origin(ledger: &Ledger, report: u32, root: &Root) -> String {
    let own = || {
        let original = ledger.original(report);
        original.medium.as_deref().map_or_else(|| format!("report:{}", original.id), str::to_owned)
    };
    match root {
        Root::Named(name) => name.to_string(),
        Root::Narrator => own(),
        Root::Unnamed(number) => format!("{}/unnamed-{number}", own()),
    }
}

pub(crate) fn event(ledger: &Ledger, cluster: &Cluster, about: &[&Cluster], ontology: &Ontology, kin: &Kin) -> Event {
    let said = said(ledger, &cluster.members);
    let account = &ledger.accounts[cluster.members[0] as usize];
    let kind = ontology.get(&account.event);
    let traits = &cluster.traits;
    let attached = attached(ledger, about);
    let mut origins: Vec<String> = said.iter().map(|said| said.origin.clone()).collect();
    origins.sort();
    origins.dedup();
    let (grade, graded_by) = grade::grade(&said, &origins, kind, kin, &attached);
    let time = span(traits);
    let places = places(&said);
    let is_point = traits.level() == Some(Level::Point);
    let is_clear = !traits.lasting && is_point && time.as_ref().is_some_and(|time| time.told && time.precision <= 2);
    Event {
        id: id(ledger, cluster, &said),
        event: account.event.to_string(),
        modes: by_count(said.iter().flat_map(|said| &said.told.traits.modes)),
        contexts: by_count(said.iter().flat_map(|said| &said.told.contexts)),
        extent: if traits.lasting { Extent::Campaign } else { Extent::Event },
        part_of: None,
        time,
        places,
        sites: things(&traits.objects),
        actors: parties(&said, |traits| &traits.actors),
        recipients: parties(&said, |traits| &traits.recipients),
        tolls: toll::tolls(&said, traits, kin),
        claims: said.iter().map(telling).collect(),
        attached,
        origins,
        grade,
        graded_by,
        clarity: if is_clear { 1 } else { 2 },
    }
}

/// What is announced, supposed or denied, and belongs to no event.
pub(crate) fn open(ledger: &Ledger, cluster: &Cluster) -> Open {
    let said = said(ledger, &cluster.members);
    Open {
        event: ledger.accounts[cluster.members[0] as usize].event.to_string(),
        modes: by_count(said.iter().flat_map(|said| &said.told.traits.modes)),
        state: if cluster.standing == Standing::Denied { State::Denied } else { State::Open },
        time: span(&cluster.traits),
        places: places(&said),
        sites: things(&cluster.traits.objects),
        actors: parties(&said, |traits| &traits.actors),
        recipients: parties(&said, |traits| &traits.recipients),
        claims: said.iter().map(telling).collect(),
    }
}

fn attached(ledger: &Ledger, about: &[&Cluster]) -> Vec<Attached> {
    let of = |cluster: &&Cluster| {
        let state = match cluster.standing {
            Standing::Planned => State::Fulfilled,
            Standing::Denied => State::Denied,
            Standing::Supposed | Standing::Told => State::Open,
        };
        said(ledger, &cluster.members).iter().map(|said| Attached { state, telling: telling(said) }).collect::<Vec<_>>()
    };
    about.iter().flat_map(of).collect()
}

/// Told from its first claim: that of the report published first.
fn id(ledger: &Ledger, cluster: &Cluster, said: &[Said<'_>]) -> String {
    let first = said.iter().min_by_key(|said| (said.published.unwrap_or(Day::MAX), said.report, said.told.number));
    let report = first.map_or("", |said| said.report.as_str());
    let member = cluster.members.iter().find(|&&member| ledger.source(member).id == report);
    let digest = member.map_or("", |&member| ledger.source(member).sha256.as_str());
    let claim = first.map_or("", |said| said.told.id.as_str());
    let mut id = String::with_capacity(17);
    let bytes = [report, digest, claim].into_iter().flat_map(|part| part.bytes().chain([0]));
    let _ = write!(id, "e{:016x}", hash(bytes));
    id
}

/// UCDP date_prec of a stretch of days: 1 the day, 2 within six days, 3 the week, 4 the month, 5 more.
fn precision(first: Day, last: Day) -> u8 {
    match last - first {
        0 => 1,
        1..=5 => 2,
        6..=7 => 3,
        8..=31 => 4,
        _ => 5,
    }
}

/// [`precision`] of two ISO 8601 dates; 5 where one is none.
pub fn date_precision(first: &str, last: &str) -> u8 {
    day::parse(first).zip(day::parse(last)).map_or(5, |(first, last)| precision(first, last))
}

pub(crate) fn telling(said: &Said<'_>) -> Telling {
    let told = said.told;
    let voice = |speaker: &super::account::Speaker| Voice {
        kind: speaker.kind,
        key: speaker.who.as_ref().and_then(|who| who.key.as_deref().map(str::to_owned)),
        name: speaker.who.as_ref().map(|who| who.name.to_string()),
    };
    Telling {
        report: said.report.to_string(),
        claim: told.id.to_string(),
        words: told.words.to_string(),
        start: told.start,
        end: told.end,
        factuality: told.factuality,
        chain: told.chain.iter().map(voice).collect(),
        origin: said.origin.clone(),
        published: said.published.map(day::show),
    }
}

fn by_count<'a>(names: impl Iterator<Item = &'a CompactString>) -> Vec<String> {
    let mut counts: BTreeMap<&str, i32> = BTreeMap::new();
    for name in names {
        *counts.entry(name).or_default() -= 1;
    }
    let mut all: Vec<(i32, &str)> = counts.into_iter().map(|(name, count)| (count, name)).collect();
    all.sort_unstable();
    all.into_iter().map(|(_, name)| name.to_owned()).collect()
}

pub(crate) fn span(traits: &Traits) -> Option<Span> {
    let when = traits.when?;
    let (first, last) = (when.first, when.last);
    let precision = precision(first, last);
    Some(Span { first: day::show(first), last: day::show(last), told: when.told, precision })
}

pub(crate) fn place(spot: &Spot, claims: u32) -> Where {
    let text = |text: &Option<CompactString>| text.as_deref().map(str::to_owned);
    Where {
        key: text(&spot.key),
        name: spot.name.to_string(),
        kind: spot.kind.to_string(),
        latitude: spot.at.map(|at| at.0),
        longitude: spot.at.map(|at| at.1),
        radius_km: spot.at.map(|_| spot.radius),
        country: text(&spot.country),
        admin1: text(&spot.admin1),
        claims,
    }
}

fn places(said: &[Said<'_>]) -> Vec<Where> {
    let mut counts: BTreeMap<&str, (u32, &Spot)> = BTreeMap::new();
    for spot in said.iter().flat_map(|said| &said.told.traits.spots) {
        counts.entry(spot.mark()).or_insert((0, spot)).0 += 1;
    }
    let mut all: Vec<(u32, &Spot)> = counts.into_values().collect();
    all.sort_by_key(|(count, spot)| (spot.level, std::cmp::Reverse(*count)));
    all.into_iter().map(|(count, spot)| place(spot, count)).collect()
}

pub(crate) fn thing(object: &Object) -> Thing {
    Thing {
        key: object.key.as_deref().map(str::to_owned),
        name: object.name.to_string(),
        kind: object.kind.to_string(),
    }
}

fn things(objects: &[Arc<Object>]) -> Vec<Thing> {
    let mut all: Vec<Thing> = objects.iter().map(|object| thing(object)).collect();
    all.sort_by(|one, other| (one.key.is_none(), &one.name).cmp(&(other.key.is_none(), &other.name)));
    all
}

pub(crate) fn party(who: &Who, claims: u32, inferred: bool) -> Party {
    Party { key: who.key.as_deref().map(str::to_owned), name: who.name.to_string(), kind: who.kind, claims, inferred }
}

fn parties(said: &[Said<'_>], of: impl Fn(&Traits) -> &Vec<Arc<Who>>) -> Vec<Party> {
    let mut counts: BTreeMap<&str, (u32, bool, &Who)> = BTreeMap::new();
    for said in said {
        let traits = &said.told.traits;
        let inferred = traits.inferred && std::ptr::eq(of(traits), &traits.actors);
        for who in of(traits) {
            let entry = counts.entry(who.mark()).or_insert((0, true, who));
            entry.0 += 1;
            entry.1 &= inferred;
        }
    }
    let mut all: Vec<(u32, bool, &Who)> = counts.into_values().collect();
    all.sort_by_key(|(count, inferred, who)| (*inferred, who.key.is_none(), std::cmp::Reverse(*count)));
    all.into_iter().map(|(count, inferred, who)| party(who, count, inferred)).collect()
}
