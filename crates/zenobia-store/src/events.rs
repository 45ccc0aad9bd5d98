//! Events into the store: only what has changed is written, and an event keeps its id as long as it rests on the same claims.

use std::collections::{BTreeMap, BTreeSet};

use zenobia_core::reconcile::Situation;
use zenobia_core::reconcile::situation::{ClaimRef, Event, Telling};
use zenobia_core::record::Record;
use zenobia_core::row::{Row, of_event};

use crate::engine::{Conflict, Engine, Value, first, transaction};
use crate::error::{Error, Result};
use crate::flat::{EVENTS, Flat, flatten};
use crate::identity::{assign, before, rename};
use crate::index::{self, Entry};
use crate::standing;
use crate::store::{Store, now};
use zenobia_core::record::sha256;

/// What has to be written of a situation.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// Indices of the events that are new or have changed.
    pub changed: Vec<usize>,
    marks: BTreeMap<String, Mark>,
}

/// What tells whether an event has changed, and what it rests on.
#[derive(Clone, Debug)]
struct Mark {
    fingerprint: String,
    claims: Vec<String>,
    is_new: bool,
}

/// An event as a row, ready to be kept. May be made on any thread.
#[derive(Clone, Debug)]
pub struct EventRow {
    row: Row,
    flat: Flat,
    whole: String,
}

impl EventRow {
    /// Takes an event apart; `records` are those that its claims are from.
    pub fn new(event: &Event, records: &[&Record]) -> EventRow {
        let row = of_event(event, records);
        let whole = serde_json::to_string(event).expect("an event has string keys only");
        EventRow { flat: flatten(&row), row, whole }
    }
}

impl Store {
    /// Whether claims came in since events were made of them.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn is_stale(&mut self) -> Result<bool> {
        Ok(fact(self.engine.as_mut(), "changed")? != fact(self.engine.as_mut(), "derived")?)
    }

    /// What claims there are; hand it to [`Store::keep_situation`] with what was made of them.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn stamp(&mut self) -> Result<String> {
        Ok(fact(self.engine.as_mut(), "changed")?.unwrap_or_default())
    }

    /// Gives events the ids that they had when most of their claims are the same, takes away those that are no more, and tells which
    /// are new or have changed.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub fn plan_events(&mut self, situation: &mut Situation) -> Result<Plan> {
        let engine = self.engine.as_mut();
        let claims = claims(engine, &situation.events)?;
        let before = before(engine)?;
        let ids = assign(&situation.events, &claims, &before);
        rename(situation, &ids);
        let mut plan = Plan::default();
        for (at, (event, claims)) in situation.events.iter().zip(claims).enumerate() {
            let fingerprint = sha256(&serde_json::to_string(event).expect("an event has string keys only"));
            let known = before.marks.get(&event.id);
            if known.is_none_or(|known| *known != fingerprint) {
                plan.changed.push(at);
                plan.marks.insert(event.id.clone(), Mark { fingerprint, claims, is_new: known.is_none() });
            }
        }
        let now_there: BTreeSet<&str> = situation.events.iter().map(|event| event.id.as_str()).collect();
        let gone: Vec<&String> = before.marks.keys().filter(|id| !now_there.contains(id.as_str())).collect();
        transaction(self.engine.as_mut(), |engine| take_away(engine, &gone, &plan, situation))?;
        Ok(plan)
    }

    /// Keeps events that have changed, in one transaction.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn keep_events(&mut self, plan: &Plan, rows: &[EventRow]) -> Result<()> {
        let Store { engine, terms, .. } = self;
        let result = transaction(engine.as_mut(), |engine| {
            let is_new = |event: &&EventRow| plan.marks.get(&event.row.id).is_some_and(|mark| mark.is_new);
            for event in rows.iter().filter(|event| !is_new(event)) {
                forget(engine, &event.flat.key)?;
            }
            let entries: Vec<Entry<'_>> =
                rows.iter().map(|event| Entry { flat: &event.flat, shelf: EVENTS, document: None }).collect();
            index::insert(engine, terms, &entries)?;
            for event in rows {
                mark(engine, plan, &event.row.id)?;
                let whole = vec![event.row.id.as_str().into(), event.whole.as_str().into()];
                engine.fill("event_wholes", &["event", "content"], &[whole], Conflict::Refuse)?;
                standing::apply(engine, terms, &event.row.id)?;
            }
            Ok(())
        });
        if result.is_err() {
            terms.clear();
        }
        result
    }

    /// Keeps what a situation says beside its events, and notes that all events are there.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn keep_situation(&mut self, situation: &Situation, stamp: &str) -> Result<()> {
        let parts = parts(situation);
        transaction(self.engine.as_mut(), |engine| {
            engine.run("DELETE FROM situation_parts", &[])?;
            engine.fill("situation_parts", &["part", "number", "content"], &parts, Conflict::Refuse)?;
            set_fact(engine, "derived", stamp)
        })
    }

    /// What the situation says beside its events: of a part (`open`, `control`, `agreements`, `contradictions`, `reports`) each item as JSON.
    ///
    /// # Errors
    /// When the database cannot be read, and what `take` returns.
    pub fn situation_part(&mut self, part: &str, take: &mut dyn FnMut(&str) -> Result<()>) -> Result<()> {
        let sql = "SELECT content FROM situation_parts WHERE part = ?1 ORDER BY number";
        self.engine.each(sql, &[part.into()], &mut |row| take(row.first().and_then(Value::str).unwrap_or_default()))
    }

    /// An event as the situation has it: how it was graded, and every count of its tolls.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn event(&mut self, id: &str) -> Result<Option<Event>> {
        let found = first(self.engine.as_mut(), "SELECT content FROM event_wholes WHERE event = ?1", &[id.into()])?;
        let content = found.and_then(|mut row| row.first_mut().map(Value::take_text));
        let damaged =
            |error: serde_json::Error| Error::Damaged { location: self.place.to_string(), message: error.to_string() };
        content.map(|content| serde_json::from_str(&content).map_err(damaged)).transpose()
    }

    /// Ids of the claims that an event rests on.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn claims_of(&mut self, event: &str) -> Result<Vec<String>> {
        let mut all = Vec::new();
        let sql = "SELECT claim FROM event_claims WHERE event = ?1 ORDER BY claim";
        self.engine.each(sql, &[event.into()], &mut |row| {
            all.extend(row.first_mut().and_then(Value::take_some));
            Ok(())
        })?;
        Ok(all)
    }

    /// Id of the event that a claim tells, if it tells one.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn event_of(&mut self, claim: &str) -> Result<Option<String>> {
        let found = first(self.engine.as_mut(), "SELECT event FROM event_claims WHERE claim = ?1", &[claim.into()])?;
        Ok(found.and_then(|mut row| row.first_mut().and_then(Value::take_some)))
    }

    /// Ids as rows of claims that are named by their reports; those that are not kept are left out.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn claim_ids(&mut self, claims: &[ClaimRef]) -> Result<Vec<String>> {
        let sql =
            "SELECT f.key FROM findings f JOIN documents d ON d.id = f.document WHERE d.name = ?1 AND f.claim = ?2";
        let mut ids = Vec::with_capacity(claims.len());
        for ClaimRef { report, claim } in claims {
            let found = first(self.engine.as_mut(), sql, &[report.as_str().into(), claim.as_str().into()])?;
            ids.extend(found.and_then(|mut row| row.first_mut().and_then(Value::take_some)));
        }
        Ok(ids)
    }

    /// The id that stands now for an event id of before, when it has become another event.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn successor(&mut self, id: &str) -> Result<Option<String>> {
        let found = first(self.engine.as_mut(), "SELECT event FROM successors WHERE former = ?1", &[id.into()])?;
        Ok(found.and_then(|mut row| row.first_mut().and_then(Value::take_some)))
    }
}

pub(crate) fn fact(engine: &mut dyn Engine, name: &str) -> Result<Option<String>> {
    let found = first(engine, "SELECT value FROM facts WHERE name = ?1", &[name.into()])?;
    Ok(found.and_then(|mut row| row.first_mut().and_then(Value::take_some)))
}

pub(crate) fn set_fact(engine: &mut dyn Engine, name: &str, value: &str) -> Result<()> {
    let sql = "INSERT INTO facts (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2";
    engine.run(sql, &[name.into(), value.into()]).map(drop)
}

/// Of each event the ids of its claims as rows.
fn claims(engine: &mut dyn Engine, events: &[Event]) -> Result<Vec<Vec<String>>> {
    let sql = "SELECT f.key FROM findings f JOIN documents d ON d.id = f.document WHERE d.name = ?1 AND f.claim = ?2";
    let mut key = |telling: &Telling| {
        let found = first(engine, sql, &[telling.report.as_str().into(), telling.claim.as_str().into()])?;
        Ok(found.and_then(|mut row| row.first_mut().and_then(Value::take_some)))
    };
    events.iter().map(|event| event.claims.iter().filter_map(|telling| key(telling).transpose()).collect()).collect()
}

/// Takes events away that are no more, and notes which event has most of their claims now.
fn take_away(engine: &mut dyn Engine, gone: &[&String], plan: &Plan, situation: &Situation) -> Result<()> {
    if gone.is_empty() {
        return Ok(());
    }
    let mut homes: BTreeMap<&str, &str> = BTreeMap::new();
    for (id, mark) in &plan.marks {
        homes.extend(mark.claims.iter().map(|claim| (claim.as_str(), id.as_str())));
    }
    let known: BTreeSet<&str> = situation.events.iter().map(|event| event.id.as_str()).collect();
    for &id in gone {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        engine.each("SELECT claim FROM event_claims WHERE event = ?1", &[id.as_str().into()], &mut |row| {
            if let Some(home) = row.first().and_then(Value::str).and_then(|claim| homes.get(claim)) {
                *counts.entry(home).or_default() += 1;
            }
            Ok(())
        })?;
        forget(engine, id)?;
        let heir = counts.into_iter().filter(|(heir, _)| known.contains(heir)).max_by_key(|(_, count)| *count);
        if let Some((heir, _)) = heir {
            let values = [id.as_str().into(), heir.into(), now().into()];
            engine.run("UPDATE successors SET event = ?2, changed = ?3 WHERE event = ?1", &values)?;
            let sql = "INSERT INTO successors (former, event, changed) VALUES (?1, ?2, ?3) \
                       ON CONFLICT (former) DO UPDATE SET event = ?2, changed = ?3";
            engine.run(sql, &values)?;
        }
    }
    Ok(())
}

fn forget(engine: &mut dyn Engine, id: &str) -> Result<()> {
    if let Some(found) = first(engine, "SELECT id FROM findings WHERE key = ?1", &[id.into()])? {
        let ids: Vec<i64> = found.first().and_then(Value::int).into_iter().collect();
        index::remove(engine, &ids)?;
    }
    engine.run("DELETE FROM event_claims WHERE event = ?1", &[id.into()])?;
    engine.run("DELETE FROM event_marks WHERE event = ?1", &[id.into()])?;
    engine.run("DELETE FROM event_wholes WHERE event = ?1", &[id.into()])?;
    Ok(())
}

fn mark(engine: &mut dyn Engine, plan: &Plan, id: &str) -> Result<()> {
    let Some(Mark { fingerprint, claims, .. }) = plan.marks.get(id) else { return Ok(()) };
    let row = vec![id.into(), fingerprint.as_str().into()];
    engine.fill("event_marks", &["event", "fingerprint"], &[row], Conflict::Refuse)?;
    let rows: Vec<Vec<Value>> = claims.iter().map(|claim| vec![id.into(), claim.as_str().into()]).collect();
    engine.fill("event_claims", &["event", "claim"], &rows, Conflict::Ignore)?;
    engine.run("DELETE FROM successors WHERE former = ?1", &[id.into()]).map(drop)
}

fn parts(situation: &Situation) -> Vec<Vec<Value>> {
    fn json<T: serde::Serialize>(items: &[T]) -> Vec<String> {
        items.iter().map(|item| serde_json::to_string(item).expect("parts have string keys only")).collect()
    }
    let Situation { open, control, agreements, contradictions, reports, .. } = situation;
    let parts = [
        ("open", json(open)),
        ("control", json(control)),
        ("agreements", json(agreements)),
        ("contradictions", json(contradictions)),
        ("reports", json(reports)),
    ];
    let row =
        |part: &str, (number, content): (usize, String)| vec![part.into(), (number as i64).into(), content.into()];
    parts.into_iter().flat_map(|(part, items)| items.into_iter().enumerate().map(move |item| row(part, item))).collect()
}
