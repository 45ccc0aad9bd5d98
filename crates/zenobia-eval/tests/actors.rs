//! The sample of actors names only actors that are known.

use std::collections::BTreeSet;

use zenobia_eval::actors::{Answer, FRENCH, parse};

#[test]
fn every_key_of_the_sample_is_known() {
    let known: BTreeSet<&str> = zenobia_packs::knowledge().actors().iter().map(|actor| actor.key.as_str()).collect();
    let sample = parse(FRENCH).unwrap_or_default();
    let keys = sample.iter().flat_map(|named| &named.answers).filter_map(|answer| match answer {
        // A part of a state, such as its parliament, is made from the key of the state.
        Answer::Key(key) => Some(key.split('/').next().unwrap_or_default()),
        Answer::Made(..) => None,
    });
    let unknown: BTreeSet<&str> = keys.filter(|key| !known.contains(key)).collect();
    assert_eq!(unknown, BTreeSet::new());
    assert!(!sample.is_empty());
}
