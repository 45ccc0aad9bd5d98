//! Files of other projects as lines of named values.

use std::collections::BTreeMap;
use std::io::{BufRead, Read};

use serde_json::Value;

use super::{Input, Lines};

/// One line: its values by the names of their columns, in the order of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Counted from 1.
    pub number: u64,
    /// Names and values.
    pub columns: Vec<(String, String)>,
    places: BTreeMap<String, usize>,
}

/// A line that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    pub line: u64,
    pub message: String,
}

impl Line {
    pub fn new(number: u64, columns: Vec<(String, String)>) -> Line {
        let places = columns.iter().enumerate().map(|(at, (name, _))| (name.clone(), at)).collect();
        Line { number, columns, places }
    }

    /// A value without spaces around it; empty where there is no such column.
    pub fn get(&self, name: &str) -> &str {
        self.places.get(name).map_or("", |&at| self.columns[at].1.trim())
    }

    /// A value, when there is one.
    pub fn some(&self, name: &str) -> Option<&str> {
        Some(self.get(name)).filter(|value| !value.is_empty())
    }

    /// A number; `214797.0` is 214797.
    pub fn count(&self, name: &str) -> Option<u64> {
        let value = self.get(name);
        value.strip_suffix(".0").unwrap_or(value).parse().ok()
    }

    /// Degrees, or another number with a fraction.
    pub fn real(&self, name: &str) -> Option<f64> {
        self.get(name).parse::<f64>().ok().filter(|value| value.is_finite())
    }

    /// Degrees north and east, when they lie on the globe.
    pub fn point(&self, latitude: &str, longitude: &str) -> Option<(f64, f64)> {
        let (north, east) = self.real(latitude).zip(self.real(longitude))?;
        (north.abs() <= 90.0 && east.abs() <= 180.0).then_some((north, east))
    }
}

/// A table; the first line names the columns unless `names` does.
pub fn table(input: Input, delimiter: u8, names: Option<&'static [&'static str]>) -> Lines {
    let mut reader = csv::ReaderBuilder::new();
    reader.delimiter(delimiter).has_headers(names.is_none()).flexible(true).quoting(delimiter == b',');
    let mut reader = reader.from_reader(Unmarked::new(input));
    let headings: Vec<String> = match names {
        Some(names) => names.iter().map(|&name| name.to_owned()).collect(),
        None => match reader.byte_headers() {
            Ok(headings) => headings.iter().map(|heading| text(heading).trim().to_owned()).collect(),
            Err(error) => return Box::new(std::iter::once(Err(trouble(1, &error.to_string())))),
        },
    };
    let first = if names.is_none() { 2 } else { 1 };
    let mut rows = reader.into_byte_records();
    let mut number = first - 1;
    Box::new(std::iter::from_fn(move || {
        let row = rows.next()?;
        number += 1;
        let at = row.as_ref().ok().and_then(|row| row.position()).map_or(number, csv::Position::line);
        Some(match row {
            Ok(row) if row.len() > headings.len() => {
                Err(trouble(at, &format!("has {} values for {} columns", row.len(), headings.len())))
            }
            Ok(row) => Ok(Line::new(at, headings.iter().cloned().zip(row.iter().map(text)).collect())),
            Err(error) => Err(trouble(at, &error.to_string())),
        })
    }))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn trouble(line: u64, message: &str) -> Trouble {
    Trouble { line, message: message.to_owned() }
}

/// A file without the mark of byte order that some programs put before it.
struct Unmarked {
    inner: Input,
    begun: bool,
}

impl Unmarked {
    fn new(inner: Input) -> Unmarked {
        Unmarked { inner, begun: false }
    }
}

impl Read for Unmarked {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if !self.begun {
            self.begun = true;
            let marked = self.inner.fill_buf()?.starts_with(b"\xef\xbb\xbf");
            self.inner.consume(if marked { 3 } else { 0 });
        }
        self.inner.read(buffer)
    }
}

/// JSON Lines: an object a line.
pub fn json_lines(input: Input) -> Lines {
    let lines = input.lines().enumerate().map(|(at, line)| (at as u64 + 1, line));
    Box::new(lines.filter_map(|(number, line)| match line {
        Err(error) => Some(Err(trouble(number, &error.to_string()))),
        Ok(line) if line.trim().is_empty() => None,
        Ok(line) => Some(match serde_json::from_str::<Value>(&line) {
            Ok(value) => object(number, value),
            Err(error) => Err(trouble(number, &error.to_string())),
        }),
    }))
}

/// A JSON array of objects, whole; counted from 1.
pub fn json_array(mut input: Input) -> Lines {
    let mut text = String::new();
    let read = input.read_to_string(&mut text).map_err(|error| error.to_string());
    let values = read.and_then(|_| serde_json::from_str::<Vec<Value>>(&text).map_err(|error| error.to_string()));
    match values {
        Ok(values) => Box::new(values.into_iter().zip(1..).map(|(value, number)| object(number, value))),
        Err(message) => Box::new(std::iter::once(Err(trouble(1, &message)))),
    }
}

/// Text stays as it is, all else is written as JSON.
fn object(number: u64, value: Value) -> Result<Line, Trouble> {
    let Value::Object(fields) = value else { return Err(trouble(number, "is no JSON object")) };
    let text = |value: Value| match value {
        Value::String(text) => text,
        Value::Null => String::new(),
        other => other.to_string(),
    };
    Ok(Line::new(number, fields.into_iter().map(|(name, value)| (name, text(value))).collect()))
}
