//! `zenobia situation`: what many reports tell together.

use std::io::{self, BufWriter, IsTerminal, Write};

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use zenobia_core::reconcile::{Digest, Kin, Ledger, Situation, digest, view};
use zenobia_desk::settle;
use zenobia_formats::date::parse_day;
use zenobia_formats::table;
use zenobia_formats::write::Context;

use super::export::{MAKER, now};
use super::inputs::{Input, Inputs};
use super::library::{self, Library};
use super::{Outcome, output, say};
use crate::picture;

/// Reports or records, and which part of the picture.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  zenobia situation reports/ --at 2016-03-28\n  zenobia read reports/ > records.jsonl && \
                        zenobia situation records.jsonl --place Palmyra --json"
)]
pub struct Options {
    #[command(flatten)]
    inputs: Inputs,
    /// Who held what on a day, and what had happened by then
    #[arg(long, value_name = "DAY", value_parser = parse_day)]
    at: Option<Date>,
    /// Only what reports published up to a day tell
    #[arg(long, value_name = "DAY", value_parser = parse_day)]
    known_at: Option<Date>,
    /// Only about a place, by its key or a part of its name
    #[arg(long, value_name = "NAME")]
    place: Option<String>,
    /// Only about an actor, by its key or a part of its name
    #[arg(long, value_name = "NAME")]
    actor: Option<String>,
    /// Write one JSON object (zenobia.situation/1), on a terminal too
    #[arg(long, conflicts_with = "picture")]
    json: bool,
    /// Write the readable picture, when piped too
    #[arg(long)]
    picture: bool,
    /// Form of the output; `parquet` is a table of the events, a row an event
    #[arg(long, value_name = "FORM", value_enum, conflicts_with_all = ["json", "picture"])]
    format: Option<Form>,
    /// Language of the labels [default: that of the locale, or English]
    #[arg(long, value_name = "LANGUAGE")]
    labels: Option<output::LabelLanguage>,
}

/// The form in which the situation is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// One JSON object
    Json,
    /// For people
    Picture,
    /// A table of the events by columns
    Parquet,
}

pub fn run(options: &Options) -> anyhow::Result<Outcome> {
    if options.format == Some(Form::Parquet) && io::stdout().is_terminal() {
        say("parquet is no text that a terminal can show: write it to a file, as in `> events.parquet`");
        return Ok(Outcome::WrongUsage);
    }
    let Some(library) = library::open(options.inputs.packs.as_deref()) else { return Ok(Outcome::WrongUsage) };
    let kin = Kin::new(library.knowledge().actors());
    let ontology = &library.packs().ontology;
    let pool = options.inputs.pool()?;
    let mut ledger = Ledger::default();
    let outcome = gather(options, &library, &kin, &pool, &mut ledger)?;
    let mut situation = pool.install(|| settle(ledger, ontology, &kin));
    situation.known_at = options.known_at.map(|day| day.to_string());
    if let Some(day) = options.at {
        situation = view::at(situation, &day.to_string());
    }
    situation = view::only(situation, options.place.as_deref(), options.actor.as_deref());
    write(options, &library, &situation)?;
    Ok(outcome)
}

/// Reads all reports into the ledger.
fn gather(
    options: &Options,
    library: &Library,
    kin: &Kin,
    pool: &rayon::ThreadPool,
    ledger: &mut Ledger,
) -> anyhow::Result<Outcome> {
    let ontology = &library.packs().ontology;
    let work = |input: Input| -> Digest {
        match input {
            Input::Record(record) => digest(&record, ontology, kin),
            Input::Report(document) => {
                let mut record = library.read(&document);
                record.report.text = Some(document.text);
                digest(&record, ontology, kin)
            }
        }
    };
    let known_at = options.known_at.map(|day| day.to_string());
    let mut undated = 0;
    let outcome = options.inputs.stream_all(pool, work, |digest| {
        match (&known_at, digest.published()) {
            (Some(_), None) => undated += 1,
            (Some(known_at), Some(published)) if published > *known_at => {}
            _ => ledger.add(digest),
        }
        Ok(())
    })?;
    if undated > 0 {
        say(&format!("{undated} reports without a day of publication were left out (--known-at)"));
    }
    Ok(outcome)
}

fn write(options: &Options, library: &Library, situation: &Situation) -> anyhow::Result<()> {
    let stdout = io::stdout();
    let as_picture = match options.format {
        Some(Form::Parquet) => return write_table(library, situation),
        Some(form) => form == Form::Picture,
        None => options.picture || (!options.json && stdout.is_terminal()),
    };
    let mut out = BufWriter::new(stdout.lock());
    if as_picture {
        let labels = output::labels(options.labels);
        let text = library::with_vocabulary(library, labels, |vocabulary| {
            picture::write(situation, vocabulary, labels, output::paint(), output::columns())
        });
        out.write_all(text.as_bytes())?;
    } else {
        serde_json::to_writer(&mut out, situation)?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(())
}

fn write_table(library: &Library, situation: &Situation) -> anyhow::Result<()> {
    let context = Context { ontology: &library.packs().ontology, maker: MAKER, made: now() };
    let mut out = BufWriter::new(io::stdout());
    table::write(&table::events(&situation.events, &[], context), &mut out, MAKER)?;
    out.flush()?;
    Ok(())
}
