//! Events that are brought up to date piece by piece are those that all reports together give, whatever came in which order.

#![cfg(feature = "store")]
#![allow(clippy::unwrap_used, reason = "a test")]
#![allow(clippy::print_stderr, reason = "a test tells what it passes over")]

use std::collections::BTreeMap;
use std::process::Command;

use serde_json::{Value, json};
use zenobia_core::reconcile::{Kin, Ledger, digest};
use zenobia_core::record::{Record, sha256};
use zenobia_core::row::RowKind;
use zenobia_desk::{Library, derive, parse, settle};
use zenobia_store::{Accepted, Action, Decision, Location, Offer, Origin, Query, Store};

/// A sequence of numbers that is the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % end
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

const TYPES: [(&str, &[&str]); 6] = [
    ("ASSAULT", &["aerial", "artillery"]),
    ("ASSAULT", &["aerial"]),
    ("CONTROL", &["capture", "lose", "hold", "besiege"]),
    ("AGREE", &["ceasefire"]),
    ("RETREAT", &["ceasefire", "withdraw"]),
    ("REJECT", &["ceasefire"]),
];
const PLACES: [(&str, &str, &str, f64, f64); 5] = [
    ("geonames:1", "Bir Salah", "XA", 34.5, 38.3),
    ("geonames:2", "Tell Rima", "XA", 34.6, 38.4),
    ("geonames:3", "Aïn Zarqa", "XB", 12.0, 20.5),
    ("geonames:4", "Qasr Nuri", "XB", 14.0, 21.5),
    ("geonames:5", "Bir Salah", "XB", 15.0, 22.5),
];
const ACTORS: [(&str, &str); 4] =
    [("army", "National Army"), ("rebels", "Rebel Front"), ("league", "Eastern League"), ("guard", "Coast Guard")];

/// A report that tells some happenings of a small world.
fn report(number: usize, salt: usize, dice: &mut Dice) -> Record {
    let why = json!({"rule": "made"});
    let words: Vec<String> = (0..40).map(|at| format!("w{}", (number * 31 + salt * 7 + at * at) % 997)).collect();
    let text = format!("Report {number}-{salt}. {}", words.join(" "));
    let mention = |at: usize| json!({"start": at * 4, "end": at * 4 + 2, "text": words[at]});
    let (mut actors, mut places, mut times, mut quantities, mut claims) = (vec![], vec![], vec![], vec![], vec![]);
    for (at, (key, name)) in ACTORS.iter().enumerate() {
        actors.push(json!({"id": format!("a{at}"), "key": key, "name": name, "kind": "armed-group", "country": null, "codes": {},
                           "mentions": [mention(at)], "why": why}));
    }
    for (at, (key, name, country, latitude, longitude)) in PLACES.iter().enumerate() {
        places.push(json!({"id": format!("p{at}"), "key": key, "name": name, "kind": "town", "latitude": latitude, "longitude": longitude,
                           "radius_km": 5.0, "country": country, "admin1": "North", "precision": {"acled": 1, "ucdp": 1},
                           "relation": null, "others": [], "mentions": [mention(10 + at)], "why": why}));
    }
    for at in 0..1 + dice.below(4) {
        let (event, modes) = dice.of(&TYPES);
        let first = 1 + dice.below(24);
        let last = if dice.below(5) == 0 { (first + 6).min(28) } else { first };
        let day = |day: usize| format!("2016-03-{day:02}");
        let (first, last) = (day(first), day(last));
        let value = if first == last { first.clone() } else { format!("{first}/{last}") };
        let kind = if first == last { "date" } else { "duration" };
        times.push(
            json!({"id": format!("t{at}"), "kind": kind, "value": value, "first": first, "last": last, "anchor": null,
                          "mention": mention(20 + at), "why": why}),
        );
        let dead = 1 + dice.below(30);
        quantities
            .push(json!({"id": format!("q{at}"), "least": dead, "most": dead, "approximate": false, "unit": "person",
                               "mention": mention(30 + at), "why": why}));
        let (by, to) = (dice.below(4), dice.below(4));
        let place = if dice.below(6) == 0 { json!([]) } else { json!([format!("p{}", dice.below(5))]) };
        let time = if dice.below(5) == 0 { json!([]) } else { json!([format!("t{at}")]) };
        let tolls = match dice.below(2) {
            0 => {
                json!([{"quantity": format!("q{at}"), "effect": "killed", "of": format!("a{to}"), "cumulative": false}])
            }
            _ => json!([]),
        };
        let source = match dice.below(3) {
            0 => json!([{"kind": "actor", "actor": format!("a{}", dice.below(4)), "cue": null, "quoted": false}]),
            _ => json!([{"kind": "narrator", "actor": null, "cue": null, "quoted": false}]),
        };
        let factuality = *dice.of(&["asserted", "asserted", "asserted", "hedged", "planned", "negated"]);
        claims.push(json!({"id": format!("c{at}"), "event": event, "mode": [dice.of(modes)], "context": [], "trigger": mention(20 + at),
                           "sentence": at, "roles": {"actor": [format!("a{by}")], "recipient": [format!("a{to}")], "site": [], "place": place,
                           "time": time, "means": []}, "tolls": tolls, "source": source, "factuality": factuality, "confidence": 0.5, "why": why}));
    }
    let sentences: Vec<Value> =
        (0..6).map(|at| json!({"start": at * 20, "end": at * 20 + 10 + (number * at) % 9})).collect();
    let published = format!("2016-03-{:02}", 10 + dice.below(19));
    serde_json::from_value(json!({
        "format": "zenobia.record/1",
        "report": {"id": format!("r{number}"), "language": "en", "title": null, "published": published, "published_from": "given",
                   "publisher": format!("Paper {}", dice.below(5)), "url": null, "sha256": sha256(&text), "length": text.chars().count(), "text": text},
        "repairs": [], "sentences": sentences, "actors": actors, "sites": [], "places": places, "times": times, "quantities": quantities,
        "claims": claims, "notes": []
    }))
    .unwrap()
}

fn accepted(record: Record) -> Accepted {
    let origin = Origin { location: record.report.id.clone(), ..Origin::default() };
    Accepted::new(record, origin)
}

/// The same text in another paper.
fn copied(mut record: Record, number: usize) -> Record {
    let text = format!("{} So says another paper.", record.report.text.unwrap());
    record.report.id = format!("r{number}");
    record.report.sha256 = sha256(&text);
    record.report.publisher = Some("Copier".to_owned());
    record.report.published = Some("2016-03-29".to_owned());
    record.report.text = Some(text);
    record
}

/// Names events by their claims, wherever they are named.
fn named(value: Value, names: &BTreeMap<String, String>) -> Value {
    match value {
        Value::String(text) => Value::String(names.get(&text).cloned().unwrap_or(text)),
        Value::Array(all) => all.into_iter().map(|one| named(one, names)).collect(),
        Value::Object(all) => all.into_iter().map(|(key, one)| (key, named(one, names))).collect(),
        other => other,
    }
}

fn name(event: &zenobia_core::reconcile::situation::Event) -> String {
    let mut claims: Vec<String> = event.claims.iter().map(|one| format!("{}/{}", one.report, one.claim)).collect();
    claims.sort();
    claims.join(" ")
}

const PARTS: [&str; 5] = ["open", "control", "agreements", "contradictions", "reports"];

/// Everything that is kept: events by their claims, and the parts in their order.
fn kept(store: &mut Store) -> BTreeMap<String, Value> {
    let query = Query { of: Some(RowKind::Event), ..Query::default() };
    let rows = store.page(&query).unwrap().0;
    let events: Vec<_> = rows.iter().map(|row| store.event(&row.id).unwrap().unwrap()).collect();
    for (row, event) in rows.iter().zip(&events) {
        assert_eq!((&row.part_of, row.quotes.len()), (&event.part_of, event.claims.len()));
        assert_eq!(store.claims_of(&row.id).unwrap().len(), event.claims.len());
    }
    let names: BTreeMap<String, String> = events.iter().map(|event| (event.id.clone(), name(event))).collect();
    let mut all: BTreeMap<String, Value> = BTreeMap::new();
    for event in &events {
        let is_first = all.insert(name(event), named(serde_json::to_value(event).unwrap(), &names)).is_none();
        assert!(is_first, "{} is there twice", name(event));
    }
    for part in PARTS {
        let mut items = Vec::new();
        store
            .situation_part(part, &mut |json| {
                items.push(named(serde_json::from_str(json).unwrap(), &names));
                Ok(())
            })
            .unwrap();
        all.insert(part.to_owned(), Value::Array(items));
    }
    all
}

/// The same from all records at once, without anything that was kept of before.
fn anew(store: &mut Store) -> BTreeMap<String, Value> {
    let library = Library::Embedded;
    let (ontology, kin) = (&library.packs().ontology, Kin::new(library.knowledge().actors()));
    let same = store.same().unwrap();
    let mut ledger = Ledger::default();
    store
        .current_records(&mut |kept| {
            let mut record = parse(&kept).unwrap();
            same.apply(&mut record);
            ledger.add(digest(&record, ontology, &kin));
            Ok(())
        })
        .unwrap();
    ledger.judge(&store.verdicts().unwrap());
    let situation = settle(ledger, ontology, &kin);
    let names: BTreeMap<String, String> =
        situation.events.iter().map(|event| (event.id.clone(), name(event))).collect();
    let mut all: BTreeMap<String, Value> = situation
        .events
        .iter()
        .map(|event| (name(event), named(serde_json::to_value(event).unwrap(), &names)))
        .collect();
    let situation = serde_json::to_value(situation).unwrap();
    all.extend(PARTS.iter().map(|part| ((*part).to_owned(), named(situation[*part].clone(), &names))));
    all
}

fn decide(store: &mut Store, action: Action, target: &str, others: Vec<String>, undoes: Option<i64>) -> Option<i64> {
    let (target, why) = (target.to_owned(), "so it is".to_owned());
    let decision = Decision { person: "Ana".into(), action, target, patch: None, others, why, undoes };
    store.review(&decision).ok().map(|entry| entry.id)
}

/// One step of what people and programs do to a store.
fn step(store: &mut Store, next: &mut usize, there: &mut Vec<Record>, decided: &mut Vec<i64>, dice: &mut Dice) {
    let events = Query { of: Some(RowKind::Event), ..Query::default() };
    match dice.below(10) {
        0..=3 => {
            let offers: Vec<Offer> = (0..1 + dice.below(3))
                .map(|_| {
                    *next += 1;
                    let record = match there.last() {
                        Some(before) if dice.below(4) == 0 => copied(before.clone(), *next),
                        _ => report(*next, 0, dice),
                    };
                    there.push(record.clone());
                    Offer::Read(Box::new(accepted(record)))
                })
                .collect();
            store.take_in(&offers, "test 1").unwrap();
        }
        // A newer version of a page.
        4 => {
            *next += 1;
            let mut record = report(*next, 0, dice);
            record.report.url = Some(format!("https://news.example/{}", dice.below(3)));
            store.take_in(&[Offer::Read(Box::new(accepted(record)))], "test 1").unwrap();
        }
        // The same text is read otherwise.
        5 if !there.is_empty() => {
            let before = dice.of(there).report.clone();
            let mut record = report(900, dice.below(50), dice);
            record.report = before;
            store.read_again(&[accepted(record)], "test 2").unwrap();
        }
        6 | 7 => {
            let rows = store.page(&events).unwrap().0;
            if rows.len() > 1 {
                let (one, other) = (dice.of(&rows).id.clone(), dice.of(&rows).id.clone());
                decided.extend(decide(store, Action::Merge, &one, vec![other], None));
            }
            let several: Vec<_> = rows.iter().filter(|row| row.quotes.len() > 1).collect();
            if !several.is_empty() && dice.below(2) == 0 {
                let one = dice.of(&several);
                decided.extend(decide(store, Action::Split, &one.id, vec![one.quotes[0].row.clone()], None));
            }
        }
        8 => {
            let (one, other) = (dice.of(&ACTORS).0, dice.of(&ACTORS).0);
            decided.extend(decide(store, Action::Merge, &format!("actor:{one}"), vec![format!("actor:{other}")], None));
        }
        _ => {
            if let Some(entry) = decided.pop() {
                decide(store, Action::Undo, "", Vec::new(), Some(entry));
            }
        }
    }
}

fn holds_for(location: &Location, seed: u64) -> usize {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().unwrap();
    let mut store = Store::make(location).unwrap();
    let mut dice = Dice(seed);
    let (mut next, mut there, mut decided) = (0, Vec::new(), Vec::new());
    for turn in 0..14 {
        for _ in 0..1 + dice.below(3) {
            step(&mut store, &mut next, &mut there, &mut decided, &mut dice);
        }
        derive(&mut store, &Library::Embedded, &pool).unwrap();
        assert!(!store.is_stale().unwrap());
        let (kept, anew) = (kept(&mut store), anew(&mut store));
        for (key, value) in &anew {
            assert_eq!(kept.get(key), Some(value), "seed {seed}, turn {turn}: {key}");
        }
        assert_eq!(kept.len(), anew.len(), "seed {seed}, turn {turn}");
        assert_eq!(store.faults().unwrap(), Vec::<String>::new());
    }
    decided.len()
}

#[test]
fn whatever_came_in_which_order_events_are_those_of_all_reports() {
    let seeds = std::env::var("ZENOBIA_SEEDS").ok().and_then(|seeds| seeds.parse().ok()).unwrap_or(8);
    let mut decided = 0;
    for seed in 1..=seeds {
        let folder = tempfile::tempdir().unwrap();
        decided += holds_for(&Location::File(folder.path().join("test.db")), seed);
    }
    assert!(decided > 0, "nothing was decided");
}

#[test]
fn the_same_holds_on_a_server() {
    let Ok(server) = std::env::var("ZENOBIA_TEST_POSTGRES") else {
        eprintln!("ZENOBIA_TEST_POSTGRES is not set: PostgreSQL is passed over");
        return;
    };
    for seed in 101..=102 {
        let name = format!("zenobia_derive_{seed}_{}", std::process::id());
        let create = format!("CREATE DATABASE {name}");
        let made = Command::new("psql").args([&format!("{server}/postgres"), "-qc", &create]).status();
        assert!(made.unwrap().success());
        holds_for(&Location::Server(format!("{server}/{name}")), seed);
    }
}
