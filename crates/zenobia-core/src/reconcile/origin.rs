//! Which reports carry the same text.
//!
//! A record does not hold the text, but it holds the lengths of its sentences and the words of all its mentions. Runs of
//! three of either are the shingles (Broder 1997) by which texts are compared; a copy that was cut still holds most of its own.

use compact_str::CompactString;

use crate::record::{Mention, Record};
use crate::text::fold;

/// Mentions or sentences in a run.
const RUN: usize = 3;
/// Most shingles that are kept, the smallest ones: a bottom sketch.
const KEPT: usize = 64;
/// Share of the smaller sketch that two texts must have in common.
const COMMON: f64 = 0.6;
/// Fewest shingles that can tell.
const FEWEST: usize = 3;

/// FNV-1a, which is the same on every machine and in every version.
pub(crate) fn hash(bytes: impl IntoIterator<Item = u8>) -> u64 {
    bytes.into_iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The shingles of a report, in order of size.
pub(crate) fn shingles(record: &Record) -> Vec<u32> {
    let mut mentions: Vec<&Mention> = Vec::new();
    mentions.extend(record.actors.iter().flat_map(|actor| &actor.mentions));
    mentions.extend(record.sites.iter().flat_map(|site| &site.mentions));
    mentions.extend(record.places.iter().flat_map(|place| &place.mentions));
    mentions.extend(record.times.iter().map(|time| &time.mention));
    mentions.extend(record.quantities.iter().map(|quantity| &quantity.mention));
    mentions.extend(record.claims.iter().map(|claim| &claim.trigger));
    mentions.sort_by_key(|mention| (mention.start, mention.end));
    let words: Vec<CompactString> = mentions.iter().map(|mention| fold(&mention.text)).collect();
    let lengths: Vec<CompactString> = record
        .sentences
        .iter()
        .map(|span| compact_str::format_compact!("{}", span.end.saturating_sub(span.start)))
        .collect();
    let mut all: Vec<u32> = runs(&words).chain(runs(&lengths)).collect();
    all.sort_unstable();
    all.dedup();
    all.truncate(KEPT);
    all
}

fn runs(words: &[CompactString]) -> impl Iterator<Item = u32> {
    words.windows(RUN).map(|run| {
        let bytes = run.iter().flat_map(|word| word.bytes().chain([0]));
        let hash = hash(bytes);
        (hash ^ (hash >> 32)) as u32
    })
}

/// Smallest shingles that two near copies are sure enough to share one of.
pub(crate) fn handles(shingles: &[u32]) -> &[u32] {
    &shingles[..shingles.len().min(6)]
}

/// Whether two texts are nearly the same: their sketches share enough of what either could share.
pub(crate) fn is_copy(one: &[u32], other: &[u32]) -> bool {
    let least = one.len().min(other.len());
    if least < FEWEST {
        return false;
    }
    // Beyond the largest that both kept, one sketch says nothing of the other.
    let end = match (one.len() >= KEPT, other.len() >= KEPT) {
        (false, false) => u32::MAX,
        (true, false) => one[one.len() - 1],
        (false, true) => other[other.len() - 1],
        (true, true) => one[one.len() - 1].min(other[other.len() - 1]),
    };
    let within = |sketch: &[u32]| sketch.partition_point(|&shingle| shingle <= end);
    let (one, other) = (&one[..within(one)], &other[..within(other)]);
    let common = one.iter().filter(|shingle| other.binary_search(shingle).is_ok()).count();
    common >= FEWEST && common as f64 >= COMMON * one.len().min(other.len()) as f64
}

#[cfg(test)]
mod tests {
    use super::{KEPT, hash, is_copy};

    fn sketch(words: std::ops::Range<u32>) -> Vec<u32> {
        let mut all: Vec<u32> = words.map(|word| hash(word.to_le_bytes()) as u32).collect();
        all.sort_unstable();
        all.truncate(KEPT);
        all
    }

    #[test]
    fn a_copy_that_was_cut_is_a_copy_still() {
        assert!(is_copy(&sketch(0..40), &sketch(0..25)));
        assert!(is_copy(&sketch(0..40), &sketch(10..45)));
        assert!(is_copy(&sketch(0..2000), &sketch(0..1500)));
    }

    #[test]
    fn texts_of_one_matter_are_no_copies() {
        assert!(!is_copy(&sketch(0..40), &sketch(30..70)));
        assert!(!is_copy(&sketch(0..2), &sketch(0..2)));
        assert!(!is_copy(&[], &[]));
    }
}
