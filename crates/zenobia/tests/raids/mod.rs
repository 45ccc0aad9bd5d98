//! The program on databases of raids, for tests that interrupt it.

#![allow(clippy::unwrap_used, reason = "a test")]
#![allow(dead_code, reason = "each test uses a part of it")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

pub fn zenobia(database: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zenobia"));
    command.args(arguments).args(["--db", database]).env("ZENOBIA_GAZETTEER", "").env("LC_ALL", "C");
    command.env("NO_PROXY", "127.0.0.1").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

pub const TOWNS: [&str; 5] = ["Menaka", "Gao", "Kidal", "Mopti", "Timbuktu"];

/// Reports of raids, no two with the same words.
pub fn reports(path: &Path, count: usize) {
    let line = |number: usize| {
        let town = TOWNS[number % TOWNS.len()];
        let day = 1 + number % 28;
        let text = format!(
            "Gunmen killed {} people in {town} on Saturday, residents said. The army shelled hills near {town} {number} times.",
            number % 40 + 2
        );
        json!({"id": format!("raid-{number}"), "language": "en", "published": format!("2023-05-{day:02}"), "text": text}).to_string() + "\n"
    };
    fs::write(path, (0..count).map(line).collect::<String>()).unwrap();
}

pub fn lines(database: &str, arguments: &[&str]) -> Vec<Value> {
    let output = zenobia(database, arguments).stdout(Stdio::piped()).output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

pub fn ids(database: &str, of: &str) -> BTreeSet<String> {
    let rows = lines(database, &["query", "--of", of, "--json"]);
    let ids: BTreeSet<String> = rows.iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect();
    assert_eq!(ids.len(), rows.len(), "no row twice");
    ids
}
