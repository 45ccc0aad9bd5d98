//! Which event is which: ids that stay as long as the claims do.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use zenobia_core::reconcile::situation::{Agreement, Contradiction, Control};
use zenobia_core::record::sha256;

use crate::error::Result;

/// The id of each event: that of the event before with which it shares most claims, each id once; else its own, `names`. `homes` are the
/// events of claims before.
pub(crate) fn assign(
    names: &[String],
    claims: &[Vec<String>],
    homes: &BTreeMap<String, String>,
    is_taken: &mut dyn FnMut(&str) -> Result<bool>,
) -> Result<Vec<String>> {
    let mut shared: BTreeMap<(usize, &str), usize> = BTreeMap::new();
    for (at, claims) in claims.iter().enumerate() {
        for home in claims.iter().filter_map(|claim| homes.get(claim)) {
            *shared.entry((at, home)).or_default() += 1;
        }
    }
    let mut pairs: Vec<(Reverse<usize>, bool, &str, usize)> =
        shared.into_iter().map(|((at, old), count)| (Reverse(count), names[at] != old, old, at)).collect();
    pairs.sort_unstable();
    let mut ids: Vec<Option<String>> = vec![None; names.len()];
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for (_, _, old, at) in pairs {
        if ids[at].is_none() && !taken.contains(old) {
            ids[at] = Some(old.to_owned());
            taken.insert(old.to_owned());
        }
    }
    let mut all = Vec::with_capacity(names.len());
    for (id, name) in ids.into_iter().zip(names) {
        let own = match id {
            Some(id) => id,
            None => {
                let mut own = name.clone();
                // Another event keeps this id because more of its claims are there.
                while taken.contains(&own) || is_taken(&own)? {
                    own = format!("e{}", &sha256(&own)[..16]);
                }
                own
            }
        };
        taken.insert(own.clone());
        all.push(own);
    }
    Ok(all)
}

/// Names events by the ids under which they are kept, wherever a part of the situation speaks of them.
pub trait Renamed: Sized {
    /// `shown` holds for each id that follows from the claims the one that is kept.
    #[must_use]
    fn renamed(self, shown: &BTreeMap<String, String>) -> Self;
}

fn now(id: &mut String, shown: &BTreeMap<String, String>) {
    if let Some(id_now) = shown.get(id.as_str()) {
        id.clone_from(id_now);
    }
}

impl Renamed for Control {
    fn renamed(mut self, shown: &BTreeMap<String, String>) -> Control {
        for interval in &mut self.intervals {
            interval.taken_by.iter_mut().chain(&mut interval.lost_by).for_each(|id| now(id, shown));
            interval.disputed_by.iter_mut().for_each(|dispute| now(&mut dispute.event, shown));
        }
        self.fighting.iter_mut().for_each(|pressure| now(&mut pressure.event, shown));
        self
    }
}

impl Renamed for Agreement {
    fn renamed(mut self, shown: &BTreeMap<String, String>) -> Agreement {
        self.event.iter_mut().for_each(|id| now(id, shown));
        self.steps.iter_mut().filter_map(|step| step.event.as_mut()).for_each(|id| now(id, shown));
        self
    }
}

impl Renamed for Contradiction {
    fn renamed(mut self, shown: &BTreeMap<String, String>) -> Contradiction {
        self.event.iter_mut().for_each(|id| now(id, shown));
        self
    }
}
