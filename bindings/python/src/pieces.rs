//! Reconciling in pieces, for clusters: each step takes and gives JSON; see `zenobia_core::reconcile::piece`.

use std::collections::BTreeMap;

use pyo3::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::from_str;
use zenobia_core::reconcile::piece::{self, Found, Piece, Sketch};

use crate::error::wrong;
use crate::knowledge::{Knowledge, given};
use crate::reading::Reading;

fn taken<T: DeserializeOwned>(all: &[String]) -> Result<Vec<T>, String> {
    all.iter().map(|json| from_str(json).map_err(|error| format!("not a sound piece ({error})"))).collect()
}

fn written(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("string keys only")
}

/// A sketch: what its report is told by, the blocks to compare it in, its rank among copies, and itself with and without what finds copies.
type SketchRow = (String, Vec<String>, (i32, String, String), String, String);
/// A piece: its number, what its report is told by, the blocks to compare it in, and itself.
type PieceRow = (i64, String, Vec<String>, String);

/// The sketch of a record and its pieces.
#[pyfunction]
#[pyo3(signature = (reading, knowledge=None))]
pub fn digest(py: Python<'_>, reading: Reading, knowledge: Option<Knowledge>) -> (SketchRow, Vec<PieceRow>) {
    py.detach(|| {
        let knowledge = given(knowledge);
        let ontology = &knowledge.shelves.library.packs().ontology;
        let digest = zenobia_core::reconcile::digest(&reading.record, ontology, knowledge.shelves.kin());
        let (sketch, pieces) = digest.into_pieces();
        let (day, id, sha256) = sketch.rank();
        let rank = (day, id.to_owned(), sha256.to_owned());
        let sketch_row = (sketch.report(), sketch.blocks(), rank, written(&sketch), written(&sketch.bare()));
        let row = |piece: &Piece| (piece.number(), piece.report(), piece.blocks(ontology), written(piece));
        (sketch_row, pieces.iter().map(row).collect())
    })
}

/// Pairs of sketches of the same text, by their places.
#[pyfunction]
pub fn copies(py: Python<'_>, sketches: Vec<String>) -> PyResult<Vec<(usize, usize)>> {
    py.detach(|| Ok(piece::copies(&taken::<Sketch>(&sketches)?))).map_err(|error: String| wrong(error))
}

/// Pairs of pieces that are linked, by their places.
#[pyfunction]
#[pyo3(signature = (pieces, knowledge=None))]
pub fn links(py: Python<'_>, pieces: Vec<String>, knowledge: Option<Knowledge>) -> PyResult<Vec<(usize, usize)>> {
    py.detach(|| {
        let knowledge = given(knowledge);
        let ontology = &knowledge.shelves.library.packs().ontology;
        Ok(piece::links(&taken::<Piece>(&pieces)?, ontology, knowledge.shelves.kin()))
    })
    .map_err(|error: String| wrong(error))
}

/// Events of pieces. `originals` are pairs of what a report is told by and the bare sketch of its original.
#[pyfunction]
#[pyo3(signature = (pieces, originals, knowledge=None))]
pub fn settle(
    py: Python<'_>,
    pieces: Vec<String>,
    originals: Vec<(String, String)>,
    knowledge: Option<Knowledge>,
) -> PyResult<Vec<(bool, String)>> {
    py.detach(|| {
        let knowledge = given(knowledge);
        let ontology = &knowledge.shelves.library.packs().ontology;
        let mut sketches: BTreeMap<String, Sketch> = BTreeMap::new();
        for (report, sketch) in &originals {
            sketches.insert(report.clone(), from_str(sketch).map_err(|error| error.to_string())?);
        }
        let found = piece::settle(&taken::<Piece>(&pieces)?, &sketches, ontology, knowledge.shelves.kin());
        Ok(found.iter().map(|found| (found.is_campaign(), written(found))).collect())
    })
    .map_err(|error: String| wrong(error))
}

/// Events and what was found of none, with the campaigns that events are part of: a table of the events, and for each of all its JSON.
#[pyfunction]
#[pyo3(signature = (found, campaigns, knowledge=None))]
pub fn join_campaigns(
    py: Python<'_>,
    found: Vec<String>,
    campaigns: Vec<String>,
    knowledge: Option<Knowledge>,
) -> PyResult<(crate::arrow::Table, Vec<String>, Vec<String>)> {
    let joined = py.detach(|| {
        let knowledge = given(knowledge);
        let ontology = &knowledge.shelves.library.packs().ontology;
        let mut found: Vec<Found> = taken(&found)?;
        piece::join_campaigns(&mut found, &taken::<Found>(&campaigns)?, ontology, knowledge.shelves.kin());
        let open = found.iter().filter_map(|found| found.open.as_ref()).map(written).collect();
        let events: Vec<_> = found.into_iter().filter_map(|found| found.event).collect();
        let context = zenobia_formats::write::Context { ontology, maker: crate::MAKER, made: 0 };
        let table = zenobia_formats::table::events(&events, &[], context);
        Ok((crate::arrow::Table::new(table), events.iter().map(written).collect(), open))
    });
    joined.map_err(|error: String| wrong(error))
}
