//! The joint tags that the tagger chooses from.

use super::word::{Features, Upos};

/// The parts of speech with the names that Universal Dependencies gives them, in the order of their numbers in a model.
pub const UPOS: [(Upos, &str); 17] = [
    (Upos::Adj, "ADJ"),
    (Upos::Adp, "ADP"),
    (Upos::Adv, "ADV"),
    (Upos::Aux, "AUX"),
    (Upos::Cconj, "CCONJ"),
    (Upos::Det, "DET"),
    (Upos::Intj, "INTJ"),
    (Upos::Noun, "NOUN"),
    (Upos::Num, "NUM"),
    (Upos::Part, "PART"),
    (Upos::Pron, "PRON"),
    (Upos::Propn, "PROPN"),
    (Upos::Punct, "PUNCT"),
    (Upos::Sconj, "SCONJ"),
    (Upos::Sym, "SYM"),
    (Upos::Verb, "VERB"),
    (Upos::X, "X"),
];

/// A part of speech with its features.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tag {
    /// Universal part of speech.
    pub upos: Upos,
    /// Morphological features.
    pub features: Features,
}

impl Tag {
    /// A number for the part of speech together with what the parser asks of a verb: its form and voice.
    pub fn category(self) -> u64 {
        const ASKED: u32 = Features::FINITE.0
            | Features::INFINITIVE.0
            | Features::PARTICIPLE.0
            | Features::GERUND.0
            | Features::PRESENT.0
            | Features::PAST.0
            | Features::PASSIVE.0
            | Features::RELATIVE.0
            | Features::REFLEXIVE.0
            | Features::POSSESSIVE.0
            | Features::PERSONAL.0;
        self.upos as u64 | u64::from(self.features.0 & ASKED) << 8
    }
}
