//! What must hold of the data files together: names and keys that exist, languages alike, and what is known without a fault.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use zenobia_core::analyze::{Knowledge, Packs};
use zenobia_core::pack::frame::{Frame, FrameFile};
use zenobia_core::pack::{decode, rows};
use zenobia_core::record::Factuality;
use zenobia_packs::{check_knowledge, open, problems};

/// The packs as their folder holds them, examples and all; those in the program come without.
static OPENED: LazyLock<(Packs, Knowledge)> = LazyLock::new(|| open(&root()).expect("the packs can be read"));

fn packs() -> &'static Packs {
    &OPENED.0
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Files below a folder with an ending, by their path inside the crate.
fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open = vec![root().join(folder)];
    while let Some(folder) = open.pop() {
        for path in fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == ending) {
                let name = path.strip_prefix(root()).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                found.push((name, fs::read_to_string(&path).expect("a data file is text")));
            }
        }
    }
    found.sort();
    found
}

fn parsed<T: serde::de::DeserializeOwned>(folder: &str) -> Vec<(String, T)> {
    let mut faults = Vec::new();
    let all = files(folder, "toml");
    let all = all.into_iter().filter_map(|(path, text)| Some((path.clone(), decode(&path, &text, &mut faults)?)));
    let all = all.collect();
    assert_eq!(faults, [], "{folder}");
    all
}

/// The frames of every language: language, path, frame.
fn frames() -> Vec<(String, String, Frame)> {
    let of = |language: &str| {
        let files = parsed::<FrameFile>(&format!("{language}/frames"));
        let language = language.to_owned();
        files.into_iter().flat_map(move |(path, file)| {
            let language = language.clone();
            file.frame.into_iter().map(move |frame| (language.clone(), path.clone(), frame))
        })
    };
    packs().languages().flat_map(of).collect()
}

fn name(frame: &Frame) -> &str {
    let first = frame.verb.iter().chain(&frame.noun).chain(&frame.adjective).next();
    frame.name.as_ref().or(first).map_or("?", |name| name.as_str())
}

fn none(faults: Vec<String>) {
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn no_file_has_a_fault() {
    none(problems(packs(), &OPENED.1).iter().map(ToString::to_string).collect());
}

#[test]
fn what_is_known_of_actors_and_sites_has_no_fault() {
    none(check_knowledge(&root()).iter().map(ToString::to_string).collect());
}

/// The lexicon files of a language, by name.
fn lexicon(language: &str) -> BTreeSet<String> {
    let path = root().join(language).join("lexicon");
    let entries = fs::read_dir(path).into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().into_string().ok()).collect()
}

#[test]
fn every_language_has_the_same_lexicons() {
    let all: BTreeSet<String> = packs().languages().flat_map(lexicon).collect();
    let lacking = |language: &str| {
        let own = lexicon(language);
        let missing = all.difference(&own);
        let told = |file: &String| format!("{language}/lexicon/{file} is missing: add it, if only with a comment");
        missing.map(told).collect::<Vec<_>>()
    };
    none(packs().languages().flat_map(lacking).collect());
}

#[test]
fn every_language_has_the_same_parts() {
    let parts = ["pack.toml", "numerals.toml", "roles.toml", "model.bin", "rules/time", "rules/quantity", "frames"];
    let lacking = |language: &str| {
        let folder = root().join(language);
        let empty = |path: &Path| path.is_dir() && fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_none());
        let absent = parts.iter().map(|part| folder.join(part)).filter(|path| !path.exists() || empty(path));
        absent.map(|path| format!("{} is missing", path.display())).collect::<Vec<_>>()
    };
    none(packs().languages().flat_map(lacking).collect());
}

#[test]
fn frames_name_events_and_modes_of_the_ontology() {
    let ill = |(_, path, frame): &(String, String, Frame)| match packs().ontology.get(&frame.event) {
        None => Some(format!("{path}#{}: no event type `{}`", name(frame), frame.event)),
        Some(event) => {
            let mode = frame.mode.as_ref().filter(|mode| !event.modes.contains_key(*mode))?;
            Some(format!("{path}#{}: {} has no mode `{mode}`", name(frame), frame.event))
        }
    };
    none(frames().iter().filter_map(ill).collect());
}

#[test]
fn every_event_type_has_a_frame_in_every_language() {
    let frames = frames();
    let used: BTreeSet<(&str, &str)> =
        frames.iter().map(|(language, _, frame)| (language.as_str(), frame.event.as_str())).collect();
    let lacking = |language: &str| {
        let events = packs().ontology.events().filter(|event| !used.contains(&(language, event.event.as_str())));
        events.map(|event| format!("{language} has no frame for {}", event.event)).collect::<Vec<_>>()
    };
    none(packs().languages().flat_map(lacking).collect());
}

const ROLES: [&str; 4] = ["actor", "recipient", "site", "place"];

/// What a count may say, by the guide of the gold reports.
const EFFECTS: [&str; 14] = [
    "killed",
    "wounded",
    "missing",
    "captured",
    "displaced",
    "arrested",
    "released",
    "destroyed",
    "damaged",
    "seized",
    "struck",
    "cleared",
    "carried-out",
    "involved",
];

/// Relations, and what a light verb hands on by its role.
const RELATIONS: [&str; 14] = [
    "nsubj",
    "obj",
    "iobj",
    "obl",
    "nmod",
    "amod",
    "compound",
    "appos",
    "xcomp",
    "ccomp",
    "advcl",
    "actor",
    "recipient",
    "place",
];

/// What a frame says with words that the engine does not know.
fn unknown_words(frame: &Frame) -> Vec<String> {
    let needs = frame.need.iter().flat_map(|need| need.split('|'));
    let needs = needs.filter(|need| !ROLES.contains(&need.strip_suffix(":party").unwrap_or(need)));
    let effects = [&frame.effect, &frame.count, &frame.actor_effect].into_iter().flatten();
    let effects = effects.filter(|effect| !EFFECTS.contains(&effect.as_str()));
    let roles = [&frame.actor, &frame.recipient, &frame.site, &frame.place].into_iter().flatten().flatten();
    let relations = roles.filter(|relation| !RELATIONS.contains(&relation.split(':').next().unwrap_or_default()));
    let unread = |word: &&str| serde_json::from_value::<Factuality>((*word).into()).is_err();
    let factuality = frame.factuality.as_deref().into_iter().filter(unread);
    let needs = needs.map(|role| format!("needs `{role}`, which is no role"));
    let effects = effects.map(|effect| format!("counts `{effect}`, which is no effect"));
    let relations = relations.map(|relation| format!("asks for `{relation}`, which is no relation"));
    let factuality = factuality.map(|word| format!("is `{word}`, which is no factuality"));
    needs.chain(effects).chain(relations).chain(factuality).collect()
}

#[test]
fn frames_speak_of_roles_effects_and_relations_that_exist() {
    let frames = frames();
    let told = frames.iter().flat_map(|(_, path, frame)| {
        unknown_words(frame).into_iter().map(move |fault| format!("{path}#{} {fault}", name(frame)))
    });
    none(told.collect());
}

#[test]
fn frames_have_names_of_their_own() {
    let mut seen = BTreeSet::new();
    let frames = frames();
    let twice = frames.iter().filter(|(_, path, frame)| !seen.insert((path.clone(), name(frame).to_owned())));
    none(twice.map(|(_, path, frame)| format!("{path} has two frames `{}`: give one a `name`", name(frame))).collect());
}

#[test]
fn means_imply_modes_of_the_ontology() {
    let modes: BTreeSet<&str> =
        packs().ontology.events().flat_map(|event| event.modes.keys().map(|mode| mode.as_str())).collect();
    let ill = |language: &str| {
        let path = format!("{language}/lexicon/means.tsv");
        let text = fs::read_to_string(root().join(&path)).unwrap_or_default();
        let ill = rows(&text).filter(|(_, row)| row.get(1).is_none_or(|mode| !modes.contains(mode)));
        ill.map(|(line, row)| format!("{path}:{line}: `{}` implies no mode of the ontology", row[0]))
            .collect::<Vec<_>>()
    };
    none(packs().languages().flat_map(ill).collect());
}

#[test]
fn what_two_accounts_may_differ_by_names_modes_and_types_that_exist() {
    let ontology = &packs().ontology;
    let types: BTreeSet<&str> = ontology.events().map(|kind| kind.event.as_str()).collect();
    let mut faults = Vec::new();
    for kind in ontology.events() {
        let holding = kind.holding.clone().unwrap_or_default();
        let pact = kind.pact.clone().unwrap_or_default();
        let listed = [holding.takes, holding.yields, holding.holds, holding.presses];
        let pacts = [pact.reaches, pact.keeps, pact.breaks, pact.ends, kind.same.swapped.clone()];
        let modes = kind.same.alike.iter().flatten().chain(listed.iter().chain(&pacts).flatten());
        faults.extend(
            modes
                .filter(|mode| *mode != "*" && !kind.modes.contains_key(*mode))
                .map(|mode| format!("{}: `{mode}` is no mode of it", kind.event)),
        );
        let parts = kind.campaign.iter().flat_map(|campaign| &campaign.holds);
        faults.extend(
            parts
                .filter(|part| !types.contains(part.as_str()))
                .map(|part| format!("{}: `{part}` is no event type", kind.event)),
        );
    }
    assert_eq!(faults, Vec::<String>::new());
}
