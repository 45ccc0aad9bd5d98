//! `zenobia reread`: what is kept, read again by this program.

use clap::Args;
use rayon::prelude::*;
use zenobia_core::record::Record;
use zenobia_desk::{reader, silently, to_document};
use zenobia_formats::take_in::is_taken_in;
use zenobia_store::{Accepted, Kept, Origin};

use super::add::derive;
use super::database::Database;
use super::library::{self, Library};
use super::{Outcome, say};

/// Which database.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  zenobia reread --db syria.db\n\n\
                        After zenobia or your gazetteers were updated. Ids of rows stay where the same words tell the same type, and \
                        decisions with them.")]
pub struct Options {
    #[command(flatten)]
    database: Database,
    /// Also what this very version has read already
    #[arg(long)]
    all: bool,
    /// Read with the packs of a folder instead of those in the program
    #[arg(long, value_name = "FOLDER", hide_short_help = true)]
    packs: Option<std::path::PathBuf>,
}

/// Reports of one transaction.
const BATCH: usize = 256;

pub fn run(options: &Options) -> anyhow::Result<Outcome> {
    let Some(library) = library::open(options.packs.as_deref()) else { return Ok(Outcome::WrongUsage) };
    let mut store = options.database.open()?;
    let pool = rayon::ThreadPoolBuilder::new().build()?;
    let reader = reader(&library);
    let other_than = if options.all { "" } else { &reader };
    // Names only: what is to be read may be more than memory holds, and it changes while it is worked on.
    let mut names = Vec::new();
    store.read_by_others(other_than, &mut |kept| {
        names.push(kept.name);
        Ok(())
    })?;
    let mut read = 0;
    for part in names.chunks(BATCH) {
        let kept = store.records_of(part.iter().map(String::as_str))?;
        let readings: Vec<Accepted> =
            silently(|| pool.install(|| kept.into_par_iter().filter_map(|kept| again(kept, &library)).collect()));
        store.read_again(&readings, &reader)?;
        read += readings.len();
    }
    say(&format!("reports: {read} read again"));
    derive(&mut store, &library, &pool)?;
    Ok(Outcome::Done)
}

/// A new reading of a report, from what was given with it when it came. Events of other projects stay as they are.
fn again(kept: Kept, library: &Library) -> Option<Accepted> {
    let mut record: Record = serde_json::from_str(&kept.record).ok()?;
    if is_taken_in(&record) {
        return None;
    }
    record.report.text = Some(kept.text);
    let document = to_document(record).ok()?;
    let mut record = library.read(&document);
    record.report.text = Some(document.text);
    Some(Accepted::new(record, Origin::default()))
}
