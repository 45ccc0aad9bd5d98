//! `zenobia eval plover`.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;
use rayon::prelude::*;
use zenobia_core::document::Document;
use zenobia_eval::coding::plover::Plover;
use zenobia_eval::corpora::plover::{Marked, read};

use super::gold::write_row;
use super::{Outcome, Reading, with_library};
use crate::cli::library::Library;

#[derive(Debug, Args)]
pub struct Options {
    /// The table, such as ../shared/corpora/events/plover/PLV_train.tsv
    file: PathBuf,
    /// List the sentences whose type is not right
    #[arg(long)]
    misses: bool,
    #[command(flatten)]
    reading: Reading,
}

pub fn run(options: &Options) -> anyhow::Result<Outcome> {
    with_library(options.reading.packs.as_deref(), |library| {
        let found = measure(&options.file, library)?;
        let mut out = io::stdout().lock();
        let heading = format!("{} sentences", found.all.gold);
        writeln!(out, "{heading:36} {:>6} {:>6} {:>6}   right/predicted/gold", "P", "R", "F1")?;
        write_row(&mut out, "type of the pair", found.all)?;
        write_row(&mut out, "… both of which a claim ties", found.tied)?;
        write_row(&mut out, "type of some claim", found.anywhere)?;
        for (event, tally) in &found.types {
            write_row(&mut out, event, *tally)?;
        }
        writeln!(out, "{:36} {:20.1}", "mean of types", found.macro_f1())?;
        if options.misses {
            found.misses.iter().try_for_each(|miss| writeln!(out, "{miss}"))?;
        }
        Ok(Outcome::Done)
    })
}

/// Reads the sentences and compares.
pub fn measure(file: &Path, library: &Library) -> anyhow::Result<Plover> {
    let sentences = read(&fs::read_to_string(file).with_context(|| file.display().to_string())?);
    anyhow::ensure!(!sentences.is_empty(), "{}: no sentences with marked pairs in it", file.display());
    let document = |row: &Marked| Document {
        id: row.id.as_str().into(),
        text: row.text.clone(),
        language: Some("en".into()),
        ..Document::default()
    };
    let records: Vec<_> = sentences.par_iter().map(|row| library.read(&document(row))).collect();
    let mut found = Plover::default();
    for (row, record) in sentences.iter().zip(&records) {
        found.add(row, record, &library.packs().ontology);
    }
    Ok(found)
}
