//! The desk where reports come in, are read, put together and asked about: what the command line and the server share, and the Python package.
//!
//! Nothing here speaks to people: what there is to tell is returned. [`Library`] is what reports are read with, [`offer`] reads one for the
//! store, [`add_page`] fetches and reads what the web has, [`derive`] makes events of all claims that are kept, and [`widen`] looks the names of a
//! question up. [`Own`] is what a user has of their own, [`derivation`] says why each finding is there.

#[cfg(feature = "store")]
mod counts;
pub mod derivation;
#[cfg(feature = "store")]
mod derive;
mod guard;
mod language;
mod library;
mod named;
#[cfg(feature = "store")]
mod offer;
mod own;
#[cfg(feature = "store")]
mod pages;
pub mod paint;
#[cfg(feature = "store")]
mod question;
mod reader;
mod settle;
mod silence;
#[cfg(feature = "store")]
pub mod web;
mod wrap;

#[cfg(feature = "store")]
pub use counts::Counts;
#[cfg(feature = "store")]
pub use derive::{Derived, derive, parse};
pub use guard::{guard, pool};
pub use language::{codes, parse_language};
pub use library::Library;
pub use named::{actor_json, by_name, is_on, names_of, offices_on, place_json};
#[cfg(feature = "store")]
pub use offer::{Offered, known, offer, offer_record, origin, to_document};
pub use own::{Own, actors_of};
#[cfg(feature = "store")]
pub use pages::{Added, Fetched, Reading, add_page, failed, fetch_page, keep_page};
#[cfg(feature = "store")]
pub use question::widen;
pub use reader::reader;
pub use settle::settle;
pub use silence::silently;
pub use wrap::Paragraph;
