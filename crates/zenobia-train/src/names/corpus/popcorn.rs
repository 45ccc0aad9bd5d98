//! POPCORN: French reports in the style of intelligence. Its mentions include nouns and pronouns; those with a capital that is not the sentence's are names.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;
use zenobia_core::finder::Kind;

use super::{Mark, Text, outermost};

#[derive(Deserialize)]
struct Report {
    text: String,
    entities: Vec<Entity>,
}

#[derive(Deserialize)]
struct Entity {
    mentions: Vec<Mention>,
    #[serde(rename = "type")]
    kind: String,
}

#[derive(Deserialize)]
struct Mention {
    start: usize,
    end: usize,
}

/// Reads the reports, but for those that stand in other texts as well.
pub fn read(path: &Path, others: &[Text]) -> Result<Vec<Text>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let reports: BTreeMap<String, Report> = serde_json::from_str(&text)?;
    let plain = |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>();
    let others: Vec<String> = others.iter().map(|text| plain(&text.text)).collect();
    let common = common(reports.values().map(|report| report.text.as_str()));
    let mut texts = Vec::new();
    for report in reports.values() {
        let start: String = plain(&report.text).chars().take(40).collect();
        if others.iter().any(|other| other.contains(&start)) {
            continue;
        }
        let marks = marks(report, &common);
        let text = report.text.clone();
        texts.push(Text { corpus: "popcorn", genre: "popcorn".into(), text, marks, by_hand: true });
    }
    Ok(texts)
}

/// The words that the reports also write in lower case.
fn common<'a>(texts: impl Iterator<Item = &'a str>) -> BTreeSet<String> {
    let words = texts.flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
    words.filter(|word| word.starts_with(char::is_lowercase)).map(str::to_owned).collect()
}

fn marks(report: &Report, common: &BTreeSet<String>) -> Vec<Mark> {
    let letters: Vec<char> = report.text.chars().collect();
    let mut marks = Vec::new();
    for entity in &report.entities {
        let kind = match entity.kind.as_str() {
            "CIVILIAN" | "TERRORIST_OR_CRIMINAL" => Some(Kind::Person),
            "MILITARY" => Some(Kind::Person),
            "PLACE" => Some(Kind::Place),
            "MILITARY_ORGANISATION" => Some(Kind::Force),
            kind if kind.ends_with("_ORGANISATION") => Some(Kind::Organisation),
            "GROUP_OF_INDIVIDUALS" => Some(Kind::Organisation),
            "MATERIEL" => Some(Kind::Product),
            _ => continue,
        };
        for mention in &entity.mentions {
            let wording: String = letters.get(mention.start..mention.end).unwrap_or_default().iter().collect();
            if is_name(&wording, common) {
                marks.push((mention.start..mention.end, kind));
            }
        }
    }
    outermost(marks)
}

/// Whether a word of it has a capital and is not one that occurs in lower case, or comes after the first word.
fn is_name(wording: &str, common: &BTreeSet<String>) -> bool {
    let words = wording.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut capitals = words.enumerate().filter(|(_, word)| word.starts_with(char::is_uppercase));
    capitals.any(|(at, word)| at > 0 || word.chars().count() > 1 && !common.contains(&word.to_lowercase()))
}
