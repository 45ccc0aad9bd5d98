//! `zenobia eval news`.

use std::io::{self, Write};

use clap::Args;
use zenobia_core::document::Document;
use zenobia_eval::news::count;
use zenobia_formats::read::Item;

use super::Outcome;
use crate::cli::inputs::Inputs;
use crate::cli::library;
use crate::cli::say;

#[derive(Debug, Args)]
pub struct Options {
    #[command(flatten)]
    inputs: Inputs,
    /// Print the claims of an event type, with the words around their triggers and their rules
    #[arg(long, value_name = "EVENT")]
    show: Option<String>,
}

pub fn run(options: &Options) -> anyhow::Result<Outcome> {
    let Some(library) = library::open(options.inputs.packs.as_deref()) else { return Ok(Outcome::WrongUsage) };
    let (documents, outcome) = documents(&options.inputs);
    let news = count(&documents, |document| library.read(document), options.show.as_deref());
    let mut out = io::stdout().lock();
    for shown in &news.shown {
        writeln!(out, "{}\t{} [{}] {}\t{}", shown.report, shown.before, shown.trigger, shown.after, shown.rule)?;
    }
    writeln!(out, "{:12} {:>7} {:>12}", "event", "claims", "per article")?;
    for (event, claims) in &news.events {
        writeln!(out, "{event:12} {claims:7} {:12.2}", news.rate(event))?;
    }
    writeln!(out, "{} articles", news.articles)?;
    Ok(outcome)
}

/// All reports of the inputs; what cannot be read is named.
pub fn documents(inputs: &Inputs) -> (Vec<Document>, Outcome) {
    let (mut documents, mut outcome) = (Vec::new(), Outcome::Done);
    for item in inputs.open() {
        match item {
            Item::Report(document) => documents.push(document),
            Item::Note(note) => say(&note),
            Item::Record(record) => {
                say(&format!("{}: {}", record.report.id, super::super::inputs::NO_RECORDS));
                outcome = Outcome::SomeFailed;
            }
            Item::Failed(fault) => {
                say(&fault.to_string());
                outcome = Outcome::SomeFailed;
            }
        }
    }
    (documents, outcome)
}
