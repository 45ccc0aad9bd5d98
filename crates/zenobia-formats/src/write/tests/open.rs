//! What everybody may see.

use zenobia_core::record::ActorKind;
use zenobia_core::row::Row;

use super::super::{Changes, Generalize, Policy, open_to_all};
use super::rows;

fn shown(row: &Row, generalize: Generalize) -> (Row, Vec<Changes>) {
    let (open, change) = open_to_all(row, &Policy::default(), generalize);
    (open, change.map(|change| change.what).unwrap_or_default())
}

#[test]
fn what_is_not_sensitive_stays_as_it_is() {
    let mut row = rows().remove(0);
    row.sites.clear();
    row.recipients.clear();
    row.quotes.iter_mut().for_each(|quote| quote.chain.clear());
    let (open, changes) = shown(&row, Generalize::Sensitive);
    assert_eq!((open, changes.len()), (row, 0));
}

#[test]
fn all_rows_of_a_cell_lie_on_one_labeled_point() {
    let row = rows().remove(0);
    let mut near = row.clone();
    near.places[0].latitude = near.places[0].latitude.map(|degrees| degrees + 0.001);
    let [one, other] = [&row, &near].map(|row| shown(row, Generalize::All).0);
    assert_eq!(one.places[0], other.places[0]);
    let place = &one.places[0];
    assert!(place.name.contains("grid 0.1°") && place.key.is_none(), "{place:?}");
    assert_ne!(place.latitude, row.places[0].latitude);
    let distance = (place.latitude.unwrap() - row.places[0].latitude.unwrap()).abs();
    assert!(distance <= 0.05 + 1e-9, "{distance}");
}

#[test]
fn a_place_that_is_vaguer_than_the_grid_is_left() {
    let mut row = rows().remove(0);
    row.places[0].radius_km = Some(80.0);
    row.sites.clear();
    assert_eq!(shown(&row, Generalize::All).0.places[0], row.places[0]);
}

#[test]
fn a_private_person_has_no_name_anywhere() {
    let mut row = rows().remove(0);
    let mut person = row.recipients[0].clone();
    person.kind = ActorKind::Person;
    person.key = None;
    person.name = "Yara Haddad-Test".to_owned();
    row.recipients = vec![person];
    row.tolls[0].of = Some("Yara Haddad-Test".to_owned());
    row.quotes[0].text = Some("Yara Haddad-Test was hit.".to_owned());
    row.quotes[0].chain[0].key = None;
    row.quotes[0].chain[0].name = Some("Yara Haddad-Test".to_owned());
    let (open, changes) = shown(&row, Generalize::Sensitive);
    let text = serde_json::to_string(&open).unwrap();
    assert!(!text.contains("Haddad"), "{text}");
    assert!(changes.iter().any(|change| matches!(change, Changes::Masked { persons: 2 })), "{changes:?}");
    assert!(!serde_json::to_string(&changes).unwrap().contains("Haddad"));
    assert_eq!(open.id, row.id);
}

#[test]
fn who_holds_an_office_keeps_the_name() {
    let mut row = rows().remove(0);
    row.actors[0].kind = ActorKind::Person;
    assert!(row.actors[0].key.is_some());
    assert_eq!(shown(&row, Generalize::Sensitive).0.actors, row.actors);
}

#[test]
fn a_policy_with_a_wrong_grid_is_refused() {
    for grid in ["0.0", "-1.0", "nan", "90.0"] {
        assert!(Policy::parse(&format!("grid = {grid}\nevents = []\nsites = []\nplaces = []")).is_err(), "{grid}");
    }
}

proptest::proptest! {
    #[test]
    fn cells_lie_on_the_globe_and_making_public_twice_changes_nothing(north in -90.0..=90.0f64, east in -180.0..=180.0f64) {
        let mut row = rows().remove(0);
        row.places.truncate(1);
        row.places[0].latitude = Some(north);
        row.places[0].longitude = Some(east);
        let once = shown(&row, Generalize::All).0;
        let place = &once.places[0];
        proptest::prop_assert!(place.latitude.unwrap().abs() <= 90.0 && place.longitude.unwrap().abs() <= 180.0);
        let twice = shown(&once, Generalize::All).0;
        proptest::prop_assert_eq!(&once.places, &twice.places);
    }
}
