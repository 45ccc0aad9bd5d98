//! Trains and measures the syntax models.
//!
//! ```text
//! zenobia-train classes --text FILE [--text FILE] --out FILE
//! zenobia-train train   --language fr|en [--corpora DIR] [--classes FILE] [--lexicon FILE [--whole yes]]
//!                       [--text FILE] [--lower FILE] [--words N] [--split development|tenth|without:TREEBANK] [--own DIR] [--copies N]
//!                       [--epochs N] [--committee N] --out FILE
//! zenobia-train measure --language fr|en [--corpora DIR] [--split development|tenth] [--damaged yes] --model FILE
//! zenobia-train measure --raw yes --language fr|en [--packs DIR] [--model FILE] [--treebank NAME]... [--damaged yes]
//! zenobia-train speed   --language fr|en --text FILE [--words N] [--passes N] --model FILE
//! zenobia-train names train|cross|measure … (see names/mod.rs)
//! zenobia-train pack    [--syntax FILE] [--boundaries FILE] [--names FILE] --out crates/zenobia-packs/LANGUAGE/model.bin
//! zenobia-train show    --model FILE < sentences with spaces between their tokens, one a line
//! ```
//!
//! `--text` is plain text to learn from, `--lower` such text without capitals, which are put back. Our own sentences (`--own`,
//! `crates/zenobia-train/treebanks` where it is not given) are learned from with some varied copies of each (`--copies`; 4).
//!
//! The corpora are looked for in the folder that `ZENOBIA_CORPORA` names, else in `../shared/corpora`. The same files and options
//! give the same bytes.

mod boundaries;
mod capitals;
mod classes;
mod conllu;
mod corpus;
mod damage;
mod learner;
mod lemmas;
mod lexicon;
mod measure;
mod network;
mod plain;
mod names;
mod pack;
mod relations;
mod raw;
mod show;
mod tags;
mod tokens;
mod train;
mod unite;
mod vary;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use zenobia_core::syntax::Model;

use capitals::Spellings;
use conllu::Tree;
use corpus::{Corpus, Lesson, Split};
use lexicon::Lexicon;
use network::Plan;
use train::{Classes, Resources, Settings};
use vary::Stock;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let task = arguments.next().unwrap_or_default();
    let part = if task == "boundaries" { arguments.next().unwrap_or_default() } else { String::new() };
    if task == "names" {
        let task = arguments.next().unwrap_or_default();
        return names::run(&task, &options(arguments)?);
    }
    let options = options(arguments)?;
    match task.as_str() {
        "classes" => make_classes(&options),
        "train" => make_model(&options),
        "measure" if option(&options, "raw").is_some() => raw::run(&options),
        "measure" => measure_model(&options),
        "speed" => speed(&options),
        "boundaries" => boundaries::run(&part, &options),
        "pack" => unite::run(&options),
        "show" => show_sentences(&options),
        _ => bail!(
            "tell what to do: classes, train, measure, speed, boundaries, names, pack or show (the head of zenobia-train/src/main.rs lists the options)"
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

fn split(options: &Options) -> Result<Split<'_>> {
    match option(options, "split").unwrap_or("development") {
        "development" => Ok(Split::Development),
        "tenth" => Ok(Split::Tenth),
        other => match other.strip_prefix("without:") {
            Some(treebank) => Ok(Split::Without(treebank)),
            None => bail!("`--split {other}` is none of development, tenth, without:TREEBANK"),
        },
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
fn resources(options: &Options, language: &str, lessons: &[Lesson]) -> Result<Resources> {
    let classes = option(options, "classes").map_or_else(|| Ok(Classes::new()), read_classes)?;
    let wanted = |form: &str| classes.is_empty() || classes.contains_key(form) || option(options, "whole").is_some();
    let lexicon =
        option(options, "lexicon").map_or_else(|| Ok(Lexicon::new()), |path| lexicon::read(Path::new(path), wanted))?;
    let words = number(options, "words", 1_500_000)?;
    let mut plain = Vec::new();
    for path in options.get("text").into_iter().flatten() {
        plain.extend(plain::sentences(Path::new(path), language, words, str::to_owned)?);
    }
    let mut spellings = Spellings::of(&lexicon);
    lessons.iter().for_each(|lesson| spellings.count(lesson.tree.iter().map(|entry| entry.form.as_str())));
    plain.iter().for_each(|tokens: &Vec<_>| spellings.count(tokens.iter().map(|token| token.text.as_str())));
    for path in options.get("lower").into_iter().flatten() {
        plain.extend(plain::sentences(Path::new(path), language, words, |text| spellings.restore(text))?);
    }
    Ok(Resources { classes, lexicon, plain })
}

fn load_corpus(options: &Options) -> Result<Corpus> {
    let own = Path::new(option(options, "own").unwrap_or("crates/zenobia-train/treebanks"));
    corpus::load(needed(options, "language")?, &corpora(options), own, split(options)?)
}

/// Adds our own sentences and varied copies of them to the lessons.
fn add_own(corpus: &mut Corpus, classes: &Classes, count: usize) {
    let written: Vec<Tree> = corpus.train.iter().filter(|one| one.every == 1).map(|one| one.tree.clone()).collect();
    let mut stock = Stock::default();
    stock.add(&written);
    stock.add(&corpus.own);
    stock.add_nouns(&corpus.own, classes);
    let varied = vary::copies(&corpus.own, &stock, classes, count);
    let own = corpus.own.iter().cloned().chain(varied);
    corpus.train.extend(own.map(|tree| Lesson { tree, every: 1 }));
}

fn make_model(options: &Options) -> Result<()> {
    let language = needed(options, "language")?;
    let mut corpus = load_corpus(options)?;
    let resources = resources(options, language, &corpus.train)?;
    add_own(&mut corpus, &resources.classes, number(options, "copies", 4)?);
    let plan = Plan {
        epochs: number(options, "epochs", 20)?,
        rate: 0.002,
        batch: 600,
        numbers: number(options, "dropout", 25)? as f32 / 100.0,
        words: 0.15,
        seed: number(options, "seed", 1)? as u64,
    };
    let settings = Settings {
        width: number(options, "width", 96)?,
        layers: number(options, "layers", 3)?,
        plan,
        committee: number(options, "committee", 2)?,
        committee_epochs: number(options, "committee-epochs", 24)?,
        committee_width: number(options, "committee-width", 128)?,
        every: number(options, "every", 5)?,
        lemma_budget: 120_000,
        least: 2,
        seldom: 10,
    };
    let bytes = train::train(&corpus.train, &resources, settings, &|line| say(&line))?;
    std::fs::write(needed(options, "out")?, &bytes)?;
    let model = Model::load(Cow::Owned(bytes)).map_err(|problem| anyhow!("{problem}"))?;
    report(&corpus, &model)
}

fn report(corpus: &Corpus, model: &Model) -> Result<()> {
    let table = |trees: &[Tree]| measure::measure(trees, model).report();
    corpus.held.iter().try_for_each(|(name, trees)| print(&format!("{name}\n\n{}\n", table(trees))))
}

fn open_model(options: &Options) -> Result<Model> {
    let bytes = unite::syntax(Path::new(needed(options, "model")?))?;
    Model::load(bytes).map_err(|problem| anyhow!("{problem}"))
}

fn measure_model(options: &Options) -> Result<()> {
    let mut corpus = load_corpus(options)?;
    if option(options, "damaged").is_some() {
        for (_, held) in &mut corpus.held {
            *held = damage::copies(&held.iter().flat_map(|tree| vec![tree.clone(); 6]).collect::<Vec<_>>(), 9);
        }
    }
    let model = open_model(options)?;
    report(&corpus, &model)
}

/// Prints how many words a second one thread tags and parses, in the fastest of some passes over the same text.
fn speed(options: &Options) -> Result<()> {
    let model = open_model(options)?;
    let path = Path::new(needed(options, "text")?);
    let words = number(options, "words", 200_000)?;
    let sentences = plain::sentences(path, needed(options, "language")?, words, str::to_owned)?;
    print(&measure::speed(&sentences, &model, number(options, "passes", 5)?))
}

fn show_sentences(options: &Options) -> Result<()> {
    let model = open_model(options)?;
    for line in std::io::stdin().lines() {
        print(&(show::show(&line?, &model) + "\n"))?;
    }
    Ok(())
}

fn print(text: &str) -> Result<()> {
    Ok(std::io::stdout().write_all(text.as_bytes())?)
}
