//! What many reports tell together, as people ask for it.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use predicates::str::contains;
use serde_json::Value;
use tempfile::{TempDir, tempdir};

fn zenobia(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zenobia"));
    command.args(arguments).env_remove("ZENOBIA_PACKS").env("LC_ALL", "C");
    command
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn output(arguments: &[&str]) -> String {
    String::from_utf8(zenobia(arguments).assert().success().get_output().stdout.clone()).unwrap()
}

fn situation(arguments: &[&str]) -> Value {
    serde_json::from_str(&output(arguments)).unwrap()
}

const REPORTS: [(&str, &str, &str); 4] = [
    (
        "a.fr",
        "2023-05-04",
        "L'armée malienne a repris Ménaka mercredi, selon un porte-parole. Douze combattants ont été tués.",
    ),
    ("b.en", "2023-05-05", "Mali's army retook Menaka on Wednesday, officials said. Fourteen fighters were killed."),
    ("c.en", "2023-05-08", "Gunmen killed three people in Menaka on Saturday, residents said."),
    ("d.fr", "2023-05-08", "L'armée malienne compte prendre Kidal. Un accord a été conclu jeudi à Alger."),
];

/// The reports as JSON Lines, in an order of one's choice.
fn file(folder: &TempDir, name: &str, order: &[usize]) -> String {
    let line = |&index: &usize| {
        let (id, published, text) = REPORTS[index];
        let language = &id[2..];
        serde_json::json!({"id": id, "language": language, "published": published, "text": text}).to_string() + "\n"
    };
    let path = folder.path().join(name);
    fs::write(&path, order.iter().map(line).collect::<String>()).unwrap();
    path.display().to_string()
}

#[test]
fn threads_and_order_change_not_one_byte() {
    let folder = tempdir().unwrap();
    let (one, two) = (file(&folder, "one.jsonl", &[0, 1, 2, 3]), file(&folder, "two.jsonl", &[3, 1, 0, 2]));
    let first = output(&["situation", &one, "--jobs", "1"]);
    assert_eq!(first, output(&["situation", &one, "--jobs", "2"]));
    assert_eq!(first, output(&["situation", &two, "--jobs", "2"]));
    let records = folder.path().join("records.jsonl");
    fs::write(&records, output(&["read", &one, "--with-text"])).unwrap();
    assert_eq!(first, output(&["situation", records.to_str().unwrap()]), "records and texts tell the same");
}

#[test]
fn a_report_known_later_is_left_out_of_what_was_known_before() {
    let folder = tempdir().unwrap();
    let path = file(&folder, "one.jsonl", &[0, 1, 2, 3]);
    let known = situation(&["situation", &path, "--known-at", "2023-05-05"]);
    assert_eq!(known["known_at"], "2023-05-05");
    assert_eq!(known["reports"].as_array().unwrap().len(), 2);
    assert_eq!(situation(&["situation", &path])["reports"].as_array().unwrap().len(), 4);
}

#[test]
fn records_are_taken_by_situation_only() {
    let folder = tempdir().unwrap();
    let records = folder.path().join("records.jsonl");
    fs::write(&records, output(&["read", &file(&folder, "one.jsonl", &[0])])).unwrap();
    zenobia(&["read", records.to_str().unwrap()]).assert().code(1).stderr(contains("zenobia situation"));
    fs::write(&records, "{\"format\":\"zenobia.record/1\",\"report\":{}}\n").unwrap();
    zenobia(&["situation", records.to_str().unwrap()]).assert().code(1).stderr(contains("not a sound record"));
}

#[test]
fn the_picture_fits_80_columns_in_both_languages() {
    let folder = tempdir().unwrap();
    let path = file(&folder, "one.jsonl", &[0, 1, 2, 3]);
    for labels in ["fr", "en"] {
        for day in [&[][..], &["--at", "2023-05-06"]] {
            let arguments = [&["situation", &path, "--picture", "--labels", labels][..], day].concat();
            let picture = output(&arguments);
            assert!(picture.lines().all(|line| line.chars().count() <= 80), "{picture}");
            assert!(picture.contains("Menaka") || picture.contains("Ménaka"), "{picture}");
        }
    }
}

#[test]
fn a_place_is_asked_for_by_part_of_its_name() {
    let folder = tempdir().unwrap();
    let path = file(&folder, "one.jsonl", &[0, 1, 2, 3]);
    let there = situation(&["situation", &path, "--place", "menaka"]);
    let events = there["events"].as_array().unwrap();
    assert!(!events.is_empty());
    assert!(events.iter().all(|event| event["places"][0]["name"].as_str().unwrap().contains("naka")));
    zenobia(&["situation", &path, "--at", "someday"]).assert().code(2);
}

fn schema() -> Value {
    serde_json::from_str(&fs::read_to_string(root().join("docs/situation.schema.json")).unwrap()).unwrap()
}

#[test]
fn situations_follow_the_published_schema() {
    let folder = tempdir().unwrap();
    let path = file(&folder, "one.jsonl", &[0, 1, 2, 3]);
    let validator = jsonschema::validator_for(&schema()).unwrap();
    for arguments in
        [&["situation", &path][..], &["situation", &path, "--at", "2023-05-06", "--known-at", "2023-05-09"]]
    {
        let situation = situation(arguments);
        let faults: Vec<String> =
            validator.iter_errors(&situation).map(|fault| format!("{}: {fault}", fault.instance_path())).collect();
        assert!(faults.is_empty(), "{faults:#?}");
    }
}

#[test]
fn the_published_schema_of_the_situation_is_that_of_the_program() {
    let published = fs::read_to_string(root().join("docs/situation.schema.json")).unwrap();
    assert!(
        published == output(&["schema", "situation"]),
        "stale: run `cargo run -q -p zenobia -- schema situation > docs/situation.schema.json`"
    );
}

#[test]
fn records_in_parquet_tell_what_the_same_records_tell_as_lines() {
    let folder = tempdir().unwrap();
    let reports = file(&folder, "reports.jsonl", &[0, 1, 2, 3]);
    let put = |name: &str, arguments: &[&str]| {
        let path = folder.path().join(name);
        fs::write(&path, &zenobia(arguments).assert().success().get_output().stdout).unwrap();
        path.display().to_string()
    };
    let lines = put("records.jsonl", &["read", &reports, "--json"]);
    let table = put("records.parquet", &["read", &reports, "--format", "parquet", "--jobs", "2"]);
    assert_eq!(output(&["situation", &table, "--json"]), output(&["situation", &lines, "--format", "json"]));
    // The table of the events is one of their number, and other programs know it by its first bytes.
    let events = put("events.parquet", &["situation", &table, "--format", "parquet"]);
    assert!(fs::read(&events).unwrap().starts_with(b"PAR1"));
    zenobia(&["situation", &table, "--format", "parquet", "--json"]).assert().code(2);
    // A table of records is no table of texts, and says so.
    zenobia(&["read", &table]).assert().code(1).stderr(contains("this is a record, and the text is needed"));
}
