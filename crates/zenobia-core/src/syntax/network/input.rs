//! What of a word's look goes into the network: rows of one table, which are added up.

use super::super::look::Look;
use crate::weights::hash::spread;

/// How many rows each kind of input has, one kind after the other in the table: the word itself by its rank, fine and coarse word
/// class, possible parts of speech and inflections, the last one to four letters, the first two and three letters, the shape.
pub const KINDS: [usize; 12] = [20_001, 401, 51, 256, 2048, 256, 1024, 4096, 4096, 2048, 4096, 1024];

/// How many rows a word adds up.
pub const INPUTS: usize = KINDS.len();

/// Kinds whose numbers are given by a table; the others are hashes.
const NUMBERED: usize = 5;

/// The first row of a kind, which stands for "not known" where the kind is numbered.
pub const fn first(kind: usize) -> usize {
    let (mut row, mut before) = (0, 0);
    while before < kind {
        row += KINDS[before];
        before += 1;
    }
    row
}

/// The rows of a word.
pub fn rows(look: &Look) -> [u32; INPUTS] {
    let known = look.known;
    let values = [
        u64::from(known.rank),
        u64::from(known.fine),
        u64::from(known.coarse),
        u64::from(known.parts),
        u64::from(known.inflections),
        look.suffixes[0],
        look.suffixes[1],
        look.suffixes[2],
        look.suffixes[3],
        look.prefixes[1],
        look.prefixes[2],
        look.shape,
    ];
    let mut rows = [0; INPUTS];
    let mut start = 0;
    for (kind, value) in values.into_iter().enumerate() {
        let size = KINDS[kind] as u64;
        let within = if kind < NUMBERED { value.min(size - 1) } else { spread(value) % size };
        rows[kind] = start + within as u32;
        start += size as u32;
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_rows_of_its_own() {
        let rows = rows(&Look::default());
        for (kind, &row) in rows.iter().enumerate() {
            assert!((first(kind)..first(kind) + KINDS[kind]).contains(&(row as usize)), "kind {kind}");
        }
    }
}
