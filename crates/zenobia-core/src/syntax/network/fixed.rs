//! Arithmetic on whole numbers, so that every machine finds the same tree.
//!
//! Activations are `i16` in units of 1/512, weights `i16` in units of 1/2048; their products are `i32`. Sums wrap: trained weights
//! are far too small to get there, and bytes that are no model must not stop the program.

use super::product::Panels;

/// An activation of 1.
pub const ONE: i32 = 1 << 9;

/// A weight of 1.
pub const WEIGHT: i32 = 1 << 11;

/// Weights of a linear map with a bias for each output.
#[derive(Clone, Debug, Default)]
pub struct Linear {
    weights: Panels,
    /// In units of a product.
    pub bias: Vec<i32>,
    /// How many numbers it maps; even.
    pub inputs: usize,
}

impl Linear {
    /// A map of an even number of inputs, with a row of weights for each output.
    pub fn new(weights: &[i16], bias: Vec<i32>, inputs: usize) -> Linear {
        let mut panels = Panels::default();
        panels.lay_out(weights, inputs);
        Linear { weights: panels, bias, inputs }
    }

    /// Maps each row of `input` and writes products into `output`.
    pub fn apply(&self, input: &[i16], output: &mut Vec<i32>) {
        output.clear();
        for _ in input.chunks_exact(self.inputs.max(1)) {
            output.extend_from_slice(&self.bias);
        }
        self.weights.multiply(input, output);
    }
}

/// A product as an activation.
#[inline(always)]
pub fn activation(product: i32) -> i16 {
    (product >> 11).clamp(i32::from(i16::MIN), i32::from(i16::MAX)) as i16
}
