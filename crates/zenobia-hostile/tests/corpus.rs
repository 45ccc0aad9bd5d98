//! A short run of every fuzz target on stable Rust: the seeds, the kept corpus, and simple changes of both. `ZENOBIA_FUZZ` gives another number of rounds.

use std::time::{Duration, Instant};

use zenobia_hostile::mutate::{Chance, mutate};
use zenobia_hostile::{TARGETS, seeds, target};

/// Rounds for a target; each is bounded in time as well, so that a slow machine is not kept.
fn rounds() -> usize {
    std::env::var("ZENOBIA_FUZZ").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(60)
}

fn run(name: &str) {
    let target = target(name).expect("the target is there");
    let mut inputs = seeds::seeds(name);
    assert!(!inputs.is_empty(), "{name} has no seeds: where are the examples?");
    inputs.extend(seeds::kept(name));
    let start = Instant::now();
    inputs.iter().for_each(|input| (target.run)(input));
    let mut chance = Chance::new(7);
    let most = Duration::from_secs(rounds() as u64 / 4);
    for _ in 0..rounds() {
        let changed = mutate(&inputs[chance.below(inputs.len())], &inputs, &mut chance);
        // Should it panic, these bytes belong into `fuzz/corpus`.
        let shown = String::from_utf8_lossy(&changed).into_owned();
        let run = std::panic::catch_unwind(|| (target.run)(&changed));
        assert!(run.is_ok(), "{name} breaks on {shown:?}");
        if start.elapsed() > most {
            break;
        }
    }
}

#[test]
fn text() {
    run("text");
}

#[test]
fn analyze() {
    run("analyze");
}

#[test]
fn pack() {
    run("pack");
}

#[test]
fn format() {
    run("format");
}

#[test]
fn gazetteer() {
    run("gazetteer");
}

#[test]
fn record() {
    run("record");
}

#[test]
fn situation() {
    run("situation");
}

#[cfg(feature = "http")]
#[test]
fn http() {
    run("http");
}

#[test]
fn every_target_is_run_here_and_by_libfuzzer() {
    let here = include_str!("corpus.rs");
    let there = std::fs::read_to_string(seeds::root().join("fuzz/Cargo.toml")).expect("fuzz/Cargo.toml is there");
    for target in TARGETS {
        assert!(here.contains(&format!("run(\"{}\")", target.name)), "{} is not run here", target.name);
        assert!(there.contains(&format!("name = \"{}\"", target.name)), "{} is not in fuzz/Cargo.toml", target.name);
    }
}
