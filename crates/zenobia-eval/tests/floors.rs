//! No figure falls by more than half a point below the best one reached.

#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use std::collections::BTreeMap;

use zenobia_eval::actors;
use zenobia_eval::floors::{EMBEDDED, Floors};
use zenobia_eval::gold;
use zenobia_eval::places;
use zenobia_eval::score::{Score, score};
use zenobia_eval::times::{Corpus, measure};

#[test]
fn no_figure_on_the_gold_reports_falls_below_its_floor() {
    let Some(shared) = common::shared("gold") else { return };
    let floors = Floors::parse(EMBEDDED).unwrap();
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    for report in gold::load(&shared.join("gold")).unwrap() {
        let record = common::analyze(&gold::document(&report));
        scores.entry(report.language.clone()).or_default().absorb(score(&report, Some(&record)));
    }
    let falls: Vec<_> = scores
        .iter()
        .flat_map(|(language, score)| {
            let falls = floors.falls("gold", language, &score.figures());
            falls
                .into_iter()
                .map(move |fall| format!("{language}: {} fell from {} to {}", fall.measure, fall.floor, fall.figure))
        })
        .collect();
    assert!(falls.is_empty(), "{falls:#?}");
}

#[test]
fn no_figure_on_the_times_of_a_corpus_falls_below_its_floor() {
    let floors = Floors::parse(EMBEDDED).unwrap();
    for corpus in Corpus::ALL {
        let Some(folder) = common::corpora(corpus.folder()) else { continue };
        let times = measure(corpus.language(), &corpus.load(&folder).unwrap(), common::analyze);
        let falls = floors.falls(corpus.name(), corpus.language(), &times.figures());
        assert!(falls.is_empty(), "{}: {falls:#?}", corpus.name());
    }
}

#[test]
fn no_figure_on_the_toponyms_of_lgl_falls_below_its_floor() {
    let Some(file) = common::corpora(places::LGL) else { return };
    let documents = places::read(places::LGL, &std::fs::read_to_string(file).unwrap(), "en").unwrap();
    let toponyms = places::measure(&documents, common::analyze);
    let falls = Floors::parse(EMBEDDED).unwrap().falls("lgl", "en", &toponyms.figures());
    assert!(falls.is_empty(), "{falls:#?}");
}

#[test]
fn no_figure_on_the_actors_of_the_sample_falls_below_its_floor() {
    let Some(file) = common::corpora(actors::CONFLICT) else { return };
    let articles = actors::articles(&std::fs::read_to_string(file).unwrap()).unwrap();
    let sample = actors::parse(actors::FRENCH).unwrap();
    let linked = actors::measure(&articles, &sample, common::analyze);
    assert_eq!(linked.sentences, 200);
    let falls = Floors::parse(EMBEDDED).unwrap().falls("actors", "fr", &linked.figures());
    assert!(falls.is_empty(), "{falls:#?}");
}
