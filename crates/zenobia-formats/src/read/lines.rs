//! JSON Lines: one report a line, as `id, language, published, title, publisher, url, text`; only `text` is needed.

use std::io::{self, BufRead, Cursor, Read};
use std::sync::Arc;

use compact_str::CompactString;
use serde::Deserialize;
use serde_json::Value;
use zenobia_core::document::Document;
use zenobia_core::record::FORMAT;

use super::limits::{Limits, read_whole};
use super::piece::Piece;
use super::{Defaults, Item, Items, one};
use crate::Fault;
use crate::date::parse_day;
use crate::decode::decode;

/// A JSON Lines file that is being read.
pub(super) struct Lines {
    input: Box<dyn BufRead + Send>,
    shown: String,
    name: String,
    line: u64,
}

/// A line as it stands in the file. Fields that are not named here are left alone.
#[derive(Deserialize)]
struct Row {
    #[serde(default)]
    id: Value,
    #[serde(default)]
    language: Option<CompactString>,
    #[serde(default)]
    published: Option<String>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    publisher: Option<String>,
    #[serde(default)]
    url: Option<String>,
    text: String,
}

impl Lines {
    pub(super) fn new(mut input: Box<dyn BufRead + Send>, piece: &Piece) -> Result<Lines, Fault> {
        let start = input.fill_buf().map_err(|error| piece.system(error))?;
        if start.starts_with(b"\xff\xfe") || start.starts_with(b"\xfe\xff") {
            let bytes = read_whole(&mut input, &Limits::default()).map_err(|error| piece.system(error))?;
            let text = decode(bytes).map_err(|_| Fault::NotText { path: piece.shown.clone() })?;
            input = Box::new(Cursor::new(text));
        }
        Ok(Lines { input, shown: piece.shown.clone(), name: piece.id.clone(), line: 0 })
    }

    pub(super) fn items(mut self, defaults: Arc<Defaults>) -> Items {
        Box::new(std::iter::from_fn(move || self.next(&defaults)))
    }

    /// The next report or fault; `None` at the end. Empty lines are passed over.
    fn next(&mut self, defaults: &Defaults) -> Option<Item> {
        loop {
            let bytes = match self.line() {
                Ok(bytes) if bytes.is_empty() => return None,
                Ok(bytes) => bytes,
                Err(error) => return Some(self.give_up(error)),
            };
            if bytes.trim_ascii().is_empty() {
                continue;
            }
            return Some(match self.item(bytes, defaults) {
                Ok(item) => item,
                Err(message) => Item::Failed(Fault::Line { path: self.shown.clone(), line: self.line, message }),
            });
        }
    }

    fn line(&mut self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.line += 1;
        let most = Limits::default().report;
        self.input.by_ref().take(most).read_until(b'\n', &mut bytes)?;
        match bytes.len() as u64 {
            length if length == most => Err(io::Error::new(
                io::ErrorKind::InvalidData,
                format!("line {} is longer than {} MB", self.line, most >> 20),
            )),
            _ => Ok(bytes),
        }
    }

    /// After a failure of the system the rest of the file cannot be trusted.
    fn give_up(&mut self, error: io::Error) -> Item {
        self.input = Box::new(io::empty());
        Item::Failed(Fault::system(&self.shown, error))
    }

    fn item(&self, bytes: Vec<u8>, defaults: &Defaults) -> Result<Item, String> {
        let text = decode(bytes).map_err(|_| "the line holds zero bytes; is this a text file?".to_owned())?;
        if is_record(&text) {
            let record = serde_json::from_str(&text).map_err(|error| format!("not a sound record ({error})"))?;
            return Ok(Item::Record(Box::new(record)));
        }
        self.document(&text, defaults).map(Item::Report)
    }

    fn document(&self, text: &str, defaults: &Defaults) -> Result<Document, String> {
        let row: Row = serde_json::from_str(text).map_err(|error| explain(&error, text.trim()))?;
        let published = row.published.filter(|day| !day.trim().is_empty());
        let published =
            published.map(|day| parse_day(&day)).transpose().map_err(|error| format!("`published`: {error}"))?;
        Ok(Document {
            id: self.id(row.id)?,
            text: row.text,
            language: given(row.language).map(|code| plain_code(&code)).or_else(|| defaults.language.clone()),
            published: published.or(defaults.published),
            publisher: given(row.publisher),
            url: given(row.url),
            title: given(row.title),
            location: Some(format!("{}:{}", self.shown, self.line)),
        })
    }

    fn id(&self, id: Value) -> Result<CompactString, String> {
        match id {
            Value::Null => Ok(format!("{}:{}", self.name, self.line).into()),
            Value::String(id) if id.trim().is_empty() => self.id(Value::Null),
            Value::String(id) => Ok(id.into()),
            Value::Number(id) => Ok(id.to_string().into()),
            _ => Err("`id` is neither text nor a number".to_owned()),
        }
    }
}

/// A file that is one JSON object, or an array of them: each is what a line of JSON Lines is.
pub(super) fn json(bytes: Vec<u8>, piece: &Piece, defaults: &Arc<Defaults>) -> Items {
    let Ok(text) = decode(bytes) else {
        return piece.failed("not a text (it holds zero bytes)".to_owned());
    };
    let rows = match serde_json::from_str(&text) {
        Ok(Value::Array(rows)) => rows,
        Ok(row) => vec![row],
        // Several objects one after the other are JSON Lines under another name.
        Err(_) if text.trim_start().starts_with('{') => {
            return match Lines::new(Box::new(Cursor::new(text)), piece) {
                Ok(lines) => lines.items(Arc::clone(defaults)),
                Err(fault) => one(Item::Failed(fault)),
            };
        }
        Err(error) => return piece.failed(format!("not valid JSON ({error})")),
    };
    let mut lines = Lines { input: Box::new(io::empty()), shown: piece.shown.clone(), name: piece.id.clone(), line: 0 };
    let item = |row: Value| {
        lines.line += 1;
        let message = |message| Item::Failed(Fault::Line { path: lines.shown.clone(), line: lines.line, message });
        lines.item(row.to_string().into_bytes(), defaults).unwrap_or_else(message)
    };
    Box::new(rows.into_iter().map(item).collect::<Vec<_>>().into_iter())
}

/// Whether a line is a record: it says so at its beginning, as all that this program writes do.
fn is_record(line: &str) -> bool {
    let head: String = line.chars().take(64).filter(|letter| !letter.is_whitespace()).collect();
    head.starts_with(&format!("{{\"format\":\"{FORMAT}\""))
}

/// An empty string says no more than a missing field.
fn given<T: AsRef<str>>(value: Option<T>) -> Option<T> {
    value.filter(|value| !value.as_ref().trim().is_empty())
}

/// What is wrong with a line, in plain words.
fn explain(error: &serde_json::Error, line: &str) -> String {
    let reason = error.to_string();
    let reason = reason.split(" at line ").next().unwrap_or_default();
    if !line.starts_with('{') {
        return "not a JSON object: write one report a line, {\"id\": …, \"text\": …}".to_owned();
    }
    if reason.contains("missing field") {
        return "no `text`: each line needs the words of the report in a field `text`".to_owned();
    }
    format!("not valid JSON ({reason}, column {}); each line is one whole JSON object", error.column())
}

/// The language of a tag such as `FR` or `fr-CA`, in lower case and without its region.
///
/// ```
/// assert_eq!(zenobia_formats::read::plain_code("fr-CA"), "fr");
/// ```
pub fn plain_code(tag: &str) -> CompactString {
    tag.split(['-', '_']).next().unwrap_or(tag).to_lowercase().into()
}
