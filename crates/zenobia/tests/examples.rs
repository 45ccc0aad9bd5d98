//! What is read from the reports under `examples/`, as snapshots that a person has read before they were accepted.
//!
//! Snapshots show the state of the reading, its faults too. `INSTA_UPDATE=always cargo test -p zenobia --test examples` renews
//! them, and the worked examples of `README.md`; read the difference before it is committed.

#![allow(clippy::unwrap_used, reason = "a test")]

mod projection;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use assert_cmd::Command;
use zenobia_core::record::Record;

/// A line of the table in `examples/README.md`.
struct Example {
    file: String,
    language: String,
    published: String,
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../examples")
}

fn examples() -> Vec<Example> {
    let table = fs::read_to_string(folder().join("README.md")).unwrap();
    let rows = table.lines().filter(|line| line.starts_with("| `"));
    let cells = rows.map(|row| row.split('|').map(|cell| cell.trim().trim_matches('`').to_owned()).collect::<Vec<_>>());
    cells.map(|cell| Example { file: cell[1].clone(), language: cell[2].clone(), published: cell[3].clone() }).collect()
}

/// What a command writes about an example.
fn run(example: &Example, command: &str, more: &[&str]) -> String {
    let mut zenobia = Command::new(env!("CARGO_BIN_EXE_zenobia"));
    zenobia
        .env("ZENOBIA_GAZETTEER", "")
        .current_dir(folder())
        .args([command, &example.file, "--published", &example.published])
        .args(more);
    String::from_utf8(zenobia.assert().success().get_output().stdout.clone()).unwrap()
}

/// Compares all examples before it fails, so that one run shows every difference.
fn compare(kind: &str, show: impl Fn(&Example) -> String) {
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    let same = |example: &&Example| {
        let name = example.file.trim_end_matches(".txt");
        let check = || settings.bind(|| insta::assert_snapshot!(format!("{name}.{kind}"), show(example)));
        catch_unwind(AssertUnwindSafe(check)).is_ok()
    };
    let all = examples();
    let differ: Vec<&str> = all.iter().filter(|example| !same(example)).map(|example| example.file.as_str()).collect();
    assert!(differ.is_empty(), "the {kind} differs of {}", differ.join(", "));
}

/// The worked examples of `README.md`: the mark before each block, and the command that it shows.
const SHOWN: [(&str, &[&str]); 2] =
    [("<!-- read -->", &["read", "--summary", "--labels", "en"]), ("<!-- why -->", &["why", "--find", "pris"])];

/// Two tests renew parts of `README.md`: one after the other.
static README: std::sync::Mutex<()> = std::sync::Mutex::new(());

#[test]
fn the_readme_shows_what_is_really_read() {
    let _one_at_a_time = README.lock();
    let path = folder().join("../README.md");
    let mut readme = fs::read_to_string(&path).unwrap();
    let palmyra = examples().into_iter().find(|example| example.file == "palmyre.fr.txt").unwrap();
    for (mark, arguments) in SHOWN {
        let opening = format!("{mark}\n```text\n");
        let (before, rest) = readme.split_once(&opening).unwrap();
        let (shown, after) = rest.split_once("```\n").unwrap();
        let output = run(&palmyra, arguments[0], &arguments[1..]).trim_end().to_owned() + "\n";
        if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
            readme = [before, &opening, &output, "```\n", after].concat();
            fs::write(&path, &readme).unwrap();
        } else {
            assert_eq!(shown, output, "renew README.md as the head of this file says");
        }
    }
}

#[test]
fn the_readme_shows_what_reports_tell_together() {
    let _one_at_a_time = README.lock();
    let path = folder().join("../README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let mut zenobia = Command::new(env!("CARGO_BIN_EXE_zenobia"));
    zenobia.current_dir(folder()).args(["situation", "nyala.jsonl", "--picture", "--labels", "en"]);
    let output =
        String::from_utf8(zenobia.assert().success().get_output().stdout.clone()).unwrap().trim_end().to_owned() + "\n";
    let opening = "<!-- situation -->\n```text\n";
    let (before, rest) = readme.split_once(opening).unwrap();
    let (shown, after) = rest.split_once("```\n").unwrap();
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        fs::write(&path, [before, opening, &output, "```\n", after].concat()).unwrap();
    } else {
        assert_eq!(shown, output, "renew README.md as the head of this file says");
    }
}

#[test]
fn the_table_lists_every_example() {
    let listed: Vec<String> = examples().into_iter().map(|example| example.file).collect();
    let entries = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let missing: Vec<String> = entries.filter(|name| name.ends_with(".txt") && !listed.contains(name)).collect();
    assert!(missing.is_empty(), "not in the table of examples/README.md: {missing:?}");
}

#[test]
fn the_records_of_the_examples_are_as_they_were() {
    compare("record", |example| {
        let record: Record = serde_json::from_str(&run(example, "read", &["--json"])).unwrap();
        projection::write(&record)
    });
}

#[test]
fn the_summaries_of_the_examples_are_as_they_were_and_fit_80_columns() {
    compare("summary", |example| {
        let summary = run(example, "read", &["--summary", "--labels", &example.language]);
        assert!(summary.lines().all(|line| line.chars().count() <= 80), "{summary}");
        summary
    });
}
