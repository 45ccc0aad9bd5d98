//! Long reports: read part by part, so that time grows with the length of a report and memory does not; what lies beyond the limit is noted.

use std::ops::Range;

use super::join::Joined;
use crate::document::Document;
use crate::record::{Note, PublishedFrom, Record, sha256};
use crate::span::Span;

/// How much of a report is read, and how much of it at once. Both count code points.
///
/// A report of news has a few thousand code points, a book less than a million: what is longer than a part is rare, and what is longer than the
/// limit is no report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Most that is read at once. Who is meant by "he" or "the army" is looked for inside of a part.
    pub part: usize,
    /// Most that is read at all; the rest is noted.
    pub report: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { part: 1 << 17, report: 10 << 20 }
    }
}

/// Reads a report by `one`, as a whole where it is no longer than a part.
pub(super) fn read(document: &Document, limits: Limits, one: impl Fn(&Document) -> Record) -> Record {
    let text = &document.text;
    let end = after(text, 0, limits.report);
    let parts = cut(&text[..end], limits.part);
    if parts.len() < 2 && end == text.len() {
        return one(document);
    }
    let mut joined = Joined::default();
    let mut spans = Vec::with_capacity(parts.len());
    let mut published = (document.published, None);
    let mut start = 0;
    for part in parts {
        let words = &text[part];
        let length = words.chars().count() as u32;
        let mut record = one(&Document { published: published.0, ..beside(document, words) });
        match published.1 {
            None => {
                let day = record.report.published.as_deref().and_then(|day| day.parse().ok());
                published = (published.0.or(day), Some((record.report.published.take(), record.report.published_from)));
            }
            Some((_, Some(PublishedFrom::Dateline))) => from_dateline(&mut record),
            Some(_) => {}
        }
        spans.push(Span::new(start, start + length));
        joined.add(record, start);
        start += length;
    }
    let mut record = joined.finish();
    let (day, from) = published.1.unwrap_or_default();
    (record.report.published, record.report.published_from) = (day, from);
    record.report.sha256 = sha256(text);
    record.report.length = start + text[end..].chars().count() as u32;
    record.notes.extend((spans.len() > 1).then(|| in_parts(spans)));
    record.notes.extend((end < text.len()).then(|| not_read(start, record.report.length)));
    record
}

/// The same document with other words.
fn beside(document: &Document, words: &str) -> Document {
    Document {
        id: document.id.clone(),
        text: words.to_owned(),
        language: document.language.clone(),
        published: document.published,
        publisher: document.publisher.clone(),
        url: document.url.clone(),
        title: document.title.clone(),
        location: document.location.clone(),
    }
}

/// The day that the first part took from its dateline was given to the others.
fn from_dateline(record: &mut Record) {
    for time in &mut record.times {
        if time.anchor.as_deref() == Some("published") {
            time.anchor = Some("dateline".to_owned());
        }
    }
}

fn in_parts(spans: Vec<Span>) -> Note {
    let message = format!(
        "The report is long and was read in {} parts; who is meant by a pronoun or a description was looked for inside of each.",
        spans.len()
    );
    Note { kind: "read-in-parts".to_owned(), message, spans }
}

fn not_read(start: u32, end: u32) -> Note {
    let message = format!(
        "The report is too long: of {end} characters, the first {start} were read and the rest was not. Cut it into its articles or chapters."
    );
    Note { kind: "not-read".to_owned(), message, spans: vec![Span::new(start, end)] }
}

/// The byte that lies some code points after another; the end of the text where it has fewer.
fn after(text: &str, start: usize, count: usize) -> usize {
    // No code point is longer than four bytes, none shorter than one.
    if text.len() - start <= count {
        return text.len();
    }
    text[start..].char_indices().nth(count).map_or(text.len(), |(at, _)| start + at)
}

/// Cuts a text into parts of about equal worth: at the end of a paragraph, a line, a sentence or a word in the second half of a part.
fn cut(text: &str, most: usize) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    loop {
        let end = after(text, start, most);
        if end == text.len() {
            parts.push(start..end);
            return parts;
        }
        let half = after(text, start, most / 2);
        let cut = seam(&text[half..end]).map_or(end, |at| half + at);
        parts.push(start..cut);
        start = cut;
    }
}

/// Where a stretch is best cut.
fn seam(stretch: &str) -> Option<usize> {
    let closes = |letter: &char| matches!(letter, '"' | '”' | '»' | ')' | ' ');
    let stop = |letter: char| matches!(letter, '.' | '!' | '?' | '…' | '؟' | '。');
    let marked = |at: usize| stretch[..at].chars().rev().take(3).find(|letter| !closes(letter)).is_some_and(stop);
    let spaces = || stretch.char_indices().rev().filter(|(_, letter)| letter.is_whitespace());
    let behind = |(at, letter): (usize, char)| at + letter.len_utf8();
    let line = || stretch.rfind('\n').map(|at| at + 1);
    let paragraph = stretch.rfind("\n\n").map(|at| at + 2);
    paragraph
        .or_else(line)
        .or_else(|| spaces().find(|&(at, _)| marked(at)).map(behind))
        .or_else(|| spaces().next().map(behind))
}

#[cfg(test)]
mod tests {
    use super::{after, cut};

    #[test]
    fn a_text_is_cut_at_paragraphs_then_lines_then_sentences_then_words() {
        let parts = |text: &'static str, most| cut(text, most).into_iter().map(|part| &text[part]).collect::<Vec<_>>();
        assert_eq!(parts("Homs fell.\n\nHama held on.", 16), ["Homs fell.\n\n", "Hama held on."]);
        assert_eq!(parts("Homs fell. It did\nso. Hama held.", 22), ["Homs fell. It did\n", "so. Hama held."]);
        assert_eq!(parts("Homs fell. Hama held on.", 16), ["Homs fell. ", "Hama held on."]);
        assert_eq!(parts("Homs fell and Hama held", 16), ["Homs fell and ", "Hama held"]);
    }

    #[test]
    fn what_has_no_seam_is_cut_anywhere_and_nothing_is_lost() {
        let text = "é".repeat(1001);
        let parts = cut(&text, 10);
        assert_eq!(parts.len(), 101);
        assert!(parts.windows(2).all(|pair| pair[0].end == pair[1].start));
        assert_eq!(parts.last().map(|part| part.end), Some(text.len()));
    }

    #[test]
    fn code_points_are_counted_and_not_bytes() {
        assert_eq!((after("été", 0, 1), after("été", 2, 9), after("été", 0, 3)), (2, 5, 5));
    }
}
