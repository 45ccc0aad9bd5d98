//! Killed at any moment, the program loses nothing that was accepted and repeats none.

#![allow(clippy::unwrap_used, reason = "a test")]

mod raids;
mod site;

use std::fs;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use raids::{TOWNS, ids, lines, reports, zenobia};
use tempfile::{TempDir, tempdir};

/// How often to kill: few times in each run of the tests, and more when it is asked for.
fn kills() -> usize {
    std::env::var("ZENOBIA_KILLS").ok().and_then(|count| count.parse().ok()).unwrap_or(40)
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
        kill_again_and_again(&killed, &["add", &news], begun.elapsed());
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
fn kill_again_and_again(database: &str, arguments: &[&str], time: Duration) {
    // A sequence of moments that is the same in every run.
    let mut moment: u64 = 7;
    let mut kept = 0;
    for _ in 0..kills() {
        moment = moment.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mut child = zenobia(database, arguments).spawn().unwrap();
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

/// Pages that a site has, and files that lie in a folder.
const PAGES: usize = 40;
const FILES: usize = 60;

/// A feed of pages, no two alike.
fn answer(site: &str, path: &str) -> String {
    let number = path.strip_prefix("/raid-").and_then(|number| number.parse::<usize>().ok());
    match (path, number) {
        ("/feed", _) => site::feed(site, (0..PAGES).map(|number| format!("raid-{number}"))),
        (_, Some(number)) => {
            let town = TOWNS[number % TOWNS.len()];
            let text = format!(
                "Gunmen killed {} soldiers near {town} on 21 May 2023, officials said. Residents said they had counted {number} \
                 vehicles on the road to the north, and that the army had sent reinforcements to the town.",
                number + 2
            );
            site::page(&format!("Raid {number} near {town}"), &text)
        }
        _ => site::gone(),
    }
}

#[test]
fn killing_while_watching_loses_nothing_and_repeats_nothing() {
    let folder = tempdir().unwrap();
    let (site, _) = site::serve(answer);
    let incoming = folder.path().join("incoming");
    fs::create_dir(&incoming).unwrap();
    reports(&incoming.join("first.jsonl"), FILES / 2);
    fs::write(folder.path().join("feeds.opml"), format!("<opml><body><outline xmlUrl=\"{site}/feed\"/></body></opml>"))
        .unwrap();
    let (files, feeds) = (incoming.display().to_string(), folder.path().join("feeds.opml").display().to_string());
    let watch = ["watch", &files, &feeds, "--fetch", "--allow-private", "--pause", "0", "--every", "1s"];
    let once = [&watch[..], &["--once"]].concat();
    for (whole, killed) in databases(&folder, "seen").into_iter().zip(databases(&folder, "struck")) {
        reports(&incoming.join("first.jsonl"), FILES / 2);
        let begun = Instant::now();
        zenobia(&whole, &once).status().unwrap();
        let time = begun.elapsed();
        kill_again_and_again(&killed, &watch, time);
        // What came in meanwhile is found by the next look.
        reports(&incoming.join("first.jsonl"), FILES);
        for database in [&whole, &killed] {
            zenobia(database, &once).status().unwrap();
            assert!(zenobia(database, &["verify"]).status().unwrap().success());
            assert!(zenobia(database, &["doctor"]).status().unwrap().success());
            let documents = lines(database, &["query", "--sql", "SELECT count(*) AS count FROM documents"]);
            assert_eq!(documents[0]["count"], PAGES + FILES);
        }
        assert_eq!(ids(&killed, "claims"), ids(&whole, "claims"));
        assert_eq!(ids(&killed, "events").len(), ids(&whole, "events").len());
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
