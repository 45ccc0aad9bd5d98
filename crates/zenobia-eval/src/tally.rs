//! Right, predicted and gold counts of a measure, and the figures made from them.

use std::ops::AddAssign;

use serde::Serialize;

/// Counts of one measure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Predictions that are right.
    pub right: usize,
    /// All predictions.
    pub predicted: usize,
    /// All that was to be found.
    pub gold: usize,
}

/// Figures of one measure, in percent, rounded to one decimal.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Figures {
    /// Right of predicted.
    pub precision: f64,
    /// Right of gold.
    pub recall: f64,
    /// Harmonic mean of the two.
    pub f1: f64,
    /// Predictions that are right.
    pub right: usize,
    /// All predictions.
    pub predicted: usize,
    /// All that was to be found.
    pub gold: usize,
}

impl Tally {
    /// Counts taken together.
    pub fn new(right: usize, predicted: usize, gold: usize) -> Tally {
        Tally { right, predicted, gold }
    }

    /// Precision, recall and F1; 0 where nothing was predicted or to be found.
    ///
    /// ```
    /// use zenobia_eval::tally::Tally;
    /// let figures = Tally::new(1, 2, 3).figures();
    /// assert_eq!((figures.precision, figures.recall, figures.f1), (50.0, 33.3, 40.0));
    /// ```
    pub fn figures(self) -> Figures {
        let share = |part: usize, whole: usize| if whole == 0 { 0.0 } else { part as f64 / whole as f64 };
        let (precision, recall) = (share(self.right, self.predicted), share(self.right, self.gold));
        let sum = precision + recall;
        let f1 = if sum == 0.0 { 0.0 } else { 2.0 * precision * recall / sum };
        Figures {
            precision: percent(precision),
            recall: percent(recall),
            f1: percent(f1),
            right: self.right,
            predicted: self.predicted,
            gold: self.gold,
        }
    }
}

/// Rounded as a person would from the decimal expansion; by way of text, so that no second rounding creeps in.
fn percent(share: f64) -> f64 {
    format!("{:.1}", 100.0 * share).parse().unwrap_or_default()
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Tally) {
        self.right += other.right;
        self.predicted += other.predicted;
        self.gold += other.gold;
    }
}
