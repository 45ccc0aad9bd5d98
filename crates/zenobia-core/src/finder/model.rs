//! The bytes of a name finder.

use std::borrow::Cow;

use crate::problem::Problem;
use crate::syntax::look;
use crate::text::Token;
use crate::weights::hash::{feature, word};
use crate::weights::sections;
use crate::weights::table::{Batch, Packed, Scores, Table, Weights, long};

use super::Label;

/// The first bytes of every name finder of this version.
pub const FINDER_MARK: &[u8; 16] = b"zenobia.names/1\n";

/// Sections of the file: unit, what is known of words, weights. Their ends (`u32`, little-endian, from the start of the file) follow the mark.
const FINDER_SECTIONS: usize = 3;

/// The template of the features that stand for the label before.
pub const TRANSITION: u64 = 250;

/// A name finder over bytes that are embedded, read or mapped. The first section is the weight that stands for one nat (`u32`); the second a
/// [`Table`] from the hash of a lower-case word to its [`look::Known`]; the third a table of weights for each [`Label`].
#[derive(Clone, Debug)]
pub struct FinderModel {
    bytes: Cow<'static, [u8]>,
    known: Table,
    weights: Table,
    unit: i32,
    transitions: Box<[[i32; Label::COUNT]; Label::COUNT]>,
}

impl FinderModel {
    /// Checks the mark and the bounds of the sections; nothing but the transitions is copied.
    ///
    /// # Errors
    /// When the bytes are no name finder of this version.
    pub fn load(bytes: impl Into<Cow<'static, [u8]>>) -> Result<FinderModel, Problem> {
        let bytes = bytes.into();
        let fault =
            || Problem::at("model.bin", 0, "not a name finder of this version: train it again with zenobia-train");
        if !bytes.starts_with(FINDER_MARK) {
            return Err(fault());
        }
        let [unit, known, weights] = sections::<FINDER_SECTIONS>(&bytes, FINDER_MARK.len()).ok_or_else(fault)?;
        let unit = long(&bytes, unit.start).ok_or_else(fault)?.clamp(1, 1 << 24) as i32;
        let known = Table::new(&bytes, known).ok_or_else(fault)?;
        let weights = Table::new(&bytes, weights).ok_or_else(fault)?.sieved(&bytes);
        let mut transitions = Box::new([[0; Label::COUNT]; Label::COUNT]);
        let mut model = FinderModel { bytes, known, weights, unit, transitions: transitions.clone() };
        for (before, row) in transitions.iter_mut().enumerate() {
            let mut scores: Scores = [0; 256];
            model.add(&[feature(TRANSITION, &[before as u64])], &mut scores);
            row.copy_from_slice(&scores[..Label::COUNT]);
        }
        model.transitions = transitions;
        Ok(model)
    }

    /// What is known of a wording.
    pub fn known(&self, token: &Token) -> look::Known {
        look::Known::from_bytes(self.known.get(&self.bytes, word(&token.lower))).unwrap_or_default()
    }

    /// The scores of all labels, given the features.
    pub(super) fn score(&self, batch: &Batch) -> Scores {
        batch.score(self)
    }

    /// What it adds that one label follows another.
    #[inline]
    pub(super) fn transitions(&self) -> &[[i32; Label::COUNT]; Label::COUNT] {
        &self.transitions
    }

    /// A weight in hundredths of a nat.
    pub(super) fn hundredths(&self, weight: i32) -> i32 {
        (i64::from(weight) * 100 / i64::from(self.unit)).clamp(-1_000_000, 1_000_000) as i32
    }
}

impl Weights for FinderModel {
    fn add(&self, features: &[u64], scores: &mut Scores) {
        Packed { bytes: &self.bytes, table: &self.weights }.add(features, scores);
    }
}
