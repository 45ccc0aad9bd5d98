//! `zenobia eval`: readings measured on gold reports and public corpora.

mod actors;
mod counts;
mod entities;
mod events;
mod floors;
mod gazetteer;
mod gold;
mod muc4;
mod news;
mod petrarch;
mod places;
mod plover;
mod popcorn_events;
mod reconcile;
mod quotes;
mod reliability;
mod times;
mod twice;

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::Outcome;
use super::library::{self, Library};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Measure on gold reports: places, times, counts, claims, roles, factuality, sources
    Gold(gold::Options),
    /// Measure who is named: actors found and linked right, on a sample of sentences of a collection
    Actors(actors::Options),
    /// Look up names that other lists give, and time the look-up
    Gazetteer(gazetteer::Options),
    /// Measure who and what is found, of which sort, and which wordings mean the same, on corpora that mark them
    Entities(entities::Options),
    /// Measure which claims are taken together, and the tolls that come of it, on clusters of reports
    Events(events::Options),
    /// Measure time and memory of reconciling claims that are made up
    Reconcile(reconcile::Options),
    /// Measure dates and counts on POPCORN
    Counts(counts::Options),
    /// Fill templates of incidents from claims, on MUC-4: by the measure of GTT (2021) and by the slots of 1992
    Muc4(muc4::Options),
    /// Count claims for each article and event type of a collection
    News(news::Options),
    /// Code events as who did what to whom, on the unit records of PETRARCH
    Petrarch(petrarch::Options),
    /// Measure the type of what one marked actor does to another, on the sentences of PLOVER
    Plover(plover::Options),
    /// Measure events by type, and what relates them to places, days, doers and numbers, on POPCORN
    PopcornEvents(popcorn_events::Options),
    /// Measure toponyms on corpora that annotate them: found or not, and how far off they are put
    Places(places::Options),
    /// Measure attribution on PolNeAR: source, cue, content
    Quotes(quotes::Options),
    /// Measure times on a corpus that annotates them
    Times(times::Options),
    /// Read everything twice: report panics and differences
    Twice(twice::Options),
    /// Compare figures with floors.toml, and raise the floors
    Floors(floors::Options),
}

/// The packs that are measured.
#[derive(Debug, Args)]
struct Reading {
    /// Read with the packs of a folder instead of those in the program
    #[arg(long, value_name = "FOLDER")]
    packs: Option<PathBuf>,
}

pub fn run(command: &Command) -> anyhow::Result<Outcome> {
    match command {
        Command::Actors(options) => actors::run(options),
        Command::Counts(options) => counts::run(options),
        Command::Gold(options) => gold::run(options),
        Command::Gazetteer(options) => gazetteer::run(options),
        Command::Entities(options) => entities::run(options),
        Command::Events(options) => events::run(options),
        Command::Reconcile(options) => reconcile::run(options),
        Command::Muc4(options) => muc4::run(options),
        Command::News(options) => news::run(options),
        Command::Petrarch(options) => petrarch::run(options),
        Command::Plover(options) => plover::run(options),
        Command::PopcornEvents(options) => popcorn_events::run(options),
        Command::Places(options) => places::run(options),
        Command::Quotes(options) => quotes::run(options),
        Command::Times(options) => times::run(options),
        Command::Twice(options) => twice::run(options),
        Command::Floors(options) => floors::run(options),
    }
}

/// Does something with the library, or says that the command cannot be used.
fn with_library(
    packs: Option<&std::path::Path>,
    run: impl FnOnce(&Library) -> anyhow::Result<Outcome>,
) -> anyhow::Result<Outcome> {
    library::open(packs).map_or(Ok(Outcome::WrongUsage), |library| run(&library))
}
