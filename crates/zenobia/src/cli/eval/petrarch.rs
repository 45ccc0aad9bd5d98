//! `zenobia eval petrarch`.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;
use zenobia_core::document::Document;
use zenobia_core::record::ActorKind;
use zenobia_eval::coding::petrarch::{ACTORS, Petrarch};
use zenobia_eval::coding::{Coder, Names};
use zenobia_eval::corpora::petrarch::{Coded, read};
use zenobia_knowledge::{Format, Known, texts_of};

use super::gold::write_row;
use super::{Outcome, Reading};
use crate::cli::library;

#[derive(Debug, Args)]
pub struct Options {
    /// Folder of the records, such as ../shared/corpora/events/petrarch
    folder: PathBuf,
    /// A PETRARCH dictionary of the actors that the records name, instead of the one in the program
    #[arg(long, value_name = "FILE")]
    actors: Option<PathBuf>,
    /// A PETRARCH dictionary of agents, for the roles in codes ("soldiers" is MIL): only the strict measure needs it
    #[arg(long, value_name = "FILE", default_value = "../shared/corpora/knowledge/petrarch-actors/Phoenix.agents.txt")]
    agents: PathBuf,
    /// List the sentences that are not right
    #[arg(long)]
    misses: bool,
    #[command(flatten)]
    reading: Reading,
}

/// The file of records in the folder.
pub const RECORDS: &str = "PETR.UnitTest.records.xml";

pub fn run(options: &Options) -> anyhow::Result<Outcome> {
    let path = options.folder.join(RECORDS);
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let records = read(&text).with_context(|| path.display().to_string())?;
    let actors = match &options.actors {
        Some(path) => fs::read_to_string(path).with_context(|| path.display().to_string())?,
        None => ACTORS.to_owned(),
    };
    let agents = fs::read_to_string(&options.agents).unwrap_or_default();
    let Some(found) = measure(options.reading.packs.as_deref(), &records, &actors, &agents)? else {
        return Ok(Outcome::WrongUsage);
    };
    let mut out = io::stdout().lock();
    let heading = format!("{} records", records.len());
    writeln!(out, "{heading:36} {:>6} {:>6} {:>6}   right/predicted/gold", "P", "R", "F1")?;
    write_row(&mut out, "sentences all right by root", found.by_root)?;
    write_row(&mut out, "sentences all right, every letter", found.strict)?;
    write_row(&mut out, "… of those with nothing to code", found.nothing)?;
    write_row(&mut out, "tuples by root", found.tuples)?;
    write_row(&mut out, "made-up codes, by both sides", found.made_up)?;
    writeln!(
        out,
        "left out: {} records that test the input, {} events that only say something or lack a side",
        found.left_out, found.unspoken
    )?;
    if options.misses {
        found.misses.iter().try_for_each(|miss| writeln!(out, "{miss}"))?;
    }
    Ok(Outcome::Done)
}

/// Reads the sentences with the actors of a dictionary and compares; `None` when the packs cannot be used.
pub fn measure(
    packs: Option<&Path>,
    records: &[Coded],
    actors: &str,
    agents: &str,
) -> anyhow::Result<Option<Petrarch>> {
    let Some(plain) = library::open(packs) else { return Ok(None) };
    let known = Known::new(plain.knowledge().actors());
    let mut import = zenobia_knowledge::read(Format::PetrarchActors, actors, &known);
    // Countries that are invented are in no list of countries: what has a code and no role is one.
    for actor in import.actors.iter_mut().filter(|actor| actor.kind == ActorKind::Population) {
        actor.kind = ActorKind::State;
    }
    let Some(library) = library::open_with(packs, texts_of("petrarch", &import)?) else { return Ok(None) };
    let nouns = zenobia_knowledge::read(Format::PetrarchAgents, agents, &known).nouns;
    let roles: Vec<(String, String)> = nouns.into_iter().map(|noun| (noun.phrase, noun.code)).collect();
    let names = Names::new(library.knowledge().actors().iter().chain(&import.actors), &roles);
    let ontology = &library.packs().ontology;
    let mut found = Petrarch::default();
    for gold in records {
        let document = Document {
            id: gold.id.as_str().into(),
            text: gold.text.clone(),
            language: Some("en".into()),
            ..Document::default()
        };
        let record = library.read(&document);
        let Some((reading, syntax)) = library.parse(&document) else { continue };
        let coder = Coder { record: &record, reading: &reading, syntax: &syntax, ontology, names: &names };
        found.add(gold, &coder.dyads(), &record.claims, ontology);
    }
    Ok(Some(found))
}
