//! The gated layer: forward as `zenobia_core::syntax::network` does it, and its slopes.

use std::ops::Range;

use ndarray::Array2;

/// Slope of what is cut off: a little, so that it can come back.
const LEAK: f32 = 0.02;

/// The hard sigmoid.
fn gate(product: f32) -> f32 {
    (0.25 * product + 0.5).clamp(0.0, 1.0)
}

fn candidate(product: f32) -> f32 {
    product.clamp(-1.0, 1.0)
}

/// States from products (gates and candidates, forward and back), for sentences one after the other.
pub fn states(products: &Array2<f32>, sentences: &[Range<usize>]) -> Array2<f32> {
    let width = products.ncols() / 2;
    let half = width / 2;
    let mut states = Array2::zeros((products.nrows(), width));
    let (input, output) = (slice(products), slice_mut(&mut states));
    for sentence in sentences {
        for side in [0, 1] {
            let mut state = vec![0.0_f32; half];
            for word in order(sentence, side) {
                let row = &input[(2 * word + side) * width..][..width];
                let out = &mut output[word * width + side * half..][..half];
                for (at, state) in state.iter_mut().enumerate() {
                    let gate = gate(row[at]);
                    *state = gate * *state + (1.0 - gate) * candidate(row[half + at]);
                    out[at] = *state;
                }
            }
        }
    }
    states
}

/// Slopes of the products, given the slopes of the states.
pub fn slopes(
    products: &Array2<f32>,
    states: &Array2<f32>,
    given: &Array2<f32>,
    sentences: &[Range<usize>],
) -> Array2<f32> {
    let width = products.ncols() / 2;
    let half = width / 2;
    let mut slopes = Array2::zeros(products.raw_dim());
    let (input, before, given, output) = (slice(products), slice(states), slice(given), slice_mut(&mut slopes));
    let nothing = vec![0.0_f32; half];
    for sentence in sentences {
        for side in [0, 1] {
            let mut carried = vec![0.0_f32; half];
            for word in order(sentence, 1 - side) {
                let earlier = if side == 0 { word.checked_sub(1) } else { Some(word + 1) };
                let earlier = earlier.filter(|at| sentence.contains(at));
                let earlier = earlier.map_or(&nothing[..], |at| &before[at * width + side * half..][..half]);
                let row = &input[(2 * word + side) * width..][..width];
                let given = &given[word * width + side * half..][..half];
                let out = &mut output[(2 * word + side) * width..][..width];
                for at in 0..half {
                    let (gate, candidate) = (gate(row[at]), candidate(row[half + at]));
                    let slope = given[at] + carried[at];
                    let open = slope * (earlier[at] - candidate);
                    out[at] = if row[at].abs() < 2.0 { 0.25 * open } else { 0.5 * LEAK * open };
                    let through = slope * (1.0 - gate);
                    out[half + at] = if row[half + at].abs() < 1.0 { through } else { LEAK * through };
                    carried[at] = slope * gate;
                }
            }
        }
    }
    slopes
}

/// The words of a sentence: forward, or back.
fn order(sentence: &Range<usize>, side: usize) -> impl Iterator<Item = usize> {
    let Range { start, end } = *sentence;
    (0..end - start).map(move |step| if side == 0 { start + step } else { end - 1 - step })
}

/// The numbers of a matrix, row by row.
pub fn slice(matrix: &Array2<f32>) -> &[f32] {
    matrix.as_slice().unwrap_or_default()
}

/// The same, to be changed.
pub fn slice_mut(matrix: &mut Array2<f32>) -> &mut [f32] {
    matrix.as_slice_mut().unwrap_or_default()
}
