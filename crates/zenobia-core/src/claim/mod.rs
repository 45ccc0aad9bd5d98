//! What the report says happened: frames over the dependency tree.
//!
//! A word that a frame names is a *trigger*. [`arguments`] undoes the syntax around it (voice, relative and participial clauses,
//! control, light verbs, coordination), [`roles`] fills the frame's roles with actors, sites and places, [`adjuncts`] adds where and when,
//! [`tolls`] how many.

mod adjuncts;
mod arguments;
mod aside;
mod astray;
mod caused;
mod company;
mod doers;
mod draft;
mod frames;
mod ground;
mod light;
mod listed;
mod means;
mod objects;
mod refer;
mod roles;
mod tolls;
mod topics;
mod triggers;
mod whose;

pub(crate) use triggers::is_possible;

pub use aside::Asides;
pub use draft::{Draft, DraftToll, carrier, contexts, find, rule_name, word_factuality};
pub use frames::{Frames, Nobody, Reflexive};
pub use ground::{Extent, Ground, Partitives};
pub use light::LightVerbs;
pub use means::MeansWords;
pub use topics::Topics;

#[cfg(test)]
mod tests;
