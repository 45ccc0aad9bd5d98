//! Fetches pages and feeds, politely, and only when somebody asks for it.
//!
//! - `robots.txt` is obeyed; one host is asked one thing at a time, with a pause between.
//! - What was fetched before is asked for with its tag and date, so that an unchanged page is not sent again.
//! - A host that is busy is asked again later, after the time it names, and not for ever.
//! - Addresses of private networks, of this machine and of links are refused unless they are allowed: a feed must not make this
//!   program look into a network that its writer cannot see. Names are judged by what they resolve to, also after redirects.
//!
//! **Invariant.** No other crate of the house opens a socket but for the database of a team.

mod address;
mod fault;
pub mod feed;
mod fetch;

pub use fault::Fault;
pub use fetch::{Fetched, Fetcher, Known, Page, Policy};
