//! A report, read for the store.

use std::collections::HashSet;

use zenobia_core::document::Document;
use zenobia_core::record::{PublishedFrom, Record, sha256};
use zenobia_formats::take_in::is_taken_in;
use zenobia_store::{Accepted, Failure, Offer, Origin, Result, Store};

use crate::library::Library;

/// What comes of one report.
#[derive(Debug)]
pub struct Offered {
    /// For the store.
    pub offer: Offer,
    /// What there is to tell of it.
    pub note: Option<String>,
}

/// Digests of the texts that need not be read again.
///
/// # Errors
/// When the database cannot be read.
pub fn known(store: &mut Store) -> Result<HashSet<String>> {
    let mut known = HashSet::new();
    store.digests(&mut |digest| {
        known.insert(digest.to_owned());
    })?;
    Ok(known)
}

/// Reads a report, unless its text is known.
pub fn offer(document: Document, library: &Library, known: &HashSet<String>) -> Offered {
    let origin = origin(&document);
    if document.text.trim().is_empty() {
        let reason = format!("{}: holds no text; is it whole, and no picture of a text?", origin.location);
        let failure = Failure { location: origin.location, reason, options: String::from("[]") };
        return Offered { offer: Offer::Failed(failure), note: None };
    }
    let sha256 = sha256(&document.text);
    if known.contains(&sha256) {
        return Offered { offer: Offer::Known { sha256, origin }, note: None };
    }
    let mut record = library.read(&document);
    let told = record.notes.iter().find_map(|note| match note.kind.as_str() {
        "language-not-supported" => Some(format!("kept, but not read: {}", note.message)),
        "not-read" => Some(format!("kept, but read in part: {}", note.message)),
        _ => None,
    });
    let note = told.map(|told| format!("{}: {told}", document.id));
    record.report.text = Some(document.text);
    Offered { offer: Offer::Read(Box::new(Accepted::new(record, origin))), note }
}

/// What comes of a record: its report is read again, so that all in a database was read alike. Another project's event is kept as it is, for
/// its text is columns.
///
/// # Errors
/// When it does not carry its text.
pub fn offer_record(
    record: Record,
    library: &Library,
    known: &HashSet<String>,
) -> std::result::Result<Offered, Failure> {
    if !is_taken_in(&record) {
        return to_document(record).map(|document| offer(document, library, known));
    }
    let report = &record.report;
    let origin = Origin {
        location: report.id.clone(),
        title: report.title.clone(),
        published: report.published.clone(),
        publisher: report.publisher.clone(),
        url: report.url.clone(),
    };
    let offer = match known.contains(&report.sha256) {
        true => Offer::Known { sha256: report.sha256.clone(), origin },
        false => Offer::Read(Box::new(Accepted::of_line(record, origin))),
    };
    Ok(Offered { offer, note: None })
}

/// Where a report was found, and what was said about it there.
pub fn origin(document: &Document) -> Origin {
    Origin {
        location: document.location.clone().or_else(|| document.url.clone()).unwrap_or_else(|| document.id.to_string()),
        title: document.title.clone(),
        published: document.published.map(|day| day.to_string()),
        publisher: document.publisher.clone(),
        url: document.url.clone(),
    }
}

/// The report of a record that carries its text.
///
/// # Errors
/// When the record does not carry it.
pub fn to_document(record: Record) -> std::result::Result<Document, Failure> {
    let report = record.report;
    let given = report.published_from == Some(PublishedFrom::Given);
    match report.text {
        Some(text) => Ok(Document {
            id: report.id.into(),
            text,
            language: (!report.language.is_empty()).then(|| report.language.into()),
            published: report.published.filter(|_| given).and_then(|day| day.parse().ok()),
            publisher: report.publisher,
            url: report.url,
            title: report.title,
            location: None,
        }),
        None => Err(Failure {
            reason: format!(
                "{}: a record without its text; write it with `zenobia read --with-text`, or add the report itself",
                report.id
            ),
            location: report.id,
            options: String::new(),
        }),
    }
}
