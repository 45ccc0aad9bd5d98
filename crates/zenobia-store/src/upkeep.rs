//! Copies of a store, and whether it is sound.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use crate::engine::sqlite::{Access, PATIENCE, Sqlite};
use crate::engine::{Conflict, Dialect, Engine, Value, number, transaction};
use crate::error::{Error, Result};
use crate::index;
use crate::location::Location;
use crate::store::Store;
use crate::words::words;

/// Tables that hold what cannot be made again, in the order in which they refer to one another. A copy between databases takes
/// these as they are, and what is searched is made again from them.
const TABLES: &[(&str, &str)] = &[
    ("sources", "id, name, host, added"),
    ("documents", "id, name, sha256, text, language, title, published, source, url, added, page, version, current"),
    ("origins", "document, location, title, published, publisher, url, seen"),
    ("records", "document, reader, made, record"),
    (
        "findings",
        "id, key, shelf, document, claim, day, until, event, modes, contexts, factuality, grade, review, confidence, first_day, \
         last_day, day_told, day_precision, actors, recipients, sites, place, place_key, country, admin1, latitude, longitude, \
         radius_km, tolls, said_by",
    ),
    ("finding_rows", "finding, row, corrected"),
    ("terms", "id, kind, key, name, folded, shown"),
    ("finding_terms", "term, shelf, day, finding"),
    ("event_claims", "event, claim"),
    ("event_marks", "event, fingerprint, part_of"),
    ("successors", "former, event, changed"),
    ("situation_parts", "part, source, owner, number, rank, content"),
    ("sketches", "document, copies, head, whole, own_times"),
    ("sketch_handles", "handle, day, document"),
    ("pieces", "id, grp, cells, content"),
    ("piece_cells", "cell, piece"),
    ("scenes", "id, kind, name, event, content"),
    ("scene_keys", "key, day, scene"),
    ("stale", "what, number, day, name"),
    ("event_wholes", "event, content"),
    ("users", "id, name, added, role, password"),
    ("tokens", "id, person, label, digest, made"),
    ("reviews", "id, made, person, action, target, detail, why, undoes, before, hash"),
    ("same_entities", "kind, key, shown, name, review"),
    ("saved_views", "name, query, saved"),
    ("intake", "id, location, reason, options, first_seen, last_seen, attempts, state"),
    ("fetches", "url, etag, modified, fetched, status"),
];

impl Store {
    /// What is wrong with it: damaged pages, references to nothing, a log of reviews that was changed.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn faults(&mut self) -> Result<Vec<String>> {
        let mut faults = self.engine.faults()?;
        faults.extend(self.review_faults()?);
        let lacking = [
            (
                "documents without a record",
                "documents d WHERE NOT EXISTS (SELECT 1 FROM records r WHERE r.document = d.id)",
            ),
            (
                "documents without an origin",
                "documents d WHERE NOT EXISTS (SELECT 1 FROM origins o WHERE o.document = d.id)",
            ),
            (
                "findings without a row",
                "findings f WHERE NOT EXISTS (SELECT 1 FROM finding_rows r WHERE r.finding = f.id)",
            ),
            (
                "claims on the shelf of another version",
                "findings f JOIN documents d ON d.id = f.document WHERE (f.shelf = 0) <> (d.current = 1)",
            ),
        ];
        for (what, from) in lacking {
            let count = number(self.engine.as_mut(), &format!("SELECT count(*) FROM {from}"), &[])?;
            if count > 0 {
                faults.push(format!("{count} {what}"));
            }
        }
        Ok(faults)
    }

    /// How much is in it of what.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn counts(&mut self) -> Result<Vec<(&'static str, i64)>> {
        let counted = [
            ("reports", "SELECT count(*) FROM documents"),
            ("claims", "SELECT count(*) FROM findings WHERE shelf = 0"),
            ("events", "SELECT count(*) FROM findings WHERE shelf = 1"),
            ("reviews", "SELECT count(*) FROM reviews"),
            ("views", "SELECT count(*) FROM saved_views"),
        ];
        counted.iter().map(|&(what, sql)| Ok((what, number(self.engine.as_mut(), sql, &[])?))).collect()
    }

    /// Copies all of it into a new file, which is a store itself; others may go on writing.
    ///
    /// # Errors
    /// When the file is there already or cannot be written, or the copy is not sound.
    pub fn back_up(&mut self, path: &Path) -> Result<()> {
        if path.exists() {
            let said = format!("{}: is there already; name a new file, so that no backup is lost", path.display());
            return Err(Error::Question(said));
        }
        let fresh = beside(path, "part");
        let _ = fs::remove_file(&fresh);
        let made = match &self.place {
            Location::File(file) => Sqlite::open(file, Access::Read, PATIENCE)?.copy_to(&fresh),
            Location::Server(_) => {
                Store::make(&Location::File(fresh.clone())).and_then(|mut copy| copy_all(self, &mut copy))
            }
        };
        let done = made.and_then(|()| check(&fresh)).and_then(|()| settle(&fresh, path));
        if done.is_err() {
            let _ = fs::remove_file(&fresh);
        }
        done
    }
}

/// Makes a store from a copy. One that is there is refused, or put aside (`.before`) when it is to be replaced.
///
/// # Errors
/// When the copy is not sound, when there is a store already, or when it cannot be written.
pub fn restore(copy: &Path, location: &Location, replace: bool) -> Result<()> {
    check(copy)?;
    match location {
        Location::File(path) => {
            if path.exists() && !replace {
                let said =
                    format!("{location}: is there already; `--replace` puts it aside and takes the copy in its place");
                return Err(Error::Question(said));
            }
            let fresh = beside(path, "part");
            let _ = fs::remove_file(&fresh);
            Sqlite::open(copy, Access::Read, PATIENCE)?.copy_to(&fresh)?;
            if path.exists() {
                put_aside(path)?;
            }
            settle(&fresh, path)
        }
        Location::Server(_) => {
            let mut store = Store::make(location)?;
            if number(store.engine.as_mut(), "SELECT count(*) FROM documents", &[])? > 0 {
                let said = format!("{location}: holds reports already; restore into an empty database");
                return Err(Error::Question(said));
            }
            copy_all(&mut Store::read(&Location::File(copy.to_owned()))?, &mut store)
        }
    }
}

/// Whether a copy can be relied on.
fn check(path: &Path) -> Result<()> {
    let location = Location::File(path.to_owned());
    let faults = Store::read(&location)?.faults()?;
    match faults.first() {
        None => Ok(()),
        Some(fault) => Err(Error::Damaged { location: location.to_string(), message: fault.clone() }),
    }
}

/// Gives a file that is whole its name, once it is on the disk.
fn settle(fresh: &Path, path: &Path) -> Result<()> {
    File::open(fresh)?.sync_all()?;
    fs::rename(fresh, path)?;
    for end in ["-wal", "-shm"] {
        let mut beside = fresh.as_os_str().to_owned();
        beside.push(end);
        let _ = fs::remove_file(PathBuf::from(beside));
    }
    Ok(())
}

/// Another program that writes keeps its hold, so it is asked for the lock first.
fn put_aside(path: &Path) -> Result<()> {
    let mut old = Sqlite::open(path, Access::Write, PATIENCE)?;
    old.batch("PRAGMA locking_mode = EXCLUSIVE")?;
    old.begin()?;
    old.commit()?;
    old.batch("PRAGMA journal_mode = DELETE")?;
    drop(old);
    fs::rename(path, beside(path, "before"))?;
    Ok(())
}

fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{end}"));
    PathBuf::from(name)
}

/// Rows that are copied at a time.
const CHUNK: usize = 2_000;

/// Copies everything between two databases of whatever kind.
fn copy_all(from: &mut Store, to: &mut Store) -> Result<()> {
    for (table, columns) in TABLES {
        let names: Vec<&str> = columns.split(',').map(str::trim).collect();
        let mut chunk: Vec<Vec<Value>> = Vec::with_capacity(CHUNK);
        let engine = to.engine.as_mut();
        from.engine.each(&format!("SELECT {columns} FROM {table}"), &[], &mut |row| {
            chunk.push(std::mem::take(row));
            if chunk.len() == CHUNK {
                transaction(engine, |engine| engine.fill(table, &names, &chunk, Conflict::Refuse))?;
                chunk.clear();
            }
            Ok(())
        })?;
        transaction(engine, |engine| engine.fill(table, &names, &chunk, Conflict::Refuse))?;
    }
    let facts = "SELECT name, value FROM facts WHERE name <> 'layout'";
    let mut pairs = Vec::new();
    from.engine.each(facts, &[], &mut |row| {
        pairs.push(std::mem::take(row));
        Ok(())
    })?;
    transaction(to.engine.as_mut(), |engine| {
        for pair in &pairs {
            let sql = "INSERT INTO facts (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2";
            engine.run(sql, pair)?;
        }
        Ok(())
    })?;
    index_all(from, to)
}

/// Makes the indexes again that each kind of database has in its own way.
fn index_all(from: &mut Store, to: &mut Store) -> Result<()> {
    let engine = to.engine.as_mut();
    let sql = "SELECT d.id, d.title, d.text, d.language FROM documents d";
    from.engine.each(sql, &[], &mut |row| {
        let text = |at: usize| row.get(at).and_then(Value::str).unwrap_or_default();
        let found = words(&format!("{}\n{}", text(1), text(2)), text(3));
        let id = row.first().and_then(Value::int).unwrap_or_default();
        transaction(engine, |engine| index::insert_texts(engine, "document_texts", &[(id, &found)]))
    })?;
    let sql = "SELECT f.id, f.shelf, coalesce(r.corrected, r.row) FROM findings f JOIN finding_rows r ON r.finding = f.id ORDER BY f.id";
    let mut chunk = Vec::with_capacity(CHUNK);
    let location = from.place.to_string();
    from.engine.each(sql, &[], &mut |row| {
        let number = |at: usize| row.get(at).and_then(Value::int).unwrap_or_default();
        let json = row.get(2).and_then(Value::str).unwrap_or_default();
        let damaged =
            |error: serde_json::Error| Error::Damaged { location: location.clone(), message: error.to_string() };
        chunk.push((number(0), number(1), crate::flat::flatten(&serde_json::from_str(json).map_err(damaged)?)));
        if chunk.len() == CHUNK {
            searchable(engine, &chunk)?;
            chunk.clear();
        }
        Ok(())
    })?;
    searchable(engine, &chunk)
}

fn searchable(engine: &mut dyn Engine, findings: &[(i64, i64, crate::flat::Flat)]) -> Result<()> {
    transaction(engine, |engine| {
        let texts: Vec<_> = findings.iter().map(|(id, _, flat)| (*id, &flat.words)).collect();
        index::insert_texts(engine, "finding_texts", &texts)?;
        if engine.dialect() == Dialect::Sqlite {
            let findings: Vec<_> = findings.iter().map(|(id, shelf, flat)| (*id, *shelf, flat)).collect();
            index::insert_boxes(engine, &findings)?;
        }
        Ok(())
    })
}
