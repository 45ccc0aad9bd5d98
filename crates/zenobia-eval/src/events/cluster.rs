//! Clusters of short reports with the events they tell, as their files say it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use jiff::civil::Date;
use serde::Deserialize;
use thiserror::Error;
use zenobia_core::document::Document;

/// A few reports on the same happenings.
#[derive(Clone, Debug, PartialEq)]
pub struct Cluster {
    /// Name of its file.
    pub name: String,
    /// The reports.
    pub reports: Vec<Document>,
    /// What they tell.
    pub events: Vec<GoldEvent>,
}

/// An event that a careful reader takes the reports to tell.
#[derive(Clone, Debug, PartialEq)]
pub struct GoldEvent {
    /// Its name in the file.
    pub name: String,
    /// Event type.
    pub event: String,
    /// Whether it is there to be kept apart from another.
    pub decoy: bool,
    /// All claims of it, those that deny or announce it as well.
    pub claims: Vec<Anchor>,
    /// Its numbers.
    pub tolls: Vec<GoldToll>,
}

/// The words of a claim: where they stand in which report, in code points.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Anchor {
    /// Id of the report.
    pub report: String,
    /// First code point.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

/// A number of an event.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoldToll {
    /// What was done to them.
    pub effect: String,
    /// `deaths_a`, `deaths_b`, `civilians` or `unknown`, where it matters.
    #[serde(default)]
    pub side: Option<String>,
    /// Lowest that stands.
    pub low: u64,
    /// The one to use.
    pub best: u64,
    /// Highest that stands; left out for "or more".
    #[serde(default)]
    pub high: Option<u64>,
}

/// What is wrong with a file.
#[derive(Debug, Error)]
pub enum ClusterFault {
    /// The file or folder cannot be read.
    #[error("{0}: {1}")]
    File(String, std::io::Error),
    /// The file is not what it should be.
    #[error("{0}: {1}")]
    Content(String, String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    report: Vec<Report>,
    event: Vec<Event>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Report {
    id: String,
    language: String,
    published: Date,
    #[serde(default)]
    publisher: Option<String>,
    text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Event {
    name: String,
    event: String,
    #[serde(default)]
    decoy: bool,
    #[serde(default)]
    claims: Vec<String>,
    #[serde(default)]
    denied: Vec<String>,
    #[serde(default)]
    planned: Vec<String>,
    #[serde(default)]
    tolls: Vec<GoldToll>,
}

/// Reads all clusters of a folder, in the order of their names.
///
/// # Errors
/// Names the file that cannot be read, or the words that do not stand where it says.
pub fn load(folder: &Path) -> Result<Vec<Cluster>, ClusterFault> {
    let fault = |error| ClusterFault::File(folder.display().to_string(), error);
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(fault)? {
        paths.push(entry.map_err(fault)?.path());
    }
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    paths.sort();
    paths.iter().map(|path| read(path)).collect()
}

fn read(path: &Path) -> Result<Cluster, ClusterFault> {
    let shown = path.display().to_string();
    let text = fs::read_to_string(path).map_err(|error| ClusterFault::File(shown.clone(), error))?;
    let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    parse(&name, &text).map_err(|message| ClusterFault::Content(shown, message))
}

fn parse(name: &str, text: &str) -> Result<Cluster, String> {
    let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
    let reports: Vec<Document> = file.report.into_iter().map(document).collect();
    let texts: BTreeMap<&str, &str> = reports.iter().map(|report| (report.id.as_str(), report.text.as_str())).collect();
    let event = |event: Event| -> Result<GoldEvent, String> {
        let all = event.claims.iter().chain(&event.denied).chain(&event.planned);
        let claims = all.map(|claim| anchor(claim, &texts)).collect::<Result<_, _>>()?;
        Ok(GoldEvent { name: event.name, event: event.event, decoy: event.decoy, claims, tolls: event.tolls })
    };
    let events = file.event.into_iter().map(event).collect::<Result<_, _>>()?;
    Ok(Cluster { name: name.to_owned(), reports, events })
}

fn document(report: Report) -> Document {
    Document {
        id: report.id.into(),
        text: report.text.trim().to_owned(),
        language: Some(report.language.into()),
        published: Some(report.published),
        publisher: report.publisher,
        url: None,
        title: None,
        location: None,
    }
}

/// `report words` or `report words#2`, for the second time that the words stand there.
fn anchor(claim: &str, texts: &BTreeMap<&str, &str>) -> Result<Anchor, String> {
    let (report, words) = claim.split_once(' ').ok_or_else(|| format!("`{claim}`: write `report words`"))?;
    let (words, nth) = words.split_once('#').map_or((words, 1), |(words, nth)| (words, nth.parse().unwrap_or(0)));
    let text = texts.get(report).ok_or_else(|| format!("`{claim}`: there is no report `{report}`"))?;
    let found = text.match_indices(words).nth(usize::wrapping_sub(nth, 1));
    let (byte, _) = found.ok_or_else(|| format!("`{claim}`: the words do not stand there"))?;
    let start = text[..byte].chars().count() as u32;
    Ok(Anchor { report: report.to_owned(), start, end: start + words.chars().count() as u32 })
}

#[cfg(test)]
mod tests {
    use super::parse;

    const FILE: &str = r#"
[[report]]
id = "a"
language = "fr"
published = "2020-01-02"
text = """
Été tué, deux fois tué.
"""

[[event]]
name = "death"
event = "ASSAULT"
claims = ["a tué", "a tué#2"]
"#;

    #[test]
    fn words_are_found_by_their_number() {
        let cluster = parse("x", FILE).unwrap();
        let starts: Vec<u32> = cluster.events[0].claims.iter().map(|claim| claim.start).collect();
        assert_eq!(starts, [4, 19]);
    }

    #[test]
    fn words_that_do_not_stand_there_are_named() {
        let fault = parse("x", &FILE.replace("a tué#2", "a tué#3")).unwrap_err();
        assert!(fault.contains("`a tué#3`"), "{fault}");
    }
}
