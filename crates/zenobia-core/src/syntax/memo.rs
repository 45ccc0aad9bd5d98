//! Sums of weights that many partial trees of a sentence share, each worked out once.

use rustc_hash::FxHashMap;

use super::arc::{GROUPS, Leaf, View};
use super::table::{Batch, Scores, Weights};
use super::transition::State;

/// Sums beyond this are forgotten, so that they stay in the cache of the processor.
const MOST: usize = 1 << 17;

/// For each key of a group of features, the scores that the group gives to the classes.
#[derive(Debug, Default)]
pub(super) struct Memo {
    starts: FxHashMap<u64, usize>,
    sums: Vec<i32>,
    batch: Batch,
}

impl Memo {
    /// Forgets everything, as on a new sentence or when weights have changed.
    pub(super) fn clear(&mut self) {
        self.starts.clear();
        self.sums.clear();
    }

    /// The scores of the first `classes` actions in a state.
    pub(super) fn score(&mut self, leaves: &[Leaf], state: &State, classes: usize, weights: &impl Weights) -> Scores {
        if self.sums.len() > MOST {
            self.clear();
        }
        let mut scores: Scores = [0; 256];
        let scored = &mut scores[..classes.min(256)];
        let view = View::of(leaves, state);
        for (group, key) in GROUPS.iter().zip(view.keys()) {
            let start = *self.starts.entry(key).or_insert_with(|| {
                self.batch.clear();
                group(&view, &mut self.batch);
                self.sums.extend_from_slice(&self.batch.score(weights)[..scored.len()]);
                self.sums.len() - scored.len()
            });
            for (score, part) in scored.iter_mut().zip(&self.sums[start..]) {
                *score += part;
            }
        }
        scores
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::beam::score;
    use super::super::transition::{Action, Move};
    use super::*;

    /// Weights that tell any two sets of features apart.
    struct Marks;

    impl Weights for Marks {
        fn add(&self, features: &[u64], scores: &mut Scores) {
            for feature in features {
                scores[(feature >> 56) as usize] += (feature >> 40 & 0xff) as i32;
            }
        }
    }

    fn leaf(at: u64) -> Leaf {
        let [word, lemma, tag] = [at * 7, at * 11, at % 13];
        Leaf { word, lemma, tag, upos: at % 5, category: at % 6, cluster: at * 3, coarse: at % 4, marks: at / 3 }
    }

    proptest! {
        #[test]
        fn what_is_kept_is_what_would_be_worked_out_anew(
            paths in prop::collection::vec(prop::collection::vec((0_usize..4, 0_u8..9), 0..40), 1..8),
        ) {
            let leaves: Vec<Leaf> = (0..12).map(leaf).collect();
            let mut memo = Memo::default();
            for path in paths {
                let mut state = State::new(leaves.len());
                for (kind, relation) in path {
                    let kept = memo.score(&leaves, &state, 256, &Marks);
                    prop_assert_eq!(kept, score(&leaves, &state, &Marks));
                    let kind = [Move::Shift, Move::Left, Move::Right, Move::Root][kind];
                    state.apply(Action { kind, relation });
                }
            }
        }
    }
}
