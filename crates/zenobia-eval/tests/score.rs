//! The measures give the same figures as `score/score.py` on the same records.

#![allow(clippy::print_stderr, clippy::unwrap_used, reason = "a test may say why it skips")]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use serde_json::{Value, json};
use zenobia_core::record::Record;
use zenobia_eval::gold::{self, GoldReport};
use zenobia_eval::score::{MEASURES, Score, score};

#[test]
fn the_figures_are_those_of_the_scorer_in_python() {
    let Some(shared) = common::shared("score/score.py") else { return };
    let reports = gold::load(&shared.join("gold")).unwrap();
    for spoiled in [1_000_000, 7, 3, 2] {
        let records: Vec<Record> = reports.iter().map(|report| reading(report, spoiled)).collect();
        compare(&shared, &reports, &records[spoiled % 2..]);
    }
    let records: Vec<Record> = reports.iter().map(|report| common::analyze(&gold::document(report))).collect();
    compare(&shared, &reports, &records);
}

fn compare(shared: &std::path::Path, reports: &[GoldReport], records: &[Record]) {
    let file = tempfile::NamedTempFile::new().unwrap();
    let lines: Vec<String> = records.iter().map(|record| serde_json::to_string(record).unwrap()).collect();
    fs::write(file.path(), lines.join("\n")).unwrap();
    let python = Command::new("python3")
        .arg(shared.join("score/score.py"))
        .arg(shared.join("gold"))
        .arg(file.path())
        .arg("--json")
        .output();
    let Ok(output) = python else {
        eprintln!("skipped: no python3 to run score.py");
        return;
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let theirs: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut total = Score::default();
    for report in reports {
        total.absorb(score(report, records.iter().find(|record| record.report.id == report.id)));
    }
    let mut ours: BTreeMap<&str, Value> =
        total.measures().map(|(name, tally)| (name, serde_json::to_value(tally.figures()).unwrap())).collect();
    assert_eq!(ours.len(), MEASURES.len());
    // Measures of our own, beyond those of the guide.
    ours.retain(|name, _| theirs.get(name).is_some());
    assert_eq!(json!(ours), theirs);
}

/// A reading made from a gold report: right but for every `spoiled`-th finding, which is wrong in one way or another.
fn reading(gold: &GoldReport, spoiled: usize) -> Record {
    let bad = |index: usize| index % spoiled == spoiled - 1;
    let mention = |start: u32, end: u32| {
        let text: String = gold.text.chars().skip(start as usize).take((end - start) as usize).collect();
        json!({"start": start, "end": end, "text": text})
    };
    let why = json!({"rule": "test"});
    let key_of: BTreeMap<&str, String> =
        gold.entities.keys().enumerate().map(|(index, key)| (key.as_str(), format!("a{index}"))).collect();
    let entity = |(index, (key, entity)): (usize, (&String, &gold::GoldEntity))| {
        let wording = &entity.names[entity.names.len() / 2];
        let name = if bad(index) { "Somebody Else".to_owned() } else { format!("the {wording}") };
        json!({"id": key_of[key.as_str()], "key": null, "name": name, "kind": "state", "country": null, "codes": {},
               "mentions": [{"start": 0, "end": 1, "text": if bad(index) { "x" } else { wording }}], "why": why})
    };
    let actors: Vec<Value> = gold.entities.iter().enumerate().map(entity).collect();
    let places: Vec<Value> = gold
        .places
        .iter()
        .enumerate()
        .map(|(index, place)| {
            let latitude =
                place.latitude.map(|latitude| latitude + if bad(index) { 0.7 + index as f64 / 9.0 } else { 0.1 });
            let (start, end) = if index % spoiled == 1 { (0, 1) } else { (place.span.start, place.span.end) };
            json!({"id": format!("p{index}"), "key": null, "name": place.quote, "kind": "city", "latitude": latitude,
                   "longitude": place.longitude, "radius_km": null, "country": null, "admin1": null, "precision": null,
                   "relation": null, "others": [], "mentions": [mention(start, end)], "why": why})
        })
        .collect();
    let times: Vec<Value> = gold
        .times
        .iter()
        .enumerate()
        .map(|(index, time)| {
            let value = if bad(index) { "2001" } else { &time.value };
            json!({"id": format!("t{index}"), "kind": "date", "value": value, "first": null, "last": null, "anchor": null,
                   "mention": mention(time.span.start, time.span.end), "why": why})
        })
        .collect();
    let quantities: Vec<Value> = gold
        .counts
        .iter()
        .enumerate()
        .map(|(index, count)| {
            let unit = if bad(index) { "goat" } else { &count.unit };
            json!({"id": format!("q{index}"), "least": count.least, "most": count.most, "approximate": false, "unit": unit,
                   "mention": mention(count.span.start, count.span.end), "why": why})
        })
        .collect();
    let claims: Vec<Value> = gold
        .claims
        .iter()
        .enumerate()
        .map(|(index, claim)| {
            let ids = |keys: &[String]| keys.iter().filter_map(|key| key_of.get(key.as_str())).collect::<Vec<_>>();
            let all = |prefix: char, quotes: Vec<&String>, wanted: &[gold::Anchor]| {
                let found = wanted.iter().filter_map(|anchor| quotes.iter().position(|quote| **quote == anchor.quote));
                found.map(|at| format!("{prefix}{at}")).collect::<Vec<_>>()
            };
            let tolls: Vec<Value> = gold.counts.get(index).map_or(vec![], |count| {
                let effect = if index % spoiled == 0 { "seized" } else { &count.effect };
                let of = count.of.as_ref().and_then(|key| key_of.get(key.as_str()));
                vec![json!({"quantity": format!("q{index}"), "effect": effect, "of": of, "cumulative": false})]
            });
            let source = match claim.source() {
                "narrator" if bad(index) => json!([]),
                kind @ ("narrator" | "unnamed") => json!([{"kind": kind, "actor": null, "cue": null, "quoted": false}]),
                key => json!([{"kind": "actor", "actor": key_of.get(key), "cue": null, "quoted": true}]),
            };
            let mode = claim.mode.iter().filter(|_| index % spoiled != 1).collect::<Vec<_>>();
            json!({"id": format!("c{index}"), "event": if bad(index) { "AGREE" } else { &claim.event }, "mode": mode,
                   "context": [], "trigger": mention(claim.span.start, claim.span.end), "sentence": 0,
                   "roles": {"actor": ids(&claim.actor), "recipient": ids(&claim.recipient), "site": ids(&claim.site),
                             "place": all('p', gold.places.iter().map(|place| &place.quote).collect(), &claim.place),
                             "time": all('t', gold.times.iter().map(|time| &time.quote).collect(), &claim.time), "means": []},
                   "tolls": tolls, "source": source,
                   "factuality": if index % spoiled == 1 { json!("planned") } else { json!(claim.factuality) },
                   "confidence": 1.0, "why": why})
        })
        .collect();
    serde_json::from_value(json!({
        "format": "zenobia.record/1",
        "report": {"id": gold.id, "language": gold.language, "title": null, "published": null, "published_from": null,
                   "publisher": null, "url": null, "sha256": "", "length": 0},
        "repairs": [], "sentences": [], "actors": actors, "sites": [], "places": places, "times": times,
        "quantities": quantities, "claims": claims, "notes": []
    }))
    .unwrap()
}
