//! `zenobia actors import`.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::{Args, ValueEnum};
use zenobia_knowledge::{Fault, Format, Import, Known, read, slug};

use super::shelf;
use crate::cli::library;
use crate::cli::{Outcome, say};

#[derive(Debug, Args)]
pub struct Options {
    /// Files of actors
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// What to call them; what was imported under that name is replaced [default: after each file]
    #[arg(long)]
    name: Option<String>,
    /// Their form, where name and content do not tell
    #[arg(long)]
    format: Option<Form>,
    /// Tell every line that was left out, not the first few of each file
    #[arg(long)]
    all_faults: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Form {
    /// PETRARCH: names, synonyms, codes
    Actors,
    /// PETRARCH: nouns and codes
    Agents,
    /// A table whose first line names its columns
    Table,
    /// FollowTheMoney
    Ftm,
    /// Wikidata
    Wikidata,
}

/// Lines told of each file.
const TOLD: usize = 10;

pub fn run(options: &Options) -> anyhow::Result<Outcome> {
    let shelf = shelf()?;
    let Some(library) = library::open(None) else { return Ok(Outcome::WrongUsage) };
    let known = Known::new(library.knowledge().actors());
    let mut outcome = Outcome::Done;
    let mut together = Import::default();
    for file in &options.files {
        let text = fs::read(file).with_context(|| file.display().to_string())?;
        let text = String::from_utf8_lossy(&text);
        let Some(format) = options.format.map(format_of).or_else(|| Format::of(&file.to_string_lossy(), &text)) else {
            say(&format!(
                "{}: neither actors nor agents of PETRARCH, nor CSV, FollowTheMoney or Wikidata: say which with --format",
                file.display()
            ));
            outcome = Outcome::SomeFailed;
            continue;
        };
        let import = read(format, &text, &known);
        tell(file, &import, options.all_faults)?;
        if !import.faults.is_empty() {
            outcome = Outcome::SomeFailed;
        }
        match options.name {
            Some(_) => absorb(&mut together, import),
            None => shelf.write(&name_after(file), &import)?,
        }
    }
    if let Some(name) = &options.name {
        shelf.write(&slug(name), &together)?;
    }
    Ok(outcome)
}

fn format_of(form: Form) -> Format {
    match form {
        Form::Actors => Format::PetrarchActors,
        Form::Agents => Format::PetrarchAgents,
        Form::Table => Format::Table,
        Form::Ftm => Format::FollowTheMoney,
        Form::Wikidata => Format::Wikidata,
    }
}

fn absorb(all: &mut Import, one: Import) {
    all.actors.extend(one.actors);
    all.nouns.extend(one.nouns);
    all.lines += one.lines;
    all.faults.extend(one.faults);
}

fn tell(file: &Path, import: &Import, all: bool) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let (actors, nouns) = (import.actors.len(), import.nouns.len());
    writeln!(out, "{}: {actors} actors and {nouns} nouns from {} lines", file.display(), import.lines)?;
    let told = if all { import.faults.len() } else { TOLD };
    import
        .faults
        .iter()
        .take(told)
        .for_each(|Fault { line, message }| say(&format!("{}:{line}: {message}", file.display())));
    if import.faults.len() > told {
        say(&format!("{}: … and {} lines more; --all-faults tells them", file.display(), import.faults.len() - told));
    }
    Ok(())
}

fn name_after(file: &Path) -> String {
    let name = slug(&file.file_stem().unwrap_or_default().to_string_lossy());
    if name.is_empty() { "actors".to_owned() } else { name.into() }
}
