//! Trains and measures the syntax models.
//!
//! ```text
//! zenobia-train classes --text FILE [--text FILE] --out FILE
//! zenobia-train train   --language fr|en [--corpora DIR] [--classes FILE] [--lexicon FILE [--whole yes]]
//!                       [--split development|tenth] [--epochs N] [--beam N] [--search N] [--margin N] --out FILE
//! zenobia-train measure --language fr|en [--corpora DIR] [--split development|tenth] [--damaged yes] --model FILE
//! zenobia-train names train|cross|measure … (see names/mod.rs)
//! zenobia-train show    --model FILE < sentences with spaces between their tokens, one a line
//! ```
//!
//! The corpora are looked for in the folder that `ZENOBIA_CORPORA` names, else in `../shared/corpora`. The same files and options
//! give the same bytes.

mod arcs;
mod classes;
mod conllu;
mod corpus;
mod damage;
mod learner;
mod lemmas;
mod lexicon;
mod measure;
mod names;
mod pack;
mod show;
mod tags;
mod tokens;
mod train;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use zenobia_core::syntax::Model;

use corpus::Split;
use lexicon::Lexicon;
use train::{Classes, Resources, Settings};

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let task = arguments.next().unwrap_or_default();
    if task == "names" {
        let task = arguments.next().unwrap_or_default();
        return names::run(&task, &options(arguments)?);
    }
    let options = options(arguments)?;
    match task.as_str() {
        "classes" => make_classes(&options),
        "train" => make_model(&options),
        "measure" => measure_model(&options),
        "show" => show_sentences(&options),
        _ => bail!(
            "tell what to do: classes, train, measure or show (the head of zenobia-train/src/main.rs lists the options)"
        ),
    }
}

type Options = BTreeMap<String, Vec<String>>;

fn options(mut arguments: impl Iterator<Item = String>) -> Result<Options> {
    let mut options = Options::new();
    while let Some(name) = arguments.next() {
        let name = name.strip_prefix("--").with_context(|| format!("`{name}` is not an option"))?.to_owned();
        let value = arguments.next().with_context(|| format!("`--{name}` needs a value"))?;
        options.entry(name).or_default().push(value);
    }
    Ok(options)
}

fn option<'a>(options: &'a Options, name: &str) -> Option<&'a str> {
    options.get(name)?.last().map(String::as_str)
}

fn needed<'a>(options: &'a Options, name: &str) -> Result<&'a str> {
    option(options, name).with_context(|| format!("`--{name}` is missing"))
}

fn number(options: &Options, name: &str, usual: usize) -> Result<usize> {
    option(options, name)
        .map_or(Ok(usual), |value| value.parse().with_context(|| format!("`--{name} {value}` is not a number")))
}

fn corpora(options: &Options) -> PathBuf {
    let named = option(options, "corpora").map(str::to_owned).or_else(|| std::env::var("ZENOBIA_CORPORA").ok());
    named.unwrap_or_else(|| "../shared/corpora".into()).into()
}

fn split(options: &Options) -> Result<Split> {
    match option(options, "split").unwrap_or("development") {
        "development" => Ok(Split::Development),
        "tenth" => Ok(Split::Tenth),
        other => bail!("`--split {other}` is neither development nor tenth"),
    }
}

fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

fn make_classes(options: &Options) -> Result<()> {
    let mut words = Vec::new();
    for path in options.get("text").into_iter().flatten() {
        words.extend(classes::words(&classes::read(Path::new(path))?));
    }
    let least = number(options, "least", 6)?;
    let fine = classes::Settings { classes: 400, least, contexts: 8000, rounds: 6 };
    let coarse = classes::Settings { classes: 50, least, contexts: 4000, rounds: 10 };
    let coarse = classes::classes(&words, coarse);
    say("coarse classes done");
    let fine = classes::classes(&words, fine);
    let mut lines = String::new();
    // Words too seldom for a class are listed too: they are the vocabulary that dictionaries are cut down to.
    for word in classes::seen(&words, 2) {
        let class = |classes: &BTreeMap<String, usize>| classes.get(word).copied().unwrap_or_default();
        let _ = writeln!(lines, "{word}\t{}\t{}", class(&fine), class(&coarse));
    }
    std::fs::write(needed(options, "out")?, lines)?;
    Ok(())
}

fn read_classes(path: &str) -> Result<Classes> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {path}"))?;
    let line = |line: &str| {
        let mut columns = line.split('\t');
        let (word, fine, coarse) = (columns.next()?, columns.next()?.parse().ok()?, columns.next()?.parse().ok()?);
        Some((word.to_owned(), (fine, coarse)))
    };
    Ok(text.lines().filter_map(line).collect())
}

/// The classes and the dictionary; of the dictionary only the words that the text of the classes has, when there are classes.
fn resources(options: &Options) -> Result<Resources> {
    let classes = option(options, "classes").map_or_else(|| Ok(Classes::new()), read_classes)?;
    let wanted = |form: &str| classes.is_empty() || classes.contains_key(form) || option(options, "whole").is_some();
    let lexicon =
        option(options, "lexicon").map_or_else(|| Ok(Lexicon::new()), |path| lexicon::read(Path::new(path), wanted))?;
    Ok(Resources { classes, lexicon })
}

fn make_model(options: &Options) -> Result<()> {
    let language = needed(options, "language")?;
    let corpus = corpus::load(language, &corpora(options), split(options)?)?;
    let resources = resources(options)?;
    let settings = Settings {
        tag_epochs: number(options, "tag-epochs", 8)?,
        folds: number(options, "folds", 3)?,
        parse_epochs: number(options, "epochs", 9)?,
        width: number(options, "beam", 4)?,
        search: number(options, "search", 4)?,
        margin: number(options, "margin", 20_000)? as i64,
        tag_budget: number(options, "tag-budget", 450_000)?,
        parse_budget: number(options, "parse-budget", 1_100_000)?,
        lemma_budget: 120_000,
        least: 2,
        seldom: 10,
    };
    let bytes = train::train(&corpus.train, &resources, settings, &mut |line| say(&line))?;
    std::fs::write(needed(options, "out")?, &bytes)?;
    let model = Model::load(Cow::Owned(bytes)).map_err(|problem| anyhow!("{problem}"))?;
    print(&measure::measure(&corpus.held, &model).report())
}

fn measure_model(options: &Options) -> Result<()> {
    let mut corpus = corpus::load(needed(options, "language")?, &corpora(options), split(options)?)?;
    if option(options, "damaged").is_some() {
        corpus.held = damage::copies(&corpus.held.iter().flat_map(|tree| vec![tree.clone(); 6]).collect::<Vec<_>>(), 9);
    }
    let bytes = std::fs::read(needed(options, "model")?)?;
    let model = Model::load(Cow::Owned(bytes)).map_err(|problem| anyhow!("{problem}"))?;
    print(&measure::measure(&corpus.held, &model).report())
}

fn show_sentences(options: &Options) -> Result<()> {
    let bytes = std::fs::read(needed(options, "model")?)?;
    let model = Model::load(Cow::Owned(bytes)).map_err(|problem| anyhow!("{problem}"))?;
    for line in std::io::stdin().lines() {
        print(&(show::show(&line?, &model) + "\n"))?;
    }
    Ok(())
}

fn print(text: &str) -> Result<()> {
    Ok(std::io::stdout().write_all(text.as_bytes())?)
}
