//! Arithmetic on whole numbers, so that every machine finds the same tree.
//!
//! Activations are `i16` in units of 1/512, weights `i16` in units of 1/2048; their products are `i32`. Sums wrap: trained weights
//! are far too small to get there, and bytes that are no model must not stop the program.

use pulp::{Arch, Simd, WithSimd};

/// An activation of 1.
pub const ONE: i32 = 1 << 9;

/// A weight of 1.
pub const WEIGHT: i32 = 1 << 11;

/// Weights of a linear map with a bias for each output.
#[derive(Clone, Debug, Default)]
pub struct Linear {
    /// One row for each output.
    pub weights: Vec<i16>,
    /// In units of a product.
    pub bias: Vec<i32>,
    /// Length of a row.
    pub inputs: usize,
}

impl Linear {
    /// Maps each row of `input` and writes products into `output`.
    pub fn apply(&self, input: &[i16], output: &mut Vec<i32>) {
        let (inputs, outputs) = (self.inputs.max(1), self.bias.len());
        output.clear();
        for _ in input.chunks_exact(inputs) {
            output.extend_from_slice(&self.bias);
        }
        multiply(&self.weights, input, inputs, outputs, output);
    }
}

/// Adds to `output`, a row of `columns` for each row of `left`, the products of that row with each row of `right`; rows of `left` and
/// `right` are `size` long.
pub fn multiply(right: &[i16], left: &[i16], size: usize, columns: usize, output: &mut [i32]) {
    Arch::new().dispatch(Multiply { right, left, size: size.max(1), columns: columns.max(1), output });
}

/// Done with the widest vectors that the machine has; whole numbers are the same with all of them.
struct Multiply<'a> {
    right: &'a [i16],
    left: &'a [i16],
    size: usize,
    columns: usize,
    output: &'a mut [i32],
}

impl WithSimd for Multiply<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        // Loops of a known length are twice as fast.
        match self.size {
            64 => self.run(sum::<64>),
            96 => self.run(sum::<96>),
            128 => self.run(sum::<128>),
            _ => self.run(plain_sum),
        }
    }
}

impl Multiply<'_> {
    #[inline(always)]
    fn run(self, sum: impl Fn(&[i16], &[i16]) -> i32) {
        for (left, output) in self.left.chunks_exact(self.size).zip(self.output.chunks_exact_mut(self.columns)) {
            for (right, output) in self.right.chunks_exact(self.size).zip(output) {
                *output = output.wrapping_add(sum(left, right));
            }
        }
    }
}

/// The sum of the products of two runs of `LENGTH` numbers, which is a multiple of 32.
#[inline(always)]
fn sum<const LENGTH: usize>(a: &[i16], b: &[i16]) -> i32 {
    let (Some(a), Some(b)) = (a.first_chunk::<LENGTH>(), b.first_chunk::<LENGTH>()) else { return 0 };
    let parts = a.as_chunks::<32>().0.iter().zip(b.as_chunks::<32>().0);
    parts.fold(0_i32, |sum, (a, b)| sum.wrapping_add(plain_sum(a, b)))
}

#[inline(always)]
fn plain_sum(a: &[i16], b: &[i16]) -> i32 {
    a.iter().zip(b).fold(0_i32, |sum, (&a, &b)| sum.wrapping_add(i32::from(a) * i32::from(b)))
}

/// A product as an activation.
#[inline(always)]
pub fn activation(product: i32) -> i16 {
    (product >> 11).clamp(i32::from(i16::MIN), i32::from(i16::MAX)) as i16
}
