//! The same few rows in every format, losses that are declared, any text whatever, and what a public file shows.

mod hostile;
mod losses;
mod open;
mod shown;
mod snapshots;

use std::cell::RefCell;
use std::io::{self, Write};
use std::path::Path;
use std::rc::Rc;

use zenobia_core::pack::{Files, Ontology};
use zenobia_core::row::Row;

use super::{Context, FORMATS, Losses, Part, Writer, format};

/// The event types of the packs, which lie beside this crate.
pub(crate) fn ontology() -> Ontology {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../zenobia-packs/ontology");
    let read = |path: &Path| std::fs::read_to_string(path).expect("a file of the packs");
    let entries = std::fs::read_dir(folder).expect("the packs lie beside this crate");
    let paths =
        entries.map(|entry| entry.unwrap().path()).filter(|path| path.extension().is_some_and(|end| end == "toml"));
    let files =
        Files::new(paths.map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), read(&path))).collect());
    let mut problems = Vec::new();
    let ontology = Ontology::parse(&files, &mut problems);
    assert!(problems.is_empty(), "{problems:?}");
    ontology
}

/// Rows made by hand: a claim and an event that are whole, one without place, one without day, and one that is denied.
pub(crate) fn rows() -> Vec<Row> {
    let text = include_str!("tests/rows.jsonl");
    text.lines().map(|line| serde_json::from_str(line).expect("a row")).collect()
}

/// A file that can still be read when its writer is gone.
#[derive(Clone, Default)]
struct Shared(Rc<RefCell<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// All files of a format as text, those that are none as what stands in them; and what was lost.
fn files(name: &str, rows: &[Row]) -> (Vec<String>, Losses) {
    let ontology = ontology();
    let context = Context { ontology: &ontology, maker: "zenobia 0.0.0", made: 1_700_000_000 };
    let format = format(name).unwrap();
    let outputs: Vec<Shared> = format.parts.iter().map(|_| Shared::default()).collect();
    let boxes = outputs.iter().map(|output| Box::new(output.clone()) as Box<dyn Write>).collect();
    let mut writer = Writer::new(format, context, boxes).unwrap();
    rows.iter().for_each(|row| writer.write(row).unwrap());
    let losses = writer.finish().unwrap();
    let text = |(part, output): (&Part, &Shared)| shown::text(part.extension, output.0.borrow().clone());
    let texts = format.parts.iter().zip(&outputs).map(text).collect();
    (texts, losses)
}

/// The main file of a format.
pub(crate) fn written(name: &str, rows: &[Row]) -> String {
    files(name, rows).0.swap_remove(0)
}

#[test]
fn every_row_is_in_every_format_under_its_id() {
    let rows = rows();
    for format in FORMATS {
        let text = written(format.name, &rows);
        for row in &rows {
            let number = super::gdelt::number_of(&row.id).to_string();
            assert!(text.contains(&row.id) || text.contains(&number), "{} lacks {}", format.name, row.id);
        }
    }
}

#[test]
fn names_of_formats_are_distinct_and_every_format_says_what_it_is_for() {
    for (at, format) in FORMATS.iter().enumerate() {
        assert!(FORMATS[..at].iter().all(|other| other.name != format.name));
        assert!(!format.purpose.is_empty() && !format.parts.is_empty());
    }
}

#[test]
fn columns_are_as_many_as_the_codebooks_say() {
    assert_eq!((super::ACLED_COLUMNS.len(), super::UCDP_COLUMNS.len(), super::GDELT_COLUMNS.len()), (31, 49, 61));
}
