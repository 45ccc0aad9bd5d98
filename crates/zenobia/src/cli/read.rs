//! `zenobia read`: reports into records.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::sync::OnceLock;
use std::thread;

use clap::{Args, ValueEnum};
use zenobia_core::document::Document;
use zenobia_core::record::Record;
use zenobia_formats::table;

use super::export::MAKER;
use super::inputs::Inputs;
use super::library::{self, Library};
use super::{Outcome, output};
use crate::summary::paint::Paint;
use crate::summary::{self, Labels};

/// Reports, and the form in which they are shown.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  zenobia read report.txt --published 2016-03-28\n  zenobia read reports/ > records.jsonl\n  \
                        cat report.txt | zenobia read - --language fr | jq .claims"
)]
pub struct Options {
    #[command(flatten)]
    inputs: Inputs,
    /// Write records as JSON Lines, one a report, on a terminal too
    #[arg(long, conflicts_with = "summary")]
    json: bool,
    /// Write the readable summary, when piped too
    #[arg(long)]
    summary: bool,
    /// Form of the output; `parquet` is a table with a row a report, which `zenobia situation`, data frames and databases read
    #[arg(long, value_name = "FORM", value_enum, conflicts_with_all = ["json", "summary"])]
    format: Option<Form>,
    /// Keep the text of each report in its record
    #[arg(long)]
    with_text: bool,
    /// Language of the summary's labels [default: that of the locale, or English]
    #[arg(long, value_name = "LANGUAGE")]
    labels: Option<output::LabelLanguage>,
}

/// The form in which records are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// JSON Lines, one record a report
    Json,
    /// For people
    Summary,
    /// A table by columns, a row a report
    Parquet,
}

pub fn run(options: &Options) -> anyhow::Result<Outcome> {
    if options.format == Some(Form::Parquet) && io::stdout().is_terminal() {
        super::say("parquet is no text that a terminal can show: write it to a file, as in `> records.parquet`");
        return Ok(Outcome::WrongUsage);
    }
    let Some(library) = library::open(options.inputs.packs.as_deref()) else { return Ok(Outcome::WrongUsage) };
    // What is known is read while the first report is opened, and the pack of its language.
    thread::scope(|scope| {
        scope.spawn(|| library.knowledge());
        write(options, &library)
    })
}

fn write(options: &Options, library: &Library) -> anyhow::Result<Outcome> {
    let stdout = io::stdout();
    let as_summary = match options.format {
        Some(Form::Parquet) => return write_table(options, library),
        Some(form) => form == Form::Summary,
        None => options.summary || (!options.json && stdout.is_terminal()),
    };
    let labels = output::labels(options.labels);
    let (paint, columns) = (output::paint(), output::columns());
    let mut out = BufWriter::new(stdout.lock());
    let work = |document: Document| -> String {
        let record = read(library, document, options.with_text);
        match as_summary {
            true => summarize(library, &record, labels, paint, columns),
            false => line(&record),
        }
    };
    let outcome = options.inputs.stream(work, |text| {
        out.write_all(text.as_bytes())?;
        out.flush()
    })?;
    out.flush()?;
    Ok(outcome)
}

/// Most records, and most code points of their texts, that are held before they are written as a group of rows.
const ROWS: usize = 1024;
const LENGTH: u64 = 8 << 20;

fn write_table(options: &Options, library: &Library) -> anyhow::Result<Outcome> {
    let out = BufWriter::new(io::stdout());
    let mut writer = table::Writer::new(&table::records(&[]), out, MAKER)?;
    let mut held: Vec<Record> = Vec::new();
    let mut length = 0;
    let outcome = options.inputs.stream(
        |document| read(library, document, options.with_text),
        |record| {
            length += u64::from(record.report.length);
            held.push(record);
            if held.len() < ROWS && length < LENGTH {
                return Ok(());
            }
            length = 0;
            writer.write(&table::records(&std::mem::take(&mut held)))
        },
    )?;
    writer.write(&table::records(&held))?;
    writer.finish()?;
    Ok(outcome)
}

fn summarize(library: &Library, record: &Record, labels: &'static Labels, paint: Paint, columns: usize) -> String {
    library::with_vocabulary(library, labels, |vocabulary| summary::write(record, vocabulary, labels, paint, columns))
        + "\n"
}

fn read(library: &Library, document: Document, with_text: bool) -> Record {
    static FIRST: OnceLock<()> = OnceLock::new();
    FIRST.get_or_init(|| library.prepare(&document));
    let mut record = library.read(&document);
    for note in &record.notes {
        match note.kind.as_str() {
            "language-not-supported" => super::say(&format!("{}: not read: {}", document.id, note.message)),
            "not-read" => super::say(&format!("{}: read in part: {}", document.id, note.message)),
            _ => {}
        }
    }
    record.report.text = with_text.then_some(document.text);
    record
}

fn line(record: &Record) -> String {
    let mut line = serde_json::to_string(record).expect("a record has string keys only");
    line.push('\n');
    line
}
