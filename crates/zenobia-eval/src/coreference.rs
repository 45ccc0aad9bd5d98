//! How well mentions are gathered into entities: MUC (Vilain et al. 1995), B³ (Bagga and Baldwin 1998), CEAF with φ4 (Luo 2005), and the mean of
//! their F1. Mentions that one side lacks count as the scorer of CoNLL does (Pradhan et al. 2014): nothing is made up for either side.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::AddAssign;

use pathfinding::kuhn_munkres::kuhn_munkres;
use pathfinding::matrix::Matrix;

/// Precision and recall as fractions, so that many texts can be added up.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Fractions {
    /// Share of the precision that is reached.
    pub precision: f64,
    /// What it is a share of.
    pub predicted: f64,
    /// Share of the recall that is reached.
    pub recall: f64,
    /// What it is a share of.
    pub gold: f64,
}

impl Fractions {
    /// Precision, recall and F1 in percent; 0 where there is nothing.
    pub fn figures(self) -> [f64; 3] {
        let share = |part: f64, whole: f64| if whole == 0.0 { 0.0 } else { 100.0 * part / whole };
        let (precision, recall) = (share(self.precision, self.predicted), share(self.recall, self.gold));
        let sum = precision + recall;
        let f1 = if sum == 0.0 { 0.0 } else { 2.0 * precision * recall / sum };
        [precision, recall, f1].map(|figure| (10.0 * figure).round() / 10.0)
    }
}

impl AddAssign for Fractions {
    fn add_assign(&mut self, other: Fractions) {
        self.precision += other.precision;
        self.predicted += other.predicted;
        self.recall += other.recall;
        self.gold += other.gold;
    }
}

/// The three measures.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Coreference {
    /// Links.
    pub muc: Fractions,
    /// Mentions.
    pub b_cubed: Fractions,
    /// Entities.
    pub ceaf: Fractions,
}

impl Coreference {
    /// The mean of the three F1, in percent.
    pub fn average(&self) -> f64 {
        let sum: f64 = [self.muc, self.b_cubed, self.ceaf].iter().map(|one| one.figures()[2]).sum();
        (10.0 * sum / 3.0).round() / 10.0
    }
}

impl AddAssign for Coreference {
    fn add_assign(&mut self, other: Coreference) {
        self.muc += other.muc;
        self.b_cubed += other.b_cubed;
        self.ceaf += other.ceaf;
    }
}

/// Mentions, by number, that mean the same.
pub type Entity = BTreeSet<usize>;

/// Compares two partitions of mentions; a mention has the same number on both sides, and is on one side at most once.
///
/// ```
/// use zenobia_eval::coreference::compare;
/// let gold = [[1, 2, 3].into(), [4, 5, 6, 7].into()];
/// let predicted = [[1, 2].into(), [3, 4].into(), [6, 7, 8, 9].into()];
/// let found = compare(&gold, &predicted);
/// assert_eq!(found.muc.figures(), [40.0, 40.0, 40.0]);
/// ```
pub fn compare(gold: &[Entity], predicted: &[Entity]) -> Coreference {
    Coreference {
        muc: both(gold, predicted, links),
        b_cubed: both(gold, predicted, mentions),
        ceaf: ceaf(gold, predicted),
    }
}

/// Applies a measure of recall both ways.
fn both(gold: &[Entity], predicted: &[Entity], recall: fn(&[Entity], &[Entity]) -> (f64, f64)) -> Fractions {
    let ((recalled, of_gold), (precise, of_predicted)) = (recall(gold, predicted), recall(predicted, gold));
    Fractions { precision: precise, predicted: of_predicted, recall: recalled, gold: of_gold }
}

fn owners(entities: &[Entity]) -> BTreeMap<usize, usize> {
    entities
        .iter()
        .enumerate()
        .flat_map(|(number, entity)| entity.iter().map(move |&mention| (mention, number)))
        .collect()
}

/// MUC: links of an entity that survive when the other side cuts it into parts.
fn links(entities: &[Entity], others: &[Entity]) -> (f64, f64) {
    let owners = owners(others);
    let (mut kept, mut all) = (0, 0);
    for entity in entities {
        let owned: BTreeSet<usize> = entity.iter().filter_map(|mention| owners.get(mention).copied()).collect();
        let alone = entity.iter().filter(|mention| !owners.contains_key(mention)).count();
        kept += entity.len() - (owned.len() + alone);
        all += entity.len().saturating_sub(1);
    }
    (kept as f64, all as f64)
}

/// B³: for each mention, the share of its entity that the other side has together with it.
fn mentions(entities: &[Entity], others: &[Entity]) -> (f64, f64) {
    let owners = owners(others);
    let mut shared = 0.0;
    for entity in entities {
        for mention in entity {
            let together = owners.get(mention).map_or(0, |&other| others[other].intersection(entity).count());
            shared += together as f64 / entity.len() as f64;
        }
    }
    (shared, entities.iter().map(BTreeSet::len).sum::<usize>() as f64)
}

/// Units of similarity in the matching, which counts in whole numbers.
const UNITS: f64 = 1e9;

/// CEAF with φ4: each entity is matched with one of the other side at most, so that the sum of similarities is greatest.
fn ceaf(gold: &[Entity], predicted: &[Entity]) -> Fractions {
    let similarity = |a: &Entity, b: &Entity| 2.0 * a.intersection(b).count() as f64 / (a.len() + b.len()) as f64;
    let (rows, columns) = if gold.len() <= predicted.len() { (gold, predicted) } else { (predicted, gold) };
    let best = if rows.is_empty() {
        0.0
    } else {
        let weights = Matrix::from_fn(rows.len(), columns.len(), |(row, column)| {
            (UNITS * similarity(&rows[row], &columns[column])) as i64
        });
        let (_, chosen) = kuhn_munkres(&weights);
        chosen.iter().enumerate().map(|(row, &column)| similarity(&rows[row], &columns[column])).sum()
    };
    Fractions { precision: best, predicted: predicted.len() as f64, recall: best, gold: gold.len() as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entities(groups: &[&[usize]]) -> Vec<Entity> {
        groups.iter().map(|group| group.iter().copied().collect()).collect()
    }

    /// The example of Pradhan et al. 2014, figure 1, worked by hand there.
    #[test]
    fn the_worked_example_of_the_reference_scorer() {
        let gold = entities(&[&[1, 2, 3], &[4, 5, 6, 7]]);
        let predicted = entities(&[&[1, 2], &[3, 4], &[6, 7, 8, 9]]);
        let found = compare(&gold, &predicted);
        assert_eq!(found.muc.figures(), [40.0, 40.0, 40.0]);
        // B³ recall: (2/3 + 2/3 + 1/3 + 1/4 + 0 + 2/4 + 2/4) / 7; precision: (4 * 1/2 + 2/2 + 2/2 + 2 * 2/4) … / 8.
        let recall = (2.0 / 3.0 + 2.0 / 3.0 + 1.0 / 3.0 + 0.25 + 0.0 + 0.5 + 0.5) / 7.0;
        let precision = (1.0 + 1.0 + 0.5 + 0.5 + 0.5 + 0.5) / 8.0;
        assert!((found.b_cubed.recall / found.b_cubed.gold - recall).abs() < 1e-12);
        assert!((found.b_cubed.precision / found.b_cubed.predicted - precision).abs() < 1e-12);
        // φ4 of the best matching: {1,2,3}~{1,2} 4/5 and {4,5,6,7}~{6,7,8,9} 4/8.
        assert_eq!(found.ceaf.figures(), [43.3, 65.0, 52.0]);
    }

    #[test]
    fn the_same_partition_is_perfect_and_singletons_have_no_links() {
        let one = entities(&[&[1], &[2, 3]]);
        let found = compare(&one, &one);
        assert_eq!(found.average(), 100.0);
        let singles = compare(&entities(&[&[1], &[2]]), &entities(&[&[1], &[2]]));
        assert_eq!((singles.muc.gold, singles.b_cubed.figures()[2]), (0.0, 100.0));
    }

    #[test]
    fn nothing_predicted_is_nothing_reached() {
        let found = compare(&entities(&[&[1, 2]]), &[]);
        assert_eq!((found.average(), found.ceaf.gold), (0.0, 1.0));
    }
}
