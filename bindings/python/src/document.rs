//! Reports before they are read.

use std::path::PathBuf;

use compact_str::CompactString;
use pyo3::prelude::*;
use zenobia_core::document;
use zenobia_desk::codes;
use zenobia_formats::date::parse_day;
use zenobia_formats::read::{self, Defaults, Item, Limits, plain_code};

use crate::error::{fault_object, wrong};
use crate::knowledge::language_of;
use crate::reading::Reading;

/// One report and what is known about it.
#[pyclass(frozen, eq, from_py_object, module = "zenobia")]
#[derive(Clone, PartialEq)]
pub struct Document(pub document::Document);

#[pymethods]
impl Document {
    #[new]
    #[pyo3(signature = (text, *, id="text", published=None, language=None, title=None, publisher=None, url=None))]
    #[allow(clippy::too_many_arguments, reason = "they are named in Python")]
    fn new(
        text: String,
        id: &str,
        published: Option<&str>,
        language: Option<&str>,
        title: Option<String>,
        publisher: Option<String>,
        url: Option<String>,
    ) -> PyResult<Document> {
        Ok(Document(document::Document {
            id: id.into(),
            text,
            language: language.map(plain_code),
            published: published.map(parse_day).transpose().map_err(wrong)?,
            publisher,
            url,
            title,
            location: None,
        }))
    }

    /// Name of the report, unique in its collection.
    #[getter]
    fn id(&self) -> &str {
        &self.0.id
    }

    /// The text as given.
    #[getter]
    fn text(&self) -> &str {
        &self.0.text
    }

    /// ISO 639-1 code of its language; `None` when it is to be found out.
    #[getter]
    fn language(&self) -> Option<&str> {
        self.0.language.as_deref()
    }

    /// Day of publication, YYYY-MM-DD.
    #[getter]
    fn published(&self) -> Option<String> {
        self.0.published.map(|day| day.to_string())
    }

    /// Who published it.
    #[getter]
    fn publisher(&self) -> Option<&str> {
        self.0.publisher.as_deref()
    }

    /// Where it was published.
    #[getter]
    fn url(&self) -> Option<&str> {
        self.0.url.as_deref()
    }

    /// Its headline, when it came apart from the text.
    #[getter]
    fn title(&self) -> Option<&str> {
        self.0.title.as_deref()
    }

    /// Where it was read from: a path, a part of an archive, a line of a file.
    #[getter]
    fn location(&self) -> Option<&str> {
        self.0.location.as_deref()
    }

    fn __repr__(&self) -> String {
        let day = self.published().map_or_else(String::new, |day| format!(", published={day:?}"));
        format!("Document(id={:?}{day}, {} characters)", self.0.id.as_str(), self.0.text.chars().count())
    }
}

/// What comes out of files, one after the other.
#[pyclass(module = "zenobia")]
pub struct Documents(Box<dyn Iterator<Item = Item> + Send + Sync>);

/// An iterator that one thread at a time uses may be handed from thread to thread.
struct Turns<I>(std::sync::Mutex<I>);

impl<I: Iterator> Iterator for Turns<I> {
    type Item = I::Item;

    fn next(&mut self) -> Option<I::Item> {
        self.0.get_mut().unwrap_or_else(std::sync::PoisonError::into_inner).next()
    }
}

impl Documents {
    fn new(items: impl Iterator<Item = Item> + Send + 'static) -> Documents {
        Documents(Box::new(Turns(std::sync::Mutex::new(items))))
    }
}

#[pymethods]
impl Documents {
    fn __iter__(this: PyRef<'_, Self>) -> PyRef<'_, Self> {
        this
    }

    /// A document, a reading of a record that was read before, or a fault. Notes are passed over.
    fn __next__(&mut self, py: Python<'_>) -> PyResult<Option<Py<PyAny>>> {
        loop {
            let items = &mut self.0;
            return Ok(Some(match py.detach(|| items.next()) {
                None => return Ok(None),
                Some(Item::Note(_)) => continue,
                Some(Item::Report(document)) => Document(document).into_pyobject(py)?.into_any().unbind(),
                Some(Item::Record(record)) => Reading::of_record(*record).into_pyobject(py)?.into_any().unbind(),
                Some(Item::Failed(fault)) => fault_object(py, &fault.location(), &fault.to_string()),
            }));
        }
    }
}

fn defaults(published: Option<&str>, language: Option<&str>, columns: Vec<(String, String)>) -> PyResult<Defaults> {
    Ok(Defaults {
        published: published.map(parse_day).transpose().map_err(wrong)?,
        language: language.map(language_of).transpose()?,
        codes: codes(),
        columns,
        limits: Limits::default(),
    })
}

/// The reports in files and folders of any kind that is read.
#[pyfunction]
#[pyo3(signature = (paths, published=None, language=None, columns=Vec::new()))]
pub fn open_paths(
    paths: Vec<PathBuf>,
    published: Option<&str>,
    language: Option<&str>,
    columns: Vec<(String, String)>,
) -> PyResult<Documents> {
    Ok(Documents::new(read::read(&paths, defaults(published, language, columns)?)))
}

/// The reports in what is at hand already; the end of `name` tells its kind, else its first bytes do.
#[pyfunction]
#[pyo3(signature = (name, content, published=None, language=None, columns=Vec::new()))]
pub fn open_bytes(
    name: &str,
    content: Vec<u8>,
    published: Option<&str>,
    language: Option<&str>,
    columns: Vec<(String, String)>,
) -> PyResult<Documents> {
    Ok(Documents::new(read::read_bytes(name, None, None, content, defaults(published, language, columns)?)))
}

/// Which of the columns hold which part of a report.
#[pyfunction]
#[pyo3(signature = (names, told=Vec::new()))]
pub fn columns_of(names: Vec<String>, told: Vec<(String, String)>) -> PyResult<Vec<(&'static str, usize)>> {
    read::columns_of(&names, &told).map_err(wrong)
}

/// The code of a language, which has to be known.
pub(crate) type Code = CompactString;
