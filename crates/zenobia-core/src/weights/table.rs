//! A read-only hash table over the bytes of a model, without decoding them.
//!
//! Layout, little-endian: the number of buckets (`u32`), the start of each bucket and the end of the last
//! (`u32` each, counted from the end of these), then for each entry a fingerprint (`u16`), the number of byte pairs of its
//! value (`u8`) and the pairs. For [`DENSE`] pairs there stand instead the number of classes (`u8`) and a code for each of them in
//! order. A key that was never stored finds another's value about once in 16,000 times.

use std::ops::Range;

use super::hash::spread;

/// Scores of up to 256 classes.
pub type Scores = [i32; 256];

/// The most features that are looked up at once.
pub const BATCH: usize = 160;

/// In the place of a number of pairs: the value is a run of codes, one for each class.
pub const DENSE: u8 = 255;

/// What gives features their weights: the packed table of a model, or the learner of `zenobia-train`.
pub trait Weights {
    /// Adds the weights of features, at most [`BATCH`], to the scores of the classes.
    fn add(&self, features: &[u64], scores: &mut Scores);
}

/// Features of one decision, to be looked up together.
#[derive(Clone, Debug)]
pub struct Batch {
    features: [u64; BATCH],
    length: usize,
}

impl Default for Batch {
    fn default() -> Batch {
        Batch { features: [0; BATCH], length: 0 }
    }
}

impl Batch {
    /// Empties it.
    pub fn clear(&mut self) {
        self.length = 0;
    }

    /// Adds a feature; one too many is left out.
    #[inline]
    pub fn push(&mut self, feature: u64) {
        if let Some(place) = self.features.get_mut(self.length) {
            *place = feature;
            self.length += 1;
        }
    }

    /// The features so far.
    #[inline]
    pub fn features(&self) -> &[u64] {
        &self.features[..self.length.min(BATCH)]
    }

    /// The scores that they give.
    pub fn score(&self, weights: &impl Weights) -> Scores {
        let mut scores: Scores = [0; 256];
        weights.add(self.features(), &mut scores);
        scores
    }
}

/// The place of a key: its bucket and its fingerprint.
pub fn place(key: u64, buckets: u32) -> (u32, u16) {
    let key = spread(key);
    let bucket = ((key >> 32) * u64::from(buckets)) >> 32;
    (bucket as u32, key as u16)
}

/// Where a table lies in the bytes of a model.
#[derive(Clone, Debug, Default)]
pub struct Table {
    buckets: u32,
    starts: usize,
    entries: usize,
}

impl Table {
    /// Finds the table in a section; `None` when the section is too short for its buckets.
    pub fn new(bytes: &[u8], section: Range<usize>) -> Option<Table> {
        let buckets = long(bytes, section.start)?;
        let starts = section.start + 4;
        let entries = starts.checked_add(4 * (buckets as usize + 1))?;
        (entries <= section.end).then_some(Table { buckets, starts, entries })
    }

    /// The value of a key; empty when it has none.
    pub fn get<'a>(&self, bytes: &'a [u8], key: u64) -> &'a [u8] {
        let bucket = self.bucket(bytes, key);
        match find(head(bucket), bucket, key) {
            Value::Pairs(value) | Value::Codes(value) => value,
        }
    }

    #[inline]
    fn bucket<'a>(&self, bytes: &'a [u8], key: u64) -> &'a [u8] {
        if self.buckets == 0 {
            return &[];
        }
        let at = self.starts + 4 * place(key, self.buckets).0 as usize;
        let Some(&[a, b, c, d, e, f, g, h]) = bytes.get(at..).and_then(|rest| rest.first_chunk()) else { return &[] };
        let first = self.entries + u32::from_le_bytes([a, b, c, d]) as usize;
        let last = self.entries + u32::from_le_bytes([e, f, g, h]) as usize;
        bytes.get(first..last).unwrap_or_default()
    }
}

enum Value<'a> {
    Pairs(&'a [u8]),
    Codes(&'a [u8]),
}

/// The fingerprint of the first entry and its number of pairs.
#[inline]
fn head(bucket: &[u8]) -> [u8; 3] {
    bucket.first_chunk().copied().unwrap_or_default()
}

#[inline]
fn find(mut first: [u8; 3], mut rest: &[u8], key: u64) -> Value<'_> {
    let print = spread(key) as u16;
    while let [_, _, _, tail @ ..] = rest {
        let [low, high, pairs] = first;
        let (dense, length, tail) = match (pairs, tail) {
            (DENSE, [classes, tail @ ..]) => (true, usize::from(*classes), tail),
            (pairs, tail) => (false, 2 * usize::from(pairs), tail),
        };
        let Some((value, next)) = tail.split_at_checked(length) else { break };
        if u16::from_le_bytes([low, high]) == print {
            return if dense { Value::Codes(value) } else { Value::Pairs(value) };
        }
        (first, rest) = (head(next), next);
    }
    Value::Pairs(&[])
}

/// Reads a `u32`.
pub(crate) fn long(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..)?.first_chunk::<4>()?;
    Some(u32::from_le_bytes(*bytes))
}

/// A table of weights: each pair is a class and a signed code; the weight is the square of the code, with its sign.
#[derive(Debug)]
pub struct Packed<'a> {
    pub(crate) bytes: &'a [u8],
    pub(crate) table: &'a Table,
}

impl Weights for Packed<'_> {
    fn add(&self, features: &[u64], scores: &mut Scores) {
        // Some buckets and their heads are fetched before any is read, so that the waits for memory overlap.
        const TOGETHER: usize = 20;
        for features in features.chunks(TOGETHER) {
            let mut buckets: [&[u8]; TOGETHER] = [&[]; TOGETHER];
            for (bucket, &feature) in buckets.iter_mut().zip(features) {
                *bucket = self.table.bucket(self.bytes, feature);
            }
            let mut heads = [[0; 3]; TOGETHER];
            for (first, bucket) in heads.iter_mut().zip(&buckets[..features.len()]) {
                *first = head(bucket);
            }
            for ((bucket, first), &feature) in buckets.iter().zip(heads).zip(features) {
                match find(first, bucket, feature) {
                    Value::Pairs(pairs) => add_pairs(pairs, scores),
                    Value::Codes(codes) => add_codes(codes, scores),
                }
            }
        }
    }
}

#[inline]
fn add_pairs(pairs: &[u8], scores: &mut Scores) {
    for pair in pairs.chunks_exact(2) {
        let code = i32::from(pair[1] as i8);
        scores[usize::from(pair[0])] += code * code.abs();
    }
}

#[inline]
fn add_codes(codes: &[u8], scores: &mut Scores) {
    for (score, &code) in scores.iter_mut().zip(codes) {
        let code = i16::from(code as i8);
        *score += i32::from(code * code.abs());
    }
}
