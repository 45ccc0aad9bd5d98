//! `zenobia gazetteer` as people use it: names found, places added from files of every form, faults named, nothing lost.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use assert_cmd::Command;
use predicates::prelude::*;
use predicates::str::contains;
use serde_json::Value;
use tempfile::{TempDir, tempdir};

/// A command whose own gazetteers lie in a folder.
fn zenobia(shelf: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zenobia"));
    command.arg("gazetteer").args(arguments).arg("--gazetteer").arg(shelf);
    command.env_remove("ZENOBIA_PACKS").env_remove("ZENOBIA_GAZETTEER").env("LC_ALL", "C");
    command
}

fn file(folder: &TempDir, name: &str, text: &str) -> String {
    let path = folder.path().join(name);
    fs::write(&path, text).unwrap();
    path.display().to_string()
}

fn found(shelf: &Path, name: &str) -> Vec<Value> {
    let output = zenobia(shelf, &["find", name, "--json", "--most", "50"]).output().unwrap();
    String::from_utf8(output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn keys(shelf: &Path, name: &str) -> Vec<String> {
    found(shelf, name).iter().map(|place| place["key"].as_str().unwrap().to_owned()).collect()
}

/// Two villages of a dump, a well, and the unit they lie in; ids and names are made up.
const DUMP: &str = "\
99000001\tZorbakoro\tZorbakoro\tZorbacoro,Зорбакоро\t14.5\t-3.2\tP\tPPL\tML\t\t77\t\t\t\t850\t\t0\tAfrica/Bamako\t2024-01-01
99000002\tTin Zorbar\tTin Zorbar\t\t15.5\t0.2\tP\tPPL\tML\t\t77\t\t\t\t0\t\t0\tAfrica/Bamako\t2024-01-01
99000003\tPuits de Zorbakoro\tPuits de Zorbakoro\t\t14.5\t-3.2\tH\tWLL\tML\t\t77\t\t\t\t0\t\t0\tAfrica/Bamako\t2024-01-01
99000004\tZorba Region\tZorba Region\t\t15.0\t-2.0\tA\tADM1\tML\t\t77\t\t\t\t0\t\t0\tAfrica/Bamako\t2024-01-01
";

#[test]
fn names_of_the_press_lead_to_one_place() {
    let shelf = tempdir().unwrap();
    for (names, key) in [
        (["Raqa", "Rakka", "Ar-Raqqah"], "geonames:172955"),
        (["Mykolaïv", "Nikolaïev", "Mykolayiv"], "geonames:700569"),
        (["Deir Ezzor", "Dir ez-Zor", "Dayr al-Zour"], "geonames:170794"),
        (["Sokhné", "As Sukhnah", "Soukhna"], "geonames:172425"),
    ] {
        for name in names {
            assert_eq!(keys(shelf.path(), name).first().map(String::as_str), Some(key), "{name}");
        }
    }
    assert!(keys(shelf.path(), "Soukhneh").contains(&"geonames:172425".to_owned()), "among those that sound so");
}

#[test]
fn a_dump_is_added_and_looked_up_from_then_on() {
    let (shelf, files) = (tempdir().unwrap(), tempdir().unwrap());
    assert_eq!(keys(shelf.path(), "Zorbakoro"), [""; 0]);
    let dump = file(&files, "ML.txt", DUMP);
    zenobia(shelf.path(), &["add", &dump]).assert().success().stdout(contains("ml: 3 places"));
    let place = &found(shelf.path(), "Zorbacoro")[0];
    assert_eq!((place["key"].as_str(), place["admin1"].as_str()), (Some("geonames:99000001"), Some("Zorba Region")));
    assert_eq!(keys(shelf.path(), "Zorbakoura"), ["geonames:99000001"], "found by its sound");
    assert_eq!(keys(shelf.path(), "Raqqa")[0], "geonames:172955", "what the program carries stays");
    zenobia(shelf.path(), &["list"]).assert().success().stdout(contains("ML.txt (GeoNames dump)"));
    zenobia(shelf.path(), &["remove", "ml"]).assert().success();
    assert_eq!(keys(shelf.path(), "Zorbakoro"), [""; 0]);
}

#[test]
fn an_archive_and_its_alternate_names_are_one_gazetteer() {
    let (shelf, files) = (tempdir().unwrap(), tempdir().unwrap());
    let path = files.path().join("ML.zip");
    let mut archive = zip::ZipWriter::new(File::create(&path).unwrap());
    for (name, text) in
        [("readme.txt", "A readme that is a good deal longer than the data. ".repeat(40)), ("ML.txt", DUMP.to_owned())]
    {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap();
    // One name for a village of the archive, one for a town that only the program knows, a link, and one for nobody.
    let names = "1\t99000002\tfr\tTin-Zorbarre\t\t\t\t\t\t\n2\t172955\tfr\tRacca-la-Neuve\t\t\t\t\t\t\n3\t172955\tlink\thttps://example.org\t\t\t\t\t\t\n4\t98765432\tfr\tNulle Part\t\t\t\t\t\t\n";
    let names = file(&files, "alternateNamesV2.txt", names);
    zenobia(shelf.path(), &["add", path.to_str().unwrap(), &names, "--name", "mali"])
        .assert()
        .success()
        .stdout(contains("mali: 4 places, 2 further names"))
        .stderr(contains("1 names belong to places"));
    assert_eq!(keys(shelf.path(), "Tin-Zorbarre"), ["geonames:99000002"]);
    assert_eq!(keys(shelf.path(), "Racca la Neuve"), ["geonames:172955"]);
}

#[test]
fn a_table_is_read_by_the_names_of_its_columns_and_faults_are_named() {
    let (shelf, files) = (tempdir().unwrap(), tempdir().unwrap());
    let table = file(
        &files,
        "villages.csv",
        "Nom;Latitude;Longitude;Aliases;Pays\nZorbadougou;14,25;-3,5;Zorba-Dougou|Zorbadugu;ML\nZorbaville;95;0;;ML\nZorba-Nord;14;-3;;Mali\n",
    );
    let assert = zenobia(shelf.path(), &["add", &table]).assert().code(1).stdout(contains("villages: 1 place in"));
    assert.stderr(
        contains("villages.csv:3: latitude `95` is no number")
            .and(contains("villages.csv:4: country `MALI`"))
            .and(contains("2 lines were left out")),
    );
    let place = &found(shelf.path(), "Zorbadugu")[0];
    assert_eq!((place["by"].as_str(), place["country"].as_str()), (Some("a name read by hand"), Some("ML")));
}

#[test]
fn a_file_of_no_known_form_changes_nothing() {
    let (shelf, files) = (tempdir().unwrap(), tempdir().unwrap());
    let dump = file(&files, "ML.txt", DUMP);
    zenobia(shelf.path(), &["add", &dump]).assert().success();
    let broken = file(&files, "broken.txt", "This is a text.\nIt tells of no place.\n");
    let report = zenobia(shelf.path(), &["add", &broken, "--name", "ml"]).assert().code(1);
    report.stderr(contains("broken.txt: no column `name` in the first line"));
    zenobia(shelf.path(), &["add", "/nowhere/ML.zip"])
        .assert()
        .code(1)
        .stderr(contains("/nowhere/ML.zip: No such file"));
    assert_eq!(keys(shelf.path(), "Zorbakoro"), ["geonames:99000001"]);
    let left: Vec<_> = fs::read_dir(shelf.path()).unwrap().flatten().map(|entry| entry.file_name()).collect();
    assert_eq!(left, ["ml.gazetteer"]);
}

#[test]
fn a_damaged_gazetteer_is_named_and_the_others_are_used() {
    let (shelf, files) = (tempdir().unwrap(), tempdir().unwrap());
    let dump = file(&files, "ML.txt", DUMP);
    zenobia(shelf.path(), &["add", &dump]).assert().success();
    fs::write(shelf.path().join("old.gazetteer"), "something else").unwrap();
    zenobia(shelf.path(), &["find", "Zorbakoro"])
        .assert()
        .success()
        .stdout(contains("Zorbakoro: one place"))
        .stderr(contains("old.gazetteer").and(contains("zenobia gazetteer remove old")));
}

#[test]
fn a_report_finds_the_places_that_were_added() {
    let (shelf, files) = (tempdir().unwrap(), tempdir().unwrap());
    let dump = file(&files, "ML.txt", DUMP);
    let text = file(
        &files,
        "report.fr.txt",
        "Des hommes armés ont attaqué dimanche le village de Zorbakoro, dans le centre du Mali.",
    );
    let places = |shelf: &Path| -> Value {
        let mut command = Command::new(env!("CARGO_BIN_EXE_zenobia"));
        let output = command.args(["read", "--json", &text]).env("ZENOBIA_GAZETTEER", shelf).output().unwrap();
        serde_json::from_slice::<Value>(&output.stdout).unwrap()["places"].clone()
    };
    let key = |places: &Value| {
        let named = places.as_array().unwrap().iter().find(|place| place["name"] == "Zorbakoro");
        named.map(|place| place["key"].clone()).unwrap_or_default()
    };
    assert_eq!(key(&places(shelf.path())), Value::Null);
    zenobia(shelf.path(), &["add", &dump]).assert().success();
    assert_eq!(key(&places(shelf.path())), "geonames:99000001");
}
