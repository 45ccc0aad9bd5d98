//! What is particular to a store in a file: layouts, locks, damage, backups.

#![allow(clippy::unwrap_used, reason = "a test")]

mod suite;

use std::fs;
use std::time::Duration;

use rusqlite::Connection;
use suite::made;
use zenobia_core::row::{Review, RowKind};
use zenobia_store::{Action, Decision, Error, Location, Query, Store, Taken, restore};

fn file() -> (tempfile::TempDir, Location, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("test.db");
    (folder, Location::File(path.clone()), path)
}

fn accept(store: &mut Store) {
    let target = store.page(&Query::default()).unwrap().0[0].id.clone();
    let decision = Decision {
        person: "Ana".into(),
        action: Action::Accept,
        target,
        patch: None,
        others: Vec::new(),
        why: "read it".into(),
        undoes: None,
    };
    store.review(&decision).unwrap();
}

#[test]
fn a_file_of_the_first_layout_is_upgraded_and_keeps_what_it_holds() {
    let (_folder, location, path) = file();
    let old = Connection::open(&path).unwrap();
    old.execute_batch(include_str!("../migrations/sqlite/0001-begin.sql")).unwrap();
    old.execute_batch(
        "PRAGMA application_id = 0x5a6e6261; PRAGMA user_version = 1;
         INSERT INTO documents VALUES (1, 'a', 'f00', 'Strikes hit Bir Salah.', 'en', NULL, '2016-03-08', NULL, NULL, '2016-03-09T00:00:00Z', 1, 1, 1);
         INSERT INTO origins VALUES (1, 'a.txt', NULL, NULL, NULL, NULL, '2016-03-09T00:00:00Z');
         INSERT INTO records VALUES (1, 'zenobia 0.1.0', '2016-03-09T00:00:00Z', '{}');",
    )
    .unwrap();
    drop(old);
    // Reading is enough to have it upgraded.
    assert_eq!(Store::read(&location).unwrap().counts().unwrap()[0], ("reports", 1));
    let mut store = Store::open(&location).unwrap();
    assert_eq!(store.take_in(&[made("b", "Shells fell.").offer()], "test 1").unwrap(), [Taken::New]);
    assert_eq!(store.faults().unwrap(), Vec::<String>::new());
    let now = Connection::open(&path).unwrap();
    let layout: i64 = now.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    assert!(layout >= 2);
    now.query_row("SELECT count(*) FROM fetches", [], |row| row.get::<_, i64>(0)).unwrap();
}

#[test]
fn a_file_of_the_layout_before_gets_what_makes_it_quick() {
    let (_folder, location, path) = file();
    Store::make(&location).unwrap().take_in(&[made("a", "Strikes hit Bir Salah.").offer()], "test 1").unwrap();
    let points = "SELECT sum(findings) FROM finding_points";
    let old = Connection::open(&path).unwrap();
    old.execute_batch(
        "DROP TRIGGER points_come; DROP TRIGGER points_go; DROP TRIGGER points_move; DROP TABLE finding_points;
         DROP INDEX findings_long; DROP TABLE sketches; DROP TABLE sketch_handles; DROP TABLE pieces; DROP TABLE piece_cells;
         DROP TABLE scenes; DROP TABLE scene_keys; DROP TABLE stale; ALTER TABLE event_marks DROP COLUMN part_of;
         PRAGMA user_version = 5;",
    )
    .unwrap();
    assert_eq!(Store::read(&location).unwrap().count(&Query::default()).unwrap(), 1);
    assert_eq!(old.query_row(points, [], |row| row.get::<_, i64>(0)).unwrap(), 1);
    // What was there has to be taken apart.
    let stale = "SELECT count(*) FROM stale WHERE what = 'document'";
    assert_eq!(old.query_row(stale, [], |row| row.get::<_, i64>(0)).unwrap(), 1);
    Store::open(&location).unwrap().take_in(&[made("b", "Shells fell.").offer()], "test 1").unwrap();
    assert_eq!(old.query_row(points, [], |row| row.get::<_, i64>(0)).unwrap(), 2);
}

#[test]
fn a_database_of_the_last_release_is_opened_with_all_that_it_holds() {
    let (_folder, location, path) = file();
    Connection::open(&path).unwrap().execute_batch(include_str!("kept/0.1.0.sql")).unwrap();
    let mut store = Store::open(&location).unwrap();
    let held = [("reports", 2), ("claims", 5), ("events", 1), ("reviews", 1), ("views", 0)];
    assert_eq!(store.counts().unwrap(), held);
    assert_eq!(store.faults().unwrap(), Vec::<String>::new());
    let mut count = |query: Query| store.count(&query).unwrap();
    assert_eq!(count(Query { review: vec![Review::Accepted], ..Query::default() }), 1);
    let near = Query { bbox: Some([42.0, 14.0, 44.0, 16.0]), ..Query::default() };
    assert_eq!((count(near), count(Query::default())), (4, 5));
    let words = |words: &str| Query { text: Some(words.to_owned()), ..Query::default() };
    assert_eq!((count(words("obus")) > 0, count(words("snow"))), (true, 0));
    // It goes on as if it had been made anew.
    assert_eq!(store.take_in(&[made("b", "Shells fell.").offer()], "test 1").unwrap(), [Taken::New]);
    assert_eq!(store.counts().unwrap()[0], ("reports", 3));
    assert_eq!(store.faults().unwrap(), Vec::<String>::new());
}

#[test]
fn a_file_of_a_newer_program_is_refused_and_not_touched() {
    let (_folder, location, path) = file();
    Store::make(&location).unwrap();
    Connection::open(&path).unwrap().execute_batch("PRAGMA user_version = 99").unwrap();
    for opened in [Store::open(&location), Store::read(&location), Store::make(&location)] {
        let error = opened.err().unwrap();
        assert!(matches!(error, Error::Newer { found: 99, .. }), "{error}");
        assert!(error.to_string().contains("update zenobia"), "{error}");
    }
}

#[test]
fn files_that_are_no_store_are_refused() {
    let (folder, location, path) = file();
    fs::write(&path, "day,event\n2016-03-07,ASSAULT\n".repeat(50)).unwrap();
    assert!(matches!(Store::make(&location), Err(Error::Foreign { .. })));
    let other = folder.path().join("other.db");
    Connection::open(&other).unwrap().execute_batch("CREATE TABLE notes (x)").unwrap();
    assert!(matches!(Store::make(&Location::File(other)), Err(Error::Foreign { .. })));
    let nowhere = Location::File(folder.path().join("no/such/folder.db"));
    let error = Store::make(&nowhere).err().unwrap();
    assert!(error.to_string().contains("is the folder there"), "{error}");
}

#[test]
fn while_another_program_writes_nothing_is_lost() {
    let (_folder, location, path) = file();
    let mut store = Store::make_within(&location, Duration::from_millis(100)).unwrap();
    store.take_in(&[made("a", "Strikes hit Bir Salah.").offer()], "test 1").unwrap();
    let other = Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let offers = [made("b", "Shells fell.").offer()];
    let error = store.take_in(&offers, "test 1").err().unwrap();
    assert!(matches!(error, Error::Locked { .. }) && error.to_string().contains("wait for it"), "{error}");
    // Reading goes on meanwhile.
    assert_eq!(Store::read(&location).unwrap().count(&Query::default()).unwrap(), 1);
    other.execute_batch("COMMIT").unwrap();
    assert_eq!(store.take_in(&offers, "test 1").unwrap(), [Taken::New]);
    assert_eq!(store.faults().unwrap(), Vec::<String>::new());
}

#[test]
fn a_log_of_reviews_that_was_changed_is_found_out() {
    let (_folder, location, path) = file();
    let mut store = Store::make(&location).unwrap();
    store.take_in(&[made("a", "Strikes hit Bir Salah.").offer()], "test 1").unwrap();
    accept(&mut store);
    accept(&mut store);
    let other = Connection::open(&path).unwrap();
    for sql in ["UPDATE reviews SET person = 'Bea'", "DELETE FROM reviews"] {
        assert!(other.execute_batch(sql).unwrap_err().to_string().contains("reviews are never"), "{sql}");
    }
    assert!(store.faults().unwrap().is_empty());
    other.execute_batch("DROP TRIGGER reviews_stay; UPDATE reviews SET why = 'no reason' WHERE id = 1").unwrap();
    assert!(store.faults().unwrap().iter().any(|fault| fault.contains("review 1 was changed")));
    other.execute_batch("DROP TRIGGER reviews_remain; DELETE FROM reviews WHERE id = 1").unwrap();
    assert!(store.faults().unwrap().iter().any(|fault| fault.contains("review 1 is missing")));
}

#[test]
fn a_backup_is_a_store_and_comes_back_whole() {
    let (folder, location, path) = file();
    let mut store = Store::make(&location).unwrap();
    store.take_in(&[made("a", "Strikes hit Bir Salah.").offer()], "test 1").unwrap();
    accept(&mut store);
    store.save_view("all", &Query::default()).unwrap();
    let copy = folder.path().join("copy.db");
    store.back_up(&copy).unwrap();
    assert!(matches!(store.back_up(&copy), Err(Error::Question(_))));
    let kept = store.page(&Query::default()).unwrap();
    store.take_in(&[made("b", "Shells fell.").offer()], "test 1").unwrap();
    drop(store);
    assert!(matches!(restore(&copy, &location, false), Err(Error::Question(_))));
    restore(&copy, &location, true).unwrap();
    let mut store = Store::open(&location).unwrap();
    assert_eq!(store.page(&Query::default()).unwrap(), kept);
    assert_eq!(store.views().unwrap().len(), 1);
    assert_eq!(store.faults().unwrap(), Vec::<String>::new());
    // What was there before was put aside.
    let before = Location::File(path.with_file_name("test.db.before"));
    assert_eq!(Store::read(&before).unwrap().count(&Query::default()).unwrap(), 2);
}

#[test]
fn a_damaged_backup_is_not_restored() {
    let (folder, location, _) = file();
    let mut store = Store::make(&location).unwrap();
    store
        .take_in(
            &(0..50).map(|n| made(&format!("r{n}"), &format!("Shells fell {n} times.")).offer()).collect::<Vec<_>>(),
            "test 1",
        )
        .unwrap();
    let copy = folder.path().join("copy.db");
    store.back_up(&copy).unwrap();
    let mut bytes = fs::read(&copy).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 8192].fill(0x55);
    fs::write(&copy, bytes).unwrap();
    let fresh = Location::File(folder.path().join("fresh.db"));
    assert!(restore(&copy, &fresh, false).is_err());
    assert!(matches!(Store::read(&fresh), Err(Error::Missing { .. })));
}

#[test]
fn findings_that_an_index_tells_are_looked_up_by_number() {
    let (_folder, location, _) = file();
    let mut store = Store::make(&location).unwrap();
    store.take_in(&[made("a", "Strikes hit the town of Bir Salah.").offer()], "test 1").unwrap();
    let events = Query { of: Some(RowKind::Event), limit: Some(50), ..Query::default() };
    for query in [
        Query { actor: vec!["army".into()], ..events.clone() },
        Query { place: vec!["Bir Salah".into()], ..events.clone() },
        Query { bbox: Some([30.0, 30.0, 40.0, 40.0]), ..events.clone() },
        Query { text: Some("strikes".into()), ..events.clone() },
    ] {
        let plan = store.plan(&query).unwrap().join("\n");
        // Walking all events for each one that was found took seconds of a hundred thousand.
        assert!(!plan.contains("SEARCH f USING COVERING INDEX"), "{plan}");
        assert!(plan.contains("SEARCH f USING INTEGER PRIMARY KEY"), "{plan}");
    }
}

#[test]
fn days_are_found_without_walking_all_that_came_before() {
    let (_folder, location, _) = file();
    let mut store = Store::make(&location).unwrap();
    store.take_in(&[made("a", "Strikes hit the town of Bir Salah.").offer()], "test 1").unwrap();
    let month = Query {
        since: Some("2016-03-01".to_owned()),
        until: Some("2016-03-31".to_owned()),
        limit: Some(50),
        ..Query::default()
    };
    for query in
        [month.clone(), Query { of: Some(RowKind::Event), ..month.clone() }, Query { descending: true, ..month }]
    {
        let plan = store.plan(&query).unwrap().join("\n");
        assert!(plan.contains("findings_long (shelf=? AND day<?)"), "{plan}");
        assert!(plan.contains("findings_day (shelf=? AND day>? AND day<?)"), "{plan}");
        assert!(!plan.contains("TEMP B-TREE"), "{plan}");
    }
}
