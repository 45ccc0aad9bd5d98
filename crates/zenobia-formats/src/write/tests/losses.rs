//! What a format says that it loses is lost, and nothing else is.

use zenobia_core::row::Row;

use super::super::{FORMATS, Facet};
use super::{files, rows};

/// A word that no format could make up, and the facet it belongs to.
const MARKS: &[(&str, Facet)] = &[
    ("zmode2", Facet::Modes),
    ("zcontext", Facet::Contexts),
    ("Zactor2", Facet::Actors),
    ("Zrecipient2", Facet::Recipients),
    ("zkey-actor", Facet::ActorKeys),
    ("QZCODE", Facet::ActorCodes),
    ("Zsite", Facet::Sites),
    ("Zplace2", Facet::Places),
    ("777001", Facet::PlaceKeys),
    ("Zmeans", Facet::Means),
    ("7711", Facet::Tolls),
    ("zreport2", Facet::Reports),
    ("Zword", Facet::Words),
    ("987654", Facet::Positions),
    ("Zsentence", Facet::Sentences),
    ("Zvoice", Facet::Voices),
    ("zorigin", Facet::Origins),
    ("0.4321", Facet::Confidence),
    ("123.75", Facet::Radius),
    ("zcampaign", Facet::Campaign),
    ("contested", Facet::Grade),
];

/// A row with a mark on every side.
fn marked() -> Row {
    serde_json::from_str(include_str!("marked.json")).unwrap()
}

#[test]
fn declared_losses_are_the_real_ones() {
    let row = marked();
    let mut wrong = Vec::new();
    for format in FORMATS {
        let (texts, losses) = files(format.name, std::slice::from_ref(&row));
        let all = texts.concat();
        for (mark, facet) in MARKS {
            let held = all.contains(mark) || all.contains(&mark.to_uppercase());
            let declared = format.loses.contains(facet);
            let counted = losses.losses.iter().any(|loss| loss.kind == *facet && loss.rows == 1);
            assert_eq!(declared, counted, "{} {facet:?}", format.name);
            if held == declared {
                wrong.push((format.name, *facet, if held { "holds it" } else { "loses it" }));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_type_without_counterpart_is_counted_and_its_row_kept() {
    let mut row = rows().remove(0);
    row.event = "SUPPORT".to_owned();
    row.mode.clear();
    for (name, lost) in [("acled", true), ("ucdp", true), ("plover", false), ("gdelt", false)] {
        let (texts, losses) = files(name, std::slice::from_ref(&row));
        let counted = losses.occurred().any(|loss| loss.kind == Facet::Type);
        assert_eq!(counted, lost, "{name}");
        assert!(!texts[0].is_empty());
    }
}

#[test]
fn a_report_of_losses_names_only_what_occurred() {
    let (_, losses) = files("jsonl", &rows());
    assert_eq!((losses.rows, losses.occurred().count()), (rows().len() as u64, 0));
}
