//! `zenobia eval actors`.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use zenobia_eval::actors::{FRENCH, Linked, Outcome as Fate, measure, parse};

use super::Outcome;
use super::news::documents;
use crate::cli::inputs::Inputs;
use crate::cli::library;

#[derive(Debug, Args)]
pub struct Options {
    #[command(flatten)]
    inputs: Inputs,
    /// Another sample than the one on news/conflict.fr.jsonl
    #[arg(long, value_name = "FILE")]
    sample: Option<PathBuf>,
    /// List each name that is not linked right
    #[arg(long)]
    misses: bool,
}

pub fn run(options: &Options) -> anyhow::Result<Outcome> {
    let Some(library) = library::open(options.inputs.packs.as_deref()) else { return Ok(Outcome::WrongUsage) };
    let sample = match &options.sample {
        None => parse(FRENCH)?,
        Some(path) => {
            let shown = || path.display().to_string();
            parse(&fs::read_to_string(path).with_context(shown)?).with_context(shown)?
        }
    };
    let (documents, outcome) = documents(&options.inputs);
    let linked = measure(&documents, &sample, |document| library.read(document));
    let mut out = io::stdout().lock();
    write_misses(&mut out, &linked, options.misses)?;
    write_shares(&mut out, &linked)?;
    Ok(outcome)
}

fn write_misses(out: &mut impl Write, linked: &Linked, all: bool) -> io::Result<()> {
    for miss in linked.misses.iter().filter(|_| all) {
        let named = &miss.named;
        let taken_for = miss.taken_for.as_deref().unwrap_or("-");
        writeln!(
            out,
            "{:?}\t{}:{}\t{}\t{taken_for}\t{:?}",
            miss.outcome, named.article, named.start, miss.context, named.answers
        )?;
    }
    Ok(())
}

fn write_shares(out: &mut impl Write, linked: &Linked) -> io::Result<()> {
    let names = linked.names();
    let mut row = |name: &str, part: usize| {
        writeln!(out, "{name:24} {:6.1}   {part}/{names}", 100.0 * part as f64 / names.max(1) as f64)
    };
    row("found", names - linked.count(Fate::Unfound))?;
    row("linked right", linked.count(Fate::Right))?;
    row("known, not linked", linked.count(Fate::Unlinked))?;
    row("linked to another", linked.count(Fate::Wrong))?;
    row("of another kind", linked.count(Fate::Kind))?;
    writeln!(out, "{} sentences", linked.sentences)
}
