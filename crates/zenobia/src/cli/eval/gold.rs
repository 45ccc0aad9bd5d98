//! `zenobia eval gold`.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use rayon::prelude::*;
use serde_json::{Value, json};
use zenobia_eval::floors::{EMBEDDED, Floors};
use zenobia_eval::gold::{self, GoldReport};
use zenobia_eval::score::{Score, score};
use zenobia_eval::tally::Tally;

use super::{Outcome, Reading, reliability, with_library};
use crate::cli::library::Library;

#[derive(Debug, Args)]
pub struct Options {
    /// Folder of gold reports, such as ../shared/gold
    folder: PathBuf,
    /// Only reports in this language
    #[arg(long, value_name = "CODE")]
    language: Option<String>,
    /// List what the reading and the gold reports do not agree on; never for reports that are held out
    #[arg(long)]
    misses: bool,
    /// Figures of each report
    #[arg(long)]
    per_report: bool,
    /// Claims by event type
    #[arg(long)]
    per_event: bool,
    /// How often claims are right, by their confidence
    #[arg(long)]
    reliability: bool,
    /// Fit the weights of confidence to the reports that are not held out, and measure them across reports
    #[arg(long, conflicts_with = "json")]
    calibrate: bool,
    /// Figures as JSON
    #[arg(long)]
    json: bool,
    /// Hold out further reports: their misses are not listed
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    hold_out: Vec<String>,
    /// Only reports that are held out
    #[arg(long, conflicts_with_all = ["without_held_out", "misses"])]
    only_held_out: bool,
    /// Only reports that are not held out
    #[arg(long)]
    without_held_out: bool,
    #[command(flatten)]
    reading: Reading,
}

pub fn run(options: &Options) -> anyhow::Result<Outcome> {
    with_library(options.reading.packs.as_deref(), |library| {
        let mut held_out: BTreeSet<String> = Floors::parse(EMBEDDED)?.held_out.into_iter().collect();
        held_out.extend(options.hold_out.iter().cloned());
        let mut reports = gold::load(&options.folder)?;
        reports.retain(|report| is_wanted(options, &held_out, report));
        anyhow::ensure!(!reports.is_empty(), "{}: no such reports in it", options.folder.display());
        let scored = score_all(&reports, library);
        let mut out = io::stdout().lock();
        if options.json {
            let json: BTreeMap<&str, Value> =
                by_language(&scored).iter().map(|(language, part)| (*language, json(part))).collect();
            writeln!(out, "{}", serde_json::to_string_pretty(&json)?)?;
            return Ok(Outcome::Done);
        }
        write_tables(&mut out, options, &scored)?;
        if options.reliability {
            let judged: Vec<_> = scored.iter().flat_map(|(_, score)| &score.judged).collect();
            let judged: Vec<_> = judged.into_iter().map(|(claim, right)| (claim.confidence, *right)).collect();
            reliability::write_table(&mut out, &judged)?;
        }
        if options.calibrate {
            let open = scored.iter().filter(|(report, _)| !held_out.contains(&report.id));
            reliability::calibrate(&mut out, library, open.map(|(_, score)| score.judged.as_slice()))?;
        }
        if options.misses {
            write_misses(&mut out, &held_out, &scored)?;
        }
        Ok(Outcome::Done)
    })
}

type Scored<'a> = Vec<(&'a GoldReport, Score)>;

/// The scores of a language taken together, by language; `all` where there are several.
struct Part {
    reports: usize,
    score: Score,
}

fn is_wanted(options: &Options, held_out: &BTreeSet<String>, report: &GoldReport) -> bool {
    let is_held_out = held_out.contains(&report.id);
    let by_language = options.language.as_ref().is_none_or(|language| *language == report.language);
    let by_holding = if is_held_out { !options.without_held_out } else { !options.only_held_out };
    by_language && by_holding
}

fn score_all<'a>(reports: &'a [GoldReport], library: &Library) -> Scored<'a> {
    reports.par_iter().map(|report| (report, score(report, Some(&library.read(&gold::document(report)))))).collect()
}

/// F1 by measure, for each language of a folder of gold reports.
pub fn figures(folder: &Path, library: &Library) -> anyhow::Result<BTreeMap<String, BTreeMap<String, f64>>> {
    let reports = gold::load(folder)?;
    let scored = score_all(&reports, library);
    let parts = by_language(&scored).into_iter().filter(|(language, _)| *language != "all");
    Ok(parts.map(|(language, part)| (language.to_owned(), part.score.figures())).collect())
}

fn by_language<'a>(scored: &Scored<'a>) -> Vec<(&'a str, Part)> {
    let languages: BTreeSet<&str> = scored.iter().map(|(report, _)| report.language.as_str()).collect();
    let part = |wanted: Option<&str>| {
        let mut part = Part { reports: 0, score: Score::default() };
        for (report, score) in scored.iter().filter(|(report, _)| wanted.is_none_or(|wanted| wanted == report.language))
        {
            part.reports += 1;
            part.score.absorb(Score { misses: Vec::new(), ..score.clone() });
            let _ = report;
        }
        part
    };
    let mut parts: Vec<_> = languages.iter().map(|language| (*language, part(Some(language)))).collect();
    if parts.len() > 1 {
        parts.push(("all", part(None)));
    }
    parts
}

fn json(part: &Part) -> Value {
    let measures: serde_json::Map<String, Value> =
        part.score.measures().map(|(name, tally)| (name.to_owned(), json!(tally.figures()))).collect();
    let events: serde_json::Map<String, Value> =
        part.score.events.iter().map(|(event, tally)| (event.clone(), json!(tally.figures()))).collect();
    json!({"reports": part.reports, "measures": measures, "events": events})
}

fn write_tables(out: &mut impl Write, options: &Options, scored: &Scored<'_>) -> io::Result<()> {
    if options.per_report {
        for (report, score) in scored {
            let figures: Vec<String> =
                score.measures().map(|(name, tally)| format!("{name}={}", tally.figures().f1)).collect();
            writeln!(out, "{}: {}", report.id, figures.join(" "))?;
        }
        writeln!(out)?;
    }
    for (language, part) in by_language(scored) {
        let heading = format!("{language}: {} reports", part.reports);
        writeln!(out, "{heading:36} {:>6} {:>6} {:>6}   right/predicted/gold", "P", "R", "F1")?;
        for (name, tally) in part.score.measures() {
            write_row(out, name, tally)?;
        }
        if options.per_event {
            writeln!(out)?;
            for (event, tally) in &part.score.events {
                write_row(out, event, *tally)?;
            }
        }
        writeln!(out)?;
    }
    Ok(())
}

pub fn write_row(out: &mut impl Write, name: &str, tally: Tally) -> io::Result<()> {
    let figures = tally.figures();
    let (precision, recall, f1) = (figures.precision, figures.recall, figures.f1);
    let Tally { right, predicted, gold } = tally;
    writeln!(out, "{name:36} {precision:6.1} {recall:6.1} {f1:6.1}   {right}/{predicted}/{gold}")
}

fn write_misses(out: &mut impl Write, held_out: &BTreeSet<String>, scored: &Scored<'_>) -> io::Result<()> {
    for (_, score) in scored.iter().filter(|(report, _)| !held_out.contains(&report.id)) {
        for miss in &score.misses {
            writeln!(out, "{}\t{}\t{}", miss.report, miss.kind, miss.what)?;
        }
    }
    Ok(())
}
