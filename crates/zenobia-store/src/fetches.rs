//! What servers said of the pages that were fetched.

use crate::engine::{Value, first, transaction};
use crate::error::Result;
use crate::store::{Store, now};

/// A page that was fetched before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fetch {
    /// Its tag.
    pub etag: Option<String>,
    /// When it was changed, as the server writes it.
    pub modified: Option<String>,
}

impl Store {
    /// What was said of a page when it was fetched last; `None` when it never was.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn fetched(&mut self, url: &str) -> Result<Option<Fetch>> {
        let found = first(self.engine.as_mut(), "SELECT etag, modified FROM fetches WHERE url = ?1", &[url.into()])?;
        let fetch = |mut row: Vec<Value>| {
            let mut take = |at: usize| row.get_mut(at).and_then(Value::take_some);
            Fetch { etag: take(0), modified: take(1) }
        };
        Ok(found.map(fetch))
    }

    /// Notes what was said of a page.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn keep_fetch(&mut self, url: &str, fetch: &Fetch, status: u16) -> Result<()> {
        let sql = "INSERT INTO fetches (url, etag, modified, fetched, status) VALUES (?1, ?2, ?3, ?4, ?5) \
                   ON CONFLICT (url) DO UPDATE SET etag = ?2, modified = ?3, fetched = ?4, status = ?5";
        let values = [
            url.into(),
            fetch.etag.clone().into(),
            fetch.modified.clone().into(),
            now().into(),
            i64::from(status).into(),
        ];
        transaction(self.engine.as_mut(), |engine| engine.run(sql, &values).map(drop))
    }
}
