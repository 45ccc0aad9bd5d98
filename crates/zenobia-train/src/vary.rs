//! Varied copies of trees: other names, numbers, nouns and verbs in the same places, so that few sentences teach a construction and not
//! their words.
//!
//! A name stands in for one that hangs by the same relation and preposition, a noun for one with the same features and word class, a
//! verb for one with the same features and the same dependents. The first letter stays a vowel or a consonant, so that elisions and
//! articles still fit.

use std::collections::BTreeMap;
use std::ops::Range;

use zenobia_core::syntax::{Features, Upos};

use crate::conllu::{Entry, Tree};
use crate::learner::Dice;
use crate::train::Classes;

/// How many words in a hundred give way: names, nouns, verbs.
const SHARES: [usize; 3] = [60, 25, 40];

/// Words that may stand in a place, by what the place asks.
#[derive(Debug, Default)]
pub struct Stock {
    names: BTreeMap<String, Vec<Tree>>,
    words: BTreeMap<String, Vec<Entry>>,
}

impl Stock {
    /// Adds names and verbs of trees.
    pub fn add(&mut self, trees: &[Tree]) {
        for tree in trees {
            for at in 0..tree.len() {
                if let Some(name) = name(tree, at) {
                    let key = name_place(tree, at, &name);
                    self.names.entry(key).or_default().push(tree[name].to_vec());
                } else if tree[at].upos == Upos::Verb {
                    self.words.entry(verb_place(tree, at)).or_default().push(tree[at].clone());
                }
            }
        }
    }

    /// Adds nouns of trees.
    pub fn add_nouns(&mut self, trees: &[Tree], classes: &Classes) {
        for entry in trees.iter().flatten().filter(|entry| entry.upos == Upos::Noun) {
            if let Some(key) = noun_place(entry, classes) {
                self.words.entry(key).or_default().push(entry.clone());
            }
        }
    }
}

/// So many varied copies of each tree.
pub fn copies(trees: &[Tree], stock: &Stock, classes: &Classes, count: usize) -> Vec<Tree> {
    let mut dice = Dice::new(23);
    let copies = (0..count).flat_map(|_| trees);
    copies.map(|tree| vary_names(&vary_words(tree, stock, classes, &mut dice), stock, &mut dice)).collect()
}

fn vary_words(tree: &Tree, stock: &Stock, classes: &Classes, dice: &mut Dice) -> Tree {
    let mut varied = tree.clone();
    for at in 0..tree.len() {
        let (key, share) = match tree[at].upos {
            Upos::Noun => (noun_place(&tree[at], classes), SHARES[1]),
            Upos::Verb => (Some(verb_place(tree, at)), SHARES[2]),
            Upos::Num => {
                varied[at] = number(&tree[at], dice);
                continue;
            }
            _ => continue,
        };
        let others = key.and_then(|key| stock.words.get(&key));
        if let Some(others) = others.filter(|_| dice.below(100) < share) {
            let other = &others[dice.below(others.len())];
            (varied[at].form, varied[at].lemma) = (cased(&other.form, &tree[at].form), other.lemma.clone());
        }
    }
    varied
}

/// Other digits, but for years and what is written in words.
fn number(entry: &Entry, dice: &mut Dice) -> Entry {
    let year = entry.form.len() == 4 && (entry.form.starts_with("19") || entry.form.starts_with("20"));
    if year || entry.form != entry.lemma {
        return entry.clone();
    }
    let other = |letter: char| match letter {
        '1'..='9' => char::from_digit(1 + dice.below(9) as u32, 10).unwrap_or(letter),
        _ => letter,
    };
    let form: String = entry.form.chars().map(other).collect();
    Entry { lemma: form.as_str().into(), form: form.into(), ..entry.clone() }
}

fn vary_names(tree: &Tree, stock: &Stock, dice: &mut Dice) -> Tree {
    let mut tree = tree.clone();
    let mut at = 0;
    while at < tree.len() {
        let found = name(&tree, at).map(|name| (name_place(&tree, at, &name), name));
        let others = found.as_ref().and_then(|(key, _)| stock.names.get(key)).filter(|_| dice.below(100) < SHARES[0]);
        let top = at;
        at += 1;
        if let (Some((_, name)), Some(others)) = (found, others) {
            at = name.start + put(&mut tree, name, top, &others[dice.below(others.len())]);
        }
    }
    tree
}

/// Puts a name in the place of another, whose top is `top`; gives its length.
fn put(tree: &mut Tree, old: Range<usize>, top: usize, name: &[Entry]) -> usize {
    let own_top = old.start + name.iter().position(|word| !is_inside(word)).unwrap_or(0);
    let shift = |head: usize| match head {
        head if head < old.start => head,
        head if head < old.end => own_top,
        head => head + name.len() - old.len(),
    };
    let top = Entry { head: tree[top].head.map(shift), ..tree[top].clone() };
    tree.iter_mut().for_each(|word| word.head = word.head.map(shift));
    let word = |(at, word): (usize, &Entry)| match old.start + at == own_top {
        true => Entry { head: top.head, relation: top.relation.clone(), ..word.clone() },
        false => Entry { head: Some(own_top), ..word.clone() },
    };
    let words: Tree = name.iter().enumerate().map(word).collect();
    tree.splice(old, words);
    name.len()
}

/// Whether a word is a part of a name that another word heads.
fn is_inside(entry: &Entry) -> bool {
    entry.upos == Upos::Propn && matches!(entry.relation.as_str(), "flat" | "compound" | "flat:name")
}

/// The words of the name that a word heads: proper nouns in a row that hang on it directly.
fn name(tree: &Tree, at: usize) -> Option<Range<usize>> {
    let capital = |entry: &Entry| entry.form.chars().next().is_some_and(char::is_uppercase);
    if tree[at].upos != Upos::Propn || is_inside(&tree[at]) || !capital(&tree[at]) {
        return None;
    }
    let part = |other: &usize| is_inside(&tree[*other]) && tree[*other].head == Some(at);
    let start = (0..at).rev().take_while(part).last().unwrap_or(at);
    let end = (at + 1..tree.len()).take_while(part).last().unwrap_or(at) + 1;
    Some(start..end)
}

fn name_place(tree: &Tree, at: usize, name: &Range<usize>) -> String {
    let case = tree.iter().find(|entry| entry.head == Some(at) && entry.relation == "case");
    let case = case.map_or("", |entry| entry.lemma.as_str());
    let article = tree.iter().any(|entry| entry.head == Some(at) && entry.relation == "det");
    let plural = tree[at].features.has(Features::PLURAL);
    format!("{} {case} {article} {plural} {}", tree[at].relation, initial(&tree[name.start].form))
}

fn noun_place(entry: &Entry, classes: &Classes) -> Option<String> {
    let (fine, _) = classes.get(entry.form.to_lowercase().as_str()).filter(|class| class.0 > 0)?;
    Some(format!("noun {fine} {} {}", entry.features.0, initial(&entry.form)))
}

fn verb_place(tree: &Tree, at: usize) -> String {
    let mut dependents: Vec<String> = Vec::new();
    for (other, entry) in tree.iter().enumerate().filter(|(_, entry)| entry.head == Some(at)) {
        match entry.relation.as_str() {
            "punct" | "advmod" | "mark" | "cc" | "conj" | "advcl" | "parataxis" => {}
            name if name.starts_with("obl") => dependents.extend(
                tree.iter()
                    .find(|case| case.head == Some(other) && case.relation == "case")
                    .map(|case| case.lemma.to_string()),
            ),
            name => dependents.push(name.to_owned()),
        }
    }
    dependents.sort();
    format!("verb {} {} {}", tree[at].features.0, dependents.join(" "), initial(&tree[at].form))
}

/// Whether a wording begins with a vowel, so that an elided word or the longer article stands before it.
fn initial(form: &str) -> bool {
    form.chars()
        .next()
        .is_some_and(|letter| "aeiouyhàâäéèêëîïôöûüœ".contains(letter.to_lowercase().next().unwrap_or(letter)))
}

/// A wording with the capital of another.
fn cased(form: &str, like: &str) -> compact_str::CompactString {
    let mut letters = form.chars();
    match (like.chars().next().is_some_and(char::is_uppercase), letters.next()) {
        (true, Some(first)) => first.to_uppercase().chain(letters).collect(),
        (false, Some(first)) => first.to_lowercase().chain(letters).collect(),
        _ => form.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conllu::parse;

    fn tree(text: &str) -> Tree {
        let columns = |line: &str| line.split(' ').collect::<Vec<_>>().join("\t");
        parse(&text.lines().map(columns).collect::<Vec<_>>().join("\n")).remove(0)
    }

    const SHORT: &str = "1 Marea Marea PROPN _ _ 2 nsubj\n2 fell fall VERB _ _ 0 root\n3 . . PUNCT _ _ 2 punct";
    const LONG: &str = "1 Wad Wad PROPN _ _ 2 compound\n2 Madani Madani PROPN _ _ 3 nsubj\n3 held hold VERB _ _ 0 root\n4 . . PUNCT _ _ 3 punct";

    #[test]
    fn a_longer_name_takes_the_place_of_a_short_one() {
        let (mut tree, other) = (tree(SHORT), tree(LONG));
        assert_eq!(name(&other, 1), Some(0..2));
        put(&mut tree, 0..1, 0, &other[0..2]);
        let words: Vec<_> = tree.iter().map(|entry| (entry.form.as_str(), entry.head)).collect();
        assert_eq!(words, [("Wad", Some(1)), ("Madani", Some(2)), ("fell", None), (".", Some(2))]);
        put(&mut tree, 0..2, 1, &self::tree(SHORT)[0..1]);
        assert_eq!(tree, self::tree(SHORT));
    }

    #[test]
    fn varied_copies_keep_their_shape() {
        let trees = [tree(SHORT), tree(LONG)];
        let mut stock = Stock::default();
        stock.add(&trees);
        for copy in copies(&trees, &stock, &Classes::new(), 20) {
            assert_eq!(copy.iter().filter(|entry| entry.head.is_none()).count(), 1);
            assert!(copy.iter().all(|entry| entry.head.is_none_or(|head| head < copy.len())));
        }
    }
}
