//! Token rules: patterns over words and what to make of them, as `docs/recipes/rule.md` describes them.
//!
//! A stage parses its family of rules with [`parse`], cuts a report into [`Pieces`] and asks [`Rules::matches`] for the
//! stretches that its rules read. What a rule makes of its captures is an [`Expression`] over a closed list of
//! [`Operation`]s, which the stage itself evaluates.

mod expression;
mod file;
mod lexicon;
mod matcher;
mod numerals;
mod pattern;
mod piece;

pub use expression::{Expression, Operation};
pub use file::{Example, Rule, Rules, parse};
pub use lexicon::{Class, Lexicon, Value};
pub use matcher::{Capture, Found};
pub use numerals::Numerals;
pub use piece::{Piece, Pieces, fold};
