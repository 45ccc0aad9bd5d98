//! Fills a store with claims that are made up, and measures what questions take.
//!
//! ```sh
//! cargo run --profile quick -p zenobia-store --example million -- /tmp/million.db 1000000
//! ```
//! A store that is there already is only measured. Each question is asked five times, for fifty rows; the shortest and the middle time are told.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a measure")]

use std::fs;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use zenobia_core::record::Record;
use zenobia_core::record::sha256;
use zenobia_store::{Accepted, Location, Offer, Origin, Query, Store, stream};

/// Claims of one report.
const CLAIMS: usize = 10;

/// A sequence of numbers that is the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % end
    }

    /// Small numbers more often than large ones, as names are in the news.
    fn skewed(&mut self, end: usize) -> usize {
        let (one, other) = (self.below(end), self.below(end));
        one * other / end
    }
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let location: Location = arguments.next().unwrap_or_else(|| "/tmp/million.db".to_owned()).parse().unwrap();
    let claims: usize = arguments.next().and_then(|count| count.parse().ok()).unwrap_or(1_000_000);
    let mut store = Store::make(&location).unwrap();
    if store.count(&Query { limit: Some(1), ..Query::default() }).unwrap() == 0 {
        fill(&mut store, claims / CLAIMS);
        let begun = Instant::now();
        store.optimize().unwrap();
        println!("counted for the planner in {:.1} s", begun.elapsed().as_secs_f64());
    }
    drop(store);
    measure(&location);
}

fn fill(store: &mut Store, reports: usize) {
    let begun = Instant::now();
    let mut dice = Dice(7);
    for batch in 0..reports.div_ceil(100) {
        let offers: Vec<Offer> =
            (batch * 100..reports.min(batch * 100 + 100)).map(|number| offer(number, &mut dice)).collect();
        store.take_in(&offers, "made up").unwrap();
    }
    let seconds = begun.elapsed().as_secs_f64();
    println!("{} claims in {seconds:.1} s, {:.0} a second", reports * CLAIMS, (reports * CLAIMS) as f64 / seconds);
}

const WORDS: [&str; 24] = [
    "troops",
    "shelled",
    "the",
    "market",
    "near",
    "river",
    "convoy",
    "rebels",
    "said",
    "hospital",
    "bridge",
    "killing",
    "civilians",
    "wounded",
    "army",
    "seized",
    "village",
    "ceasefire",
    "drone",
    "checkpoint",
    "talks",
    "aid",
    "road",
    "crossing",
];

fn offer(number: usize, dice: &mut Dice) -> Offer {
    let mut text = String::new();
    let mut sentences = Vec::new();
    for _ in 0..CLAIMS {
        let start = text.chars().count();
        for _ in 0..14 {
            let word = if dice.below(20) == 0 {
                format!("name{}", dice.below(20_000))
            } else {
                WORDS[dice.below(24)].to_owned()
            };
            text.push_str(&word);
            text.push(' ');
        }
        sentences.push(json!({"start": start, "end": text.chars().count()}));
        text.push_str(&format!("{number}. "));
    }
    let record = record(number, &text, sentences, dice);
    let origin = Origin { location: format!("made/{number}"), ..Origin::default() };
    Offer::Read(Box::new(Accepted::new(record, origin)))
}

fn record(number: usize, text: &str, sentences: Vec<Value>, dice: &mut Dice) -> Record {
    let why = json!({"rule": "made"});
    let day =
        |dice: &mut Dice| format!("{}-{:02}-{:02}", 2014 + dice.below(10), 1 + dice.below(12), 1 + dice.below(28));
    let (mut actors, mut places, mut times, mut claims) = (vec![], vec![], vec![], vec![]);
    for at in 0..CLAIMS {
        // Words of its own, so that no two reports look like copies of one text.
        let mention = json!({"start": at, "end": at + 1, "text": format!("word{number}")});
        for role in ["a", "b"] {
            let who = dice.skewed(3_000);
            actors.push(json!({"id": format!("{role}{at}"), "key": format!("actor-{who}"), "name": format!("Actor {who}"), "kind": "armed-group",
                               "country": null, "codes": {}, "mentions": [], "why": why}));
        }
        let place = dice.skewed(20_000);
        let (latitude, longitude) =
            ((place * 7919 % 12_000) as f64 / 100.0 - 60.0, (place * 104_729 % 36_000) as f64 / 100.0 - 180.0);
        let country =
            format!("{}{}", char::from(b'A' + (place % 13) as u8), char::from(b'A' + (place / 13 % 13) as u8));
        places.push(json!({"id": format!("p{at}"), "key": format!("geonames:{place}"), "name": format!("Town {place}"), "kind": "town",
                           "latitude": latitude, "longitude": longitude, "radius_km": 3.0, "country": country, "admin1": format!("Unit {}", place % 400),
                           "precision": {"acled": 1, "ucdp": 1}, "relation": null, "others": [], "mentions": [], "why": why}));
        let day = day(dice);
        times.push(json!({"id": format!("t{at}"), "kind": "date", "value": day, "first": day, "last": day, "anchor": null, "mention": mention, "why": why}));
        let event = ["ASSAULT", "CONTROL", "AID", "PROTEST"][dice.below(4)];
        let mode = ["aerial", "shelling", "capture"][dice.below(3)];
        claims.push(json!({"id": format!("c{at}"), "event": event, "mode": [mode],
                           "context": [], "trigger": mention, "sentence": at, "roles": {"actor": [format!("a{at}")], "recipient": [format!("b{at}")],
                           "site": [], "place": [format!("p{at}")], "time": [format!("t{at}")], "means": []}, "tolls": [], "source": [],
                           "factuality": "asserted", "confidence": dice.below(100) as f64 / 100.0, "why": why}));
    }
    let published = day(dice);
    serde_json::from_value(json!({
        "format": "zenobia.record/1",
        "report": {"id": format!("made-{number}"), "language": "en", "title": null, "published": published, "published_from": "given",
                   "publisher": format!("Paper {}", dice.below(200)), "url": null, "sha256": sha256(text), "length": text.chars().count(), "text": text},
        "repairs": [], "sentences": sentences, "actors": actors, "sites": [], "places": places, "times": times, "quantities": [],
        "claims": claims, "notes": []
    }))
    .unwrap()
}

fn measure(location: &Location) {
    let text = |text: &str| Some(text.to_owned());
    let list = |text: &str| vec![text.to_owned()];
    let all = Query { limit: Some(50), ..Query::default() };
    let questions = [
        ("the first", all.clone()),
        ("the last", Query { descending: true, ..all.clone() }),
        ("a common actor", Query { actor: list("actor-3"), ..all.clone() }),
        ("a common actor, by name", Query { actor: list("Actor 30"), ..all.clone() }),
        ("a rare actor and a mode", Query { actor: list("actor-2500"), mode: list("aerial"), ..all.clone() }),
        ("a place", Query { place: list("Town 12"), ..all.clone() }),
        ("a country", Query { place: list("CD"), ..all.clone() }),
        ("a box of two degrees", Query { bbox: Some([10.0, 10.0, 12.0, 12.0]), ..all.clone() }),
        ("a box of a continent", Query { bbox: Some([-20.0, -35.0, 50.0, 35.0]), ..all.clone() }),
        ("a month", Query { since: text("2019-05-01"), until: text("2019-05-31"), ..all.clone() }),
        ("from a late day on", Query { since: text("2023-06-01"), ..all.clone() }),
        (
            "a type in a year",
            Query { event: list("CONTROL"), since: text("2020-01-01"), until: text("2020-12-31"), ..all.clone() },
        ),
        ("a rare word", Query { text: text("name777"), ..all.clone() }),
        ("two common words", Query { text: text("shelling hospital"), ..all.clone() }),
        ("a phrase", Query { text: text("\"drone checkpoint\""), ..all.clone() }),
        (
            "a word, an actor and a year",
            Query { text: text("hospital"), actor: list("actor-3"), since: text("2020-01-01"), ..all.clone() },
        ),
    ];
    let mut store = Store::read(location).unwrap();
    for (name, query) in questions {
        let mut times: Vec<Duration> = (0..5)
            .map(|_| {
                let begun = Instant::now();
                store.page(&query).unwrap();
                begun.elapsed()
            })
            .collect();
        times.sort();
        let shown = |time: Duration| time.as_secs_f64() * 1000.0;
        println!("{:8.1} ms  {:8.1} ms  {name}", shown(times[0]), shown(times[2]));
        if std::env::var_os("PLANS").is_some() {
            store.plan(&query).unwrap().iter().for_each(|step| println!("             {step}"));
        }
    }
    let begun = Instant::now();
    let rows = stream(location, Query::default()).unwrap().filter(Result::is_ok).count();
    println!("{rows} rows streamed in {:.1} s; most memory {}", begun.elapsed().as_secs_f64(), peak());
}

/// The most memory that this program has had, as Linux tells it.
fn peak() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or_else(|| "unknown".to_owned(), |size| size.trim().to_owned())
}
