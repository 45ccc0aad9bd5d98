//! A language's data and the event ontology, as their files say it.
//!
//! Each stage owns the part of the pack that it uses, and reads it with a function
//! `parse(files: &Files, problems: &mut Vec<Problem>) -> …`; faults are collected, never thrown.

pub mod files;
pub mod frame;
pub mod ontology;

pub use files::{Files, decode, rows};
pub use ontology::Ontology;
