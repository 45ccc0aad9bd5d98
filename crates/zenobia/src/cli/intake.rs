//! `zenobia intake`: what could not be taken in, and trying again.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use clap::{Args, Parser, Subcommand};

use super::database::Database;
use super::{Cli, Command as Run, Outcome, add, output, say};
use crate::summary::Paragraph;
use crate::summary::paint::{Look, Paint};

/// What is done with the log.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// List what could not be read, with the reason: JSON Lines when piped
    List(List),
    /// Try again what could not be read
    Retry(Which),
    /// Put entries aside that are not to be tried again
    Drop(Which),
}

/// Which entries are shown.
#[derive(Debug, Args)]
pub struct List {
    #[command(flatten)]
    database: Database,
    /// Also what was read later or put aside
    #[arg(long)]
    all: bool,
    /// Write JSON Lines, on a terminal too
    #[arg(long)]
    json: bool,
}

/// Which entries are worked on.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  zenobia intake retry\n  zenobia intake drop 3 4")]
pub struct Which {
    /// Numbers of entries, as `zenobia intake list` shows them [default for retry: all that are open]
    #[arg(value_name = "NUMBER")]
    numbers: Vec<i64>,
    #[command(flatten)]
    database: Database,
}

pub fn run(command: &Command) -> anyhow::Result<Outcome> {
    match command {
        Command::List(list) => show(list),
        Command::Retry(which) => retry(which),
        Command::Drop(which) => put_aside(which),
    }
}

fn show(list: &List) -> anyhow::Result<Outcome> {
    let items = list.database.read()?.intake(list.all)?;
    let mut out = io::stdout().lock();
    let as_json = list.json || !out.is_terminal();
    for item in &items {
        match as_json {
            true => writeln!(out, "{}", serde_json::to_string(item)?)?,
            false => {
                let times = if item.attempts == 1 { "once".to_owned() } else { format!("{} times", item.attempts) };
                let day = item.last_seen.get(..10).unwrap_or(&item.last_seen);
                let told = format!("{}: {day}, {}, tried {times}: {}", item.id, item.state, item.reason);
                for line in Paragraph::default().and(Look::Text, told).lines(output::columns(), 0, 4, Paint::Plain) {
                    writeln!(out, "{line}")?;
                }
            }
        }
    }
    if items.is_empty() && !as_json {
        writeln!(out, "nothing: all that was to be read has been read")?;
    }
    Ok(Outcome::Done)
}

fn retry(which: &Which) -> anyhow::Result<Outcome> {
    let location = which.database.location()?;
    let items = which.database.open()?.intake(false)?;
    let chosen = items.iter().filter(|item| which.numbers.is_empty() || which.numbers.contains(&item.id));
    // What was read with the same options is read together.
    let mut groups: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for item in chosen {
        let paths = groups.entry(&item.options).or_default();
        let path = file(&item.location);
        if !paths.contains(&path) {
            paths.push(path);
        }
    }
    if groups.is_empty() {
        say("nothing is to be tried again");
    }
    let mut outcome = Outcome::Done;
    let secret = match &location {
        zenobia_store::Location::File(path) => path.display().to_string(),
        zenobia_store::Location::Server(url) => url.clone(),
    };
    for (options, paths) in groups {
        let words = ["zenobia", "add", "--db", &secret].into_iter().map(str::to_owned);
        let words = words
            .chain(serde_json::from_str::<Vec<String>>(options).unwrap_or_default())
            .chain(["--".to_owned()])
            .chain(paths);
        let Run::Add(options) = Cli::try_parse_from(words)?.command else { continue };
        if add::run(&options)? != Outcome::Done {
            outcome = Outcome::SomeFailed;
        }
    }
    Ok(outcome)
}

/// The file of an entry: of a line, or of a part of an archive, the file it is in.
fn file(location: &str) -> String {
    let mut path = location;
    while !Path::new(path).exists() && !path.contains("://") {
        match path.rsplit_once(':') {
            Some((before, _)) if !before.is_empty() => path = before,
            _ => return location.to_owned(),
        }
    }
    path.to_owned()
}

fn put_aside(which: &Which) -> anyhow::Result<Outcome> {
    let dropped = which.database.open()?.drop_intake(&which.numbers)?;
    say(&format!("{dropped} put aside"));
    Ok(if dropped as usize == which.numbers.len() { Outcome::Done } else { Outcome::SomeFailed })
}
