//! Times the stages of a reading, each alone, over reports of any format, and prints JSON.
//!
//! ```sh
//! cargo run --release -p zenobia-benches --bin stages -- examples/reports.jsonl
//! cargo run --release -p zenobia-benches --bin stages -- ../shared/corpora/news/*.jsonl --only tokens,places
//! ```
//! Speed is in millions of bytes of text (for `html`, of pages) in a second of the processor, on one core. All stages are run in turns,
//! `--rounds` times; the middle round and the fastest are told. `sum` depends on all that was found: it stays the same as long as the findings do.
#![allow(clippy::print_stdout, reason = "a measure")]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};
use clap::Parser;
use serde_json::json;
use zenobia_benches::{Finding, Lap, Ready, STAGES, Stage, Tools, processor_time};

/// Times the stages of a reading, each alone.
#[derive(Debug, Parser)]
struct Options {
    /// Reports, in any format that `zenobia read` reads
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Language of the reports [default: as they say, or found out]
    #[arg(long)]
    language: Option<String>,
    /// Only these stages
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
    /// Least seconds of the processor for a stage in a round; each text is read once at least
    #[arg(long, default_value_t = 0.5)]
    seconds: f64,
    /// How often all stages are run, in turns
    #[arg(long, default_value_t = 3)]
    rounds: usize,
    /// Only every so manieth report
    #[arg(long, default_value_t = 1)]
    every: usize,
    /// Do not measure: write what the stage of `--only` finds in each report, as JSON Lines
    #[arg(long, conflicts_with_all = ["seconds", "rounds"])]
    findings: bool,
    /// Only run the stage of `--only` so many times over the texts, without any other, and print seconds and sum: for `benches/peers`
    #[arg(long, value_name = "TIMES", conflicts_with = "findings")]
    passes: Option<usize>,
    /// Write the web pages that `html` reads into a folder, for other programs
    #[arg(long, value_name = "FOLDER")]
    pages: Option<PathBuf>,
}

fn main() -> Result<()> {
    let options = Options::parse();
    let tools = Tools::open()?;
    let outside = options.findings || options.passes.is_some();
    let prepare = if outside { Tools::bare } else { Tools::texts };
    let all = prepare(&tools, &options.paths, options.language.as_deref())?;
    let texts: Vec<Ready> = all.into_iter().step_by(options.every.max(1)).collect();
    let chosen = |stage: &&Stage| options.only.is_empty() || options.only.iter().any(|name| name == stage.name);
    let stages: Vec<&Stage> = STAGES.iter().filter(chosen).collect();
    anyhow::ensure!(!stages.is_empty(), "no such stage; there are {:?}", STAGES.map(|stage| stage.name));
    if let Some(folder) = &options.pages {
        return write_pages(folder, &texts);
    }
    if options.findings {
        for find in stages.iter().filter_map(|stage| stage.find) {
            write_findings(find, &tools, &texts);
        }
        return Ok(());
    }
    if let Some(passes) = options.passes {
        // What is loaded when it is first needed is no part of it.
        for stage in &stages {
            std::hint::black_box((stage.run)(&tools, &texts[0]));
        }
        let start = processor_time();
        let sums = (0..passes).flat_map(|_| &stages).map(|stage| pass(stage, &tools, &texts));
        let sum = sums.fold(0, |sum, one| sum ^ one);
        println!("{}", json!({"seconds": (processor_time() - start).as_secs_f64(), "sum": sum}));
        return Ok(());
    }
    measure(&options, &stages, &tools, &texts);
    Ok(())
}

fn measure(options: &Options, stages: &[&Stage], tools: &Tools, texts: &[Ready]) {
    let mut laps: Vec<Vec<Lap>> = vec![Vec::new(); stages.len()];
    let mut sums = vec![0; stages.len()];
    for _ in 0..options.rounds.max(1) {
        for (number, stage) in stages.iter().enumerate() {
            let (lap, sum) = run(stage, tools, texts, Duration::from_secs_f64(options.seconds));
            laps[number].push(lap);
            sums[number] = sum;
        }
    }
    let mut told = serde_json::Map::new();
    for ((stage, mut laps), sum) in stages.iter().zip(laps).zip(sums) {
        laps.sort_by(|one, other| one.speed().total_cmp(&other.speed()));
        let round = |speed: f64| (speed * 100.0).round() / 100.0;
        let (middle, fastest) = (laps[laps.len() / 2].speed(), laps[laps.len() - 1].speed());
        let figures = json!({"what": stage.what, "mb_per_s": round(middle), "fastest": round(fastest), "sum": format!("{sum:016x}")});
        told.insert(stage.name.to_owned(), figures);
    }
    let bytes = |of_page| texts.iter().map(|text| size(text, of_page)).sum::<usize>();
    let reports = json!({"count": texts.len(), "bytes": bytes(false), "bytes_of_pages": bytes(true)});
    println!("{:#}", json!({"reports": reports, "stages": told}));
}

fn size(ready: &Ready, of_page: bool) -> usize {
    if of_page { ready.page.len() } else { ready.document.text.len() }
}

/// Reads all texts once.
fn pass(stage: &Stage, tools: &Tools, texts: &[Ready]) -> u64 {
    texts.iter().fold(0, |sum: u64, ready| sum.rotate_left(1) ^ (stage.run)(tools, ready))
}

/// Reads all texts, again and again until the time is over.
fn run(stage: &Stage, tools: &Tools, texts: &[Ready], least: Duration) -> (Lap, u64) {
    let mut lap = Lap::default();
    let mut sum = 0;
    let start = processor_time();
    while lap.time < least || lap.bytes == 0 {
        sum = pass(stage, tools, texts);
        lap.bytes += texts.iter().map(|ready| size(ready, stage.of_page)).sum::<usize>().max(1);
        lap.time = processor_time() - start;
    }
    (lap, sum)
}

fn write_findings(find: Finding, tools: &Tools, texts: &[Ready]) {
    for ready in texts {
        println!("{}", json!({"id": ready.document.id.as_str(), "found": find(tools, ready)}));
    }
}

fn write_pages(folder: &Path, texts: &[Ready]) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("{}", folder.display()))?;
    for (number, ready) in texts.iter().enumerate() {
        fs::write(folder.join(format!("{number:05}.html")), &ready.page)?;
    }
    Ok(())
}
