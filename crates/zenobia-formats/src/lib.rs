//! Files in and out: readers of text in any common encoding, web pages, mail, PDF, office documents, tables, feeds, archives, JSON
//! Lines; writers of rows in the formats of other programs ([`write`]); findings by columns ([`table`]); data of other projects ([`take_in`]).
//!
//! A file is read into [`zenobia_core::document::Document`]s; what cannot be read becomes a [`Fault`] that says what to do,
//! and the rest goes on.

pub mod date;
pub mod decode;
mod fault;
pub mod read;
pub mod table;
pub mod take_in;
pub mod write;

pub use fault::Fault;
