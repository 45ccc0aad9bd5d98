//! The desk where reports come in, are read, put together and asked about: what the command line and the server share.
//!
//! Nothing here speaks to people: what there is to tell is returned. [`Library`] is what reports are read with, [`offer`] reads one for the
//! store, [`add_page`] fetches and reads what the web has, [`derive`] makes events of all claims that are kept, and [`widen`] looks the names of a
//! question up.

mod counts;
mod derive;
mod library;
mod offer;
mod pages;
mod question;
mod reader;
mod settle;
mod silence;
pub mod web;

pub use counts::Counts;
pub use derive::{Derived, derive, parse};
pub use library::Library;
pub use offer::{Offered, known, offer, offer_record, origin, to_document};
pub use pages::{Added, Fetched, Reading, add_page, failed, fetch_page, keep_page};
pub use question::widen;
pub use reader::reader;
pub use settle::settle;
pub use silence::silently;
