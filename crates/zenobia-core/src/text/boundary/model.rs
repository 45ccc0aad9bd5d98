//! The weights that decide where a sentence begins, as one run of bytes that is read in place.
//!
//! Layout, little-endian: the mark [`MARK`], the binary logarithms of the number of word slots and of weights (`u8` each), the
//! [`Margins`] (`i16` each), then the word slots (fingerprint `u16`, [`Habits`] in 4 bytes; all zero when empty; the first free slot from a word's
//! own holds it), then the weights (`i8` each). A feature's weight stands where its hash points: different features may share one (Weinberger et al.
//! 2009, "Feature hashing"), and training knows it.

use std::borrow::Cow;

use crate::problem::Problem;
use crate::weights::hash::spread;

/// The first bytes of a model; the number changes with the features or the layout.
pub const MARK: &[u8; 16] = b"zenobia.bounds/1";

/// Where the slots of the words begin.
const HEAD: usize = MARK.len() + 6;

/// Bytes of a slot.
const SLOT: usize = 6;

/// How far words are looked for from their own slot.
const FARTHEST: usize = 32;

/// How a word behaves in plain text, each in steps of eight; 0 where nothing is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Habits {
    /// How often it stands at the head of a sentence, of all its uses with a capital: 1 never, 7 nearly always.
    pub opens: u8,
    /// How often it has a capital inside a sentence, of all its uses there.
    pub capital: u8,
    /// How often a stop follows, of all its uses.
    pub ends: u8,
    /// Number of its coarse word class.
    pub coarse: u8,
    /// Number of its fine word class.
    pub fine: u16,
}

impl Habits {
    /// How a model stores them.
    pub fn to_bytes(self) -> [u8; 4] {
        let steps = u32::from(self.opens & 7) | u32::from(self.capital & 7) << 3 | u32::from(self.ends & 7) << 6;
        (1 << 31 | steps | u32::from(self.coarse) << 9 | u32::from(self.fine & 0x1fff) << 17).to_le_bytes()
    }

    fn from_bytes(bytes: [u8; 4]) -> Habits {
        let bits = u32::from_le_bytes(bytes);
        let step = |shift: u32| (bits >> shift & 7) as u8;
        Habits {
            opens: step(0),
            capital: step(3),
            ends: step(6),
            coarse: (bits >> 9 & 0xff) as u8,
            fine: (bits >> 17 & 0x1fff) as u16,
        }
    }
}

/// What a score must exceed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Margins {
    /// After a mark that can end a sentence.
    pub stopped: i16,
    /// Where no such mark stands.
    pub bare: i16,
}

/// A language's scorer of sentence boundaries.
#[derive(Clone, Debug)]
pub struct Boundaries {
    bytes: Cow<'static, [u8]>,
    slots: usize,
    weights: usize,
    /// What a score must exceed.
    pub margins: Margins,
}

impl Boundaries {
    /// Finds the parts; the weights are left where they are.
    ///
    /// # Errors
    /// When the bytes are not a model of this version, or are cut short.
    pub fn load(bytes: Cow<'static, [u8]>) -> Result<Boundaries, Problem> {
        let fault =
            |what: &str| Problem::at("model.bin", 0, format!("{what}: train it anew with `zenobia-train boundaries`"));
        let Some(&[words, weights, a, b, c, d]) = bytes.strip_prefix(MARK).and_then(|rest| rest.first_chunk()) else {
            return Err(fault("this is no scorer of sentence boundaries of this version"));
        };
        let size = |bits: u8| 1_usize << bits.min(30);
        let (slots, weights) = (size(words), size(weights));
        if bytes.len() != HEAD + SLOT * slots + weights {
            return Err(fault("the scorer of sentence boundaries is cut short"));
        }
        let margins = Margins { stopped: i16::from_le_bytes([a, b]), bare: i16::from_le_bytes([c, d]) };
        Ok(Boundaries { bytes, slots, weights, margins })
    }

    /// Lays out a model: word habits by hash, and weights, whose number is a power of two.
    pub fn to_bytes(words: &[(u64, Habits)], weights: &[i8], margins: Margins) -> Vec<u8> {
        let slots = (words.len() * 4 / 3).next_power_of_two().max(2);
        let mut table = vec![0; SLOT * slots];
        for &(hash, habits) in words {
            let (own, print) = place(hash, slots);
            let mut places = (own..own + FARTHEST).map(|at| SLOT * (at % slots));
            if let Some(at) = places.find(|&at| table[at..at + SLOT].iter().all(|&byte| byte == 0)) {
                table[at..at + 2].copy_from_slice(&print.to_le_bytes());
                table[at + 2..at + SLOT].copy_from_slice(&habits.to_bytes());
            }
        }
        let mut bytes = MARK.to_vec();
        bytes.extend([slots.trailing_zeros() as u8, weights.len().trailing_zeros() as u8]);
        bytes.extend(margins.stopped.to_le_bytes());
        bytes.extend(margins.bare.to_le_bytes());
        bytes.extend(table);
        bytes.extend(weights.iter().map(|weight| weight.to_le_bytes()[0]));
        bytes
    }

    /// How the word with a hash behaves.
    pub(super) fn habits(&self, hash: u64) -> Habits {
        let (own, print) = place(hash, self.slots);
        for at in own..own + FARTHEST {
            let at = HEAD + SLOT * (at % self.slots);
            let Some(&[a, b, c, d, e, f]) = self.bytes.get(at..).and_then(|rest| rest.first_chunk()) else { break };
            if [c, d, e, f] == [0; 4] {
                break;
            }
            if u16::from_le_bytes([a, b]) == print {
                return Habits::from_bytes([c, d, e, f]);
            }
        }
        Habits::default()
    }

    /// Number of its weights.
    pub fn size(&self) -> usize {
        self.weights
    }

    /// The sum of the weights of features, given as places.
    pub(super) fn score(&self, features: &[u32]) -> i32 {
        let weights = self.bytes.get(HEAD + SLOT * self.slots..).unwrap_or_default();
        let weight = |&at: &u32| weights.get(at as usize).map_or(0, |&byte| i32::from(byte as i8));
        features.iter().map(weight).sum()
    }
}

fn place(hash: u64, slots: usize) -> (usize, u16) {
    let spread = spread(hash);
    ((spread >> 32) as usize & (slots - 1), spread as u16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_is_found() {
        let habits = |at: u16| Habits { opens: 7, capital: 1, ends: 3, coarse: 49, fine: at };
        let words: Vec<_> = (0..400).map(|at| (u64::from(at) * 7919, habits(at))).collect();
        let margins = Margins { stopped: -3, bare: 900 };
        let model = Boundaries::load(Boundaries::to_bytes(&words, &[1, -2, 0, 127], margins).into()).unwrap();
        let found = words.iter().filter(|(hash, habits)| model.habits(*hash) == *habits).count();
        assert!(found >= 398, "{found}");
        assert_eq!((model.margins, model.score(&[0, 1, 3, 9])), (margins, 126));
    }

    #[test]
    fn what_is_cut_short_is_refused() {
        let bytes = Boundaries::to_bytes(&[], &[0; 8], Margins::default());
        assert!(Boundaries::load(bytes[..bytes.len() - 1].to_vec().into()).is_err());
        assert!(Boundaries::load(Cow::Borrowed(b"something else altogether")).is_err());
    }
}
