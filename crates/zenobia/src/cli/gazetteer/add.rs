//! `zenobia gazetteer add`.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget};
use zenobia_core::place::Gazetteer;
use zenobia_core::place::name::fold;
use zenobia_gazetteer::{Added, Step, add};

use super::{grouped, shelf};
use crate::cli::{Outcome, say};

#[derive(Debug, Args)]
pub struct Options {
    /// Files of places, plain or zipped
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// What to call the gazetteer; one of that name is replaced [default: after the files]
    #[arg(long)]
    name: Option<String>,
}

pub fn run(options: &Options) -> anyhow::Result<Outcome> {
    let shelf = shelf()?;
    let name = match &options.name {
        Some(name) => slug(name),
        None => name_after(&options.files),
    };
    if name.is_empty() {
        say("the gazetteer needs a name with a letter or digit: give one with --name");
        return Ok(Outcome::WrongUsage);
    }
    let embedded = zenobia_packs::gazetteer().map_err(|problem| anyhow::anyhow!("{problem}"))?;
    let others: Vec<_> =
        shelf.names()?.iter().filter(|other| **other != name).filter_map(|other| shelf.open(other).ok()).collect();
    let known = |id: u32| others.iter().chain([&embedded]).find_map(|gazetteer| gazetteer.by_geonames_id(id));
    let bar = bar();
    let added = add(shelf, &name, &options.files, embedded.spellings(), &known, &mut |step| show(&bar, step))?;
    bar.finish_and_clear();
    tell(&name, &added, &shelf.path(&name))
}

fn tell(name: &str, added: &Added, path: &Path) -> anyhow::Result<Outcome> {
    let count = |number: u64| grouped(usize::try_from(number).unwrap_or(usize::MAX));
    let mut out = io::stdout().lock();
    let noun = if added.places == 1 { "place" } else { "places" };
    write!(out, "{name}: {} {noun}", count(added.places))?;
    if added.names > 0 {
        write!(out, ", {} further names", count(added.names))?;
    }
    writeln!(out, " in {}", path.display())?;
    if added.strays > 0 {
        say(&format!(
            "{} names belong to places that are in none of the files nor known otherwise; they were left out",
            count(added.strays)
        ));
    }
    let (faults, first) = &added.faults;
    first.iter().for_each(|fault| say(&fault.to_string()));
    if *faults > first.len() as u64 {
        say(&format!("… and {} lines more", count(faults - first.len() as u64)));
    }
    if *faults > 0 {
        say(&format!("{} lines were left out; all others are in", count(*faults)));
        return Ok(Outcome::SomeFailed);
    }
    Ok(Outcome::Done)
}

fn bar() -> ProgressBar {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
    if io::stderr().is_terminal() {
        bar.set_draw_target(ProgressDrawTarget::stderr());
        bar.enable_steady_tick(Duration::from_millis(200));
    }
    bar
}

fn show(bar: &ProgressBar, step: &Step) {
    bar.set_message(match step {
        Step::Reading(path, rows) => {
            let rows = grouped(usize::try_from(*rows).unwrap_or(usize::MAX));
            format!("{}: {rows} rows", path.file_name().unwrap_or_default().to_string_lossy())
        }
        Step::Sorting => "putting names in order".to_owned(),
        Step::Writing => "writing".to_owned(),
    });
}

/// A name of letters, digits and hyphens.
fn slug(text: &str) -> String {
    fold(text).replace(' ', "-")
}

/// `ML.zip alternateNamesV2.zip` are `ml-alternatenamesv2`.
fn name_after(files: &[PathBuf]) -> String {
    let stems: Vec<String> =
        files.iter().filter_map(|file| file.file_stem()).map(|stem| slug(&stem.to_string_lossy())).take(3).collect();
    stems.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gazetteer_is_called_after_its_files() {
        let files = ["dumps/ML.zip", "Villages du Séno.csv"].map(PathBuf::from);
        assert_eq!(name_after(&files), "ml-villages-du-seno");
    }
}
