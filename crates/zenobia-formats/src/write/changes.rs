//! What a public export has changed, row by row, without what it was.

use serde::Serialize;

/// What was changed in a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Id of the row.
    pub row: String,
    /// What, in words.
    pub what: Vec<Changes>,
}

/// A kind of change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Changes {
    /// A place became the cell of a grid that it lies in.
    Generalized {
        /// Name of the cell.
        cell: String,
        /// Why: what made the row sensitive.
        because: String,
    },
    /// Names of private persons became numbers.
    Masked {
        /// How many persons.
        persons: u32,
    },
    /// Sentences were left out, since they name what is hidden.
    Withheld {
        /// How many sentences.
        sentences: u32,
    },
}
