//! Reads the weights from a model.
//!
//! Layout, little-endian: width, layers, arc size, relation size, tags, parts of speech, relations (`u16` each), the scale of the
//! embeddings (`i32`), then for each map its weights (`i16`, one row for each output) and its biases (`i32`), and the plain tables,
//! in the order of the fields of [`Network`]. The table of embeddings is a section of its own (`i8`, a row of `width` for each
//! input).

use super::fixed::Linear;
use super::{DISTANCES, Network};

impl Network {
    /// Reads the section; `None` when it is cut short or its sizes cannot be.
    pub fn load(bytes: &[u8]) -> Option<Network> {
        let mut cursor = Cursor { bytes };
        let [width, layers, arc, relation, tags, parts, relations] = cursor.sizes()?;
        let sound = width % 2 == 0
            && layers <= 16
            && arc % 2 == 0
            && relation % 2 == 0
            && [width, arc, relation, tags, parts, relations].iter().all(|size| (1..=1024).contains(size));
        if !sound {
            return None;
        }
        Some(Network {
            width,
            scale: cursor.long()?,
            layers: (0..layers).map(|_| cursor.linear(width, 2 * width)).collect::<Option<_>>()?,
            tags: cursor.linear(width, tags)?,
            tag_rows: cursor.shorts(tags * width)?,
            dependents: cursor.linear(width, arc)?,
            mixed: cursor.linear(arc, arc)?,
            heads: cursor.linear(width, arc)?,
            root: cursor.shorts(arc)?,
            dependent_distances: cursor.longs(parts * DISTANCES)?,
            head_distances: cursor.longs(parts * DISTANCES)?,
            root_parts: cursor.longs(parts)?,
            relation_dependents: cursor.linear(width, relation)?,
            relation_heads: cursor.linear(width, relation)?,
            relation_root: cursor.shorts(relation)?,
            relations: cursor.linear(relation, relations)?,
            relation_distances: cursor.longs(DISTANCES * relations)?,
        })
    }

    /// How many tags, parts of speech and relations it tells apart.
    pub fn classes(&self) -> [usize; 3] {
        [self.tags.bias.len(), self.root_parts.len(), self.relations.bias.len()]
    }

    /// Length of a word's vector.
    pub fn width(&self) -> usize {
        self.width
    }
}

struct Cursor<'a> {
    bytes: &'a [u8],
}

impl Cursor<'_> {
    fn take(&mut self, count: usize) -> Option<&[u8]> {
        let (taken, rest) = self.bytes.split_at_checked(count)?;
        self.bytes = rest;
        Some(taken)
    }

    fn sizes<const N: usize>(&mut self) -> Option<[usize; N]> {
        let shorts = self.shorts(N)?;
        let mut sizes = [0; N];
        sizes.iter_mut().zip(shorts).for_each(|(size, short)| *size = short.max(0) as usize);
        Some(sizes)
    }

    fn long(&mut self) -> Option<i32> {
        self.longs(1)?.first().copied()
    }

    fn shorts(&mut self, count: usize) -> Option<Vec<i16>> {
        let bytes = self.take(count.checked_mul(2)?)?;
        Some(bytes.chunks_exact(2).map(|pair| i16::from_le_bytes([pair[0], pair[1]])).collect())
    }

    fn longs(&mut self, count: usize) -> Option<Vec<i32>> {
        let bytes = self.take(count.checked_mul(4)?)?;
        Some(bytes.chunks_exact(4).map(|four| i32::from_le_bytes([four[0], four[1], four[2], four[3]])).collect())
    }

    fn linear(&mut self, inputs: usize, outputs: usize) -> Option<Linear> {
        let weights = self.shorts(inputs * outputs)?;
        Some(Linear::new(&weights, self.longs(outputs)?, inputs))
    }
}
