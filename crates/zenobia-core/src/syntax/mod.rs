//! Words in their sentences: part of speech, features, lemma and dependency tree.
//!
//! One averaged perceptron tags from left to right, one chooses among rewriting rules for lemmas, one parses by transitions with
//! a beam. Their weights, and the names of all tags and relations, come from a [`Model`], made by `zenobia-train`.

pub mod arc;
pub mod beam;
pub mod lemma;
pub mod look;
mod lemmas;
mod memo;
mod model;
pub mod parse;
mod participle;
mod regroup;
pub mod table;
pub mod tag;
pub mod tagger;
pub mod transition;
pub mod word;

pub use crate::weights::hash;
pub use lemmas::Lemmas;
pub use model::{MARK, Model, Names, SECTIONS};
pub use parse::parse;
pub use participle::{participles, untagged};
pub use regroup::{Unit, regroup};
pub use tag::Tag;
pub use word::{Features, Syntax, Upos, Word};
