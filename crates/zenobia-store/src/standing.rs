//! What the entries of the log about one row come to, and the row showing it.

use std::collections::BTreeMap;

use serde_json::Value as Json;
use zenobia_core::row::Review;

use crate::correction::corrected;
use crate::engine::{Engine, Value, first};
use crate::error::{Error, Result};
use crate::flat::{COLUMNS, Flat, Term, flatten, word};
use crate::index;
use crate::reviews::{Entry, log, undone};

/// Makes a finding show what people decided about it.
pub(crate) fn apply(engine: &mut dyn Engine, terms: &mut BTreeMap<Term, i64>, key: &str) -> Result<()> {
    let mut entries = Vec::new();
    log(engine, Some(key), &mut |entry| {
        entries.push(entry);
        Ok(())
    })?;
    if entries.is_empty() {
        return Ok(());
    }
    let sql = "SELECT f.id, f.shelf, r.row, r.corrected FROM findings f JOIN finding_rows r ON r.finding = f.id WHERE f.key = ?1";
    let Some(mut found) = first(engine, sql, &[key.into()])? else { return Ok(()) };
    let [id, shelf, machine, before] = found.as_mut_slice() else { return Ok(()) };
    let (id, shelf) = (id.int().unwrap_or_default(), shelf.int().unwrap_or_default());
    let (status, patches) = standing(&entries);
    engine.run("UPDATE findings SET review = ?2 WHERE id = ?1", &[id.into(), word(&status).into()])?;
    let machine = machine.take_text();
    // A reading that has changed may not fit an old correction any more; the decision stays, and what it changed is in the log.
    let shown = (!patches.is_empty()).then(|| corrected(&machine, patches.iter()).ok()).flatten();
    let was_corrected = before.take_some().is_some();
    if shown.is_none() && !was_corrected {
        return Ok(());
    }
    let row = match &shown {
        Some(row) => row.clone(),
        None => serde_json::from_str(&machine).map_err(|error| Error::Question(format!("{key}: {error}")))?,
    };
    let flat = flatten(&row);
    let json = shown.map_or(Value::Null, |_| Value::from(flat.json.as_str()));
    engine.run("UPDATE finding_rows SET corrected = ?2 WHERE finding = ?1", &[id.into(), json])?;
    replace(engine, terms, id, shelf, &flat)
}

fn replace(engine: &mut dyn Engine, terms: &mut BTreeMap<Term, i64>, id: i64, shelf: i64, flat: &Flat) -> Result<()> {
    let sets: Vec<String> = COLUMNS.iter().enumerate().map(|(at, column)| format!("{column} = ?{}", at + 2)).collect();
    let mut values = vec![id.into()];
    values.extend(flat.columns.iter().cloned());
    engine.run(&format!("UPDATE findings SET {} WHERE id = ?1", sets.join(", ")), &values)?;
    index::remove_parts(engine, id)?;
    index::look_up(engine, terms, std::iter::once(flat))?;
    index::insert_parts(engine, terms, &[(id, shelf, flat)])
}

/// Actions that say something of the row itself.
const DECISIONS: &[&str] = &["accept", "reject", "correct", "unsure"];

/// What the entries about one row come to: the last decision that counts, and all corrections that do.
fn standing(entries: &[Entry]) -> (Review, Vec<Json>) {
    let undone = undone(entries);
    let counts = |entry: &&Entry| {
        entry.undoes.is_none() && !undone.contains(&entry.id) && DECISIONS.contains(&entry.action.as_str())
    };
    let counting: Vec<&Entry> = entries.iter().rev().filter(counts).collect();
    let status = counting.first().map_or(Review::Unreviewed, |entry| match entry.action.as_str() {
        "accept" => Review::Accepted,
        "reject" => Review::Rejected,
        "correct" => Review::Corrected,
        "unsure" => Review::Unsure,
        _ => Review::Unreviewed,
    });
    let corrections = counting.iter().rev().filter(|entry| entry.action == "correct");
    (status, corrections.filter_map(|entry| serde_json::from_str(&entry.detail).ok()).collect())
}
