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
    sieve: Sieve,
}

/// For each bucket the fingerprints in it, as bits that each of them sets: it tells of most keys that were never stored that they are not
/// there, in a fraction of the memory (a Bloom filter, Bloom 1970, in blocks). Without buckets it holds nothing back.
#[derive(Clone, Debug, Default)]
struct Sieve(Box<[u64]>);

impl Sieve {
    fn bits(print: u16) -> u64 {
        1 << (print & 63) | 1 << (print >> 6 & 63) | 1 << (print >> 10)
    }

    #[inline]
    fn may_hold(&self, bucket: u32, print: u16) -> bool {
        let bits = Sieve::bits(print);
        self.0.get(bucket as usize).is_none_or(|held| held & bits == bits)
    }
}

impl Table {
    /// Finds the table in a section; `None` when the section is too short for its buckets.
    pub fn new(bytes: &[u8], section: Range<usize>) -> Option<Table> {
        let buckets = long(bytes, section.start)?;
        let starts = section.start + 4;
        let entries = starts.checked_add(4 * (buckets as usize + 1))?;
        (entries <= section.end).then_some(Table { buckets, starts, entries, sieve: Sieve::default() })
    }

    /// The same table, quick to tell that a key is not there: for those that are mostly asked in vain. Walks through it once.
    pub fn sieved(mut self, bytes: &[u8]) -> Table {
        let held = |bucket: u32| {
            let mut held = 0;
            let mut rest = self.bucket_at(bytes, bucket);
            while let Some((print, _, next)) = entry(head(rest), rest) {
                held |= Sieve::bits(print);
                rest = next;
            }
            held
        };
        // No more buckets than there are starts for.
        let starts = bytes.len().saturating_sub(self.starts) / 4;
        self.sieve = Sieve((0..self.buckets).take(starts).map(held).collect());
        self
    }

    /// The value of a key; empty when it has none.
    pub fn get<'a>(&self, bytes: &'a [u8], key: u64) -> &'a [u8] {
        let (bucket, print) = place(key, self.buckets);
        let bucket = self.bucket_at(bytes, bucket);
        match find(head(bucket), bucket, print) {
            Value::Pairs(value) | Value::Codes(value) => value,
        }
    }

    #[inline]
    fn bucket_at<'a>(&self, bytes: &'a [u8], bucket: u32) -> &'a [u8] {
        if self.buckets == 0 {
            return &[];
        }
        let at = self.starts + 4 * bucket as usize;
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

/// The fingerprint and the value of the first entry, whose head has been read, and the entries after it.
#[inline]
fn entry([low, high, pairs]: [u8; 3], bucket: &[u8]) -> Option<(u16, Value<'_>, &[u8])> {
    let (print, tail) = (u16::from_le_bytes([low, high]), bucket.get(3..)?);
    match (pairs, tail) {
        (DENSE, [classes, tail @ ..]) => {
            tail.split_at_checked(usize::from(*classes)).map(|(value, next)| (print, Value::Codes(value), next))
        }
        (pairs, tail) => {
            tail.split_at_checked(2 * usize::from(pairs)).map(|(value, next)| (print, Value::Pairs(value), next))
        }
    }
}

#[inline]
fn find(mut first: [u8; 3], mut rest: &[u8], wanted: u16) -> Value<'_> {
    while let Some((print, value, next)) = entry(first, rest) {
        if print == wanted {
            return value;
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
        // Those that may be there are picked out first, then their buckets are found, then the heads of these are read, so that the waits
        // for memory overlap.
        let mut picked = [(0, 0); BATCH];
        for features in features.chunks(BATCH) {
            let mut length = 0;
            for &feature in features {
                let (bucket, print) = place(feature, self.table.buckets);
                picked[length] = (bucket, print);
                length += usize::from(self.table.sieve.may_hold(bucket, print));
            }
            let mut buckets: [&[u8]; BATCH] = [&[]; BATCH];
            for (found, &(bucket, _)) in buckets.iter_mut().zip(&picked[..length]) {
                *found = self.table.bucket_at(self.bytes, bucket);
            }
            let mut heads = [[0; 3]; BATCH];
            for (first, bucket) in heads.iter_mut().zip(&buckets[..length]) {
                *first = head(bucket);
            }
            for ((bucket, first), &(_, print)) in buckets.iter().zip(heads).zip(&picked[..length]) {
                match find(first, bucket, print) {
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
