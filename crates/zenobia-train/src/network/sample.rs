//! Sentences as numbers.

use compact_str::CompactString;
use zenobia_core::syntax::look::Look;
use zenobia_core::syntax::network::input::{INPUTS, rows};
use zenobia_core::syntax::{Names, Tag};

use crate::conllu::Tree;
use crate::{relations, tags};

/// A sentence: what goes into the network, and what should come out.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    /// Rows of the embeddings of each word.
    pub rows: Vec<[u32; INPUTS]>,
    /// Tags of the words.
    pub tags: Vec<u8>,
    /// Heads; the number of words stands for the root.
    pub heads: Vec<usize>,
    /// Relations to the heads.
    pub relations: Vec<u8>,
    /// One pass in this many sees it.
    pub every: usize,
}

impl Sample {
    /// A tree as a lesson.
    pub fn of(tree: &Tree, looks: &[Look], names: &Names, every: usize) -> Sample {
        let tag = |upos, features| tags::number(Tag { upos, features }, &names.tags);
        Sample {
            tags: tree.iter().map(|entry| tag(entry.upos, entry.features)).collect(),
            heads: tree.iter().map(|entry| entry.head.unwrap_or(tree.len())).collect(),
            relations: tree.iter().map(|entry| relation(entry.head, &entry.relation, &names.relations)).collect(),
            ..Sample::plain(looks, every)
        }
    }

    /// Words of which nothing is known yet.
    pub fn plain(looks: &[Look], every: usize) -> Sample {
        Sample { rows: looks.iter().map(rows).collect(), every, ..Sample::default() }
    }

    /// How many words it has.
    pub fn len(&self) -> usize {
        self.rows.len()
    }
}

fn relation(head: Option<usize>, name: &str, names: &[CompactString]) -> u8 {
    head.map_or(0, |_| relations::number(name, names))
}
