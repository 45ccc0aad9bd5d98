//! A disk that is full and a file that another program holds: it is said in plain words, and nothing is lost.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test")]

mod raids;

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread::sleep;
use std::time::Duration;

use raids::{ids, lines, reports, zenobia};
use rusqlite::Connection;
use serde_json::Value;
use tempfile::tempdir;

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn run(database: &str, arguments: &[&str]) -> Output {
    zenobia(database, arguments).stderr(Stdio::piped()).output().unwrap()
}

fn documents(database: &str) -> Value {
    lines(database, &["query", "--sql", "SELECT count(*) AS count FROM documents"])[0]["count"].clone()
}

#[test]
fn where_a_limit_leaves_no_room_the_program_says_so_and_goes_on_later() {
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
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("no room left"), "{}", said(&output));
    assert!(ids(&database, "claims").is_superset(&before));
    assert!(zenobia(&database, &["verify"]).status().unwrap().success());
    assert!(zenobia(&database, &["add", &news]).status().unwrap().success());
    assert_eq!(documents(&database), 300);
}

/// A disk of its own in memory; it goes when the test ends.
struct Disk<'a>(&'a Path);

impl<'a> Disk<'a> {
    /// `None` where this user may not have one.
    fn new(at: &'a Path, size: &str) -> Option<Disk<'a>> {
        fs::create_dir(at).unwrap();
        mount(&["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"], at).then_some(Disk(at))
    }

    fn grow(&self, size: &str) {
        assert!(mount(&["-o", &format!("remount,size={size}")], self.0));
    }
}

fn mount(arguments: &[&str], at: &Path) -> bool {
    let mut command = Command::new("mount");
    command.args(arguments).arg(at).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

impl Drop for Disk<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0).status();
    }
}

#[test]
fn on_a_full_disk_nothing_is_lost_and_the_same_command_goes_on_when_there_is_room() {
    let folder = tempdir().unwrap();
    let at = folder.path().join("disk");
    let Some(disk) = Disk::new(&at, "1536k") else {
        eprintln!("passed over: only root may have a small disk");
        return;
    };
    let news = folder.path().join("news.jsonl");
    let database = at.join("test.db").display().to_string();
    let news = news.display().to_string();
    reports(Path::new(&news), 20);
    assert!(zenobia(&database, &["add", &news]).status().unwrap().success());
    let before = ids(&database, "claims");
    reports(Path::new(&news), 400);
    let arguments = ["add", &news];
    let full = run(&database, &arguments);
    assert_eq!(full.status.code(), Some(1), "{}", said(&full));
    assert!(said(&full).contains("no room left to write"), "{}", said(&full));
    assert!(ids(&database, "claims").is_superset(&before));
    let verified = run(&database, &["verify"]);
    assert!(verified.status.success(), "{}", said(&verified));
    let row = before.iter().next().unwrap();
    // A copy and an export of it have no room either; neither leaves half a file under its name.
    let (copy, table) = (at.join("copy.db"), at.join("rows.csv"));
    fs::write(at.join("filler"), vec![0; 16 << 20]).unwrap_err();
    assert_eq!(run(&database, &["backup", &copy.display().to_string()]).status.code(), Some(1));
    assert_eq!(run(&database, &["export", "csv", "--out", &table.display().to_string()]).status.code(), Some(1));
    assert!(!copy.exists() && !table.exists());
    fs::remove_file(at.join("filler")).unwrap();
    disk.grow("64m");
    assert!(run(&database, &arguments).status.success());
    assert!(run(&database, &["review", "accept", row, "--by", "Ana", "--why", "two agencies say so"]).status.success());
    assert!(run(&database, &["verify"]).status.success());
    assert_eq!(documents(&database), 400);
}

#[test]
fn while_another_program_holds_the_file_the_program_waits_says_so_and_loses_nothing() {
    let folder = tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (news, database) = (path("news.jsonl"), path("test.db"));
    reports(Path::new(&news), 4);
    assert!(zenobia(&database, &["add", &news]).status().unwrap().success());
    let row = ids(&database, "claims").into_iter().next().unwrap();
    reports(Path::new(&news), 8);
    let holder = Connection::open(&database).unwrap();
    holder.execute_batch("BEGIN IMMEDIATE").unwrap();
    let add = zenobia(&database, &["add", &news]).stderr(Stdio::piped()).spawn().unwrap();
    let review = ["review", "accept", &row, "--by", "Ana", "--why", "two agencies say so"];
    let review = zenobia(&database, &review).stderr(Stdio::piped()).spawn().unwrap();
    for waiting in [add, review] {
        let output = waiting.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{}", said(&output));
        assert!(said(&output).contains("another program is writing to it"), "{}", said(&output));
    }
    // Who only asks does not wait.
    assert_eq!(documents(&database), 4);
    let patient = zenobia(&database, &["add", &news]).spawn().unwrap();
    sleep(Duration::from_secs(1));
    holder.execute_batch("ROLLBACK").unwrap();
    assert!(patient.wait_with_output().unwrap().status.success());
    assert_eq!(documents(&database), 8);
    assert!(run(&database, &["verify"]).status.success());
    assert_eq!(lines(&database, &["review", "log", "--json"]).len(), 0);
}
