//! Events into the store: only what has changed is written, and an event keeps its id as long as it rests on the same claims.

use std::collections::{BTreeMap, BTreeSet};

use zenobia_core::reconcile::situation::{ClaimRef, Event, Telling};
use zenobia_core::reconcile::step::{self, Key, Matter, Outcome};
use zenobia_core::record::Record;
use zenobia_core::row::{Row, of_event};

use crate::engine::{Conflict, Engine, Value, first};
use crate::error::{Error, Result};
use crate::flat::{EVENTS, Flat, Term, flatten};
use crate::identity::assign;
use crate::index::{self, Entry};
use crate::pieces::done;
use crate::scenes::{self, Item, Owner};
use crate::standing;
use crate::store::{Store, now};
use zenobia_core::record::sha256;

/// What has to be written of some events.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    marks: Vec<Mark>,
}

/// What tells whether an event has changed, and what it rests on.
#[derive(Clone, Debug)]
struct Mark {
    shown: String,
    fingerprint: String,
    claims: Vec<String>,
    changed: bool,
}

/// What came of pieces that were settled, with the number of the first of them and what it is looked up by.
pub struct Settled {
    /// That number, under which it is kept.
    pub id: i64,
    /// What it is.
    pub outcome: Outcome,
    /// What it is looked up by.
    pub keys: Vec<Key>,
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

impl Plan {
    /// Which of the events that were planned are new or have changed, in their order.
    pub fn changed(&self) -> impl Iterator<Item = bool> {
        self.marks.iter().map(|mark| mark.changed)
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

    /// What claims there are; hand it to [`Store::end_events`] when events were made of them.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn stamp(&mut self) -> Result<String> {
        Ok(fact(self.engine.as_mut(), "changed")?.unwrap_or_default())
    }

    /// Gives events the ids that they had when most of their claims are the same, and tells which are new or have changed. What was settled
    /// is all that came of `pieces`. Events are then as they are shown; what is open comes back as it was.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn plan_events(&mut self, pieces: &BTreeSet<i64>, settled: &mut [Settled]) -> Result<(Plan, Vec<String>)> {
        let engine = self.engine.as_mut();
        let mut events: Vec<&mut Event> =
            settled.iter_mut().filter_map(|settled| settled.outcome.found.event.as_mut()).collect();
        let claims = claims(engine, &events)?;
        let is_elsewhere = |engine: &mut dyn Engine, id: &str| -> Result<bool> {
            let found = first(engine, "SELECT id FROM scenes WHERE event = ?1", &[id.into()])?;
            Ok(found.and_then(|row| row.first().and_then(Value::int)).is_some_and(|scene| !pieces.contains(&scene)))
        };
        let mut homes: BTreeMap<String, String> = BTreeMap::new();
        for claim in claims.iter().flatten() {
            let mut found = Vec::new();
            let sql = "SELECT event FROM event_claims WHERE claim = ?1";
            engine.each(sql, &[claim.as_str().into()], &mut |row| {
                found.push(row[0].take_text());
                Ok(())
            })?;
            for home in found {
                if !is_elsewhere(engine, &home)? {
                    homes.insert(claim.clone(), home);
                }
            }
        }
        let names: Vec<String> = events.iter().map(|event| event.id.clone()).collect();
        let ids = assign(&names, &claims, &homes, &mut |id| is_elsewhere(engine, id))?;
        let mut plan = Plan::default();
        for ((event, claims), id) in events.iter_mut().zip(claims).zip(ids) {
            event.id.clone_from(&id);
            let fingerprint = sha256(&serde_json::to_string(&**event).expect("an event has string keys only"));
            let sql = "SELECT fingerprint, part_of FROM event_marks WHERE event = ?1";
            let known = first(engine, sql, &[id.as_str().into()])?;
            let (mut before, mut part) = (None, None);
            if let Some(mut row) = known {
                (before, part) = (Some(row[0].take_text()), row[1].take_some());
            }
            // The campaign is found out later; until then it is that of before.
            event.part_of = part;
            let changed = before.as_ref() != Some(&fingerprint);
            plan.marks.push(Mark { shown: id, fingerprint, claims, changed });
        }
        Ok((plan, names))
    }

    /// Keeps what came of whole groups, in one transaction: `names` and `rows` are those of the events, rows only of those that have changed.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn keep_settled(
        &mut self,
        groups: &[i64],
        pieces: &BTreeSet<i64>,
        settled: &[Settled],
        plan: (&Plan, &[String]),
        rows: &[EventRow],
    ) -> Result<()> {
        self.transact(|engine, terms| {
            let pieces: Vec<i64> = pieces.iter().copied().collect();
            scenes::forget(engine, &pieces)?;
            write(engine, terms, rows)?;
            for mark in plan.0.marks.iter().filter(|mark| mark.changed) {
                self::mark(engine, mark)?;
            }
            let (mut new, mut parts) = (Vec::new(), Vec::new());
            let mut events = plan.0.marks.iter().zip(plan.1);
            for Settled { id, outcome, keys } in settled {
                let found = &outcome.found;
                let (kind, shown) = match (&found.event, &found.open) {
                    (Some(event), _) => (event.event.as_str(), events.next()),
                    (None, Some(open)) => (open.event.as_str(), None),
                    (None, None) => continue,
                };
                let name = shown.map_or("", |(_, name)| name.as_str());
                let shown = shown.map(|(mark, _)| mark.shown.as_str());
                new.push(scenes::New { id: *id, kind, name, shown, content: outcome.content(), keys });
                parts.push((*id, items(outcome, name, shown)));
            }
            scenes::insert(engine, &new)?;
            scenes::replace(engine, Owner::Scene, &parts)?;
            done(engine, "group", groups.iter().copied())
        })
    }

    /// Keeps of which campaigns events are part now: rows of those that changed, and numbers of all that were looked at.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn keep_campaigns(
        &mut self,
        events: &[i64],
        changed: &[(i64, Option<String>)],
        rows: &[EventRow],
    ) -> Result<()> {
        self.transact(|engine, terms| {
            write(engine, terms, rows)?;
            for ((id, part), row) in changed.iter().zip(rows) {
                let sql = "UPDATE event_marks SET part_of = ?2 WHERE event = ?1";
                engine.run(sql, &[row.row.id.as_str().into(), part.clone().into()])?;
                let sql = format!(
                    "INSERT INTO stale SELECT 'place', key, 0, '' FROM scene_keys WHERE scene = ?1 AND (key & 7) = {} ON CONFLICT DO NOTHING",
                    Matter::Place as i64
                );
                engine.run(&sql, &[(*id).into()])?;
            }
            done(engine, "part", events.iter().copied())
        })
    }

    /// How many events there are.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn count_events(&mut self) -> Result<usize> {
        crate::engine::number(self.engine.as_mut(), "SELECT count(*) FROM event_marks", &[]).map(|count| count as usize)
    }

    /// Notes that all events are there of what had come in.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn end_events(&mut self, stamp: &str) -> Result<()> {
        set_fact(self.engine.as_mut(), "derived", stamp)
    }

    /// What the situation says beside its events: of a part (`open`, `control`, `agreements`, `contradictions`, `reports`) each item as JSON.
    ///
    /// # Errors
    /// When the database cannot be read, and what `take` returns.
    pub fn situation_part(&mut self, part: &str, take: &mut dyn FnMut(&str) -> Result<()>) -> Result<()> {
        let sql = "SELECT content FROM situation_parts WHERE part = ?1 ORDER BY rank, source, owner, number";
        let mut before = None;
        self.engine.each(sql, &[part.into()], &mut |row| {
            let content = row[0].take_some();
            // Two places of one name may lead to one contradiction.
            if part == "contradictions" && content == before {
                return Ok(());
            }
            take(content.as_deref().unwrap_or_default())?;
            before = content;
            Ok(())
        })
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
fn claims(engine: &mut dyn Engine, events: &[&mut Event]) -> Result<Vec<Vec<String>>> {
    let mut reports: BTreeMap<&str, BTreeMap<String, String>> = BTreeMap::new();
    for telling in events.iter().flat_map(|event| &event.claims) {
        reports.entry(&telling.report).or_default();
    }
    let sql = "SELECT f.claim, f.key FROM documents d JOIN findings f ON f.document = d.id WHERE d.name = ?1 AND f.claim IS NOT NULL";
    for (report, keys) in &mut reports {
        engine.each(sql, &[(*report).into()], &mut |row| {
            keys.insert(row[0].take_text(), row[1].take_text());
            Ok(())
        })?;
    }
    let key = |telling: &Telling| reports.get(telling.report.as_str())?.get(&telling.claim).cloned();
    Ok(events.iter().map(|event| event.claims.iter().filter_map(key).collect()).collect())
}

/// Parts of the situation that follow from one outcome alone.
fn items(outcome: &Outcome, name: &str, shown: Option<&str>) -> Vec<Item> {
    let mut items = Vec::new();
    for contradiction in &outcome.contradictions {
        let rank = step::contradiction_rank(contradiction);
        let mut own = contradiction.clone();
        if own.event.as_deref() == Some(name) {
            own.event = shown.map(str::to_owned);
        }
        items.push(Item::new("contradictions", rank, &own));
    }
    if let Some(open) = &outcome.found.open {
        items.push(Item::new("open", outcome.open_rank(), open));
        items.extend(outcome.agreement.as_ref().map(|one| Item::new("agreements", step::announced_rank(open), one)));
    }
    items
}

/// Writes rows of events, in the place of those that are there.
fn write(engine: &mut dyn Engine, terms: &mut BTreeMap<Term, i64>, rows: &[EventRow]) -> Result<()> {
    let mut before = Vec::new();
    for event in rows {
        let found = first(engine, "SELECT id FROM findings WHERE key = ?1", &[event.flat.key.as_str().into()])?;
        before.extend(found.and_then(|row| row.first().and_then(Value::int)));
    }
    index::remove(engine, &before)?;
    let entries: Vec<Entry<'_>> =
        rows.iter().map(|event| Entry { flat: &event.flat, shelf: EVENTS, document: None }).collect();
    index::insert(engine, terms, &entries)?;
    for event in rows {
        let sql =
            "INSERT INTO event_wholes (event, content) VALUES (?1, ?2) ON CONFLICT (event) DO UPDATE SET content = ?2";
        engine.run(sql, &[event.row.id.as_str().into(), event.whole.as_str().into()])?;
        standing::apply(engine, terms, &event.row.id)?;
    }
    Ok(())
}

/// Takes an event away that is no more, and notes which has most of its claims now.
pub(crate) fn take_away(engine: &mut dyn Engine, id: &str) -> Result<()> {
    let sql = "SELECT other.event, count(*) FROM event_claims own JOIN event_claims other ON other.claim = own.claim \
               WHERE own.event = ?1 AND other.event <> ?1 GROUP BY other.event ORDER BY 2 DESC, 1 LIMIT 1";
    let heir = first(engine, sql, &[id.into()])?.and_then(|mut row| row.first_mut().and_then(Value::take_some));
    forget(engine, id)?;
    if let Some(heir) = heir {
        let values = [id.into(), heir.into(), now().into()];
        engine.run("UPDATE successors SET event = ?2, changed = ?3 WHERE event = ?1", &values)?;
        let sql = "INSERT INTO successors (former, event, changed) VALUES (?1, ?2, ?3) \
                   ON CONFLICT (former) DO UPDATE SET event = ?2, changed = ?3";
        engine.run(sql, &values)?;
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

fn mark(engine: &mut dyn Engine, mark: &Mark) -> Result<()> {
    let Mark { shown, fingerprint, claims, .. } = mark;
    let id = Value::from(shown.as_str());
    let sql = "INSERT INTO event_marks (event, fingerprint) VALUES (?1, ?2) ON CONFLICT (event) DO UPDATE SET fingerprint = ?2";
    engine.run(sql, &[id.clone(), fingerprint.as_str().into()])?;
    engine.run("DELETE FROM event_claims WHERE event = ?1", std::slice::from_ref(&id))?;
    let rows: Vec<Vec<Value>> = claims.iter().map(|claim| vec![id.clone(), claim.as_str().into()]).collect();
    engine.fill("event_claims", &["event", "claim"], &rows, Conflict::Ignore)?;
    engine.run("DELETE FROM successors WHERE former = ?1", &[id]).map(drop)
}
