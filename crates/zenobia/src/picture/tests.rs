use serde_json::{Value, json};
use zenobia_core::condition::Conditions;

use super::write;
use crate::summary::paint::Paint;
use crate::summary::{Labels, Vocabulary};

fn situation() -> Value {
    let place = json!({"key": "x:1", "name": "Akerbat", "kind": "village", "latitude": 35.0, "longitude": 37.6,
                       "radius_km": 2.0, "country": "SY", "admin1": null, "claims": 2});
    let party = |name: &str| json!({"key": null, "name": name, "kind": "state-force", "claims": 1});
    let telling = json!({"report": "a", "claim": "c1", "words": "repris", "start": 0, "end": 6, "factuality": "asserted",
                         "origin": "report:a", "published": "2017-05-04"});
    let count = |least: u64, day: &str, revised: bool| {
        json!({"report": "a", "claim": "c1", "words": format!("{least} soldats"), "least": least, "most": least,
               "approximate": false, "cumulative": false, "partial": false, "as_of": day, "origin": "sana",
               "said_by": "own", "revised": revised})
    };
    json!({
        "format": "zenobia.situation/1", "known_at": null,
        "reports": [{"report": "a", "language": "fr", "published": "2017-05-04"}],
        "events": [{"id": "e1", "event": "CONTROL", "modes": ["capture"], "contexts": [], "extent": "event",
            "time": {"first": "2017-05-03", "last": "2017-05-03", "told": true, "precision": 1}, "places": [place], "sites": [],
            "actors": [party("Syrian Army")], "recipients": [party("rebels")],
            "tolls": [{"effect": "killed", "unit": "person", "side": "deaths_a", "of": "Syrian Army", "best": 47, "low": 47,
                       "high": 47, "rule": "latest", "counts": [count(44, "2017-05-03", true), count(47, "2017-05-04", false)]}],
            "claims": [telling], "origins": ["report:a"], "grade": "weak",
            "graded_by": {"rule": "one-origin", "with": ["report:a"]}, "clarity": 1}],
        "open": [],
        "control": [{"place": place, "part": null, "fighting": [], "objectives": [], "intervals": [
            {"holder": party("rebels"), "from": null, "from_at_latest": false, "to": "2017-05-03", "taken_by": null,
             "lost_by": "e1", "claims": [], "disputed_by": []},
            {"holder": party("Syrian Army"), "from": "2017-05-03", "from_at_latest": false, "to": null, "taken_by": "e1",
             "lost_by": null, "claims": [], "disputed_by": []}]}],
        "agreements": [],
        "contradictions": [{"about": "toll", "event": "e1", "place": "Akerbat", "effect": "killed", "statements": [
            {"report": "a", "claim": "c1", "quote": "47 soldats", "value": "47", "origin": "report:a"},
            {"report": "b", "claim": "c1", "quote": "60 soldats", "value": "60", "origin": "b"}]}]
    })
}

fn picture(labels: &str, columns: usize) -> String {
    written(situation(), labels, columns)
}

fn written(situation: Value, labels: &str, columns: usize) -> String {
    let situation = serde_json::from_value(situation).unwrap();
    let gloss = |event: &str, mode: Option<&str>| mode.unwrap_or(event).to_owned();
    let vocabulary = Vocabulary { gloss: &gloss, known: &|_| None, conditions: &Conditions::default() };
    write(&situation, &vocabulary, Labels::of(labels), Paint::Plain, columns)
}

#[test]
fn a_denial_is_told_as_one_and_not_as_something_done_to_who_denies() {
    let denied_by = |who: &str, labels: &str| {
        let mut situation = situation();
        let question = &mut situation["contradictions"][0];
        question["about"] = json!("happened");
        question["effect"] = Value::Null;
        question["statements"][0]["value"] = json!("air strike");
        question["statements"][1]["value"] = json!(who);
        let text = written(situation, labels, 80);
        text.lines().find(|line| line.contains("air strike")).unwrap().trim().to_owned()
    };
    assert_eq!(denied_by("SANA", "en"), "• Happened or not · Akerbat: air strike, denied by SANA");
    assert_eq!(denied_by("", "en"), "• Happened or not · Akerbat: air strike, denied");
    assert!(denied_by("SANA", "fr").ends_with("air strike, démenti par SANA"));
}

#[test]
fn a_picture_says_who_holds_what_what_happened_and_what_is_open() {
    let expected = "\
1 report · 1 event · 1 claim

Who holds what
  Akerbat:
    • held by rebels until 3 May 2017
    • held by Syrian Army since 3 May 2017

What happened
  • 3 May 2017 · Akerbat · capture: Syrian Army → rebels
    killed (Syrian Army): 47 · the latest · counts: 44 soldats (sana, 3 May
      2017, conceded) ; 47 soldats (sana, 4 May 2017, conceded)
    weak: one origin: a · 1 claim: “repris”

Open questions
  • Numbers exclude each other (killed) · Akerbat: 47 against 60
    “47 soldats” — a, in a
    “60 soldats” — b, in b
";
    assert_eq!(picture("en", 80), expected);
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for columns in [20, 40, 80] {
        let text = picture("fr", columns);
        assert!(text.lines().all(|line| unicode_width::UnicodeWidthStr::width(line) <= columns), "{text}");
    }
}
