//! `zenobia actors` as people use it: actors imported from files of every form, found, checked, known to every later reading.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use predicates::prelude::*;
use predicates::str::contains;
use serde_json::Value;
use tempfile::{TempDir, tempdir};

/// A command whose own actors lie in a folder.
fn zenobia(shelf: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zenobia"));
    command.args(arguments).arg("--knowledge").arg(shelf).arg("--gazetteer").arg("");
    command.env_remove("ZENOBIA_PACKS").env_remove("ZENOBIA_KNOWLEDGE").env("LC_ALL", "C");
    command
}

fn file(folder: &TempDir, name: &str, text: &str) -> String {
    let path = folder.path().join(name);
    fs::write(&path, text).unwrap();
    path.display().to_string()
}

/// A dictionary; its names are made up.
const DICTIONARY: &str = "\
ZORBA_RIVER_FRONT_(ZRF)_ [MLIREB]
+FRONT_OF_THE_ZORBA_
OUMAR_ZORBALY_
\t[MLIGOV 050101-091231]
NOBODY_AT_ALL_ [---]
";

#[test]
fn what_is_imported_is_found_and_what_is_left_out_is_named() {
    let folder = tempdir().unwrap();
    let shelf = folder.path().join("knowledge");
    let path = file(&folder, "zorba.actors", DICTIONARY);
    let import = zenobia(&shelf, &["actors", "import", &path]).assert().code(1);
    import.stdout(contains("2 actors")).stderr(contains("zorba.actors:5: `[---]` means nobody"));
    zenobia(&shelf, &["actors", "list"]).assert().success().stdout(contains("zorba").and(contains("2 actors")));
    let find = zenobia(&shelf, &["actors", "find", "Front of the Zorba", "--json"]).output().unwrap();
    let front: Value = serde_json::from_slice(&find.stdout).unwrap();
    assert_eq!((front["kind"].as_str(), front["country"].as_str()), (Some("armed-group"), Some("ML")));
}

#[test]
fn an_office_shows_on_the_days_it_was_held() {
    let folder = tempdir().unwrap();
    let shelf = folder.path().join("knowledge");
    zenobia(&shelf, &["actors", "import", &file(&folder, "zorba.actors", DICTIONARY)]).assert().code(1);
    let on = |day: &str| zenobia(&shelf, &["actors", "find", "Oumar Zorbaly", "--on", day]).assert().success();
    on("2007-06-01").stdout(contains("government of mali"));
    on("2012-06-01").stdout(contains("government of mali").not());
}

#[test]
fn a_reading_knows_them_until_they_are_removed() {
    let folder = tempdir().unwrap();
    let shelf = folder.path().join("knowledge");
    let table = "name,kind,country,acronyms\nGarde de la Zorba,militia,ML,GZB\n";
    zenobia(&shelf, &["actors", "import", &file(&folder, "zorba.csv", table)]).assert().success();
    let report = file(&folder, "report.txt", "La GZB a attaqué le village de Konna, dans le centre du Mali.");
    let read = || {
        let output = zenobia(&shelf, &["read", &report, "--language", "fr", "--json"]).output().unwrap();
        let record: Value = serde_json::from_slice(&output.stdout).unwrap();
        let actors = record["actors"].as_array().unwrap().clone();
        actors.iter().any(|actor| actor["key"] == "garde-de-la-zorba")
    };
    assert!(read());
    zenobia(&shelf, &["actors", "remove", "zorba"]).assert().success();
    assert!(!read());
}

#[test]
fn a_file_edited_by_hand_is_checked_with_its_lines() {
    let folder = tempdir().unwrap();
    let shelf = folder.path().join("knowledge");
    fs::create_dir_all(shelf.join("actors")).unwrap();
    let own = "[[actor]]\nkey = \"zorba\"\nname = \"Zorba\"\nkind = \"militia\"\nparents = [\"nobody-known\"]\nfrom = \"2020\"\nto = \"2012\"\n";
    fs::write(shelf.join("actors/own.toml"), own).unwrap();
    let check = zenobia(&shelf, &["actors", "check"]).assert().code(1);
    check.stderr(contains("own.toml:1: zorba: `to` lies before `from`").and(contains("parents names `nobody-known`")));
}

#[test]
fn a_file_of_no_known_form_is_named() {
    let folder = tempdir().unwrap();
    let shelf = folder.path().join("knowledge");
    let path = file(&folder, "notes.txt", "nothing that we read\n");
    zenobia(&shelf, &["actors", "import", &path]).assert().code(1).stderr(contains("--format"));
}
