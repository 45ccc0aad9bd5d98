//! Deciding about findings, keeping questions, and keeping a database well.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::fs;

use assert_cmd::Command;
use predicates::prelude::PredicateBooleanExt;
use predicates::str::contains;
use serde_json::{Value, json};
use tempfile::{TempDir, tempdir};

struct Place {
    folder: TempDir,
}

impl Place {
    /// A database with reports of two raids.
    fn new() -> Place {
        let place = Place { folder: tempdir().unwrap() };
        let reports = [
            ("one", "2023-05-07", "Gunmen killed three people in Menaka on Saturday, residents said."),
            ("two", "2023-05-08", "Gunmen killed three people in Menaka on Saturday, according to local officials."),
            (
                "three",
                "2023-05-20",
                "Soldiers shelled the town of Kidal on Friday, officials said. Nine people were killed.",
            ),
        ];
        let line = |&(id, published, text): &(&str, &str, &str)| {
            json!({"id": id, "language": "en", "published": published, "text": text}).to_string() + "\n"
        };
        fs::write(place.path("news.jsonl"), reports.iter().map(line).collect::<String>()).unwrap();
        let news = place.path("news.jsonl");
        place.run(&["add", &news]).success();
        place
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    fn run(&self, arguments: &[&str]) -> assert_cmd::assert::Assert {
        let database = self.path("test.db");
        let mut command = Command::new(env!("CARGO_BIN_EXE_zenobia"));
        command.args(arguments).args(["--db", &database]).env_remove("ZENOBIA_DB");
        command.env("ZENOBIA_GAZETTEER", "").env("LC_ALL", "C").assert()
    }

    fn lines(&self, arguments: &[&str]) -> Vec<Value> {
        let output = self.run(arguments).success().get_output().stdout.clone();
        String::from_utf8(output).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    fn ids(&self, arguments: &[&str]) -> Vec<String> {
        let mut all = vec!["query", "--json"];
        all.extend(arguments);
        self.lines(&all).iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect()
    }
}

#[test]
fn decisions_show_can_be_undone_and_survive_what_comes_in_later() {
    let place = Place::new();
    let claim = place.ids(&["--report", "one"])[0].clone();
    let voice = ["--by", "Ana", "--why", "seen elsewhere"];
    let run = |arguments: &[&str]| place.run(&[arguments, &voice].concat());
    run(&["review", "accept", &claim]).success();
    run(&["review", "correct", &claim, "--set", "time.first=2023-05-05", "--set", "mode=armed"]).success();
    assert_eq!(place.ids(&["--review", "corrected", "--until", "2023-05-05"]), std::slice::from_ref(&claim));
    fs::write(place.path("more.txt"), "Rebels attacked an army camp near Gao on 21 May 2023, killing five soldiers.")
        .unwrap();
    let more = place.path("more.txt");
    place.run(&["add", &more]).success();
    assert_eq!(place.ids(&["--review", "corrected"]), std::slice::from_ref(&claim));
    run(&["review", "undo", "2"]).success();
    assert_eq!(place.ids(&["--review", "accepted"]), std::slice::from_ref(&claim));
    place.run(&["review", "log", "--json"]).success().stdout(contains("\"action\":\"undo\""));
    run(&["review", "accept", "c0"]).failure().stderr(contains("there is no row c0"));
    run(&["review", "correct", &claim, "--set", "id=c1"]).failure().stderr(contains("stays"));
    place.run(&["verify"]).success().stderr(contains("sound"));
}

#[test]
fn events_are_merged_split_and_put_back() {
    let place = Place::new();
    let before = place.ids(&["--of", "events"]);
    assert!(before.len() >= 2, "{before:?}");
    let (first, second) = (&before[0], &before[before.len() - 1]);
    let voice = ["--by", "Ana", "--why", "one raid"];
    place.run(&[&["review", "merge", first, second][..], &voice].concat()).success();
    let merged = place.ids(&["--of", "events"]);
    assert_eq!(merged.len(), before.len() - 1);
    place
        .run(&[&["review", "accept", second][..], &voice].concat())
        .failure()
        .stderr(contains("has become part of").or(contains("no row")));
    place.run(&[&["review", "undo", "1"][..], &voice].concat()).success();
    assert_eq!(place.ids(&["--of", "events"]).len(), before.len());
    let event = place
        .lines(&["query", "--of", "events", "--json"])
        .into_iter()
        .find(|event| event["quotes"].as_array().unwrap().len() > 1);
    let event = event.expect("the two reports of Menaka tell one raid");
    let id = event["id"].as_str().unwrap();
    let claim = event["quotes"][0]["row"].as_str().unwrap();
    place.run(&[&["review", "split", id, claim][..], &voice].concat()).success();
    assert_eq!(place.ids(&["--of", "events"]).len(), before.len() + 1);
    place.run(&["verify"]).success();
}

#[test]
fn questions_are_kept_under_a_name() {
    let place = Place::new();
    place.run(&["views", "save", "kidal", "--place", "Kidal"]).success();
    let rows = place.ids(&["--view", "kidal"]);
    assert!(!rows.is_empty() && rows == place.ids(&["--place", "Kidal"]));
    assert!(place.ids(&["--view", "kidal", "--since", "2024-01-01"]).is_empty());
    place.run(&["views", "list"]).success().stdout(contains("kidal  {\"place\":[\"Kidal\"]}"));
    place.run(&["views", "remove", "kidal"]).success();
    place.run(&["query", "--view", "kidal"]).failure().stderr(contains("there is no view"));
}

#[test]
fn a_backup_comes_back() {
    let place = Place::new();
    let copy = place.path("copy.db");
    place.run(&["backup", &copy]).success();
    let before = place.ids(&["--of", "events"]);
    fs::write(place.path("more.txt"), "Rebels attacked an army camp near Gao on 21 May 2023, killing five soldiers.")
        .unwrap();
    let more = place.path("more.txt");
    place.run(&["add", &more]).success();
    place.run(&["restore", &copy]).failure().stderr(contains("--replace"));
    place.run(&["restore", &copy, "--replace"]).success();
    assert_eq!(place.ids(&["--of", "events"]), before);
    place.run(&["doctor"]).success().stderr(contains("no troubles"));
}

#[test]
fn the_doctor_says_what_to_do() {
    let place = Place::new();
    fs::write(place.path("more.txt"), "Rebels attacked an army camp near Gao on 21 May 2023, killing five soldiers.")
        .unwrap();
    let more = place.path("more.txt");
    place.run(&["add", &more, "--no-events"]).success();
    place.run(&["doctor"]).code(1).stderr(contains("doctor --mend"));
    place.run(&["doctor", "--mend"]).success().stderr(contains("no troubles"));
    place.run(&["doctor"]).success();
}
