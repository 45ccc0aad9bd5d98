//! The command as people use it: inputs of every kind, faults named, the same records whatever the number of threads.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use predicates::prelude::*;
use predicates::str::contains;
use serde_json::Value;
use tempfile::{TempDir, tempdir};

fn zenobia(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zenobia"));
    command.args(arguments).env_remove("ZENOBIA_PACKS").env("ZENOBIA_GAZETTEER", "").env("LC_ALL", "C");
    command
}

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn path(folder: &TempDir, name: &str) -> String {
    folder.path().join(name).display().to_string()
}

fn records(output: &[u8]) -> Vec<Value> {
    String::from_utf8(output.to_vec()).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn ids(records: &[Value]) -> Vec<&str> {
    records.iter().map(|record| record["report"]["id"].as_str().unwrap()).collect()
}

const REPORT: &str = "L'armée malienne a repris Ménaka samedi, selon un porte-parole. Douze combattants ont été tués.";

#[test]
fn standard_input_is_read_as_text_or_as_json_lines() {
    let output =
        zenobia(&["read", "-", "--published", "2023-05-04", "--language", "fr"]).write_stdin(REPORT).output().unwrap();
    let record = &records(&output.stdout)[0];
    assert_eq!(record["format"], "zenobia.record/1");
    assert_eq!(record["report"]["id"], "stdin");
    assert_eq!(record["report"]["published"], "2023-05-04");
    assert_eq!(record["report"]["length"], REPORT.chars().count());
    assert!(record["report"].get("text").is_none());

    let line = format!("{{\"id\": \"m\", \"text\": {REPORT:?}, \"published\": \"2020-01-01\"}}\n");
    let output =
        zenobia(&["read", "-", "--with-text", "--published", "2023-05-04"]).write_stdin(line).output().unwrap();
    let record = &records(&output.stdout)[0];
    assert_eq!(record["report"]["published"], "2020-01-01");
    assert_eq!(record["report"]["text"], REPORT);
}

#[test]
fn a_missing_file_is_named_and_the_others_are_read() {
    let folder = folder(&[("a.fr.txt", REPORT.as_bytes()), ("c.fr.txt", REPORT.as_bytes())]);
    let missing = path(&folder, "b.txt");
    let mut command = zenobia(&["read", &path(&folder, "a.fr.txt"), &missing, &path(&folder, "c.fr.txt")]);
    let assert = command.assert().code(1).stderr(contains(missing).and(contains("no such file")));
    assert_eq!(ids(&records(&assert.get_output().stdout)), ["a", "c"]);
}

#[test]
fn a_bad_line_is_named_and_the_others_are_read() {
    let lines = "{\"id\": \"one\", \"language\": \"fr\", \"text\": \"Rien.\"}\nnot json\n{\"id\": \"three\", \"text\": \"Nothing.\"}\n";
    let folder = folder(&[("r.jsonl", lines.as_bytes())]);
    let assert =
        zenobia(&["read", &path(&folder, "r.jsonl")]).assert().code(1).stderr(contains("r.jsonl:2: not a JSON object"));
    assert_eq!(ids(&records(&assert.get_output().stdout)), ["one", "three"]);
}

#[test]
fn the_order_and_the_bytes_are_the_same_whatever_the_number_of_threads() {
    let lines: Vec<String> = (0..300)
        .map(|index| {
            let text = format!("{REPORT} {}", "La ville est calme. ".repeat(index % 7));
            serde_json::json!({"id": index, "language": "fr", "published": "2023-05-04", "text": text}).to_string()
        })
        .collect();
    let folder = folder(&[("r.jsonl", lines.join("\n").as_bytes()), ("a.fr.txt", REPORT.as_bytes())]);
    let read = |jobs: &str| {
        let output = zenobia(&["read", folder.path().to_str().unwrap(), "--jobs", jobs]).output().unwrap();
        assert!(output.status.success());
        output.stdout
    };
    let (one, four) = (read("1"), read("4"));
    assert_eq!(ids(&records(&one)).len(), 301);
    assert_eq!(ids(&records(&one))[..3], ["a", "0", "1"]);
    assert!(one == four, "the records differ");
}

#[test]
fn wrong_usage_says_how_it_is_done() {
    let mut bad_day = zenobia(&["read", "-", "--published", "28/03/2016"]);
    bad_day.assert().code(2).stderr(contains("YYYY-MM-DD, such as 2016-03-28"));
    zenobia(&["read", "-", "--language", "xx"]).assert().code(2).stderr(contains("fr"));
    zenobia(&["read"]).assert().code(2).stderr(contains("PATH"));
    zenobia(&["read", "-", "--jobs", "0"]).assert().code(2);
    zenobia(&[]).assert().code(2).stderr(contains("Usage"));
}

#[test]
fn a_windows_1252_file_keeps_its_accents() {
    let folder =
        folder(&[("a.fr.txt", b"L\x92arm\xe9e a repris la ville \xe0 l\x92aube, a d\xe9clar\xe9 le porte-parole.")]);
    let output = zenobia(&["read", "--with-text", &path(&folder, "a.fr.txt")]).output().unwrap();
    let text = "L’armée a repris la ville à l’aube, a déclaré le porte-parole.";
    assert_eq!(records(&output.stdout)[0]["report"]["text"], text);
}

#[test]
fn empty_and_huge_texts_are_read() {
    let huge = serde_json::json!({"id": "huge", "language": "fr", "text": REPORT.repeat(3000)}).to_string();
    let unbroken = "a".repeat(200_000);
    let folder =
        folder(&[("empty.txt", b""), ("huge.jsonl", huge.as_bytes()), ("unbroken.en.txt", unbroken.as_bytes())]);
    let output = zenobia(&["read", folder.path().to_str().unwrap()]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let records = records(&output.stdout);
    assert_eq!(ids(&records), ["empty", "huge", "unbroken"]);
    assert_eq!(records[0]["report"]["length"], 0);
}

#[test]
fn other_files_are_named_or_passed_over() {
    let folder = folder(&[("a.fr.txt", REPORT.as_bytes()), ("scan.tiff", b"II*")]);
    zenobia(&["read", &path(&folder, "scan.tiff")]).assert().code(1).stderr(contains("no reader for .tiff files"));
    zenobia(&["read", folder.path().to_str().unwrap()]).assert().success().stderr(contains("passed over 1 .tiff"));
}

#[test]
fn a_summary_can_be_had_without_a_terminal_and_fits_80_columns() {
    let mut command = zenobia(&["read", "-", "--summary", "--published", "2023-05-04", "--language", "fr"]);
    let output = command.write_stdin(REPORT).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("published 4 May 2023"), "{text}");
    assert!(!text.contains('\u{1b}'), "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    let mut command = zenobia(&["read", "-", "--summary", "--language", "fr", "--published", "2023-05-04"]);
    let output = command.env("LC_ALL", "fr_FR.UTF-8").write_stdin(REPORT).output().unwrap();
    assert!(String::from_utf8(output.stdout).unwrap().contains("publié le 4 mai 2023"));
}

#[test]
fn a_reader_that_stops_listening_is_no_fault() {
    let lines: String =
        (0..2000).map(|index| format!("{{\"id\": {index}, \"language\": \"en\", \"text\": \"Nothing.\"}}\n")).collect();
    let folder = folder(&[("r.jsonl", lines.as_bytes())]);
    let script = format!(
        "{} read {} | head -n 1; exit ${{PIPESTATUS[0]}}",
        env!("CARGO_BIN_EXE_zenobia"),
        path(&folder, "r.jsonl")
    );
    Command::new("bash").args(["-c", &script]).assert().success().stderr("");
}

#[test]
fn the_program_tells_about_itself() {
    zenobia(&["--version"]).assert().success().stdout(contains(env!("CARGO_PKG_VERSION")));
    zenobia(&["languages"]).assert().success().stdout(contains("fr").and(contains("en")));
    zenobia(&["completions", "bash"]).assert().success().stdout(contains("_zenobia"));
    zenobia(&["man"]).assert().success().stdout(contains(".TH"));
    zenobia(&["man", "read"]).assert().success().stdout(contains("published"));
    zenobia(&["man", "sing"]).assert().code(2).stderr(contains("no command"));
    zenobia(&["why", "--help"]).assert().success().stdout(contains("rule"));
}

#[test]
fn why_names_the_report_and_its_findings() {
    let folder = folder(&[("a.fr.txt", REPORT.as_bytes())]);
    let arguments = ["why", &path(&folder, "a.fr.txt"), "--published", "2023-05-04"];
    let output = zenobia(&arguments).output().unwrap();
    assert!(output.status.success());
    assert!(String::from_utf8(output.stdout).unwrap().starts_with("a\n"));
}

#[test]
fn the_records_of_every_kind_of_input_follow_the_schema() {
    let schema =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/record.schema.json")).unwrap();
    let validator = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    let english = "Rebels seized Goma on Monday, witnesses said. At least 17 people were killed and 367 wounded.";
    let folder = folder(&[("a.fr.txt", REPORT.as_bytes()), ("b.en.txt", english.as_bytes()), ("c.txt", b"")]);
    let output = zenobia(&["read", folder.path().to_str().unwrap(), "--published", "2025-01-28", "--with-text"])
        .output()
        .unwrap();
    for record in records(&output.stdout) {
        let faults: Vec<String> =
            validator.iter_errors(&record).map(|fault| format!("{}: {fault}", fault.instance_path())).collect();
        assert!(faults.is_empty(), "{faults:#?}");
    }
}

#[test]
fn the_published_schema_is_that_of_the_program() {
    let published =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/record.schema.json")).unwrap();
    let output = zenobia(&["schema"]).output().unwrap();
    let now = String::from_utf8(output.stdout).unwrap();
    assert!(
        published == now,
        "docs/record.schema.json is stale: run `cargo run -q -p zenobia -- schema > docs/record.schema.json`"
    );
}
