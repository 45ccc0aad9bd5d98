//! JSON Lines: one report a line, as `id, language, published, title, publisher, url, text`; only `text` is needed.

use std::fs;
use std::io::{self, BufRead, BufReader, Cursor, Read};

use compact_str::CompactString;
use serde::Deserialize;
use serde_json::Value;
use zenobia_core::document::Document;
use zenobia_core::record::FORMAT;

use super::plan::File;
use super::text::name_parts;
use super::{Defaults, Item};
use crate::Fault;
use crate::date::parse_day;
use crate::decode::decode;

/// A JSON Lines file that is being read.
pub(super) struct Lines {
    input: Box<dyn BufRead>,
    shown: String,
    name: String,
    line: u64,
    done: u64,
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
    pub(super) fn file(file: &File) -> Result<Lines, Fault> {
        let fault = |error| Fault::system(&file.shown, error);
        let mut input = BufReader::with_capacity(1 << 16, fs::File::open(&file.path).map_err(fault)?);
        let start = input.fill_buf().map_err(fault)?;
        if !start.starts_with(b"\xff\xfe") && !start.starts_with(b"\xfe\xff") {
            return Ok(Lines::stream(Box::new(input), &file.shown, &file.id));
        }
        let mut bytes = Vec::new();
        input.read_to_end(&mut bytes).map_err(fault)?;
        let text = decode(bytes).map_err(|_| Fault::NotText { path: file.shown.clone() })?;
        Ok(Lines::stream(Box::new(Cursor::new(text)), &file.shown, &file.id))
    }

    pub(super) fn stream(input: Box<dyn BufRead>, shown: &str, name: &str) -> Lines {
        Lines { input, shown: shown.to_owned(), name: name_parts(name, &[]).0.to_owned(), line: 0, done: 0 }
    }

    /// Bytes read so far.
    pub(super) fn done(&self) -> u64 {
        self.done
    }

    /// The next report or fault; `None` at the end. Empty lines are passed over.
    pub(super) fn next(&mut self, defaults: &Defaults) -> Option<Item> {
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
        self.done += self.input.read_until(b'\n', &mut bytes)? as u64;
        self.line += 1;
        Ok(bytes)
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
fn plain_code(tag: &str) -> CompactString {
    tag.split(['-', '_']).next().unwrap_or(tag).to_lowercase().into()
}
