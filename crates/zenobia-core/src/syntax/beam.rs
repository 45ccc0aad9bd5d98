//! The search for the best sequence of moves, several at a time.

use super::arc::{Leaf, features};
use super::memo::Memo;
use super::table::{Batch, Scores, Weights};
use super::transition::{Action, Move, State};

/// A partial tree with its score and how it came about.
#[derive(Clone, Debug, Default)]
pub struct Item {
    /// The partial tree.
    pub state: State,
    /// Sum of the scores of its moves.
    pub score: i64,
    /// Its moves, as numbers of actions.
    pub history: Vec<u8>,
}

/// The scores of all actions in a state, worked out anew.
pub fn score(leaves: &[Leaf], state: &State, weights: &impl Weights) -> Scores {
    let mut batch = Batch::default();
    features(leaves, state, |feature| batch.push(feature));
    batch.score(weights)
}

/// How much is searched.
#[derive(Clone, Copy, Debug, Default)]
pub struct Breadth {
    /// How many partial trees are kept.
    pub width: usize,
    /// Those that score so much less than the best are given up.
    pub margin: i64,
}

/// The partial trees that are kept, best first.
#[derive(Debug, Default)]
pub struct Beam {
    /// Those kept now.
    pub items: Vec<Item>,
    spare: Vec<Item>,
    candidates: Vec<(i64, u16, u8)>,
    memo: Memo,
}

impl Beam {
    /// Starts anew on a sentence of `length` words.
    pub fn start(&mut self, length: usize) {
        self.memo.clear();
        self.items.clear();
        self.items.push(Item { state: State::new(length), ..Item::default() });
    }

    /// Makes one move in each partial tree and keeps the best; false when no move is left.
    pub fn step(&mut self, leaves: &[Leaf], actions: &[Action], weights: &impl Weights, breadth: Breadth) -> bool {
        self.candidates.clear();
        let mut least = i64::MIN;
        for (index, item) in self.items.iter().enumerate() {
            let allowed = [Move::Shift, Move::Left, Move::Right, Move::Root].map(|kind| item.state.allows(kind));
            if !allowed.contains(&true) {
                continue;
            }
            let scores = self.memo.score(leaves, &item.state, actions.len(), weights);
            for (class, (action, &score)) in actions.iter().zip(&scores).enumerate() {
                let score = item.score + i64::from(score);
                if allowed[action.kind as usize] && score >= least {
                    self.candidates.push((score, index as u16, class as u8));
                    least = least.max(score.saturating_sub(breadth.margin));
                }
            }
        }
        self.keep(actions, breadth);
        !self.candidates.is_empty()
    }

    fn keep(&mut self, actions: &[Action], Breadth { width, margin }: Breadth) {
        let Some(best) = self.candidates.iter().map(|candidate| candidate.0).max() else { return };
        self.candidates.retain(|candidate| candidate.0 >= best.saturating_sub(margin));
        let order = |a: &(i64, u16, u8), b: &(i64, u16, u8)| b.0.cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2)));
        if self.candidates.len() > width {
            self.candidates.select_nth_unstable_by(width, order);
            self.candidates.truncate(width);
        }
        self.candidates.sort_unstable_by(order);
        self.spare.resize_with(self.candidates.len(), Item::default);
        for (new, &(score, from, class)) in self.spare.iter_mut().zip(&self.candidates) {
            let old = &self.items[usize::from(from)];
            new.state.clone_from(&old.state);
            new.history.clone_from(&old.history);
            new.score = score;
            new.history.push(class);
            new.state.apply(actions[usize::from(class)]);
        }
        std::mem::swap(&mut self.items, &mut self.spare);
    }

    /// Reads a whole sentence and gives the best tree.
    pub fn search(&mut self, leaves: &[Leaf], actions: &[Action], weights: &impl Weights, breadth: Breadth) -> State {
        self.start(leaves.len());
        while self.step(leaves, actions, weights, breadth) {}
        self.items.first().map(|item| item.state.clone()).unwrap_or_default()
    }
}
