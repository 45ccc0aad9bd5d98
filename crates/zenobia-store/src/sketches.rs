//! Texts of reports as far as copies are looked for, and which of them are one.

use std::collections::{BTreeMap, BTreeSet};

use zenobia_core::reconcile::piece::Sketch;

use crate::engine::{Engine, Value, each_of, first, transaction};
use crate::error::{Error, Result};
use crate::pieces::{UNDATED, done, join, mark, range};
use crate::store::Store;

impl Store {
    /// Sketches of reports, whole or without what only finds copies, and the number that copies share.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn sketches(&mut self, documents: &BTreeSet<i64>, whole: bool) -> Result<BTreeMap<i64, (i64, Sketch)>> {
        let mut all = BTreeMap::new();
        let documents: Vec<i64> = documents.iter().copied().collect();
        let column = if whole { "whole" } else { "head" };
        let sql = |list: &str| format!("SELECT document, copies, {column} FROM sketches WHERE document IN ({list})");
        self.read_sketches(&documents, &sql, &mut all)?;
        Ok(all)
    }

    fn read_sketches(
        &mut self,
        numbers: &[i64],
        sql: &dyn Fn(&str) -> String,
        all: &mut BTreeMap<i64, (i64, Sketch)>,
    ) -> Result<()> {
        let location = self.place.to_string();
        each_of(self.engine.as_mut(), numbers, sql, &mut |row| {
            let number = |at: usize| row.get(at).and_then(Value::int).unwrap_or_default();
            let damaged =
                |error: serde_json::Error| Error::Damaged { location: location.clone(), message: error.to_string() };
            let sketch = serde_json::from_str(row[2].str().unwrap_or_default()).map_err(damaged)?;
            all.insert(number(0), (number(1), sketch));
            Ok(())
        })
    }

    /// Numbers of reports whose texts may be the same as that of a sketch.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn alike(&mut self, sketch: &Sketch) -> Result<BTreeSet<i64>> {
        let (_, days) = sketch.days();
        let mut all = BTreeSet::new();
        let (first, last) = (i64::from(*days.start()), i64::from(*days.end()));
        let sql = "SELECT document FROM sketch_handles WHERE handle = ?1 AND day BETWEEN ?2 AND ?3";
        for handle in sketch.handles() {
            for (first, last) in [(first, last), (UNDATED, UNDATED)] {
                self.engine.each(sql, &[handle.into(), first.into(), last.into()], &mut |row| {
                    all.extend(row.first().and_then(Value::int));
                    Ok(())
                })?;
            }
        }
        Ok(all)
    }

    /// Keeps which reports carry the same text, among those that were sought.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn join_copies(&mut self, sought: &[i64], copies: &[(i64, i64)]) -> Result<()> {
        transaction(self.engine.as_mut(), |engine| {
            let joined = join(engine, "sketches", "document", "copies", copies)?;
            for (root, others) in &joined {
                for other in others {
                    engine
                        .run("UPDATE sketches SET copies = ?1 WHERE copies = ?2", &[(*root).into(), (*other).into()])?;
                }
                touch_copies(engine, *root)?;
            }
            mark(engine, "head", sought.iter().map(|document| (*document, 0)))?;
            done(engine, "sketch", sought.iter().copied())
        })
    }

    /// For each report that is one of several copies the one that was published first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn originals(&mut self, sketches: &BTreeMap<i64, (i64, Sketch)>) -> Result<BTreeMap<i64, Sketch>> {
        let groups: BTreeSet<i64> = sketches.values().map(|(copies, _)| *copies).collect();
        let groups: Vec<i64> = groups.into_iter().collect();
        let mut members: BTreeMap<i64, (i64, Sketch)> = BTreeMap::new();
        let several = |list: &str| {
            format!(
                "SELECT document, copies, head FROM sketches WHERE copies IN \
                 (SELECT copies FROM sketches WHERE copies IN ({list}) GROUP BY copies HAVING count(*) > 1)"
            )
        };
        self.read_sketches(&groups, &several, &mut members)?;
        let mut least: BTreeMap<i64, &Sketch> = BTreeMap::new();
        for (copies, sketch) in members.values() {
            let original = least.entry(*copies).or_insert(sketch);
            if sketch.rank() < original.rank() {
                *original = sketch;
            }
        }
        let original =
            |(document, (copies, _)): (&i64, &(i64, Sketch))| Some((*document, (*least.get(copies)?).clone()));
        Ok(sketches.iter().filter_map(original).collect())
    }

    /// Times that reports contradict themselves about.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn own_times(&mut self, document: i64) -> Result<Option<String>> {
        let sql = "SELECT own_times FROM sketches WHERE document = ?1";
        let found = first(self.engine.as_mut(), sql, &[document.into()])?;
        Ok(found.and_then(|mut row| row.first_mut().and_then(Value::take_some)))
    }
}

/// What rests on the texts of some copies has to be counted anew.
fn touch_copies(engine: &mut dyn Engine, copies: i64) -> Result<()> {
    let mut documents = Vec::new();
    engine.each("SELECT document FROM sketches WHERE copies = ?1", &[copies.into()], &mut |row| {
        documents.extend(row.first().and_then(Value::int));
        Ok(())
    })?;
    mark(engine, "head", documents.iter().map(|document| (*document, 0)))?;
    for document in documents {
        let sql = "INSERT INTO stale SELECT DISTINCT 'group', grp, 0, '' FROM pieces WHERE id >= ?1 AND id < ?2 \
                   ON CONFLICT DO NOTHING";
        engine.run(sql, &range(document))?;
    }
    Ok(())
}

/// Reports of which one was a copy and went have to be compared again: it may have been what tied them.
pub(crate) fn part_copies(engine: &mut dyn Engine, copies: i64) -> Result<()> {
    touch_copies(engine, copies)?;
    let sql =
        "INSERT INTO stale SELECT 'sketch', document, 0, '' FROM sketches WHERE copies = ?1 ON CONFLICT DO NOTHING";
    engine.run(sql, &[copies.into()])?;
    engine.run("UPDATE sketches SET copies = document WHERE copies = ?1", &[copies.into()]).map(drop)
}
