//! Words in their sentences: part of speech, features, lemma and dependency tree.
//!
//! A small recurrent network tags and parses, an averaged perceptron chooses among rewriting rules for lemmas. Their weights, and the
//! names of all tags and relations, come from a [`Model`], made by `zenobia-train`.

mod inverted;
pub mod lemma;
pub mod look;
mod lemmas;
mod mend;
mod model;
pub mod network;
pub mod parse;
mod participle;
mod regroup;
pub mod tag;
pub mod word;
mod worked;

pub use inverted::invert;
pub use lemmas::Lemmas;
pub use mend::mend;
pub use model::{MARK, Model, Names, SECTIONS};
pub use parse::parse;
pub use participle::{participle, participles, untagged};
pub use regroup::{Unit, regroup};
pub use tag::Tag;
pub use word::{Features, Syntax, Upos, Word};
