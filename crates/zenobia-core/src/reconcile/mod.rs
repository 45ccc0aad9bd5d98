//! From claims to events: what happened, how surely, and who holds what.
//!
//! Works on [`Record`]s alone, never on text. A record becomes a [`Digest`] (claims of one report that tell one happening are
//! taken together); a [`Ledger`] compares digests where they may agree and keeps what belongs together; a [`Situation`] is what
//! all of them tell. Each of these steps is a function of its arguments, so the shell decides on threads.

mod account;
mod agreement;
mod assemble;
mod campaign;
mod cell;
mod cluster;
mod compare;
mod contradiction;
mod control;
mod day;
mod digest;
mod event;
mod grade;
mod kin;
mod ledger;
mod origin;
pub mod piece;
mod shared;
pub mod situation;
pub mod step;
mod timeline;
mod toll;
mod traits;
pub mod view;
mod within;
#[cfg(test)]
pub(crate) mod tests;

pub use account::Digest;
pub use digest::digest;
pub use event::date_precision;
pub use kin::Kin;
pub use ledger::{Ledger, Link, Settled, Verdicts};
pub use situation::Situation;

use crate::pack::Ontology;
use crate::record::Record;

/// What some records together tell, on one thread. Their order makes no difference.
pub fn reconcile<'a>(records: impl IntoIterator<Item = &'a Record>, ontology: &Ontology, kin: &Kin) -> Situation {
    let mut ledger = Ledger::default();
    for record in records {
        ledger.add(digest(record, ontology, kin));
    }
    ledger.work(ontology, kin);
    ledger.finish(ontology, kin)
}
