//! Many records into events.

use std::sync::Arc;

use pyo3::prelude::*;
use rayon::prelude::*;
use zenobia_core::reconcile::{Digest, Ledger, Situation, digest, view};
use zenobia_core::record::Record;
use zenobia_desk::settle;
use zenobia_formats::date::parse_day;
use zenobia_formats::table::{self as tables};
use zenobia_formats::write::Context;

use crate::MAKER;
use crate::arrow::Table;
use crate::error::wrong;
use crate::knowledge::{Knowledge, given};
use crate::reading::{Pool, Reading};

/// What many reports tell together.
#[pyclass(frozen, module = "zenobia")]
pub struct Picture {
    situation: Arc<Situation>,
    records: Vec<Reading>,
    knowledge: Knowledge,
}

#[pymethods]
impl Picture {
    /// The situation as the program writes it.
    fn json(&self, py: Python<'_>) -> String {
        py.detach(|| serde_json::to_string(&*self.situation)).expect("a situation has string keys only")
    }

    /// A table: `events`, or their `tolls`.
    fn table(&self, py: Python<'_>, name: &str) -> PyResult<Table> {
        let make = || {
            let events = &self.situation.events;
            let ontology = &self.knowledge.shelves.library.packs().ontology;
            let context = Context { ontology, maker: MAKER, made: 0 };
            Some(match name {
                "events" => {
                    let whole: Vec<Record> = self.records.iter().map(Reading::whole).collect();
                    tables::events(events, &whole.iter().collect::<Vec<_>>(), context)
                }
                "tolls" => tables::tolls(&[], events),
                _ => return None,
            })
        };
        py.detach(make).map(Table::new).ok_or_else(|| wrong(format!("there is no table `{name}`")))
    }

    /// The same as of a day, of a place or of an actor.
    #[pyo3(signature = (at=None, place=None, actor=None))]
    fn view(&self, py: Python<'_>, at: Option<&str>, place: Option<&str>, actor: Option<&str>) -> PyResult<Picture> {
        let day = at.map(parse_day).transpose().map_err(wrong)?;
        let situation = py.detach(|| {
            let whole = Situation::clone(&self.situation);
            let cut = match day {
                Some(day) => view::at(whole, &day.to_string()),
                None => whole,
            };
            view::only(cut, place, actor)
        });
        Ok(Picture { situation: Arc::new(situation), records: self.records.clone(), knowledge: self.knowledge.clone() })
    }
}

/// What records tell together.
#[pyfunction]
#[pyo3(signature = (readings, pool, knowledge=None, known_at=None))]
pub fn reconcile(
    py: Python<'_>,
    readings: Vec<Reading>,
    pool: &Pool,
    knowledge: Option<Knowledge>,
    known_at: Option<&str>,
) -> PyResult<Picture> {
    let known_at = known_at.map(parse_day).transpose().map_err(wrong)?.map(|day| day.to_string());
    let (knowledge, situation) = pool.install(py, || {
        let knowledge = given(knowledge);
        let (ontology, kin) = (&knowledge.shelves.library.packs().ontology, knowledge.shelves.kin());
        let digests: Vec<Digest> = readings.par_iter().map(|reading| digest(&reading.whole(), ontology, kin)).collect();
        let mut ledger = Ledger::default();
        let is_known = |digest: &Digest| match (&known_at, digest.published()) {
            (Some(known_at), Some(published)) => published <= *known_at,
            (Some(_), None) => false,
            (None, _) => true,
        };
        digests.into_iter().filter(is_known).for_each(|digest| ledger.add(digest));
        let mut situation = settle(ledger, ontology, kin);
        situation.known_at = known_at;
        (knowledge, situation)
    });
    Ok(Picture { situation: Arc::new(situation), records: readings, knowledge })
}
