//! `zenobia gazetteer`: places by name, and a user's own.

mod add;
mod find;

use std::io::{self, Write};

use anyhow::Context;
use clap::{Args, Subcommand};
use zenobia_gazetteer::Shelf;

use super::{Outcome, own};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show which places a name may mean, with what speaks for each, as a report would have it before it is read
    Find(find::Options),
    /// Add places from files: GeoNames dumps (allCountries, ML, alternateNamesV2 …, also zipped), Who's On First, or a table
    /// whose first line names `name`, `latitude` and `longitude`; every later command looks them up
    Add(add::Options),
    /// List your gazetteers
    List,
    /// Take a gazetteer of yours away
    Remove(Named),
}

#[derive(Debug, Args)]
pub struct Named {
    /// What it is called, as `zenobia gazetteer list` shows
    name: String,
}

pub fn run(command: &Command) -> anyhow::Result<Outcome> {
    match command {
        Command::Find(options) => find::run(options),
        Command::Add(options) => add::run(options),
        Command::List => list(),
        Command::Remove(options) => {
            shelf()?.remove(&options.name)?;
            Ok(Outcome::Done)
        }
    }
}

fn shelf() -> anyhow::Result<&'static Shelf> {
    let shelf = own::chosen().gazetteers.as_ref();
    shelf.context("there is no folder for gazetteers: name one with --gazetteer or ZENOBIA_GAZETTEER")
}

fn list() -> anyhow::Result<Outcome> {
    let shelf = shelf()?;
    let mut out = io::stdout().lock();
    let mut outcome = Outcome::Done;
    let embedded = zenobia_packs::gazetteer().map_err(|problem| anyhow::anyhow!("{problem}"))?;
    writeln!(
        out,
        "{:24} {:>12} {:>12}   in the program",
        "(embedded)",
        grouped(embedded.len()),
        grouped(embedded.names())
    )?;
    for name in shelf.names()? {
        match shelf.book(&name) {
            Ok(book) => {
                let (places, names) = (grouped(book.places), grouped(book.names));
                let sources = book.about.sources.join(", ");
                writeln!(out, "{name:24} {places:>12} {names:>12}   {:.1} MB, from {sources}", book.size as f64 / 1e6)?;
            }
            Err(error) => {
                super::say(&error.to_string());
                outcome = Outcome::SomeFailed;
            }
        }
    }
    Ok(outcome)
}

/// Digits in groups of three.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> = {
        let first = digits.len() % 3;
        let (head, tail) = digits.split_at(first);
        let rest = (0..tail.len()).step_by(3).map(|at| &tail[at..at + 3]);
        std::iter::once(head).filter(|head| !head.is_empty()).chain(rest).collect()
    };
    groups.join(",")
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn digits_come_in_threes() {
        assert_eq!([grouped(0), grouped(999), grouped(12_000_000)], ["0", "999", "12,000,000"]);
    }
}
