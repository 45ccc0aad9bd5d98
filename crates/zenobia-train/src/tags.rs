//! Trains the tagger.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use zenobia_core::syntax::Tag;
use zenobia_core::syntax::look::Look;
use zenobia_core::syntax::table::Batch;
use zenobia_core::syntax::tagger::{best, features};

use crate::conllu::Tree;
use crate::learner::{Dice, Learner};

/// The most frequent joint tags, at most 255.
pub fn inventory<'a>(trees: impl Iterator<Item = &'a Tree>) -> Vec<Tag> {
    let mut counts: BTreeMap<(u8, u32), (usize, Tag)> = BTreeMap::new();
    for entry in trees.flatten() {
        let tag = Tag { upos: entry.upos, features: entry.features };
        counts.entry((tag.upos as u8, tag.features.0)).or_insert((0, tag)).0 += 1;
    }
    let mut tags: Vec<_> = counts.into_values().collect();
    tags.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    tags.into_iter().take(255).map(|(_, tag)| tag).collect()
}

/// The number of a tag; for a rare one, that of the most similar tag of the same part of speech.
pub fn number(tag: Tag, tags: &[Tag]) -> u8 {
    let alike = |other: &Tag| (other.features.0 ^ tag.features.0).count_ones() + 40 * u32::from(other.upos != tag.upos);
    let nearest = tags.iter().enumerate().min_by_key(|(_, other)| alike(other));
    nearest.map_or(0, |(index, _)| index as u8)
}

/// A sentence to learn tags from.
#[derive(Clone, Debug)]
pub struct Tagged {
    /// What its tokens look like.
    pub looks: Vec<Look>,
    /// The right tags.
    pub gold: Vec<u8>,
    /// One epoch in this many sees it.
    pub every: usize,
}

/// Learns in so many passes, each sentence tagged with the tags chosen so far on its left.
pub fn learn(sentences: &[&Tagged], tags: &[Tag], epochs: usize) -> Learner {
    let mut counts = FxHashMap::default();
    for sentence in sentences {
        for at in 0..sentence.gold.len() {
            features(&sentence.looks, at, &sentence.gold[..at], tags, |feature| {
                *counts.entry(feature).or_default() += 1
            });
        }
    }
    let mut learner = Learner::of(&counts, 2);
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    let mut dice = Dice::new(1);
    let mut batch = Batch::default();
    for epoch in 0..epochs {
        dice.shuffle(&mut order);
        for &index in order.iter().filter(|&&index| (index + epoch) % sentences[index].every == 0) {
            learn_sentence(&mut learner, sentences[index], tags, &mut batch);
        }
    }
    learner
}

fn learn_sentence(learner: &mut Learner, sentence: &Tagged, tags: &[Tag], batch: &mut Batch) {
    let mut before = Vec::with_capacity(sentence.gold.len());
    for (at, &gold) in sentence.gold.iter().enumerate() {
        batch.clear();
        features(&sentence.looks, at, &before, tags, |feature| batch.push(feature));
        let guess = best(&batch.score(learner), tags.len());
        learner.tick();
        if guess != gold {
            for &feature in batch.features() {
                learner.update(feature, gold, 1);
                learner.update(feature, guess, -1);
            }
        }
        before.push(guess);
    }
}
