//! `zenobia users`: who may come in over the network.

use std::io::{self, BufRead, IsTerminal, Write};

use anyhow::{Context, bail, ensure};
use clap::{Args, Subcommand, ValueEnum};
use zenobia_core::record::sha256;
use zenobia_http::password;

use super::database::Database;
use super::{Outcome, say};

/// What is done about people. They matter where `zenobia serve` has everybody log in.
#[derive(Debug, Subcommand)]
#[command(
    after_help = "Examples:\n  zenobia users add ana --role admin --db syria.db\n  pass desk/ben | zenobia users add ben --role reviewer\n  \
                        zenobia users token ana --label 'nightly export'"
)]
pub enum Command {
    /// Let somebody in, or change their role; the password is asked for, or read from a line of standard input
    Add(Add),
    /// List those who may come in
    List(Where),
    /// Let somebody in no more; what they decided stays
    Remove(Named),
    /// Give somebody a new password
    Password(Named),
    /// Make a token for a program, and print it
    Token(Token),
}

/// Somebody new.
#[derive(Debug, Args)]
pub struct Add {
    /// What they are called
    name: String,
    /// What they may do
    #[arg(long, value_enum)]
    role: Role,
    #[command(flatten)]
    database: Database,
}

/// What somebody may do; each may do all that those before may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Role {
    /// See everything
    Viewer,
    /// Decide about findings, keep views
    Reviewer,
    /// Add reports
    Editor,
    /// Add people
    Admin,
}

/// Which database.
#[derive(Debug, Args)]
pub struct Where {
    #[command(flatten)]
    database: Database,
}

/// Somebody.
#[derive(Debug, Args)]
pub struct Named {
    /// What they are called
    name: String,
    #[command(flatten)]
    database: Database,
}

/// A token.
#[derive(Debug, Args)]
pub struct Token {
    /// Whose it is; it may do what they may
    name: String,
    /// What it is for
    #[arg(long, value_name = "TEXT")]
    label: String,
    #[command(flatten)]
    database: Database,
}

pub fn run(command: &Command) -> anyhow::Result<Outcome> {
    match command {
        Command::Add(add) => {
            let mut store = add.database.make()?;
            let role = zenobia_http::Role::from(add.role);
            let kept = match store.person(&add.name)? {
                Some((_, Some(_))) => None,
                _ => Some(ask(&add.name)?),
            };
            store.keep_person(&add.name, role.name(), kept.as_deref())?;
            say(&format!("{} may come in as {}", add.name, role.name()));
        }
        Command::List(place) => {
            let mut out = io::stdout().lock();
            for user in place.database.read()?.people()? {
                writeln!(out, "{}  {}  since {}", user.name, user.role, user.added)?;
            }
        }
        Command::Remove(named) => {
            if !named.database.open()?.remove_person(&named.name)? {
                bail!("there is no user {:?}; see `zenobia users list`", named.name);
            }
            say(&format!("{} may not come in any more", named.name));
        }
        Command::Password(named) => {
            let mut store = named.database.open()?;
            let found = store.person(&named.name)?;
            let (role, _) =
                found.with_context(|| format!("there is no user {:?}; see `zenobia users list`", named.name))?;
            let kept = ask(&named.name)?;
            store.keep_person(&named.name, &role, Some(&kept))?;
            say(&format!("{} has a new password", named.name));
        }
        Command::Token(token) => {
            let secret = zenobia_http::secret()?;
            token.database.open()?.keep_token(&token.name, &token.label, &sha256(&secret))?;
            writeln!(io::stdout().lock(), "{secret}")?;
            say("this is shown only once; send it as `Authorization: Bearer …`");
        }
    }
    Ok(Outcome::Done)
}

impl From<Role> for zenobia_http::Role {
    fn from(role: Role) -> zenobia_http::Role {
        match role {
            Role::Viewer => zenobia_http::Role::Viewer,
            Role::Reviewer => zenobia_http::Role::Reviewer,
            Role::Editor => zenobia_http::Role::Editor,
            Role::Admin => zenobia_http::Role::Admin,
        }
    }
}

/// A password as it is kept: typed twice on a terminal, else a line of standard input.
fn ask(name: &str) -> anyhow::Result<String> {
    let typed = if io::stdin().is_terminal() {
        let first = rpassword::prompt_password(format!("Password for {name}: "))?;
        ensure!(first == rpassword::prompt_password("Once more: ")?, "the two differ; nothing was changed");
        first
    } else {
        let mut line = String::new();
        io::stdin().lock().read_line(&mut line)?;
        line.trim_end_matches(['\r', '\n']).to_owned()
    };
    password::keep(&typed).map_err(anyhow::Error::msg)
}
