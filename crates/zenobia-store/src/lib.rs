//! Keeps reports, what was read from them, what they tell together, and what people decided about it.
//!
//! A [`Store`] lies in one file (SQLite) or in a database of a team (PostgreSQL); see [`Location`]. Reports go in by
//! [`Store::take_in`], and claims and events come out as rows ([`zenobia_core::row`]) by [`Store::rows`], or as an iterator by
//! [`stream`], in constant memory.
//!
//! ```
//! use zenobia_store::{Query, Store};
//! let folder = tempfile::tempdir().unwrap();
//! let mut store = Store::make(&folder.path().join("new.db").display().to_string().parse().unwrap()).unwrap();
//! let answer = store.rows(&Query::default(), &mut |row| { println!("{}", row.id); Ok(()) }).unwrap();
//! assert_eq!((answer.rows, answer.next), (0, None));
//! ```

mod accept;
mod address;
mod changes;
mod clause;
mod clusters;
mod correction;
mod documents;
mod engine;
mod entities;
mod error;
mod events;
mod facets;
mod fetches;
mod flat;
mod identity;
mod index;
mod intake;
mod kept;
mod location;
mod offer;
mod people;
mod pieces;
mod points;
mod query;
mod reread;
mod reviews;
mod rows;
mod same;
mod scenes;
mod search;
mod sketches;
mod sources;
mod standing;
mod store;
mod stream;
mod upkeep;
mod verdicts;
mod views;
pub mod words;

pub use accept::Accepted;
pub use changes::Changed;
pub use clusters::Cluster;
pub use documents::{Found, Listed, Shelf};
pub use engine::Value;
pub use entities::{Entity, EntityKind};
pub use error::{Error, Result};
pub use events::{EventRow, Plan, Settled};
pub use facets::{DayCount, Facets, Share};
pub use fetches::Fetch;
pub use identity::Renamed;
pub use intake::Item;
pub use kept::Kept;
pub use location::Location;
pub use offer::{Failure, Offer, Origin, Taken};
pub use people::{Token, User};
pub use pieces::{Digested, Stale, Stored};
pub use query::{Cursor, Query, Sort};
pub use reviews::{Action, Asked, Decision, Entry};
pub use rows::Answer;
pub use same::{Merged, Same};
pub use scenes::{Item as PartItem, Owner, Scene};
pub use sources::Publisher;
pub use store::Store;
pub use stream::stream;
pub use upkeep::restore;
