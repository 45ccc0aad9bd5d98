//! Keys within a few edits of a key, by walking the finite-state map with the rows of Levenshtein's table.

use fst::raw::{CompiledAddr, Fst, Output};

/// Sounds that a key needs, so that one edit does not make another word of it.
const LEAST: usize = 6;
/// Nodes that one search may look at.
const MOST_NODES: usize = 20_000;

/// Values of the keys that differ from `key` by 1 to `most` insertions, losses or changes, but not in their first byte (the
/// family) nor in the first sound, which transliterations keep.
pub(super) fn within(map: &Fst<&[u8]>, key: &[u8], most: usize) -> Vec<u64> {
    let [family, first, rest @ ..] = key else { return Vec::new() };
    if rest.len() + 1 < LEAST {
        return Vec::new();
    }
    let step = |(address, output): (CompiledAddr, Output), byte: u8| {
        let node = map.node(address);
        let transition = node.transition(node.find_input(byte)?);
        Some((transition.addr, output.cat(transition.out)))
    };
    let Some(start) = step((map.root().addr(), Output::zero()), *family).and_then(|at| step(at, *first)) else {
        return Vec::new();
    };
    let mut search = Search { map, key: rest, most, left: MOST_NODES, found: Vec::new() };
    search.walk(start, &(0..=rest.len()).collect::<Vec<_>>());
    search.found
}

struct Search<'a> {
    map: &'a Fst<&'a [u8]>,
    key: &'a [u8],
    most: usize,
    left: usize,
    found: Vec<u64>,
}

impl Search<'_> {
    /// `row[i]` is the distance of what has been walked from the first `i` sounds of the key.
    fn walk(&mut self, (address, output): (CompiledAddr, Output), row: &[usize]) {
        if self.left == 0 {
            return;
        }
        self.left -= 1;
        let node = self.map.node(address);
        if node.is_final() && (1..=self.most).contains(&row[self.key.len()]) {
            self.found.push(output.cat(node.final_output()).value());
        }
        for transition in node.transitions() {
            let mut next = Vec::with_capacity(row.len());
            next.push(row[0] + 1);
            for (at, &sound) in self.key.iter().enumerate() {
                let changed = row[at] + usize::from(sound != transition.inp);
                next.push(changed.min(row[at + 1] + 1).min(next[at] + 1));
            }
            if next.iter().any(|&distance| distance <= self.most) {
                self.walk((transition.addr, output.cat(transition.out)), &next);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use fst::MapBuilder;
    use proptest::prelude::*;

    use super::*;

    /// Levenshtein's distance, by its table.
    fn distance(one: &[u8], other: &[u8]) -> usize {
        let mut row: Vec<usize> = (0..=other.len()).collect();
        for (at, sound) in one.iter().enumerate() {
            let mut next = vec![at + 1];
            for (to, same) in other.iter().enumerate() {
                next.push((row[to] + usize::from(sound != same)).min(row[to + 1] + 1).min(next[to] + 1));
            }
            row = next;
        }
        row[other.len()]
    }

    proptest! {
        #[test]
        fn the_walk_finds_what_the_table_finds(keys in prop::collection::btree_set("\u{1}[ab][abc]{3,7}", 1..60), wanted in "\u{1}[ab][abc]{5,7}", most in 1usize..3) {
            let mut builder = MapBuilder::memory();
            for (value, key) in keys.iter().enumerate() {
                builder.insert(key, value as u64).unwrap();
            }
            let bytes = builder.into_inner().unwrap();
            let map = Fst::new(bytes.as_slice()).unwrap();
            let near = |key: &str| key.as_bytes()[1] == wanted.as_bytes()[1] && (1..=most).contains(&distance(&key.as_bytes()[2..], &wanted.as_bytes()[2..]));
            let expected: BTreeSet<u64> = keys.iter().enumerate().filter(|(_, key)| near(key)).map(|(value, _)| value as u64).collect();
            let found: BTreeSet<u64> = within(&map, wanted.as_bytes(), most).into_iter().collect();
            prop_assert_eq!(found, expected);
        }
    }
}
