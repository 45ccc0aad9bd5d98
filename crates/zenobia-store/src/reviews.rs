//! What people decide about findings: a log that only grows, each entry sealed by the one before.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::accept::mark_changed;
use crate::correction::corrected;
use crate::engine::{Conflict, Engine, Value, first, number};
use crate::error::{Error, Result};
use crate::flat::word;
use crate::same::{self, entity_of};
use crate::standing::apply;
use crate::store::{Store, now};
use crate::verdicts;
use zenobia_core::record::sha256;

/// What somebody does to a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// It is right.
    Accept,
    /// It is wrong.
    Reject,
    /// It is right when some of it is changed.
    Correct,
    /// It cannot be told.
    Unsure,
    /// An event is one with others, or an actor, a place or a site; what that changes shows once events are derived.
    Merge,
    /// Some claims of an event are of another; what that changes shows once events are derived.
    Split,
    /// An entry of before shall not count.
    Undo,
}

/// What somebody wants to have entered.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// Who decides.
    pub person: String,
    /// What they do.
    pub action: Action,
    /// Id of the row, or `actor:KEY`, `place:KEY`, `site:KEY`; for [`Action::Undo`] it is taken from the entry.
    pub target: String,
    /// What is changed of the row, as a JSON merge patch (RFC 7396), for [`Action::Correct`].
    pub patch: Option<Json>,
    /// The others of [`Action::Merge`], or the claims that [`Action::Split`] takes out.
    pub others: Vec<String>,
    /// Why.
    pub why: String,
    /// Number of the entry that shall not count, for [`Action::Undo`].
    pub undoes: Option<i64>,
}

/// An entry of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Entry {
    /// Its number, from 1 without gaps.
    pub id: i64,
    /// When it was made, ISO 8601.
    pub made: String,
    /// Who made it.
    pub person: String,
    /// What was done.
    pub action: String,
    /// Id of the row.
    pub target: String,
    /// What was changed, as JSON.
    pub detail: String,
    /// Why.
    pub why: String,
    /// Number of the entry that does not count any more.
    pub undoes: Option<i64>,
    /// Seal of the entry before; empty for the first.
    pub before: String,
    /// Its seal: SHA-256 of all of the above.
    pub hash: String,
}

impl Entry {
    /// The seal that it should have.
    fn seal(&self) -> String {
        let Entry { id, made, person, action, target, detail, why, undoes, before, .. } = self;
        let parts = serde_json::json!([id, made, person, action, target, detail, why, undoes, before]);
        sha256(&parts.to_string())
    }
}

/// Which entries of the log are asked for; an empty list asks for any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Ids of rows.
    pub targets: Vec<String>,
    /// What was done.
    pub actions: Vec<Action>,
    /// Who did it.
    pub people: Vec<String>,
    /// Only entries before the one with this number.
    pub before: Option<i64>,
}

impl Asked {
    fn actions(&self) -> Vec<String> {
        self.actions.iter().map(word).collect()
    }
}

impl Store {
    /// Enters a decision; it holds at once, and nothing of before is changed.
    ///
    /// # Errors
    /// When there is no such finding, when the change makes no sense, or when the database cannot be written.
    pub fn review(&mut self, decision: &Decision) -> Result<Entry> {
        if decision.person.trim().is_empty() || decision.why.trim().is_empty() {
            return Err(Error::Question("a review needs who decides (--by) and why (--why)".to_owned()));
        }
        self.transact(|engine, terms| {
            let target = target(engine, decision)?;
            let detail = match (decision.action, entity_of(&target)) {
                (Action::Merge, Some((kind, key))) => Some(same::merge(engine, kind, key, &decision.others)?),
                (Action::Merge, None) => Some(verdicts::merge(engine, &target, &decision.others)?),
                (Action::Split, _) => Some(verdicts::split(engine, &target, &decision.others)?),
                _ => decision.patch.clone(),
            };
            let entry = enter(engine, decision, target, detail)?;
            if entity_of(&entry.target).is_some() {
                same::show(engine)?;
            }
            if changes_events(engine, &entry)? {
                mark_changed(engine)?;
            }
            apply(engine, terms, &entry.target)?;
            Ok(entry)
        })
    }

    /// Hands over the log, oldest entry first; of one row when its id is given.
    ///
    /// # Errors
    /// When the database cannot be read, and what `take` returns.
    pub fn review_log(&mut self, target: Option<&str>, take: &mut dyn FnMut(Entry) -> Result<()>) -> Result<()> {
        log(self.engine.as_mut(), target, take)
    }

    /// The last entries of the log that are asked for, newest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn last_reviews(&mut self, asked: &Asked, limit: u64) -> Result<Vec<Entry>> {
        let mut values: Vec<Value> = vec![asked.before.unwrap_or(i64::MAX).into()];
        let mut which = String::from("id < ?1");
        for (column, wanted) in [("target", &asked.targets), ("action", &asked.actions()), ("person", &asked.people)] {
            if !wanted.is_empty() {
                let marks: Vec<String> = (values.len() + 1..).take(wanted.len()).map(|at| format!("?{at}")).collect();
                which.push_str(&format!(" AND {column} IN ({})", marks.join(", ")));
                values.extend(wanted.iter().map(|one| Value::from(one.as_str())));
            }
        }
        values.push(i64::try_from(limit).unwrap_or(i64::MAX).into());
        let sql = format!("SELECT {COLUMNS} FROM reviews WHERE {which} ORDER BY id DESC LIMIT ?{}", values.len());
        let mut all = Vec::new();
        self.engine.each(&sql, &values, &mut |row| {
            all.push(entry(row));
            Ok(())
        })?;
        Ok(all)
    }

    pub(crate) fn reviews_after(&mut self, after: i64, limit: &Value) -> Result<Vec<Entry>> {
        let sql = format!("SELECT {COLUMNS} FROM reviews WHERE id > ?1 ORDER BY id LIMIT ?2");
        let mut all = Vec::new();
        self.engine.each(&sql, &[after.into(), limit.clone()], &mut |row| {
            all.push(entry(row));
            Ok(())
        })?;
        Ok(all)
    }

    /// What is wrong with the log: entries that were changed, taken out or put in by other means than this program.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn review_faults(&mut self) -> Result<Vec<String>> {
        let mut faults = Vec::new();
        let (mut expected, mut before) = (1, String::new());
        log(self.engine.as_mut(), None, &mut |entry| {
            if entry.id != expected {
                faults.push(format!("review {expected} is missing: entries were taken out of the log"));
            }
            if entry.before != before {
                faults
                    .push(format!("review {} does not follow the one before it: the log was changed there", entry.id));
            }
            if entry.hash != entry.seal() {
                faults.push(format!("review {} was changed after it was made", entry.id));
            }
            expected = entry.id + 1;
            before = entry.hash;
            Ok(())
        })?;
        Ok(faults)
    }

    /// Seal of the last entry: who notes it down can tell later that nothing up to there was changed.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn review_seal(&mut self) -> Result<Option<String>> {
        let found = first(self.engine.as_mut(), "SELECT hash FROM reviews ORDER BY id DESC LIMIT 1", &[])?;
        Ok(found.and_then(|mut row| row.first_mut().and_then(Value::take_some)))
    }

    /// Whether the log has an entry with a seal.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn has_seal(&mut self, seal: &str) -> Result<bool> {
        Ok(first(self.engine.as_mut(), "SELECT id FROM reviews WHERE hash = ?1", &[seal.into()])?.is_some())
    }
}

/// The row that a decision is about, once it is sure that it makes sense.
fn target(engine: &mut dyn Engine, decision: &Decision) -> Result<String> {
    let question = |message: String| Error::Question(message);
    if decision.action == Action::Undo {
        let id = decision.undoes.ok_or_else(|| question("which review is undone? give its number".to_owned()))?;
        let found = first(engine, "SELECT target FROM reviews WHERE id = ?1", &[id.into()])?;
        let target = found.and_then(|mut row| row.first_mut().and_then(Value::take_some));
        return target.ok_or_else(|| question(format!("there is no review {id}; see `zenobia review log`")));
    }
    let target = decision.target.clone();
    if entity_of(&target).is_some() {
        return match (decision.action, &decision.patch) {
            (Action::Merge, None) => Ok(target),
            _ => Err(question(format!("{target}: actors, places and sites can only be merged with others"))),
        };
    }
    let Some(machine) = machine(engine, &target)? else {
        let sql = "SELECT event FROM successors WHERE former = ?1";
        let heir = first(engine, sql, &[target.as_str().into()])?
            .and_then(|mut row| row.first_mut().and_then(Value::take_some));
        return Err(question(match heir {
            Some(heir) => format!("{target} has become part of {heir}; decide about that"),
            None => format!("there is no row {target}; `zenobia query --json` shows the ids of rows"),
        }));
    };
    match (decision.action, &decision.patch) {
        (Action::Correct, Some(patch)) => {
            let changed = corrected(&machine, std::iter::once(patch)).map_err(question)?;
            if serde_json::to_value(&changed).ok() == serde_json::from_str(&machine).ok() {
                return Err(question("this correction changes nothing".to_owned()));
            }
        }
        (Action::Correct, None) => return Err(question("what is to be corrected? use --set FIELD=VALUE".to_owned())),
        (_, Some(_)) => return Err(question("only `correct` changes a row".to_owned())),
        (_, None) => {}
    }
    Ok(target)
}

/// The row as the machine made it.
fn machine(engine: &mut dyn Engine, key: &str) -> Result<Option<String>> {
    let sql = "SELECT r.row FROM findings f JOIN finding_rows r ON r.finding = f.id WHERE f.key = ?1";
    Ok(first(engine, sql, &[key.into()])?.and_then(|mut row| row.first_mut().and_then(Value::take_some)))
}

fn enter(engine: &mut dyn Engine, decision: &Decision, target: String, detail: Option<Json>) -> Result<Entry> {
    let id = number(engine, "SELECT coalesce(max(id), 0) FROM reviews", &[])? + 1;
    let before = first(engine, "SELECT hash FROM reviews WHERE id = ?1", &[(id - 1).into()])?;
    let mut entry = Entry {
        id,
        made: now(),
        person: decision.person.trim().to_owned(),
        action: word(&decision.action),
        target,
        detail: detail.map_or_else(|| "{}".to_owned(), |detail| detail.to_string()),
        why: decision.why.trim().to_owned(),
        undoes: decision.undoes,
        before: before.and_then(|mut row| row.first_mut().map(Value::take_text)).unwrap_or_default(),
        hash: String::new(),
    };
    entry.hash = entry.seal();
    let user = "INSERT INTO users (id, name, added) VALUES ((SELECT coalesce(max(id), 0) + 1 FROM users), ?1, ?2) ON CONFLICT DO NOTHING";
    engine.run(user, &[entry.person.as_str().into(), entry.made.as_str().into()])?;
    let columns = ["id", "made", "person", "action", "target", "detail", "why", "undoes", "before", "hash"];
    let Entry { id, made, person, action, target, detail, why, undoes, before, hash } = entry.clone();
    let row = vec![
        id.into(),
        made.into(),
        person.into(),
        action.into(),
        target.into(),
        detail.into(),
        why.into(),
        undoes.into(),
        before.into(),
        hash.into(),
    ];
    engine.fill("reviews", &columns, &[row], Conflict::Refuse)?;
    Ok(entry)
}

/// Whether events have to be derived anew: merges, splits, and what undoes them.
fn changes_events(engine: &mut dyn Engine, entry: &Entry) -> Result<bool> {
    let mut action = entry.action.clone();
    let mut undoes = entry.undoes;
    while let Some(before) = undoes {
        let sql = "SELECT action, undoes FROM reviews WHERE id = ?1";
        let Some(mut found) = first(engine, sql, &[before.into()])? else { break };
        undoes = found.get(1).and_then(Value::int);
        action = found.first_mut().map(Value::take_text).unwrap_or_default();
    }
    Ok(matches!(action.as_str(), "merge" | "split"))
}

const COLUMNS: &str = "id, made, person, action, target, detail, why, undoes, before, hash";

pub(crate) fn log(
    engine: &mut dyn Engine,
    target: Option<&str>,
    take: &mut dyn FnMut(Entry) -> Result<()>,
) -> Result<()> {
    let which = if target.is_some() { "WHERE target = ?1" } else { "" };
    let sql = format!("SELECT {COLUMNS} FROM reviews {which} ORDER BY id");
    let values: Vec<Value> = target.map(Value::from).into_iter().collect();
    engine.each(&sql, &values, &mut |row| take(entry(row)))
}

/// Numbers of the entries that others have undone, of a log or those of one row, oldest first; an undoing that was itself undone does not count.
pub(crate) fn undone(entries: &[Entry]) -> BTreeSet<i64> {
    let mut undone = BTreeSet::new();
    for entry in entries.iter().rev() {
        if !undone.contains(&entry.id) {
            undone.extend(entry.undoes);
        }
    }
    undone
}

fn entry(row: &[Value]) -> Entry {
    let number = |at: usize| row.get(at).and_then(Value::int);
    let text = |at: usize| row.get(at).and_then(Value::str).unwrap_or_default().to_owned();
    Entry {
        id: number(0).unwrap_or_default(),
        made: text(1),
        person: text(2),
        action: text(3),
        target: text(4),
        detail: text(5),
        why: text(6),
        undoes: number(7),
        before: text(8),
        hash: text(9),
    }
}
