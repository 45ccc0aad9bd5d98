//! `zenobia eval places`.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Context;
use clap::{Args, ValueEnum};
use zenobia_eval::corpora::PlacedDocument;
use zenobia_eval::places::{self, Toponyms, measure};

use super::gold::write_row;
use super::{Outcome, Reading, with_library};

#[derive(Debug, Args)]
pub struct Options {
    /// Files: LGL, TR-News, GeoVirus or GeoWebNews (XML), or the columns of HIPE (.tsv)
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Language of files that do not say
    #[arg(long, value_name = "CODE", default_value = "en")]
    language: String,
    /// Only documents whose number is even, or odd: the one to develop on, the other to check with
    #[arg(long)]
    half: Option<Half>,
    /// Read the bare texts, without publisher and address
    #[arg(long)]
    bare: bool,
    /// List what the reading and the corpus do not agree on
    #[arg(long)]
    misses: bool,
    /// Figures as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    reading: Reading,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Half {
    Even,
    Odd,
}

pub fn run(options: &Options) -> anyhow::Result<Outcome> {
    with_library(options.reading.packs.as_deref(), |library| {
        let documents = documents(options)?;
        let toponyms = measure(&documents, |document| library.read(document));
        let mut out = io::stdout().lock();
        match options.json {
            true => writeln!(out, "{}", json(documents.len(), &toponyms))?,
            false => write_table(&mut out, documents.len(), &toponyms)?,
        }
        for miss in toponyms.misses.iter().filter(|_| options.misses) {
            writeln!(out, "{miss}")?;
        }
        Ok(Outcome::Done)
    })
}

fn documents(options: &Options) -> anyhow::Result<Vec<PlacedDocument>> {
    let mut documents = Vec::new();
    for file in &options.files {
        let shown = || file.display().to_string();
        let source = fs::read_to_string(file).with_context(shown)?;
        documents.extend(places::read(&shown(), &source, &options.language).with_context(shown)?);
    }
    documents.retain(|placed| options.half.is_none_or(|half| half == half_of(&placed.document.id)));
    if options.bare {
        documents.iter_mut().for_each(|placed| (placed.document.publisher, placed.document.url) = (None, None));
    }
    Ok(documents)
}

/// The half that a document belongs to, by the last digit or letter of its id.
fn half_of(id: &str) -> Half {
    if id.bytes().last().is_some_and(|last| last % 2 == 1) { Half::Odd } else { Half::Even }
}

fn json(documents: usize, toponyms: &Toponyms) -> serde_json::Value {
    serde_json::json!({
        "documents": documents,
        "toponyms": toponyms.mentions.figures(),
        "toponyms (exact)": toponyms.exact.figures(),
        "toponyms with coordinates": toponyms.located.figures(),
        "distances": toponyms.distances(),
    })
}

fn write_table(out: &mut impl Write, documents: usize, toponyms: &Toponyms) -> io::Result<()> {
    let heading = format!("{documents} documents");
    writeln!(out, "{heading:36} {:>6} {:>6} {:>6}   right/predicted/gold", "P", "R", "F1")?;
    write_row(out, "toponyms", toponyms.mentions)?;
    write_row(out, "toponyms (exact)", toponyms.exact)?;
    write_row(out, "toponyms with coordinates", toponyms.located)?;
    let distances = toponyms.distances();
    writeln!(out, "{:36} {:6.1} %", "within 161 km, of matched", distances.near_of_matched)?;
    writeln!(out, "{:36} {:6.1} %", "within 161 km, of all gold", distances.near_of_gold)?;
    writeln!(out, "{:36} {:6.1} %", "with coordinates, of matched", distances.resolved)?;
    writeln!(out, "{:36} {:6.0} km", "mean error, of those", distances.mean_km)?;
    writeln!(out, "{:36} {:6.0} km", "median error, of those", distances.median_km)?;
    writeln!(out, "{:36} {:6.3}", "area under the error curve", distances.area)
}
