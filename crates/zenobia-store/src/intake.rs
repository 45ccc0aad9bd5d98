//! The log of what could not be taken in.

use crate::engine::{Engine, Value, transaction};
use crate::error::Result;
use crate::offer::Failure;
use crate::store::{Store, now};

/// An entry of the log.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
pub struct Item {
    /// Its number.
    pub id: i64,
    /// What was to be read.
    pub location: String,
    /// Why it was not, and what to do.
    pub reason: String,
    /// What it was to be read with.
    pub options: String,
    /// When it failed for the first time.
    pub first_seen: String,
    /// When it was tried for the last time.
    pub last_seen: String,
    /// How often it was tried.
    pub attempts: i64,
    /// `open`, `done` once it was read after all, or `dropped` by a person.
    pub state: String,
}

pub(crate) fn log(engine: &mut dyn Engine, failure: &Failure, now: &str) -> Result<()> {
    let sql = "INSERT INTO intake (id, location, reason, options, first_seen, last_seen, attempts, state) \
               VALUES ((SELECT coalesce(max(id), 0) + 1 FROM intake), ?1, ?2, ?3, ?4, ?4, 1, 'open') \
               ON CONFLICT (location) DO UPDATE SET reason = ?2, options = ?3, last_seen = ?4, \
               attempts = intake.attempts + 1, state = 'open'";
    let Failure { location, reason, options } = failure;
    engine.run(sql, &[location.as_str().into(), reason.as_str().into(), options.as_str().into(), now.into()]).map(drop)
}

/// What failed before and was read now is done.
pub(crate) fn settle(engine: &mut dyn Engine, location: &str, now: &str) -> Result<()> {
    let sql = "UPDATE intake SET state = 'done', last_seen = ?2 WHERE location = ?1 AND state = 'open'";
    engine.run(sql, &[location.into(), now.into()]).map(drop)
}

impl Store {
    /// The log, oldest entry first; only what is still open unless all of it is asked for.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn intake(&mut self, all: bool) -> Result<Vec<Item>> {
        let which = if all { "" } else { "WHERE state = 'open'" };
        let sql = format!(
            "SELECT id, location, reason, options, first_seen, last_seen, attempts, state FROM intake {which} ORDER BY id"
        );
        let mut items = Vec::new();
        self.engine.each(&sql, &[], &mut |row| {
            let number = |at: usize| row.get(at).and_then(Value::int).unwrap_or_default();
            let text = |at: usize| row.get(at).and_then(Value::str).unwrap_or_default().to_owned();
            items.push(Item {
                id: number(0),
                location: text(1),
                reason: text(2),
                options: text(3),
                first_seen: text(4),
                last_seen: text(5),
                attempts: number(6),
                state: text(7),
            });
            Ok(())
        })?;
        Ok(items)
    }

    /// Puts entries of the log aside that a person does not want to be tried again; returns how many were open.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn drop_intake(&mut self, ids: &[i64]) -> Result<u64> {
        transaction(self.engine.as_mut(), |engine| {
            let sql = "UPDATE intake SET state = 'dropped', last_seen = ?2 WHERE id = ?1 AND state = 'open'";
            ids.iter().map(|&id| engine.run(sql, &[id.into(), now().into()])).sum()
        })
    }

    /// Marks an entry as read after all.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn settle_intake(&mut self, location: &str) -> Result<()> {
        transaction(self.engine.as_mut(), |engine| settle(engine, location, &now()))
    }
}
