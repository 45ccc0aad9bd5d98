//! Part of speech and features, word by word from left to right.
//!
//! The method is the averaged perceptron of Collins (2002) over joint tags, greedy, with the word classes of its neighbors in the
//! place of their tags on the right.

use super::hash::feature;
use super::look::Look;
use super::table::{Batch, Scores, Weights};
use super::tag::Tag;

/// The tags of a sentence as numbers in `tags`.
pub fn tag(looks: &[Look], tags: &[Tag], weights: &impl Weights) -> Vec<u8> {
    let mut chosen = Vec::with_capacity(looks.len());
    let mut batch = Batch::default();
    for at in 0..looks.len() {
        batch.clear();
        features(looks, at, &chosen, tags, |feature| batch.push(feature));
        chosen.push(best(&batch.score(weights), tags.len()));
    }
    chosen
}

/// The class with the highest score; the first of equals.
pub fn best(scores: &Scores, classes: usize) -> u8 {
    let mut best = 0;
    for class in 1..classes.min(256) {
        if scores[class] > scores[best] {
            best = class;
        }
    }
    best as u8
}

/// Hands out the features of a word, given the tags chosen before it.
#[inline]
pub fn features(looks: &[Look], at: usize, before: &[u8], tags: &[Tag], mut emit: impl FnMut(u64)) {
    let absent = Look::default();
    let around = |offset: isize| at.checked_add_signed(offset).and_then(|index| looks.get(index)).unwrap_or(&absent);
    let (w, p1, p2, n1, n2) = (around(0), around(-1), around(-2), around(1), around(2));
    let past =
        |back: usize| at.checked_sub(back).and_then(|index| before.get(index)).map_or(255, |&tag| u64::from(tag));
    let (t1, t2) = (past(1), past(2));
    let upos = |tag: u64| tags.get(tag as usize).map_or(99, |tag| tag.upos as u64);
    let (u1, u2) = (upos(t1), upos(t2));
    let fine = |look: &Look| u64::from(look.known.fine);
    let coarse = |look: &Look| u64::from(look.known.coarse);
    let parts = |look: &Look| u64::from(look.known.parts);
    let all = |look: &Look| u64::from(look.known.inflections);
    let mut template = 0;
    let mut put = |parts: &[u64]| {
        template += 1;
        emit(feature(template, parts));
    };
    own(w, &mut put);
    put(&[p1.word]);
    put(&[p2.word]);
    put(&[n1.word]);
    put(&[n2.word]);
    put(&[p1.word, w.word]);
    put(&[w.word, n1.word]);
    put(&[p1.suffixes[2]]);
    put(&[n1.suffixes[2], n1.shape]);
    put(&[fine(p1)]);
    put(&[fine(n1)]);
    put(&[coarse(p2), coarse(p1)]);
    put(&[coarse(n1), coarse(n2)]);
    put(&[fine(p1), fine(w)]);
    put(&[fine(w), fine(n1)]);
    put(&[coarse(p1), coarse(w), coarse(n1)]);
    put(&[w.suffixes[2], coarse(n1)]);
    put(&[w.word, coarse(n1)]);
    put(&[w.word, coarse(p1)]);
    put(&[w.shape, p1.shape, n1.shape]);
    put(&[t1]);
    put(&[t2, t1]);
    put(&[u2, u1]);
    put(&[t1, w.word]);
    put(&[t1, fine(w)]);
    put(&[t1, w.suffixes[2]]);
    put(&[t1, w.suffixes[1]]);
    put(&[t1, n1.word]);
    put(&[u2, u1, w.word]);
    put(&[u1, coarse(w), coarse(n1)]);
    put(&[u1, w.shape]);
    put(&[parts(p1), parts(w)]);
    put(&[parts(w), parts(n1)]);
    put(&[parts(w), parts(n1), parts(n2)]);
    put(&[all(w), all(n1)]);
    put(&[t1, all(w)]);
    put(&[t1, all(w), parts(n1)]);
    put(&[u2, u1, parts(w)]);
    put(&[u1, parts(w), parts(n1)]);
    put(&[parts(w), n1.word]);
    put(&[p1.word, parts(w)]);
}

#[inline]
fn own(w: &Look, put: &mut impl FnMut(&[u64])) {
    put(&[]);
    put(&[w.word]);
    put(&[w.word, w.shape]);
    put(&[w.fold]);
    put(&[w.shape]);
    put(&[u64::from(w.known.fine)]);
    put(&[u64::from(w.known.coarse), w.shape]);
    put(&[u64::from(w.known.fine), w.suffixes[1]]);
    put(&[u64::from(w.known.coarse), w.suffixes[2]]);
    put(&[u64::from(w.known.parts), w.shape]);
    put(&[u64::from(w.known.inflections)]);
    put(&[u64::from(w.known.inflections), w.suffixes[1]]);
    put(&[u64::from(w.known.inflections), u64::from(w.known.fine)]);
    for suffix in w.suffixes {
        put(&[suffix]);
    }
    for prefix in w.prefixes {
        put(&[prefix]);
    }
    put(&[w.suffixes[2], w.shape]);
    put(&[w.suffixes[3], w.prefixes[2]]);
}
