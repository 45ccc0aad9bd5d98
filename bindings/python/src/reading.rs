//! Reports into records.

use std::num::NonZeroUsize;
use std::sync::Arc;

use pyo3::prelude::*;
use rayon::prelude::*;
use zenobia_core::document;
use zenobia_core::record::Record;
use zenobia_desk::derivation;
use zenobia_desk::paint::Paint;
use zenobia_formats::table::{self as tables};
use zenobia_formats::write::Context;

use crate::MAKER;
use crate::arrow::Table;
use crate::document::Document;
use crate::error::{fault, fault_object, wrong};
use crate::knowledge::{Knowledge, given};

/// A record, and the text it is of where that is known.
#[pyclass(frozen, from_py_object, module = "zenobia")]
#[derive(Clone)]
pub struct Reading {
    pub record: Arc<Record>,
    text: Option<Arc<str>>,
}

impl Reading {
    /// A record that was read before.
    pub fn of_record(mut record: Record) -> Reading {
        let text = record.report.text.take().map(Arc::from);
        Reading { record: Arc::new(record), text }
    }

    fn of(document: document::Document, knowledge: &Knowledge) -> Result<Reading, (String, String)> {
        let name = document.id.to_string();
        let record = zenobia_desk::guard(&name, || knowledge.shelves.library.read(&document));
        let record = record.map_err(|message| (name, message))?;
        Ok(Reading { record: Arc::new(record), text: Some(document.text.into()) })
    }

    /// The record with its text.
    pub fn whole(&self) -> Record {
        let mut record = Record::clone(&self.record);
        record.report.text = self.text.as_deref().map(str::to_owned);
        record
    }
}

#[pymethods]
impl Reading {
    /// From a record that was written as JSON.
    #[staticmethod]
    fn of_json(json: &str) -> PyResult<Reading> {
        let record = serde_json::from_str(json).map_err(|error| wrong(format!("not a sound record ({error})")))?;
        Ok(Reading::of_record(record))
    }

    /// Name of the report.
    #[getter]
    fn id(&self) -> &str {
        &self.record.report.id
    }

    /// The text of the report.
    #[getter]
    fn text(&self) -> Option<&str> {
        self.text.as_deref()
    }

    /// The record as the program writes it.
    #[pyo3(signature = (with_text=false))]
    fn json(&self, py: Python<'_>, with_text: bool) -> String {
        py.detach(|| match with_text {
            true => serde_json::to_string(&self.whole()),
            false => serde_json::to_string(&*self.record),
        })
        .expect("a record has string keys only")
    }

    /// Why each finding is there.
    #[pyo3(signature = (find=None, columns=80))]
    fn why(&self, find: Option<&str>, columns: usize) -> String {
        let text = self.text.as_deref().unwrap_or_default();
        derivation::write(&self.record, text, find, Paint::Plain, columns.max(20))
    }
}

/// Reads one report.
#[pyfunction]
#[pyo3(signature = (document, knowledge=None))]
pub fn read(py: Python<'_>, document: Document, knowledge: Option<Knowledge>) -> PyResult<Reading> {
    py.detach(|| Reading::of(document.0, &given(knowledge))).map_err(|(name, message)| fault(&name, &message))
}

/// Threads to read on.
#[pyclass(frozen, module = "zenobia")]
pub struct Pool(rayon::ThreadPool);

#[pymethods]
impl Pool {
    #[new]
    #[pyo3(signature = (jobs=None))]
    fn new(jobs: Option<usize>) -> PyResult<Pool> {
        let jobs = jobs.map(|jobs| NonZeroUsize::new(jobs).ok_or_else(|| wrong("`jobs` is a number from 1 on")));
        zenobia_desk::pool(jobs.transpose()?).map(Pool).map_err(|error| wrong(error.to_string()))
    }

    /// Number of threads.
    #[getter]
    fn threads(&self) -> usize {
        self.0.current_num_threads()
    }
}

impl Pool {
    /// Does something on the threads, while others may use Python.
    pub fn install<T: Send>(&self, py: Python<'_>, work: impl FnOnce() -> T + Send) -> T {
        py.detach(|| self.0.install(work))
    }
}

/// Reads reports at the same time, in their order: a reading or a fault for each.
#[pyfunction]
#[pyo3(signature = (documents, pool, knowledge=None))]
pub fn read_all(
    py: Python<'_>,
    documents: Vec<Document>,
    pool: &Pool,
    knowledge: Option<Knowledge>,
) -> PyResult<Vec<Py<PyAny>>> {
    let read = || -> Vec<Result<Reading, (String, String)>> {
        let knowledge = given(knowledge);
        documents.into_par_iter().map(|document| Reading::of(document.0, &knowledge)).collect()
    };
    let to_object = |read: Result<Reading, (String, String)>| match read {
        Ok(reading) => Ok(reading.into_pyobject(py)?.into_any().unbind()),
        Err((name, message)) => Ok(fault_object(py, &name, &message)),
    };
    pool.install(py, read).into_iter().map(to_object).collect()
}

/// A table of readings: `records`, `claims`, `tolls`, `actors` or `places`.
#[pyfunction]
#[pyo3(signature = (name, readings, knowledge=None))]
pub fn table(py: Python<'_>, name: &str, readings: Vec<Reading>, knowledge: Option<Knowledge>) -> PyResult<Table> {
    let make = || -> Option<tables::Table> {
        // Quotations need the text; what is written whole does not.
        let records: Vec<Record> = match name {
            "claims" => readings.iter().map(Reading::whole).collect(),
            _ => readings.iter().map(|reading| Record::clone(&reading.record)).collect(),
        };
        Some(match name {
            "records" => tables::records(&records),
            "claims" => {
                let knowledge = given(knowledge);
                let context = Context { ontology: &knowledge.shelves.library.packs().ontology, maker: MAKER, made: 0 };
                tables::claims(&records, context)
            }
            "tolls" => tables::tolls(&records, &[]),
            "actors" => tables::actors(&records),
            "places" => tables::places(&records),
            _ => return None,
        })
    };
    py.detach(make).map(Table::new).ok_or_else(|| wrong(format!("there is no table `{name}`")))
}
