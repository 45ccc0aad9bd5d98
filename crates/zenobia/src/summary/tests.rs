use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;
use zenobia_core::condition::Conditions;
use zenobia_core::record::Record;
use zenobia_desk::derivation;

use super::paint::Paint;
use super::{Labels, Vocabulary};

const TEXT: &str = "L'armée a repris Akerbat aux insurgés le 3 mai, selon l'agence Sana. Douze soldats ont été tués.";

fn mention(words: &str) -> Value {
    let byte = TEXT.find(words).unwrap();
    let start = TEXT[..byte].chars().count();
    json!({"start": start, "end": start + words.chars().count(), "text": words})
}

fn record() -> Record {
    let why = json!({"rule": "fr/frames/control#reprendre",
                     "parts": [{"name": "place", "span": mention("Akerbat"), "note": "obj"}]});
    let actor = |id: &str, name: &str, words: &str| {
        json!({"id": id, "key": null, "name": name, "kind": "state-force", "country": null, "codes": {},
               "mentions": [mention(words)], "why": why})
    };
    let claim = |id: &str, event: &str, words: &str, roles: Value, tolls: Value, source: Value, factuality: &str| {
        json!({"id": id, "event": event, "mode": if event == "CONTROL" { vec!["capture"] } else { vec![] }, "context": [],
               "trigger": mention(words), "sentence": 0, "roles": roles, "tolls": tolls, "source": source,
               "factuality": factuality, "confidence": 0.9, "why": why})
    };
    let sana = json!([{"kind": "actor", "actor": "a3", "cue": null, "quoted": false}]);
    let narrator = json!([{"kind": "narrator", "actor": null, "cue": null, "quoted": false}]);
    let roles = json!({"actor": ["a1"], "recipient": ["a2"], "site": [], "place": ["p1"], "time": ["t1"], "means": []});
    let killed = json!({"actor": [], "recipient": ["a1"], "site": [], "place": [], "time": [], "means": []});
    let toll = json!([{"quantity": "q1", "effect": "killed", "of": "a1", "cumulative": false}]);
    serde_json::from_value(json!({
        "format": "zenobia.record/1",
        "report": {"id": "akerbat", "language": "fr", "title": null, "published": "2017-05-04", "published_from": "given",
                   "publisher": null, "url": null, "sha256": "", "length": 90},
        "repairs": [{"start": 0, "end": 7, "text": "Larmée", "repaired": "L'armée", "why": "lost apostrophe"}],
        "sentences": [],
        "actors": [actor("a1", "Syrian Army", "L'armée"), actor("a2", "rebels", "insurgés"),
                   actor("a3", "SANA", "l'agence Sana")],
        "sites": [],
        "places": [{"id": "p1", "key": "geonames:1", "name": "Uqayribat", "kind": "village", "latitude": 35.04,
                    "longitude": 37.59, "radius_km": 3.0, "country": "SY", "admin1": "Hama", "precision": null,
                    "relation": null, "others": [], "mentions": [mention("Akerbat")], "why": why}],
        "times": [{"id": "t1", "kind": "date", "value": "2017-05-03", "first": null, "last": null, "anchor": "published",
                   "mention": mention("le 3 mai"), "why": why}],
        "quantities": [{"id": "q1", "least": 12, "most": 12, "approximate": false, "unit": "person",
                        "mention": mention("Douze soldats"), "why": why}],
        "claims": [claim("c1", "CONTROL", "repris", roles, json!([]), sana, "asserted"),
                   claim("c2", "ASSAULT", "tués", killed, toll, narrator, "hedged")],
        "notes": [{"kind": "x", "message": "The text contradicts itself.", "spans": []}]
    }))
    .unwrap()
}

fn gloss(event: &str, mode: Option<&str>) -> String {
    mode.unwrap_or(event).to_lowercase()
}

fn write(record: &Record, labels: &str, paint: Paint, columns: usize) -> String {
    let vocabulary = Vocabulary {
        gloss: &gloss,
        known: &|key| (key == "syrian-army").then(|| "armée syrienne".to_owned()),
        conditions: &Conditions::default(),
    };
    super::write(record, &vocabulary, Labels::of(labels), paint, columns)
}

#[test]
fn a_summary_says_what_where_when_how_many_and_who_says_so() {
    let text = write(&record(), "en", Paint::Plain, 80);
    let expected = "\
akerbat
published 4 May 2017

What happened
  CONTROL · control
    • capture “repris”: Syrian Army → rebels · Uqayribat · 3 May 2017 ·
      according to SANA
  ASSAULT · assault
    • “tués”: → Syrian Army · Douze soldats (killed, 12) · reported, not sure

Tolls
  Douze soldats (killed, 12) · Syrian Army

Places
  Uqayribat “Akerbat” · village, Hama, SY · 35.04°\u{a0}N 37.59°\u{a0}E ± 3 km

Who is named
  Syrian Army (state force) · rebels (state force) · SANA (state force)

Who says so
  SANA (1) · the report itself (1)

Notes
  The text contradicts itself.
  damage was mended before reading: “Larmée” → “L'armée”
";
    assert_eq!(text, expected);
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for columns in [20, 33, 80] {
        for labels in ["fr", "en"] {
            let text = write(&record(), labels, Paint::Plain, columns);
            assert!(text.lines().all(|line| line.width() <= columns), "{text}");
        }
        let text = derivation::write(&record(), TEXT, None, Paint::Plain, columns);
        assert!(text.lines().all(|line| line.width() <= columns), "{text}");
    }
}

#[test]
fn in_french_things_are_called_as_the_french_call_them() {
    let mut record = record();
    record.actors[0].key = Some("syrian-army".to_owned());
    let text = write(&record, "fr", Paint::Plain, 80);
    assert!(text.contains("armée syrienne → rebels · Akerbat · 3 mai 2017"), "{text}");
    assert!(text.contains("Akerbat (Uqayribat) · village, Hama, SY"), "{text}");
}

#[test]
fn colors_change_nothing_but_the_look() {
    let bare = |text: String| {
        let parts = text.split('\u{1b}').map(str::to_owned).collect::<Vec<_>>();
        let rest = parts[1..].iter().map(|part| part.split_once('m').map_or("", |(_, rest)| rest));
        parts[0].clone() + &rest.collect::<String>()
    };
    let colored = write(&record(), "fr", Paint::Colors, 40);
    assert!(colored.contains('\u{1b}'));
    assert_eq!(bare(colored), write(&record(), "fr", Paint::Plain, 40));
}

#[test]
fn a_derivation_names_rule_and_parts() {
    let text = derivation::write(&record(), TEXT, Some("repris"), Paint::Plain, 80);
    let expected = "\
akerbat

claims
  c1 “repris” 10–16 CONTROL capture, asserted, actor a1, recipient a2, place p1,
      time t1, source a3
      by fr/frames/control#reprendre
        place “Akerbat” → obj
";
    assert_eq!(text.trim_end(), expected.trim_end());
}
