//! Which treebanks a language is trained and measured on, made alike.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Result, bail};

use crate::conllu::{Tree, read};

/// A treebank file and its part in training.
struct Source {
    file: &'static str,
    /// One epoch in this many sees it; 1 for written text, more for speech and questions.
    every: usize,
    /// Whether it is kept for measuring.
    held: bool,
}

const fn source(file: &'static str, every: usize, held: bool) -> Source {
    Source { file, every, held }
}

static FRENCH: [Source; 7] = [
    source("fr_sequoia-ud-train", 1, false),
    source("fr_gsd-ud-dev", 1, false),
    source("fr_pud-ud-test", 1, false),
    source("fr_fqb-ud-test", 3, false),
    source("fr_rhapsodie-ud-train", 3, false),
    source("fr_parisstories-ud-train", 3, false),
    source("fr_sequoia-ud-dev", 1, true),
];

static ENGLISH: [Source; 3] =
    [source("en_ewt-ud-train", 1, false), source("en_pud-ud-test", 1, false), source("en_ewt-ud-dev", 1, true)];

/// A sentence to learn from.
#[derive(Clone, Debug)]
pub struct Lesson {
    /// The sentence.
    pub tree: Tree,
    /// One epoch in this many sees it.
    pub every: usize,
}

/// Sentences to learn from and sentences to measure on.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    /// To learn from.
    pub train: Vec<Lesson>,
    /// Our own sentences of news on conflict to learn from.
    pub own: Vec<Tree>,
    /// To measure on, with the name of the set.
    pub held: Vec<(String, Vec<Tree>)>,
}

/// One of our own sentences in this many is never learned from.
const KEPT: usize = 5;

/// Which sentences are held out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Split<'a> {
    /// A development set that no training sees.
    Development,
    /// A treebank, by its name, that no training sees; the development set is learned from.
    Without(&'a str),
    /// Every tenth sentence of all treebanks: the shipped models learn from the other nine tenths.
    Tenth,
}

fn sources(language: &str) -> Result<&'static [Source]> {
    match language {
        "fr" => Ok(&FRENCH),
        "en" => Ok(&ENGLISH),
        _ => bail!("no treebanks are listed for `{language}`: add them to zenobia-train/src/corpus.rs"),
    }
}

/// Reads the treebanks of a language from the folder `syntax` of the corpora, and its own one from the folder `own`.
///
/// # Errors
/// When the language has none, or a file cannot be read.
pub fn load(language: &str, corpora: &Path, own: &Path, split: Split<'_>) -> Result<Corpus> {
    let mut corpus = Corpus::default();
    let mut public = Vec::new();
    for Source { file, every, held } in sources(language)? {
        let trees = read(&corpora.join("syntax").join(format!("{file}.conllu")))?;
        for (index, tree) in trees.into_iter().enumerate() {
            let aside = match split {
                Split::Development => *held,
                Split::Without(name) => *file == name,
                Split::Tenth => index % 10 == 9,
            };
            if aside {
                public.push(tree);
            } else {
                corpus.train.push(Lesson { tree, every: *every });
            }
        }
    }
    corpus.held.push(("public treebanks".into(), public));
    let own = own.join(format!("{language}.conllu"));
    let kept = if own.is_file() { own_trees(&own, &mut corpus)? } else { Vec::new() };
    corpus.held.extend((!kept.is_empty()).then(|| ("our own sentences".into(), kept)));
    let choice = Subtypes::learn(&corpus.train);
    corpus.train.iter_mut().for_each(|lesson| choice.complete(&mut lesson.tree));
    let trees = corpus.own.iter_mut().chain(corpus.held.iter_mut().flat_map(|(_, trees)| trees));
    trees.for_each(|tree| choice.complete(tree));
    Ok(corpus)
}

/// Adds our own sentences; gives those that are kept for measuring.
fn own_trees(path: &Path, corpus: &mut Corpus) -> Result<Vec<Tree>> {
    let mut kept = Vec::new();
    for (index, tree) in read(path)?.into_iter().enumerate() {
        let trees = if index % KEPT == KEPT - 1 { &mut kept } else { &mut corpus.own };
        trees.push(tree);
    }
    Ok(kept)
}

/// Gives bare `obl` the subtype that other treebanks of the language give it, by governor and preposition, else by preposition,
/// when most of them have one.
struct Subtypes {
    counts: BTreeMap<(String, String), BTreeMap<String, usize>>,
}

const BARE: &str = "obl";
const SUBTYPES: [&str; 2] = ["obl:arg", "obl:mod"];

impl Subtypes {
    fn learn(lessons: &[Lesson]) -> Subtypes {
        let mut counts: BTreeMap<_, BTreeMap<String, usize>> = BTreeMap::new();
        for tree in lessons.iter().map(|lesson| &lesson.tree) {
            for at in (0..tree.len()).filter(|&at| SUBTYPES.contains(&tree[at].relation.as_str())) {
                for key in keys(tree, at) {
                    *counts.entry(key).or_default().entry(tree[at].relation.to_string()).or_default() += 1;
                }
            }
        }
        Subtypes { counts }
    }

    fn complete(&self, tree: &mut Tree) {
        for at in 0..tree.len() {
            if tree[at].relation != BARE {
                continue;
            }
            let known = keys(tree, at).into_iter().find_map(|key| self.counts.get(&key));
            if let Some((name, _)) = known.and_then(|names| names.iter().max_by_key(|(_, count)| **count)) {
                tree[at].relation = name.as_str().into();
            }
        }
    }
}

fn keys(tree: &Tree, at: usize) -> [(String, String); 3] {
    let case = tree.iter().find(|entry| entry.head == Some(at) && entry.relation == "case");
    let case = case.map_or(String::new(), |entry| entry.lemma.to_string());
    let governor = tree[at].head.map_or(String::new(), |head| tree[head].lemma.to_string());
    [(governor, case.clone()), (String::from("*"), case), ("*".into(), "*".into())]
}

/// The names of the treebanks of a language that development measures on.
///
/// # Errors
/// When the language has no treebanks.
pub fn held(language: &str) -> Result<Vec<&'static str>> {
    Ok(sources(language)?.iter().filter(|source| source.held).map(|source| source.file).collect())
}

/// The names of all treebanks of a language, with how often a pass sees them.
///
/// # Errors
/// When the language has no treebanks.
pub fn written(language: &str) -> Result<Vec<(&'static str, usize)>> {
    Ok(sources(language)?.iter().map(|source| (source.file, source.every)).collect())
}
