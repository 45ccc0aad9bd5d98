//! Rows of records made by the tests of reconciling.

use super::{RowKind, claim_ids, of_event, of_record};
use crate::reconcile::reconcile;
use crate::reconcile::tests::made::{Made, kin, ontology};
use crate::record::Record;

fn strike(id: &str, dead: u64) -> Record {
    Made::new(id, "2020-05-03").claim("STRIKE").by("army").at("town").on("2020-05-02").dead(dead).record()
}

#[test]
fn a_claim_is_a_row_with_its_parts() {
    let rows = of_record(&strike("a", 12));
    let [row] = rows.as_slice() else { panic!("{rows:#?}") };
    assert_eq!((row.of, row.actors.len(), row.places.len(), row.tolls[0].best), (RowKind::Claim, 1, 1, Some(12)));
    let time = row.time.as_ref().unwrap();
    assert_eq!((time.first.as_str(), time.told, time.precision), ("2020-05-02", true, 1));
    assert_eq!((row.quotes[0].row.as_str(), row.quotes[0].report.id.as_str()), (row.id.as_str(), "a"));
}

#[test]
fn without_a_told_time_a_claim_has_the_day_of_its_report() {
    let rows = of_record(&Made::new("a", "2020-05-03").claim("STRIKE").at("town").record());
    let time = rows[0].time.as_ref().unwrap();
    assert_eq!((time.first.as_str(), time.told), ("2020-05-03", false));
}

#[test]
fn ids_of_claims_survive_what_else_is_read() {
    let record = strike("a", 12);
    let mut again = record.clone();
    again.claims[0].id = "c7".to_owned();
    again.claims[0].confidence = 0.1;
    assert_eq!(claim_ids(&record), claim_ids(&again));
    again.claims.push(again.claims[0].clone());
    let ids = claim_ids(&again);
    assert_ne!(ids[0], ids[1]);
}

#[test]
fn an_event_quotes_every_claim_by_its_row() {
    let records = [strike("a", 12), strike("b", 14)];
    let situation = reconcile(&records, &ontology(), &kin());
    let row = of_event(&situation.events[0], &records.iter().collect::<Vec<_>>());
    let quoted: Vec<&str> = row.quotes.iter().map(|quote| quote.row.as_str()).collect();
    let ids: Vec<String> = records.iter().flat_map(claim_ids).collect();
    assert_eq!(quoted, ids);
    let poor = of_event(&situation.events[0], &[]);
    assert_eq!((&poor.id, poor.quotes.len(), &poor.tolls), (&row.id, 2, &row.tolls));
}
