//! Findings into the tables that questions are answered from, and out of them.

use std::collections::BTreeMap;

use crate::engine::{Conflict, Dialect, Engine, Value, first, number};
use crate::error::Result;
use crate::events::{fact, set_fact};
use crate::flat::{COLUMNS, Flat, Term};
use crate::same::shown_keys;
use crate::words::{Words, fold};

/// A finding and where it goes.
pub(crate) struct Entry<'a> {
    pub flat: &'a Flat,
    pub shelf: i64,
    pub document: Option<i64>,
}

/// Inserts findings that are not there yet; returns their numbers.
pub(crate) fn insert(
    engine: &mut dyn Engine,
    terms: &mut BTreeMap<Term, i64>,
    entries: &[Entry<'_>],
) -> Result<Vec<i64>> {
    // A number is never given twice, so that who has seen all up to one has seen all.
    let given = fact(engine, "numbered")?.and_then(|given| given.parse().ok()).unwrap_or_default();
    let start = number(engine, "SELECT coalesce(max(id), 0) FROM findings", &[])?.max(given) + 1;
    let ids: Vec<i64> = (start..).take(entries.len()).collect();
    if let Some(last) = ids.last() {
        set_fact(engine, "numbered", &last.to_string())?;
    }
    let numbered = || ids.iter().copied().zip(entries);
    let columns: Vec<&str> = ["id", "key", "shelf", "document", "review"].iter().chain(COLUMNS).copied().collect();
    let rows = numbered().map(|(id, entry)| {
        let mut row: Vec<Value> = vec![
            id.into(),
            entry.flat.key.as_str().into(),
            entry.shelf.into(),
            entry.document.into(),
            "unreviewed".into(),
        ];
        row.extend(entry.flat.columns.iter().cloned());
        row
    });
    engine.fill("findings", &columns, &rows.collect::<Vec<_>>(), Conflict::Refuse)?;
    let rows = numbered().map(|(id, entry)| vec![id.into(), entry.flat.json.as_str().into()]);
    engine.fill("finding_rows", &["finding", "row"], &rows.collect::<Vec<_>>(), Conflict::Refuse)?;
    look_up(engine, terms, entries.iter().map(|entry| entry.flat))?;
    insert_parts(engine, terms, &numbered().map(|(id, entry)| (id, entry.shelf, entry.flat)).collect::<Vec<_>>())?;
    Ok(ids)
}

/// The side tables of findings whose numbers are known.
pub(crate) fn insert_parts(
    engine: &mut dyn Engine,
    terms: &BTreeMap<Term, i64>,
    findings: &[(i64, i64, &Flat)],
) -> Result<()> {
    let mut links = Vec::new();
    for &(id, shelf, flat) in findings {
        let of = flat.terms.iter().filter_map(|term| terms.get(term));
        links.extend(of.map(|&term| vec![term.into(), shelf.into(), flat.day.into(), id.into()]));
    }
    // In the order of the table, which is the quickest to write.
    links.sort_by_key(|link: &Vec<Value>| link.iter().map(|value| value.int().unwrap_or_default()).collect::<Vec<_>>());
    engine.fill("finding_terms", &["term", "shelf", "day", "finding"], &links, Conflict::Ignore)?;
    let texts: Vec<(i64, &Words)> = findings.iter().map(|&(id, _, flat)| (id, &flat.words)).collect();
    insert_texts(engine, "finding_texts", &texts)?;
    if engine.dialect() == Dialect::Sqlite {
        insert_boxes(engine, findings)?;
    }
    Ok(())
}

/// Points as boxes of the R*Tree; PostGIS makes them by itself.
pub(crate) fn insert_boxes(engine: &mut dyn Engine, findings: &[(i64, i64, &Flat)]) -> Result<()> {
    let boxes = findings.iter().filter_map(|&(id, shelf, flat)| {
        let (north, east) = flat.point?;
        let [east, north] = [east, north].map(Value::Real);
        Some(vec![id.into(), east.clone(), east, north.clone(), north, shelf.into(), flat.day.into()])
    });
    let columns = ["id", "west", "east", "south", "north", "shelf", "day"];
    engine.fill("finding_boxes", &columns, &boxes.collect::<Vec<_>>(), Conflict::Refuse)
}

/// Makes texts searchable.
pub(crate) fn insert_texts(engine: &mut dyn Engine, table: &str, texts: &[(i64, &Words)]) -> Result<()> {
    match engine.dialect() {
        Dialect::Sqlite => {
            let row = |(id, words): &(i64, &Words)| {
                vec![(*id).into(), words.words.as_str().into(), words.stems.as_str().into()]
            };
            let rows: Vec<Vec<Value>> = texts.iter().map(row).collect();
            engine.fill(table, &["rowid", "words", "stems"], &rows, Conflict::Refuse)
        }
        Dialect::Postgres => {
            let row = |(id, words): &(i64, &Words)| vec![(*id).into(), vector(words).into()];
            let rows: Vec<Vec<Value>> = texts.iter().map(row).collect();
            engine.fill(table, &["id", "vector::tsvector"], &rows, Conflict::Refuse)
        }
    }
}

/// The words of a text as PostgreSQL keeps them: words with weight A, stems with B. It counts no further than 16,383.
fn vector(words: &Words) -> String {
    let mut positions: BTreeMap<(&str, char), Vec<usize>> = BTreeMap::new();
    for (text, weight) in [(&words.words, 'A'), (&words.stems, 'B')] {
        for (at, word) in text.split(' ').enumerate().filter(|(_, word)| !word.is_empty()) {
            let places = positions.entry((word, weight)).or_default();
            // More than 256 places of one word are not kept.
            if places.len() < 250 {
                places.push((at + 1).min(16_383));
            }
        }
    }
    let mut joined: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for ((word, weight), places) in positions {
        joined.entry(word).or_default().extend(places.iter().map(|place| format!("{place}{weight}")));
    }
    let lexeme = |(word, places): (&str, Vec<String>)| format!("'{word}':{}", places.join(","));
    joined.into_iter().map(lexeme).collect::<Vec<_>>().join(" ")
}

/// Numbers of all terms; those that are new get one.
pub(crate) fn look_up<'a>(
    engine: &mut dyn Engine,
    known: &mut BTreeMap<Term, i64>,
    flats: impl Iterator<Item = &'a Flat>,
) -> Result<()> {
    let mut unknown: Vec<&Term> =
        flats.flat_map(|flat| &flat.terms).filter(|term| !known.contains_key(*term)).collect();
    unknown.sort();
    unknown.dedup();
    let mut fresh = Vec::new();
    let mut next = 0;
    let mut shown = None;
    for term in unknown {
        let values = [term.kind.into(), term.key.as_str().into(), term.name.as_str().into()];
        let sql = "SELECT id FROM terms WHERE kind = ?1 AND key = ?2 AND name = ?3";
        let found = first(engine, sql, &values)?.and_then(|row| row.first().and_then(Value::int));
        let id = match found {
            Some(id) => id,
            None => {
                if next == 0 {
                    next = number(engine, "SELECT coalesce(max(id), 0) FROM terms", &[])?;
                }
                next += 1;
                let shown = match &mut shown {
                    Some(shown) => shown,
                    unknown => unknown.insert(shown_keys(engine)?),
                };
                let stays = shown.get(&(term.kind, term.key.clone())).unwrap_or(&term.key);
                let [kind, key, name] = values;
                fresh.push(vec![next.into(), kind, key, name, fold_name(&term.name).into(), stays.as_str().into()]);
                next
            }
        };
        known.insert(term.clone(), id);
    }
    engine.fill("terms", &["id", "kind", "key", "name", "folded", "shown"], &fresh, Conflict::Refuse)
}

/// A name as it is compared: its words without accents, one space between them.
pub(crate) fn fold_name(name: &str) -> String {
    let words = name.split(|letter: char| !crate::words::is_letter(letter)).filter(|word| !word.is_empty());
    words.map(fold).collect::<Vec<_>>().join(" ")
}

/// Takes findings out of all tables.
pub(crate) fn remove(engine: &mut dyn Engine, ids: &[i64]) -> Result<()> {
    for &id in ids {
        remove_parts(engine, id)?;
        engine.run("DELETE FROM finding_rows WHERE finding = ?1", &[id.into()])?;
        engine.run("DELETE FROM findings WHERE id = ?1", &[id.into()])?;
    }
    Ok(())
}

/// Takes the side tables of a finding away.
pub(crate) fn remove_parts(engine: &mut dyn Engine, id: i64) -> Result<()> {
    engine.run("DELETE FROM finding_terms WHERE finding = ?1", &[id.into()])?;
    match engine.dialect() {
        Dialect::Sqlite => {
            engine.run("DELETE FROM finding_texts WHERE rowid = ?1", &[id.into()])?;
            engine.run("DELETE FROM finding_boxes WHERE id = ?1", &[id.into()])?;
        }
        Dialect::Postgres => {
            engine.run("DELETE FROM finding_texts WHERE id = ?1", &[id.into()])?;
        }
    }
    Ok(())
}

/// Puts the findings of a document onto another shelf.
pub(crate) fn reshelve(engine: &mut dyn Engine, document: i64, shelf: i64) -> Result<()> {
    let of = "(SELECT id FROM findings WHERE document = ?1)";
    let values = [document.into(), shelf.into()];
    engine.run(&format!("UPDATE finding_terms SET shelf = ?2 WHERE finding IN {of}"), &values)?;
    if engine.dialect() == Dialect::Sqlite {
        engine.run(&format!("UPDATE finding_boxes SET shelf = ?2 WHERE id IN {of}"), &values)?;
    }
    engine.run("UPDATE findings SET shelf = ?2 WHERE document = ?1", &values)?;
    Ok(())
}
