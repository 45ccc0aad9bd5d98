//! Input that means harm, and what must hold of it all the same. Not part of the program.
//!
//! [`TARGETS`] are what fuzzers try: each takes any bytes, and panics where something that must hold does not. `fuzz/` hands them to libFuzzer, and
//! `tests/corpus.rs` tries them on stable Rust with [`seeds`], the kept corpus and what [`mutate`] makes of both. [`kinds`] are texts made to be slow,
//! deep or large, in any size.

pub mod kinds;
pub mod mutate;
pub mod seeds;
#[cfg(feature = "http")]
mod server;
mod sound;
mod targets;

pub use sound::sound;
pub use targets::{TARGETS, Target, target};
