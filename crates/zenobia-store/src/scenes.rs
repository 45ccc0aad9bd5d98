//! What came of the pieces: events and what is open, what each is looked up by, and what follows from them together.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use zenobia_core::reconcile::situation::Event;
use zenobia_core::reconcile::step::{DEEDS, Key, Matter, Outcome};

use crate::engine::{Conflict, Engine, Value, each_of, first, transaction};
use crate::error::{Error, Result};
use crate::events;
use crate::pieces::{done, mark};
use crate::store::Store;

/// An event or something open that is kept.
#[derive(Clone, Debug)]
pub struct Scene {
    /// Its number: that of its first piece.
    pub id: i64,
    /// The id under which the event is kept.
    pub shown: Option<String>,
    /// What it is; its event bears the id that follows from its claims.
    pub outcome: Outcome,
}

/// One item of a part of the situation.
#[derive(Clone, Debug)]
pub struct Item {
    part: &'static str,
    rank: String,
    content: String,
}

impl Item {
    /// An item of `open`, `control`, `agreements`, `contradictions` or `reports`, and what it is listed by.
    pub fn new(part: &'static str, rank: String, item: &impl Serialize) -> Item {
        Item { part, rank, content: serde_json::to_string(item).expect("parts have string keys only") }
    }
}

/// What parts of the situation follow from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// A report, by its number.
    Report,
    /// An event or something open.
    Scene,
    /// An event that reached an agreement.
    Agreement,
    /// A place, by the number of its key.
    Place,
}

impl Owner {
    fn word(self) -> &'static str {
        match self {
            Owner::Report => "report",
            Owner::Scene => "scene",
            Owner::Agreement => "agreement",
            Owner::Place => "place",
        }
    }

    /// What is to be done for those whose parts have to be made again.
    fn what(self) -> &'static str {
        match self {
            Owner::Report => "head",
            other => other.word(),
        }
    }
}

/// Puts the parts that follow from something in the place of those of before.
pub(crate) fn replace(engine: &mut dyn Engine, owner: Owner, parts: &[(i64, Vec<Item>)]) -> Result<()> {
    let mut rows = Vec::new();
    for (number, items) in parts {
        let sql = "DELETE FROM situation_parts WHERE source = ?1 AND owner = ?2";
        engine.run(sql, &[owner.word().into(), (*number).into()])?;
        for (at, Item { part, rank, content }) in items.iter().enumerate() {
            rows.push(vec![
                (*part).into(),
                owner.word().into(),
                (*number).into(),
                (at as i64).into(),
                rank.as_str().into(),
                content.as_str().into(),
            ]);
        }
    }
    let columns = ["part", "source", "owner", "number", "rank", "content"];
    engine.fill("situation_parts", &columns, &rows, Conflict::Refuse)
}

/// Forgets scenes, and notes what rested on them.
pub(crate) fn forget(engine: &mut dyn Engine, ids: &[i64]) -> Result<()> {
    let mut there = Vec::new();
    each_of(engine, ids, &|list| format!("SELECT id, event FROM scenes WHERE id IN ({list})"), &mut |row| {
        there.push((row[0].int().unwrap_or_default(), row[1].take_some()));
        Ok(())
    })?;
    for (id, event) in there {
        let keys = keys_of(engine, id)?;
        mark_keys(engine, &keys)?;
        for Key { number, day } in keys {
            let sql = "DELETE FROM scene_keys WHERE key = ?1 AND day = ?2 AND scene = ?3";
            engine.run(sql, &[number.into(), i64::from(day).into(), id.into()])?;
        }
        engine
            .run("DELETE FROM situation_parts WHERE source IN ('scene', 'agreement') AND owner = ?1", &[id.into()])?;
        engine.run("DELETE FROM scenes WHERE id = ?1", &[id.into()])?;
        done(engine, "part", std::iter::once(id))?;
        done(engine, "agreement", std::iter::once(id))?;
        if let Some(event) = event {
            let row = vec!["event".into(), 0.into(), 0.into(), event.into()];
            engine.fill("stale", &["what", "number", "day", "name"], &[row], Conflict::Ignore)?;
        }
    }
    Ok(())
}

/// What a scene is looked up by.
fn keys_of(engine: &mut dyn Engine, scene: i64) -> Result<Vec<Key>> {
    keys(engine, "SELECT key, day FROM scene_keys WHERE scene = ?1", scene.into())
}

/// Keys out of their numbers and days.
fn keys(engine: &mut dyn Engine, sql: &str, of: Value) -> Result<Vec<Key>> {
    let mut all = Vec::new();
    engine.each(sql, &[of], &mut |row| {
        let number = |at: usize| row.get(at).and_then(Value::int).unwrap_or_default();
        all.push(Key { number: number(0), day: number(1) as i32 });
        Ok(())
    })?;
    Ok(all)
}

/// Notes what has to be looked at again because something with these keys came or went.
pub(crate) fn mark_keys(engine: &mut dyn Engine, keys: &[Key]) -> Result<()> {
    let of = |wanted: Matter| {
        let own = keys.iter().filter(move |key| key.matter() == Some(wanted));
        own.map(|key| (key.number, i64::from(key.day))).collect::<BTreeSet<_>>().into_iter()
    };
    mark(engine, "place", of(Matter::Place))?;
    mark(engine, "campaign", of(Matter::Campaign))?;
    mark(engine, "deed", of(Matter::Deed))?;
    mark(engine, "kept", of(Matter::Kept))
}

/// Rows of new scenes.
pub(crate) struct New<'a> {
    pub id: i64,
    pub kind: &'a str,
    pub name: &'a str,
    pub shown: Option<&'a str>,
    pub content: String,
    pub keys: &'a [Key],
}

pub(crate) fn insert(engine: &mut dyn Engine, scenes: &[New<'_>]) -> Result<()> {
    let row = |scene: &New<'_>| {
        let shown = scene.shown.map(str::to_owned);
        vec![scene.id.into(), scene.kind.into(), scene.name.into(), shown.into(), scene.content.as_str().into()]
    };
    let rows: Vec<Vec<Value>> = scenes.iter().map(row).collect();
    engine.fill("scenes", &["id", "kind", "name", "event", "content"], &rows, Conflict::Refuse)?;
    let own = |scene: &New<'_>| scene.keys.iter().map(|key| (key.number, key.day, scene.id)).collect::<Vec<_>>();
    let mut keys: Vec<(i64, i32, i64)> = scenes.iter().flat_map(own).collect();
    keys.sort_unstable();
    let row = |&(key, day, scene): &(i64, i32, i64)| vec![key.into(), i64::from(day).into(), scene.into()];
    let rows: Vec<Vec<Value>> = keys.iter().map(row).collect();
    engine.fill("scene_keys", &["key", "day", "scene"], &rows, Conflict::Refuse)?;
    let with = |matter: Matter| {
        let has = move |scene: &&New<'_>| scene.keys.iter().any(|key| key.matter() == Some(matter));
        scenes.iter().filter(has).map(|scene| (scene.id, 0))
    };
    mark(engine, "part", with(Matter::Part))?;
    mark(engine, "agreement", with(Matter::ReachedIn))?;
    let all: Vec<Key> = scenes.iter().flat_map(|scene| scene.keys).copied().collect();
    mark_keys(engine, &all)
}

impl Store {
    /// Scenes with their events, by number.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn scenes(&mut self, ids: &BTreeSet<i64>) -> Result<Vec<Scene>> {
        let ids: Vec<i64> = ids.iter().copied().collect();
        let location = self.place.to_string();
        let damaged = |message: String| Error::Damaged { location: location.clone(), message };
        let mut all = Vec::with_capacity(ids.len());
        let sql = |list: &str| {
            format!(
                "SELECT s.id, s.name, s.event, s.content, w.content FROM scenes s LEFT JOIN event_wholes w ON w.event = s.event \
                 WHERE s.id IN ({list}) ORDER BY s.id"
            )
        };
        each_of(self.engine.as_mut(), &ids, &sql, &mut |row| {
            let whole = row[4].take_some();
            let event = whole.map(|whole| serde_json::from_str::<Event>(&whole)).transpose();
            let mut event = event.map_err(|error| damaged(error.to_string()))?;
            if let Some(event) = &mut event {
                event.id = row[1].take_text();
            }
            let outcome = Outcome::read(row[3].str().unwrap_or_default(), event);
            let outcome = outcome.ok_or_else(|| damaged("something found that is none".to_owned()))?;
            all.push(Scene { id: row[0].int().unwrap_or_default(), shown: row[2].take_some(), outcome });
            Ok(())
        })?;
        Ok(all)
    }

    fn numbers(&mut self, sql: &str, values: &[Value], all: &mut BTreeSet<i64>) -> Result<()> {
        self.engine.each(sql, values, &mut |row| {
            all.extend(row.first().and_then(Value::int));
            Ok(())
        })
    }

    /// Numbers of the scenes of some places.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn scenes_of_places(&mut self, places: &[i64]) -> Result<BTreeSet<i64>> {
        let mut all = BTreeSet::new();
        let sql = |list: &str| format!("SELECT scene FROM scene_keys WHERE key IN ({list})");
        each_of(self.engine.as_mut(), places, &sql, &mut |row| {
            all.extend(row.first().and_then(Value::int));
            Ok(())
        })?;
        Ok(all)
    }

    /// For each event the campaigns that it may be part of, by number; those that may be of none are left out.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn campaigns_near(&mut self, events: &[i64]) -> Result<BTreeMap<i64, BTreeSet<i64>>> {
        let mut all: BTreeMap<i64, BTreeSet<i64>> = BTreeMap::new();
        let (part, campaign) = (Matter::Part as i64, Matter::Campaign as i64);
        let sql = |list: &str| {
            format!(
                "SELECT k.scene, c.scene FROM scene_keys k JOIN scene_keys c ON c.key = (k.key & -8) + {campaign} \
                 WHERE k.scene IN ({list}) AND (k.key & 7) = {part}"
            )
        };
        each_of(self.engine.as_mut(), events, &sql, &mut |row| {
            if let (Some(event), Some(campaign)) = (row[0].int(), row[1].int()) {
                all.entry(event).or_default().insert(campaign);
            }
            Ok(())
        })?;
        Ok(all)
    }

    /// Numbers of the scenes that bear on an agreement that was reached.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn deeds_near(&mut self, agreement: i64) -> Result<BTreeSet<i64>> {
        let mut all = BTreeSet::from([agreement]);
        for key in keys_of(self.engine.as_mut(), agreement)? {
            match key.matter() {
                Some(Matter::Reached) => {
                    let (days, most) = DEEDS;
                    let first = i64::from(key.day);
                    let sql = "SELECT k.scene FROM scene_keys k JOIN scenes s ON s.id = k.scene \
                               WHERE k.key = ?1 AND k.day BETWEEN ?2 AND ?3 ORDER BY k.day, s.kind, s.name LIMIT ?4";
                    let values = [
                        key.of(Matter::Deed).number.into(),
                        first.into(),
                        (first + i64::from(days)).into(),
                        (most as i64).into(),
                    ];
                    self.numbers(sql, &values, &mut all)?;
                }
                Some(Matter::ReachedIn) => {
                    let sql = "SELECT scene FROM scene_keys WHERE key = ?1";
                    self.numbers(sql, &[key.of(Matter::Kept).number.into()], &mut all)?;
                }
                _ => {}
            }
        }
        Ok(all)
    }

    /// Notes of events and agreements that they have to be looked at again because a campaign or a deed came or went.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn spread(&mut self) -> Result<()> {
        let stale = |engine: &mut dyn Engine, what: &str| {
            keys(engine, "SELECT number, day FROM stale WHERE what = ?1", what.into())
        };
        transaction(self.engine.as_mut(), |engine| {
            for key in stale(engine, "campaign")? {
                let sql = "INSERT INTO stale SELECT 'part', scene, 0, '' FROM scene_keys WHERE key = ?1 ON CONFLICT DO NOTHING";
                engine.run(sql, &[key.of(Matter::Part).number.into()])?;
            }
            for key in stale(engine, "deed")? {
                let sql = "INSERT INTO stale SELECT DISTINCT 'agreement', scene, 0, '' FROM scene_keys \
                           WHERE key = ?1 AND day BETWEEN ?2 AND ?3 ON CONFLICT DO NOTHING";
                let last = i64::from(key.day);
                let first = last - i64::from(DEEDS.0);
                engine.run(sql, &[key.of(Matter::Reached).number.into(), first.into(), last.into()])?;
            }
            for key in stale(engine, "kept")? {
                let sql = "INSERT INTO stale SELECT DISTINCT 'agreement', scene, 0, '' FROM scene_keys WHERE key = ?1 ON CONFLICT DO NOTHING";
                engine.run(sql, &[key.of(Matter::ReachedIn).number.into()])?;
            }
            engine.run("DELETE FROM stale WHERE what IN ('campaign', 'deed', 'kept')", &[]).map(drop)
        })
    }

    /// Of events the ids under which they are kept, and the campaigns of which they are shown to be part.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn parts_of(&mut self, events: &[i64]) -> Result<BTreeMap<i64, Option<String>>> {
        let mut all = BTreeMap::new();
        let sql = |list: &str| {
            format!(
                "SELECT s.id, m.part_of FROM scenes s JOIN event_marks m ON m.event = s.event WHERE s.id IN ({list})"
            )
        };
        each_of(self.engine.as_mut(), events, &sql, &mut |row| {
            all.insert(row[0].int().unwrap_or_default(), row[1].take_some());
            Ok(())
        })?;
        Ok(all)
    }

    /// Keeps what follows from some reports, agreements or places, and notes that it is done.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn keep_parts(&mut self, owner: Owner, parts: &[(i64, Vec<Item>)]) -> Result<()> {
        transaction(self.engine.as_mut(), |engine| {
            replace(engine, owner, parts)?;
            done(engine, owner.what(), parts.iter().map(|(number, _)| *number))
        })
    }

    /// Takes events away that nothing tells any more.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn take_away_events(&mut self) -> Result<()> {
        loop {
            let mut names = Vec::new();
            self.engine.each("SELECT name FROM stale WHERE what = 'event' LIMIT 1000", &[], &mut |row| {
                names.push(row[0].take_text());
                Ok(())
            })?;
            if names.is_empty() {
                return Ok(());
            }
            transaction(self.engine.as_mut(), |engine| {
                for name in &names {
                    let value = [Value::from(name.as_str())];
                    let is_there = first(engine, "SELECT 1 AS one FROM scenes WHERE event = ?1", &value)?.is_some();
                    if !is_there {
                        events::take_away(engine, name)?;
                    }
                    engine.run("DELETE FROM stale WHERE what = 'event' AND name = ?1", &value)?;
                }
                Ok(())
            })?;
        }
    }
}
