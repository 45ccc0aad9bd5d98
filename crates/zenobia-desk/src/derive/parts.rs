//! What follows from events together: campaigns, who holds what, agreements, and the list of reports.

use std::collections::{BTreeMap, BTreeSet};

use zenobia_core::reconcile::piece::{Found, join_campaigns};
use zenobia_core::reconcile::situation::Event;
use zenobia_core::reconcile::step::{self, Outcome};
use zenobia_store::{Owner, PartItem, Renamed, Result, Scene, Store};

use super::Work;

/// Reports and events that are looked at at a time.
const SOME: usize = 1024;
/// Places at a time.
const PLACES: usize = 128;
/// Agreements at a time.
const AGREEMENTS: usize = 32;

impl Work<'_> {
    /// Makes anew what follows from events that came, changed or went.
    pub(super) fn situation(&self, store: &mut Store) -> Result<()> {
        reports(store)?;
        store.spread()?;
        self.campaigns(store)?;
        self.places(store)?;
        self.agreements(store)
    }

    /// Which campaigns events are part of.
    fn campaigns(&self, store: &mut Store) -> Result<()> {
        loop {
            let events = store.stale("part", SOME)?;
            if events.is_empty() {
                return Ok(());
            }
            let near = store.campaigns_near(&events)?;
            let before = store.parts_of(&events)?;
            let is_of_some = |event: &i64| near.contains_key(event) || before.get(event).is_some_and(Option::is_some);
            let wanted: BTreeSet<i64> = events.iter().copied().filter(is_of_some).collect();
            let scenes = store.scenes(&wanted)?;
            let campaigns = store.scenes(&near.values().flatten().copied().collect())?;
            let shown = shown(&campaigns);
            let found = |scene: &Scene| scene.outcome.found.clone();
            let mut parts: Vec<Found> = scenes.iter().map(found).collect();
            let campaigns: Vec<Found> = campaigns.iter().map(found).collect();
            join_campaigns(&mut parts, &campaigns, self.ontology, self.kin);
            let (mut changed, mut rows) = (Vec::new(), Vec::new());
            for (scene, part) in scenes.iter().zip(parts) {
                let (Some(event), Some(id)) = (part.event, &scene.shown) else { continue };
                let part_of = event.part_of.as_ref().and_then(|id| shown.get(id)).cloned();
                if before.get(&scene.id) != Some(&part_of) {
                    changed.push((scene.id, part_of.clone()));
                    rows.push(Event { id: id.clone(), part_of, ..event });
                }
            }
            let rows = self.rows(store, &rows.iter().collect::<Vec<_>>())?;
            store.keep_campaigns(&events, &changed, &rows)?;
        }
    }

    /// Who holds which place.
    fn places(&self, store: &mut Store) -> Result<()> {
        loop {
            let places = store.stale("place", PLACES)?;
            if places.is_empty() {
                return Ok(());
            }
            let ids = store.scenes_of_places(&places)?;
            let scenes = store.scenes(&ids)?;
            let shown = shown(&scenes);
            let outcomes: Vec<Outcome> = scenes.into_iter().map(|scene| scene.outcome).collect();
            let mut parts: BTreeMap<i64, Vec<PartItem>> = places.iter().map(|place| (*place, Vec::new())).collect();
            for held in step::control(&outcomes, self.ontology, self.kin) {
                let Some(items) = parts.get_mut(&held.key.number) else { continue };
                items.push(PartItem::new("control", held.rank, &held.control.renamed(&shown)));
                for contradiction in held.contradictions {
                    let rank = step::contradiction_rank(&contradiction);
                    items.push(PartItem::new("contradictions", rank, &contradiction.renamed(&shown)));
                }
            }
            store.keep_parts(Owner::Place, &parts.into_iter().collect::<Vec<_>>())?;
        }
    }

    /// What became of agreements.
    fn agreements(&self, store: &mut Store) -> Result<()> {
        loop {
            let reached = store.stale("agreement", AGREEMENTS)?;
            if reached.is_empty() {
                return Ok(());
            }
            let mut near = BTreeSet::new();
            for agreement in &reached {
                near.extend(store.deeds_near(*agreement)?);
            }
            let scenes = store.scenes(&near)?;
            let shown = shown(&scenes);
            let own = |scene: &Scene| Some((scene.id, scene.outcome.found.event.clone()?));
            let events: BTreeMap<i64, Event> =
                scenes.iter().filter(|scene| reached.contains(&scene.id)).filter_map(own).collect();
            let outcomes: Vec<Outcome> = scenes.into_iter().map(|scene| scene.outcome).collect();
            let agreements = step::agreements(&outcomes, self.ontology, self.kin);
            let item = |number: &i64| {
                let event = events.get(number)?;
                let agreement = agreements.get(&event.id)?.clone().renamed(&shown);
                Some(PartItem::new("agreements", step::reached_rank(event), &agreement))
            };
            let parts: Vec<(i64, Vec<PartItem>)> =
                reached.iter().map(|number| (*number, item(number).into_iter().collect())).collect();
            store.keep_parts(Owner::Agreement, &parts)?;
        }
    }
}

/// For ids that follow from the claims those under which events are kept.
fn shown(scenes: &[Scene]) -> BTreeMap<String, String> {
    let pair = |scene: &Scene| Some((scene.outcome.found.event.as_ref()?.id.clone(), scene.shown.clone()?));
    scenes.iter().filter_map(pair).collect()
}

/// The list of reports, and what each contradicts itself about.
fn reports(store: &mut Store) -> Result<()> {
    loop {
        let documents = store.stale("head", SOME)?;
        if documents.is_empty() {
            return Ok(());
        }
        let heads = store.sketches(&documents.iter().copied().collect(), false)?;
        let originals = store.originals(&heads)?;
        let mut parts = Vec::with_capacity(documents.len());
        for document in documents {
            let mut items = Vec::new();
            if let Some((_, sketch)) = heads.get(&document) {
                let original = originals.get(&document).unwrap_or(sketch);
                let (rank, origin) = sketch.origin(original);
                items.push(PartItem::new("reports", rank, &origin));
                if let Some(times) = store.own_times(document)? {
                    for contradiction in sketch.contradictions(original, &times) {
                        let rank = step::contradiction_rank(&contradiction);
                        items.push(PartItem::new("contradictions", rank, &contradiction));
                    }
                }
            }
            parts.push((document, items));
        }
        store.keep_parts(Owner::Report, &parts)?;
    }
}
