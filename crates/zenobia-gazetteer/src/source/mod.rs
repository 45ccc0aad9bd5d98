//! Files of places, read row by row.

mod dump;
mod table;

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use zenobia_core::place::KnownPlace;

use crate::Error;

/// One thing that a file says.
#[derive(Clone, Debug, PartialEq)]
pub enum Row {
    /// A place; its `admin1` is the code of its unit (`ML.03`) where the file is a dump, else the name.
    Place(Box<KnownPlace>),
    /// A place that is the first-level unit of a code.
    Unit(Box<KnownPlace>, String),
    /// The name of the unit of a code, alone.
    UnitName(String, String),
    /// A further name of the place of a GeoNames id.
    Name(u32, String),
}

/// Forms of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// `allCountries`, `cities500`, `ML` …: nineteen columns.
    GeoNames,
    /// `alternateNames` or `alternateNamesV2`.
    AlternateNames,
    /// `admin1CodesASCII`.
    Units,
    /// A table whose first line names its columns: Who's On First, or any.
    Table,
}

impl Format {
    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Format::GeoNames => "GeoNames dump",
            Format::AlternateNames => "GeoNames alternate names",
            Format::Units => "GeoNames unit names",
            Format::Table => "table",
        }
    }
}

/// Where rows go; an error that it returns ends the reading.
pub type Rows<'a> = dyn FnMut(Result<Row, Error>) -> Result<(), Error> + 'a;

/// Reads a file, plain or in a zip archive. Rows that are not sound are handed on as errors with their line.
pub fn read(path: &Path, rows: &mut Rows<'_>) -> Result<Format, Error> {
    let mut file = BufReader::with_capacity(1 << 18, File::open(path).map_err(Error::file(path))?);
    let zipped = file.fill_buf().map_err(Error::file(path))?.starts_with(b"PK\x03\x04");
    if !zipped {
        return read_text(path, file, rows);
    }
    let fail = |error: zip::result::ZipError| {
        Error::form(path, format!("the archive cannot be read ({error}): fetch it again"))
    };
    let mut archive = zip::ZipArchive::new(file).map_err(fail)?;
    let mut largest: Option<(u64, usize)> = None;
    for at in 0..archive.len() {
        let entry = archive.by_index_raw(at).map_err(fail)?;
        let name = entry.name().map_err(fail)?.to_lowercase();
        let data = [".txt", ".csv", ".tsv"].iter().any(|end| name.ends_with(end)) && !name.contains("readme");
        if data && largest.is_none_or(|(size, _)| entry.size() > size) {
            largest = Some((entry.size(), at));
        }
    }
    let Some((_, at)) = largest else {
        return Err(Error::form(path, "the archive holds no .txt, .csv or .tsv file: give one that does"));
    };
    let entry = archive.by_index(at).map_err(fail)?;
    read_text(path, BufReader::with_capacity(1 << 18, entry), rows)
}

fn read_text(path: &Path, mut text: impl BufRead, rows: &mut Rows<'_>) -> Result<Format, Error> {
    let mut first = Vec::new();
    text.read_until(b'\n', &mut first).map_err(Error::file(path))?;
    let line = String::from_utf8_lossy(&first);
    // Empty columns at the end count.
    let line = line.trim_start_matches('\u{feff}').trim_end_matches(['\n', '\r']);
    if line.trim().is_empty() {
        return Err(Error::form(path, "the first line is empty: a table begins with the names of its columns"));
    }
    let whole = io::Cursor::new(&first).chain(text);
    match dump::format(line) {
        Some(format) => dump::read(path, format, BufReader::with_capacity(1 << 18, whole), rows).map(|()| format),
        None => table::read(path, line, whole, rows).map(|()| Format::Table),
    }
}
