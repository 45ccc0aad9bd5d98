//! What makes questions quick in a large store, and that it changes no answer.

#![allow(clippy::unwrap_used, reason = "a test")]

mod suite;

use serde_json::json;
use suite::{Made, databases, made};
use zenobia_core::record::Record;
use zenobia_store::{Accepted, Action, Decision, Offer, Origin, Query, Store};

/// A report of something that lasted.
fn lasting(id: &str, first: &str, last: &str) -> Offer {
    let mut record =
        serde_json::to_value(Made { day: "2016-01-01", ..made(id, &format!("Fighting {id}.")) }.record()).unwrap();
    (record["times"][0]["first"], record["times"][0]["last"]) = (json!(first), json!(last));
    record["report"]["text"] = json!(format!("Fighting {id}."));
    let record: Record = serde_json::from_value(record).unwrap();
    Offer::Read(Box::new(Accepted::new(record, Origin { location: id.to_owned(), ..Origin::default() })))
}

fn reports(store: &mut Store, query: &Query) -> Vec<String> {
    store.page(query).unwrap().0.into_iter().map(|row| row.quotes[0].report.id.clone()).collect()
}

#[test]
fn what_began_long_before_a_day_and_reaches_it_is_found_in_its_order() {
    for database in databases() {
        let mut store = database.store();
        let offers = [
            lasting("war", "2014-06-01", "2017-12-31"),
            lasting("siege", "2016-01-10", "2016-03-02"),
            lasting("over", "2015-01-01", "2015-12-01"),
            lasting("turn", "2015-12-30", "2016-03-05"),
            lasting("week", "2016-02-27", "2016-03-04"),
            lasting("day", "2016-03-03", "2016-03-03"),
            lasting("later", "2016-05-01", "2016-08-01"),
        ];
        store.take_in(&offers, "test 1").unwrap();
        let march = Query {
            since: Some("2016-03-01".to_owned()),
            until: Some("2016-03-31".to_owned()),
            limit: Some(50),
            ..Query::default()
        };
        let all = ["war", "turn", "siege", "week", "day"];
        assert_eq!(reports(&mut store, &march), all);
        let backwards = Query { descending: true, ..march.clone() };
        assert_eq!(reports(&mut store, &backwards), ["day", "week", "siege", "turn", "war"]);
        assert_eq!(store.count(&march).unwrap(), 5);
        assert_eq!([store.count_to(&march, 5).unwrap(), store.count_to(&march, 4).unwrap()], [Some(5), None]);
        assert_eq!(reports(&mut store, &Query { limit: None, ..march.clone() }), all);
        assert_eq!(reports(&mut store, &Query { event: vec!["ASSAULT".to_owned()], ..march.clone() }), all);
        assert!(reports(&mut store, &Query { event: vec!["CONTROL".to_owned()], ..march.clone() }).is_empty());
        // Page by page it is the same.
        for (query, whole) in [(&march, all.to_vec()), (&backwards, all.iter().rev().copied().collect())] {
            let (mut found, mut after) = (Vec::new(), None);
            loop {
                let (rows, next) = store.page(&Query { limit: Some(2), after, ..query.clone() }).unwrap();
                found.extend(rows.into_iter().map(|row| row.quotes[0].report.id.clone()));
                after = next;
                if after.is_none() {
                    break;
                }
            }
            assert_eq!(found, whole);
        }
    }
}

#[test]
fn a_map_of_everything_is_that_of_all_findings_whatever_became_of_them() {
    for database in databases() {
        let mut store = database.store();
        let place =
            |at: usize| ("geonames:1", "Bir Salah", "XA", 34.0 + (at / 3) as f64 * 0.37, 38.0 + (at / 2) as f64 * 0.71);
        let offers: Vec<Offer> = (0..40)
            .map(|at| {
                let event = if at % 3 == 0 { "CONTROL" } else { "ASSAULT" };
                let url = (at == 7).then_some("https://news.example/raids");
                Made { place: place(at), event, url, ..made(&format!("r{at}"), &format!("Strikes {at}.")) }.offer()
            })
            .collect();
        store.take_in(&offers, "test 1").unwrap();
        is_one_map(&mut store);
        // A page that changed, a correction, and its undoing.
        let url = Some("https://news.example/raids");
        let changed =
            Made { url, place: ("geonames:2", "Tell Rima", "XB", -12.0, 179.5), ..made("new", "Strikes, corrected.") };
        store.take_in(&[changed.offer()], "test 1").unwrap();
        is_one_map(&mut store);
        let target = store.page(&Query { limit: Some(1), ..Query::default() }).unwrap().0[0].clone();
        let mut places = serde_json::to_value(&target.places).unwrap();
        (places[0]["latitude"], places[0]["longitude"]) = (json!(1.5), json!(2.5));
        let decide = |action, patch, undoes| Decision {
            person: "Ana".into(),
            action,
            target: target.id.clone(),
            patch,
            others: Vec::new(),
            why: "looked it up".into(),
            undoes,
        };
        let entry =
            store.review(&decide(Action::Correct, Some(json!({"places": places, "event": "AID"})), None)).unwrap();
        is_one_map(&mut store);
        let there = Query { bbox: Some([2.0, 1.0, 3.0, 2.0]), ..Query::default() };
        assert_eq!(store.clusters(&there, 3.0).unwrap().len(), 1);
        assert_eq!(store.bounds(&Query::default()).unwrap().unwrap()[1], -12.0);
        store.review(&decide(Action::Undo, None, Some(entry.id))).unwrap();
        is_one_map(&mut store);
        assert!(store.clusters(&there, 3.0).unwrap().is_empty());
    }
}

/// Whether the map of the points is that of all findings one by one.
fn is_one_map(store: &mut Store) {
    for bbox in [None, Some([37.5, 33.5, 45.0, 36.0]), Some([179.0, -20.0, 40.0, 35.0])] {
        for event in [vec![], vec!["ASSAULT".to_owned()]] {
            for old_versions in [false, true] {
                let points = Query { bbox, event: event.clone(), old_versions, ..Query::default() };
                // Narrows nothing, and is no matter of points.
                let each = Query { confidence: Some(0.0), ..points.clone() };
                for zoom in [0.0, 2.5, 6.0, 12.0] {
                    let key = |cluster: &zenobia_store::Cluster| serde_json::to_string(cluster).unwrap();
                    let sorted = |query: &Query, store: &mut Store| {
                        let mut all: Vec<String> = store.clusters(query, zoom).unwrap().iter().map(key).collect();
                        all.sort();
                        all
                    };
                    assert_eq!(sorted(&points, store), sorted(&each, store), "{points:?} at {zoom}");
                }
                assert_eq!(store.bounds(&points).unwrap(), store.bounds(&each).unwrap());
            }
        }
    }
}
