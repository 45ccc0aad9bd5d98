//! Times measured on corpora that annotate them.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use zenobia_core::document::Document;
use zenobia_core::record::{Record, Time, TimeKind};

use crate::corpora::{GoldTime, TimedDocument, timeml, wikiwars};
use crate::score::pair::{pair, partners, unmatched};
use crate::tally::Tally;

/// A corpus with times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Corpus {
    /// TempEval-2 in French: news, TIMEX3.
    Tempeval2,
    /// WikiWars: English histories of wars, TIMEX2.
    Wikiwars,
}

impl Corpus {
    /// All of them.
    pub const ALL: [Corpus; 2] = [Corpus::Tempeval2, Corpus::Wikiwars];

    /// Its name, as in `floors.toml`.
    pub fn name(self) -> &'static str {
        match self {
            Corpus::Tempeval2 => "tempeval2",
            Corpus::Wikiwars => "wikiwars",
        }
    }

    /// Its folder below `corpora`.
    pub fn folder(self) -> &'static str {
        match self {
            Corpus::Tempeval2 => "time/tempeval2-fr",
            Corpus::Wikiwars => "time/wikiwars",
        }
    }

    /// ISO 639-1 code of its language.
    pub fn language(self) -> &'static str {
        match self {
            Corpus::Tempeval2 => "fr",
            Corpus::Wikiwars => "en",
        }
    }

    /// The documents of a folder, by name of file.
    ///
    /// # Errors
    /// When the folder or a file cannot be read.
    pub fn load(self, folder: &Path) -> io::Result<Vec<(String, TimedDocument)>> {
        load(folder, if self == Corpus::Wikiwars { wikiwars::read } else { timeml::read })
    }
}

/// The documents of a file or folder (`.xml` and `.tml`), by name of file, as a reader reads them.
///
/// # Errors
/// When the folder or a file cannot be read.
pub fn load(path: &Path, read: fn(&str) -> TimedDocument) -> io::Result<Vec<(String, TimedDocument)>> {
    let mut paths = Vec::new();
    match path.is_dir() {
        true => collect(path, &mut paths)?,
        false => paths.push(path.to_owned()),
    }
    paths.sort();
    let document = |path: PathBuf| {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Ok((name, read(&String::from_utf8_lossy(&fs::read(path)?))))
    };
    paths.into_iter().map(document).collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, paths)?;
        } else if path.extension().is_some_and(|end| end == "xml" || end == "tml") {
            paths.push(path);
        }
    }
    Ok(())
}

/// Times found beside times annotated: the measures of TempEval-3.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Times {
    /// Stretches that are the same to the letter.
    pub strict: Tally,
    /// Stretches that overlap.
    pub mentions: Tally,
    /// Stretches that overlap, with the same value.
    pub values: Tally,
    /// Stretches that overlap, with the same type, where the corpus has types.
    pub kinds: Tally,
    /// Values as before, but without the ages and sentences that the reading marks as measures: some corpora annotate none.
    pub without_ages: Tally,
    /// What does not agree, a line each.
    pub misses: Vec<String>,
}

impl Times {
    /// F1 by measure.
    pub fn figures(&self) -> BTreeMap<String, f64> {
        let named =
            [("time mentions", self.mentions), ("time mentions (strict)", self.strict), ("time values", self.values)];
        named.into_iter().map(|(name, tally)| (name.to_owned(), tally.figures().f1)).collect()
    }

    fn absorb(&mut self, other: Times) {
        self.strict += other.strict;
        self.mentions += other.mentions;
        self.values += other.values;
        self.kinds += other.kinds;
        self.without_ages += other.without_ages;
        self.misses.extend(other.misses);
    }
}

/// Reads the documents of a corpus in a language and compares their times.
pub fn measure(
    language: &str,
    documents: &[(String, TimedDocument)],
    analyze: impl Fn(&Document) -> Record + Sync,
) -> Times {
    let compared: Vec<Times> = documents
        .par_iter()
        .map(|(name, timed)| {
            let document = Document {
                id: name.as_str().into(),
                text: timed.text.clone(),
                language: Some(language.into()),
                published: timed.published,
                ..Document::default()
            };
            compare(name, &timed.times, &analyze(&document).times)
        })
        .collect();
    let mut total = Times::default();
    compared.into_iter().for_each(|times| total.absorb(times));
    total
}

fn compare(name: &str, gold: &[GoldTime], found: &[Time]) -> Times {
    let pairs = pair(gold, found, |g, p| match g.span.overlaps(p.mention.span()) {
        true => 1 + u8::from(g.value == p.value) + u8::from(g.span == p.mention.span()),
        false => 0,
    });
    let counted = |right: &dyn Fn(&GoldTime, &Time) -> bool| {
        let right = pairs.iter().filter(|&&(i, j)| right(&gold[i], &found[j])).count();
        Tally::new(right, found.len(), gold.len())
    };
    let values = counted(&|g, p| g.value == p.value);
    let ages = found.iter().filter(|time| is_measure(time)).count();
    let right_ages = pairs.iter().filter(|&&(i, j)| gold[i].value == found[j].value && is_measure(&found[j])).count();
    Times {
        strict: counted(&|g, p| g.span == p.mention.span()),
        mentions: counted(&|_, _| true),
        values,
        kinds: counted(&|g, p| g.kind.as_deref() == Some(kind_name(p.kind))),
        without_ages: Tally::new(values.right - right_ages, values.predicted - ages, values.gold),
        misses: misses(name, gold, found, &pairs),
    }
}

/// Whether the reading says that a time is an age or a sentence.
fn is_measure(time: &Time) -> bool {
    time.why.parts.iter().any(|part| part.name == "told-for" && part.note == "measure")
}

fn kind_name(kind: TimeKind) -> &'static str {
    match kind {
        TimeKind::Date => "DATE",
        TimeKind::Time => "TIME",
        TimeKind::Duration => "DURATION",
        TimeKind::Set => "SET",
    }
}

fn misses(name: &str, gold: &[GoldTime], found: &[Time], pairs: &[(usize, usize)]) -> Vec<String> {
    let mut misses = Vec::new();
    for (time, partner) in gold.iter().zip(partners(pairs, gold.len())) {
        match partner.map(|index| &found[index]) {
            None => misses.push(format!("{name}\ttime missed\t{} at {}", time.value, time.span.start)),
            Some(other) if other.value != time.value => {
                misses.push(format!("{name}\ttime value\t{}: {} for {}", other.mention.text, other.value, time.value));
            }
            Some(_) => {}
        }
    }
    for index in unmatched(pairs, found.len()) {
        misses.push(format!("{name}\ttime invented\t{}: {}", found[index].mention.text, found[index].value));
    }
    misses
}
