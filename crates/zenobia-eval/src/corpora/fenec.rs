//! FENEC (Millour et al. 2022): names in eleven genres of French. A `.txt` beside an `.ann` of sort, start, end, words.

use zenobia_core::document::Document;
use zenobia_core::span::Span;

use super::marked::{MarkedEntity, MarkedText, Sort};

/// Reads a text and its names; what is neither a person, nor an organization, nor a place is left out.
///
/// ```
/// let marked = zenobia_eval::corpora::fenec::read("f1", "Awa Sy court.", "PERS\t0\t6\tAwa Sy\t2\nTIME\t7\t9\tx\t1\n");
/// assert_eq!(marked.entities.len(), 1);
/// ```
pub fn read(id: &str, text: &str, annotation: &str) -> MarkedText {
    let document =
        Document { id: id.into(), text: text.to_owned(), language: Some("fr".into()), ..Document::default() };
    MarkedText { document, entities: annotation.lines().filter_map(entity).collect(), aside: Vec::new() }
}

fn entity(line: &str) -> Option<MarkedEntity> {
    let mut columns = line.split('\t');
    let sorts = match columns.next()? {
        "PERS" => vec![Sort::Person],
        "ORG" => vec![Sort::Organisation, Sort::Military, Sort::Group],
        "LOC" => vec![Sort::Place],
        _ => return None,
    };
    let span = Span::new(columns.next()?.parse().ok()?, columns.next()?.parse().ok()?);
    (span.start < span.end).then(|| MarkedEntity { sorts, mentions: vec![span] })
}
