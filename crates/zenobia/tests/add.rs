//! Reports into a database and findings out of it, as people do it.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use predicates::prelude::PredicateBooleanExt;
use predicates::str::contains;
use serde_json::{Value, json};
use tempfile::{TempDir, tempdir};

fn zenobia(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zenobia"));
    command.args(arguments).env_remove("ZENOBIA_DB").env("ZENOBIA_GAZETTEER", "").env("LC_ALL", "C");
    command
}

const REPORTS: [(&str, &str, &str); 4] = [
    (
        "menaka.fr",
        "2023-05-04",
        "L'armée malienne a repris Ménaka mercredi, selon un porte-parole. Douze combattants ont été tués.",
    ),
    (
        "menaka.en",
        "2023-05-05",
        "Mali's army retook Menaka on Wednesday, officials said. Fourteen fighters were killed.",
    ),
    ("gunmen.en", "2023-05-08", "Gunmen killed three people in Menaka on Saturday, residents said."),
    ("talks.fr", "2023-05-08", "L'armée malienne compte prendre Kidal. Un accord a été conclu jeudi à Alger."),
];

/// A folder with the reports, and a database beside it.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Place {
        let place = Place { folder: tempdir().unwrap() };
        fs::create_dir(place.path("reports")).unwrap();
        place
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    fn lines(&self, name: &str, reports: &[(&str, &str, &str)]) -> String {
        let line = |&(id, published, text): &(&str, &str, &str)| {
            json!({"id": id, "language": &id[id.len() - 2..], "published": published, "text": text}).to_string() + "\n"
        };
        let path = self.path(name);
        fs::write(&path, reports.iter().map(line).collect::<String>()).unwrap();
        path
    }

    fn run(&self, arguments: &[&str]) -> assert_cmd::assert::Assert {
        let mut all = arguments.to_vec();
        let database = self.path("test.db");
        all.extend(["--db", &database]);
        zenobia(&all).assert()
    }

    fn rows(&self, arguments: &[&str]) -> Vec<Value> {
        let mut all = vec!["query"];
        all.extend(arguments);
        let output = self.run(&all).success().get_output().stdout.clone();
        String::from_utf8(output).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

#[test]
fn what_is_added_can_be_asked_for() {
    let place = Place::new();
    let lines = place.lines("news.jsonl", &REPORTS);
    place.run(&["add", &lines]).success().stderr(contains("4 new"));
    let claims = place.rows(&["--event", "CONTROL", "--place", "Mali", "--factuality", "asserted"]);
    assert!(claims.len() >= 2, "{claims:#?}");
    assert!(claims.iter().all(|row| row["event"] == "CONTROL" && row["of"] == "claim"));
    let events = place.rows(&["--of", "events", "--event", "CONTROL"]);
    let told = events.iter().map(|event| event["quotes"].as_array().unwrap().len()).max();
    assert_eq!(told, Some(2), "{events:#?}");
    place.run(&["query", "--text", "combattant", "--count"]).success().stdout(contains("1").or(contains("2")));
    place.run(&["query", "--event", "NOTHING"]).failure().stderr(contains("known are"));
}

#[test]
fn adding_again_reads_nothing_twice() {
    let place = Place::new();
    let lines = place.lines("news.jsonl", &REPORTS[..2]);
    place.run(&["add", &lines]).success();
    let before = place.rows(&[]);
    let more = place.lines("news.jsonl", &REPORTS);
    place.run(&["add", &more]).success().stderr(contains("2 new").and(contains("2 known already")));
    let ids = |rows: &[Value]| rows.iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
    let after = place.rows(&[]);
    assert!(ids(&before).iter().all(|id| ids(&after).contains(id)));
    place.run(&["add", &more]).success().stderr(contains("4 known already"));
    assert_eq!(after, place.rows(&[]));
}

#[test]
fn what_cannot_be_read_is_in_the_log_and_the_rest_goes_on() {
    let place = Place::new();
    fs::write(place.path("reports/good.fr.txt"), REPORTS[0].2).unwrap();
    fs::write(place.path("reports/bad.txt"), b"\x00\x01\x02").unwrap();
    let folder = place.path("reports");
    place
        .run(&["add", &folder, "--published", "2023-05-04"])
        .code(1)
        .stderr(contains("1 new").and(contains("1 failed")));
    place.run(&["intake", "list"]).success().stdout(contains("bad.txt").and(contains("not a text")));
    fs::write(Path::new(&folder).join("bad.txt"), REPORTS[2].2).unwrap();
    place.run(&["intake", "retry"]).success().stderr(contains("1 new"));
    place.run(&["intake", "list"]).success().stdout(contains("bad.txt").not());
    let dates: Vec<Value> =
        place.rows(&["--report", "bad"]).iter().map(|row| row["quotes"][0]["report"]["published"].clone()).collect();
    assert!(!dates.is_empty() && dates.iter().all(|day| day == "2023-05-04"), "{dates:?}");
}

#[test]
fn a_table_fits_eighty_columns_in_both_languages() {
    let place = Place::new();
    let lines = place.lines("news.jsonl", &REPORTS);
    place.run(&["add", &lines]).success();
    for (language, word) in [("fr", "jour"), ("en", "day")] {
        let output = place.run(&["query", "--table", "--labels", language]).success().get_output().stdout.clone();
        let text = String::from_utf8(output).unwrap();
        assert!(text.starts_with(word), "{text}");
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    }
}

#[test]
fn sql_answers_and_does_not_write() {
    let place = Place::new();
    let lines = place.lines("news.jsonl", &REPORTS);
    place.run(&["add", &lines]).success();
    place.run(&["query", "--sql", "SELECT count(*) AS reports FROM documents"]).success().stdout("{\"reports\":4}\n");
    place.run(&["query", "--sql", "DELETE FROM findings"]).failure().code(1);
    assert!(!place.rows(&[]).is_empty());
}
