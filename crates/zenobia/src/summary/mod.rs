//! A record for people: what happened, where and when, tolls, who says so, notes.

mod claims;
pub mod days;
mod labels;
mod lists;
mod names;
mod sites;

use zenobia_core::condition::Conditions;
use zenobia_core::record::{PublishedFrom, Record};

pub use labels::Labels;
pub use lists::grouped;
use names::Names;
use paint::{Look, Paint};
pub use zenobia_desk::{Paragraph, paint};

/// What things are called in the language of the labels.
pub struct Vocabulary<'a> {
    /// The gloss of an event type, or of its mode.
    pub gloss: &'a dyn Fn(&str, Option<&str>) -> String,
    /// The name of a key of the knowledge base.
    pub known: &'a dyn Fn(&str) -> Option<String>,
    /// The terms for the damage to sites.
    pub conditions: &'a Conditions,
}

/// Lines of at most some columns that are being written.
pub struct Sheet {
    /// Colors or none.
    paint: Paint,
    columns: usize,
    lines: Vec<String>,
}

impl Sheet {
    /// An empty sheet.
    pub fn new(paint: Paint, columns: usize) -> Sheet {
        Sheet { paint, columns, lines: Vec::new() }
    }

    /// A heading with an empty line before it.
    pub fn heading(&mut self, text: &str) {
        self.gap();
        self.paragraph(&Paragraph::default().and(Look::Heading, text), 0, 2);
    }

    /// A paragraph, its later lines hanging at `rest`.
    pub fn paragraph(&mut self, paragraph: &Paragraph, first: usize, rest: usize) {
        self.lines.extend(paragraph.lines(self.columns, first, rest, self.paint));
    }

    /// An empty line.
    fn gap(&mut self) {
        self.lines.push(String::new());
    }

    /// The whole text; it ends with a line break.
    pub fn text(&self) -> String {
        self.lines.join("\n") + "\n"
    }
}

/// A page that is being written.
struct Page<'a> {
    names: Names<'a>,
    labels: &'static Labels,
    vocabulary: &'a Vocabulary<'a>,
    sheet: Sheet,
}

/// The summary of a record, in lines of at most `columns` columns; it ends with a line break.
pub fn write(
    record: &Record,
    vocabulary: &Vocabulary<'_>,
    labels: &'static Labels,
    paint: Paint,
    columns: usize,
) -> String {
    let names = Names::new(record, vocabulary.known, labels);
    let mut page = Page { names, labels, vocabulary, sheet: Sheet::new(paint, columns) };
    head(&mut page, record);
    claims::write(&mut page, record);
    lists::tolls(&mut page, record);
    sites::write(&mut page, record);
    lists::places(&mut page, record);
    lists::actors(&mut page, record);
    lists::sources(&mut page, record);
    lists::notes(&mut page, record);
    page.sheet.text()
}

fn head(page: &mut Page<'_>, record: &Record) {
    let (report, labels) = (&record.report, page.labels);
    let title = report.title.as_deref().unwrap_or(&report.id);
    page.sheet.paragraph(&Paragraph::default().and(Look::Heading, title), 0, 2);
    let mut facts = Vec::new();
    facts.extend(report.title.is_some().then(|| report.id.clone()));
    facts.extend(report.publisher.clone());
    facts.extend(report.published.as_deref().map(|day| {
        let day = days::iso_day(day, labels);
        match report.published_from {
            Some(PublishedFrom::Dateline) => format!("{} {day} ({})", labels.published, labels.from_dateline),
            _ => format!("{} {day}", labels.published),
        }
    }));
    facts.extend(report.published.is_none().then(|| labels.no_date.to_owned()));
    facts.extend(report.url.clone());
    page.sheet.paragraph(&Paragraph::default().and(Look::Faint, facts.join(" · ")), 0, 2);
}

#[cfg(test)]
mod tests;
