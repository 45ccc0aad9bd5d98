//! Short reports of our own (`sentences/reports.*.toml`), and what a careful reader takes from them.
//!
//! Every expectation counts once, in its aspect: found, source, factuality, roles, tolls, none. The share that is met may not fall below the
//! floors here; which are not met is printed. Single ones may move with the syntax model, so that none is a test by itself.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a test says what it passes over and what it measures")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use zenobia_core::analyze::analyze;
use zenobia_core::document::Document;
use zenobia_core::pack::decode;
use zenobia_core::record::{Claim, Factuality, Record, SourceKind};
use zenobia_packs::{knowledge, packs};

#[derive(Default, Deserialize)]
struct File {
    report: Vec<Report>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Report {
    text: String,
    #[serde(default)]
    claims: BTreeMap<String, Expected>,
    /// Event types that must not be found.
    #[serde(default)]
    none: Vec<String>,
}

/// What is asked of the claim whose trigger has these words.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    source: Option<Vec<String>>,
    factuality: Option<Factuality>,
    #[serde(default)]
    actor: Vec<String>,
    #[serde(default)]
    recipient: Vec<String>,
    #[serde(default)]
    site: Vec<String>,
    #[serde(default)]
    place: Vec<String>,
    #[serde(default)]
    tolls: Vec<String>,
}

/// Met and asked by aspect, and what was not met.
#[derive(Default)]
struct Sheet {
    aspects: BTreeMap<&'static str, (usize, usize)>,
    missed: Vec<String>,
}

impl Sheet {
    fn ask(&mut self, aspect: &'static str, met: bool, what: impl FnOnce() -> String) {
        let (right, all) = self.aspects.entry(aspect).or_default();
        *right += usize::from(met);
        *all += 1;
        if !met {
            self.missed.push(format!("{aspect}: {}", what()));
        }
    }
}

fn read(language: &'static str) -> Sheet {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/sentences/reports.{language}.toml"));
    let text = fs::read_to_string(&path).expect("the reports can be read");
    let mut problems = Vec::new();
    let file: File = decode("reports", &text, &mut problems).unwrap_or_default();
    assert_eq!(problems.iter().map(ToString::to_string).collect::<Vec<_>>(), [""; 0]);
    let mut sheet = Sheet::default();
    for report in &file.report {
        let document = Document {
            text: report.text.clone(),
            language: Some(language.into()),
            published: Some(jiff::civil::date(2024, 3, 12)),
            ..Document::default()
        };
        compare(&mut sheet, report, &analyze(&document, packs(), knowledge()));
    }
    sheet
}

fn compare(sheet: &mut Sheet, report: &Report, record: &Record) {
    for event in &report.none {
        let found: Vec<&str> = record
            .claims
            .iter()
            .filter(|claim| claim.event == *event)
            .map(|claim| claim.trigger.text.as_str())
            .collect();
        sheet.ask("none", found.is_empty(), || format!("{event} {found:?} in: {}", report.text));
    }
    for (trigger, expected) in &report.claims {
        let claim = record
            .claims
            .iter()
            .find(|claim| claim.trigger.text == *trigger || claim.trigger.text.contains(trigger.as_str()));
        sheet.ask("found", claim.is_some(), || format!("[{trigger}] in: {}", report.text));
        if let Some(claim) = claim {
            ask_all(sheet, report, record, trigger, claim, expected);
        }
    }
}

fn ask_all(sheet: &mut Sheet, report: &Report, record: &Record, trigger: &str, claim: &Claim, expected: &Expected) {
    let place = |what: String| format!("[{trigger}] {what} in: {}", report.text);
    if let Some(wanted) = &expected.source {
        let found = sources(record, claim);
        let met = found.len() >= wanted.len()
            && wanted.iter().zip(&found).all(|(wanted, names)| names.iter().any(|name| name.contains(wanted.as_str())));
        let only = wanted[0] == "narrator" || met;
        sheet.ask("source", met && only, || place(format!("{wanted:?} but {found:?}")));
    }
    if let Some(wanted) = expected.factuality {
        sheet.ask("factuality", claim.factuality == wanted, || place(format!("{wanted:?} but {:?}", claim.factuality)));
    }
    let roles = [
        (&expected.actor, &claim.roles.actor),
        (&expected.recipient, &claim.roles.recipient),
        (&expected.site, &claim.roles.site),
        (&expected.place, &claim.roles.place),
    ];
    for (wanted, ids) in roles {
        for name in wanted {
            let met = ids.iter().any(|id| names(record, id).iter().any(|other| other.contains(name.as_str())));
            let found: Vec<_> = ids.iter().map(|id| names(record, id)).collect();
            sheet.ask("roles", met, || place(format!("{name} but {found:?}")));
        }
    }
    let found = tolls(record, claim);
    for wanted in &expected.tolls {
        let met = found.iter().any(|(toll, whose)| match wanted.strip_prefix(toll.as_str()) {
            Some(rest) => {
                rest.trim().is_empty() && whose.is_empty()
                    || (!rest.trim().is_empty() && whose.iter().any(|name| name.contains(rest.trim())))
            }
            None => false,
        });
        sheet.ask("tolls", met, || place(format!("{wanted} but {found:?}")));
    }
}

/// Every wording of an actor, site or place.
fn names(record: &Record, id: &str) -> Vec<String> {
    let all = |name: &str, mentions: &[zenobia_core::record::Mention]| {
        mentions.iter().map(|mention| mention.text.clone()).chain([name.to_owned()]).collect::<Vec<_>>()
    };
    let actor = record.actors.iter().filter(|actor| actor.id == id).map(|actor| all(&actor.name, &actor.mentions));
    let site = record.sites.iter().filter(|site| site.id == id).map(|site| all(&site.name, &site.mentions));
    let place = record.places.iter().filter(|place| place.id == id).map(|place| all(&place.name, &place.mentions));
    actor.chain(site).chain(place).flatten().collect()
}

fn sources(record: &Record, claim: &Claim) -> Vec<Vec<String>> {
    let one = |source: &zenobia_core::record::Source| match source.kind {
        SourceKind::Narrator => vec!["narrator".to_owned()],
        SourceKind::Unnamed => vec!["unnamed".to_owned()],
        SourceKind::Actor => source.actor.as_deref().map(|id| names(record, id)).unwrap_or_default(),
    };
    claim.source.iter().map(one).collect()
}

/// Each toll as `7 killed`, `40- killed`, `18-22 killed`, and the names of whose it is.
fn tolls(record: &Record, claim: &Claim) -> Vec<(String, Vec<String>)> {
    let one = |toll: &zenobia_core::record::Toll| {
        let quantity = record.quantities.iter().find(|quantity| quantity.id == toll.quantity)?;
        let number = |value: Option<u64>| value.map(|value| value.to_string()).unwrap_or_default();
        let (least, most) = (number(quantity.least), number(quantity.most));
        let amount = if least == most { least } else { format!("{least}-{most}") };
        let whose = toll.of.as_deref().map(|id| names(record, id)).unwrap_or_default();
        Some((format!("{amount} {}", toll.effect), whose))
    };
    claim.tolls.iter().filter_map(one).collect()
}

/// Fails when a share, in percent, has fallen below its floor.
fn hold(language: &'static str, floors: &[(&str, usize)]) {
    if !Path::new(env!("CARGO_MANIFEST_DIR")).join(language).join("model.bin").is_file() {
        return eprintln!("no syntax model: passed over");
    }
    let sheet = read(language);
    for (aspect, (right, all)) in &sheet.aspects {
        println!("{language} {aspect}: {right}/{all}");
    }
    sheet.missed.iter().for_each(|missed| println!("{missed}"));
    for (aspect, floor) in floors {
        let (right, all) = sheet.aspects.get(aspect).copied().unwrap_or_default();
        assert!(
            100 * right >= floor * all,
            "{language} {aspect}: {right} of {all} are met, the floor is {floor} percent"
        );
    }
}

#[test]
fn french_reports_are_read_as_a_careful_reader_reads_them() {
    hold("fr", &[("found", 80), ("source", 70), ("factuality", 80), ("roles", 65), ("tolls", 60), ("none", 80)]);
}

#[test]
fn english_reports_are_read_as_a_careful_reader_reads_them() {
    hold("en", &[("found", 80), ("source", 70), ("factuality", 80), ("roles", 65), ("tolls", 60), ("none", 80)]);
}
