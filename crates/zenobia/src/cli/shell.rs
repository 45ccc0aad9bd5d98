//! `zenobia completions` and `zenobia man`.

use std::io::{self, Write};

use clap::Args;
use clap_complete::Shell;

use super::{Outcome, command, say};

/// Which shell.
#[derive(Debug, Args)]
pub struct Options {
    /// Its name
    shell: Shell,
}

pub fn completions(options: &Options) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut command(), "zenobia", &mut script);
    io::stdout().lock().write_all(&script)?;
    Ok(Outcome::Done)
}

/// Which page.
#[derive(Debug, Args)]
pub struct Page {
    /// A command; the program itself when left out
    command: Option<String>,
}

pub fn manual(page: &Page) -> anyhow::Result<Outcome> {
    let mut command = command();
    command.build();
    if let Some(name) = &page.command {
        let Some(found) = command.find_subcommand(name) else {
            say(&format!("there is no command `{name}`; `zenobia --help` lists them"));
            return Ok(Outcome::WrongUsage);
        };
        command = found.clone();
    }
    let mut text = Vec::new();
    clap_mangen::Man::new(command).render(&mut text)?;
    io::stdout().lock().write_all(&text)?;
    Ok(Outcome::Done)
}
