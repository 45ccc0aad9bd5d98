//! Trains the lemmatizer: rules that rewrite endings, and the exceptions to them.

use std::collections::{BTreeMap, BTreeSet};

use compact_str::CompactString;
use rustc_hash::FxHashMap;
use zenobia_core::syntax::lemma::{Script, by_rule, features, folded_key, keys};
use zenobia_core::syntax::{Tag, Upos};
use zenobia_core::weights::table::{Batch, Weights};

use crate::learner::{Dice, Learner};
use crate::lexicon::{Lexicon, open_class};
use crate::pack::{Pair, text};
use crate::tokens::fold;

/// A wording with its tag, lemma and how often it was seen so.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Use {
    /// In lower case, as written for proper nouns.
    pub form: CompactString,
    /// Its part of speech.
    pub upos: Upos,
    /// The number of its joint tag.
    pub tag: u8,
    /// Its lemma.
    pub lemma: CompactString,
}

/// The rules, most frequent first, that at least `least` different words follow.
pub fn scripts(uses: &BTreeMap<Use, usize>, least: usize) -> Vec<Script> {
    let mut counts: BTreeMap<Script, BTreeSet<&str>> = BTreeMap::new();
    for one in uses.keys() {
        counts.entry(Script::between(&one.form, &one.lemma)).or_default().insert(&one.form);
    }
    let mut scripts: Vec<_> =
        counts.into_iter().filter(|(script, forms)| forms.len() >= least && fits(script)).collect();
    scripts.sort_by_key(|(_, forms)| std::cmp::Reverse(forms.len()));
    scripts.into_iter().take(255).map(|(script, _)| script).collect()
}

fn fits(script: &Script) -> bool {
    script.cut.len() < 12 && script.add.len() < 12
}

/// Learns to choose among the rules.
pub fn learn(uses: &BTreeMap<Use, usize>, scripts: &[Script], epochs: usize) -> Learner {
    let mut examples: Vec<(&Use, u8)> = Vec::new();
    for one in uses.keys() {
        let script = Script::between(&one.form, &one.lemma);
        if let Some(class) = scripts.iter().position(|other| *other == script) {
            examples.push((one, class as u8));
        }
    }
    let mut counts = FxHashMap::default();
    for (one, _) in &examples {
        features(&one.form, u64::from(one.tag), one.upos, |feature| *counts.entry(feature).or_default() += 1);
    }
    let mut learner = Learner::of(&counts, 2);
    let mut dice = Dice::new(2);
    let mut batch = Batch::default();
    for _ in 0..epochs {
        dice.shuffle(&mut examples);
        for (one, class) in &examples {
            batch.clear();
            features(&one.form, u64::from(one.tag), one.upos, |feature| batch.push(feature));
            learn_one(&mut learner, &one.form, *class, scripts, &batch);
        }
    }
    learner
}

fn learn_one(learner: &mut Learner, form: &str, class: u8, scripts: &[Script], batch: &Batch) {
    let scores = batch.score(learner);
    let fitting = (0..scripts.len()).filter(|&other| form.ends_with(scripts[other].cut.as_str()));
    let guess = fitting.max_by_key(|&other| (scores[other], std::cmp::Reverse(other)));
    let guess = guess.unwrap_or(usize::from(class)) as u8;
    learner.tick();
    if guess != class {
        for &feature in batch.features() {
            learner.update(feature, class, 1);
            learner.update(feature, guess, -1);
        }
    }
}

/// What the rules get wrong, by wording and tag, and the lemmas of words that may lose their accents.
pub fn exceptions(uses: &BTreeMap<Use, usize>, scripts: &[Script], weights: &impl Weights) -> Vec<Pair> {
    let common = uses.iter().filter(|(one, _)| one.upos != Upos::Propn);
    let mut exact: BTreeMap<(&str, u8, Upos), BTreeMap<&str, usize>> = BTreeMap::new();
    let mut wide: BTreeMap<(&str, Upos), BTreeMap<&str, usize>> = BTreeMap::new();
    for (one, count) in common {
        *exact.entry((&one.form, one.tag, one.upos)).or_default().entry(&one.lemma).or_default() += count;
        *wide.entry((&one.form, one.upos)).or_default().entry(&one.lemma).or_default() += count;
    }
    let mut pairs = Vec::new();
    let mut known = BTreeSet::new();
    for ((form, upos), lemmas) in &wide {
        let lemma = most(lemmas);
        let exacts: Vec<_> =
            exact.range((*form, 0, Upos::Adj)..=(*form, 255, Upos::X)).filter(|(key, _)| key.2 == *upos).collect();
        let wrong = |((form, tag, upos), lemmas): &(&(&str, u8, Upos), &BTreeMap<&str, usize>)| {
            by_rule(form, u64::from(*tag), *upos, scripts, weights) != most(lemmas)
        };
        // One wide entry makes all tags of a wording right, except where its lemmas differ by tag.
        if exacts.iter().any(wrong) {
            pairs.push((keys(form, 0, *upos)[1], text(lemma)));
            known.insert((*form, *upos));
            let other = exacts.iter().filter(|(_, lemmas)| most(lemmas) != lemma);
            pairs.extend(
                other.map(|((form, tag, upos), lemmas)| (keys(form, u64::from(*tag), *upos)[0], text(most(lemmas)))),
            );
        }
    }
    for ((form, upos), lemmas) in &wide {
        let folded = fold(form);
        if folded != *form && !wide.contains_key(&(folded.as_str(), *upos)) {
            pairs.push((folded_key(&folded, *upos), text(most(lemmas))));
        }
    }
    pairs
}

/// What a dictionary says of words that the treebanks do not have with that part of speech; of several lemmas the one that the
/// treebanks know best. The tag is 255: none.
pub fn listed(lexicon: &Lexicon, uses: &BTreeMap<Use, usize>) -> BTreeMap<Use, usize> {
    let seen: BTreeSet<(&str, Upos)> = uses.keys().map(|one| (one.form.as_str(), one.upos)).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    uses.iter().for_each(|(one, count)| *counts.entry(&one.lemma).or_default() += count);
    let mut listed: BTreeMap<(&str, Upos), &str> = BTreeMap::new();
    for (form, readings) in lexicon {
        for reading in readings {
            let Some(upos) = open_class(reading).filter(|upos| !seen.contains(&(form, *upos))) else { continue };
            let best = listed.entry((form, upos)).or_insert(&reading.lemma);
            let weight = |lemma: &str| counts.get(lemma).copied().unwrap_or_default();
            if weight(&reading.lemma) > weight(best) {
                *best = &reading.lemma;
            }
        }
    }
    let one = |((form, upos), lemma): ((&str, Upos), &str)| {
        (Use { form: form.into(), upos, tag: 255, lemma: lemma.to_lowercase().into() }, 1)
    };
    listed.into_iter().map(one).collect()
}

/// The tags of each part of speech that are not rare.
pub fn frequent_tags(uses: &BTreeMap<Use, usize>, tags: &[Tag]) -> BTreeMap<Upos, Vec<u8>> {
    let mut counts = vec![0; tags.len()];
    uses.iter().for_each(|(one, count)| counts[usize::from(one.tag)] += count);
    let mut frequent: BTreeMap<Upos, Vec<u8>> = BTreeMap::new();
    for (number, tag) in tags.iter().enumerate().filter(|(number, _)| counts[*number] >= 50) {
        frequent.entry(tag.upos).or_default().push(number as u8);
    }
    frequent
}

/// The words of a dictionary that the rules would get wrong under one of the frequent tags.
pub fn listed_exceptions(
    listed: &BTreeMap<Use, usize>,
    uses: &BTreeMap<Use, usize>,
    frequent: &BTreeMap<Upos, Vec<u8>>,
    scripts: &[Script],
    weights: &impl Weights,
) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let mut forms: BTreeSet<(&str, Upos)> = listed.keys().map(|one| (one.form.as_str(), one.upos)).collect();
    let wrong = |one: &Use| {
        let tags = frequent.get(&one.upos).map_or(&[] as &[u8], Vec::as_slice);
        tags.iter().any(|&tag| by_rule(&one.form, u64::from(tag), one.upos, scripts, weights) != one.lemma)
    };
    for one in listed.keys().filter(|one| wrong(one)) {
        pairs.push((keys(&one.form, 0, one.upos)[1], text(&one.lemma)));
    }
    forms.extend(uses.keys().map(|one| (one.form.as_str(), one.upos)));
    for one in listed.keys() {
        let folded = fold(&one.form);
        if folded != one.form && !forms.contains(&(folded.as_str(), one.upos)) {
            pairs.push((folded_key(&folded, one.upos), text(&one.lemma)));
        }
    }
    pairs
}

fn most<'a>(lemmas: &BTreeMap<&'a str, usize>) -> &'a str {
    lemmas.iter().max_by_key(|(_, count)| **count).map_or("", |(lemma, _)| lemma)
}
