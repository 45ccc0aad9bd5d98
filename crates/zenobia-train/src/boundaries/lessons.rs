//! Texts of which it is known where their sentences begin.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result};
use zenobia_core::text::{TextData, read};

use crate::learner::Dice;
use crate::raw::{self, Sentence};

/// A treebank as running text.
#[derive(Clone, Debug, Default)]
pub struct Treebank {
    /// Its name.
    pub name: String,
    /// Its sentences.
    pub sentences: Vec<Sentence>,
    /// One pass in this many sees it.
    pub every: usize,
}

/// What is learned from.
#[derive(Clone, Debug, Default)]
pub struct Material {
    /// Treebanks.
    pub treebanks: Vec<Treebank>,
    /// Press articles.
    pub press: Vec<String>,
    /// Titles with their articles.
    pub titled: Vec<(String, String)>,
}

/// A text and the places, in code points, where its sentences begin.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lesson {
    /// The text.
    pub text: String,
    /// Beginnings of sentences.
    pub starts: BTreeSet<u32>,
    length: u32,
}

impl Lesson {
    fn push(&mut self, sentence: &str, after: &str) {
        self.starts.insert(self.length);
        self.text.push_str(sentence);
        self.text.push_str(after);
        self.length += (sentence.chars().count() + after.chars().count()) as u32;
    }
}

/// Titles and texts of articles in JSON Lines.
pub fn titled(path: &Path) -> Result<Vec<(String, String)>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let line = |line: &str| {
        let value: serde_json::Value = serde_json::from_str(line).ok()?;
        Some((value.get("title")?.as_str()?.to_owned(), value.get("text")?.as_str()?.to_owned()))
    };
    Ok(text.lines().filter_map(line).collect())
}

/// The lessons of one pass; press articles are cut as `data` cuts them.
pub fn lessons(material: &Material, pass: usize, data: &TextData) -> Vec<Lesson> {
    let mut dice = Dice::new(pass as u64 + 11);
    let mut lessons = Vec::new();
    for treebank in material.treebanks.iter().filter(|treebank| pass.is_multiple_of(treebank.every)) {
        lessons.extend(of_treebank(&treebank.sentences, &mut dice));
    }
    lessons.extend(material.press.iter().map(|article| of_article("", article, data, &mut dice)));
    lessons.extend(material.titled.iter().map(|(title, article)| of_article(title, article, data, &mut dice)));
    dice.shuffle(&mut lessons);
    lessons
}

/// A treebank as it is, and its sentences in another order without paragraphs, some of them damaged.
fn of_treebank(sentences: &[Sentence], dice: &mut Dice) -> Vec<Lesson> {
    const TOGETHER: usize = 200;
    let mut mixed = sentences.to_vec();
    for sentence in &mut mixed {
        (sentence.document, sentence.paragraph) = (false, false);
    }
    dice.shuffle(&mut mixed);
    let damaged = raw::damage(&mixed[..mixed.len() / 4], dice);
    mixed.extend(damaged);
    dice.shuffle(&mut mixed);
    let whole = raw::documents(sentences).into_iter().map(of_sentences);
    whole.chain(mixed.chunks(TOGETHER).map(of_sentences)).collect()
}

fn of_sentences(sentences: &[Sentence]) -> Lesson {
    let mut lesson = Lesson::default();
    for (index, sentence) in sentences.iter().enumerate() {
        let next = sentences.get(index + 1);
        let spaced = sentence.forms.last().is_some_and(|form| form.spaced);
        let after = match next {
            Some(next) if next.paragraph || next.document => "\n\n",
            _ if spaced => " ",
            _ => "",
        };
        lesson.push(&raw::text(std::slice::from_ref(sentence)), after);
    }
    lesson
}

/// An article as `data` cuts it; some short sentences become intertitles or lose their stop, and some sentences lose the space after them.
fn of_article(title: &str, article: &str, data: &TextData, dice: &mut Dice) -> Lesson {
    let reading = read(article, "", data);
    let mut lesson = Lesson::default();
    if !title.is_empty() {
        lesson.push(title.trim(), " ");
    }
    for sentence in &reading.sentences {
        let text = reading.slice(reading.span(sentence.tokens.clone()));
        match (bare(text), dice.below(60)) {
            (Some(bare), 0..=19) => lesson.push(bare, " "),
            (Some(bare), 20..=29) => lesson.push(&format!("- {bare} -"), if dice.below(3) == 0 { " " } else { "" }),
            (None, 0..=3) if text.ends_with(['.', '!', '?', '"', '»']) => lesson.push(text, ""),
            _ => lesson.push(text, " "),
        }
    }
    lesson
}

/// A short sentence without its full stop.
fn bare(text: &str) -> Option<&str> {
    const SHORT: usize = 60;
    let bare = text.strip_suffix('.')?;
    (text.chars().count() <= SHORT && bare.ends_with(char::is_alphanumeric)).then_some(bare)
}
