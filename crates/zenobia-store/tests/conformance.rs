//! What holds of every store, whatever database it lies in.

#![allow(clippy::unwrap_used, reason = "a test")]

mod suite;

use std::collections::BTreeSet;

use serde_json::json;
use suite::{Made, databases, made};
use zenobia_core::record::Factuality;
use zenobia_core::record::sha256;
use zenobia_core::row::{Review, RowKind};
use zenobia_store::{Action, Decision, Error, Failure, Offer, Origin, Query, Sort, Store, Taken, stream};

fn ids(store: &mut Store, query: &Query) -> Vec<String> {
    store.page(query).unwrap().0.into_iter().map(|row| row.quotes[0].report.id.clone()).collect()
}

fn several() -> Vec<Made> {
    vec![
        made("a", "Strikes hit the town of Bir Salah."),
        Made {
            day: "2016-03-09",
            event: "CONTROL",
            mode: "capture",
            dead: 3,
            ..made("b", "The army retook Bir Salah.")
        },
        Made {
            day: "2016-04-01",
            actor: ("front", "Northern Front"),
            place: ("geonames:2", "Tell Rima", "XB", -12.0, 179.5),
            factuality: "planned",
            confidence: 0.4,
            ..made("c", "An offensive towards Tell Rima is planned.")
        },
        Made {
            day: "2016-02-01",
            language: "fr",
            publisher: "Le Courrier",
            place: ("geonames:3", "Aïn Zarqa", "XA", 35.0, -179.5),
            ..made("d", "Des frappes ont touché l’hôpital d’Aïn Zarqa.")
        },
    ]
}

fn filled(store: &mut Store) {
    let offers: Vec<Offer> = several().iter().map(Made::offer).collect();
    assert_eq!(store.take_in(&offers, "test 1").unwrap(), [Taken::New; 4]);
}

#[test]
fn a_row_comes_out_as_it_went_in() {
    for database in databases() {
        let mut store = database.store();
        let report = made("a", "Strikes hit the town of Bir Salah.");
        store.take_in(&[report.offer()], "test 1").unwrap();
        let (rows, next) = store.page(&Query::default()).unwrap();
        assert_eq!(rows, zenobia_core::row::of_record(&report.record()));
        assert_eq!(next, None);
    }
}

#[test]
fn events_of_another_project_share_an_address_and_have_versions_by_their_ids() {
    for database in databases() {
        let mut store = database.store();
        let url = Some("https://news.example/a-day-of-raids");
        let line = |id: &str, text: &str| Made { url, ..made(id, text) }.line();
        let lines = [line("ged:1", "id: 1"), line("ged:2", "id: 2")];
        assert_eq!(store.take_in(&lines, "test 1").unwrap(), [Taken::New, Taken::New]);
        assert_eq!(ids(&mut store, &Query::default()), ["ged:1", "ged:2"]);
        // The article at that address is none of them, and the next release of the project has a newer version of one.
        let article = Made { url, ..made("raids", "Strikes hit the town of Bir Salah.") }.offer();
        assert_eq!(store.take_in(&[article], "test 1").unwrap(), [Taken::New]);
        assert_eq!(store.take_in(&[line("ged:1", "id: 1, best: 13")], "test 1").unwrap(), [Taken::Version]);
        let now = ids(&mut store, &Query::default());
        assert_eq!((now.len(), now.contains(&"ged:2".to_owned()), now.contains(&"ged:1".to_owned())), (3, true, false));
        assert_eq!(ids(&mut store, &Query { old_versions: true, ..Query::default() }).len(), 4);
        assert_eq!(store.faults().unwrap(), Vec::<String>::new());
    }
}

#[test]
fn publishers_are_told_with_what_is_kept_of_them() {
    for database in databases() {
        let mut store = database.store();
        filled(&mut store);
        let again = Offer::Known {
            sha256: sha256("The army retook Bir Salah."),
            origin: Origin { location: "copies/b.txt".to_owned(), ..Origin::default() },
        };
        assert_eq!(store.take_in(&[again], "test 1").unwrap(), [Taken::Origin]);
        let all = store.publishers().unwrap();
        let told: Vec<_> = all
            .iter()
            .map(|of| (of.name.as_deref(), of.reports, of.claims, of.origins, of.languages.join(" ")))
            .collect();
        let courier = (Some("Evening Courier"), 3, 3, 4, "en".to_owned());
        assert_eq!(told, [courier, (Some("Le Courrier"), 1, 1, 1, "fr".to_owned())]);
        let days = (all[0].first_published.as_deref(), all[0].last_published.as_deref());
        assert_eq!(days, (Some("2016-03-08"), Some("2016-03-08")));
        assert!(all[0].last_seen.is_some());
    }
}

#[test]
fn each_field_of_a_question_narrows_the_answer() {
    for database in databases() {
        let mut store = database.store();
        filled(&mut store);
        let text = |text: &str| text.to_owned();
        let q = Query::default;
        let cases: Vec<(Query, &[&str])> = vec![
            (q(), &["d", "a", "b", "c"]),
            (Query { event: vec![text("control")], ..q() }, &["b"]),
            (Query { mode: vec![text("aerial")], ..q() }, &["d", "a", "c"]),
            (Query { actor: vec![text("national")], ..q() }, &["d", "a", "b"]),
            (Query { actor: vec![text("ational")], ..q() }, &[]),
            (Query { actor: vec![text("front")], ..q() }, &["c"]),
            (Query { recipient: vec![text("rebels")], ..q() }, &["d", "a", "b", "c"]),
            (Query { party: vec![text("northern front"), text("nobody")], ..q() }, &["c"]),
            (Query { place: vec![text("ain zarqa")], ..q() }, &["d"]),
            (Query { place: vec![text("geonames:2")], ..q() }, &["c"]),
            (Query { place: vec![text("xa")], ..q() }, &["d", "a", "b"]),
            (Query { place: vec![text("North")], ..q() }, &["d", "a", "b", "c"]),
            (Query { bbox: Some([38.0, 34.0, 39.0, 35.0]), ..q() }, &["a", "b"]),
            (Query { bbox: Some([179.0, -20.0, -179.0, 40.0]), ..q() }, &["d", "c"]),
            (Query { since: Some(text("2016-03-08")), ..q() }, &["b", "c"]),
            (Query { until: Some(text("2016-03-07")), ..q() }, &["d", "a"]),
            (Query { source: vec![text("le courrier")], ..q() }, &["d"]),
            (Query { report: vec![text("b"), text("c")], ..q() }, &["b", "c"]),
            (Query { language: vec![text("fr")], ..q() }, &["d"]),
            (Query { factuality: vec![Factuality::Planned], ..q() }, &["c"]),
            (Query { confidence: Some(0.5), ..q() }, &["d", "a", "b"]),
            (Query { review: vec![Review::Accepted], ..q() }, &[]),
            (Query { text: Some(text("frappe hopital")), ..q() }, &["d"]),
            (Query { text: Some(text("strike")), ..q() }, &["a"]),
            (Query { text: Some(text("\"retook bir\"")), ..q() }, &["b"]),
            (Query { text: Some(text("\"bir retook\"")), ..q() }, &[]),
            (Query { text: Some(text("bir -retook")), ..q() }, &["a"]),
            (Query { text: Some(text("offens*")), ..q() }, &["c"]),
            (Query { place: vec![text("xa")], text: Some(text("strike frappes")), ..q() }, &[]),
            (
                Query {
                    place: vec![text("xa")],
                    bbox: Some([0.0, 0.0, 90.0, 90.0]),
                    mode: vec![text("aerial")],
                    ..q()
                },
                &["a"],
            ),
            (Query { sort: Some(Sort::Confidence), ..q() }, &["c", "a", "b", "d"]),
            (Query { sort: Some(Sort::Added), descending: true, ..q() }, &["d", "c", "b", "a"]),
            (Query { descending: true, ..q() }, &["c", "b", "a", "d"]),
            (Query { of: Some(RowKind::Event), ..q() }, &[]),
        ];
        for (query, expected) in cases {
            assert_eq!(ids(&mut store, &query), expected, "{}: {query:?}", database.location);
            assert_eq!(store.count(&query).unwrap(), expected.len() as u64, "{query:?}");
        }
    }
}

#[test]
fn pages_follow_one_another_without_a_gap_or_a_double() {
    for database in databases() {
        let mut store = database.store();
        let reports: Vec<Offer> = (0..25)
            .map(|number| {
                // Many on one day, so that the day alone does not tell where a page ended.
                let day = ["2016-03-07", "2016-03-08"][number % 2];
                Made {
                    day,
                    confidence: number as f64 / 30.0,
                    ..made(&format!("r{number}"), &format!("Shelling number {number}."))
                }
                .offer()
            })
            .collect();
        store.take_in(&reports, "test 1").unwrap();
        for sort in [Sort::Time, Sort::Added, Sort::Confidence] {
            for descending in [false, true] {
                let all = ids(&mut store, &Query { sort: Some(sort), descending, ..Query::default() });
                let mut query = Query { sort: Some(sort), descending, limit: Some(4), ..Query::default() };
                let mut seen = Vec::new();
                loop {
                    let (rows, next) = store.page(&query).unwrap();
                    seen.extend(rows.into_iter().map(|row| row.quotes[0].report.id.clone()));
                    match next {
                        Some(next) => query.after = Some(next),
                        None => break,
                    }
                }
                assert_eq!(seen, all, "{sort:?} {descending}");
                assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), 25);
            }
        }
        let wrong = Query {
            sort: Some(Sort::Added),
            after: store.page(&Query { limit: Some(1), ..Query::default() }).unwrap().1,
            ..Query::default()
        };
        assert!(matches!(store.page(&wrong), Err(Error::Question(_))));
    }
}

#[test]
fn the_same_text_twice_is_one_document_with_two_origins() {
    for database in databases() {
        let mut store = database.store();
        let report = made("a", "Strikes hit the town of Bir Salah.");
        let elsewhere = Origin { location: "mirror/a.txt".to_owned(), ..Origin::default() };
        let known = Offer::Known { sha256: sha256(&report.text), origin: elsewhere.clone() };
        assert_eq!(
            store.take_in(&[report.offer(), report.offer(), known.clone()], "test 1").unwrap(),
            [Taken::New, Taken::Known, Taken::Origin]
        );
        assert_eq!(store.take_in(&[known], "test 1").unwrap(), [Taken::Known]);
        assert_eq!(store.count(&Query::default()).unwrap(), 1);
        assert_eq!(answer(&mut store, "SELECT count(*) FROM origins"), "2");
    }
}

#[test]
fn reports_of_one_name_are_told_apart() {
    for database in databases() {
        let mut store = database.store();
        let offers = [made("a", "Strikes hit Bir Salah.").offer(), made("a", "Shells hit Tell Rima.").offer()];
        assert_eq!(store.take_in(&offers, "test 1").unwrap(), [Taken::New, Taken::New]);
        let mut names = ids(&mut store, &Query::default());
        names.sort();
        assert_eq!(names[0], "a");
        assert_eq!(names[1], format!("a-{}", &sha256("Shells hit Tell Rima.")[..8]));
    }
}

#[test]
fn an_updated_page_is_a_new_version_and_its_old_claims_step_back() {
    for database in databases() {
        let mut store = database.store();
        let url = Some("https://news.example/2016/bir-salah");
        let first = Made { url, ..made("a", "Strikes hit Bir Salah, killing twelve.") };
        let second = Made { url, dead: 15, ..made("a", "Strikes hit Bir Salah, killing fifteen.") };
        assert_eq!(store.take_in(&[first.offer()], "test 1").unwrap(), [Taken::New]);
        assert_eq!(store.take_in(&[second.offer()], "test 1").unwrap(), [Taken::Version]);
        let (rows, _) = store.page(&Query::default()).unwrap();
        assert_eq!(rows.iter().map(|row| row.tolls[0].best).collect::<Vec<_>>(), [Some(15)]);
        assert_eq!(store.count(&Query { actor: vec!["army".into()], ..Query::default() }).unwrap(), 1);
        assert_eq!(store.count(&Query { bbox: Some([38.0, 34.0, 39.0, 35.0]), ..Query::default() }).unwrap(), 1);
        assert_eq!(store.count(&Query { old_versions: true, ..Query::default() }).unwrap(), 2);
        let mut records = 0;
        store
            .current_records(&mut |_| {
                records += 1;
                Ok(())
            })
            .unwrap();
        assert_eq!(records, 1);
        // The address of a whole site is that of many texts.
        let site = Some("https://news.example/");
        let offers = [
            Made { url: site, ..made("x", "Shells hit Aïn Zarqa.") }.offer(),
            Made { url: site, ..made("y", "Talks began.") }.offer(),
        ];
        assert_eq!(store.take_in(&offers, "test 1").unwrap(), [Taken::New, Taken::New]);
    }
}

#[test]
fn versions_of_one_batch_replace_one_another() {
    for database in databases() {
        let mut store = database.store();
        let url = Some("https://news.example/live");
        let offers: Vec<Offer> = (0..3)
            .map(|number| Made { url, ..made("live", &format!("Strikes went on, version {number}.")) }.offer())
            .collect();
        assert_eq!(store.take_in(&offers, "test 1").unwrap(), [Taken::New, Taken::Version, Taken::Version]);
        assert_eq!(store.count(&Query::default()).unwrap(), 1);
        assert_eq!(answer(&mut store, "SELECT max(version) FROM documents WHERE current = 1"), "3");
    }
}

#[test]
fn failures_are_logged_tried_again_and_settled() {
    for database in databases() {
        let mut store = database.store();
        let failure = |reason: &str| {
            let (location, options) = ("reports/a.txt".to_owned(), "--language fr".to_owned());
            Offer::Failed(Failure { location, reason: reason.to_owned(), options })
        };
        assert_eq!(
            store.take_in(&[failure("not a text"), failure("still not a text")], "test 1").unwrap(),
            [Taken::Failed, Taken::Failed]
        );
        let log = store.intake(false).unwrap();
        assert_eq!((log.len(), log[0].attempts, log[0].reason.as_str()), (1, 2, "still not a text"));
        store.take_in(&[made("a", "Strikes hit Bir Salah.").offer()], "test 1").unwrap();
        assert!(store.intake(false).unwrap().is_empty());
        assert_eq!(store.intake(true).unwrap()[0].state, "done");
    }
}

#[test]
fn decisions_hold_until_they_are_undone_and_undoing_is_an_entry() {
    for database in databases() {
        let mut store = database.store();
        filled(&mut store);
        let target = store.page(&Query { report: vec!["a".into()], ..Query::default() }).unwrap().0[0].id.clone();
        let decide = |action, patch, undoes| Decision {
            person: "Ana".to_owned(),
            action,
            target: target.clone(),
            patch,
            others: Vec::new(),
            why: "seen in two other reports".to_owned(),
            undoes,
        };
        let place = json!({"places": [{"key": "geonames:9", "name": "Qasr Umm", "kind": "town", "latitude": 10.0, "longitude": 20.0,
                                       "radius_km": null, "country": "XC", "admin1": null, "precision": null}]});
        store.review(&decide(Action::Accept, None, None)).unwrap();
        let corrected = store.review(&decide(Action::Correct, Some(place), None)).unwrap();
        let row = |store: &mut Store| {
            store.page(&Query { id: vec![target.clone()], ..Query::default() }).unwrap().0.remove(0)
        };
        assert_eq!((row(&mut store).review, row(&mut store).places[0].name.as_str()), (Review::Corrected, "Qasr Umm"));
        for (query, count) in [
            (Query { place: vec!["qasr umm".into()], ..Query::default() }, 1),
            (Query { place: vec!["bir salah".into()], ..Query::default() }, 1),
            (Query { bbox: Some([19.0, 9.0, 21.0, 11.0]), ..Query::default() }, 1),
            (Query { text: Some("qasr".into()), ..Query::default() }, 1),
            (Query { review: vec![Review::Corrected], ..Query::default() }, 1),
        ] {
            assert_eq!(store.count(&query).unwrap(), count, "{query:?}");
        }
        let undo = store.review(&decide(Action::Undo, None, Some(corrected.id))).unwrap();
        assert_eq!((row(&mut store).review, row(&mut store).places[0].name.as_str()), (Review::Accepted, "Bir Salah"));
        store.review(&decide(Action::Undo, None, Some(undo.id))).unwrap();
        assert_eq!(row(&mut store).review, Review::Corrected);
        let mut log = Vec::new();
        store
            .review_log(Some(&target), &mut |entry| {
                log.push(entry.action);
                Ok(())
            })
            .unwrap();
        assert_eq!(log, ["accept", "correct", "undo", "undo"]);
        assert_eq!(store.review_faults().unwrap(), Vec::<String>::new());
        let seal = store.review_seal().unwrap().unwrap();
        assert!(store.has_seal(&seal).unwrap());
    }
}

#[test]
fn decisions_survive_another_reading_and_the_machine_finding_stays_beside_them() {
    for database in databases() {
        let mut store = database.store();
        let report = made("a", "Strikes hit the town of Bir Salah.");
        store.take_in(&[report.offer()], "test 1").unwrap();
        let target = store.page(&Query::default()).unwrap().0[0].id.clone();
        let decision = Decision {
            person: "Ana".into(),
            action: Action::Correct,
            target,
            patch: Some(json!({"factuality": "hedged"})),
            others: Vec::new(),
            why: "it is a rumor".into(),
            undoes: None,
        };
        store.review(&decision).unwrap();
        let better = Made { place: ("geonames:7", "Tell Rima", "XB", 1.0, 2.0), ..report };
        store.read_again(&[better.accepted()], "test 2").unwrap();
        let (rows, _) = store.page(&Query { place: vec!["tell rima".into()], ..Query::default() }).unwrap();
        let [row] = rows.as_slice() else { panic!("{rows:#?}") };
        assert_eq!(
            (row.id.as_str(), row.review, row.factuality),
            (decision.target.as_str(), Review::Corrected, Factuality::Hedged)
        );
        assert_eq!(store.count(&Query { place: vec!["bir salah".into()], ..Query::default() }).unwrap(), 0);
        let mut others = 0;
        store
            .read_by_others("test 2", &mut |_| {
                others += 1;
                Ok(())
            })
            .unwrap();
        assert_eq!(others, 0);
        assert_eq!(store.faults().unwrap(), Vec::<String>::new());
    }
}

#[test]
fn a_decision_needs_a_row_a_person_a_reason_and_sense() {
    for database in databases() {
        let mut store = database.store();
        filled(&mut store);
        let target = store.page(&Query::default()).unwrap().0[0].id.clone();
        let good = Decision {
            person: "Ana".into(),
            action: Action::Correct,
            target,
            patch: Some(json!({"event": "CONTROL"})),
            others: Vec::new(),
            why: "it says so".into(),
            undoes: None,
        };
        for wrong in [
            Decision { person: " ".into(), ..good.clone() },
            Decision { why: String::new(), ..good.clone() },
            Decision { target: "c0".into(), ..good.clone() },
            Decision { patch: Some(json!({"id": "c1"})), ..good.clone() },
            Decision { patch: Some(json!({"no-such-field": 1})), ..good.clone() },
            Decision { patch: Some(json!({"factuality": "perhaps"})), ..good.clone() },
            Decision { patch: Some(json!({"event": "ASSAULT"})), ..good.clone() },
            Decision { patch: None, ..good.clone() },
            Decision { action: Action::Accept, ..good.clone() },
            Decision { action: Action::Undo, patch: None, undoes: Some(7), ..good.clone() },
        ] {
            assert!(matches!(store.review(&wrong), Err(Error::Question(_))), "{wrong:?}");
        }
        assert_eq!(answer(&mut store, "SELECT count(*) FROM reviews"), "0");
        store.review(&good).unwrap();
    }
}

#[test]
fn sql_of_ones_own_reads_and_cannot_write() {
    for database in databases() {
        let mut store = database.store();
        filled(&mut store);
        assert_eq!(answer(&mut store, "SELECT count(*) FROM claims WHERE country = 'XA'"), "3");
        for sql in [
            "DELETE FROM findings",
            "UPDATE documents SET text = ''",
            "CREATE TABLE x (y INTEGER)",
            "ATTACH 'x' AS y",
            "PRAGMA user_version = 9",
            "nonsense",
        ] {
            let asked = store.ask(sql, &mut |_| Ok(()), &mut |_| Ok(()));
            assert!(
                matches!(asked, Err(Error::Question(_) | Error::ReadOnly { .. } | Error::Database { .. })),
                "{sql}"
            );
        }
        assert_eq!(answer(&mut store, "SELECT count(*) FROM claims"), "4");
        // And afterwards it can be written as before.
        store.take_in(&[made("z", "Shells fell.").offer()], "test 1").unwrap();
    }
}

#[test]
fn a_stream_gives_the_rows_of_the_page_and_can_be_dropped() {
    for database in databases() {
        let mut store = database.store();
        filled(&mut store);
        let rows: Vec<_> = stream(&database.location, Query::default()).unwrap().collect::<Result<_, _>>().unwrap();
        assert_eq!(rows, store.page(&Query::default()).unwrap().0);
        let mut one = stream(&database.location, Query::default()).unwrap();
        assert!(one.next().unwrap().is_ok());
        drop(one);
    }
}

fn answer(store: &mut Store, sql: &str) -> String {
    let mut found = String::new();
    store
        .ask(sql, &mut |_| Ok(()), &mut |row| {
            found = match &row[0] {
                zenobia_store::Value::Int(number) => number.to_string(),
                other => format!("{other:?}"),
            };
            Ok(())
        })
        .unwrap();
    found
}
