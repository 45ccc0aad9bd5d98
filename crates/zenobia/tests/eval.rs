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

#[test]
fn coded_sentences_are_measured_with_invented_actors() {
    let folder = tempdir().unwrap();
    let record = |id: &str, coding: &str, text: &str| {
        format!("<Sentence id=\"{id}\" date=\"20240312\">{coding}<Text>{text}</Text></Sentence>")
    };
    let coding = "<EventCoding sourcecode=\"QAL\" targetcode=\"ZOR\" eventcode=\"122\"></EventCoding>";
    let records = [
        record("A-1", coding, "Qalvia condemned Zorinth on Monday over the closure of its border."),
        record("A-2", "<EventCoding noevents=\"True\"></EventCoding>", "The library opens at nine."),
        record("A-3", "<EventCoding error=\"storydiscard\"></EventCoding>", "Qalvia won the cup."),
    ];
    let xml = format!("<Validation><Sentences>{}</Sentences></Validation>", records.concat());
    fs::write(folder.path().join("PETR.UnitTest.records.xml"), xml).unwrap();
    let actors = folder.path().join("invented.actors");
    fs::write(&actors, "QALVIA_ [QAL]\nZORINTH_ [ZOR]\n").unwrap();
    let arguments = ["eval", "petrarch", folder.path().to_str().unwrap(), "--actors", actors.to_str().unwrap()];
    zenobia(&[&arguments[..], &["--misses"]].concat())
        .assert()
        .success()
        .stdout(contains("sentences all right by root").and(contains("2/2/2")).and(contains("left out: 1 records")));
}

#[test]
fn marked_pairs_templates_and_events_are_measured() {
    let folder = tempdir().unwrap();
    let table = "\tsentence_id\tmarked_sentence\tgold_root\n\
                 0\t1\t<s>Kenya</s> condemned <t>Somalia</t> on Monday.\tACCUSE\n";
    let file = folder.path().join("pairs.tsv");
    fs::write(&file, table).unwrap();
    let plover = ["eval", "plover", file.to_str().unwrap()];
    zenobia(&plover).assert().success().stdout(contains("type of the pair").and(contains("1/1/1")));

    let part = folder.path().join("data/muc/raw_files/muc34/TASK/CORPORA/tst9");
    fs::create_dir_all(&part).unwrap();
    let report = "TST9-MUC4-0001\n\n   LIMA, 9 JAN 90 (XYZ) -- [TEXT] GUNMEN KIDNAPPED A MAYOR NEAR LIMA.\n";
    fs::write(part.join("tst9-muc4"), report).unwrap();
    let key = "0.  MESSAGE: ID                     TST9-MUC4-0001\n1.  MESSAGE: TEMPLATE               1\n\
               4.  INCIDENT: TYPE                  KIDNAPPING\n9.  PERP: INDIVIDUAL ID             \"GUNMEN\"\n";
    fs::write(part.join("key-tst9"), key).unwrap();
    let muc4 = ["eval", "muc4", folder.path().to_str().unwrap(), "--parts", "tst9"];
    zenobia(&muc4).assert().success().stdout(contains("1 reports, measure of GTT").and(contains("1/1, 1/1")));

    let popcorn = folder.path().join("popcorn.json");
    let text = "Une émeute a éclaté à Lyon.";
    let entities = json!([{"id": 0, "type": "RIOT", "mentions": [{"start": 4, "end": 10}]}]);
    fs::write(&popcorn, json!({"1": {"text": text, "entities": entities, "relations": []}}).to_string()).unwrap();
    let events = ["eval", "popcorn-events", popcorn.to_str().unwrap()];
    zenobia(&events).assert().success().stdout(contains("RIOT").and(contains("1/1/1")));
}
