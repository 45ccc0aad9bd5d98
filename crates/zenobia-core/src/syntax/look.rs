//! What a token looks like, before anything is known of it.

use crate::text::Token;

use crate::weights::hash::{mix, word};

/// Hashes of a token's wording, parts and shape.
#[derive(Clone, Debug, Default)]
pub struct Look {
    /// The lower-case wording, digits made alike.
    pub word: u64,
    /// The same without accents.
    pub fold: u64,
    /// Capitals, digits, signs.
    pub shape: u64,
    /// The last one to five letters.
    pub suffixes: [u64; 5],
    /// The first one to four letters.
    pub prefixes: [u64; 4],
    /// What is known of its wording from elsewhere.
    pub known: Known,
}

/// What a model knows of a wording: word classes and what a dictionary says it can be; 0 where nothing is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Known {
    /// Number of its fine word class.
    pub fine: u16,
    /// Number of its coarse word class.
    pub coarse: u8,
    /// Number of the set of parts of speech it can have.
    pub parts: u8,
    /// Number of the set of parts of speech and inflections it can have.
    pub inflections: u16,
    /// Rank among the frequent words.
    pub rank: u16,
}

impl Known {
    /// How a model stores it.
    pub fn to_bytes(self) -> [u8; 8] {
        let [[a, b], [c, d], [e, f]] = [self.fine, self.inflections, self.rank].map(u16::to_le_bytes);
        [a, b, self.coarse, self.parts, c, d, e, f]
    }

    /// Reads it; `None` when there are not eight bytes.
    pub fn from_bytes(bytes: &[u8]) -> Option<Known> {
        let &[a, b, coarse, parts, c, d, e, f] = bytes.first_chunk()?;
        let [fine, inflections, rank] = [[a, b], [c, d], [e, f]].map(u16::from_le_bytes);
        Some(Known { fine, coarse, parts, inflections, rank })
    }
}

/// The looks of the tokens of a sentence; `known` says what is known of a wording.
pub fn looks(tokens: &[Token], known: impl Fn(&Token) -> Known) -> Vec<Look> {
    let shouted = is_shouted(tokens);
    let look = |(index, token): (usize, &Token)| Look {
        word: word(&token.lower),
        fold: word(&token.folded),
        shape: mix(shape(&token.text), u64::from(index == 0) | u64::from(shouted) << 1),
        suffixes: parts(token.lower.chars().rev()),
        prefixes: parts(token.folded.chars()),
        known: known(token),
    };
    tokens.iter().enumerate().map(look).collect()
}

/// Whether most of the longer words are all capitals, as in some headlines.
fn is_shouted(tokens: &[Token]) -> bool {
    let long = tokens.iter().filter(|token| token.lower.len() > 3 && token.text.chars().all(char::is_alphabetic));
    let (mut all, mut capital) = (0, 0);
    for token in long {
        all += 1;
        capital += usize::from(!token.text.chars().any(char::is_lowercase));
    }
    all > 1 && 3 * capital > 2 * all
}

fn parts<const N: usize>(letters: impl Iterator<Item = char>) -> [u64; N] {
    let mut parts = [0; N];
    let mut hash = 0x5c;
    for (part, letter) in parts.iter_mut().zip(letters) {
        hash = mix(hash, u64::from(if letter.is_ascii_digit() { '0' } else { letter }));
        *part = hash;
    }
    parts
}

/// The kinds of characters in order, runs counted once.
fn shape(wording: &str) -> u64 {
    let kind = |letter: char| match letter {
        _ if letter.is_uppercase() => 1,
        _ if letter.is_lowercase() => 2,
        _ if letter.is_numeric() => 3,
        '\'' => 4,
        '-' => 5,
        '.' => 6,
        _ if letter.is_alphabetic() => 7,
        _ => u64::from(letter),
    };
    let (mut hash, mut last, mut single) = (0, 0, true);
    for letter in wording.chars() {
        let kind = kind(letter);
        if kind != last {
            hash = mix(hash, kind);
        } else {
            single = false;
        }
        last = kind;
    }
    mix(hash, u64::from(single))
}
