//! Records that are kept.

use std::collections::BTreeSet;

use crate::engine::{Value, first};
use crate::error::Result;
use crate::store::Store;

/// A record and the text it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Name of the report.
    pub name: String,
    /// The text.
    pub text: String,
    /// The record as JSON, `zenobia.record/1`, without the text.
    pub record: String,
}

pub(crate) fn kept(row: &mut [Value]) -> Kept {
    let mut take = |at: usize| row.get_mut(at).map(Value::take_text).unwrap_or_default();
    Kept { name: take(0), text: take(1), record: take(2) }
}

impl Store {
    /// Hands over the records of all reports, of each page the newest version, in the order in which they came.
    ///
    /// # Errors
    /// When the database cannot be read, and what `take` returns.
    pub fn current_records(&mut self, take: &mut dyn FnMut(Kept) -> Result<()>) -> Result<()> {
        let sql = "SELECT d.name, d.text, r.record FROM documents d JOIN records r ON r.document = d.id \
                   WHERE d.current = 1 ORDER BY d.id";
        self.engine.each(sql, &[], &mut |row| take(kept(row)))
    }

    /// The records of some reports, ordered by name; names that are not there are passed over.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn records_of<'a>(&mut self, names: impl Iterator<Item = &'a str>) -> Result<Vec<Kept>> {
        let names: BTreeSet<&str> = names.collect();
        let sql =
            "SELECT d.name, d.text, r.record FROM documents d JOIN records r ON r.document = d.id WHERE d.name = ?1";
        let mut all = Vec::with_capacity(names.len());
        for name in names {
            all.extend(first(self.engine.as_mut(), sql, &[name.into()])?.as_deref_mut().map(kept));
        }
        Ok(all)
    }
}
