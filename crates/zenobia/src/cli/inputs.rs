//! Reports in, results out: in the order of the inputs whatever the number of threads, a bounded number at a time.

use std::io;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::Args;
use compact_str::CompactString;
use jiff::civil::Date;
use rayon::prelude::*;
use zenobia_core::document::Document;
use zenobia_core::record::Record;
use zenobia_desk::{codes, guard, parse_language, silently};
use zenobia_formats::Fault;
use zenobia_formats::date::parse_day;
use zenobia_formats::read::{Defaults, Item, Limits, Reader, parse_column, read};

use super::progress::Progress;
use super::web::is_address;
use super::{Outcome, say};

/// Which reports, and what holds for them.
#[derive(Clone, Debug, Args)]
pub struct Inputs {
    /// Files and folders: text, web pages, e-mail, PDF, DOCX, ODT, tables, JSON Lines (fields id, language, published, title,
    /// publisher, url, text), Parquet, feeds, WARC, WACZ, zip and gzip; `-` is standard input
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// Day of publication of reports that do not say it themselves, YYYY-MM-DD; relative times are resolved from it
    #[arg(long, value_name = "DAY", value_parser = parse_day)]
    published: Option<Date>,
    /// Language of reports that do not say it themselves; found out when left out
    #[arg(long, value_name = "CODE", value_parser = parse_language)]
    language: Option<CompactString>,
    /// Which column of a table holds what, such as text=Body; known by the usual names when left out. Fields: text, id, title,
    /// published, publisher, url, language
    #[arg(long = "column", value_name = "FIELD=COLUMN", value_parser = parse_column)]
    columns: Vec<(String, String)>,
    /// Number of threads [default: one for each core]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    /// Read with the packs of a folder instead of those in the program
    #[arg(long, value_name = "FOLDER", hide_short_help = true)]
    pub packs: Option<PathBuf>,
}

/// One thing to work on.
pub enum Input {
    /// A report that is still to be read.
    Report(Document),
    /// A record of a report.
    Record(Box<Record>),
}

impl Input {
    fn name(&self) -> String {
        match self {
            Input::Report(document) => document.id.to_string(),
            Input::Record(record) => record.report.id.clone(),
        }
    }
}

/// What is said of a record where reports are asked for.
pub const NO_RECORDS: &str = "this is a record, and the text is needed; `zenobia situation` takes records";

/// Most reports, and most bytes of text, that are held at a time for each thread.
const REPORTS: usize = 64;
const BYTES: usize = 4 << 20;

impl Inputs {
    /// Takes out the paths that something is true of.
    pub fn take_out(&mut self, is: impl Fn(&Path) -> bool) -> Vec<PathBuf> {
        let (out, left) = std::mem::take(&mut self.paths).into_iter().partition(|path| is(path));
        self.paths = left;
        out
    }

    /// Whether no path is left.
    pub fn is_empty(&self) -> bool {
        self.paths.is_empty()
    }

    /// All reports, one after the other.
    pub fn open(&self) -> Reader {
        read(&self.paths, self.defaults())
    }

    /// What holds for reports that do not say it themselves.
    pub fn defaults(&self) -> Defaults {
        Defaults {
            published: self.published,
            language: self.language.clone(),
            codes: codes(),
            columns: self.columns.clone(),
            limits: Limits::default(),
        }
    }

    /// The language that was named.
    pub fn language(&self) -> Option<&str> {
        self.language.as_deref()
    }

    /// The files and folders.
    pub fn paths(&self) -> &[PathBuf] {
        &self.paths
    }

    /// The same options for other files and folders.
    pub fn with(&self, paths: Vec<PathBuf>) -> Inputs {
        Inputs { paths, ..self.clone() }
    }

    /// Addresses of the web among the inputs, and what lies on this machine.
    pub fn split(&self) -> (Vec<String>, Inputs) {
        let address = |path: &PathBuf| path.to_str().filter(|path| is_address(path)).map(str::to_owned);
        let addresses = self.paths.iter().filter_map(address).collect();
        let local = self.paths.iter().filter(|path| address(path).is_none()).cloned().collect();
        (addresses, self.with(local))
    }

    /// Does some work on each report and hands over the results in the order of the inputs.
    ///
    /// # Errors
    /// What `take` returns, and when no threads can be had.
    pub fn stream<T: Send>(
        &self,
        work: impl Fn(Document) -> T + Sync,
        mut take: impl FnMut(T) -> io::Result<()>,
    ) -> anyhow::Result<Outcome> {
        let mut outcome = Outcome::Done;
        let work = |input| match input {
            Input::Report(document) => Ok(work(document)),
            Input::Record(record) => Err(format!("{}: {NO_RECORDS}", record.report.id)),
        };
        let read = self.stream_all(&self.pool()?, work, |result| match result {
            Ok(result) => take(result),
            Err(message) => {
                outcome = Outcome::SomeFailed;
                say(&message);
                Ok(())
            }
        })?;
        Ok(if outcome == Outcome::Done { read } else { outcome })
    }

    /// What these reports are to be read with, to try again those that failed: the options as they are typed, a JSON list.
    pub fn retry(&self) -> String {
        let mut words: Vec<String> = Vec::new();
        words.extend(self.published.iter().flat_map(|day| ["--published".to_owned(), day.to_string()]));
        words.extend(self.language.iter().flat_map(|code| ["--language".to_owned(), code.to_string()]));
        words.extend(
            self.columns.iter().flat_map(|(field, column)| ["--column".to_owned(), format!("{field}={column}")]),
        );
        serde_json::Value::from(words).to_string()
    }

    /// The threads to work on.
    ///
    /// # Errors
    /// When no threads can be had.
    pub fn pool(&self) -> anyhow::Result<rayon::ThreadPool> {
        Ok(zenobia_desk::pool(self.jobs)?)
    }

    /// As [`Inputs::stream`], for reports and records alike.
    ///
    /// # Errors
    /// What `take` returns.
    pub fn stream_all<T: Send>(
        &self,
        pool: &rayon::ThreadPool,
        work: impl Fn(Input) -> T + Sync,
        take: impl FnMut(T) -> io::Result<()>,
    ) -> anyhow::Result<Outcome> {
        self.stream_logged(pool, work, take, |_, message| {
            say(message);
            Ok(())
        })
    }

    /// As [`Inputs::stream_all`]; what could not be read is handed to `failed`, as the name of the input and what is to be said.
    ///
    /// # Errors
    /// What `take` or `failed` returns.
    pub fn stream_logged<T: Send>(
        &self,
        pool: &rayon::ThreadPool,
        work: impl Fn(Input) -> T + Sync,
        mut take: impl FnMut(T) -> io::Result<()>,
        mut failed: impl FnMut(&str, &str) -> io::Result<()>,
    ) -> anyhow::Result<Outcome> {
        let threads = pool.current_num_threads();
        let mut reader = self.open();
        let mut progress = Progress::new(reader.total());
        let mut outcome = Outcome::Done;
        let mut any = false;
        // Small at first, so that the first results come at once.
        let mut most = threads;
        loop {
            let mut faults = Vec::new();
            let chunk = progress.outside(|| next_chunk(&mut reader, most, threads * BYTES, &mut faults));
            for fault in faults {
                outcome = Outcome::SomeFailed;
                progress.outside(|| failed(&fault.location(), &fault.to_string()))?;
            }
            if chunk.is_empty() {
                // Not one report: whoever waits for records should not take silence for success.
                return Ok(if any { outcome } else { Outcome::SomeFailed });
            }
            any = true;
            let results: Vec<Result<T, (String, String)>> =
                silently(|| pool.install(|| chunk.into_par_iter().map(|input| guarded(&work, input)).collect()));
            progress.outside(|| {
                results.into_iter().try_for_each(|result| match result {
                    Ok(result) => take(result),
                    Err((name, message)) => {
                        outcome = Outcome::SomeFailed;
                        failed(&name, &message)
                    }
                })
            })?;
            progress.advance(reader.done());
            most = (most * 2).min(threads * REPORTS);
        }
    }
}

fn next_chunk(reader: &mut Reader, most: usize, bytes: usize, faults: &mut Vec<Fault>) -> Vec<Input> {
    let mut chunk = Vec::new();
    let mut size = 0;
    while chunk.len() < most && size < bytes {
        match reader.next() {
            None => break,
            Some(Item::Note(note)) => say(&note),
            Some(Item::Failed(fault)) => faults.push(fault),
            Some(Item::Report(document)) => {
                size += document.text.len();
                chunk.push(Input::Report(document));
            }
            Some(Item::Record(record)) => {
                size += record.report.length as usize;
                chunk.push(Input::Record(record));
            }
        }
    }
    chunk
}

/// The name of an input that failed, and what is to be said of it.
fn guarded<T>(work: impl Fn(Input) -> T, input: Input) -> Result<T, (String, String)> {
    let name = input.name();
    guard(&name, || work(input)).map_err(|message| (name, message))
}
