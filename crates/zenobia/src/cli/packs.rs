//! `zenobia packs check`.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::Outcome;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check a folder of packs: its files, what is known of actors and sites, and every example beside a frame
    Check(Check),
}

#[derive(Debug, Args)]
pub struct Check {
    /// Folder with `ontology`, `knowledge` and one folder a language
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
    /// Only examples whose name holds these words, such as `fr/frames/control`
    #[arg(long, value_name = "WORDS")]
    only: Option<String>,
}

pub fn run(command: &Command) -> anyhow::Result<Outcome> {
    let Command::Check(options) = command;
    let (packs, knowledge) = zenobia_packs::open(&options.folder).map_err(|problems| {
        let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
        anyhow::anyhow!("{}", lines.join("\n"))
    })?;
    let only = options.only.as_deref().unwrap_or_default();
    let (checks, mut problems) = zenobia_packs::check(&options.folder, &packs, &knowledge, only);
    problems.extend(zenobia_packs::problems(&packs, &knowledge));
    problems.extend(zenobia_packs::check_knowledge(&options.folder));
    let mut out = io::stdout().lock();
    for problem in &problems {
        writeln!(out, "{problem}")?;
    }
    let mut failed = problems.len();
    for check in &checks {
        if let Some(failure) = &check.failure {
            failed += 1;
            writeln!(out, "{}\n    {failure}", check.name)?;
        }
    }
    writeln!(out, "{} examples hold, {failed} faults", checks.iter().filter(|check| check.failure.is_none()).count())?;
    Ok(if failed == 0 { Outcome::Done } else { Outcome::SomeFailed })
}
