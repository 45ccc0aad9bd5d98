//! Measures a model on held-out trees.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::{Duration, Instant};

use zenobia_core::syntax::{Lemmas, Model, Word, parse::parse};
use zenobia_core::text::{Sentence, Token};

use crate::conllu::{Entry, Tree};
use crate::tokens::tokens;

/// What was right, of how many words.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    words: usize,
    upos: usize,
    tags: usize,
    lemmas: usize,
    heads: usize,
    bases: usize,
    arcs: usize,
    seconds: f64,
    relations: BTreeMap<String, [usize; 3]>,
}

/// Parses the sentences, cut as the treebank cuts them, and compares.
pub fn measure(trees: &[Tree], model: &Model) -> Figures {
    let mut figures = Figures::default();
    for tree in trees {
        let tokens = tokens(tree);
        let sentence = Sentence { tokens: 0..tokens.len(), paragraph: 0, headline: false };
        let start = Instant::now();
        let syntax = parse(&tokens, &[sentence], model, &Lemmas::default(), |_, _| true);
        figures.seconds += start.elapsed().as_secs_f64();
        tree.iter().zip(&syntax.words).for_each(|(entry, word)| figures.count(entry, word));
    }
    figures
}

/// Words that are timed at once: little, so that on a busy machine some passes run without a break.
const TIMED: usize = 1000;

/// How fast sentences are tagged, lemmatized and parsed: the fastest pass over each stretch of them.
pub fn speed(sentences: &[Vec<Token>], model: &Model, passes: usize) -> String {
    let mut stretches: Vec<(Vec<Token>, Vec<Sentence>)> = vec![Default::default()];
    for words in sentences {
        if stretches.last().is_some_and(|(tokens, _)| tokens.len() > TIMED) {
            stretches.push(Default::default());
        }
        if let Some((tokens, sentences)) = stretches.last_mut() {
            let tokens_before = tokens.len();
            tokens.extend_from_slice(words);
            sentences.push(Sentence { tokens: tokens_before..tokens.len(), paragraph: 0, headline: false });
        }
    }
    let time = |(tokens, sentences): &(Vec<Token>, Vec<Sentence>)| {
        let start = Instant::now();
        std::hint::black_box(parse(tokens, sentences, model, &Lemmas::default(), |_, _| true));
        start.elapsed()
    };
    let fastest = |stretch| (0..passes.max(1)).map(|_| time(stretch)).min().unwrap_or_default();
    let seconds = stretches.iter().map(fastest).sum::<Duration>().as_secs_f64();
    let words: usize = stretches.iter().map(|(tokens, _)| tokens.len()).sum();
    format!("{words} words, {:.0} words/s\n", words as f64 / seconds.max(1e-9))
}

impl Figures {
    fn count(&mut self, entry: &Entry, word: &Word) {
        let base = |relation: &str| relation.split(':').next().unwrap_or_default().to_owned();
        let head = entry.head == word.head;
        self.words += 1;
        self.upos += usize::from(entry.upos == word.upos);
        self.tags += usize::from(entry.upos == word.upos && entry.features == word.features);
        self.lemmas += usize::from(entry.lemma.to_lowercase() == word.lemma.to_lowercase());
        self.heads += usize::from(head);
        self.bases += usize::from(head && base(&entry.relation) == base(&word.relation));
        let right = head && entry.relation == word.relation;
        self.arcs += usize::from(right);
        self.relations.entry(entry.relation.to_string()).or_default()[0] += 1;
        self.relations.entry(word.relation.to_string()).or_default()[1] += 1;
        self.relations.entry(entry.relation.to_string()).or_default()[2] += usize::from(right);
    }

    /// All figures, as Markdown.
    pub fn report(&self) -> String {
        let share = |count: usize| 100.0 * count as f64 / self.words.max(1) as f64;
        let mut report = String::from(
            "| words | UPOS | UPOS + features | lemma | UAS | LAS, bare relations | LAS | words/s |\n|---|---|---|---|---|---|---|---|\n",
        );
        let speed = self.words as f64 / self.seconds.max(1e-9);
        let _ = writeln!(
            report,
            "| {} | {:.2} | {:.2} | {:.2} | {:.2} | {:.2} | {:.2} | {speed:.0} |\n\n| relation | count | precision | recall | F1 |\n|---|---|---|---|---|",
            self.words,
            share(self.upos),
            share(self.tags),
            share(self.lemmas),
            share(self.heads),
            share(self.bases),
            share(self.arcs),
        );
        for (relation, &[gold, given, right]) in self.relations.iter().filter(|(_, counts)| counts[0] >= 10) {
            let precision = 100.0 * right as f64 / given.max(1) as f64;
            let recall = 100.0 * right as f64 / gold as f64;
            let both = 200.0 * right as f64 / (gold + given) as f64;
            let _ = writeln!(report, "| {relation} | {gold} | {precision:.1} | {recall:.1} | {both:.1} |");
        }
        report
    }
}
