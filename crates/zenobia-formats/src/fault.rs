//! What could not be read, and what to do about it.

use std::io;

/// An input that could not be read.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// There is no such file or folder.
    #[error("{path}: no such file or folder")]
    Missing {
        /// As it was given.
        path: String,
    },
    /// The system refused.
    #[error("{path}: cannot be read ({error})")]
    Unreadable {
        /// As it was given.
        path: String,
        /// What the system said.
        error: io::Error,
    },
    /// A kind of file there is no reader for.
    #[error(
        "{path}: no reader for .{extension} files. Readable are {}; save or convert it as one of them first",
        crate::read::READABLE
    )]
    NoReader {
        /// As it was given.
        path: String,
        /// The end of its name.
        extension: String,
    },
    /// The bytes are no text.
    #[error("{path}: not a text (it holds bytes that no text does). Convert it to plain text first")]
    NotText {
        /// As it was given.
        path: String,
    },
    /// A file, or a part of one, that is damaged, too large, or not what its name says.
    #[error("{path}: {message}")]
    Unsound {
        /// As it was given; a part of an archive after its name.
        path: String,
        /// What is wrong and what to do.
        message: String,
    },
    /// A line of a JSON Lines file.
    #[error("{path}:{line}: {message}")]
    Line {
        /// As it was given.
        path: String,
        /// Counted from 1.
        line: u64,
        /// What is wrong and what to do.
        message: String,
    },
}

impl Fault {
    /// What could not be read, as reports have it that were read from there.
    pub fn location(&self) -> String {
        match self {
            Fault::Line { path, line, .. } => format!("{path}:{line}"),
            Fault::Missing { path }
            | Fault::Unreadable { path, .. }
            | Fault::NoReader { path, .. }
            | Fault::NotText { path }
            | Fault::Unsound { path, .. } => path.clone(),
        }
    }

    /// What the system said about a path, with the usual case in plain words.
    pub(crate) fn system(path: &str, error: io::Error) -> Fault {
        match error.kind() {
            io::ErrorKind::NotFound => Fault::Missing { path: path.to_owned() },
            _ => Fault::Unreadable { path: path.to_owned(), error },
        }
    }
}
