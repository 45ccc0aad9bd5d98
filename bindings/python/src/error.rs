//! What goes wrong, in the words of the program.

use pyo3::exceptions::PyOSError;
use pyo3::import_exception;
use pyo3::prelude::*;

import_exception!(zenobia._errors, Error);
import_exception!(zenobia._errors, Fault);

/// A call that does not make sense.
pub fn wrong(message: impl Into<String>) -> PyErr {
    Error::new_err(message.into())
}

/// The system refused.
pub fn system(error: std::io::Error) -> PyErr {
    PyOSError::new_err(error.to_string())
}

/// A report that could not be read: its name, and what is to be said of it.
pub fn fault(name: &str, message: &str) -> PyErr {
    Fault::new_err((name.to_owned(), message.to_owned()))
}

/// The same as an object, for those who collect them.
pub fn fault_object(py: Python<'_>, name: &str, message: &str) -> Py<PyAny> {
    fault(name, message).into_value(py).into_any()
}
