//! Questions that are kept under a name.

use crate::engine::{Value, first, transaction};
use crate::error::{Error, Result};
use crate::query::Query;
use crate::store::{Store, now};

impl Store {
    /// The question kept under a name.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn view(&mut self, name: &str) -> Result<Option<Query>> {
        let found = first(self.engine.as_mut(), "SELECT query FROM saved_views WHERE name = ?1", &[name.into()])?;
        found.and_then(|mut row| row.first_mut().map(Value::take_text)).map(|json| read(name, &json)).transpose()
    }

    /// All questions that are kept, by name.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn views(&mut self) -> Result<Vec<(String, Query)>> {
        let mut all = Vec::new();
        self.engine.each("SELECT name, query FROM saved_views ORDER BY name", &[], &mut |row| {
            let mut take = |at: usize| row.get_mut(at).map(Value::take_text).unwrap_or_default();
            let (name, json) = (take(0), take(1));
            let query = read(&name, &json)?;
            all.push((name, query));
            Ok(())
        })?;
        Ok(all)
    }

    /// Keeps a question under a name, in place of one that had the name before.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn save_view(&mut self, name: &str, query: &Query) -> Result<()> {
        if name.trim().is_empty() {
            return Err(Error::Question("a view needs a name".to_owned()));
        }
        let json = serde_json::to_string(query).expect("a query has string keys only");
        let sql = "INSERT INTO saved_views (name, query, saved) VALUES (?1, ?2, ?3) \
                   ON CONFLICT (name) DO UPDATE SET query = ?2, saved = ?3";
        transaction(self.engine.as_mut(), |engine| engine.run(sql, &[name.into(), json.into(), now().into()]).map(drop))
    }

    /// Forgets a question; whether there was one.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn remove_view(&mut self, name: &str) -> Result<bool> {
        transaction(self.engine.as_mut(), |engine| {
            Ok(engine.run("DELETE FROM saved_views WHERE name = ?1", &[name.into()])? > 0)
        })
    }
}

fn read(name: &str, json: &str) -> Result<Query> {
    let newer = |error| {
        Error::Question(format!("the view {name:?} was saved by another version of zenobia ({error}); save it again"))
    };
    serde_json::from_str(json).map_err(newer)
}
