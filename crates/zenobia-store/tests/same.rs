//! Actors and places that people have said to be one.

#![allow(clippy::unwrap_used, reason = "a test")]

mod suite;

use suite::{Made, databases, made};
use zenobia_store::{Action, Decision, Entity, EntityKind, Query, Store};

fn merge(target: &str, other: &str) -> Decision {
    Decision {
        person: "Ana".into(),
        action: Action::Merge,
        target: target.into(),
        patch: None,
        others: vec![other.into()],
        why: "the front calls itself both".into(),
        undoes: None,
    }
}

fn undo(entry: i64) -> Decision {
    Decision { action: Action::Undo, undoes: Some(entry), others: Vec::new(), ..merge("", "") }
}

fn actors(store: &mut Store) -> Vec<(String, String, u64)> {
    let all = store.entities(EntityKind::Actor, None, 10, 0).unwrap();
    all.into_iter().map(|Entity { key, name, claims, .. }| (key, name, claims)).collect()
}

fn count(store: &mut Store, actor: &str) -> u64 {
    store.count(&Query { party: vec![actor.into()], ..Query::default() }).unwrap()
}

fn fill(store: &mut Store) {
    let named = |id: &str, actor| Made { actor, ..made(id, &format!("Report {id} tells of strikes on Bir Salah.")) };
    let reports = [named("a", ("front", "Northern Front")), named("b", ("lions", "Lions of the North"))];
    store.take_in(&reports.map(|report| report.offer()), "test 1").unwrap();
}

#[test]
fn two_actors_are_asked_for_and_listed_as_one_until_that_is_undone() {
    for database in databases() {
        let mut store = database.store();
        fill(&mut store);
        let before = actors(&mut store);
        let entry = store.review(&merge("actor:front", "actor:lions")).unwrap();
        for asked in ["front", "lions", "Northern Front", "Lions of the North", "north"] {
            assert_eq!(count(&mut store, asked), 2, "{asked}");
        }
        let listed = [("rebels", "Rebel Front", 2), ("front", "Northern Front", 2)];
        for (key, name, claims) in listed {
            assert!(
                actors(&mut store).contains(&(key.to_owned(), name.to_owned(), claims)),
                "{:?}",
                actors(&mut store)
            );
        }
        assert_eq!(store.entity(EntityKind::Actor, "lions").unwrap().unwrap().key, "front");
        assert_eq!(store.names_of(EntityKind::Actor, "front").unwrap(), ["Lions of the North", "Northern Front"]);
        let merged = store.merged_into(EntityKind::Actor, "front").unwrap();
        assert_eq!(
            (merged[0].key.as_str(), merged[0].name.as_str(), merged[0].review),
            ("lions", "Lions of the North", entry.id)
        );
        // A report that comes in later, and names the one that was merged, is found as well.
        let later = Made { actor: ("lions", "The Lions"), ..made("c", "The Lions struck Bir Salah again.") };
        store.take_in(&[later.offer()], "test 1").unwrap();
        assert_eq!(count(&mut store, "front"), 3);
        assert_eq!(store.facets(&Query::default()).unwrap().actor[0].count, 3);
        store.review(&undo(entry.id)).unwrap();
        assert_eq!(count(&mut store, "front"), 1);
        assert_eq!(actors(&mut store).len(), before.len());
        assert_eq!(store.faults().unwrap(), Vec::<String>::new());
    }
}

#[test]
fn records_are_read_as_naming_the_one_that_stays() {
    for database in databases() {
        let mut store = database.store();
        fill(&mut store);
        assert!(store.same().unwrap().is_empty());
        let far =
            Made { place: ("geonames:2", "Bir Saleh", "XA", 34.6, 38.4), ..made("c", "Shells fell on Bir Saleh.") };
        store.take_in(&[far.offer()], "test 1").unwrap();
        store.review(&merge("actor:front", "actor:lions")).unwrap();
        store.review(&merge("place:geonames:1", "place:geonames:2")).unwrap();
        assert!(store.is_stale().unwrap());
        let same = store.same().unwrap();
        let mut record = Made { actor: ("lions", "The Lions"), ..far }.record();
        same.apply(&mut record);
        assert_eq!(
            (record.actors[0].key.as_deref(), record.actors[0].name.as_str()),
            (Some("front"), "Northern Front")
        );
        assert_eq!(record.actors[1].key.as_deref(), Some("rebels"));
        assert_eq!((record.places[0].name.as_str(), record.places[0].latitude), ("Bir Salah", Some(34.5)));
    }
}

#[test]
fn only_like_is_merged_with_like_and_nothing_twice() {
    for database in databases() {
        let mut store = database.store();
        fill(&mut store);
        let refused = |store: &mut Store, decision: &Decision| store.review(decision).unwrap_err().to_string();
        assert!(refused(&mut store, &merge("actor:front", "place:geonames:1")).contains("like with like"));
        assert!(refused(&mut store, &merge("actor:front", "actor:front")).contains("one already"));
        assert!(refused(&mut store, &merge("actor:front", "actor:nobody")).contains("no report names"));
        let accept = Decision { action: Action::Accept, others: Vec::new(), ..merge("actor:front", "") };
        assert!(refused(&mut store, &accept).contains("only be merged"));
        store.review(&merge("actor:front", "actor:lions")).unwrap();
        assert!(refused(&mut store, &merge("actor:lions", "actor:front")).contains("one already"));
        // A chain leads to the one that stays in the end.
        store.review(&merge("actor:rebels", "actor:front")).unwrap();
        assert_eq!(store.entity(EntityKind::Actor, "lions").unwrap().unwrap().key, "rebels");
    }
}
