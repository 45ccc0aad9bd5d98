//! Rows into files of other programs: one format a file, streamed, each with a report of what it cannot hold.
//!
//! A [`Format`] says what it is for and which [`Facet`]s of a row it loses; [`Writer`] writes rows one by one, in the memory of one
//! row whatever their number, and counts the losses. Every row is written in every format, under the same id.

mod acled;
mod annotation;
mod changes;
mod codes;
mod delimited;
mod facet;
mod gdelt;
mod geojson;
mod geometry;
mod geopackage;
mod geoparquet;
mod gist;
mod hxl;
mod jsonl;
mod kml;
mod money;
mod package;
mod plain;
mod plover;
mod polecat;
mod public;
mod site;
#[cfg(test)]
pub(crate) mod tests;
mod text;
mod timeline;
mod timemap;
mod ucdp;

use std::io::{self, Write};

use zenobia_core::pack::Ontology;
use zenobia_core::row::Row;

pub use acled::COLUMNS as ACLED_COLUMNS;
pub use changes::{Change, Changes};
pub(crate) use codes::country_by_fips;
pub use codes::{Acled, Cameo, Country, Root, SubEvent, acled, cameo, country, country_named};
pub use facet::{Facet, Loss, Losses};
pub use gdelt::COLUMNS as GDELT_COLUMNS;
pub(crate) use geometry::well_known;
pub(crate) use gist::Gist;
pub use package::{Resource, package};
pub(crate) use plain::{COLUMNS, Kind, cell, kind};
pub use public::{Generalize, Policy, open_to_all};
pub use site::publish;
pub(crate) use text::{day as text_day, word};
pub use ucdp::COLUMNS as UCDP_COLUMNS;

/// What writers need besides the rows.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// Codes of event types in other systems.
    pub ontology: &'a Ontology,
    /// Program and version that made the rows, such as `zenobia 0.1.0`.
    pub maker: &'a str,
    /// When the file is made, seconds since 1970 UTC.
    pub made: i64,
}

/// A file format.
#[derive(Debug)]
pub struct Format {
    /// What it is called on the command line.
    pub name: &'static str,
    /// Files that it consists of, the main one first.
    pub parts: &'static [Part],
    /// What it is for, in a line.
    pub purpose: &'static str,
    /// What of a row it cannot hold.
    pub loses: &'static [Facet],
    /// Whether its types are those of another system, in which some of ours have no counterpart.
    pub system: Option<System>,
    open: for<'a> fn(Context<'a>) -> Box<dyn Shape + 'a>,
}

/// One file of a format.
#[derive(Debug)]
pub struct Part {
    /// Name of the file in a folder, without its end.
    pub name: &'static str,
    /// End of the file's name, without the dot.
    pub extension: &'static str,
    /// Media type.
    pub media: &'static str,
}

impl Part {
    /// Whether it is text, which a terminal can show.
    pub fn is_text(&self) -> bool {
        !matches!(self.extension, "gpkg" | "parquet")
    }
}

/// A system of event types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum System {
    /// Armed Conflict Location and Event Data.
    Acled,
    /// CAMEO, as GDELT uses it.
    Cameo,
    /// PLOVER.
    Plover,
    /// Uppsala Conflict Data Program.
    Ucdp,
}

/// A format that is being written.
trait Shape {
    /// What comes before the first row.
    fn head(&mut self, _out: &mut Parts<'_>) -> io::Result<()> {
        Ok(())
    }

    fn row(&mut self, row: &Row, out: &mut Parts<'_>) -> io::Result<()>;

    /// What comes after the last row.
    fn tail(&mut self, _out: &mut Parts<'_>) -> io::Result<()> {
        Ok(())
    }
}

/// The files of a format, as [`Format::parts`] lists them.
struct Parts<'w>(Vec<Box<dyn Write + 'w>>);

impl<'w> Parts<'w> {
    fn main(&mut self) -> &mut (dyn Write + 'w) {
        self.part(0)
    }

    fn part(&mut self, number: usize) -> &mut (dyn Write + 'w) {
        self.0.get_mut(number).expect("a writer is made with as many files as its format has").as_mut()
    }
}

/// All formats, in the order in which they are listed.
pub static FORMATS: &[Format] = &[
    plain::FORMAT,
    jsonl::FORMAT,
    geojson::FORMAT,
    geopackage::FORMAT,
    geoparquet::FORMAT,
    kml::FORMAT,
    acled::FORMAT,
    ucdp::FORMAT,
    gdelt::FORMAT,
    plover::FORMAT,
    polecat::FORMAT,
    hxl::FORMAT,
    timemap::FORMAT,
    timeline::FORMAT,
    money::FORMAT,
    annotation::FORMAT,
];

/// The format of a name.
///
/// ```
/// let format = zenobia_formats::write::format("acled").unwrap();
/// assert_eq!(format.parts[0].extension, "csv");
/// assert!(zenobia_formats::write::format("xls").is_none());
/// ```
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

/// Rows on their way into the files of a format.
pub struct Writer<'a> {
    context: Context<'a>,
    shape: Box<dyn Shape + 'a>,
    parts: Parts<'a>,
    losses: Losses,
}

impl<'a> Writer<'a> {
    /// Begins files; `outputs` are as many as [`Format::parts`], in their order.
    ///
    /// # Errors
    /// When an output cannot be written, or their number is wrong.
    pub fn new(
        format: &'static Format,
        context: Context<'a>,
        outputs: Vec<Box<dyn Write + 'a>>,
    ) -> io::Result<Writer<'a>> {
        if outputs.len() != format.parts.len() {
            let message = format!("{} needs {} files", format.name, format.parts.len());
            return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
        }
        let mut shape = (format.open)(context);
        let mut parts = Parts(outputs);
        shape.head(&mut parts)?;
        Ok(Writer { context, shape, parts, losses: Losses::new(format) })
    }

    /// Writes a row.
    ///
    /// # Errors
    /// When an output cannot be written.
    pub fn write(&mut self, row: &Row) -> io::Result<()> {
        self.losses.count(row, self.context.ontology);
        self.shape.row(row, &mut self.parts)
    }

    /// Ends the files, and tells what was lost.
    ///
    /// # Errors
    /// When an output cannot be written.
    pub fn finish(mut self) -> io::Result<Losses> {
        self.shape.tail(&mut self.parts)?;
        for part in &mut self.parts.0 {
            part.flush()?;
        }
        Ok(self.losses)
    }
}
