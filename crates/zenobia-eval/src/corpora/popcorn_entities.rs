//! Persons, groups, organizations, forces and places of POPCORN, with all of their mentions.

use std::collections::BTreeMap;

use serde::Deserialize;
use zenobia_core::document::Document;
use zenobia_core::span::Span;

use super::marked::{MarkedEntity, MarkedText, Sort};

#[derive(Deserialize)]
struct Report {
    text: String,
    entities: Vec<Entity>,
}

#[derive(Deserialize)]
struct Entity {
    #[serde(rename = "type")]
    kind: String,
    mentions: Vec<Mention>,
}

#[derive(Deserialize)]
struct Mention {
    start: u32,
    end: u32,
}

/// Reads a file of the corpus: a JSON object of reports by id.
///
/// # Errors
/// When the text is not such an object.
///
/// ```
/// use zenobia_eval::corpora::{marked::Sort, popcorn_entities::read};
/// let file = r#"{"1": {"text": "Awa Sy court. Elle rit.", "entities": [
///   {"type": "CIVILIAN", "mentions": [{"start": 0, "end": 6}, {"start": 14, "end": 18}]}
/// ]}}"#;
/// let texts = read(file).unwrap();
/// assert_eq!(texts[0].entities[0].sorts, [Sort::Person]);
/// assert_eq!(texts[0].entities[0].mentions.len(), 2);
/// ```
pub fn read(source: &str) -> Result<Vec<MarkedText>, serde_json::Error> {
    let reports: BTreeMap<String, Report> = serde_json::from_str(source)?;
    Ok(reports.into_iter().map(|(id, report)| marked(&id, report)).collect())
}

fn marked(id: &str, report: Report) -> MarkedText {
    let document = Document { id: id.into(), text: report.text, language: Some("fr".into()), ..Document::default() };
    let entities = report.entities.iter().filter_map(entity).collect();
    let attributes = report.entities.iter().filter(|entity| is_attribute(&entity.kind));
    let aside =
        attributes.flat_map(|entity| &entity.mentions).map(|mention| Span::new(mention.start, mention.end)).collect();
    MarkedText { document, entities, aside }
}

/// Whether a type says what an entity is, has or is called, and is told beside its mentions.
fn is_attribute(kind: &str) -> bool {
    matches!(kind, "CATEGORY_0" | "NATIONALITY" | "FIRSTNAME_0" | "LASTNAME_0")
}

fn entity(entity: &Entity) -> Option<MarkedEntity> {
    let sort = match entity.kind.as_str() {
        "CIVILIAN" | "MILITARY" | "TERRORIST_OR_CRIMINAL" => Sort::Person,
        "GROUP_OF_INDIVIDUALS" => Sort::Group,
        "MILITARY_ORGANISATION" => Sort::Military,
        "PLACE" => Sort::Place,
        kind if kind.ends_with("_ORGANISATION") => Sort::Organisation,
        _ => return None,
    };
    let mut mentions: Vec<Span> = entity.mentions.iter().map(|mention| Span::new(mention.start, mention.end)).collect();
    mentions.sort_by_key(|span| (span.start, span.end));
    (!mentions.is_empty()).then(|| MarkedEntity { sorts: vec![sort], mentions })
}
