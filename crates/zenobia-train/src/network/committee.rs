//! Several networks that decide together.

use ndarray::Array2;
use zenobia_core::syntax::network::tree::Arcs;

use super::forward::{Trace, best, run};
use super::parameters::Parameters;
use super::sample::Sample;

/// Log likelihoods are made whole numbers of this unit for the search of the best tree.
const UNIT: f32 = 4096.0;

/// Writes into a sentence what the networks say of it, by the sum of their log likelihoods.
pub fn annotate(members: &[Parameters], parts: &[usize], sample: &mut Sample) {
    if sample.len() == 0 {
        return;
    }
    let traces: Vec<Trace> = members.iter().map(|weights| run(weights, parts, &[sample], &mut None)).collect();
    let whole = 0..sample.len();
    let tags = together(traces.iter().map(|trace| trace.tag_scores.clone()));
    let arcs = together(traces.iter().zip(members).map(|(trace, weights)| trace.arcs(weights, &whole)));
    let scores = arcs.iter().map(|&score| (score.max(-1e4) * UNIT) as i32).collect();
    let heads = Arcs { scores, words: sample.len() }.best();
    let relations = traces.iter().zip(members).map(|(trace, weights)| {
        let pairs = trace.pairs(weights, &heads);
        trace.relations(weights, &pairs, &heads)
    });
    let relations = together(relations);
    sample.tags = choices(&tags);
    sample.relations = choices(&relations);
    sample.heads = heads;
}

fn together(scores: impl Iterator<Item = Array2<f32>>) -> Array2<f32> {
    let likely = |mut scores: Array2<f32>| {
        for mut row in scores.rows_mut() {
            let highest = row.iter().copied().fold(f32::MIN, f32::max);
            let sum: f32 = row.iter().map(|score| (score - highest).exp()).sum();
            row.mapv_inplace(|score| score - highest - sum.ln());
        }
        scores
    };
    scores.map(likely).reduce(|sum, next| sum + next).unwrap_or_default()
}

fn choices(scores: &Array2<f32>) -> Vec<u8> {
    scores.rows().into_iter().map(|row| best(row.iter().copied()) as u8).collect()
}
