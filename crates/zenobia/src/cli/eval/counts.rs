//! `zenobia eval counts`.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use zenobia_eval::corpora::popcorn_counts::read;
use zenobia_eval::counts::{Counts, measure};

use super::{Outcome, Reading, with_library};

#[derive(Debug, Args)]
pub struct Options {
    /// The file of POPCORN, such as ../shared/corpora/events/popcorn/train.json
    file: PathBuf,
    /// List what the reading and the corpus do not agree on
    #[arg(long)]
    misses: bool,
    #[command(flatten)]
    reading: Reading,
}

pub fn run(options: &Options) -> anyhow::Result<Outcome> {
    with_library(options.reading.packs.as_deref(), |library| {
        let shown = || options.file.display().to_string();
        let text = fs::read_to_string(&options.file).with_context(shown)?;
        let reports = read(&text).with_context(shown)?;
        let counts = measure(&reports, |document| library.read(document));
        let mut out = io::stdout().lock();
        write_counts(&mut out, reports.len(), &counts)?;
        for miss in counts.misses.iter().filter(|_| options.misses) {
            writeln!(out, "{miss}")?;
        }
        Ok(Outcome::Done)
    })
}

fn write_counts(out: &mut impl Write, reports: usize, counts: &Counts) -> io::Result<()> {
    let mut row = |name: &str, part: usize, whole: usize| {
        let share = if whole == 0 { 0.0 } else { 100.0 * part as f64 / whole as f64 };
        writeln!(out, "{name:36} {share:6.1}   {part}/{whole}")
    };
    row("counts found", counts.found, counts.numbers)?;
    row("counts found and equal", counts.equal, counts.numbers)?;
    row("dates found", counts.dates_found, counts.dates)?;
    row("dates found and equal", counts.dates_equal, counts.whole_dates)?;
    writeln!(out, "{reports} reports; {} words such as \"several\" say no number and are left out", counts.vague)
}
