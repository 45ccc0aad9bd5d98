//! Killed at any moment, the program loses nothing that was accepted and repeats none; a full disk and a limit are told.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::{TempDir, tempdir};

fn zenobia(database: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zenobia"));
    command.args(arguments).args(["--db", database]).env("ZENOBIA_GAZETTEER", "").env("LC_ALL", "C");
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// How often to kill: few times in each run of the tests, and more when it is asked for.
fn kills() -> usize {
    std::env::var("ZENOBIA_KILLS").ok().and_then(|count| count.parse().ok()).unwrap_or(40)
}

const TOWNS: [&str; 5] = ["Menaka", "Gao", "Kidal", "Mopti", "Timbuktu"];

/// Reports of raids, no two with the same words.
fn reports(path: &Path, count: usize) {
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

fn lines(database: &str, arguments: &[&str]) -> Vec<Value> {
    let output = zenobia(database, arguments).stdout(Stdio::piped()).output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn ids(database: &str, of: &str) -> BTreeSet<String> {
    let rows = lines(database, &["query", "--of", of, "--json"]);
    let ids: BTreeSet<String> = rows.iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect();
    assert_eq!(ids.len(), rows.len(), "no row twice");
    ids
}

/// Databases of a name that are not there yet: a file, and one on the server that `scripts/test` starts, if any.
fn databases(folder: &TempDir, name: &str) -> Vec<String> {
    let mut all = vec![folder.path().join(format!("{name}.db")).display().to_string()];
    if let Ok(server) = std::env::var("ZENOBIA_TEST_POSTGRES") {
        let name = format!("zenobia_kill_{name}_{}", std::process::id());
        let create = format!("CREATE DATABASE {name}");
        let made = Command::new("psql").args([&format!("{server}/postgres"), "-qc", &create]).status();
        assert!(made.unwrap().success());
        all.push(format!("{server}/{name}"));
    }
    all
}

#[test]
fn killing_while_adding_loses_nothing_and_repeats_nothing() {
    let folder = tempdir().unwrap();
    let news = folder.path().join("news.jsonl");
    reports(&news, 240);
    let news = news.display().to_string();
    for (whole, killed) in databases(&folder, "whole").into_iter().zip(databases(&folder, "killed")) {
        let begun = Instant::now();
        assert!(zenobia(&whole, &["add", &news]).status().unwrap().success());
        kill_while_adding(&killed, &news, begun.elapsed());
        assert!(zenobia(&killed, &["verify"]).status().unwrap().success());
        assert!(zenobia(&killed, &["add", &news]).status().unwrap().success());
        assert_eq!(ids(&killed, "claims"), ids(&whole, "claims"));
        assert_eq!(ids(&killed, "events").len(), ids(&whole, "events").len());
        let documents = lines(&killed, &["query", "--sql", "SELECT count(*) AS count FROM documents"]);
        assert_eq!(documents[0]["count"], 240);
        assert!(zenobia(&killed, &["verify"]).status().unwrap().success());
        assert!(zenobia(&killed, &["doctor"]).status().unwrap().success());
    }
}

/// Kills the program at moments of the time that it takes, and sees that what was there stays.
fn kill_while_adding(database: &str, news: &str, time: Duration) {
    // A sequence of moments that is the same in every run.
    let mut moment: u64 = 7;
    let mut kept = 0;
    for _ in 0..kills() {
        moment = moment.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mut child = zenobia(database, &["add", news]).spawn().unwrap();
        sleep(time.mul_f64((moment >> 40) as f64 / (1_u64 << 24) as f64));
        child.kill().unwrap();
        child.wait().unwrap();
        let output = zenobia(database, &["query", "--json"]).stdout(Stdio::piped()).output().unwrap();
        // Killed very early, there is no database yet.
        if output.status.success() || kept > 0 {
            let now = output.stdout.iter().filter(|&&byte| byte == b'\n').count();
            assert!(now >= kept, "what was accepted is still there");
            kept = now;
        }
    }
}

#[test]
fn killing_while_reviewing_leaves_whole_entries_and_a_sound_log() {
    let folder = tempdir().unwrap();
    let news = folder.path().join("news.jsonl");
    reports(&news, 4);
    let news = news.display().to_string();
    for database in databases(&folder, "review") {
        assert!(zenobia(&database, &["add", &news]).status().unwrap().success());
        let row = ids(&database, "claims").into_iter().next().unwrap();
        let arguments = ["review", "unsure", &row, "--by", "Ana", "--why", "only one voice"];
        let begun = Instant::now();
        assert!(zenobia(&database, &arguments).status().unwrap().success());
        let time = begun.elapsed();
        for number in 0..kills() {
            let mut child = zenobia(&database, &arguments).spawn().unwrap();
            sleep(time.mul_f64(number as f64 / kills() as f64));
            child.kill().unwrap();
            child.wait().unwrap();
        }
        assert!(zenobia(&database, &["verify"]).status().unwrap().success());
        let log = lines(&database, &["review", "log", "--json"]);
        assert!(!log.is_empty() && log.iter().enumerate().all(|(at, entry)| entry["id"] == at as u64 + 1));
    }
}

#[test]
#[cfg(unix)]
fn where_there_is_no_room_the_program_says_so_and_goes_on_later() {
    let folder = tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (news, database) = (path("news.jsonl"), path("test.db"));
    reports(Path::new(&news), 10);
    assert!(zenobia(&database, &["add", &news]).status().unwrap().success());
    let before = ids(&database, "claims");
    reports(Path::new(&news), 300);
    // The system refuses to let any file grow beyond so many blocks of 1,024 bytes, as a full disk does.
    let room = fs::metadata(&database).unwrap().len() / 1024 + 64;
    let script = format!("trap '' XFSZ; ulimit -f {room}; exec \"$0\" \"$@\"");
    let mut limited = Command::new("bash");
    limited.args(["-c", &script, env!("CARGO_BIN_EXE_zenobia"), "add", &news, "--db", &database]);
    let output = limited.env("ZENOBIA_GAZETTEER", "").env("LC_ALL", "C").output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("no room left"), "{said}");
    assert!(ids(&database, "claims").is_superset(&before));
    assert!(zenobia(&database, &["verify"]).status().unwrap().success());
    assert!(zenobia(&database, &["add", &news]).status().unwrap().success());
    assert_eq!(lines(&database, &["query", "--sql", "SELECT count(*) AS count FROM documents"])[0]["count"], 300);
}
