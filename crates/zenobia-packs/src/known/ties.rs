//! Parents, allies, rivals and offices: keys that somebody bears, and no circle of parents.

use std::collections::{BTreeMap, BTreeSet};

use zenobia_core::knowledge::KnownActor;
use zenobia_core::problem::Problem;

use super::Entry;

pub(super) fn check(actors: &[Entry<KnownActor>]) -> Vec<Problem> {
    let by_key: BTreeMap<&str, &KnownActor> =
        actors.iter().map(|entry| (entry.known.key.as_str(), &entry.known)).collect();
    let mut problems = Vec::new();
    for entry in actors {
        let actor = &entry.known;
        let related = actor.parents.iter().chain(&actor.allies).chain(&actor.rivals);
        for key in related.chain(actor.offices.iter().map(|office| &office.of)) {
            if !by_key.contains_key(key.as_str()) {
                problems.push(entry.problem(format!(
                    "`{}` names `{key}`, which nobody bears: correct the key, or add the actor",
                    actor.key
                )));
            }
            if *key == actor.key {
                problems.push(entry.problem(format!("`{key}` names itself")));
            }
        }
        let friend = actor.allies.iter().find(|ally| actor.rivals.contains(ally));
        if let Some(friend) = friend {
            problems.push(entry.problem(format!("`{}` has `{friend}` for an ally and for a rival", actor.key)));
        }
        if ascends_to_itself(actor, &by_key) {
            problems.push(entry.problem(format!("`{}` is above itself: break the circle of parents", actor.key)));
        }
    }
    problems
}

fn ascends_to_itself(actor: &KnownActor, by_key: &BTreeMap<&str, &KnownActor>) -> bool {
    let mut seen = BTreeSet::new();
    let mut open: Vec<&str> = actor.parents.iter().map(|key| key.as_str()).collect();
    while let Some(key) = open.pop() {
        if key == actor.key {
            // Naming itself is told apart.
            return !actor.parents.contains(&actor.key);
        }
        if seen.insert(key) {
            open.extend(by_key.get(key).into_iter().flat_map(|parent| parent.parents.iter().map(|key| key.as_str())));
        }
    }
    false
}
