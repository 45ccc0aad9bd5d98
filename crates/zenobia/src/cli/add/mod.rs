//! `zenobia add`: reports into the database.

mod derive;
mod pages;
mod reader;
mod writer;

use std::collections::HashSet;
use std::io;

use clap::Args;
use zenobia_core::record::{Record, sha256};
use zenobia_formats::take_in::is_taken_in;
use zenobia_store::{Accepted, Failure, Offer, Origin, Store};

use super::database::Database;
use super::inputs::{Input, Inputs};
use super::library::Library;
use super::web::Web;
use super::{Outcome, say};
pub use derive::derive;
pub use pages::{Reading, add_page};
pub use reader::reader;
pub use writer::Counts;
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
    let Some(library) = Library::open(options.inputs.packs.as_deref()) else { return Ok(Outcome::WrongUsage) };
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

/// Digests of the texts that need not be read again.
fn known(store: &mut Store) -> anyhow::Result<HashSet<String>> {
    let mut known = HashSet::new();
    store.digests(&mut |digest| {
        known.insert(digest.to_owned());
    })?;
    Ok(known)
}

/// What comes of one input.
fn offer(input: Input, library: &Library, known: &HashSet<String>) -> Offer {
    let document = match input {
        Input::Report(document) => document,
        Input::Record(record) if is_taken_in(&record) => return line(*record, known),
        Input::Record(record) => match to_document(*record) {
            Ok(document) => document,
            Err(failure) => return Offer::Failed(failure),
        },
    };
    let origin = origin(&document);
    if document.text.trim().is_empty() {
        let reason = format!("{}: holds no text; is it whole, and no picture of a text?", origin.location);
        return Offer::Failed(Failure { location: origin.location, reason, options: String::from("[]") });
    }
    let sha256 = sha256(&document.text);
    if known.contains(&sha256) {
        return Offer::Known { sha256, origin };
    }
    let mut record = library.read(&document);
    for note in record.notes.iter().filter(|note| note.kind == "language-not-supported") {
        say(&format!("{}: kept, but not read: {}", document.id, note.message));
    }
    record.report.text = Some(document.text);
    Offer::Read(Box::new(Accepted::new(record, origin)))
}

/// What comes of another project's event: it is kept as it is, for its text is columns.
fn line(record: Record, known: &HashSet<String>) -> Offer {
    let report = &record.report;
    let origin = Origin {
        location: report.id.clone(),
        title: report.title.clone(),
        published: report.published.clone(),
        publisher: report.publisher.clone(),
        url: report.url.clone(),
    };
    match known.contains(&report.sha256) {
        true => Offer::Known { sha256: report.sha256.clone(), origin },
        false => Offer::Read(Box::new(Accepted::of_line(record, origin))),
    }
}

fn origin(document: &zenobia_core::document::Document) -> Origin {
    Origin {
        location: document.location.clone().or_else(|| document.url.clone()).unwrap_or_else(|| document.id.to_string()),
        title: document.title.clone(),
        published: document.published.map(|day| day.to_string()),
        publisher: document.publisher.clone(),
        url: document.url.clone(),
    }
}

/// The report of a record that carries its text; it is read again, so that all in a database was read alike.
pub fn to_document(record: Record) -> Result<zenobia_core::document::Document, Failure> {
    let report = record.report;
    let given = report.published_from == Some(zenobia_core::record::PublishedFrom::Given);
    match report.text {
        Some(text) => Ok(zenobia_core::document::Document {
            id: report.id.into(),
            text,
            language: (!report.language.is_empty()).then(|| report.language.into()),
            published: report.published.filter(|_| given).and_then(|day| day.parse().ok()),
            publisher: report.publisher,
            url: report.url,
            title: report.title,
            location: None,
        }),
        None => Err(Failure {
            reason: format!(
                "{}: a record without its text; write it with `zenobia read --with-text`, or add the report itself",
                report.id
            ),
            location: report.id,
            options: String::new(),
        }),
    }
}
