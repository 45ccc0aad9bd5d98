//! The averaged perceptron (Freund and Schapire 1999, Collins 2002) over hashed features and up to 256 classes.

use rustc_hash::FxHashMap;
use zenobia_core::weights::table::{BATCH, Scores, Weights};

/// Weights that are being learned, of a closed set of features.
///
/// A cell holds a class in its lowest byte and its weight above. `drifts` remembers for each cell the sum of its changes, each
/// times the moment it was made, from which the average over time follows.
#[derive(Clone, Debug, Default)]
pub struct Learner {
    rows: FxHashMap<u64, u32>,
    cells: Vec<Vec<i32>>,
    drifts: Vec<Vec<i64>>,
    clock: i64,
}

/// The averaged weights of one feature.
pub type Row = (u64, Vec<(u8, f64)>);

impl Weights for Learner {
    #[inline]
    fn add(&self, features: &[u64], scores: &mut Scores) {
        // The rows are found before any is read, so that the waits for memory overlap.
        let mut rows: [&[i32]; BATCH] = [&[]; BATCH];
        let mut count = 0;
        for row in features.iter().filter_map(|feature| self.rows.get(feature)).take(BATCH) {
            rows[count] = &self.cells[*row as usize];
            count += 1;
        }
        for &cell in rows[..count].iter().copied().flatten() {
            scores[(cell & 255) as usize] += cell >> 8;
        }
    }
}

impl Learner {
    /// A learner of the features that occur at least `least` times among `features`.
    pub fn of(features: &FxHashMap<u64, u32>, least: u32) -> Learner {
        let mut known: Vec<u64> =
            features.iter().filter(|(_, count)| **count >= least).map(|(&feature, _)| feature).collect();
        known.sort_unstable();
        let rows = known.iter().enumerate().map(|(row, &feature)| (feature, row as u32)).collect();
        Learner { rows, cells: vec![Vec::new(); known.len()], drifts: vec![Vec::new(); known.len()], clock: 0 }
    }

    /// Counts one more example; averages are over examples.
    pub fn tick(&mut self) {
        self.clock += 1;
    }

    /// Changes the weight of a feature for a class.
    pub fn update(&mut self, feature: u64, class: u8, change: i32) {
        let Some(&row) = self.rows.get(&feature) else { return };
        let (cells, drifts) = (&mut self.cells[row as usize], &mut self.drifts[row as usize]);
        let at = cells.iter().position(|cell| cell & 255 == i32::from(class)).unwrap_or_else(|| {
            cells.push(i32::from(class));
            drifts.push(0);
            cells.len() - 1
        });
        cells[at] += change << 8;
        drifts[at] += i64::from(change) * self.clock;
    }

    /// The averages, in the order of the features' hashes.
    pub fn averages(&self) -> Vec<Row> {
        let clock = (self.clock + 1) as f64;
        let average = |(&cell, &drift): (&i32, &i64)| ((cell & 255) as u8, f64::from(cell >> 8) - drift as f64 / clock);
        let row = |(&feature, &row): (&u64, &u32)| {
            let cells = self.cells[row as usize].iter().zip(&self.drifts[row as usize]);
            let mut row: Vec<_> = cells.map(average).filter(|cell| cell.1 != 0.0).collect();
            row.sort_by_key(|cell| cell.0);
            (feature, row)
        };
        let mut rows: Vec<Row> = self.rows.iter().map(row).filter(|row| !row.1.is_empty()).collect();
        rows.sort_by_key(|row| row.0);
        rows
    }
}

/// Numbers in a fixed pseudo-random order, so that training is the same on every run (xorshift, Marsaglia 2003).
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// A sequence of its own for each seed.
    pub fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// The next number of 64 bits.
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// The next number below `sides`, which is more than 0.
    pub fn below(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 11) % sides.max(1) as u64) as usize
    }

    /// Puts a list in another order.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for at in (1..list.len()).rev() {
            list.swap(at, self.below(at + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn averages_weigh_by_time() {
        let mut learner = Learner::of(&[(5, 2), (6, 1)].into_iter().collect(), 2);
        learner.tick();
        learner.update(5, 1, 2);
        learner.update(6, 1, 2);
        learner.tick();
        learner.tick();
        learner.update(5, 1, -1);
        assert_eq!(learner.averages(), [(5, vec![(1, 1.25)])]);
    }
}
