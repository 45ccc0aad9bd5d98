//! Events as coders of events write them: who did what to whom, in codes.
//!
//! A [`Coder`] turns a record into such tuples. [`petrarch`] compares them with the unit records of PETRARCH, [`plover`] the types of claims with
//! those of the sentences that PLOVER's authors labelled.

pub mod coder;
pub mod petrarch;
pub mod plover;

pub use coder::{Coder, Dyad, Names};
