//! `zenobia backup`, `restore`, `verify`, `doctor`: keeping a database well.

use std::path::PathBuf;

use anyhow::bail;
use clap::Args;
use zenobia_desk::reader;
use zenobia_store::{Location, Store};

use super::add::derive;
use super::database::{self, Database};
use super::library;
use super::{Outcome, say};

/// Where the copy goes.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  zenobia backup syria-2016-03-28.db --db syria.db\n\n\
                        The copy is one file that is a database itself, whether it was made from a file or from PostgreSQL. Others \
                        may go on writing meanwhile.")]
pub struct Backup {
    /// File to make; it must not be there yet
    file: PathBuf,
    #[command(flatten)]
    database: Database,
}

/// Where the copy lies.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  zenobia restore syria-2016-03-28.db --db syria.db")]
pub struct Restore {
    /// A file that `zenobia backup` made
    file: PathBuf,
    #[command(flatten)]
    database: Database,
    /// Put aside the database that is there (as FILE.before), and take the copy in its place
    #[arg(long)]
    replace: bool,
}

/// What is checked.
#[derive(Debug, Args)]
pub struct Verify {
    #[command(flatten)]
    database: Database,
    /// Also check that the log of reviews still holds the entry with this seal, which an earlier `verify` told
    #[arg(long, value_name = "SEAL")]
    seal: Option<String>,
}

/// What is looked at.
#[derive(Debug, Args)]
pub struct Doctor {
    #[command(flatten)]
    database: Database,
    /// Also mend what can be mended: make events of claims that came in last, count for the planner
    #[arg(long)]
    mend: bool,
}

pub fn backup(options: &Backup) -> anyhow::Result<Outcome> {
    options.database.read()?.back_up(&options.file)?;
    say(&format!("{}: the whole database, checked", options.file.display()));
    Ok(Outcome::Done)
}

pub fn restore(options: &Restore) -> anyhow::Result<Outcome> {
    let location = options.database.location()?;
    zenobia_store::restore(&options.file, &location, options.replace)?;
    say(&format!("{location}: restored from {}", options.file.display()));
    Ok(Outcome::Done)
}

pub fn verify(options: &Verify) -> anyhow::Result<Outcome> {
    let mut store = options.database.read()?;
    let mut faults = store.faults()?;
    if let Some(seal) = &options.seal
        && !store.has_seal(seal)?
    {
        faults
            .push(format!("no review has the seal {seal}: reviews were taken out or changed since it was noted down"));
    }
    for fault in &faults {
        say(fault);
    }
    if !faults.is_empty() {
        bail!("{}: {} faults; restore a backup with `zenobia restore`", store.location(), faults.len());
    }
    let seal = store.review_seal()?;
    say(&format!(
        "{}: sound; {}",
        store.location(),
        seal.map_or("no reviews yet".to_owned(), |seal| format!("seal of the last review {seal}"))
    ));
    Ok(Outcome::Done)
}

pub fn doctor(options: &Doctor) -> anyhow::Result<Outcome> {
    let mut troubles = Vec::new();
    let location = options.database.location()?;
    match database::folder() {
        Ok(folder) => say(&format!("data folder: {}", folder.display())),
        Err(error) => troubles.push(format!("{error:#}")),
    }
    say(&format!("database: {location}"));
    let library = library::open(None);
    match &library {
        Some(library) => {
            let languages: Vec<&str> = library.packs().languages().collect();
            say(&format!("reads: {} with {}", languages.join(", "), reader(library)));
        }
        None => troubles.push("the packs in the program cannot be read: install it again".to_owned()),
    }
    match Store::read(&location) {
        Ok(mut store) => examine(&mut store, &mut troubles)?,
        Err(zenobia_store::Error::Missing { .. }) => say("there is no database yet: `zenobia add PATH` makes it"),
        Err(error) => troubles.push(error.to_string()),
    }
    if options.mend
        && let (Some(library), Ok(mut store)) = (&library, Store::open(&location))
    {
        let pool = rayon::ThreadPoolBuilder::new().build()?;
        derive(&mut store, library, &pool)?;
        store.optimize()?;
        troubles.retain(|trouble| !trouble.ends_with(MENDED));
    }
    for trouble in &troubles {
        say(&format!("trouble: {trouble}"));
    }
    if troubles.is_empty() {
        say("no troubles");
    }
    Ok(if troubles.is_empty() { Outcome::Done } else { Outcome::SomeFailed })
}

/// The end of what `--mend` sees to.
const MENDED: &str = "`zenobia doctor --mend` sees to it";

fn examine(store: &mut Store, troubles: &mut Vec<String>) -> anyhow::Result<()> {
    let counts = store.counts()?;
    let told: Vec<String> = counts.iter().map(|(what, count)| format!("{count} {what}")).collect();
    say(&format!("holds: {}", told.join(", ")));
    if store.is_stale()? {
        troubles.push(format!("some claims are newer than the events: {MENDED}"));
    }
    let open = store.intake(false)?.len();
    if open > 0 {
        let what = if open == 1 { "1 input".to_owned() } else { format!("{open} inputs") };
        troubles.push(format!("{what} could not be read: see `zenobia intake list`"));
    }
    troubles.extend(store.faults()?);
    if let Location::File(path) = store.location()
        && path.metadata().is_ok_and(|metadata| metadata.permissions().readonly())
    {
        troubles.push(format!("{}: may not be written; change its permissions", path.display()));
    }
    Ok(())
}
