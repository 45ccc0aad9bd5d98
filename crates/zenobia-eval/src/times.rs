//! Times measured on corpora that annotate them.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use zenobia_core::document::Document;
use zenobia_core::record::{Record, Time};

use crate::corpora::{GoldTime, TimedDocument, tempeval2, wikiwars};
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

    fn read(self, source: &str) -> TimedDocument {
        match self {
            Corpus::Tempeval2 => tempeval2::read(source),
            Corpus::Wikiwars => wikiwars::read(source),
        }
    }

    /// The documents of a folder, by name of file.
    ///
    /// # Errors
    /// When the folder or a file cannot be read.
    pub fn load(self, folder: &Path) -> io::Result<Vec<(String, TimedDocument)>> {
        let mut paths = Vec::new();
        collect(folder, &mut paths)?;
        paths.sort();
        let document = |path: PathBuf| {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            Ok((name, self.read(&String::from_utf8_lossy(&fs::read(path)?))))
        };
        paths.into_iter().map(document).collect()
    }
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, paths)?;
        } else if path.extension().is_some_and(|end| end == "xml") {
            paths.push(path);
        }
    }
    Ok(())
}

/// Times found beside times annotated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Times {
    /// Stretches that overlap.
    pub mentions: Tally,
    /// Stretches that overlap, with the same value.
    pub values: Tally,
    /// What does not agree, a line each.
    pub misses: Vec<String>,
}

impl Times {
    /// F1 by measure.
    pub fn figures(&self) -> BTreeMap<String, f64> {
        let named = [("time mentions", self.mentions), ("time values", self.values)];
        named.into_iter().map(|(name, tally)| (name.to_owned(), tally.figures().f1)).collect()
    }
}

/// Reads the documents of a corpus and compares their times.
pub fn measure(
    corpus: Corpus,
    documents: &[(String, TimedDocument)],
    analyze: impl Fn(&Document) -> Record + Sync,
) -> Times {
    let compared: Vec<Times> = documents
        .par_iter()
        .map(|(name, timed)| {
            let document = Document {
                id: name.as_str().into(),
                text: timed.text.clone(),
                language: Some(corpus.language().into()),
                published: timed.published,
                ..Document::default()
            };
            compare(name, &timed.times, &analyze(&document).times)
        })
        .collect();
    let mut total = Times::default();
    for times in compared {
        total.mentions += times.mentions;
        total.values += times.values;
        total.misses.extend(times.misses);
    }
    total
}

fn compare(name: &str, gold: &[GoldTime], found: &[Time]) -> Times {
    let pairs = pair(gold, found, |g, p| match g.span.overlaps(p.mention.span()) {
        true => 1 + u8::from(g.value == p.value),
        false => 0,
    });
    let right = pairs.iter().filter(|&&(i, j)| gold[i].value == found[j].value).count();
    let mut misses = Vec::new();
    for (time, partner) in gold.iter().zip(partners(&pairs, gold.len())) {
        match partner.map(|index| &found[index]) {
            None => misses.push(format!("{name}\ttime missed\t{} at {}", time.value, time.span.start)),
            Some(other) if other.value != time.value => {
                misses.push(format!("{name}\ttime value\t{}: {} for {}", other.mention.text, other.value, time.value));
            }
            Some(_) => {}
        }
    }
    for index in unmatched(&pairs, found.len()) {
        misses.push(format!("{name}\ttime invented\t{}: {}", found[index].mention.text, found[index].value));
    }
    Times {
        mentions: Tally::new(pairs.len(), found.len(), gold.len()),
        values: Tally::new(right, found.len(), gold.len()),
        misses,
    }
}
