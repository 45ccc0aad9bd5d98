//! Taking reports in: each batch whole or not at all, and no text twice.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use zenobia_core::record::Record;
use zenobia_core::row::of_record;

use crate::address::{host, is_page};
use crate::engine::{Conflict, Engine, Value, first, number};
use crate::error::Result;
use crate::flat::{CLAIMS, Flat, OLD, Term, flatten};
use crate::index::{self, Entry};
use crate::intake;
use crate::offer::{Offer, Origin, Taken};
use crate::pieces::mark_document;
use crate::store::{Store, now};
use crate::words::{Words, words};

/// A report that was read, ready to be kept. Making it costs more than keeping it, and may be done on any thread.
#[derive(Clone, Debug)]
pub struct Accepted {
    record: Record,
    text: String,
    origin: Origin,
    json: String,
    flats: Vec<Flat>,
    words: Words,
    /// Whether it is an event of another project's file, of which a later file may have a newer version.
    is_line: bool,
}

impl Accepted {
    /// Takes a record apart; `record.report.text` has to hold the text.
    pub fn new(mut record: Record, origin: Origin) -> Accepted {
        let flats = of_record(&record).iter().map(flatten).collect();
        let text = record.report.text.take().unwrap_or_default();
        let json = serde_json::to_string(&record).expect("a record has string keys only");
        let title = record.report.title.as_deref().unwrap_or_default();
        let words = words(&format!("{title}\n{text}"), &record.report.language);
        Accepted { text, origin, json, flats, words, record, is_line: false }
    }

    /// Takes a record apart that was made of another project's data. It is a page of its own, known by the id that the project gives
    /// it: an address that many events are told at makes them no versions of one another.
    pub fn of_line(record: Record, origin: Origin) -> Accepted {
        Accepted { is_line: true, ..Accepted::new(record, origin) }
    }

    /// What versions of the same have in common.
    fn page(&self) -> Option<&str> {
        let report = &self.record.report;
        if self.is_line { Some(&report.id) } else { report.url.as_deref().filter(|url| is_page(url)) }
    }

    /// What stands in the database as its address.
    fn address(&self) -> Option<&str> {
        self.page().or(self.record.report.url.as_deref())
    }

    pub(crate) fn sha256(&self) -> &str {
        &self.record.report.sha256
    }

    pub(crate) fn flats(&self) -> &[Flat] {
        &self.flats
    }

    pub(crate) fn json(&self) -> &str {
        &self.json
    }

    /// The same under another name.
    fn renamed(&self, name: String) -> Accepted {
        let mut record = self.record.clone();
        record.report.id = name;
        record.report.text = Some(self.text.clone());
        Accepted { is_line: self.is_line, ..Accepted::new(record, self.origin.clone()) }
    }
}

impl Store {
    /// Takes a batch in, in one transaction; `reader` names the program and data that read it.
    ///
    /// # Errors
    /// When the database cannot be written; then nothing of the batch is kept.
    pub fn take_in(&mut self, batch: &[Offer], reader: &str) -> Result<Vec<Taken>> {
        self.transact(|engine, terms| {
            let mut taking = Taking { now: now(), reader, kept: Vec::new(), old: BTreeSet::new() };
            let taken = batch.iter().map(|offer| taking.offer(engine, offer)).collect::<Result<Vec<Taken>>>()?;
            taking.index(engine, terms)?;
            if taken.iter().any(|taken| matches!(taken, Taken::New | Taken::Version)) {
                mark_changed(engine)?;
            }
            Ok(taken)
        })
    }

    /// Hands over the digest of every text that is kept.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn digests(&mut self, take: &mut dyn FnMut(&str)) -> Result<()> {
        self.engine.each("SELECT sha256 FROM documents", &[], &mut |row| {
            take(row.first().and_then(Value::str).unwrap_or_default());
            Ok(())
        })
    }
}

/// What of a batch goes into the store.
struct Taking<'a> {
    now: String,
    reader: &'a str,
    kept: Vec<(i64, Cow<'a, Accepted>)>,
    /// Documents that newer versions in this batch have replaced.
    old: BTreeSet<i64>,
}

impl<'a> Taking<'a> {
    fn offer(&mut self, engine: &mut dyn Engine, offer: &'a Offer) -> Result<Taken> {
        match offer {
            Offer::Failed(failure) => intake::log(engine, failure, &self.now).map(|()| Taken::Failed),
            Offer::Known { sha256, origin } => match document_of(engine, sha256)? {
                Some(document) => self.again(engine, document, origin),
                None => Ok(Taken::Known),
            },
            Offer::Read(accepted) => match document_of(engine, &accepted.record.report.sha256)? {
                Some(document) => self.again(engine, document, &accepted.origin),
                None => self.keep(engine, accepted),
            },
        }
    }

    fn again(&mut self, engine: &mut dyn Engine, document: i64, origin: &Origin) -> Result<Taken> {
        let is_new = self.origin(engine, document, origin)?;
        intake::settle(engine, &origin.location, &self.now)?;
        Ok(if is_new { Taken::Origin } else { Taken::Known })
    }

    fn origin(&self, engine: &mut dyn Engine, document: i64, origin: &Origin) -> Result<bool> {
        let Origin { location, title, published, publisher, url } = origin;
        let sql = "INSERT INTO origins (document, location, title, published, publisher, url, seen) \
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING";
        let values = [
            document.into(),
            location.as_str().into(),
            title.clone().into(),
            published.clone().into(),
            publisher.clone().into(),
            url.clone().into(),
            self.now.as_str().into(),
        ];
        Ok(engine.run(sql, &values)? > 0)
    }

    fn keep(&mut self, engine: &mut dyn Engine, accepted: &'a Accepted) -> Result<Taken> {
        // Before it gets another name, where a version of before has it.
        let (page, address) = (accepted.page(), accepted.address().map(str::to_owned));
        let before = version_before(engine, page)?;
        let accepted = named(engine, accepted)?;
        let report = &accepted.record.report;
        let id = number(engine, "SELECT coalesce(max(id), 0) FROM documents", &[])? + 1;
        if let Some(before) = &before {
            engine.run("UPDATE documents SET current = 0 WHERE page = ?1", &[before.page.into()])?;
            index::reshelve(engine, before.document, OLD)?;
            self.old.insert(before.document);
            mark_document(engine, before.document)?;
        }
        let source = self.source(engine, report.publisher.as_deref(), report.url.as_deref())?;
        let row = vec![
            id.into(),
            report.id.as_str().into(),
            report.sha256.as_str().into(),
            accepted.text.as_str().into(),
            report.language.as_str().into(),
            report.title.clone().into(),
            report.published.clone().into(),
            source.into(),
            address.into(),
            self.now.as_str().into(),
            before.as_ref().map_or(id, |before| before.page).into(),
            before.as_ref().map_or(1, |before| before.version + 1).into(),
            Value::Int(1),
        ];
        engine.fill("documents", DOCUMENT, &[row], Conflict::Refuse)?;
        let record = vec![id.into(), self.reader.into(), self.now.as_str().into(), accepted.json.as_str().into()];
        engine.fill("records", &["document", "reader", "made", "record"], &[record], Conflict::Refuse)?;
        self.origin(engine, id, &accepted.origin)?;
        intake::settle(engine, &accepted.origin.location, &self.now)?;
        mark_document(engine, id)?;
        self.kept.push((id, accepted));
        Ok(if before.is_some() { Taken::Version } else { Taken::New })
    }

    fn source(&self, engine: &mut dyn Engine, name: Option<&str>, url: Option<&str>) -> Result<Option<i64>> {
        let host = url.and_then(host);
        let Some(name) = name.or(host) else { return Ok(None) };
        let sql = "SELECT id FROM sources WHERE name = ?1";
        if let Some(found) = first(engine, sql, &[name.into()])? {
            return Ok(found.first().and_then(Value::int));
        }
        let id = number(engine, "SELECT coalesce(max(id), 0) FROM sources", &[])? + 1;
        let row = vec![id.into(), name.into(), host.map(str::to_owned).into(), self.now.as_str().into()];
        engine.fill("sources", &["id", "name", "host", "added"], &[row], Conflict::Refuse)?;
        Ok(Some(id))
    }

    fn index(&self, engine: &mut dyn Engine, terms: &mut BTreeMap<Term, i64>) -> Result<()> {
        let entries = self.kept.iter().flat_map(|(id, accepted)| {
            let shelf = if self.old.contains(id) { OLD } else { CLAIMS };
            accepted.flats.iter().map(move |flat| Entry { flat, shelf, document: Some(*id) })
        });
        index::insert(engine, terms, &entries.collect::<Vec<_>>())?;
        let texts: Vec<(i64, &Words)> = self.kept.iter().map(|(id, accepted)| (*id, &accepted.words)).collect();
        index::insert_texts(engine, "document_texts", &texts)
    }
}

const DOCUMENT: &[&str] = &[
    "id",
    "name",
    "sha256",
    "text",
    "language",
    "title",
    "published",
    "source",
    "url",
    "added",
    "page",
    "version",
    "current",
];

pub(crate) fn document_of(engine: &mut dyn Engine, sha256: &str) -> Result<Option<i64>> {
    let found = first(engine, "SELECT id FROM documents WHERE sha256 = ?1", &[sha256.into()])?;
    Ok(found.and_then(|row| row.first().and_then(Value::int)))
}

/// A report under a name that no other text has: where it is taken, eight digits of the text's digest follow it.
fn named<'a>(engine: &mut dyn Engine, accepted: &'a Accepted) -> Result<Cow<'a, Accepted>> {
    let report = &accepted.record.report;
    let is_taken = |engine: &mut dyn Engine, name: &str| {
        first(engine, "SELECT id FROM documents WHERE name = ?1", &[name.into()]).map(|found| found.is_some())
    };
    if !is_taken(engine, &report.id)? {
        return Ok(Cow::Borrowed(accepted));
    }
    let short = format!("{}-{}", report.id, report.sha256.get(..8).unwrap_or_default());
    let name = if is_taken(engine, &short)? { format!("{}-{}", report.id, report.sha256) } else { short };
    Ok(Cow::Owned(accepted.renamed(name)))
}

/// The version of a page that a new text replaces.
struct Before {
    document: i64,
    page: i64,
    version: i64,
}

fn version_before(engine: &mut dyn Engine, page: Option<&str>) -> Result<Option<Before>> {
    let Some(page) = page else { return Ok(None) };
    let sql = "SELECT id, page, version FROM documents WHERE url = ?1 ORDER BY version DESC LIMIT 1";
    let number = |row: &[Value], at: usize| row.get(at).and_then(Value::int).unwrap_or_default();
    let found = first(engine, sql, &[page.into()])?;
    Ok(found.map(|row| Before { document: number(&row, 0), page: number(&row, 1), version: number(&row, 2) }))
}

/// Notes that the events do not hold everything any more.
pub(crate) fn mark_changed(engine: &mut dyn Engine) -> Result<()> {
    let sql = "INSERT INTO facts (name, value) VALUES ('changed', '1') \
               ON CONFLICT (name) DO UPDATE SET value = CAST(CAST(facts.value AS INTEGER) + 1 AS TEXT)";
    engine.run(sql, &[]).map(drop)
}
