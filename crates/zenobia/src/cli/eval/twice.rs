//! `zenobia eval twice`.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use zenobia_desk::silently;
use zenobia_eval::corpora::muc4;
use zenobia_eval::twice::{Fault, read_twice};

use super::Outcome;
use super::news::documents;
use crate::cli::inputs::Inputs;
use crate::cli::library;

#[derive(Debug, Args)]
pub struct Options {
    #[command(flatten)]
    inputs: Inputs,
    /// A folder of MUC-3 and MUC-4 texts to read as well
    #[arg(long, value_name = "FOLDER")]
    muc: Option<PathBuf>,
}

pub fn run(options: &Options) -> anyhow::Result<Outcome> {
    let Some(library) = library::open(options.inputs.packs.as_deref()) else { return Ok(Outcome::WrongUsage) };
    let (mut documents, mut outcome) = documents(&options.inputs);
    if let Some(folder) = &options.muc {
        documents.extend(muc4::load(folder)?);
    }
    let faults = silently(|| read_twice(&documents, |document| library.read(document)));
    let mut out = io::stdout().lock();
    for (id, fault) in &faults {
        outcome = Outcome::SomeFailed;
        match fault {
            Fault::Panic(words) => writeln!(out, "{id}\tpanic\t{words}")?,
            Fault::Difference(words) => writeln!(out, "{id}\tdifference\t{words}")?,
        }
    }
    writeln!(out, "{} reports read twice, {} with a fault", documents.len(), faults.len())?;
    Ok(outcome)
}
