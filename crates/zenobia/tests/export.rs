//! Findings into other programs' files and other projects' data in, as people ask for it.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use predicates::prelude::PredicateBooleanExt;
use predicates::str::contains;
use serde_json::Value;
use tempfile::{TempDir, tempdir};

fn zenobia(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zenobia"));
    command.args(arguments).env("LC_ALL", "C").env("SOURCE_DATE_EPOCH", "1700000000");
    command
}

fn output(arguments: &[&str]) -> String {
    String::from_utf8(zenobia(arguments).assert().success().get_output().stdout.clone()).unwrap()
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn ids(text: &str) -> Vec<String> {
    lines(text).iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect()
}

/// Two reports of one event, as JSON Lines.
fn reports(folder: &TempDir) -> String {
    let texts = [
        ("a", "2023-05-05", "Mali's army retook Menaka on Wednesday, officials said. Fourteen fighters were killed."),
        ("b", "2023-05-05", "The Malian army recaptured Menaka on Wednesday."),
    ];
    let line = |(id, published, text): &(&str, &str, &str)| {
        serde_json::json!({"id": id, "language": "en", "published": published, "text": text}).to_string() + "\n"
    };
    let path = folder.path().join("reports.jsonl");
    fs::write(&path, texts.iter().map(line).collect::<String>()).unwrap();
    path.display().to_string()
}

#[test]
fn claims_have_the_same_ids_in_each_format_and_from_records() {
    let folder = tempdir().unwrap();
    let reports = reports(&folder);
    let rows = output(&["export", "jsonl", &reports]);
    let known = ids(&rows);
    assert!(known.len() >= 3, "{rows}");
    let records = folder.path().join("records.jsonl");
    fs::write(&records, output(&["read", &reports, "--json"])).unwrap();
    assert_eq!(ids(&output(&["export", "jsonl", records.to_str().unwrap()])), known);
    let table = output(&["export", "csv", &reports]);
    let mut found: Vec<&str> = table.lines().skip(1).map(|line| line.split(',').next().unwrap()).collect();
    found.retain(|id| id.starts_with('c'));
    assert_eq!(found, known);
    let again = folder.path().join("rows.jsonl");
    fs::write(&again, &rows).unwrap();
    assert_eq!(output(&["export", "jsonl", again.to_str().unwrap()]), rows);
}

#[test]
fn events_come_from_records_and_from_a_situation() {
    let folder = tempdir().unwrap();
    let reports = reports(&folder);
    let events = output(&["export", "jsonl", &reports, "--of", "events"]);
    let situation = folder.path().join("situation.json");
    fs::write(&situation, output(&["situation", &reports, "--json"])).unwrap();
    assert_eq!(ids(&output(&["export", "jsonl", situation.to_str().unwrap()])), ids(&events));
    let capture = lines(&events).into_iter().find(|row| row["event"] == "CONTROL").unwrap();
    assert!(capture["quotes"].as_array().unwrap().iter().all(|quote| quote["text"].is_string()), "{capture}");
}

#[test]
fn a_database_gives_the_rows_that_its_reports_give() {
    let folder = tempdir().unwrap();
    let reports = reports(&folder);
    let db = folder.path().join("kept.db").display().to_string();
    zenobia(&["add", &reports, "--db", &db]).assert().success();
    let sorted = |text: &str| {
        let mut ids = ids(text);
        ids.sort();
        ids
    };
    assert_eq!(sorted(&output(&["export", "jsonl", "--db", &db])), sorted(&output(&["export", "jsonl", &reports])));
    let control = output(&["export", "jsonl", "--db", &db, "--query", r#"{"event": ["CONTROL"]}"#]);
    assert!(lines(&control).iter().all(|row| row["event"] == "CONTROL") && !control.is_empty());
    assert!(!output(&["export", "jsonl", "--db", &db, "--of", "events"]).is_empty());
    zenobia(&["export", "csv", "--db", "no/such.db"]).assert().code(1);
}

#[test]
fn losses_go_to_the_user_or_beside_the_file() {
    let folder = tempdir().unwrap();
    let reports = reports(&folder);
    zenobia(&["export", "acled", &reports]).assert().success().stderr(contains("acled cannot hold"));
    let out = folder.path().join("events.csv");
    zenobia(&["export", "acled", &reports, "--out", out.to_str().unwrap()]).assert().success();
    let losses: Value = serde_json::from_slice(&fs::read(folder.path().join("events.csv.loss.json")).unwrap()).unwrap();
    assert_eq!(losses["format"], "zenobia.loss/1");
    assert!(!Path::new(&format!("{}.part", out.display())).exists());
}

#[test]
fn formats_are_listed_without_any_path() {
    zenobia(&["export", "--list"]).assert().success().stdout(contains("geojson").and(contains("loses")));
    zenobia(&["export"]).assert().code(2);
}

#[test]
fn events_of_ucdp_become_records_that_everything_takes() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("ged.csv");
    let text = "id,year,type_of_violence,dyad_name,side_a,side_b,source_office,source_date,source_headline,where_prec,where_coordinates,\
                adm_1,latitude,longitude,country,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,low,best,high\n\
                9,2019,1,Government of Mali - Katiba Test,Government of Mali,Katiba Test,Radio Test,2019-02-02,A raid,1,Menaka town,Menaka region,\
                15.92,2.40,Mali,1,2019-02-01,2019-02-01,1,2,0,0,3,3,4\nx,y,z\n";
    fs::write(&path, text).unwrap();
    let done = zenobia(&["import", "ucdp", path.to_str().unwrap()]).assert().code(1).stderr(contains("ged.csv:3"));
    let records = folder.path().join("records.jsonl");
    fs::write(&records, &done.get_output().stdout).unwrap();
    let records = records.to_str().unwrap();
    let out = output(&["export", "ucdp", records]);
    assert!(
        out.contains("Government of Mali - Katiba Test") && out.contains(",2019-02-01,2019-02-01,1,2,0,0,3,4,3,"),
        "{out}"
    );
    let situation: Value = serde_json::from_str(&output(&["situation", records, "--json"])).unwrap();
    assert_eq!(situation["events"].as_array().unwrap().len(), 1);
    // A database keeps them as they are, reads them again as they are, and gives them back as they came.
    let db = folder.path().join("ged.db").display().to_string();
    zenobia(&["add", records, "--db", &db]).assert().success().stderr(contains("1 new"));
    zenobia(&["add", records, "--db", &db]).assert().success().stderr(contains("1 known already"));
    zenobia(&["reread", "--all", "--db", &db]).assert().success().stderr(contains("0 read again"));
    assert_eq!(output(&["export", "ucdp", "--db", &db]), out);
    let rows = lines(&output(&["query", "--db", &db, "--place", "Menaka", "--json"]));
    assert_eq!(rows[0]["quotes"][0]["report"]["id"], "ucdp:9");
    assert_eq!(lines(&output(&["query", "--db", &db, "--of", "events", "--json"])).len(), 1);
}

#[test]
fn export_takes_the_filters_of_query() {
    let folder = tempdir().unwrap();
    let reports = reports(&folder);
    let db = folder.path().join("kept.db").display().to_string();
    zenobia(&["add", &reports, "--db", &db]).assert().success();
    let asked: [&[&str]; 6] = [
        &["--event", "CONTROL"],
        &["--place", "Menaka", "--since", "2023-05-01", "--text", "recaptured"],
        &["--actor", "Malian army", "--confidence", "0.1", "--sort", "confidence", "--descending"],
        &["--of", "events", "--grade", "confirmed,fair,weak"],
        &["--language", "fr"],
        &["--query", r#"{"event": ["ASSAULT"]}"#, "--limit", "1"],
    ];
    for filter in asked {
        let with = |command: &[&'static str]| -> Vec<String> {
            let words = command.iter().copied().chain(["--db", &db]).chain(filter.iter().copied());
            ids(&output(&words.collect::<Vec<_>>()))
        };
        assert_eq!(with(&["export", "jsonl"]), with(&["query", "--json"]), "{filter:?}");
    }
    assert!(!ids(&output(&["export", "jsonl", "--db", &db, "--event", "CONTROL"])).is_empty());
    zenobia(&["export", "jsonl", "--db", &db, "--event", "NONE"]).assert().code(1).stderr(contains("no event type"));
    let site = folder.path().join("site").display().to_string();
    zenobia(&["publish", &site, "--db", &db, "--event", "CONTROL"]).assert().success();
    let refused = zenobia(&["export", "csv", &reports, "--event", "CONTROL"]).assert().code(2);
    refused.stderr(contains("zenobia add").and(contains("--db")));
    zenobia(&["views", "save", "taken", "--event", "CONTROL", "--db", &db]).assert().success();
    let taken = output(&["export", "jsonl", "--db", &db, "--view", "taken", "--text", "recaptured"]);
    assert_eq!(ids(&taken).len(), 1);
}

#[test]
fn sources_are_listed_with_what_is_kept_of_them() {
    let folder = tempdir().unwrap();
    let db = folder.path().join("kept.db").display().to_string();
    zenobia(&["add", &reports(&folder), "--db", &db]).assert().success();
    let told = lines(&output(&["sources", "--db", &db]));
    assert_eq!((told.len(), &told[0]["name"], &told[0]["reports"]), (1, &Value::Null, &2.into()));
    let table = output(&["sources", "--db", &db, "--table", "--labels", "fr"]);
    assert!(table.contains("(sans nom)") && table.lines().all(|line| line.chars().count() <= 80), "{table}");
}
