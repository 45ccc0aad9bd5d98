//! All steps together give what one ledger gives, and what goes between them survives being written down.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{Found, Piece, Sketch, copies, join_campaigns, links, settle};
use crate::reconcile::tests::any_records;
use crate::reconcile::tests::made::{Made, kin, ontology};
use crate::reconcile::{Situation, digest, reconcile};
use crate::record::Record;

/// Through JSON and back, as between machines.
fn sent<T: serde::Serialize + serde::de::DeserializeOwned>(value: &T) -> T {
    serde_json::from_str(&serde_json::to_string(value).unwrap()).unwrap()
}

/// Places that share a name, by that name.
fn blocks(names: impl Iterator<Item = Vec<String>>) -> BTreeMap<String, Vec<usize>> {
    let mut blocks: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, names) in names.enumerate() {
        names.into_iter().for_each(|name| blocks.entry(name).or_default().push(at));
    }
    blocks
}

/// For each place the least one that it is tied to.
fn tied(count: usize, ties: &[(usize, usize)]) -> Vec<usize> {
    let mut least: Vec<usize> = (0..count).collect();
    // As many rounds as the longest chain has ties.
    for _ in 0..count {
        for &(one, other) in ties {
            let both = least[one].min(least[other]);
            (least[one], least[other]) = (both, both);
        }
    }
    least
}

/// The originals of copies, by the names of the reports.
fn originals(sketches: &[Sketch]) -> BTreeMap<String, Sketch> {
    let pairs = blocks(sketches.iter().map(Sketch::blocks)).into_values().flat_map(|block| {
        let own: Vec<Sketch> = block.iter().map(|&at| sent(&sketches[at])).collect();
        copies(&own).into_iter().map(move |(one, other)| (block[one], block[other]))
    });
    let class = tied(sketches.len(), &pairs.collect::<Vec<_>>());
    let original = |at: usize| {
        let alike = (0..sketches.len()).filter(|&other| class[other] == class[at]).map(|other| &sketches[other]);
        alike.min_by(|one, other| one.rank().cmp(&other.rank())).unwrap().bare()
    };
    (0..sketches.len()).map(|at| (sketches[at].report(), sent(&original(at)))).collect()
}

/// Events and open ones, in pieces that are settled in several places.
fn in_pieces(records: &[Record]) -> Vec<Found> {
    let (ontology, kin) = (ontology(), kin());
    let mut sketches = Vec::new();
    let mut pieces: Vec<Piece> = Vec::new();
    for record in records {
        let (sketch, own) = digest(record, &ontology, &kin).into_pieces();
        sketches.push(sketch);
        pieces.extend(own);
    }
    let originals = originals(&sketches);
    let pairs = blocks(pieces.iter().map(|piece| piece.blocks(&ontology))).into_values().flat_map(|block| {
        let own: Vec<Piece> = block.iter().map(|&at| sent(&pieces[at])).collect();
        links(&own, &ontology, &kin).into_iter().map(move |(one, other)| (block[one], block[other])).collect::<Vec<_>>()
    });
    let group = tied(pieces.len(), &pairs.collect::<Vec<_>>());
    let mut found = Vec::new();
    for part in 0..3 {
        let own: Vec<Piece> =
            (0..pieces.len()).filter(|&at| group[at] % 3 == part).map(|at| sent(&pieces[at])).collect();
        found.extend(settle(&own, &originals, &ontology, &kin));
    }
    let campaigns: Vec<Found> = found.iter().filter(|found| found.is_campaign()).map(sent).collect();
    let (one, other) = found.split_at_mut(campaigns.len());
    join_campaigns(one, &campaigns, &ontology, &kin);
    join_campaigns(other, &campaigns, &ontology, &kin);
    found
}

/// All that was found, as it is written, in an order of its own.
fn written(found: &[Found]) -> Vec<String> {
    let events =
        found.iter().filter_map(|found| found.event.as_ref()).map(|event| serde_json::to_string(event).unwrap());
    let open = found.iter().filter_map(|found| found.open.as_ref()).map(|open| serde_json::to_string(open).unwrap());
    let mut all: Vec<String> = events.chain(open).collect();
    all.sort();
    all
}

fn of(situation: &Situation) -> Vec<String> {
    let events = situation.events.iter().map(|event| serde_json::to_string(event).unwrap());
    let mut all: Vec<String> =
        events.chain(situation.open.iter().map(|open| serde_json::to_string(open).unwrap())).collect();
    all.sort();
    all
}

#[test]
fn copies_that_no_piece_is_of_still_tell_whose_text_it_is() {
    let made = |id: &str, day: &str, places: &[&str]| {
        let claim = |made: Made, place: &&str| made.claim("STRIKE").by("army").at(place).on("2020-05-02").dead(3);
        places.iter().fold(Made::new(id, day), claim).record()
    };
    // The first report tells nothing of the hill, and is where the second has its text from.
    let records = [
        made("a", "2020-05-03", &["town", "village", "port", "town", "village"]),
        made("b", "2020-05-04", &["town", "village", "port", "town", "village", "hill"]),
    ];
    assert_eq!(written(&in_pieces(&records)), of(&reconcile(&records, &ontology(), &kin())));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn pieces_give_the_events_that_one_ledger_gives(records in any_records()) {
        prop_assert_eq!(written(&in_pieces(&records)), of(&reconcile(&records, &ontology(), &kin())));
    }
}
