//! What reports tell, piece by piece, and which pieces belong together: kept, so that only what is new is compared.

use std::collections::{BTreeMap, BTreeSet};

use zenobia_core::reconcile::piece::Sketch;

use crate::engine::{Conflict, Engine, Value, each_of, first, transaction};
use crate::error::Result;
use crate::events::{fact, set_fact};
use crate::kept::{Kept, kept};
use crate::scenes;
use crate::sketches::part_copies;
use crate::store::Store;

/// A report that came in, was read again, or went.
#[derive(Clone, Debug)]
pub struct Stale {
    /// Number of the report.
    pub document: i64,
    change: i64,
    /// Its record; `None` when a newer version has taken its place.
    pub kept: Option<Kept>,
}

/// A report taken apart, as rows.
#[derive(Clone, Debug, Default)]
pub struct Digested {
    /// Its sketch, and the handles by which copies are found.
    pub sketch: Option<Sketch>,
    /// Times that it contradicts itself about.
    pub own_times: Option<String>,
    /// What it tells: cells, content, and the place of the piece of the same report that it is tied to.
    pub pieces: Vec<(Vec<i64>, String, usize)>,
}

/// A piece that is kept.
#[derive(Clone, Debug)]
pub struct Stored {
    /// Its number.
    pub id: i64,
    /// What it is settled with.
    pub group: i64,
    /// What it tells.
    pub content: String,
    /// Whether it was not compared with all others yet.
    pub fresh: bool,
}

/// Pieces of one report, at most.
pub(crate) const SHIFT: i64 = 20;

impl Stored {
    /// Number of its report.
    pub fn document(&self) -> i64 {
        self.id >> SHIFT
    }

    /// Its number in the report.
    pub fn number(&self) -> u32 {
        (self.id & ((1 << SHIFT) - 1)) as u32
    }
}

/// Notes that something has to be looked at again.
pub(crate) fn mark(engine: &mut dyn Engine, what: &str, rows: impl Iterator<Item = (i64, i64)>) -> Result<()> {
    let rows: Vec<Vec<Value>> =
        rows.map(|(number, day)| vec![what.into(), number.into(), day.into(), "".into()]).collect();
    engine.fill("stale", &["what", "number", "day", "name"], &rows, Conflict::Ignore)
}

/// Notes that a report came in, was read again, or went; which of several changes it is tells `changed`.
pub(crate) fn mark_document(engine: &mut dyn Engine, document: i64) -> Result<()> {
    let change = fact(engine, "changed")?.and_then(|change| change.parse::<i64>().ok()).unwrap_or_default() + 1;
    engine.run("DELETE FROM stale WHERE what = 'document' AND number = ?1", &[document.into()])?;
    mark(engine, "document", std::iter::once((document, change)))
}

/// Takes note that something was looked at.
pub(crate) fn done(engine: &mut dyn Engine, what: &str, numbers: impl Iterator<Item = i64>) -> Result<()> {
    for number in numbers {
        engine.run("DELETE FROM stale WHERE what = ?1 AND number = ?2", &[what.into(), number.into()])?;
    }
    Ok(())
}

/// The numbers that pieces of a report may have: the first, and the one after the last.
pub(crate) fn range(document: i64) -> [Value; 2] {
    [(document << SHIFT).into(), ((document + 1) << SHIFT).into()]
}

/// A piece out of its number, group, content, and a fourth column that is empty when it has been compared with all others.
fn stored(row: &mut [Value]) -> Option<Stored> {
    let number = |at: usize| row.get(at).and_then(Value::int);
    let (id, group, fresh) = (number(0)?, number(1)?, number(3).is_some());
    Some(Stored { id, group, content: row[2].take_text(), fresh })
}

impl Store {
    /// Begins to bring events up to date. Where they were made by something else, all is made anew.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn begin_events(&mut self, maker: &str) -> Result<()> {
        self.engine.widen()?;
        if fact(self.engine.as_mut(), "maker")?.as_deref() == Some(maker) {
            return Ok(());
        }
        transaction(self.engine.as_mut(), |engine| {
            let tables =
                ["sketches", "sketch_handles", "pieces", "piece_cells", "scenes", "scene_keys", "situation_parts"];
            for table in tables.into_iter().chain(["stale"]) {
                engine.run(&format!("DELETE FROM {table}"), &[])?;
            }
            engine.run("INSERT INTO stale SELECT 'document', id, 0, '' FROM documents WHERE current = 1", &[])?;
            engine.run("INSERT INTO stale SELECT 'event', 0, 0, event FROM event_marks", &[])?;
            set_fact(engine, "maker", maker)
        })
    }

    /// Numbers of what is to be looked at again, the smallest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn stale(&mut self, what: &str, most: usize) -> Result<Vec<i64>> {
        let mut all = Vec::new();
        let sql = "SELECT DISTINCT number FROM stale WHERE what = ?1 ORDER BY number LIMIT ?2";
        self.engine.each(sql, &[what.into(), (most as i64).into()], &mut |row| {
            all.extend(row.first().and_then(Value::int));
            Ok(())
        })?;
        Ok(all)
    }

    /// Reports that have to be taken apart.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn stale_documents(&mut self, most: usize) -> Result<Vec<Stale>> {
        let sql = "SELECT d.name, d.text, r.record, s.number, s.day FROM stale s \
                   LEFT JOIN documents d ON d.id = s.number AND d.current = 1 LEFT JOIN records r ON r.document = d.id \
                   WHERE s.what = 'document' ORDER BY s.number LIMIT ?1";
        let mut all = Vec::new();
        self.engine.each(sql, &[(most as i64).into()], &mut |row| {
            let number = |at: usize| row.get(at).and_then(Value::int).unwrap_or_default();
            let (document, change) = (number(3), number(4));
            let kept = matches!(row[2], Value::Text(_)).then(|| kept(row));
            all.push(Stale { document, change, kept });
            Ok(())
        })?;
        Ok(all)
    }

    /// Keeps reports that were taken apart, in the place of what was known of them.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn keep_pieces(&mut self, digested: &[(Stale, Digested)]) -> Result<()> {
        transaction(self.engine.as_mut(), |engine| {
            let mut rows = Rows::default();
            for (stale, own) in digested {
                let sql = "DELETE FROM stale WHERE what = 'document' AND number = ?1 AND day = ?2";
                // Another change came in meanwhile: it is taken apart once more.
                if engine.run(sql, &[stale.document.into(), stale.change.into()])? == 0 {
                    continue;
                }
                forget(engine, stale.document)?;
                rows.add(stale.document, own);
            }
            rows.write(engine)
        })
    }

    /// The pieces in a cell.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn cell(&mut self, cell: i64) -> Result<Vec<Stored>> {
        let sql = "SELECT p.id, p.grp, p.content, f.number FROM piece_cells c JOIN pieces p ON p.id = c.piece \
                   LEFT JOIN stale f ON f.what = 'fresh' AND f.number = p.id AND f.day = 0 AND f.name = '' \
                   WHERE c.cell = ?1 ORDER BY p.id";
        self.stored(sql, &[cell.into()])
    }

    fn stored(&mut self, sql: &str, values: &[Value]) -> Result<Vec<Stored>> {
        let mut all = Vec::new();
        self.engine.each(sql, values, &mut |row| {
            all.extend(stored(row));
            Ok(())
        })?;
        Ok(all)
    }

    /// The pieces of whole groups.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn groups(&mut self, groups: &[i64]) -> Result<Vec<Stored>> {
        let mut all = Vec::new();
        let sql =
            |list: &str| format!("SELECT id, grp, content, NULL FROM pieces WHERE grp IN ({list}) ORDER BY grp, id");
        each_of(self.engine.as_mut(), groups, &sql, &mut |row| {
            all.extend(stored(row));
            Ok(())
        })?;
        Ok(all)
    }

    /// The pieces of a report that is told by its name.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn pieces_of(&mut self, report: &str) -> Result<Vec<Stored>> {
        let found = first(self.engine.as_mut(), "SELECT id FROM documents WHERE name = ?1", &[report.into()])?;
        let Some(document) = found.and_then(|row| row.first().and_then(Value::int)) else { return Ok(Vec::new()) };
        self.stored(
            "SELECT id, grp, content, NULL FROM pieces WHERE id >= ?1 AND id < ?2 ORDER BY id",
            &range(document),
        )
    }

    /// Keeps which pieces belong together, among those of cells that were compared.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn join_pieces(&mut self, cells: &[i64], links: &[(i64, i64)]) -> Result<()> {
        transaction(self.engine.as_mut(), |engine| {
            for (root, others) in join(engine, "pieces", "id", "grp", links)? {
                for other in &others {
                    engine.run("UPDATE pieces SET grp = ?1 WHERE grp = ?2", &[root.into(), (*other).into()])?;
                }
                mark(engine, "group", std::iter::once((root, 0)))?;
            }
            done(engine, "cell", cells.iter().copied())
        })
    }

    /// Notes that all pieces have been compared with all.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn end_comparing(&mut self) -> Result<()> {
        self.engine.run("DELETE FROM stale WHERE what = 'fresh'", &[]).map(drop)
    }

    /// Notes that groups have to be settled again.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn mark_groups(&mut self, groups: &BTreeSet<i64>) -> Result<()> {
        mark(self.engine.as_mut(), "group", groups.iter().map(|group| (*group, 0)))
    }
}

/// The day of reports of which none is known.
pub(crate) const UNDATED: i64 = i64::MAX;

/// Which sets become one: for each that stays those that go.
pub(crate) fn join(
    engine: &mut dyn Engine,
    table: &str,
    key: &str,
    column: &str,
    pairs: &[(i64, i64)],
) -> Result<BTreeMap<i64, Vec<i64>>> {
    let sql = format!("SELECT {column} FROM {table} WHERE {key} = ?1");
    let mut sets: BTreeMap<i64, i64> = BTreeMap::new();
    let mut into: BTreeMap<i64, i64> = BTreeMap::new();
    for &(one, other) in pairs {
        let mut roots = [0, 0];
        for (root, member) in roots.iter_mut().zip([one, other]) {
            let set = match sets.get(&member) {
                Some(set) => *set,
                None => {
                    let found = first(engine, &sql, &[member.into()])?;
                    let set = found.and_then(|row| row.first().and_then(Value::int)).unwrap_or(member);
                    sets.insert(member, set);
                    set
                }
            };
            *root = last(&mut into, set);
        }
        let [one, other] = roots;
        if one != other {
            into.insert(one.max(other), one.min(other));
        }
    }
    let mut joined: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    let gone: Vec<i64> = into.keys().copied().collect();
    for set in gone {
        joined.entry(last(&mut into, set)).or_default().push(set);
    }
    Ok(joined)
}

/// Where a set has gone; what was passed on the way is led there at once.
fn last(into: &mut BTreeMap<i64, i64>, set: i64) -> i64 {
    let mut root = set;
    while let Some(&next) = into.get(&root) {
        root = next;
    }
    let mut at = set;
    while let Some(&next) = into.get(&at).filter(|next| **next != root) {
        into.insert(at, root);
        at = next;
    }
    root
}

/// Forgets what is known of a report, and notes what rested on it.
fn forget(engine: &mut dyn Engine, document: i64) -> Result<()> {
    let sql = "SELECT copies, whole FROM sketches WHERE document = ?1";
    let Some(mut known) = first(engine, sql, &[document.into()])? else { return Ok(()) };
    let copies = known[0].int().unwrap_or_default();
    if let Ok(sketch) = serde_json::from_str::<Sketch>(&known[1].take_text()) {
        let day = sketch.days().0.map_or(UNDATED, i64::from);
        for handle in sketch.handles() {
            let sql = "DELETE FROM sketch_handles WHERE handle = ?1 AND day = ?2 AND document = ?3";
            engine.run(sql, &[handle.into(), day.into(), document.into()])?;
        }
    }
    engine.run("DELETE FROM sketches WHERE document = ?1", &[document.into()])?;
    part_copies(engine, copies)?;
    engine.run("DELETE FROM situation_parts WHERE source = 'report' AND owner = ?1", &[document.into()])?;
    let (mut ids, mut cells) = (Vec::new(), Vec::new());
    let values = range(document);
    let mut groups = BTreeSet::new();
    engine.each("SELECT id, grp, cells FROM pieces WHERE id >= ?1 AND id < ?2", &values, &mut |row| {
        let id = row[0].int().unwrap_or_default();
        groups.extend(row[1].int());
        cells.extend(row[2].str().unwrap_or_default().split(' ').filter_map(|cell| Some((cell.parse().ok()?, id))));
        ids.push(id);
        Ok(())
    })?;
    for (cell, id) in cells {
        let values: [Value; 2] = [Value::Int(cell), id.into()];
        engine.run("DELETE FROM piece_cells WHERE cell = ?1 AND piece = ?2", &values)?;
    }
    engine.run("DELETE FROM pieces WHERE id >= ?1 AND id < ?2", &values)?;
    mark(engine, "group", groups.into_iter().map(|group| (group, 0)))?;
    scenes::forget(engine, &ids)
}

/// Rows of many reports, written table by table in the order of each.
#[derive(Default)]
struct Rows {
    documents: Vec<i64>,
    sketches: Vec<Vec<Value>>,
    handles: Vec<(i64, i64, i64)>,
    pieces: Vec<Vec<Value>>,
    cells: Vec<(i64, i64)>,
    groups: Vec<i64>,
    ids: Vec<i64>,
}

impl Rows {
    fn add(&mut self, document: i64, own: &Digested) {
        let Some(sketch) = &own.sketch else { return };
        self.documents.push(document);
        let json = |sketch: &Sketch| serde_json::to_string(sketch).expect("a sketch has string keys only");
        self.sketches.push(vec![
            document.into(),
            document.into(),
            json(&sketch.bare()).into(),
            json(sketch).into(),
            own.own_times.clone().into(),
        ]);
        let day = sketch.days().0.map_or(UNDATED, i64::from);
        self.handles.extend(sketch.handles().into_iter().map(|handle| (handle, day, document)));
        for (number, (cells, content, tied)) in own.pieces.iter().take((1 << SHIFT) - 1).enumerate() {
            let (id, group) = ((document << SHIFT) + number as i64, (document << SHIFT) + *tied as i64);
            let shown = cells.iter().map(i64::to_string).collect::<Vec<_>>().join(" ");
            self.pieces.push(vec![id.into(), group.into(), shown.into(), content.as_str().into()]);
            self.cells.extend(cells.iter().map(|cell| (*cell, id)));
            self.groups.push(group);
            self.ids.push(id);
        }
    }

    fn write(mut self, engine: &mut dyn Engine) -> Result<()> {
        self.handles.sort_unstable();
        self.handles.dedup();
        self.cells.sort_unstable();
        self.groups.sort_unstable();
        self.groups.dedup();
        engine.fill(
            "sketches",
            &["document", "copies", "head", "whole", "own_times"],
            &self.sketches,
            Conflict::Refuse,
        )?;
        let rows: Vec<Vec<Value>> = self
            .handles
            .iter()
            .map(|(handle, day, document)| vec![(*handle).into(), (*day).into(), (*document).into()])
            .collect();
        engine.fill("sketch_handles", &["handle", "day", "document"], &rows, Conflict::Refuse)?;
        engine.fill("pieces", &["id", "grp", "cells", "content"], &self.pieces, Conflict::Refuse)?;
        let rows: Vec<Vec<Value>> =
            self.cells.iter().map(|(cell, piece)| vec![(*cell).into(), (*piece).into()]).collect();
        engine.fill("piece_cells", &["cell", "piece"], &rows, Conflict::Ignore)?;
        mark(engine, "sketch", self.documents.iter().map(|document| (*document, 0)))?;
        mark(engine, "fresh", self.ids.iter().map(|id| (*id, 0)))?;
        mark(engine, "group", self.groups.iter().map(|group| (*group, 0)))?;
        self.cells.dedup_by_key(|(cell, _)| *cell);
        mark(engine, "cell", self.cells.iter().map(|(cell, _)| (*cell, 0)))
    }
}
