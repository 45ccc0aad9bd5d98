//! Steps by Adam (Kingma and Ba 2015); rows of the embeddings move only when they were used.

use ndarray::Array2;

use super::gated::slice_mut;
use super::parameters::Parameters;

/// Decay of the mean of the slopes, and of their squares.
const MEAN: f32 = 0.9;
const SQUARES: f32 = 0.98;

/// The greatest length of all slopes together; longer ones are cut (Pascanu et al. 2013).
const LONGEST: f32 = 2.0;

/// The memory of the steps made.
#[derive(Debug)]
pub struct Adam {
    slopes: Parameters,
    means: Parameters,
    squares: Parameters,
    steps: i32,
}

impl Adam {
    /// For a network of these shapes.
    pub fn new(weights: &Parameters) -> Adam {
        Adam { slopes: weights.zeros(), means: weights.zeros(), squares: weights.zeros(), steps: 0 }
    }

    /// Where slopes are added up until the next step.
    pub fn slopes(&mut self) -> &mut Parameters {
        &mut self.slopes
    }

    /// Moves the weights against their slopes; `used` are the rows of the embeddings that have any.
    pub fn step(&mut self, weights: &mut Parameters, used: &[u32], rate: f32) {
        self.steps += 1;
        let squares = |matrix: &&mut Array2<f32>| matrix.iter().map(|slope| slope * slope).sum::<f32>();
        let length = self.slopes.dense_mut().iter().map(squares).sum::<f32>().sqrt();
        let corrected = (1.0 - SQUARES.powi(self.steps)).sqrt() / (1.0 - MEAN.powi(self.steps));
        let step = Step { rate: rate * corrected, scale: (LONGEST / length).min(1.0) };
        let Adam { slopes, means, squares, .. } = self;
        let dense = weights.dense_mut().into_iter().zip(slopes.dense_mut());
        for ((weights, slopes), (means, squares)) in dense.zip(means.dense_mut().into_iter().zip(squares.dense_mut())) {
            step.take([weights, slopes, means, squares].map(slice_mut));
        }
        let width = weights.embeddings.ncols();
        let all = [&mut weights.embeddings, &mut slopes.embeddings, &mut means.embeddings, &mut squares.embeddings];
        let [weights, slopes, means, squares] = all.map(slice_mut);
        for &row in used {
            let row = row as usize * width..(row as usize + 1) * width;
            let [weights, slopes] = [&mut weights[row.clone()], &mut slopes[row.clone()]];
            step.take([weights, slopes, &mut means[row.clone()], &mut squares[row]]);
        }
    }
}

struct Step {
    rate: f32,
    scale: f32,
}

impl Step {
    fn take(&self, [weights, slopes, means, squares]: [&mut [f32]; 4]) {
        for at in 0..weights.len() {
            let slope = slopes[at] * self.scale;
            means[at] = MEAN * means[at] + (1.0 - MEAN) * slope;
            squares[at] = SQUARES * squares[at] + (1.0 - SQUARES) * slope * slope;
            weights[at] -= self.rate * means[at] / (squares[at].sqrt() + 1e-8);
            slopes[at] = 0.0;
        }
    }
}
