//! Names that no lexicon decides: persons, organisations, places, facilities, armed forces and products.
//!
//! A linear chain (Lafferty, McCallum and Pereira 2001) over the tokens near capitals and known names, with hashed features and integer weights
//! that `zenobia-train names` made. It needs no tree and no tags: only the words, what lexicons say of them ([`Words`]) and what the knowledge base and
//! the gazetteer know of stretches of them ([`Fact`]).

mod decode;
pub mod fact;
pub mod features;
mod label;
mod model;
pub mod words;

use std::ops::Range;

use crate::text::{Sentence, Token};

pub use decode::{Chain, best};
pub use fact::{Fact, Known};
pub use features::{Page, Sheet};
pub use label::{Kind, Label, Place};
pub use model::{FINDER_MARK, FinderModel, TRANSITION};
pub use words::Words;

/// A name in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its words.
    pub tokens: Range<usize>,
    /// What it names.
    pub kind: Kind,
    /// How much better this reading is than the best one in which some of its words are not of this kind, in hundredths of a nat.
    pub margin: i32,
}

/// Finds the names of a report, in order; none overlap. `facts` is parallel to `tokens`.
pub fn find(
    tokens: &[Token],
    sentences: &[Sentence],
    facts: &[Fact],
    words: &Words,
    model: &FinderModel,
) -> Vec<Found> {
    let page = Page::new(tokens, sentences, facts, words);
    let mut sheet = Sheet::default();
    let mut chain = Chain::default();
    let mut found = Vec::new();
    for sentence in sentences {
        sheet.read(&page, sentence.tokens.clone(), model);
        for stretch in sheet.stretches() {
            decode::stretch(&sheet, stretch, sentence.tokens.start, model, &mut chain, &mut found);
        }
    }
    found
}
