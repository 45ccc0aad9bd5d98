//! Every kind of hostile text: it is read, in parts that are bounded, and what is not read is said.

use std::cell::Cell;

use zenobia_core::analyze::{Asides, Limits, analyze_within};
use zenobia_core::document::Document;
use zenobia_core::record::{PublishedFrom, Record};
use zenobia_hostile::kinds::{KINDS, plain};
use zenobia_hostile::sound;
use zenobia_packs::{knowledge, packs};

fn document(text: String, language: &str) -> Document {
    Document { id: "hostile".into(), text, language: Some(language.into()), ..Document::default() }
}

/// A record, and how often a stage was gone through.
fn read(document: &Document, limits: Limits) -> (Record, usize) {
    let parts = Cell::new(0);
    let count = |stage: &str| parts.set(parts.get() + usize::from(stage == "record"));
    let record = analyze_within(document, packs(), knowledge(), Asides::Told, limits, &count);
    (record, parts.get())
}

#[test]
fn every_kind_is_read_in_parts_and_the_rest_is_noted() {
    let limits = Limits { part: 2000, report: 5000 };
    for kind in KINDS {
        let document = document((kind.make)(12_000), "en");
        let length = document.text.chars().count() as u32;
        let (record, parts) = read(&document, limits);
        sound(&record, &document.text).unwrap_or_else(|fault| panic!("{}: {fault}", kind.name));
        let note = |wanted: &str| record.notes.iter().find(|note| note.kind == wanted);
        if length > 5000 {
            let rest = note("not-read").unwrap_or_else(|| panic!("{}: the rest is lost", kind.name));
            assert_eq!((rest.spans[0].start, rest.spans[0].end), (5000, length), "{}", kind.name);
        }
        let spans = &note("read-in-parts").unwrap_or_else(|| panic!("{}: the parts are not told", kind.name)).spans;
        assert!(spans.windows(2).all(|pair| pair[0].end == pair[1].start), "{}: {spans:?}", kind.name);
        assert!(spans.iter().all(|span| span.end - span.start <= 2000), "{}: {spans:?}", kind.name);
        assert_eq!(spans.len(), parts, "{}", kind.name);
    }
}

#[test]
fn a_report_no_longer_than_a_part_is_read_as_a_whole() {
    let text = plain(1500);
    let (whole, parts) = read(&document(text.clone(), "en"), Limits::default());
    let (again, _) = read(&document(text.clone(), "en"), Limits { part: text.len(), report: text.len() });
    assert_eq!((parts, &whole), (1, &again));
    assert!(whole.notes.iter().all(|note| note.kind != "read-in-parts" && note.kind != "not-read"));
}

#[test]
fn who_is_named_in_several_parts_is_one_and_claims_keep_their_words() {
    let text = "Rebels took Homs on Monday.\n\nThe Syrian army shelled Idlib, killing 12 civilians.\n\nThe Syrian army left Homs. Rebels killed three soldiers in Idlib.";
    let (record, parts) = read(&document(text.to_owned(), "en"), Limits { part: 90, report: 1000 });
    assert!(parts >= 2, "{parts} parts");
    sound(&record, text).unwrap();
    let homs: Vec<_> = record.places.iter().filter(|place| place.name == "Homs").collect();
    assert_eq!(homs.iter().map(|place| place.mentions.len()).collect::<Vec<_>>(), [2]);
    let armies: Vec<_> =
        record.actors.iter().filter(|actor| actor.key.as_deref().is_some_and(|key| key.starts_with("sy"))).collect();
    assert!(armies.iter().any(|army| army.mentions.len() == 2), "{armies:?}");
    let (whole, _) = read(&document(text.to_owned(), "en"), Limits::default());
    let told = |record: &Record| {
        record
            .claims
            .iter()
            .map(|claim| (claim.event.clone(), claim.trigger.clone(), claim.sentence))
            .collect::<Vec<_>>()
    };
    assert_eq!(told(&record), told(&whole));
}

#[test]
fn the_day_of_a_dateline_holds_for_every_part() {
    let text = "HOMS, 4 March 2016 (Reuters) - Rebels took a village on Thursday.\n\nThe army shelled Idlib yesterday, killing 12 civilians.";
    let (record, parts) = read(&document(text.to_owned(), "en"), Limits { part: 70, report: 1000 });
    assert_eq!(parts, 2);
    assert_eq!(record.report.published.as_deref(), Some("2016-03-04"));
    assert_eq!(record.report.published_from, Some(PublishedFrom::Dateline));
    let yesterday = record.times.iter().find(|time| time.mention.text == "yesterday").unwrap();
    assert_eq!((yesterday.value.as_str(), yesterday.anchor.as_deref()), ("2016-03-03", Some("dateline")));
}

#[test]
fn a_language_without_a_pack_is_cut_and_noted_alike() {
    let document = document("слово ".repeat(3000), "ru");
    let (record, _) = read(&document, Limits { part: 1000, report: 4000 });
    let kinds: Vec<&str> = record.notes.iter().map(|note| note.kind.as_str()).collect();
    assert_eq!(kinds, ["language-not-supported", "read-in-parts", "not-read"]);
    sound(&record, &document.text).unwrap();
}
