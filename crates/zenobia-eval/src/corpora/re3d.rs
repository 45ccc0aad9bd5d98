//! re3d (DSTL): English reports on Syria and Iraq with mentions of persons, organizations, nationalities and places, not linked.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use zenobia_core::document::Document;
use zenobia_core::span::Span;

use super::marked::{MarkedEntity, MarkedText, Sort};

#[derive(Deserialize)]
struct Report {
    #[serde(rename = "_id")]
    id: String,
    text: String,
}

#[derive(Deserialize)]
struct Mention {
    begin: u32,
    end: u32,
    #[serde(rename = "type")]
    kind: String,
    #[serde(rename = "documentId")]
    report: String,
}

/// Reads `documents.json` and `entities.json` of one source: an object a line. A stretch that is marked as two sorts may be either.
///
/// # Errors
/// When a line is not such an object.
///
/// ```
/// let documents = r#"{"_id": "d", "text": "Syria said so."}"#;
/// let entities = r#"{"begin": 0, "end": 5, "type": "Organisation", "documentId": "d"}
/// {"begin": 0, "end": 5, "type": "Location", "documentId": "d"}"#;
/// let texts = zenobia_eval::corpora::re3d::read(documents, entities).unwrap();
/// assert_eq!(texts[0].entities.len(), 1);
/// ```
pub fn read(documents: &str, entities: &str) -> Result<Vec<MarkedText>, serde_json::Error> {
    let mut spans: BTreeMap<String, BTreeMap<(u32, u32), Vec<Sort>>> = BTreeMap::new();
    for mention in objects::<Mention>(entities)? {
        if let Some(sorts) = sorts(&mention.kind) {
            let of_report = spans.entry(mention.report).or_default();
            of_report.entry((mention.begin, mention.end)).or_default().extend(sorts);
        }
    }
    let marked = |report: Report| {
        let spans = spans.get(&report.id).into_iter().flatten();
        let entity = |(&(start, end), sorts): (&(u32, u32), &Vec<Sort>)| MarkedEntity {
            sorts: sorts.clone(),
            mentions: vec![Span::new(start, end)],
        };
        let entities = spans.map(entity).collect();
        let document = Document {
            id: report.id.as_str().into(),
            text: report.text,
            language: Some("en".into()),
            ..Document::default()
        };
        MarkedText { document, entities, aside: Vec::new() }
    };
    Ok(objects::<Report>(documents)?.into_iter().map(marked).collect())
}

fn objects<T: DeserializeOwned>(lines: &str) -> Result<Vec<T>, serde_json::Error> {
    lines.lines().filter(|line| !line.trim().is_empty()).map(serde_json::from_str).collect()
}

fn sorts(kind: &str) -> Option<Vec<Sort>> {
    Some(match kind {
        "Person" => vec![Sort::Person, Sort::Group],
        "Organisation" => vec![Sort::Organisation, Sort::Military, Sort::Group],
        "Location" => vec![Sort::Place],
        _ => return None,
    })
}
