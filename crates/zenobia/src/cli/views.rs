//! `zenobia views`: questions that are kept under a name.

use std::io::{self, Write};

use anyhow::bail;
use clap::{Args, Subcommand};

use super::database::Database;
use super::filter::Question;
use super::{Outcome, say};

/// What is done with views.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Keep a question under a name; use it with --view NAME
    Save(Box<Save>),
    /// List the questions that are kept, as JSON
    List(Where),
    /// Forget a question
    Remove(Named),
}

/// A question and its name.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  zenobia views save palmyra --place Palmyra --since 2015-05-01\n  zenobia query --view palmyra --event CONTROL"
)]
pub struct Save {
    /// What it is called
    name: String,
    #[command(flatten)]
    question: Question,
    #[command(flatten)]
    database: Database,
}

/// Which database.
#[derive(Debug, Args)]
pub struct Where {
    #[command(flatten)]
    database: Database,
}

/// Which view.
#[derive(Debug, Args)]
pub struct Named {
    /// What it is called
    name: String,
    #[command(flatten)]
    database: Database,
}

pub fn run(command: &Command) -> anyhow::Result<Outcome> {
    match command {
        Command::Save(save) => save.database.open()?.save_view(&save.name, &save.question.typed())?,
        Command::List(place) => {
            let mut out = io::stdout().lock();
            for (name, query) in place.database.read()?.views()? {
                writeln!(out, "{name}  {}", serde_json::to_string(&query)?)?;
            }
        }
        Command::Remove(named) => {
            if !named.database.open()?.remove_view(&named.name)? {
                bail!("there is no view {:?}; see `zenobia views list`", named.name);
            }
            say(&format!("{} is forgotten", named.name));
        }
    }
    Ok(Outcome::Done)
}
