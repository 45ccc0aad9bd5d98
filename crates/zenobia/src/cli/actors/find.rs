//! `zenobia actors find`.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;
use serde_json::json;
use zenobia_core::knowledge::KnownActor;
use zenobia_desk::{actor_json, is_on, names_of, offices_on};

use crate::cli::Outcome;
use crate::cli::library;

#[derive(Debug, Args)]
pub struct Options {
    /// Names, acronyms or keys
    #[arg(required = true, value_name = "NAME")]
    names: Vec<String>,
    /// Only what held on a day, YYYY-MM-DD: who existed, who held which office
    #[arg(long, value_name = "DAY")]
    on: Option<Date>,
    /// One JSON object an actor
    #[arg(long)]
    json: bool,
    /// Look up in the packs of a folder instead of those in the program
    #[arg(long, value_name = "FOLDER")]
    packs: Option<PathBuf>,
}

pub fn run(options: &Options) -> anyhow::Result<Outcome> {
    let Some(library) = library::open(options.packs.as_deref()) else { return Ok(Outcome::WrongUsage) };
    let day = options.on.map(|day| day.to_string());
    let mut out = io::stdout().lock();
    let mut outcome = Outcome::Done;
    for name in &options.names {
        let mut found = library.actors_named(name);
        found.retain(|actor| is_on(day.as_deref(), actor.from.as_deref(), actor.to.as_deref()));
        if found.is_empty() {
            outcome = Outcome::SomeFailed;
        }
        match options.json {
            true => found.iter().try_for_each(|actor| writeln!(out, "{}", actor_json(name, actor, day.as_deref())))?,
            false => write_found(&mut out, name, &found, day.as_deref())?,
        }
    }
    Ok(outcome)
}

fn span(from: Option<&str>, to: Option<&str>) -> String {
    match (from, to) {
        (None, None) => String::new(),
        (from, to) => format!("{}–{}", from.unwrap_or_default(), to.unwrap_or_default()),
    }
}

fn write_found(out: &mut impl Write, name: &str, found: &[&KnownActor], day: Option<&str>) -> io::Result<()> {
    match found.len() {
        0 => return writeln!(out, "{name}: no actor of this name"),
        1 => writeln!(out, "{name}: one actor")?,
        many => writeln!(out, "{name}: {many} actors")?,
    }
    for actor in found {
        let kind = json!(actor.kind);
        let country = actor.country.as_deref().unwrap_or_default();
        let time = span(actor.from.as_deref(), actor.to.as_deref());
        writeln!(out, "  {}  ({})", actor.name, actor.key)?;
        let facts = [kind.as_str().unwrap_or_default(), country, &time];
        let facts: Vec<&str> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
        writeln!(out, "      {}", facts.join(", "))?;
        let mut others: Vec<&str> = names_of(actor).filter(|other| *other != actor.name).collect();
        others.sort_unstable();
        others.dedup();
        if !others.is_empty() {
            writeln!(out, "      also {}", others.join(", "))?;
        }
        for office in offices_on(actor, day) {
            let title = office.title.values().flatten().next().map_or("", |title| title.as_str());
            let time = span(office.from.as_deref(), office.to.as_deref());
            writeln!(out, "      {title} of {} {time}", office.of)?;
        }
        if !actor.codes.is_empty() {
            let codes: Vec<String> = actor.codes.iter().map(|(system, code)| format!("{system} {code}")).collect();
            writeln!(out, "      {}", codes.join(", "))?;
        }
    }
    Ok(())
}
