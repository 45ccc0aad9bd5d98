//! The measures from the command line.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::fs;

use assert_cmd::Command;
use predicates::prelude::*;
use predicates::str::contains;
use serde_json::{Value, json};
use tempfile::{TempDir, tempdir};

fn zenobia(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zenobia"));
    command.args(arguments);
    command
}

/// Two reports that nobody can read right, one of them held out.
fn gold() -> TempDir {
    let folder = tempdir().unwrap();
    for id in ["fr-alep", "seen"] {
        let report = json!({
            "id": id, "language": "fr", "published": "2024-03-12", "text": "Qwzx vbnq à Xqvtr, glrp.",
            "entities": {}, "places": [{"quote": "Xqvtr", "latitude": 1.0, "longitude": 2.0}], "times": [], "counts": [],
            "claims": [{"trigger": "vbnq", "event": "ASSAULT", "place": [["Xqvtr", 1]]}]
        });
        fs::write(folder.path().join(format!("{id}.json")), report.to_string()).unwrap();
    }
    folder
}

#[test]
fn misses_of_reports_that_are_held_out_are_never_listed() {
    let folder = gold();
    let path = folder.path().to_str().unwrap();
    let mut command = zenobia(&["eval", "gold", path, "--misses"]);
    command.assert().success().stdout(contains("seen\tclaim missed\tASSAULT vbnq").and(contains("fr-alep").not()));
    zenobia(&["eval", "gold", path, "--misses", "--hold-out", "seen"])
        .assert()
        .success()
        .stdout(contains("vbnq").not());
    zenobia(&["eval", "gold", path, "--misses", "--only-held-out"]).assert().code(2);
}

#[test]
fn figures_can_be_had_as_json() {
    let folder = gold();
    let path = folder.path().to_str().unwrap();
    let read = |more: &[&str]| -> Value {
        let output = zenobia(&[&["eval", "gold", path, "--json"], more].concat()).output().unwrap();
        serde_json::from_slice(&output.stdout).unwrap()
    };
    assert_eq!(read(&[])["fr"]["measures"]["claims (trigger and event)"]["gold"], 2);
    assert_eq!(read(&["--only-held-out"])["fr"]["reports"], 1);
    assert_eq!(read(&["--without-held-out"])["fr"]["events"]["ASSAULT"]["gold"], 1);
}

#[test]
fn a_folder_without_gold_reports_is_named() {
    let folder = tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    zenobia(&["eval", "gold", path]).assert().code(1).stderr(contains(path).and(contains("no gold reports")));
    zenobia(&["eval", "gold", "/no/such/folder"]).assert().code(1).stderr(contains("/no/such/folder"));
}

#[test]
fn floors_rise_with_the_figures_and_a_fall_is_told() {
    let gold = gold();
    let floors = gold.path().join("floors.toml");
    fs::write(&floors, "held_out = []\n[gold.fr]\n\"time values\" = 40.0\n").unwrap();
    let (gold, floors) = (gold.path().to_str().unwrap(), floors.to_str().unwrap());
    let arguments = ["eval", "floors", "--gold", gold, "--corpora", "/no/corpora", "--floors", floors];
    zenobia(&arguments).assert().code(1).stdout(contains("gold fr: time values fell from 40.0 to 0.0"));
    zenobia(&[&arguments[..], &["--raise"]].concat()).assert().code(1);
    let written = fs::read_to_string(floors).unwrap();
    assert!(written.contains("\"time values\" = 40.0") && written.contains("\"roles\" = 0.0"), "{written}");
}

#[test]
fn everything_can_be_read_twice_and_counted() {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("a.en.txt"), "The council met on Tuesday to discuss the new library.").unwrap();
    let path = folder.path().to_str().unwrap();
    zenobia(&["eval", "twice", path]).assert().success().stdout(contains("1 reports read twice, 0 with a fault"));
    zenobia(&["eval", "news", path, "--show", "ASSAULT"]).assert().success().stdout(contains("1 articles"));
}

#[test]
fn toponyms_are_measured_on_files_of_both_shapes() {
    let folder = tempdir().unwrap();
    let xml = "<articles><article docid=\"2\"><text>Fire broke out in Homs on Monday.</text><toponyms><toponym><start>18</start>\
               <end>22</end><gaztag><lat>34.73</lat><lon>36.72</lon></gaztag></toponym></toponyms></article></articles>";
    let tsv = "TOKEN\tNE-COARSE-LIT\tMISC\n# document_id = d1\nIl\tO\t_\nvit\tO\t_\nà\tO\t_\nXqvtrville\tB-loc\tNoSpaceAfter\n.\tO\t_\n";
    let (one, other) = (folder.path().join("one.xml"), folder.path().join("other.tsv"));
    fs::write(&one, xml).unwrap();
    fs::write(&other, tsv).unwrap();
    let (one, other) = (one.to_str().unwrap(), other.to_str().unwrap());
    let output = zenobia(&["eval", "places", one, "--half", "even", "--json"]).output().unwrap();
    let figures: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(figures["toponyms"]["right"], 1);
    assert_eq!(figures["distances"]["near_of_gold"], 100.0);
    zenobia(&["eval", "places", other, "--language", "fr"]).assert().success().stdout(contains("1 documents"));
    zenobia(&["eval", "places", one, "--half", "odd"]).assert().success().stdout(contains("0 documents"));
    zenobia(&["eval", "places", "/no/such.xml"]).assert().code(1).stderr(contains("/no/such.xml"));
}
