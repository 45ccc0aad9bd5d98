//! Compares what a reader makes of running text with the treebank, as the CoNLL 2018 shared task did (Zeman et al. 2018): stretches
//! of letters are compared, white space left out; a word counts as found when its stretch is, and an arc as right when both its ends are.
//!
//! It differs in two points. Contractions count as one word, in the treebank and in what is read (see `conllu.rs`); and a lemma
//! is right whatever its capitals.

use std::collections::BTreeMap;
use std::fmt::Write;

use zenobia_core::syntax::Syntax;
use zenobia_core::text::Reading;

use super::{Sentence, documents, length, text};
use crate::conllu::Entry;

/// Reads a text into words and trees.
pub type Read<'a> = dyn Fn(&str) -> (Reading, Syntax) + 'a;

/// A stretch of letters, white space not counted.
type Stretch = (u32, u32);

/// How many of the treebank's, how many that were read, how many in both and right.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Count {
    gold: usize,
    read: usize,
    right: usize,
}

/// What was right.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    counts: BTreeMap<Measure, Count>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Measure {
    Tokens,
    Sentences,
    Upos,
    Features,
    Lemmas,
    Heads,
    Bases,
    Arcs,
}

const MEASURES: [(Measure, &str); 8] = [
    (Measure::Tokens, "tokens"),
    (Measure::Sentences, "sentences"),
    (Measure::Upos, "UPOS"),
    (Measure::Features, "UPOS + features"),
    (Measure::Lemmas, "lemmas"),
    (Measure::Heads, "UAS"),
    (Measure::Bases, "LAS, bare relations"),
    (Measure::Arcs, "LAS"),
];

/// Reads each document and compares.
pub fn measure(sentences: &[Sentence], read: &Read) -> Figures {
    let mut figures = Figures::default();
    for document in documents(sentences) {
        let (reading, syntax) = read(&text(document));
        figures.compare(document, &reading, &syntax);
    }
    figures
}

/// The stretches of the treebank's words.
fn gold_stretches(sentences: &[Sentence]) -> Vec<Stretch> {
    let forms = sentences.iter().flat_map(|sentence| &sentence.forms);
    let mut end = 0;
    let stretch = |form: &super::Form| {
        let start = end;
        end += length(&form.text) as u32;
        (start, end)
    };
    forms.map(stretch).collect()
}

/// The stretches of the tokens that were read.
fn read_stretches(reading: &Reading) -> Vec<Stretch> {
    let mut letters = vec![0];
    let mut count = 0;
    for letter in reading.original.chars() {
        count += u32::from(!letter.is_whitespace());
        letters.push(count);
    }
    let at = |point: u32| letters.get(point as usize).copied().unwrap_or(count);
    reading.tokens.iter().map(|token| (at(token.span.start), at(token.span.end))).collect()
}

fn joined(stretches: &[Stretch]) -> Option<Stretch> {
    Some((stretches.first()?.0, stretches.last()?.1))
}

/// The place of each item of `some` that `others` have too.
fn places(some: &[Stretch], others: &[Stretch]) -> Vec<Option<usize>> {
    let known: BTreeMap<Stretch, usize> = others.iter().enumerate().map(|(at, &stretch)| (stretch, at)).collect();
    some.iter().map(|stretch| known.get(stretch).copied()).collect()
}

impl Figures {
    fn compare(&mut self, sentences: &[Sentence], reading: &Reading, syntax: &Syntax) {
        let (gold, read) = (gold_stretches(sentences), read_stretches(reading));
        let mut start = 0;
        let ends = sentences.iter().map(|sentence| {
            let range = start..start + sentence.forms.len();
            start = range.end;
            (range.start, joined(&gold[range]))
        });
        let (offsets, wholes): (Vec<usize>, Vec<Option<Stretch>>) = ends.unzip();
        let wholes: Vec<Stretch> = wholes.into_iter().flatten().collect();
        let cut: Vec<Stretch> =
            reading.sentences.iter().filter_map(|sentence| joined(read.get(sentence.tokens.clone())?)).collect();
        self.add(Measure::Sentences, wholes.len(), cut.len(), places(&wholes, &cut).iter().flatten().count());
        let found = places(&gold, &read);
        for (measure, _) in MEASURES.iter().filter(|(measure, _)| *measure != Measure::Sentences) {
            self.add(*measure, gold.len(), read.len(), 0);
        }
        for (sentence, &offset) in sentences.iter().zip(&offsets) {
            for (at, entry) in sentence.tree.iter().enumerate() {
                let head = entry.head.map(|head| found.get(offset + head).copied().flatten());
                if let Some(token) = found[offset + at] {
                    self.compare_word(entry, head, token, syntax);
                }
            }
        }
    }

    /// Compares a word that was found; `head` is its governor's token, when it has one and that was found.
    fn compare_word(&mut self, entry: &Entry, head: Option<Option<usize>>, token: usize, syntax: &Syntax) {
        let Some(word) = syntax.words.get(token) else { return };
        let base = |relation: &str| relation.split(':').next().unwrap_or_default().to_owned();
        let upos = entry.upos == word.upos;
        let attached = match (head, word.head) {
            (None, None) => true,
            (Some(Some(gold)), Some(read)) => gold == read,
            _ => false,
        };
        let right = [
            (Measure::Tokens, true),
            (Measure::Upos, upos),
            (Measure::Features, upos && entry.features == word.features),
            (Measure::Lemmas, entry.lemma.to_lowercase() == word.lemma.to_lowercase()),
            (Measure::Heads, attached),
            (Measure::Bases, attached && base(&entry.relation) == base(&word.relation)),
            (Measure::Arcs, attached && entry.relation == word.relation),
        ];
        right.into_iter().for_each(|(measure, right)| self.add(measure, 0, 0, usize::from(right)));
    }

    fn add(&mut self, measure: Measure, gold: usize, read: usize, right: usize) {
        let count = self.counts.entry(measure).or_default();
        count.gold += gold;
        count.read += read;
        count.right += right;
    }

    /// F1 of tokens and sentences in per cent, in words.
    pub fn cuts(&self) -> String {
        let figures = |measure: &Measure| {
            let Count { gold, read, right } = self.counts.get(measure).copied().unwrap_or_default();
            let share = |of: usize| 100.0 * right as f64 / of.max(1) as f64;
            (200.0 * right as f64 / (gold + read).max(1) as f64, share(read), share(gold))
        };
        let (tokens, sentences) = (figures(&Measure::Tokens), figures(&Measure::Sentences));
        format!("tokens {:.2}, sentences {:.2} (P {:.1} R {:.1})", tokens.0, sentences.0, sentences.1, sentences.2)
    }

    /// All figures in per cent, as Markdown.
    pub fn report(&self) -> String {
        let mut report =
            String::from("| from raw text | precision | recall | F1 | in the treebank |\n|---|---|---|---|---|\n");
        for (measure, name) in MEASURES {
            let Count { gold, read, right } = self.counts.get(&measure).copied().unwrap_or_default();
            let share = |of: usize| 100.0 * right as f64 / of.max(1) as f64;
            let both = 200.0 * right as f64 / (gold + read).max(1) as f64;
            let _ = writeln!(report, "| {name} | {:.2} | {:.2} | {both:.2} | {gold} |", share(read), share(gold));
        }
        report
    }
}

#[cfg(test)]
mod tests {
    use zenobia_core::syntax::{Syntax, Word};
    use zenobia_core::text::{TextData, read};

    use super::*;
    use crate::raw::parse;

    const TEXT: &str = "1\tNous\tnous\tPRON\t_\t_\t2\tnsubj\t_\t_\n2\tpartons\tpartir\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No\n3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_\n\n\
        1\tVite\tvite\tADV\t_\t_\t0\troot\t_\tSpaceAfter=No\n2\t.\t.\tPUNCT\t_\t_\t1\tpunct\t_\t_\n";

    fn figures(change: impl Fn(&mut Vec<Word>)) -> Figures {
        let sentences = parse(TEXT);
        let entries = || {
            sentences.iter().scan(0, |offset, sentence| {
                let start = *offset;
                *offset += sentence.tree.len();
                Some((start, sentence))
            })
        };
        let word = |start: usize, entry: &Entry| Word {
            upos: entry.upos,
            lemma: entry.lemma.clone(),
            head: entry.head.map(|head| start + head),
            relation: entry.relation.clone(),
            ..Word::default()
        };
        let mut words: Vec<Word> =
            entries().flat_map(|(start, one)| one.tree.iter().map(move |entry| word(start, entry))).collect();
        change(&mut words);
        measure(&sentences, &|text| (read(text, "", &TextData::default()), Syntax::new(words.clone())))
    }

    fn of(figures: &Figures, measure: Measure) -> Count {
        figures.counts[&measure]
    }

    #[test]
    fn what_is_read_as_the_treebank_has_it_is_right() {
        let figures = figures(|_| ());
        assert!(MEASURES.iter().all(|(measure, _)| {
            let count = of(&figures, *measure);
            count.gold == count.read && count.gold == count.right
        }));
        assert_eq!(of(&figures, Measure::Sentences).gold, 2);
    }

    #[test]
    fn an_arc_to_the_wrong_word_is_wrong() {
        let figures = figures(|words| words[0].head = Some(2));
        assert_eq!((of(&figures, Measure::Heads).right, of(&figures, Measure::Upos).right), (4, 5));
    }

    #[test]
    fn a_relation_may_be_right_but_for_its_subtype() {
        let figures = figures(|words| words[0].relation = "nsubj:pass".into());
        assert_eq!((of(&figures, Measure::Bases).right, of(&figures, Measure::Arcs).right), (5, 4));
    }
}
