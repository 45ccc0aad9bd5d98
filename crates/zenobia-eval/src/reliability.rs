//! Whether confidence means something: how often claims are right that are given a certain confidence, and weights that make it so.

use std::collections::BTreeMap;

use zenobia_core::analyze::likelihood;

/// A claim that was judged: its confidence, and whether it was right.
pub type Judged = (f64, bool);

/// One row of a reliability table.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bin {
    /// Lower end of the confidences, of steps of a tenth.
    pub from: f64,
    /// Claims in it.
    pub claims: usize,
    /// Their mean confidence.
    pub confidence: f64,
    /// The share that was right.
    pub right: f64,
}

/// The reliability table: claims by tenths of confidence; empty rows are left out.
///
/// ```
/// use zenobia_eval::reliability::table;
/// let bins = table(&[(0.92, true), (0.98, false), (0.41, false)]);
/// assert_eq!((bins[0].claims, bins[1].claims, bins[1].right), (1, 2, 0.5));
/// ```
pub fn table(judged: &[Judged]) -> Vec<Bin> {
    let mut bins: BTreeMap<usize, (usize, f64, usize)> = BTreeMap::new();
    for &(confidence, right) in judged {
        let bin = bins.entry(((confidence * 10.0) as usize).min(9)).or_default();
        *bin = (bin.0 + 1, bin.1 + confidence, bin.2 + usize::from(right));
    }
    let row = |(tenth, (claims, sum, right)): (usize, (usize, f64, usize))| Bin {
        from: tenth as f64 / 10.0,
        claims,
        confidence: sum / claims as f64,
        right: right as f64 / claims as f64,
    };
    bins.into_iter().map(row).collect()
}

/// The Brier score: the mean square of how far confidence is from what is so; 0 is best.
pub fn brier(judged: &[Judged]) -> f64 {
    let error = |&(confidence, right): &Judged| (confidence - f64::from(u8::from(right))).powi(2);
    judged.iter().map(error).sum::<f64>() / judged.len().max(1) as f64
}

/// The expected calibration error: how far confidence and share differ in the rows of the table, by their size.
pub fn error(judged: &[Judged]) -> f64 {
    let bins = table(judged);
    let weighed = bins.iter().map(|bin| bin.claims as f64 * (bin.confidence - bin.right).abs());
    weighed.sum::<f64>() / judged.len().max(1) as f64
}

/// What the weights are learned from: the signs that a claim shows, whether it was right, and the report it is from.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// Signs, as in [`zenobia_core::analyze::signs`].
    pub signs: Vec<&'static str>,
    /// Whether it was right.
    pub right: bool,
    /// Number of its report.
    pub report: usize,
}

/// Odds of a claim without signs, and what each sign adds.
pub type Weights = (f64, BTreeMap<&'static str, f64>);

/// How strongly weights are drawn towards nothing, as so many claims.
const RIDGE: f64 = 4.0;
const STEPS: usize = 3000;
const STEP: f64 = 0.5;

/// Weights that make the likelihood of what was seen greatest, by gradient ascent, drawn towards 0 as few claims need it.
pub fn fit(samples: &[&Sample]) -> Weights {
    let mut weights: Weights = (0.0, BTreeMap::new());
    samples.iter().flat_map(|sample| &sample.signs).for_each(|sign| {
        weights.1.insert(sign, 0.0);
    });
    let count = samples.len().max(1) as f64;
    for _ in 0..STEPS {
        let mut slope: Weights =
            (0.0, weights.1.iter().map(|(sign, weight)| (*sign, -RIDGE * weight / count)).collect());
        for sample in samples {
            let odds = odds(&weights, sample);
            let p = likelihood(odds).clamp(0.01, 0.99);
            // The derivative of the likelihood is (1 + z²)^(-3/2) / 2.
            let bend = 0.5 / (1.0 + odds * odds).powf(1.5);
            let pull = if sample.right { bend / p } else { -bend / (1.0 - p) } / count;
            slope.0 += pull;
            for sign in &sample.signs {
                *slope.1.entry(sign).or_default() += pull;
            }
        }
        weights.0 += STEP * slope.0;
        for (sign, slope) in slope.1 {
            *weights.1.entry(sign).or_default() += STEP * slope;
        }
    }
    weights
}

fn odds(weights: &Weights, sample: &Sample) -> f64 {
    weights.0 + sample.signs.iter().filter_map(|sign| weights.1.get(sign)).sum::<f64>()
}

/// Each claim with the confidence that weights give it which were fitted to all other reports.
pub fn across(samples: &[Sample]) -> Vec<Judged> {
    let reports: std::collections::BTreeSet<usize> = samples.iter().map(|sample| sample.report).collect();
    let mut judged = Vec::new();
    for report in reports {
        let others: Vec<&Sample> = samples.iter().filter(|sample| sample.report != report).collect();
        let weights = fit(&others);
        let own = samples.iter().filter(|sample| sample.report == report);
        judged.extend(own.map(|sample| (likelihood(odds(&weights, sample)), sample.right)));
    }
    judged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_of_what_is_right_gets_weight() {
        let sample = |signs: &[&'static str], right| Sample { signs: signs.to_vec(), right, report: 0 };
        let mut samples = vec![sample(&["actor"], true); 20];
        samples.extend(vec![sample(&[], true); 5]);
        samples.extend(vec![sample(&[], false); 5]);
        let (base, weights) = fit(&samples.iter().collect::<Vec<_>>());
        // The penalty on weights leaves a part of what the sign tells to the base.
        assert!(base < weights["actor"], "{base}");
        assert!(weights["actor"] > 0.5, "{weights:?}");
    }
}
