//! Lists of the places that one name leads to: words of 32 bits, with the row in the lower 28, the way of matching in three,
//! and a mark on the last of a list.

use super::number;
use crate::place::NameMatch;

/// Most rows of a gazetteer.
pub(super) const MOST_ROWS: usize = 1 << ROW_BITS;
const ROW_BITS: u32 = 28;
const LAST: u32 = 1 << 31;
/// Bytes of a posting.
pub(super) const POSTING: usize = 4;

/// One posting.
pub(super) fn encode(row: u32, by: NameMatch, last: bool) -> [u8; POSTING] {
    (row | (by as u32) << ROW_BITS | if last { LAST } else { 0 }).to_le_bytes()
}

/// The postings from a number on, to the end of their list.
pub(super) fn list(postings: &[u8], first: Option<u64>) -> impl Iterator<Item = (usize, NameMatch)> {
    let start = first.and_then(|first| usize::try_from(first).ok()?.checked_mul(POSTING));
    let (words, _) = start.and_then(|start| postings.get(start..)).unwrap_or_default().as_chunks::<POSTING>();
    let mut ended = false;
    let words = words.iter().map(|word| number(word, 0, POSTING) as u32).take_while(move |word| {
        let go_on = !ended;
        ended = word & LAST != 0;
        go_on
    });
    words.filter_map(|word| {
        let by = *NameMatch::ALL.get((word >> ROW_BITS & 7) as usize)?;
        Some(((word & ((1 << ROW_BITS) - 1)) as usize, by))
    })
}
