//! Readers of files: text in any common encoding, web pages, mail, PDF, office documents, tables, feeds, archives, JSON Lines.
//!
//! A file is read into [`zenobia_core::document::Document`]s; what cannot be read becomes a [`Fault`] that says what to do,
//! and the rest goes on.

pub mod date;
pub mod decode;
mod fault;
pub mod read;

pub use fault::Fault;
