//! Actors, places and sites that people have said to be one: two names of a group, two spellings of a village.
//!
//! A merge is an entry of the log of reviews, about `actor:KEY`, `place:KEY` or `site:KEY`. What reports say stays as it is: a term keeps its
//! key, and beside it the one under which it is shown, so that undoing the merge takes nothing but another entry. Events are derived as if
//! reports had named the one that stays.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value as Json, json};
use zenobia_core::record::Record;
use zenobia_core::row::{Row, Spot};

use crate::engine::{Conflict, Engine, Value, first};
use crate::entities::EntityKind;
use crate::error::{Error, Result};
use crate::index::fold_name;
use crate::store::Store;
use crate::verdicts::counting;

/// One that somebody has said to be the same as another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Merged {
    /// Its key.
    pub key: String,
    /// What it was called.
    pub name: String,
    /// Number of the review that merged it; undoing that parts them.
    pub review: i64,
}

/// Who and what reports name, under the key that stays.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Same(BTreeMap<(EntityKind, String), Identity>);

/// What stays of those that are one.
#[derive(Clone, Debug, PartialEq)]
struct Identity {
    key: Option<String>,
    name: String,
    place: Option<Spot>,
}

impl EntityKind {
    /// What a decision about it is filed under: `actor:m23`. Sources have none.
    pub fn target(self, key: &str) -> String {
        format!("{}:{key}", self.word())
    }

    fn word(self) -> &'static str {
        match self {
            EntityKind::Actor => "actor",
            EntityKind::Place => "place",
            EntityKind::Site => "site",
            EntityKind::Source => "source",
        }
    }

    fn of_word(word: &str) -> Option<EntityKind> {
        [EntityKind::Actor, EntityKind::Place, EntityKind::Site].into_iter().find(|kind| kind.word() == word)
    }
}

/// What a decision is about, where that is no row.
pub(crate) fn entity_of(target: &str) -> Option<(EntityKind, &str)> {
    let (word, key) = target.split_once(':')?;
    Some((EntityKind::of_word(word)?, key))
}

/// What a merge of an actor, place or site with others comes to.
pub(crate) fn merge(engine: &mut dyn Engine, kind: EntityKind, key: &str, others: &[String]) -> Result<Json> {
    let question = |message: String| Error::Question(message);
    let word = kind.word();
    if others.is_empty() {
        return Err(question(format!("with which {word} is it merged? name it after the first")));
    }
    known(engine, kind, key)?;
    let stays = shown(engine, kind, key)?;
    for other in others {
        let Some((with, other)) = entity_of(other).filter(|(with, _)| *with == kind) else {
            return Err(question(format!("{other}: merge like with like; write {word}:KEY")));
        };
        known(engine, with, other)?;
        if shown(engine, with, other)? == stays {
            return Err(question(format!("{key} and {other} are one already")));
        }
    }
    Ok(json!({"with": others}))
}

/// That reports name it.
fn known(engine: &mut dyn Engine, kind: EntityKind, key: &str) -> Result<()> {
    let sql = format!("SELECT id FROM terms WHERE kind IN ({}) AND key = ?1 LIMIT 1", kind.terms());
    match first(engine, &sql, &[key.into()])? {
        Some(_) => Ok(()),
        None => {
            Err(Error::Question(format!("no report names {}; `zenobia query --json` shows keys", kind.target(key))))
        }
    }
}

/// The key under which one is shown.
pub(crate) fn shown(engine: &mut dyn Engine, kind: EntityKind, key: &str) -> Result<String> {
    let sql = "SELECT shown FROM same_entities WHERE kind = ?1 AND key = ?2";
    let found = first(engine, sql, &[kind.word().into(), key.into()])?;
    Ok(found.and_then(|mut row| row.first_mut().and_then(Value::take_some)).unwrap_or_else(|| key.to_owned()))
}

/// Shows all terms as the merges that count want it.
pub(crate) fn show(engine: &mut dyn Engine) -> Result<()> {
    let mut into: BTreeMap<(EntityKind, String), (String, i64)> = BTreeMap::new();
    for entry in counting(engine)?.into_iter().filter(|entry| entry.action == "merge") {
        let Some((kind, key)) = entity_of(&entry.target) else { continue };
        let stays = last(&into, kind, key);
        let detail: Json = serde_json::from_str(&entry.detail).unwrap_or_default();
        for other in detail["with"].as_array().into_iter().flatten().filter_map(Json::as_str) {
            let Some((_, other)) = entity_of(other) else { continue };
            let goes = last(&into, kind, other);
            // They may have become one by others in the meantime.
            if goes != stays {
                into.insert((kind, goes), (stays.clone(), entry.id));
            }
        }
    }
    engine.run("DELETE FROM same_entities", &[])?;
    engine.run("UPDATE terms SET shown = key WHERE shown <> key", &[])?;
    let mut rows = Vec::new();
    for ((kind, key), (_, review)) in &into {
        let stays = last(&into, *kind, key);
        let sql = format!("UPDATE terms SET shown = ?2 WHERE kind IN ({}) AND key = ?1", kind.terms());
        engine.run(&sql, &[key.as_str().into(), stays.as_str().into()])?;
        let sql = format!("SELECT min(name) FROM terms WHERE kind IN ({}) AND key = ?1", kind.terms());
        let name = first(engine, &sql, &[key.as_str().into()])?;
        let name = name.and_then(|mut row| row.first_mut().and_then(Value::take_some)).unwrap_or_else(|| key.clone());
        rows.push(vec![kind.word().into(), key.as_str().into(), stays.into(), name.into(), (*review).into()]);
    }
    engine.fill("same_entities", &["kind", "key", "shown", "name", "review"], &rows, Conflict::Refuse)
}

/// Where the merges lead from one.
fn last(into: &BTreeMap<(EntityKind, String), (String, i64)>, kind: EntityKind, key: &str) -> String {
    let mut at = key.to_owned();
    let mut passed = BTreeSet::new();
    while let Some((next, _)) = into.get(&(kind, at.clone())) {
        if !passed.insert(at.clone()) {
            break;
        }
        at.clone_from(next);
    }
    at
}

/// What was merged, and the key that stays: kind, key, key under which it is shown.
fn merged(engine: &mut dyn Engine) -> Result<Vec<(EntityKind, String, String)>> {
    let mut all = Vec::new();
    engine.each("SELECT kind, key, shown FROM same_entities", &[], &mut |row| {
        let mut take = |at: usize| row.get_mut(at).map(Value::take_text).unwrap_or_default();
        all.extend(EntityKind::of_word(&take(0)).map(|kind| (kind, take(1), take(2))));
        Ok(())
    })?;
    Ok(all)
}

/// Keys under which terms of a kind are shown, where those are not their own.
pub(crate) fn shown_keys(engine: &mut dyn Engine) -> Result<BTreeMap<(&'static str, String), String>> {
    let mut all = BTreeMap::new();
    for (kind, key, shown) in merged(engine)? {
        if kind == EntityKind::Actor {
            all.insert(("recipient", key.clone()), shown.clone());
        }
        all.insert((kind.word(), key), shown);
    }
    Ok(all)
}

impl Store {
    /// Those that people have said to be the same as one, by name.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn merged_into(&mut self, kind: EntityKind, key: &str) -> Result<Vec<Merged>> {
        let sql = "SELECT key, name, review FROM same_entities WHERE kind = ?1 AND shown = ?2 ORDER BY name, key";
        let mut all = Vec::new();
        self.engine.each(sql, &[kind.word().into(), key.into()], &mut |row| {
            let review = row.get(2).and_then(Value::int).unwrap_or_default();
            let mut take = |at: usize| row.get_mut(at).map(Value::take_text).unwrap_or_default();
            all.push(Merged { key: take(0), name: take(1), review });
            Ok(())
        })?;
        Ok(all)
    }

    /// What records have to be read as, before events are made of them.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn same(&mut self) -> Result<Same> {
        let mut same = Same::default();
        for (kind, key, stays) in merged(self.engine.as_mut())? {
            if let Some(identity) = self.identity(kind, &stays)? {
                same.0.insert((kind, key), identity);
            }
        }
        Ok(same)
    }

    /// What a row says of the one that stays.
    fn identity(&mut self, kind: EntityKind, key: &str) -> Result<Option<Identity>> {
        let sql = format!(
            "SELECT r.row FROM terms t JOIN finding_terms x ON x.term = t.id JOIN finding_rows r ON r.finding = x.finding \
             WHERE t.kind IN ({}) AND t.key = ?1 LIMIT 1",
            kind.terms()
        );
        let Some(mut found) = first(self.engine.as_mut(), &sql, &[key.into()])? else { return Ok(None) };
        let json = found.first_mut().map(Value::take_text).unwrap_or_default();
        let Ok(row) = serde_json::from_str::<Row>(&json) else { return Ok(None) };
        let identity = |key: Option<String>, name: String, place: Option<Spot>| Identity { key, name, place };
        let all: Vec<Identity> = match kind {
            EntityKind::Actor => {
                let actors = row.actors.into_iter().chain(row.recipients);
                actors.map(|one| identity(one.key, one.name, None)).collect()
            }
            EntityKind::Site => row.sites.into_iter().map(|one| identity(one.key, one.name, None)).collect(),
            _ => row.places.into_iter().map(|one| identity(one.key.clone(), one.name.clone(), Some(one))).collect(),
        };
        Ok(all.into_iter().find(|one| mark(one.key.as_deref(), &one.name) == key))
    }
}

/// What tells something apart: its key, or its name.
fn mark(key: Option<&str>, name: &str) -> String {
    key.map_or_else(|| fold_name(name), str::to_owned)
}

impl Same {
    /// Whether nothing was merged.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of it in words, which are the same for the same merges.
    pub fn shown(&self) -> String {
        format!("{:?}", self.0)
    }

    /// Names in a record those that stay instead of those that were merged into them.
    pub fn apply(&self, record: &mut Record) {
        if self.is_empty() {
            return;
        }
        for actor in &mut record.actors {
            self.rename(EntityKind::Actor, &mut actor.key, &mut actor.name);
        }
        for site in &mut record.sites {
            self.rename(EntityKind::Site, &mut site.key, &mut site.name);
        }
        for place in &mut record.places {
            let stays = self.rename(EntityKind::Place, &mut place.key, &mut place.name);
            if let Some(spot) = stays.and_then(|stays| stays.place.as_ref()) {
                place.kind.clone_from(&spot.kind);
                (place.latitude, place.longitude, place.radius_km) = (spot.latitude, spot.longitude, spot.radius_km);
                (place.country, place.admin1) = (spot.country.clone(), spot.admin1.clone());
            }
        }
    }

    /// Calls something by what stays of it, if it was merged.
    fn rename(&self, kind: EntityKind, key: &mut Option<String>, name: &mut String) -> Option<&Identity> {
        let stays = self.0.get(&(kind, mark(key.as_deref(), name)))?;
        key.clone_from(&stays.key);
        name.clone_from(&stays.name);
        Some(stays)
    }
}
