//! Rules of a user's pack that mean harm: they are refused or bounded, and texts are read all the same.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::time::{Duration, Instant};

use zenobia_core::analyze::{Models, Pack, Packs, analyze};
use zenobia_core::document::Document;
use zenobia_core::pack::{Files, Ontology};
use zenobia_hostile::sound;
use zenobia_packs::knowledge;

/// Reads words with a pack of some files; gives the problems that were told.
fn read(files: &[(&str, String)], words: &str) -> Vec<String> {
    let files = Files::new(files.iter().map(|(path, text)| ((*path).to_owned(), text.clone())).collect());
    let problems = Pack::parse(&files, &Models::default()).problems.iter().map(ToString::to_string).collect();
    let mut packs = Packs::new(Ontology::parse(&Files::new(Vec::new()), &mut Vec::new()));
    packs.add("xx", files, Models::default());
    let document =
        Document { id: "rules".into(), text: words.into(), language: Some("xx".into()), ..Document::default() };
    sound(&analyze(&document, &packs, knowledge()), words).unwrap();
    problems
}

fn rule(pattern: &str) -> String {
    format!("[[rule]]\nname = \"bomb\"\nmatch = {pattern:?}\nmake = \"year(2016)\"\n")
}

#[test]
fn patterns_that_branch_without_end_end_in_bounded_time() {
    let start = Instant::now();
    let words = "a ".repeat(4000);
    for pattern in [
        "(a)? ".repeat(30) + &"a ".repeat(30) + "b",
        "[a|a] ".repeat(40) + "b",
        "([a|a a])? ".repeat(40) + "b",
        "([a|(a)?|a a|a a a])? ".repeat(25) + "b",
    ] {
        read(&[("rules/time/1-bomb.toml", rule(&pattern))], &words);
    }
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}

#[test]
fn a_pattern_longer_than_any_rule_is_refused() {
    let problems = read(&[("rules/time/1-bomb.toml", rule(&"a ".repeat(50_000)))], &"a ".repeat(20_000));
    assert!(problems.iter().any(|problem| problem.contains("cut it into several rules")), "{problems:?}");
}

#[test]
fn patterns_nested_without_end_are_refused() {
    for (open, close) in [("(", ")?"), ("[", "]"), ("<", ">"), ("(a ", ")?")] {
        let pattern = open.repeat(50_000) + "a" + &close.repeat(50_000);
        let problems = read(&[("rules/time/1-bomb.toml", rule(&pattern))], "a b c");
        assert!(
            problems.iter().any(|problem| problem.contains("bomb")),
            "{open}: {}",
            problems.join("\n").chars().take(600).collect::<String>()
        );
    }
    let make = format!(
        "[[rule]]\nname = \"bomb\"\nmatch = \"a\"\nmake = \"{}1{}\"\n",
        "year(".repeat(50_000),
        ")".repeat(50_000)
    );
    let problems = read(&[("rules/time/1-bomb.toml", make)], "a b c");
    assert!(problems.iter().any(|problem| problem.contains("bomb")));
}

#[test]
fn tables_nested_without_end_are_refused() {
    let problems = read(
        &[
            ("rules/time/1-bomb.toml", format!("x = {}", "[".repeat(100_000))),
            ("pack.toml", format!("{}= 1", "a.".repeat(100_000))),
        ],
        "a b c",
    );
    assert!(problems.iter().any(|problem| problem.starts_with("rules/time/1-bomb.toml")), "{problems:?}");
}
