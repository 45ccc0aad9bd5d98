//! Data of other projects into records: each of their events becomes a report whose text is its columns, and a claim on it.
//!
//! So nothing is lost (the text holds every column), everything points at the words it came from, and what works on records works on
//! these too: situations, stores, exports.
//!
//! ```
//! use zenobia_formats::take_in::{columns, lines};
//! let text = lines(&[("id".to_owned(), "7".to_owned()), ("note".to_owned(), "one\ntwo".to_owned())]);
//! assert_eq!(columns(&text)["note"], "one\ntwo");
//! ```

mod acled;
mod finding;
mod gdelt;
mod lines;
mod plover;
mod source;
#[cfg(test)]
mod tests;
mod timemap;
mod ucdp;

use std::io::BufRead;

use zenobia_core::pack::Ontology;
use zenobia_core::record::Record;

use crate::Fault;
use finding::Finding;
pub use lines::{columns, lines};
use source::Line;

/// Data of a project that can be taken in.
#[derive(Debug)]
pub struct Shape {
    /// What it is called on the command line.
    pub name: &'static str,
    /// What it is.
    pub purpose: &'static str,
    rows: fn(Input) -> Lines,
    find: fn(&Line, &Ontology) -> Result<Finding, String>,
}

/// A file that is being read.
pub type Input = Box<dyn BufRead + Send>;
type Lines = Box<dyn Iterator<Item = Result<Line, source::Trouble>> + Send>;

/// All shapes, in the order in which they are listed.
pub static SHAPES: &[Shape] = &[ucdp::SHAPE, acled::SHAPE, gdelt::SHAPE, plover::SHAPE, timemap::SHAPE];

/// The shape of a name.
pub fn shape(name: &str) -> Option<&'static Shape> {
    SHAPES.iter().find(|shape| shape.name == name)
}

/// Whether a record was made of another project's data. Its text is columns, so it is not to be read as a report is.
pub fn is_taken_in(record: &Record) -> bool {
    record.claims.iter().any(|claim| claim.why.data_set().is_some())
}

/// The first of our event types that has a code of another system.
fn event_with(ontology: &Ontology, system: &str, code: &str) -> Result<String, String> {
    let kind = ontology.events().find(|kind| kind.codes.get(system).is_some_and(|own| own == code));
    kind.map(|kind| kind.event.to_string()).ok_or_else(|| format!("no event type has the code {code} of {system}"))
}

/// The records in a file, one after the other; what cannot be taken in is named and the rest goes on.
///
/// `path` is what the file is called in messages.
pub fn take_in<'a>(
    shape: &'static Shape,
    path: &'a str,
    input: Input,
    ontology: &'a Ontology,
) -> impl Iterator<Item = Result<Record, Fault>> + 'a {
    (shape.rows)(input).map(move |line| {
        let fault = |line: u64, message: String| Fault::Line { path: path.to_owned(), line, message };
        let line = line.map_err(|trouble| fault(trouble.line, trouble.message))?;
        let finding = (shape.find)(&line, ontology).map_err(|message| fault(line.number, message))?;
        Ok(finding.record(shape.name, &line))
    })
}
