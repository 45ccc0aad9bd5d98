//! Simple changes of sound input, the same for the same seed.

/// Numbers that look like chance (xorshift, Marsaglia 2003).
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// A row of numbers for a seed.
    pub fn new(seed: u64) -> Chance {
        Chance(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `end`; 0 when there is none.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        if end == 0 { 0 } else { (self.0 >> 11) as usize % end }
    }
}

/// Pieces that break readers more often than chance does.
const PIECES: [&str; 40] = [
    "\0",
    "\u{301}\u{301}",
    "\u{202e}",
    "\u{200d}",
    "\u{feff}",
    "\u{ad}",
    "\u{85}",
    "«",
    "»",
    "“",
    "\"",
    "(",
    ")",
    "[",
    "{",
    "}",
    "<",
    "&#x26;",
    "&amp;",
    "99999999999999999999",
    "-1",
    "1e999",
    "0",
    "31/02/2016",
    "32 March",
    "\r",
    "\n",
    "\n\n",
    "\t",
    ".",
    "...",
    ",",
    "'",
    "’",
    "—",
    "=",
    "İ",
    "ß",
    "𝔸",
    "null",
];

/// Changes some bytes: cut, doubled, moved, set, or pieces of other input and of what breaks readers put in.
pub fn mutate(bytes: &[u8], others: &[Vec<u8>], chance: &mut Chance) -> Vec<u8> {
    let mut changed = bytes.to_vec();
    for _ in 0..1 + chance.below(4) {
        let at = chance.below(changed.len() + 1);
        let end = (at + 1 + chance.below(32)).min(changed.len());
        match chance.below(7) {
            0 => drop(changed.drain(at.min(end)..end)),
            1 => changed.truncate(at),
            2 => {
                let piece: Vec<u8> = changed[at.min(end)..end].to_vec();
                let times = 1 + chance.below(40);
                changed.splice(at..at, piece.repeat(times));
            }
            3 => {
                if let Some(byte) = changed.get_mut(at) {
                    *byte ^= 1 << chance.below(8);
                }
            }
            4 => {
                let other = others.get(chance.below(others.len())).map(Vec::as_slice).unwrap_or_default();
                let from = chance.below(other.len() + 1);
                let to = (from + chance.below(200)).min(other.len());
                changed.splice(at..at, other[from..to].iter().copied());
            }
            _ => {
                let piece = PIECES[chance.below(PIECES.len())];
                changed.splice(at..at, piece.bytes());
            }
        }
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::{Chance, mutate};

    #[test]
    fn the_same_seed_changes_the_same_way_and_another_does_not() {
        let change = |seed| mutate(b"Homs fell on Monday.", &[], &mut Chance::new(seed));
        assert_eq!(change(7), change(7));
        assert!((0..20).any(|seed| change(seed) != change(7)));
    }
}
