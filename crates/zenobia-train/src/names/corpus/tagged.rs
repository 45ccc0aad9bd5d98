//! Corpora with one token and its label a line: the manual French Wikipedia set of Emvista, and WNUT 2017.

use std::path::Path;

use anyhow::{Context, Result};
use zenobia_core::finder::Kind;

use super::{Mark, Text};

/// Reads the Wikipedia set. A blank line ends a text, some of which are one sentence long.
pub fn wikipedia(path: &Path) -> Result<Vec<Text>> {
    Ok(read(path, "wikipedia", wikipedia_kind)?.chunks(TOGETHER).map(together).collect())
}

/// Sentences of one article stand in several texts; so many neighbors are read together.
const TOGETHER: usize = 6;

fn together(texts: &[Text]) -> Text {
    let mut whole = Text { corpus: "wikipedia", genre: "wikipedia".into(), by_hand: true, ..Text::default() };
    for text in texts {
        let start = whole.text.chars().count();
        whole.marks.extend(text.marks.iter().map(|(span, kind)| (span.start + start..span.end + start, *kind)));
        whole.text += &text.text;
        whole.text += "\n\n";
    }
    whole
}

/// Reads WNUT 2017.
pub fn wnut(path: &Path) -> Result<Vec<Text>> {
    read(path, "wnut", |label| {
        Some(match label {
            "person" => Kind::Person,
            "corporation" | "group" => Kind::Organisation,
            "location" => Kind::Place,
            "product" => Kind::Product,
            _ => Kind::Other,
        })
    })
}

/// The kind that a type of the Wikipedia set is: teams, bands, companies and media are organisations, characters persons, programs products;
/// works, events, prizes and lines are names of something else. Functions, nations, species, times, measures, methods and drugs are no names here.
fn wikipedia_kind(label: &str) -> Option<Kind> {
    Some(match label.to_lowercase().as_str() {
        "person" | "fictionalcharacter" | "musicalartist" => Kind::Person,
        "organization" | "organisation" | "sportsteam" | "band" | "company" | "media" | "newspaper" | "brand" => {
            Kind::Organisation
        }
        label if label.starts_with("locati") => Kind::Place,
        "facility" => Kind::Facility,
        "product" | "software" => Kind::Product,
        "movie" | "album" | "song" | "event" | "reward" | "transportline" => Kind::Other,
        _ => return None,
    })
}

fn read(path: &Path, corpus: &'static str, kind: impl Fn(&str) -> Option<Kind>) -> Result<Vec<Text>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut texts = Vec::new();
    let mut builder = Builder::default();
    for line in text.lines().chain([""]) {
        if line.trim().is_empty() {
            texts.extend(std::mem::take(&mut builder).finish(corpus));
            continue;
        }
        let mut columns = line.split('\t');
        let word = columns.next().unwrap_or_default();
        let mark = columns.next().unwrap_or_default();
        let (begins, label) = label(mark);
        builder.unmarked = mark.is_empty();
        builder.add(word, begins, if label.is_empty() { None } else { kind(label) }, label);
    }
    Ok(texts)
}

/// Whether a label begins a name, and its type; a few of the Wikipedia set lack their hyphen.
fn label(label: &str) -> (bool, &str) {
    let rest = label.get(1..).unwrap_or_default().trim_start_matches(['-', '_']);
    match label.chars().next() {
        Some('B') => (true, rest),
        Some('I') => (false, rest),
        _ => (false, ""),
    }
}

/// Puts a text together again from its words.
#[derive(Default)]
struct Builder {
    text: String,
    length: usize,
    marks: Vec<Mark>,
    open: String,
    quoted: bool,
    hyphen: bool,
    /// Whether the last word began with a capital, and whether the one before a hyphen did.
    capital: bool,
    named: bool,
    particle: bool,
    unmarked: bool,
    lost: Option<usize>,
}

impl Builder {
    fn add(&mut self, word: &str, begins: bool, kind: Option<Kind>, label: &str) {
        // The set lost every other hyphen of names such as Aix-en-Provence.
        let joined = self.particle && word.starts_with(char::is_uppercase);
        if joined || self.is_spaced(word) {
            self.text.push(if joined { '-' } else { ' ' });
            self.length += 1;
        }
        let hyphen = self.text.ends_with(|c: char| c.is_alphabetic()) && word == "-";
        self.named = hyphen && self.capital;
        self.capital = word.starts_with(char::is_uppercase);
        self.particle = self.hyphen && word.chars().all(char::is_lowercase) && word.len() < 6;
        self.hyphen = hyphen;
        if word == "\"" {
            self.quoted = !self.quoted;
        }
        self.text.push_str(word);
        let start = self.length;
        self.length += word.chars().count();
        let lost = self.lost.take();
        match (kind, self.marks.last_mut()) {
            // Parts of one word that each begin a name are one name: "Roi", "-", "Baudouin".
            (Some(_), Some(last)) if self.open == label && (!begins || last.0.end + usize::from(joined) == start) => {
                last.0.end = self.length;
            }
            // The mark of a first word was lost.
            (Some(kind), _) if !begins => self.marks.push((lost.unwrap_or(start)..self.length, Some(kind))),
            (Some(kind), _) => self.marks.push((start..self.length, Some(kind))),
            _ => {}
        }
        self.lost = Some(start).filter(|_| self.unmarked && word.starts_with(char::is_uppercase));
        label.clone_into(&mut self.open);
    }

    /// Whether white space stood before a word, as far as that can be told.
    fn is_spaced(&self, word: &str) -> bool {
        let last = self.text.chars().next_back();
        let closing = matches!(word, "." | "," | ")" | "]" | "'" | "’" | "-" | "…" | "..." | "%")
            || word.starts_with("n'")
            || word.starts_with('\'')
            || (word == "\"" && self.quoted);
        // A dash between a word and a number is none inside a word.
        let digit = word.starts_with(|c: char| c.is_ascii_digit());
        let before = self.text.trim_end_matches(['-', ' ']).chars().next_back();
        let number = before.is_some_and(|before| before.is_ascii_digit() != digit);
        // Nor is one between a word with a capital and a longer word without: "Montréal - mort".
        let clause = self.named && word.chars().all(char::is_lowercase) && word.chars().count() > 3;
        if last == Some('-') && (number || clause) {
            return true;
        }
        let opened = matches!(last, None | Some('(' | '[' | '\'' | '’' | '-')) || (last == Some('"') && self.quoted);
        !closing && !opened
    }

    fn finish(self, corpus: &'static str) -> Option<Text> {
        let genre = corpus.to_owned();
        (!self.text.is_empty()).then_some(Text { corpus, genre, text: self.text, marks: self.marks, by_hand: true })
    }
}
