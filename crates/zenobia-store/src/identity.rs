//! Which event is which: ids that stay as long as the claims do.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use zenobia_core::reconcile::Situation;
use zenobia_core::reconcile::situation::Event;

use crate::engine::{Engine, Value};
use crate::error::Result;
use zenobia_core::record::sha256;

/// The events that are kept.
pub(crate) struct Before {
    /// Fingerprint of each.
    pub marks: BTreeMap<String, String>,
    /// Event of each claim.
    pub homes: BTreeMap<String, String>,
}

pub(crate) fn before(engine: &mut dyn Engine) -> Result<Before> {
    let mut before = Before { marks: BTreeMap::new(), homes: BTreeMap::new() };
    let pairs = |engine: &mut dyn Engine, sql: &str, map: &mut BTreeMap<String, String>| {
        engine.each(sql, &[], &mut |row| {
            let mut take = |at: usize| row.get_mut(at).map(Value::take_text).unwrap_or_default();
            map.insert(take(0), take(1));
            Ok(())
        })
    };
    pairs(engine, "SELECT event, fingerprint FROM event_marks", &mut before.marks)?;
    pairs(engine, "SELECT claim, event FROM event_claims", &mut before.homes)?;
    Ok(before)
}

/// The id of each event: that of the event before with which it shares most claims, each id once; else its own.
pub(crate) fn assign(events: &[Event], claims: &[Vec<String>], before: &Before) -> Vec<String> {
    let mut shared: BTreeMap<(usize, &str), usize> = BTreeMap::new();
    for (at, claims) in claims.iter().enumerate() {
        for home in claims.iter().filter_map(|claim| before.homes.get(claim)) {
            *shared.entry((at, home)).or_default() += 1;
        }
    }
    let mut pairs: Vec<(Reverse<usize>, bool, &str, usize)> =
        shared.into_iter().map(|((at, old), count)| (Reverse(count), events[at].id != old, old, at)).collect();
    pairs.sort_unstable();
    let mut ids: Vec<Option<String>> = vec![None; events.len()];
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for (_, _, old, at) in pairs {
        if ids[at].is_none() && !taken.contains(old) {
            ids[at] = Some(old.to_owned());
            taken.insert(old.to_owned());
        }
    }
    let name = |(id, event): (Option<String>, &Event)| {
        let own = id.unwrap_or_else(|| {
            let mut own = event.id.clone();
            // Another event keeps this id because more of its claims are there.
            while taken.contains(&own) {
                own = format!("e{}", &sha256(&own)[..16]);
            }
            own
        });
        taken.insert(own.clone());
        own
    };
    ids.into_iter().zip(events).map(name).collect()
}

/// Gives all events their ids, wherever the situation names them.
pub(crate) fn rename(situation: &mut Situation, ids: &[String]) {
    let renamed: BTreeMap<String, String> = situation
        .events
        .iter()
        .zip(ids)
        .filter(|(event, id)| event.id != **id)
        .map(|(event, id)| (event.id.clone(), id.clone()))
        .collect();
    for (event, id) in situation.events.iter_mut().zip(ids) {
        event.id.clone_from(id);
        if let Some(part_of) = &mut event.part_of
            && let Some(id) = renamed.get(part_of)
        {
            part_of.clone_from(id);
        }
    }
    let now = |id: &mut String| {
        if let Some(id_now) = renamed.get(id.as_str()) {
            id.clone_from(id_now);
        }
    };
    for control in &mut situation.control {
        for interval in &mut control.intervals {
            interval.taken_by.iter_mut().chain(&mut interval.lost_by).for_each(now);
            interval.disputed_by.iter_mut().for_each(|dispute| now(&mut dispute.event));
        }
        control.fighting.iter_mut().for_each(|pressure| now(&mut pressure.event));
    }
    for agreement in &mut situation.agreements {
        agreement.event.iter_mut().for_each(now);
        agreement.steps.iter_mut().filter_map(|step| step.event.as_mut()).for_each(now);
    }
    situation.contradictions.iter_mut().filter_map(|contradiction| contradiction.event.as_mut()).for_each(now);
}
