//! Records that are made up, and the databases that tests run on.

#![allow(dead_code, reason = "each test uses a part of it")]
#![allow(clippy::print_stderr, reason = "a test tells what it passes over")]

use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::{Value, json};
use tempfile::TempDir;
use zenobia_core::record::Record;
use zenobia_core::record::sha256;
use zenobia_store::{Accepted, Location, Offer, Origin, Store};

/// A report with one claim.
#[derive(Clone)]
pub struct Made {
    pub id: String,
    pub text: String,
    pub event: &'static str,
    pub mode: &'static str,
    pub actor: (&'static str, &'static str),
    pub recipient: (&'static str, &'static str),
    pub place: (&'static str, &'static str, &'static str, f64, f64),
    pub day: &'static str,
    pub published: &'static str,
    pub publisher: &'static str,
    pub url: Option<&'static str>,
    pub factuality: &'static str,
    pub confidence: f64,
    pub language: &'static str,
    pub dead: u64,
}

pub fn made(id: &str, text: &str) -> Made {
    Made {
        id: id.to_owned(),
        text: text.to_owned(),
        event: "ASSAULT",
        mode: "aerial",
        actor: ("army", "National Army"),
        recipient: ("rebels", "Rebel Front"),
        place: ("geonames:1", "Bir Salah", "XA", 34.5, 38.3),
        day: "2016-03-07",
        published: "2016-03-08",
        publisher: "Evening Courier",
        url: None,
        factuality: "asserted",
        confidence: 0.8,
        language: "en",
        dead: 12,
    }
}

impl Made {
    pub fn record(&self) -> Record {
        let end = self.text.chars().count();
        let word: String = self.text.chars().take_while(|letter| letter.is_alphanumeric()).collect();
        let mention = json!({"start": 0, "end": word.chars().count(), "text": word});
        let why = json!({"rule": "made"});
        let actor = |id: &str, (key, name): (&str, &str)| {
            json!({"id": id, "key": key, "name": name, "kind": "armed-group", "country": null, "codes": {"wikidata": "Q1"},
                   "mentions": [mention], "why": why})
        };
        let (key, name, country, latitude, longitude) = self.place;
        let value: Value = json!({
            "format": "zenobia.record/1",
            "report": {"id": self.id, "language": self.language, "title": null, "published": self.published,
                       "published_from": "given", "publisher": self.publisher, "url": self.url,
                       "sha256": sha256(&self.text), "length": end, "text": self.text},
            "repairs": [], "sentences": [{"start": 0, "end": end}],
            "actors": [actor("a1", self.actor), actor("a2", self.recipient)],
            "sites": [],
            "places": [{"id": "p1", "key": key, "name": name, "kind": "town", "latitude": latitude, "longitude": longitude,
                        "radius_km": 5.0, "country": country, "admin1": "North", "precision": {"acled": 1, "ucdp": 1},
                        "relation": null, "others": [], "mentions": [mention], "why": why}],
            "times": [{"id": "t1", "kind": "date", "value": self.day, "first": self.day, "last": self.day, "anchor": null,
                       "mention": mention, "why": why}],
            "quantities": [{"id": "q1", "least": self.dead, "most": self.dead, "approximate": false, "unit": "person",
                            "mention": mention, "why": why}],
            "claims": [{"id": "c1", "event": self.event, "mode": [self.mode], "context": ["military"], "trigger": mention,
                        "sentence": 0,
                        "roles": {"actor": ["a1"], "recipient": ["a2"], "site": [], "place": ["p1"], "time": ["t1"], "means": []},
                        "tolls": [{"quantity": "q1", "effect": "killed", "of": "a2", "cumulative": false}],
                        "source": [{"kind": "narrator", "actor": null, "cue": null, "quoted": false}],
                        "factuality": self.factuality, "confidence": self.confidence, "why": why}],
            "notes": []
        });
        serde_json::from_value(value).unwrap()
    }

    pub fn accepted(&self) -> Accepted {
        let origin = Origin {
            location: self.url.map_or_else(|| format!("reports/{}.txt", self.id), str::to_owned),
            url: self.url.map(str::to_owned),
            ..Origin::default()
        };
        Accepted::new(self.record(), origin)
    }

    /// As an event of another project's file.
    pub fn line(&self) -> Offer {
        let origin = Origin { location: self.id.clone(), ..Origin::default() };
        Offer::Read(Box::new(Accepted::of_line(self.record(), origin)))
    }

    pub fn offer(&self) -> Offer {
        Offer::Read(Box::new(self.accepted()))
    }
}

/// An empty database, and what keeps it there.
pub struct Database {
    pub location: Location,
    _folder: TempDir,
}

impl Database {
    pub fn store(&self) -> Store {
        Store::make(&self.location).unwrap()
    }
}

/// The server of PostgreSQL that `scripts/test` starts, if any.
pub const SERVER: &str = "ZENOBIA_TEST_POSTGRES";

static NEXT: AtomicU32 = AtomicU32::new(0);

/// One empty database of each kind there is here.
pub fn databases() -> Vec<Database> {
    let folder = tempfile::tempdir().unwrap();
    let mut all = vec![Database { location: Location::File(folder.path().join("test.db")), _folder: folder }];
    #[cfg(feature = "postgres")]
    if let Ok(server) = std::env::var(SERVER) {
        let name = format!("zenobia_test_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let mut client = postgres::Client::connect(&format!("{server}/postgres"), postgres::NoTls).unwrap();
        client.batch_execute(&format!("CREATE DATABASE {name}")).unwrap();
        all.push(Database {
            location: Location::Server(format!("{server}/{name}")),
            _folder: tempfile::tempdir().unwrap(),
        });
    }
    if all.len() == 1 && NEXT.fetch_add(1, Ordering::Relaxed) == 0 {
        eprintln!("{SERVER} is not set: PostgreSQL is passed over");
    }
    all
}
