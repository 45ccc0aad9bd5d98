//! Events out of all claims that are kept.

use rayon::prelude::*;
use zenobia_core::reconcile::situation::Event;
use zenobia_core::reconcile::{Digest, Kin, Ledger, digest};
use zenobia_core::record::Record;
use zenobia_store::{EventRow, Kept, Result, Store};

use crate::library::Library;
use crate::settle::settle;
use crate::silence::silently;

/// Records that are worked on at a time.
const CHUNK: usize = 512;

/// How many events there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Derived {
    /// All of them.
    pub events: usize,
    /// Those that are new or have changed.
    pub changed: usize,
}

/// Makes events of all claims, when some came in since it was done last; only what has changed is written. `None` when nothing came in.
///
/// # Errors
/// When the database cannot be read or written.
pub fn derive(store: &mut Store, library: &Library, pool: &rayon::ThreadPool) -> Result<Option<Derived>> {
    if !store.is_stale()? {
        return Ok(None);
    }
    let stamp = store.stamp()?;
    let ontology = &library.packs().ontology;
    let kin = Kin::new(library.knowledge().actors());
    let same = store.same()?;
    let read = |kept: &Kept| {
        let mut record = parse(kept)?;
        same.apply(&mut record);
        Some(record)
    };
    let digested = |kept: &Kept| read(kept).map(|record| digest(&record, ontology, &kin));
    let mut ledger = Ledger::default();
    let mut chunk = Vec::with_capacity(CHUNK);
    store.current_records(&mut |kept| {
        chunk.push(kept);
        if chunk.len() >= CHUNK {
            take(pool, &mut chunk, &mut ledger, &digested);
        }
        Ok(())
    })?;
    take(pool, &mut chunk, &mut ledger, &digested);
    ledger.judge(&store.verdicts()?);
    let mut situation = pool.install(|| settle(ledger, ontology, &kin));
    let plan = store.plan_events(&mut situation)?;
    for part in plan.changed.chunks(CHUNK) {
        let events: Vec<&Event> = part.iter().map(|&at| &situation.events[at]).collect();
        let reports = events.iter().flat_map(|event| event.claims.iter().map(|telling| telling.report.as_str()));
        let kept = store.records_of(reports)?;
        let records: Vec<Record> = pool.install(|| kept.par_iter().filter_map(read).collect());
        let rows: Vec<EventRow> =
            pool.install(|| events.par_iter().map(|event| EventRow::new(event, &about(event, &records))).collect());
        store.keep_events(&plan, &rows)?;
    }
    store.keep_situation(&situation, &stamp)?;
    Ok(Some(Derived { events: situation.events.len(), changed: plan.changed.len() }))
}

fn take(
    pool: &rayon::ThreadPool,
    chunk: &mut Vec<Kept>,
    ledger: &mut Ledger,
    read: &(dyn Fn(&Kept) -> Option<Digest> + Sync),
) {
    let digests: Vec<Digest> = silently(|| pool.install(|| chunk.par_iter().filter_map(read).collect()));
    digests.into_iter().for_each(|digest| ledger.add(digest));
    chunk.clear();
}

/// The record with its text. One that cannot be read is left out; `zenobia verify` tells which.
pub fn parse(kept: &Kept) -> Option<Record> {
    let mut record: Record = serde_json::from_str(&kept.record).ok()?;
    record.report.text = Some(kept.text.clone());
    Some(record)
}

/// The records whose claims an event names; they are in the order of their names.
fn about<'a>(event: &Event, records: &'a [Record]) -> Vec<&'a Record> {
    let mut names: Vec<&str> = event.claims.iter().map(|telling| telling.report.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let find = |name: &str| records.binary_search_by(|record| record.report.id.as_str().cmp(name)).ok();
    names.into_iter().filter_map(find).map(|at| &records[at]).collect()
}
