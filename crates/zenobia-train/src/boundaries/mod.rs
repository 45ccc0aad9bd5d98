//! Learns where sentences begin, from the running text of treebanks and from press text whose sentences the rules cut.
//!
//! ```text
//! zenobia-train boundaries train   --language fr|en --classes FILE [--text FILE]... [--titles FILE]... [--held TREEBANK]... --out FILE
//! zenobia-train boundaries measure --language fr|en --boundaries FILE --held TREEBANK...
//! zenobia-train boundaries compare --language fr|en --boundaries FILE --text FILE
//! ```
//!
//! Without `--held` the last tenth of every treebank is held: so the shipped models are made. `--text`: plain text, one article a line, for the habits of words and for press text. `--titles`: JSON Lines with `title` and `text`.

mod compare;
mod habits;
mod learn;
mod lessons;

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use zenobia_core::pack::Files;
use zenobia_core::syntax::untagged;
use zenobia_core::text::boundary::Boundaries;
use zenobia_core::text::{TextData, read};

use crate::raw::{self, Sentence};
use crate::{Options, classes, corpora, corpus, needed, number, option, print, read_classes, say};

use learn::Settings;
use lessons::{Material, Treebank};

/// Bytes from which on a line of plain text is an article and not a sentence.
const LONG: usize = 300;

/// Does what the first word says.
pub fn run(task: &str, options: &Options) -> Result<()> {
    match task {
        "train" => train(options),
        "measure" => measure(&data(options, Some(needed(options, "boundaries")?))?, &treebanks(options)?.1, options),
        "compare" => {
            compare::run(&data(options, None)?, &data(options, Some(needed(options, "boundaries")?))?, options)
        }
        _ => bail!("tell what to do with boundaries: train, measure or compare"),
    }
}

fn folder(options: &Options) -> Result<PathBuf> {
    let packs = Path::new(option(options, "packs").unwrap_or("crates/zenobia-packs"));
    Ok(packs.join(needed(options, "language")?))
}

/// What the pack says of its written form, with a scorer when one is given.
fn data(options: &Options, boundaries: Option<&str>) -> Result<TextData> {
    let files: Files = raw::pack::files(&folder(options)?)?;
    let mut data = TextData::parse(&files, &mut Vec::new());
    if let Some(path) = boundaries {
        let bytes = std::fs::read(path).with_context(|| format!("cannot read {path}"))?;
        let mut boundaries = load(bytes)?;
        boundaries.margins.bare = number(options, "bare", boundaries.margins.bare.max(0) as usize)? as i16;
        data.boundaries = Some(boundaries);
    }
    Ok(data)
}

fn load(bytes: Vec<u8>) -> Result<Boundaries> {
    Boundaries::load(Cow::Owned(bytes)).map_err(|problem| anyhow!("{problem}"))
}

fn treebank(options: &Options, name: &str) -> Result<Vec<Sentence>> {
    raw::read(&corpora(options).join("syntax").join(format!("{name}.conllu")))
}

fn train(options: &Options) -> Result<()> {
    let mut data = data(options, None)?;
    let articles = articles(options)?;
    let classes = read_classes(needed(options, "classes")?)?;
    let words = habits::learn(&articles, &classes, &data, number(options, "words", 24_000)?);
    say(&format!("habits of {} words", words.len()));
    let (taught, kept) = treebanks(options)?;
    let material = material(options, &articles, taught)?;
    let settings = Settings {
        rounds: number(options, "rounds", 2)?,
        epochs: number(options, "epochs", 12)?,
        bits: number(options, "bits", 18)? as u32,
        bare: number(options, "bare", 0)? as i16,
    };
    let bytes = learn::learn(&material, &words, &data, settings, &mut |line| say(&line))?;
    std::fs::write(needed(options, "out")?, &bytes)?;
    data.boundaries = Some(load(bytes)?);
    measure(&data, &kept, options)
}

/// The lines of the plain texts.
fn articles(options: &Options) -> Result<Vec<String>> {
    let mut articles = Vec::new();
    for path in options.get("text").into_iter().flatten() {
        let text = classes::read(Path::new(path))?;
        articles.extend(text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned));
    }
    Ok(articles)
}

/// The treebanks to learn from and those to measure on, with how often a pass sees them.
fn treebanks(options: &Options) -> Result<(Vec<Treebank>, Vec<Treebank>)> {
    let held = options.get("held").cloned().unwrap_or_default();
    let (mut taught, mut kept) = (Vec::new(), Vec::new());
    for (name, every) in corpus::written(needed(options, "language")?)? {
        let mut sentences = treebank(options, name)?;
        if held.iter().any(|held| held == name) {
            kept.push(Treebank { name: name.to_owned(), sentences, every });
        } else {
            if held.is_empty() {
                let tail = sentences.split_off(sentences.len() - sentences.len() / 10);
                kept.push(Treebank { name: format!("last tenth of {name}"), sentences: tail, every });
            }
            taught.push(Treebank { name: name.to_owned(), sentences, every });
        }
    }
    Ok((taught, kept))
}

fn material(options: &Options, articles: &[String], treebanks: Vec<Treebank>) -> Result<Material> {
    let long: Vec<&String> = articles.iter().filter(|article| article.len() >= LONG).collect();
    let step = (long.len() / number(options, "press", 2_500)?.max(1)).max(1);
    let press = long.into_iter().step_by(step).cloned().collect();
    let mut titled = Vec::new();
    for path in options.get("titles").into_iter().flatten() {
        titled.extend(lessons::titled(Path::new(path))?);
    }
    Ok(Material { treebanks, press, titled })
}

/// Prints tokens and sentences on the held treebanks, as they are and damaged.
fn measure(data: &TextData, treebanks: &[Treebank], options: &Options) -> Result<()> {
    let language = needed(options, "language")?;
    let reader = |text: &str| {
        let reading = read(text, language, data);
        let syntax = untagged(&reading.tokens);
        (reading, syntax)
    };
    for Treebank { name, sentences, .. } in treebanks {
        let figures = raw::measure(sentences, &reader);
        let damaged = raw::measure(&raw::copies(sentences), &reader);
        print(&format!("{name}: {}; damaged: {}\n", figures.cuts(), damaged.cuts()))?;
    }
    Ok(())
}
