//! Which joint tags a model tells apart.

use std::collections::BTreeMap;

use zenobia_core::syntax::Tag;

use crate::conllu::Tree;

/// The most frequent joint tags, at most 255.
pub fn inventory<'a>(trees: impl Iterator<Item = &'a Tree>) -> Vec<Tag> {
    let mut counts: BTreeMap<(u8, u32), (usize, Tag)> = BTreeMap::new();
    for entry in trees.flatten() {
        let tag = Tag { upos: entry.upos, features: entry.features };
        counts.entry((tag.upos as u8, tag.features.0)).or_insert((0, tag)).0 += 1;
    }
    let mut tags: Vec<_> = counts.into_values().collect();
    tags.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    tags.into_iter().take(255).map(|(_, tag)| tag).collect()
}

/// The number of a tag; for a rare one, that of the most similar tag of the same part of speech.
pub fn number(tag: Tag, tags: &[Tag]) -> u8 {
    let alike = |other: &Tag| (other.features.0 ^ tag.features.0).count_ones() + 40 * u32::from(other.upos != tag.upos);
    let nearest = tags.iter().enumerate().min_by_key(|(_, other)| alike(other));
    nearest.map_or(0, |(index, _)| index as u8)
}
