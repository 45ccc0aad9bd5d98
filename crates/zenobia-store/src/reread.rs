//! Reports that are read again, by a newer program or better data.

use std::collections::BTreeSet;

use crate::accept::{Accepted, document_of, mark_changed};
use crate::engine::{Engine, Value};
use crate::error::Result;
use crate::flat::{CLAIMS, OLD};
use crate::index::{self, Entry};
use crate::kept::{Kept, kept};
use crate::pieces::mark_document;
use crate::standing;
use crate::store::{Store, now};

impl Store {
    /// Hands over the reports that another reader than this one has read, older versions of pages too.
    ///
    /// # Errors
    /// When the database cannot be read, and what `take` returns.
    pub fn read_by_others(&mut self, reader: &str, take: &mut dyn FnMut(Kept) -> Result<()>) -> Result<()> {
        let sql = "SELECT d.name, d.text, r.record FROM documents d JOIN records r ON r.document = d.id \
                   WHERE r.reader <> ?1 ORDER BY d.id";
        self.engine.each(sql, &[reader.into()], &mut |row| take(kept(row)))
    }

    /// Puts new readings in the place of those that were there, in one transaction; decisions hold for the rows that are found again.
    /// Texts that are not kept are passed over.
    ///
    /// # Errors
    /// When the database cannot be written; then nothing of the batch is changed.
    pub fn read_again(&mut self, readings: &[Accepted], reader: &str) -> Result<()> {
        self.transact(|engine, terms| {
            let decided = decided(engine)?;
            for reading in readings {
                let Some(document) = document_of(engine, reading.sha256())? else { continue };
                let shelf = if is_current(engine, document)? { CLAIMS } else { OLD };
                let before = findings(engine, document)?;
                index::remove(engine, &before)?;
                let entries = reading.flats().iter().map(|flat| Entry { flat, shelf, document: Some(document) });
                index::insert(engine, terms, &entries.collect::<Vec<_>>())?;
                for flat in reading.flats().iter().filter(|flat| decided.contains(&flat.key)) {
                    standing::apply(engine, terms, &flat.key)?;
                }
                let sql = "UPDATE records SET reader = ?2, made = ?3, record = ?4 WHERE document = ?1";
                engine.run(sql, &[document.into(), reader.into(), now().into(), reading.json().into()])?;
                mark_document(engine, document)?;
            }
            mark_changed(engine)
        })
    }
}

/// Rows that somebody has decided about.
fn decided(engine: &mut dyn Engine) -> Result<BTreeSet<String>> {
    let mut all = BTreeSet::new();
    engine.each("SELECT DISTINCT target FROM reviews", &[], &mut |row| {
        all.extend(row.first_mut().and_then(Value::take_some));
        Ok(())
    })?;
    Ok(all)
}

fn findings(engine: &mut dyn Engine, document: i64) -> Result<Vec<i64>> {
    let mut all = Vec::new();
    engine.each("SELECT id FROM findings WHERE document = ?1", &[document.into()], &mut |row| {
        all.extend(row.first().and_then(Value::int));
        Ok(())
    })?;
    Ok(all)
}

fn is_current(engine: &mut dyn Engine, document: i64) -> Result<bool> {
    let sql = "SELECT current FROM documents WHERE id = ?1";
    Ok(crate::engine::number(engine, sql, &[document.into()])? == 1)
}
