//! How a store is opened, and the questions that it keeps by name, whatever database it lies in.

#![allow(clippy::unwrap_used, reason = "a test")]

mod suite;

use suite::databases;
use zenobia_store::{Error, Query, Store};

#[test]
fn views_are_kept_by_name() {
    for database in databases() {
        let mut store = database.store();
        let query = Query { place: vec!["Bir Salah".into()], since: Some("2016-01-01".into()), ..Query::default() };
        store.save_view("town", &query).unwrap();
        store.save_view("all", &Query::default()).unwrap();
        assert_eq!(store.view("town").unwrap(), Some(query.clone()));
        assert_eq!(store.views().unwrap(), [("all".to_owned(), Query::default()), ("town".to_owned(), query)]);
        assert!(store.remove_view("town").unwrap());
        assert!(!store.remove_view("town").unwrap());
    }
}

#[test]
fn a_store_that_is_not_there_is_not_made_by_reading() {
    for database in databases() {
        assert!(matches!(Store::open(&database.location), Err(Error::Missing { .. })));
        assert!(matches!(Store::read(&database.location), Err(Error::Missing { .. })));
        database.store();
        assert!(Store::read(&database.location).is_ok());
    }
}
