//! Claims of many reports into one situation, on many threads.

use rayon::prelude::*;
use zenobia_core::pack::Ontology;
use zenobia_core::reconcile::{Kin, Ledger, Link, Settled, Situation};

/// Accounts that one thread compares at a time.
const PART: usize = 256;

/// Compares and settles all that is new, on the threads of the pool that this runs in.
pub fn settle(mut ledger: Ledger, ontology: &Ontology, kin: &Kin) -> Situation {
    let fresh = ledger.fresh();
    let starts: Vec<u32> = fresh.clone().step_by(PART).collect();
    let part = |&start: &u32| ledger.compare(start..fresh.end.min(start + PART as u32), ontology, kin);
    let links: Vec<Vec<Link>> = starts.par_iter().map(part).collect();
    ledger.tie(links.into_iter().flatten());
    let settled: Vec<Settled> = ledger.stale().par_iter().map(|&group| ledger.settle(group, ontology, kin)).collect();
    ledger.keep(settled);
    ledger.finish(ontology, kin)
}
