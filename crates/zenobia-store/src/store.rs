//! An open store.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::Timestamp;

use crate::engine::sqlite::{Access, PATIENCE, Sqlite};
use crate::engine::{Engine, transaction};
use crate::error::Result;
use crate::flat::Term;
use crate::location::Location;

/// Reports, claims, events and decisions, in a database.
pub struct Store {
    pub(crate) engine: Box<dyn Engine>,
    /// Numbers of the terms that this program has met.
    pub(crate) terms: BTreeMap<Term, i64>,
    pub(crate) place: Location,
}

impl Store {
    /// Opens a store to read and write; it has to be there.
    ///
    /// # Errors
    /// When there is none, when it is none, or when it cannot be opened.
    pub fn open(location: &Location) -> Result<Store> {
        open(location, Access::Write, PATIENCE)
    }

    /// Opens a store to read and write, and makes it when there is none.
    ///
    /// # Errors
    /// When it is no store, or cannot be opened or made.
    pub fn make(location: &Location) -> Result<Store> {
        open(location, Access::Make, PATIENCE)
    }

    /// Opens a store to read; nothing can be written through it.
    ///
    /// # Errors
    /// When there is none, when it is none, or when it cannot be opened.
    pub fn read(location: &Location) -> Result<Store> {
        open(location, Access::Read, PATIENCE)
    }

    /// As [`Store::make`], and waits for other writers no longer than told.
    ///
    /// # Errors
    /// When it is no store, or cannot be opened or made.
    pub fn make_within(location: &Location, patience: Duration) -> Result<Store> {
        open(location, Access::Make, patience)
    }

    /// Does something in a transaction that may give numbers to terms.
    pub(crate) fn transact<T>(
        &mut self,
        work: impl FnOnce(&mut dyn Engine, &mut BTreeMap<Term, i64>) -> Result<T>,
    ) -> Result<T> {
        let Store { engine, terms, .. } = self;
        let result = transaction(engine.as_mut(), |engine| work(engine, terms));
        if result.is_err() {
            // Numbers that were given in it are not there.
            self.terms.clear();
        }
        result
    }

    /// Where it lies.
    pub fn location(&self) -> &Location {
        &self.place
    }

    /// Counts what is in it, for the planner of questions. Worth it after much has come in.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn optimize(&mut self) -> Result<()> {
        self.engine.analyze()
    }
}

fn open(location: &Location, access: Access, patience: Duration) -> Result<Store> {
    let engine: Box<dyn Engine> = match location {
        Location::File(path) => Box::new(Sqlite::open(path, access, patience)?),
        #[cfg(feature = "postgres")]
        Location::Server(url) => Box::new(crate::engine::postgres::Postgres::open(url, access, patience)?),
        #[cfg(not(feature = "postgres"))]
        Location::Server(_) => {
            let said = format!("{location}: this program was built without PostgreSQL (feature `postgres`)");
            return Err(crate::error::Error::Question(said));
        }
    };
    Ok(Store { engine, terms: BTreeMap::new(), place: location.clone() })
}

/// This moment, ISO 8601, to the second.
pub(crate) fn now() -> String {
    let now = Timestamp::now();
    Timestamp::from_second(now.as_second()).unwrap_or(now).to_string()
}
