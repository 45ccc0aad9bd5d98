//! `zenobia eval popcorn-events`.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;
use rayon::prelude::*;
use zenobia_core::document::Document;
use zenobia_eval::corpora::popcorn_events::{Told, read};
use zenobia_eval::popcorn::{Popcorn, Scheme, compare, macro_f1};

use super::gold::write_row;
use super::{Outcome, Reading, with_library};
use crate::cli::library::Library;

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
        let (reports, found) = measure(&options.file, library)?;
        let mut out = io::stdout().lock();
        let heading = format!("{reports} reports, mentions of events");
        writeln!(out, "{heading:36} {:>6} {:>6} {:>6}   right/predicted/gold", "P", "R", "F1")?;
        for (kind, tally) in &found.types {
            write_row(&mut out, kind, *tally)?;
        }
        write_row(&mut out, "all mentions", Popcorn::micro(&found.types))?;
        writeln!(out, "{:36} {:20.1}", "mean of types", macro_f1(found.types.values()))?;
        let events = Popcorn::micro(&found.events);
        writeln!(
            out,
            "{:36} {:13.1}          {}/{}",
            "events by one of their mentions",
            events.figures().recall,
            events.right,
            events.gold
        )?;
        writeln!(out, "\nrelations of events")?;
        for (name, tally) in &found.relations {
            write_row(&mut out, name, *tally)?;
        }
        writeln!(out, "{:36} {:20.1}", "mean of relations", macro_f1(found.relations.values()))?;
        if options.misses {
            found.misses.iter().try_for_each(|miss| writeln!(out, "{miss}"))?;
        }
        Ok(Outcome::Done)
    })
}

/// Reads the reports and compares; also says how many there are.
pub fn measure(file: &Path, library: &Library) -> anyhow::Result<(usize, Popcorn)> {
    let shown = || file.display().to_string();
    let reports = read(&fs::read_to_string(file).with_context(shown)?).with_context(shown)?;
    let scheme = Scheme::embedded().context("crosswalks/popcorn.toml")?;
    let one = |told: &Told| {
        let document = Document {
            id: told.id.as_str().into(),
            text: told.text.clone(),
            language: Some("fr".into()),
            ..Document::default()
        };
        compare(told, &library.read_with_asides(&document), &library.packs().ontology, &scheme)
    };
    let all: Vec<Popcorn> = reports.par_iter().map(one).collect();
    let mut found = Popcorn::default();
    all.into_iter().for_each(|one| found.absorb(one));
    Ok((reports.len(), found))
}
