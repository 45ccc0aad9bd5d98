//! Actors, places, sites and sources that findings name, and how often.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::engine::{Value, first};
use crate::error::Result;
use crate::flat::{CLAIMS, EVENTS};
use crate::index::fold_name;
use crate::same::shown;
use crate::store::Store;

/// What kind of thing is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum EntityKind {
    /// Who did it, or to whom.
    Actor,
    /// Where.
    Place,
    /// To what building or object.
    Site,
    /// Who says so in reports, and who published them.
    Source,
}

/// Something that findings name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Entity {
    /// Its key; of what only reports know, its folded name.
    pub key: String,
    /// What it is called most often.
    pub name: String,
    /// Events that name it.
    pub events: u64,
    /// Claims that name it.
    pub claims: u64,
}

/// The name of the one that stays, where reports name it; of many the first in the alphabet.
const NAME: &str = "coalesce(min(CASE WHEN t.key = t.shown THEN t.name END), min(t.name))";

impl EntityKind {
    /// The terms that name it, as SQL.
    pub(crate) fn terms(self) -> &'static str {
        match self {
            EntityKind::Actor => "'actor', 'recipient'",
            EntityKind::Place => "'place'",
            EntityKind::Site => "'site'",
            EntityKind::Source => "'source'",
        }
    }
}

impl Store {
    /// What findings name, most often named first; `text` is a part of a name. `skip` goes on after so many.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn entities(&mut self, kind: EntityKind, text: Option<&str>, limit: u64, skip: u64) -> Result<Vec<Entity>> {
        let mut values: Vec<Value> = Vec::new();
        let mut like = String::new();
        if let Some(text) = text {
            values.push(format!("%{}%", fold_name(text)).into());
            like = format!(
                " AND t.shown IN (SELECT shown FROM terms WHERE kind IN ({}) AND folded LIKE ?1)",
                kind.terms()
            );
        }
        let sql = format!(
            "SELECT t.shown, {NAME}, CAST(sum(CASE WHEN x.shelf = {EVENTS} THEN 1 ELSE 0 END) AS BIGINT) AS events, \
             CAST(sum(CASE WHEN x.shelf = {CLAIMS} THEN 1 ELSE 0 END) AS BIGINT) AS claims FROM terms t JOIN finding_terms x ON x.term = t.id \
             WHERE t.kind IN ({}){like} GROUP BY t.shown ORDER BY events DESC, claims DESC, t.shown LIMIT {limit} OFFSET {skip}",
            kind.terms()
        );
        let mut all = Vec::new();
        self.engine.each(&sql, &values, &mut |row| {
            all.push(entity(row));
            Ok(())
        })?;
        Ok(all)
    }

    /// One of them, by its key, or by that of one that was merged into it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn entity(&mut self, kind: EntityKind, key: &str) -> Result<Option<Entity>> {
        let key = shown(self.engine.as_mut(), kind, key)?;
        let sql = format!(
            "SELECT t.shown, {NAME}, CAST(sum(CASE WHEN x.shelf = {EVENTS} THEN 1 ELSE 0 END) AS BIGINT), \
             CAST(sum(CASE WHEN x.shelf = {CLAIMS} THEN 1 ELSE 0 END) AS BIGINT) FROM terms t JOIN finding_terms x ON x.term = t.id \
             WHERE t.kind IN ({}) AND t.shown = ?1 GROUP BY t.shown",
            kind.terms()
        );
        Ok(first(self.engine.as_mut(), &sql, &[key.as_str().into()])?.map(|mut row| entity(&mut row)))
    }

    /// All names of one of them, and of those that were merged into it, as reports have them.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn names_of(&mut self, kind: EntityKind, key: &str) -> Result<Vec<String>> {
        let sql =
            format!("SELECT DISTINCT name FROM terms WHERE kind IN ({}) AND shown = ?1 ORDER BY name", kind.terms());
        let mut names = Vec::new();
        self.engine.each(&sql, &[key.into()], &mut |row| {
            names.extend(row.first_mut().and_then(Value::take_some));
            Ok(())
        })?;
        Ok(names)
    }
}

fn entity(row: &mut [Value]) -> Entity {
    let number = |at: usize| row.get(at).and_then(Value::real).unwrap_or_default() as u64;
    let (events, claims) = (number(2), number(3));
    let mut text = |at: usize| row.get_mut(at).map(Value::take_text).unwrap_or_default();
    Entity { key: text(0), name: text(1), events, claims }
}
