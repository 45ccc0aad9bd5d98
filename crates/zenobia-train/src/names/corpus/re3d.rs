//! re3d: English reports on Syria and Iraq. Its mentions include nouns, pronouns, titles and nested names; they are brought to the names inside.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use zenobia_core::finder::Kind;

use super::{Mark, Text, outermost};

#[derive(Deserialize)]
struct Document {
    #[serde(rename = "_id")]
    id: String,
    text: String,
}

#[derive(Deserialize)]
struct Mention {
    begin: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: String,
    #[serde(rename = "documentId")]
    document: String,
    confidence: f64,
}

/// Reads the texts of all sources, in the order of their folders.
pub fn read(folder: &Path) -> Result<Vec<Text>> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut folders: Vec<_> = entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    let mut texts = Vec::new();
    for folder in folders {
        let genre = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        let mut mentions: BTreeMap<String, Vec<Mention>> = BTreeMap::new();
        for mention in lines::<Mention>(&folder.join("entities.json"))? {
            mentions.entry(mention.document.clone()).or_default().push(mention);
        }
        for document in lines::<Document>(&folder.join("documents.json"))? {
            let marks = marks(&document.text, mentions.get(&document.id).map_or(&[], Vec::as_slice));
            texts.push(Text { corpus: "re3d", genre: genre.clone(), text: document.text, marks, by_hand: true });
        }
    }
    Ok(texts)
}

fn lines<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    text.lines().filter(|line| !line.trim().is_empty()).map(|line| Ok(serde_json::from_str(line)?)).collect()
}

fn kind(kind: &str) -> Option<Kind> {
    Some(match kind {
        "Person" => Kind::Person,
        "Organisation" => Kind::Organisation,
        "Location" => Kind::Place,
        "Weapon" | "MilitaryPlatform" | "Vehicle" => Kind::Product,
        "DocumentReference" => Kind::Other,
        _ => return None,
    })
}

/// Of mentions with the same words the surest stays; each is cut down to its name, and of overlapping names the longest stays.
fn marks(text: &str, mentions: &[Mention]) -> Vec<Mark> {
    let letters: Vec<char> = text.chars().collect();
    let mut surest: BTreeMap<(usize, usize), (i64, Kind)> = BTreeMap::new();
    for mention in mentions.iter().filter(|mention| mention.confidence >= 0.5) {
        let Some(kind) = kind(&mention.kind) else { continue };
        let Some(name) = name(&letters, mention.begin, mention.end, kind) else { continue };
        // Among equals the mention that was not cut down counts more.
        let whole = i64::from(name == (mention.begin, mention.end));
        let sure = (mention.confidence * 100.0) as i64 * 2 + whole;
        let best = surest.entry(name).or_insert((sure, kind));
        if sure > best.0 {
            *best = (sure, kind);
        }
    }
    outermost(surest.into_iter().map(|((start, end), (_, kind))| (start..end, Some(kind))).collect())
}

/// The part of a mention from its first capital on, without a title before a person and a possessive ending; `None` when it has none, or when words
/// in lower case follow.
fn name(letters: &[char], begin: usize, end: usize, kind: Kind) -> Option<(usize, usize)> {
    let slice = letters.get(begin..end)?;
    let mut words = Vec::new();
    let mut at = 0;
    for word in slice.split(|letter| letter.is_whitespace()) {
        words.push((at, word));
        at += word.len() + 1;
    }
    let text = |word: &[char]| word.iter().collect::<String>();
    let is_capital =
        |word: &[char]| word.first().is_some_and(|letter| letter.is_uppercase() || letter.is_ascii_digit());
    let determiner = |word: &[char]| {
        matches!(text(word).to_lowercase().as_str(), "the" | "a" | "an" | "its" | "their" | "all" | "this" | "our")
    };
    let pronoun = |word: &[char]| {
        matches!(
            text(word).to_lowercase().as_str(),
            "i" | "he" | "she" | "we" | "they" | "it" | "his" | "her" | "our" | "my" | "who" | "you"
        )
    };
    let title = |word: &[char]| {
        matches!(
            text(word).trim_end_matches('.').to_lowercase().as_str(),
            "mr" | "mrs"
                | "ms"
                | "dr"
                | "minister"
                | "secretary"
                | "president"
                | "commander"
                | "gen"
                | "general"
                | "lt"
                | "col"
                | "maj"
                | "sgt"
                | "capt"
                | "spokesman"
                | "sir"
                | "prime"
                | "foreign"
                | "defense"
                | "defence"
                | "colonel"
                | "captain"
                | "major"
                | "ambassador"
                | "king"
                | "prince"
                | "state"
                | "envoy"
                | "east"
                | "for"
                | "of"
                | "army"
                | "force"
                | "air"
                | "navy"
                | "vice"
                | "deputy"
                | "chairman"
        )
    };
    let mut first = words.iter().position(|(_, word)| is_capital(word) && !determiner(word))?;
    if kind == Kind::Person {
        first = words.iter().rposition(|(_, word)| title(word)).map_or(first, |title| title + 1);
    }
    let last = words.iter().rposition(|(_, word)| is_capital(word))?;
    if first > last || (last + 1 < words.len() && kind != Kind::Product) || pronoun(words[first].1) {
        return None;
    }
    let start = begin + words[first].0;
    let mut stop = begin + words[last].0 + words[last].1.len();
    while stop > start && matches!(letters[stop - 1], ',' | '.' | ':' | ';') {
        stop -= 1;
    }
    if stop >= start + 2 && matches!(letters[stop - 2], '\'' | '’') && letters[stop - 1] == 's' {
        stop -= 2;
    }
    (stop > start).then_some((start, stop))
}
