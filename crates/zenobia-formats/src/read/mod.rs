//! Paths into reports: files of many kinds, folders, archives, standard input; in the order given, folders sorted by name.

mod archive;
mod feed;
mod html;
mod kind;
mod limits;
mod lines;
mod mail;
mod office;
mod parquet;
mod pdf;
mod piece;
mod plan;
mod table;
mod text;
mod web_archive;

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Cursor};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;
use compact_str::CompactString;
use jiff::civil::Date;
use zenobia_core::document::Document;
use zenobia_core::record::Record;

use crate::Fault;
use kind::Kind;
pub use kind::READABLE;
pub use limits::Limits;
use limits::{Counted, read_whole};
use lines::Lines;
pub use lines::plain_code;
use piece::Piece;
use plan::{File, Step};
pub use table::{Columns, columns_of, parse_column};

/// What holds for reports that do not say it themselves, and how they are read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Defaults {
    /// Day of publication.
    pub published: Option<Date>,
    /// ISO 639-1 code of the language.
    pub language: Option<CompactString>,
    /// Codes that count as a language in a file name: `palmyre.fr.txt`.
    pub codes: Vec<CompactString>,
    /// Which columns of tables hold what, where their names do not tell.
    pub columns: Columns,
    /// What one input may cost.
    pub limits: Limits,
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

/// What comes out of one input.
pub(crate) type Items = Box<dyn Iterator<Item = Item> + Send>;

/// Reads inputs one report at a time, so that a file of any length fits in memory.
pub struct Reader {
    steps: VecDeque<Step>,
    open: Option<Items>,
    defaults: Arc<Defaults>,
    total: Option<u64>,
    done: Arc<AtomicU64>,
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
    let steps = plan::plan(paths, &defaults.codes);
    let total = steps.iter().map(Step::size).sum();
    Reader { steps, open: None, defaults: Arc::new(defaults), total, done: Arc::default() }
}

/// Reads what is at hand already, such as a page that was fetched: `name` tells its kind by its end, else its first bytes do.
pub fn read_bytes(name: &str, url: Option<&str>, charset: Option<&str>, bytes: Vec<u8>, defaults: Defaults) -> Items {
    let defaults = Arc::new(defaults);
    let piece = Piece {
        url: url.map(str::to_owned),
        charset: charset.map(str::to_owned),
        ..Piece::named(url.unwrap_or(name), name, &defaults.codes)
    };
    let kind =
        kind::extension(name).and_then(|end| Kind::by_extension(&end)).unwrap_or_else(|| Kind::by_content(&bytes));
    open_bytes(kind, piece, bytes, &defaults)
}

impl Reader {
    /// Bytes of all inputs; `None` when standard input is among them.
    pub fn total(&self) -> Option<u64> {
        self.total
    }

    /// Bytes read so far.
    pub fn done(&self) -> u64 {
        self.done.load(Ordering::Relaxed)
    }

    fn step(&mut self, step: Step) -> Items {
        match step {
            Step::Failed(fault) => one(Item::Failed(fault)),
            Step::Note(note) => one(Item::Note(note)),
            Step::File(kind, file) => self.file(kind, &file),
            Step::Standard => {
                let piece = Piece::named("standard input", "stdin", &[]);
                let mut input = BufReader::with_capacity(1 << 16, std::io::stdin());
                match input.fill_buf().map(Kind::by_content) {
                    Ok(kind) => open_stream(kind, piece, Box::new(input), &self.defaults),
                    Err(error) => one(Item::Failed(piece.system(error))),
                }
            }
        }
    }

    fn file(&self, kind: Option<Kind>, file: &File) -> Items {
        let piece = Piece { id: file.id.clone(), ..Piece::named(&file.shown, &file.name, &self.defaults.codes) };
        let opened = match std::fs::File::open(&file.path) {
            Ok(opened) => opened,
            Err(error) => return one(Item::Failed(Fault::system(&file.shown, error))),
        };
        let mut input = BufReader::with_capacity(1 << 16, Counted::new(opened, Arc::clone(&self.done)));
        let kind = match kind {
            Some(kind) => kind,
            // A file without a telling name: its first bytes tell.
            None => match input.fill_buf() {
                Ok(head) => Kind::by_content(head),
                Err(error) => return one(Item::Failed(piece.system(error))),
            },
        };
        match kind {
            Kind::Zip => match std::fs::File::open(&file.path) {
                Ok(opened) => archive::zip(Box::new(BufReader::new(opened)), piece, Arc::clone(&self.defaults)),
                Err(error) => one(Item::Failed(Fault::system(&file.shown, error))),
            },
            Kind::Parquet => match std::fs::File::open(&file.path) {
                Ok(opened) => parquet::read(opened, piece, Arc::clone(&self.defaults)),
                Err(error) => one(Item::Failed(Fault::system(&file.shown, error))),
            },
            // The name without `.gz` tells what is inside.
            Kind::Gzip => archive::gzip(Box::new(input), Piece { id: file.stem(), ..piece }, &self.defaults),
            _ => open_stream(kind, piece, Box::new(input), &self.defaults),
        }
    }
}

/// What a stream of bytes holds.
fn open_stream(kind: Kind, piece: Piece, mut input: Box<dyn BufRead + Send>, defaults: &Arc<Defaults>) -> Items {
    match kind {
        Kind::Lines => match Lines::new(input, &piece) {
            Ok(lines) => lines.items(Arc::clone(defaults)),
            Err(fault) => one(Item::Failed(fault)),
        },
        Kind::Table => table::read(input, piece, Arc::clone(defaults)),
        Kind::Mailbox => mail::mailbox(input, piece, Arc::clone(defaults)),
        Kind::Warc => web_archive::read(input, piece, Arc::clone(defaults)),
        Kind::Gzip => archive::gzip(input, piece, defaults),
        _ => match read_whole(&mut input, &defaults.limits) {
            Ok(bytes) => open_bytes(kind, piece, bytes, defaults),
            Err(error) => one(Item::Failed(piece.system(error))),
        },
    }
}

/// What some bytes hold.
fn open_bytes(kind: Kind, piece: Piece, bytes: Vec<u8>, defaults: &Arc<Defaults>) -> Items {
    match kind {
        Kind::Text => one(text::report(bytes, &piece, defaults)),
        Kind::Json => lines::json(bytes, &piece, defaults),
        Kind::Html => one(html::read(bytes, &piece, defaults)),
        Kind::Mail => mail::read(&bytes, &piece, defaults),
        Kind::Pdf => one(pdf::read(&bytes, &piece, defaults)),
        Kind::Docx => one(office::read(bytes, &office::DOCX, &piece, defaults)),
        Kind::Odt => one(office::read(bytes, &office::ODT, &piece, defaults)),
        Kind::Feed => feed::read(&bytes, &piece, defaults),
        Kind::Zip => archive::zip(Box::new(Cursor::new(bytes)), piece, Arc::clone(defaults)),
        Kind::Parquet => parquet::read(Bytes::from(bytes), piece, Arc::clone(defaults)),
        Kind::Lines | Kind::Table | Kind::Mailbox | Kind::Warc | Kind::Gzip => {
            open_stream(kind, piece, Box::new(Cursor::new(bytes)), defaults)
        }
    }
}

fn one(item: Item) -> Items {
    Box::new(std::iter::once(item))
}

impl Iterator for Reader {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(item) = self.open.as_mut().and_then(Iterator::next) {
                return Some(item);
            }
            let step = self.steps.pop_front()?;
            self.open = Some(self.step(step));
        }
    }
}

#[cfg(test)]
mod tests;
