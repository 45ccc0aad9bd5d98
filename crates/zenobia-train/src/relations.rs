//! Which relations a model tells apart.

use std::collections::{BTreeMap, BTreeSet};

use compact_str::CompactString;

use crate::conllu::Tree;

/// The relations seen at least `least` times, that of the root first; rarer ones lose their subtype.
pub fn relations<'a>(trees: impl Iterator<Item = &'a Tree>, least: usize) -> Vec<CompactString> {
    let mut counts: BTreeMap<CompactString, usize> = BTreeMap::new();
    for entry in trees.flatten() {
        *counts.entry(entry.relation.clone()).or_default() += 1;
    }
    let bases: BTreeSet<CompactString> = counts.keys().map(|name| base(name).into()).collect();
    let kept = |(name, count): (CompactString, usize)| (count >= least || bases.contains(&name)).then_some(name);
    let mut names: BTreeSet<CompactString> = counts.into_iter().filter_map(kept).collect();
    names.remove("root");
    names.insert("dep".into());
    std::iter::once("root".into()).chain(names).collect()
}

fn base(relation: &str) -> &str {
    relation.split(':').next().unwrap_or(relation)
}

/// The number of a relation, of its base, or of `dep`.
pub fn number(relation: &str, relations: &[CompactString]) -> u8 {
    let find = |name: &str| relations.iter().position(|other| other == name);
    find(relation).or_else(|| find(base(relation))).or_else(|| find("dep")).unwrap_or(0) as u8
}
