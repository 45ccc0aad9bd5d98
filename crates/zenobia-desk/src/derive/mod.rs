//! Events out of the claims that are kept. What reports tell is kept in pieces, and only what new ones touch is looked at again: see
//! docs/decisions/0011-events-piece-by-piece.md.

mod parts;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use zenobia_core::pack::Ontology;
use zenobia_core::reconcile::piece::{Piece, Sketch};
use zenobia_core::reconcile::situation::{ClaimRef, Event};
use zenobia_core::reconcile::{Kin, Verdicts, digest, step};
use zenobia_core::record::{Record, sha256};
use zenobia_store::{Digested, EventRow, Kept, Result, Same, Settled, Stale, Store, Stored};

use crate::library::Library;
use crate::silence::silently;

/// Reports that are taken apart at a time.
const REPORTS: usize = 1024;
/// Pieces that are compared at a time, but for a cell that has more.
const PIECES: usize = 20_000;
/// Groups that are settled at a time, and on one thread at a time.
const GROUPS: usize = 16_384;
const SOME: usize = 64;

/// How many events there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Derived {
    /// All of them.
    pub events: usize,
    /// Those that are new or have changed.
    pub changed: usize,
}

/// Brings the events up to date, when claims came in or were decided upon since it was done last; only what that touches is looked at and written.
/// `None` when nothing came in.
///
/// # Errors
/// When the database cannot be read or written.
pub fn derive(store: &mut Store, library: &Library, pool: &rayon::ThreadPool) -> Result<Option<Derived>> {
    if !store.is_stale()? {
        return Ok(None);
    }
    let stamp = store.stamp()?;
    let (ontology, kin) = (&library.packs().ontology, Kin::new(library.knowledge().actors()));
    let work = Work { ontology, kin: &kin, same: store.same()?, pool };
    store.begin_events(&sha256(&format!("{} {}", step::maker(ontology, &kin), work.same.shown())))?;
    work.take_apart(store)?;
    work.find_copies(store)?;
    work.compare(store)?;
    let verdicts = store.verdicts()?;
    work.judge(store, &verdicts)?;
    let changed = work.settle(store, &verdicts)?;
    store.take_away_events()?;
    work.situation(store)?;
    store.end_events(&stamp)?;
    Ok(Some(Derived { events: store.count_events()?, changed }))
}

/// What all steps need.
struct Work<'a> {
    ontology: &'a Ontology,
    kin: &'a Kin,
    same: Same,
    pool: &'a rayon::ThreadPool,
}

impl Work<'_> {
    /// Reports that came in become pieces.
    fn take_apart(&self, store: &mut Store) -> Result<()> {
        loop {
            let stale = store.stale_documents(REPORTS)?;
            if stale.is_empty() {
                return Ok(());
            }
            let one = |stale: Stale| {
                let digested = stale.kept.as_ref().and_then(|kept| self.digested(kept)).unwrap_or_default();
                (stale, digested)
            };
            let all: Vec<(Stale, Digested)> =
                silently(|| self.pool.install(|| stale.into_par_iter().map(one).collect()));
            store.keep_pieces(&all)?;
        }
    }

    fn digested(&self, kept: &Kept) -> Option<Digested> {
        let digest = digest(&self.read(kept)?, self.ontology, self.kin);
        let step::Kept { sketch, pieces, own_times, tied } = step::Kept::new(digest, self.ontology, self.kin);
        let row = |(piece, tied): (&Piece, usize)| (piece.cells(self.ontology), piece.content(), tied);
        Some(Digested { sketch: Some(sketch), own_times, pieces: pieces.iter().zip(tied).map(row).collect() })
    }

    fn read(&self, kept: &Kept) -> Option<Record> {
        let mut record = parse(kept)?;
        self.same.apply(&mut record);
        Some(record)
    }

    /// Reports that carry the same text.
    fn find_copies(&self, store: &mut Store) -> Result<()> {
        loop {
            let sought = store.stale("sketch", REPORTS)?;
            if sought.is_empty() {
                return Ok(());
            }
            let own = store.sketches(&sought.iter().copied().collect(), true)?;
            let mut near: BTreeMap<i64, BTreeSet<i64>> = BTreeMap::new();
            for (document, (_, sketch)) in &own {
                near.insert(*document, store.alike(sketch)?);
            }
            let others = near.values().flatten().filter(|document| !own.contains_key(document)).copied().collect();
            let others = store.sketches(&others, true)?;
            let of = |document: &i64| own.get(document).or_else(|| others.get(document)).map(|(_, sketch)| sketch);
            let copies = |(document, near): (&i64, &BTreeSet<i64>)| {
                let is_copy = |other: &&i64| {
                    *other != document && of(document).zip(of(other)).is_some_and(|(one, with)| one.is_copy_of(with))
                };
                near.iter().filter(is_copy).map(|other| (*document, *other)).collect::<Vec<_>>()
            };
            let pairs: Vec<(i64, i64)> = self.pool.install(|| near.par_iter().flat_map_iter(copies).collect());
            store.join_copies(&sought, &pairs)?;
        }
    }

    /// New pieces are compared with all that lie near, and what is linked goes into one group.
    fn compare(&self, store: &mut Store) -> Result<()> {
        loop {
            let cells = store.stale("cell", SOME)?;
            if cells.is_empty() {
                return store.end_comparing();
            }
            let mut loaded = Vec::new();
            let mut count = 0;
            for cell in cells {
                let pieces = store.cell(cell)?;
                count += pieces.len();
                loaded.push((cell, pieces));
                if count >= PIECES {
                    break;
                }
            }
            let heads = heads(store, loaded.iter().flat_map(|(_, pieces)| pieces))?;
            let links = |(_, pieces): &(i64, Vec<Stored>)| self.links(pieces, &heads);
            let links: Vec<(i64, i64)> = self.pool.install(|| loaded.par_iter().flat_map_iter(links).collect());
            let cells: Vec<i64> = loaded.iter().map(|(cell, _)| *cell).collect();
            store.join_pieces(&cells, &links)?;
        }
    }

    fn links(&self, pieces: &[Stored], heads: &Heads) -> Vec<(i64, i64)> {
        if pieces.len() < 2 || !pieces.iter().any(|piece| piece.fresh) {
            return Vec::new();
        }
        // Of one report all pieces are fresh, or none.
        let (fresh, old): (Vec<&Stored>, Vec<&Stored>) = pieces.iter().partition(|piece| piece.fresh);
        let read = |all: &[&Stored]| -> (Vec<i64>, Vec<Piece>) {
            all.iter().filter_map(|stored| Some((stored.id, piece(stored, heads)?))).unzip()
        };
        let ((mut ids, old), (new_ids, fresh)) = (read(&old), read(&fresh));
        ids.extend(new_ids);
        let links = step::links(&old, &fresh, self.ontology, self.kin);
        links.into_iter().map(|(one, other)| (ids[one], ids[other])).collect()
    }

    /// What people have said to be one event goes into one group, and what they decided anew is settled again.
    fn judge(&self, store: &mut Store, verdicts: &Verdicts) -> Result<()> {
        let judged = store.judged()?;
        let mut anew: BTreeSet<&ClaimRef> = BTreeSet::new();
        for (now, before) in [(&verdicts.together, &judged.together), (&verdicts.apart, &judged.apart)] {
            let (now, before): (BTreeSet<_>, BTreeSet<_>) = (now.iter().collect(), before.iter().collect());
            anew.extend(now.symmetric_difference(&before).flat_map(|pair| pair.iter()));
        }
        let mut known: BTreeMap<&str, Vec<(Stored, Piece)>> = BTreeMap::new();
        for claim in verdicts.together.iter().flatten().chain(anew.iter().copied()) {
            if !known.contains_key(claim.report.as_str()) {
                let stored = store.pieces_of(&claim.report)?;
                let heads = heads(store, stored.iter())?;
                let pieces = stored.into_iter().filter_map(|stored| {
                    let piece = piece(&stored, &heads)?;
                    Some((stored, piece))
                });
                known.insert(&claim.report, pieces.collect());
            }
        }
        let find = |claim: &ClaimRef| {
            let pieces = known.get(claim.report.as_str())?;
            pieces.iter().find(|(_, piece)| piece.tells(&claim.claim)).map(|(stored, _)| stored)
        };
        let groups: BTreeSet<i64> = anew.into_iter().filter_map(find).map(|stored| stored.group).collect();
        store.mark_groups(&groups)?;
        let bonds = verdicts.together.iter().filter_map(|[one, other]| Some((find(one)?, find(other)?)));
        let bonds = bonds.filter(|(one, other)| one.group != other.group).map(|(one, other)| (one.id, other.id));
        store.join_pieces(&[], &bonds.collect::<Vec<_>>())?;
        store.keep_judged(verdicts)
    }

    /// Groups that were touched become events; returns how many of those are new or have changed.
    fn settle(&self, store: &mut Store, verdicts: &Verdicts) -> Result<usize> {
        let mut count = 0;
        loop {
            let groups = store.stale("group", GROUPS)?;
            if groups.is_empty() {
                return Ok(count);
            }
            let stored = store.groups(&groups)?;
            let heads = heads(store, stored.iter())?;
            let originals = originals(store, &heads)?;
            let names: BTreeSet<&str> = heads.values().map(|(_, sketch)| sketch.rank().1).collect();
            let here = |pairs: &[[ClaimRef; 2]]| -> Vec<[ClaimRef; 2]> {
                pairs
                    .iter()
                    .filter(|pair| pair.iter().all(|one| names.contains(one.report.as_str())))
                    .cloned()
                    .collect()
            };
            let own = Verdicts { together: here(&verdicts.together), apart: here(&verdicts.apart) };
            let whole: Vec<&[Stored]> = stored.chunk_by(|one, other| one.group == other.group).collect();
            let some = |groups: &[&[Stored]]| {
                let (ids, pieces): (Vec<i64>, Vec<Piece>) = groups
                    .iter()
                    .copied()
                    .flatten()
                    .filter_map(|stored| Some((stored.id, piece(stored, &heads)?)))
                    .unzip();
                let outcomes = step::settle(&pieces, &originals, &own, self.ontology, self.kin);
                let settled = outcomes.into_iter().map(|outcome| Settled {
                    id: ids[outcome.first],
                    keys: step::keys(&outcome.found, self.ontology),
                    outcome,
                });
                settled.collect::<Vec<_>>()
            };
            let mut settled: Vec<Settled> = self.pool.install(|| whole.par_chunks(SOME).flat_map_iter(some).collect());
            settled.sort_by_key(|settled| settled.id);
            let ids: BTreeSet<i64> = stored.iter().map(|stored| stored.id).collect();
            let (plan, names) = store.plan_events(&ids, &mut settled)?;
            let events = settled.iter().filter_map(|settled| settled.outcome.found.event.as_ref());
            let events: Vec<&Event> =
                events.zip(plan.changed()).filter_map(|(event, changed)| changed.then_some(event)).collect();
            let rows = self.rows(store, &events)?;
            count += rows.len();
            store.keep_settled(&groups, &ids, &settled, (&plan, &names), &rows)?;
        }
    }

    /// Events as rows, with what their records say.
    fn rows(&self, store: &mut Store, events: &[&Event]) -> Result<Vec<EventRow>> {
        let reports = events.iter().flat_map(|event| event.claims.iter().map(|telling| telling.report.as_str()));
        let kept = store.records_of(reports)?;
        let records: Vec<Record> =
            self.pool.install(|| kept.into_par_iter().filter_map(|kept| self.read(&kept)).collect());
        let row = |event: &&Event| EventRow::new(event, &about(event, &records));
        Ok(self.pool.install(|| events.par_iter().map(row).collect()))
    }
}

/// Sketches of reports by their numbers, and what copies share.
type Heads = BTreeMap<i64, (i64, Sketch)>;

fn heads<'a>(store: &mut Store, pieces: impl Iterator<Item = &'a Stored>) -> Result<Heads> {
    store.sketches(&pieces.map(Stored::document).collect(), false)
}

fn piece(stored: &Stored, heads: &Heads) -> Option<Piece> {
    Piece::read(&heads.get(&stored.document())?.1, stored.number(), &stored.content)
}

/// For reports that are copies whose text they carry, by what reports are told by.
fn originals(store: &mut Store, heads: &Heads) -> Result<BTreeMap<String, Sketch>> {
    let originals = store.originals(heads)?;
    let named = |(document, original): (i64, Sketch)| Some((heads.get(&document)?.1.report(), original));
    Ok(originals.into_iter().filter_map(named).collect())
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
