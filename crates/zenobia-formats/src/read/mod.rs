//! Paths into reports: text files, folders, JSON Lines, standard input; in the order given, folders sorted by name.

mod lines;
mod plan;
mod text;

use std::collections::VecDeque;
use std::path::PathBuf;

use compact_str::CompactString;
use jiff::civil::Date;
use zenobia_core::document::Document;
use zenobia_core::record::Record;

use crate::Fault;
use lines::Lines;
use plan::Step;

/// The kinds of file there is a reader for, for people.
pub const READABLE: &str = ".txt, .text, .md (text) and .jsonl, .ndjson (JSON Lines)";

/// What holds for reports that do not say it themselves.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Defaults {
    /// Day of publication.
    pub published: Option<Date>,
    /// ISO 639-1 code of the language.
    pub language: Option<CompactString>,
    /// Codes that count as a language in a file name: `palmyre.fr.txt`.
    pub codes: Vec<CompactString>,
}

/// One thing that came out of the inputs.
#[derive(Debug)]
pub enum Item {
    /// A report.
    Report(Document),
    /// A record of a report that has been read before.
    Record(Box<Record>),
    /// An input that could not be read.
    Failed(Fault),
    /// Something the user may want to know: files of a folder that were passed over.
    Note(String),
}

/// Reads inputs one report at a time, so that a file of any length fits in memory.
pub struct Reader {
    steps: VecDeque<Step>,
    open: Option<Lines>,
    defaults: Defaults,
    total: Option<u64>,
    done: u64,
}

/// Plans the reading of paths; `-` is standard input. Nothing is opened yet but folders.
///
/// ```
/// use zenobia_formats::read::{Defaults, Item, read};
/// let mut reader = read(&["no/such/file.txt".into()], Defaults::default());
/// assert!(matches!(reader.next(), Some(Item::Failed(_))));
/// assert!(reader.next().is_none());
/// ```
pub fn read(paths: &[PathBuf], defaults: Defaults) -> Reader {
    let steps = plan::plan(paths);
    let total = steps.iter().map(Step::size).sum();
    Reader { steps, open: None, defaults, total, done: 0 }
}

impl Reader {
    /// Bytes of all inputs; `None` when standard input is among them.
    pub fn total(&self) -> Option<u64> {
        self.total
    }

    /// Bytes read so far.
    pub fn done(&self) -> u64 {
        self.done + self.open.as_ref().map_or(0, Lines::done)
    }

    fn step(&mut self, step: Step) -> Option<Item> {
        match step {
            Step::Failed(fault) => Some(Item::Failed(fault)),
            Step::Note(note) => Some(Item::Note(note)),
            Step::Text(file) => {
                self.done += file.size;
                Some(text::read_file(&file, &self.defaults))
            }
            Step::Lines(file) => self.open(Lines::file(&file)),
            Step::Unnamed(file) => match text::is_lines(&file.path) {
                true => self.step(Step::Lines(file)),
                false => self.step(Step::Text(file)),
            },
            Step::Standard => match text::read_standard(&self.defaults) {
                text::Standard::Lines(lines) => self.open(Ok(lines)),
                text::Standard::Whole(item) => Some(item),
            },
        }
    }

    fn open(&mut self, lines: Result<Lines, Fault>) -> Option<Item> {
        match lines {
            Ok(lines) => self.open = Some(lines),
            Err(fault) => return Some(Item::Failed(fault)),
        }
        None
    }
}

impl Iterator for Reader {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(lines) = &mut self.open {
                match lines.next(&self.defaults) {
                    Some(item) => return Some(item),
                    None => {
                        self.done += lines.done();
                        self.open = None;
                    }
                }
            }
            let step = self.steps.pop_front()?;
            if let Some(item) = self.step(step) {
                return Some(item);
            }
        }
    }
}

#[cfg(test)]
mod tests;
