//! What a network says of sentences, with all that its slopes need.

use std::ops::Range;

use ndarray::linalg::general_mat_mul;
use ndarray::{Array2, Axis, Slice};
use zenobia_core::syntax::network::distance;
use zenobia_core::syntax::network::input::{INPUTS, first};

use super::gated;
use super::parameters::{Linear, Parameters};
use super::sample::Sample;
use crate::learner::Dice;

/// Chance that spoils lessons, so that no single input is relied on.
#[derive(Debug)]
pub struct Noise {
    /// Where it comes from.
    pub dice: Dice,
    /// Share of the numbers between layers that are lost.
    pub numbers: f32,
    /// Share of the words that are not recognized.
    pub words: f32,
}

/// A matrix of which some numbers were lost.
#[derive(Debug)]
pub struct Dropped {
    /// What is left, made larger by as much as was lost.
    pub value: Array2<f32>,
    /// The factor of each number; none when nothing was lost.
    pub mask: Option<Array2<f32>>,
}

/// All layers of a batch of sentences, one after the other.
#[derive(Debug)]
pub struct Trace {
    /// Where each sentence lies.
    pub sentences: Vec<Range<usize>>,
    /// The inputs used.
    pub rows: Vec<[u32; INPUTS]>,
    /// For each layer: what went in, products, states.
    pub layers: Vec<(Dropped, Array2<f32>, Array2<f32>)>,
    /// What the tags were scored by.
    pub tag_input: Dropped,
    /// Scores of tags.
    pub tag_scores: Array2<f32>,
    /// The best tags.
    pub tags: Vec<usize>,
    /// Their parts of speech.
    pub parts: Vec<usize>,
    /// What comes out of the last layer.
    pub output: Dropped,
    /// Words as dependents, before the bilinear map and after it.
    pub dependents: Array2<f32>,
    /// See `dependents`.
    pub mixed: Array2<f32>,
    /// Words as heads.
    pub heads: Array2<f32>,
    /// Words as dependents and as heads, for relations.
    pub relation_dependents: Array2<f32>,
    /// See `relation_dependents`.
    pub relation_heads: Array2<f32>,
}

/// Runs the network; `parts` has the part of speech of each tag.
pub fn run(weights: &Parameters, parts: &[usize], samples: &[&Sample], noise: &mut Option<Noise>) -> Trace {
    let sentences = ranges(samples);
    let mut rows: Vec<_> = samples.iter().flat_map(|sample| sample.rows.iter().copied()).collect();
    if let Some(noise) = noise {
        rows.iter_mut().for_each(|rows| forget(rows, noise));
    }
    let mut words = embed(weights, &rows);
    let mut layers = Vec::new();
    let (last, earlier) = weights.layers.split_last().expect("a network has layers");
    for layer in earlier {
        layers.push(pass(layer, &mut words, &sentences, noise));
    }
    let tag_input = dropped(&words, noise, 1.0);
    let tag_scores = apply(&weights.tags, &tag_input.value);
    let tags: Vec<usize> = tag_scores.rows().into_iter().map(|row| best(row.iter().copied())).collect();
    for (mut word, &tag) in words.rows_mut().into_iter().zip(&tags) {
        word += &weights.tag_rows.row(tag);
    }
    layers.push(pass(last, &mut words, &sentences, noise));
    let output = dropped(&words, noise, 1.0);
    let rectified = |map: &Linear| apply(map, &output.value).mapv_into(|number| number.max(0.0));
    let dependents = rectified(&weights.dependents);
    Trace {
        mixed: apply(&weights.mixed, &dependents),
        heads: rectified(&weights.heads),
        relation_dependents: apply(&weights.relation_dependents, &output.value),
        relation_heads: apply(&weights.relation_heads, &output.value),
        parts: tags.iter().map(|&tag| parts[tag]).collect(),
        sentences,
        rows,
        layers,
        tag_input,
        tag_scores,
        tags,
        output,
        dependents,
    }
}

fn ranges(samples: &[&Sample]) -> Vec<Range<usize>> {
    let mut end = 0;
    let range = |sample: &&Sample| {
        let start = end;
        end += sample.len();
        start..end
    };
    samples.iter().map(range).collect()
}

/// Takes away what is known of a word: its rank, its classes, its dictionary entry.
fn forget(rows: &mut [u32; INPUTS], noise: &mut Noise) {
    for (kinds, share) in [(0..1, 1.0), (1..3, 0.33), (3..5, 0.33)] {
        if (noise.dice.below(1 << 16) as f32) < noise.words * share * 65_536.0 {
            kinds.for_each(|kind| rows[kind] = first(kind) as u32);
        }
    }
}

fn embed(weights: &Parameters, rows: &[[u32; INPUTS]]) -> Array2<f32> {
    let mut words = Array2::zeros((rows.len(), weights.embeddings.ncols()));
    for (mut word, rows) in words.rows_mut().into_iter().zip(rows) {
        rows.iter().for_each(|&row| word += &weights.embeddings.row(row as usize));
    }
    words
}

fn pass(
    layer: &Linear,
    words: &mut Array2<f32>,
    sentences: &[Range<usize>],
    noise: &mut Option<Noise>,
) -> (Dropped, Array2<f32>, Array2<f32>) {
    let input = dropped(words, noise, 1.0);
    let products = apply(layer, &input.value);
    let states = gated::states(&products, sentences);
    *words += &states;
    (input, products, states)
}

/// Loses some numbers, `share` of what the noise loses elsewhere.
pub fn dropped(words: &Array2<f32>, noise: &mut Option<Noise>, share: f32) -> Dropped {
    let Some(Noise { dice, numbers, .. }) = noise else { return Dropped { value: words.clone(), mask: None } };
    let lost = *numbers * share;
    let (limit, kept) = ((lost * 65_536.0) as u64, 1.0 / (1.0 - lost));
    let mut bits = 0_u64;
    let mut number = 0_usize;
    let mask = Array2::from_shape_fn(words.raw_dim(), |_| {
        bits = if number.is_multiple_of(4) { dice.next() } else { bits >> 16 };
        number += 1;
        if bits & 0xffff < limit { 0.0 } else { kept }
    });
    Dropped { value: words * &mask, mask: Some(mask) }
}

/// A linear map of all rows.
pub fn apply(map: &Linear, input: &Array2<f32>) -> Array2<f32> {
    let mut output = Array2::zeros((input.nrows(), map.bias.ncols()));
    output += &map.bias;
    general_mat_mul(1.0, input, &map.weights, 1.0, &mut output);
    output
}

/// The first of the highest.
pub fn best(scores: impl Iterator<Item = f32>) -> usize {
    let higher = |best: (usize, f32), next: (usize, f32)| if next.1 > best.1 { next } else { best };
    scores.enumerate().reduce(higher).map_or(0, |(at, _)| at)
}

impl Trace {
    /// Scores of heads in a sentence: a row for each word, a column for each head and, last, the root.
    pub fn arcs(&self, weights: &Parameters, sentence: &Range<usize>) -> Array2<f32> {
        let count = sentence.len();
        let rows = Slice::from(sentence.clone());
        let (mixed, heads) = (self.mixed.slice_axis(Axis(0), rows), self.heads.slice_axis(Axis(0), rows));
        let mut scores = Array2::zeros((count, count + 1));
        general_mat_mul(1.0, &mixed, &heads.t(), 0.0, &mut scores.slice_axis_mut(Axis(1), Slice::from(..count)));
        scores.column_mut(count).assign(&mixed.dot(&weights.root.row(0)));
        let parts = &self.parts[sentence.clone()];
        for (word, mut row) in scores.rows_mut().into_iter().enumerate() {
            for head in (0..count).filter(|&head| head != word) {
                let far = distance(word, head);
                row[head] +=
                    weights.dependent_distances[[parts[word], far]] + weights.head_distances[[parts[head], far]];
            }
            row[word] = -1e9;
            row[count] += weights.root_parts[[parts[word], 0]];
        }
        scores
    }

    /// What relations are chosen by: each word with its head (given in its sentence), negative numbers cut off.
    pub fn pairs(&self, weights: &Parameters, heads: &[usize]) -> Array2<f32> {
        let mut pairs = self.relation_dependents.clone();
        for sentence in &self.sentences {
            for word in sentence.clone() {
                let other = match heads[word] {
                    head if head < sentence.len() => self.relation_heads.row(sentence.start + head),
                    _ => weights.relation_root.row(0),
                };
                let mut pair = pairs.row_mut(word);
                pair += &other;
            }
        }
        pairs.mapv_into(|number| number.max(0.0))
    }

    /// Scores of relations, given the pairs and the heads they are of.
    pub fn relations(&self, weights: &Parameters, pairs: &Array2<f32>, heads: &[usize]) -> Array2<f32> {
        let mut scores = apply(&weights.relations, pairs);
        for sentence in &self.sentences {
            for word in sentence.clone().filter(|&word| heads[word] < sentence.len()) {
                let mut row = scores.row_mut(word);
                row += &weights.relation_distances.row(distance(word - sentence.start, heads[word]));
            }
        }
        scores
    }
}
