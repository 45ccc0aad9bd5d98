//! The words of a sentence in the light of each other.

use pulp::{Arch, Simd, WithSimd};

use super::fixed::{Linear, activation};

/// Bits behind the point of a state: it keeps more of them than an activation.
const STATE_BITS: i32 = 14;

/// From products to states.
const TO_STATE: i32 = 20 - STATE_BITS;

/// From states to activations.
const FROM_STATE: i32 = STATE_BITS - 9;

/// A gated layer that goes through a sentence in both directions (a minimal gated unit after Ravanelli et al. 2018 and Feng et al.
/// 2024, whose gates depend on the word alone), added to what comes in.
///
/// Outputs of `map`: the gates and candidates of the way forward, then those of the way back, `width / 2` each.
pub(super) fn gated(map: &Linear, words: &mut [i16], products: &mut Vec<i32>) {
    map.apply(words, products);
    Arch::new().dispatch(Scan { width: map.inputs, words, products });
}

/// The way through a sentence, with the widest vectors that the machine has.
struct Scan<'a> {
    width: usize,
    words: &'a mut [i16],
    products: &'a [i32],
}

impl WithSimd for Scan<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        let Scan { width, words, products } = self;
        let half = width / 2;
        let mut state = vec![0; half];
        for (word, row) in words.chunks_exact_mut(width).zip(products.chunks_exact(2 * width)) {
            step(&row[..width], &mut state, &mut word[..half]);
        }
        state.fill(0);
        for (word, row) in words.chunks_exact_mut(width).zip(products.chunks_exact(2 * width)).rev() {
            step(&row[width..], &mut state, &mut word[half..]);
        }
    }
}

/// One word: `gate` of the state stays, the rest of it becomes the candidate.
#[inline(always)]
fn step(row: &[i32], state: &mut [i32], word: &mut [i16]) {
    let (gates, candidates) = row.split_at(row.len() / 2);
    for (((state, word), &gate), &candidate) in state.iter_mut().zip(word).zip(gates).zip(candidates) {
        // The hard sigmoid x / 4 + 1 / 2.
        let gate = ((gate >> (TO_STATE + 2)) + (1 << (STATE_BITS - 1))).clamp(0, 1 << STATE_BITS);
        let candidate = (candidate >> TO_STATE).clamp(-(1 << STATE_BITS), 1 << STATE_BITS);
        *state = candidate + ((gate * (*state - candidate)) >> STATE_BITS);
        *word = word.saturating_add((*state >> FROM_STATE) as i16);
    }
}

/// Products as activations, none below 0.
#[inline(always)]
pub(super) fn rectified(products: &[i32], words: &mut Vec<i16>) {
    words.clear();
    words.extend(products.iter().map(|&product| activation(product).max(0)));
}

/// Products as activations.
#[inline(always)]
pub(super) fn plain(products: &[i32], words: &mut Vec<i16>) {
    words.clear();
    words.extend(products.iter().map(|&product| activation(product)));
}
