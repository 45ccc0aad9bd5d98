//! What of a word's look goes into the network: rows of the embedding table.

use zenobia_core::syntax::look::Look;

/// Rows of each kind of input, one after the other in the table.
pub const SIZES: [usize; 12] = [20_001, 401, 51, 256, 2048, 256, 1024, 4096, 4096, 2048, 4096, 1024];

/// How many rows a word adds up.
pub const INPUTS: usize = SIZES.len();

/// First row of each kind.
pub fn start(kind: usize) -> usize {
    SIZES[..kind].iter().sum()
}

pub fn rows(look: &Look, rank: usize) -> [u32; INPUTS] {
    let known = look.known;
    let parts = [
        rank as u64,
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
    let mut first = 0;
    for (kind, part) in parts.into_iter().enumerate() {
        let size = SIZES[kind];
        let within = if kind < 5 { (part as usize).min(size - 1) } else { (zenobia_core::syntax::hash::spread(part) % size as u64) as usize };
        rows[kind] = (first + within) as u32;
        first += size;
    }
    rows
}
