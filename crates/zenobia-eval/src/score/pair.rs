//! One-to-one matching of gold and predicted mentions.

use std::cmp::Reverse;

/// Greedy matching, best first, then in text order; `agrees` gives a score, 0 for no match.
///
/// Returns pairs of indices, gold and predicted, in the order of the gold ones.
pub(crate) fn pair<G, P>(gold: &[G], predicted: &[P], agrees: impl Fn(&G, &P) -> u8) -> Vec<(usize, usize)> {
    let mut candidates = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        for (j, p) in predicted.iter().enumerate() {
            let score = agrees(g, p);
            if score > 0 {
                candidates.push((Reverse(score), i, j));
            }
        }
    }
    candidates.sort_unstable();
    let (mut used_gold, mut used_predicted) = (vec![false; gold.len()], vec![false; predicted.len()]);
    let mut pairs = Vec::new();
    for (_, i, j) in candidates {
        if !used_gold[i] && !used_predicted[j] {
            (used_gold[i], used_predicted[j]) = (true, true);
            pairs.push((i, j));
        }
    }
    pairs.sort_unstable();
    pairs
}

/// For each gold mention, the predicted one it was matched with.
pub(crate) fn partners(pairs: &[(usize, usize)], gold: usize) -> Vec<Option<usize>> {
    let mut partners = vec![None; gold];
    for &(i, j) in pairs {
        partners[i] = Some(j);
    }
    partners
}

/// The predicted mentions, by index, that were matched with none.
pub(crate) fn unmatched(pairs: &[(usize, usize)], predicted: usize) -> Vec<usize> {
    (0..predicted).filter(|j| pairs.iter().all(|(_, other)| other != j)).collect()
}

#[cfg(test)]
mod tests {
    use super::pair;

    #[test]
    fn the_better_match_wins_over_the_earlier_one() {
        let agrees = |g: &u8, p: &u8| if g == p { 2 } else { u8::from(g.abs_diff(*p) == 1) };
        assert_eq!(pair(&[1, 2], &[2, 9, 1], agrees), [(0, 2), (1, 0)]);
        assert_eq!(pair(&[1, 1], &[2, 2], agrees), [(0, 0), (1, 1)]);
    }
}
