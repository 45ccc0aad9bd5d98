//! How far a network is from what it should say, and the slopes of all its weights (backpropagation).

use ndarray::linalg::general_mat_mul;
use ndarray::{Array2, ArrayViewMut1, Axis, Slice};
use zenobia_core::syntax::network::distance;

use super::forward::{Dropped, Noise, Trace, dropped};
use super::gated;
use super::parameters::{Linear, Parameters};
use super::sample::Sample;

/// Mean cross entropy of tags, heads and relations.
pub type Losses = [f32; 3];

/// Adds the slopes of a batch to `slopes`.
pub fn learn(
    weights: &Parameters,
    trace: Trace,
    samples: &[&Sample],
    noise: &mut Option<Noise>,
    slopes: &mut Parameters,
) -> Losses {
    let mut losses = [0.0; 3];
    let mut output = Array2::zeros(trace.output.value.raw_dim());
    losses[1] = heads(weights, &trace, samples, slopes, &mut output);
    losses[2] = relations(weights, &trace, samples, noise, slopes, &mut output);
    let Trace { sentences, rows, layers, tag_input, mut tag_scores, tags, output: Dropped { mask, .. }, .. } = trace;
    let mut words = masked(output, &mask);
    for (at, (input, products, states)) in layers.iter().enumerate().rev() {
        let products = gated::slopes(products, states, &words, &sentences);
        let given = back(&weights.layers[at], &input.value, &products, &mut slopes.layers[at]);
        words += &masked(given, &input.mask);
        if at + 1 == layers.len() {
            for (word, &tag) in words.rows().into_iter().zip(&tags) {
                add(slopes.tag_rows.row_mut(tag), &word.to_owned());
            }
            let gold = samples.iter().flat_map(|sample| sample.tags.iter().copied());
            losses[0] = entropy(&mut tag_scores, gold.map(usize::from));
            let given = back(&weights.tags, &tag_input.value, &tag_scores, &mut slopes.tags);
            words += &masked(given, &tag_input.mask);
        }
    }
    for (word, rows) in words.rows().into_iter().zip(&rows) {
        rows.iter().for_each(|&row| {
            let mut row = slopes.embeddings.row_mut(row as usize);
            row += &word;
        });
    }
    losses
}

fn add(mut row: ArrayViewMut1<f32>, other: &ndarray::Array1<f32>) {
    row += other;
}

fn masked(slopes: Array2<f32>, mask: &Option<Array2<f32>>) -> Array2<f32> {
    match mask {
        Some(mask) => slopes * mask,
        None => slopes,
    }
}

/// Where a number was cut off at 0, nothing flows back.
fn cut(slopes: &mut Array2<f32>, values: &Array2<f32>) {
    slopes.zip_mut_with(values, |slope, &value| {
        if value <= 0.0 {
            *slope = 0.0;
        }
    });
}

/// Slopes of a linear map's weights, added up, and of its input.
fn back(map: &Linear, input: &Array2<f32>, given: &Array2<f32>, slopes: &mut Linear) -> Array2<f32> {
    general_mat_mul(1.0, &input.t(), given, 1.0, &mut slopes.weights);
    slopes.bias += &given.sum_axis(Axis(0)).insert_axis(Axis(0));
    given.dot(&map.weights.t())
}

/// Cross entropy of the softmax of each row; the scores become its slopes.
fn entropy(scores: &mut Array2<f32>, gold: impl Iterator<Item = usize>) -> f32 {
    let share = 1.0 / scores.nrows().max(1) as f32;
    scores.rows_mut().into_iter().zip(gold).map(|(row, gold)| row_entropy(row, gold, share)).sum()
}

fn row_entropy(mut row: ArrayViewMut1<f32>, gold: usize, share: f32) -> f32 {
    let highest = row.iter().copied().fold(f32::MIN, f32::max);
    row.mapv_inplace(|score| (score - highest).exp());
    let sum = row.sum();
    let loss = -(row[gold] / sum).max(1e-20).ln() * share;
    row.mapv_inplace(|part| part * share / sum);
    row[gold] -= share;
    loss
}

fn heads(
    weights: &Parameters,
    trace: &Trace,
    samples: &[&Sample],
    slopes: &mut Parameters,
    output: &mut Array2<f32>,
) -> f32 {
    let share = 1.0 / trace.rows.len().max(1) as f32;
    let mut mixed = Array2::zeros(trace.mixed.raw_dim());
    let mut heads = Array2::zeros(trace.heads.raw_dim());
    let mut loss = 0.0;
    for (sentence, sample) in trace.sentences.iter().zip(samples) {
        let mut scores = trace.arcs(weights, sentence);
        for (row, &gold) in scores.rows_mut().into_iter().zip(&sample.heads) {
            loss += row_entropy(row, gold, share);
        }
        distances(&scores, &trace.parts[sentence.clone()], slopes);
        let (rows, count) = (Slice::from(sentence.clone()), sentence.len());
        let words = scores.slice_axis(Axis(1), Slice::from(..count));
        let (left, right) = (trace.mixed.slice_axis(Axis(0), rows), trace.heads.slice_axis(Axis(0), rows));
        general_mat_mul(1.0, &words, &right, 0.0, &mut mixed.slice_axis_mut(Axis(0), rows));
        general_mat_mul(1.0, &words.t(), &left, 0.0, &mut heads.slice_axis_mut(Axis(0), rows));
        let root = scores.slice_axis(Axis(1), Slice::from(count..));
        general_mat_mul(1.0, &root, &weights.root, 1.0, &mut mixed.slice_axis_mut(Axis(0), rows));
        general_mat_mul(1.0, &root.t(), &left, 1.0, &mut slopes.root);
    }
    let mut dependents = back(&weights.mixed, &trace.dependents, &mixed, &mut slopes.mixed);
    cut(&mut dependents, &trace.dependents);
    *output += &back(&weights.dependents, &trace.output.value, &dependents, &mut slopes.dependents);
    cut(&mut heads, &trace.heads);
    *output += &back(&weights.heads, &trace.output.value, &heads, &mut slopes.heads);
    loss
}

fn distances(scores: &Array2<f32>, parts: &[usize], slopes: &mut Parameters) {
    for (word, row) in scores.rows().into_iter().enumerate() {
        for head in (0..parts.len()).filter(|&head| head != word) {
            let far = distance(word, head);
            slopes.dependent_distances[[parts[word], far]] += row[head];
            slopes.head_distances[[parts[head], far]] += row[head];
        }
        slopes.root_parts[[parts[word], 0]] += row[parts.len()];
    }
}

fn relations(
    weights: &Parameters,
    trace: &Trace,
    samples: &[&Sample],
    noise: &mut Option<Noise>,
    slopes: &mut Parameters,
    output: &mut Array2<f32>,
) -> f32 {
    let heads: Vec<usize> = samples.iter().flat_map(|sample| sample.heads.iter().copied()).collect();
    let pairs = trace.pairs(weights, &heads);
    let Dropped { value, mask } = dropped(&pairs, noise, 0.5);
    let mut scores = trace.relations(weights, &value, &heads);
    let gold = samples.iter().flat_map(|sample| sample.relations.iter().copied());
    let loss = entropy(&mut scores, gold.map(usize::from));
    let given = back(&weights.relations, &value, &scores, &mut slopes.relations);
    let mut given = masked(given, &mask);
    cut(&mut given, &pairs);
    let mut others = Array2::zeros(given.raw_dim());
    for sentence in &trace.sentences {
        for word in sentence.clone() {
            let slope = given.row(word).to_owned();
            if heads[word] < sentence.len() {
                add(others.row_mut(sentence.start + heads[word]), &slope);
                let far = distance(word - sentence.start, heads[word]);
                add(slopes.relation_distances.row_mut(far), &scores.row(word).to_owned());
            } else {
                add(slopes.relation_root.row_mut(0), &slope);
            }
        }
    }
    let input = &trace.output.value;
    *output += &back(&weights.relation_dependents, input, &given, &mut slopes.relation_dependents);
    *output += &back(&weights.relation_heads, input, &others, &mut slopes.relation_heads);
    loss
}
