//! `zenobia why`: for each finding its words, its rule, and the parts it was made from.

use std::io::{self, BufWriter, Write};

use clap::Args;
use zenobia_core::document::Document;
use zenobia_desk::derivation;

use super::inputs::Inputs;
use super::library;
use super::{Outcome, output};

/// Reports, and which findings of theirs.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  zenobia why report.txt --published 2016-03-28 --find \"le 7 mars\"")]
pub struct Options {
    #[command(flatten)]
    inputs: Inputs,
    /// Only findings whose words hold this
    #[arg(long, value_name = "WORDS")]
    find: Option<String>,
}

pub fn run(options: &Options) -> anyhow::Result<Outcome> {
    let Some(library) = library::open(options.inputs.packs.as_deref()) else { return Ok(Outcome::WrongUsage) };
    let (paint, columns) = (output::paint(), output::columns());
    let mut out = BufWriter::new(io::stdout().lock());
    let work = |document: Document| {
        let record = library.read(&document);
        derivation::write(&record, &document.text, options.find.as_deref(), paint, columns)
    };
    let outcome = options.inputs.stream(work, |text| out.write_all(text.as_bytes()))?;
    out.flush()?;
    Ok(outcome)
}
