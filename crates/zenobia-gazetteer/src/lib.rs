//! A user's own gazetteer, beside the one that is embedded.
//!
//! [`add`] reads GeoNames dumps, Who's On First and tables of places, of any size in bounded memory, into one file of the
//! compact form that the core looks names up in; a [`Shelf`] is the folder of these files, each mapped into memory page by page.

mod add;
pub mod feature;
mod shelf;
mod sort;
mod source;
mod write;

use std::io;
use std::path::{Path, PathBuf};

pub use add::{Added, Step, add};
pub use shelf::{Book, Shelf};
pub use source::{Format, Row, Rows, read};

/// What keeps places from being added or found.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file cannot be read or written.
    #[error("{path}: {reason}", path = path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        reason: io::Error,
    },
    /// A file is not in a form that we read.
    #[error("{path}: {message}", path = path.display())]
    Form {
        /// The file.
        path: PathBuf,
        /// What is wrong and what to do.
        message: String,
    },
    /// A line of a file is not what it should be.
    #[error("{path}:{line}: {message}", path = path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: u64,
        /// What is wrong with it and what to do.
        message: String,
    },
    /// The places do not fit into the compact form.
    #[error(transparent)]
    Compact(#[from] zenobia_core::place::compact::Fault),
}

impl Error {
    fn file(path: &Path) -> impl FnOnce(io::Error) -> Error {
        move |reason| Error::File { path: path.to_owned(), reason }
    }

    fn form(path: &Path, message: impl Into<String>) -> Error {
        Error::Form { path: path.to_owned(), message: message.into() }
    }
}
