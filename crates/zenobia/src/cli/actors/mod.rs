//! `zenobia actors`: actors by name, and a user's own.

mod find;
mod import;

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};

use anyhow::Context;
use clap::{Args, Subcommand};
use zenobia_knowledge::Shelf;
use zenobia_knowledge::check::check;

use super::library;
use super::{Outcome, own, say};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show whom a name may mean: kind, country, other names, and what somebody was on a day
    Find(find::Options),
    /// Add actors from files: PETRARCH .actors and .agents, tables (CSV), FollowTheMoney, Wikidata; every later command knows them
    Import(import::Options),
    /// Check your own files of actors, with line numbers and what to do
    Check,
    /// List your files of actors, in the order in which they count
    List,
    /// Take a file of actors of yours away
    Remove(Named),
}

#[derive(Debug, Args)]
pub struct Named {
    /// What it is called, as `zenobia actors list` shows
    name: String,
}

pub fn run(command: &Command) -> anyhow::Result<Outcome> {
    match command {
        Command::Find(options) => find::run(options),
        Command::Import(options) => import::run(options),
        Command::Check => check_all(),
        Command::List => list(),
        Command::Remove(options) => {
            shelf()?.remove(&options.name)?;
            Ok(Outcome::Done)
        }
    }
}

fn shelf() -> anyhow::Result<&'static Shelf> {
    let shelf = own::chosen().actors.as_ref();
    shelf.context("there is no folder for your own actors: name one with --knowledge or ZENOBIA_KNOWLEDGE")
}

fn list() -> anyhow::Result<Outcome> {
    let mut out = io::stdout().lock();
    for (place, text) in shelf()?.texts()? {
        let rows = text.lines();
        let (count, noun) = match place.ends_with(".toml") {
            true => (rows.filter(|line| line.trim() == "[[actor]]").count(), "actors"),
            false => (rows.count(), "nouns"),
        };
        let name = place.rsplit('~').next().unwrap_or(&place).trim_end_matches(".toml");
        writeln!(out, "{name:32} {count:>8} {noun}")?;
    }
    Ok(Outcome::Done)
}

fn check_all() -> anyhow::Result<Outcome> {
    let shelf = shelf()?;
    let Some(library) = library::open(None) else { return Ok(Outcome::WrongUsage) };
    let keys: BTreeSet<&str> = library.knowledge().actors().iter().map(|actor| actor.key.as_str()).collect();
    let known = |key: &str| keys.contains(key);
    let mut outcome = Outcome::Done;
    let mut files = 0;
    for name in shelf.names()? {
        let path = shelf.path(&name);
        if !path.exists() {
            continue;
        }
        files += 1;
        let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        for fault in check(&text, &known) {
            outcome = Outcome::SomeFailed;
            say(&format!("{}:{}: {}", path.display(), fault.line, fault.message));
        }
    }
    writeln!(io::stdout().lock(), "{files} files of actors in {}", shelf.folder().display())?;
    Ok(outcome)
}
