//! What is offered to a store, and what becomes of it.

use serde::{Deserialize, Serialize};

use crate::accept::Accepted;

/// Where a text was found, and what was said about it there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// A path, a URL, a line of a file: `news.jsonl:12`.
    pub location: String,
    /// Its headline there.
    pub title: Option<String>,
    /// Day of publication there.
    pub published: Option<String>,
    /// Who published it there.
    pub publisher: Option<String>,
    /// Its address there.
    pub url: Option<String>,
}

/// Something that could not be taken in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// What was to be read.
    pub location: String,
    /// Why it was not, and what to do.
    pub reason: String,
    /// What it was to be read with, to try again.
    pub options: String,
}

/// One outcome of reading.
#[derive(Clone, Debug)]
pub enum Offer {
    /// A report that was read.
    Read(Box<Accepted>),
    /// A text that the store has already, by the SHA-256 of its text, found at another place or again.
    Known {
        /// Of its text, in hexadecimal.
        sha256: String,
        /// Where it was found.
        origin: Origin,
    },
    /// Something that could not be read.
    Failed(Failure),
}

/// What became of an [`Offer`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It is new.
    New,
    /// It is a new version of a page that was known.
    Version,
    /// The text was known, and the place where it was found is new.
    Origin,
    /// Nothing is new.
    Known,
    /// The failure is in the log.
    Failed,
}
