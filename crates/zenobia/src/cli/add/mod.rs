//! `zenobia add`: reports into the database.

mod writer;

use std::collections::HashSet;
use std::io;

use clap::Args;
use zenobia_desk::{Counts, Derived, Reading, known, offer_record, reader};
use zenobia_fetch::Fetcher;
use zenobia_store::{Failure, Offer, Store};

use super::database::Database;
use super::inputs::{Input, Inputs};
use super::library::{self, Library};
use super::web::Web;
use super::{Outcome, say};
use writer::with_writer;

/// Which reports, and which database.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  zenobia add reports/ --db syria.db\n  zenobia add news.jsonl --published 2016-03-28\n  \
                        zenobia add reports/ && zenobia query --event ASSAULT --place Palmyra\n  \
                        zenobia add https://news.example/2016/palmyra --fetch\n\n\
                        What was added once is not read again: run the command on a growing folder as often as you like, also \
                        after it was interrupted. What could not be read is kept in a log: see `zenobia intake`."
)]
pub struct Options {
    #[command(flatten)]
    inputs: Inputs,
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    web: Web,
    /// Leave the events for later: `zenobia add` without this, or `zenobia doctor --mend`, makes them
    #[arg(long)]
    no_events: bool,
}

pub fn run(options: &Options) -> anyhow::Result<Outcome> {
    let Some(library) = library::open(options.inputs.packs.as_deref()) else { return Ok(Outcome::WrongUsage) };
    let (addresses, local) = options.inputs.split();
    let mut fetcher = addresses.first().map(|address| options.web.fetcher(address)).transpose()?;
    let mut store = options.database.make()?;
    // Read here and not by the first thread that needs it, where memory is had more slowly.
    library.knowledge();
    let mut counts = Counts::default();
    let mut outcome = Outcome::Done;
    if !local.paths().is_empty() {
        (outcome, counts) = take_in(&local, &library, &mut store)?;
    }
    if let Some(fetcher) = &mut fetcher {
        let mut words: Vec<String> = serde_json::from_str(&options.inputs.retry())?;
        words.extend(options.web.words());
        let retry = serde_json::Value::from(words).to_string();
        let reading = Reading { library: &library, defaults: &options.inputs.defaults(), retry };
        for address in &addresses {
            counts.add(add_page(&mut store, fetcher, address, &reading)?);
        }
    }
    say(&counts.tell());
    if !options.no_events {
        derive(&mut store, &library, &options.inputs.pool()?)?;
    }
    Ok(if counts.failed > 0 { Outcome::SomeFailed } else { outcome })
}

/// Reads all inputs and hands what comes of them to the thread that writes.
pub fn take_in(inputs: &Inputs, library: &Library, store: &mut Store) -> anyhow::Result<(Outcome, Counts)> {
    let known = known(store)?;
    let pool = inputs.pool()?;
    let work = |input: Input| offer(input, library, &known);
    let retry = inputs.retry();
    with_writer(store, reader(library), |writer| {
        let failed = |location: &str, reason: &str| {
            let failure = Failure { location: location.to_owned(), reason: reason.to_owned(), options: retry.clone() };
            writer.send(Offer::Failed(failure)).map_err(io::Error::other)
        };
        inputs.stream_logged(&pool, work, |offer| writer.send(offer).map_err(io::Error::other), failed)
    })
}

/// What comes of one input.
fn offer(input: Input, library: &Library, known: &HashSet<String>) -> Offer {
    let offered = match input {
        Input::Report(document) => zenobia_desk::offer(document, library, known),
        Input::Record(record) => match offer_record(*record, library, known) {
            Ok(offered) => offered,
            Err(failure) => return Offer::Failed(failure),
        },
    };
    offered.note.iter().for_each(|note| say(note));
    offered.offer
}

/// Fetches one page and takes it in; what there is to tell is told.
///
/// # Errors
/// When the database cannot be written.
pub fn add_page(store: &mut Store, fetcher: &mut Fetcher, url: &str, reading: &Reading<'_>) -> anyhow::Result<Counts> {
    let added = zenobia_desk::add_page(store, fetcher, url, reading)?;
    added.told.iter().for_each(|told| say(told));
    Ok(added.counts)
}

/// Makes events of all claims, when some came in since it was done last, and tells how many.
///
/// # Errors
/// When the database cannot be read or written.
pub fn derive(store: &mut Store, library: &Library, pool: &rayon::ThreadPool) -> anyhow::Result<()> {
    if let Some(Derived { events, changed }) = zenobia_desk::derive(store, library, pool)? {
        say(&format!("events: {events}, of them {changed} new or changed"));
    }
    Ok(())
}
