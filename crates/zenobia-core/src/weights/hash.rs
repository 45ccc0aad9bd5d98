//! One hash for words and features, the same on every machine: it is part of the format of the models.

const FACTOR: u64 = 0x517c_c1b7_2722_0a95;

/// Adds a part to a hash.
#[inline]
pub fn mix(hash: u64, part: u64) -> u64 {
    (hash.rotate_left(5) ^ part).wrapping_mul(FACTOR)
}

/// The hash of a wording, its digits made alike.
pub fn word(wording: &str) -> u64 {
    let alike = |byte: u8| u64::from(if byte.is_ascii_digit() { b'0' } else { byte });
    wording.bytes().fold(0x5a, |hash, byte| mix(hash, alike(byte)))
}

/// The hash of one feature: the number of its template and its parts.
#[inline]
pub fn feature(template: u64, parts: &[u64]) -> u64 {
    parts.iter().fold(mix(FACTOR, template), |hash, &part| mix(hash, part))
}

/// Spreads a hash so that both its halves depend on every part.
#[inline]
pub fn spread(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash ^ (hash >> 32)
}
