//! Events of POPCORN and what relates them to places, days, doers and numbers.

use std::collections::BTreeMap;

use serde::Deserialize;
use zenobia_core::span::Span;

/// A report with its entities and relations.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    /// Its name in the file.
    pub id: String,
    /// The plain text.
    pub text: String,
    /// All entities, events among them, by their numbers in the file.
    pub entities: BTreeMap<u32, Entity>,
    /// Subject, predicate, object.
    pub relations: Vec<(u32, String, u32)>,
}

/// Something that is told of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entity {
    /// Its type, such as `RIOT` or `PLACE`.
    pub kind: String,
    /// Where it is told of, in order.
    pub mentions: Vec<Span>,
}

impl Entity {
    /// Whether some mention shares words with a stretch.
    pub fn touches(&self, span: Span) -> bool {
        self.mentions.iter().any(|mention| mention.overlaps(span))
    }
}

#[derive(Deserialize)]
struct Report {
    text: String,
    entities: Vec<Listed>,
    #[serde(default)]
    relations: Vec<(u32, String, u32)>,
}

#[derive(Deserialize)]
struct Listed {
    id: u32,
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
/// use zenobia_eval::corpora::popcorn_events::read;
/// let file = r#"{"1": {"text": "Une émeute à Lyre.", "entities": [
///   {"id": 0, "type": "RIOT", "mentions": [{"start": 4, "end": 10}]},
///   {"id": 1, "type": "PLACE", "mentions": [{"start": 13, "end": 17}]}
/// ], "relations": [[0, "IS_LOCATED_IN", 1]]}}"#;
/// let reports = read(file).unwrap();
/// assert_eq!(reports[0].entities[&0].kind, "RIOT");
/// assert_eq!(reports[0].relations[0].1, "IS_LOCATED_IN");
/// ```
pub fn read(source: &str) -> Result<Vec<Told>, serde_json::Error> {
    let reports: BTreeMap<String, Report> = serde_json::from_str(source)?;
    Ok(reports.into_iter().map(|(id, report)| told(id, report)).collect())
}

fn told(id: String, report: Report) -> Told {
    let entity = |listed: Listed| {
        let mut mentions: Vec<Span> =
            listed.mentions.iter().map(|mention| Span::new(mention.start, mention.end)).collect();
        mentions.sort_by_key(|span| (span.start, span.end));
        (listed.id, Entity { kind: listed.kind, mentions })
    };
    let entities = report.entities.into_iter().map(entity).collect();
    Told { id, text: report.text, entities, relations: report.relations }
}
