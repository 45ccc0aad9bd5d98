//! Passes over lessons.

use ndarray::Array2;

use super::adam::Adam;
use super::backward::{Losses, learn};
use super::forward::{Noise, run};
use super::parameters::Parameters;
use super::sample::Sample;
use crate::learner::Dice;

/// How a network learns.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Passes over the lessons.
    pub epochs: usize,
    /// Length of a step; it grows over the first steps and then falls to nothing.
    pub rate: f32,
    /// Words learned from at once.
    pub batch: usize,
    /// Share of the numbers between layers that are lost while learning.
    pub numbers: f32,
    /// Share of the words that are not recognized while learning.
    pub words: f32,
    /// Of the first weights and the order of lessons.
    pub seed: u64,
}

/// Steps until the full length is reached.
const WARM: f32 = 200.0;

/// The least part of the full length.
const LEAST: f32 = 0.02;

/// Learns; `progress` hears the number of each pass and its losses.
pub fn passes(
    weights: &mut Parameters,
    parts: &[usize],
    lessons: &[Sample],
    plan: Plan,
    mut progress: impl FnMut(usize, Losses),
) {
    let mut adam = Adam::new(weights);
    let mut noise = Some(Noise { dice: Dice::new(plan.seed + 77), numbers: plan.numbers, words: plan.words });
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    let mut dice = Dice::new(plan.seed + 7);
    let total: usize = (0..plan.epochs).map(|epoch| batches(&order, lessons, epoch, plan.batch).len()).sum();
    let mut steps = 0.0;
    let mut average = Average::default();
    for epoch in 0..plan.epochs {
        dice.shuffle(&mut order);
        let batches = batches(&order, lessons, epoch, plan.batch);
        let mut sums = [0.0; 3];
        for batch in &batches {
            let trace = run(weights, parts, batch, &mut noise);
            let mut used: Vec<u32> = trace.rows.iter().flatten().copied().collect();
            used.sort_unstable();
            used.dedup();
            let losses = learn(weights, trace, batch, &mut noise, adam.slopes());
            steps += 1.0;
            let rest = (1.0 - steps / total as f32).max(LEAST);
            adam.step(weights, &used, plan.rate * rest * (steps / WARM).min(1.0));
            if steps > LATE * total as f32 && (steps as usize).is_multiple_of(SELDOM) {
                average.add(weights);
            }
            sums.iter_mut().zip(losses).for_each(|(sum, loss)| *sum += loss / batches.len() as f32);
        }
        progress(epoch, sums);
    }
    *weights = average.mean.take().unwrap_or_else(|| weights.clone());
}

/// Weights are averaged over the steps after this part of them (Izmailov et al. 2018), one in so many.
const LATE: f32 = 0.6;
const SELDOM: usize = 10;

/// The mean of weights at several steps.
#[derive(Debug, Default)]
struct Average {
    mean: Option<Parameters>,
    count: f32,
}

impl Average {
    fn add(&mut self, weights: &mut Parameters) {
        self.count += 1.0;
        let Some(mean) = &mut self.mean else {
            self.mean = Some(weights.clone());
            return;
        };
        let part = 1.0 / self.count;
        let nearer = |mean: &mut Array2<f32>, now: &Array2<f32>| {
            mean.zip_mut_with(now, |mean, now| *mean += part * (now - *mean))
        };
        nearer(&mut mean.embeddings, &weights.embeddings);
        mean.dense_mut().into_iter().zip(weights.dense_mut()).for_each(|(mean, now)| nearer(mean, now));
    }
}

/// The lessons of a pass in batches of about so many words.
fn batches<'a>(order: &[usize], lessons: &'a [Sample], epoch: usize, size: usize) -> Vec<Vec<&'a Sample>> {
    let mut batches = vec![Vec::new()];
    let mut words = 0;
    for lesson in order.iter().filter(|&at| (at + epoch).is_multiple_of(lessons[*at].every)).map(|&at| &lessons[at]) {
        if words >= size {
            batches.push(Vec::new());
            words = 0;
        }
        words += lesson.len();
        batches.last_mut().expect("there is a first batch").push(lesson);
    }
    batches
}
