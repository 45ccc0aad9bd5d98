//! What must hold of the data files together: keys that exist, dates in order, codes well formed, languages alike.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;
use zenobia_core::analyze::{Knowledge, Packs};
use zenobia_core::knowledge::{KnownActor, KnownSite};
use zenobia_core::pack::frame::{Frame, FrameFile};
use zenobia_core::pack::{decode, rows};
use zenobia_core::record::Factuality;
use zenobia_packs::{open, problems};

#[derive(Deserialize)]
struct Known {
    #[serde(default)]
    actor: Vec<KnownActor>,
    #[serde(default)]
    site: Vec<KnownSite>,
}

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

fn actors() -> Vec<(String, KnownActor)> {
    let files = parsed::<Known>("knowledge/actors").into_iter();
    files.flat_map(|(path, file)| file.actor.into_iter().map(move |actor| (path.clone(), actor))).collect()
}

fn sites() -> Vec<(String, KnownSite)> {
    let files = parsed::<Known>("knowledge/sites").into_iter();
    files.flat_map(|(path, file)| file.site.into_iter().map(move |site| (path.clone(), site))).collect()
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

/// Keys that two entries share, or that are not lower-case words with hyphens.
fn key_faults(keys: &[(String, String)]) -> Vec<String> {
    let mut first: BTreeMap<&str, &str> = BTreeMap::new();
    let mut faults = Vec::new();
    for (path, key) in keys {
        if let Some(other) = first.insert(key, path) {
            faults.push(format!("{path}: key `{key}` is also in {other}: join the two"));
        }
        let formed = key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if !formed || key.is_empty() || key.starts_with('-') || key.ends_with('-') {
            faults.push(format!("{path}: key `{key}` must be lower-case words with hyphens"));
        }
    }
    faults
}

#[test]
fn keys_are_unique_and_well_formed() {
    let of_actors: Vec<_> = actors().into_iter().map(|(path, actor)| (path, actor.key.to_string())).collect();
    let of_sites: Vec<_> = sites().into_iter().map(|(path, site)| (path, site.key.to_string())).collect();
    none(key_faults(&of_actors).into_iter().chain(key_faults(&of_sites)).collect());
}

#[test]
fn actors_name_only_actors_that_are_known() {
    let actors = actors();
    let keys: BTreeSet<&str> = actors.iter().map(|(_, actor)| actor.key.as_str()).collect();
    let mut faults = Vec::new();
    for (path, actor) in &actors {
        let related = actor.parents.iter().chain(&actor.allies).chain(&actor.rivals);
        for key in related.chain(actor.offices.iter().map(|office| &office.of)) {
            if !keys.contains(key.as_str()) {
                faults.push(format!("{path}: `{}` names `{key}`, which nobody bears", actor.key));
            }
            if *key == actor.key {
                faults.push(format!("{path}: `{key}` names itself"));
            }
        }
    }
    none(faults);
}

/// First and last day of `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
fn days(text: &str) -> Option<(Date, Date)> {
    let mut parts = text.split('-').map(|part| part.parse::<i16>().ok());
    let year = parts.next()??;
    let month = parts.next();
    let day = parts.next();
    if text.len() != [4, 7, 10][text.matches('-').count().min(2)] || parts.next().is_some() {
        return None;
    }
    let first = Date::new(year, month.unwrap_or(Some(1))? as i8, day.unwrap_or(Some(1))? as i8).ok()?;
    let last = match (month, day) {
        (None, _) => Date::new(year, 12, 31).ok()?,
        (_, None) => first.last_of_month(),
        _ => first,
    };
    Some((first, last))
}

#[test]
fn dates_are_days_and_in_order() {
    assert_eq!(days("2012-02"), Some((jiff::civil::date(2012, 2, 1), jiff::civil::date(2012, 2, 29))));
    assert_eq!(days("2012-2-1"), None);
    let mut faults = Vec::new();
    for (path, actor) in actors() {
        let offices = actor.offices.iter().map(|office| (&office.from, &office.to));
        for (from, to) in offices.chain([(&actor.from, &actor.to)]) {
            let ill = from.iter().chain(to).filter(|date| days(date).is_none());
            faults.extend(
                ill.map(|date| format!("{path}: `{}` has the date `{date}`: write YYYY-MM-DD or less", actor.key)),
            );
            let ends = from.as_deref().and_then(days).zip(to.as_deref().and_then(days));
            if ends.is_some_and(|((first, _), (_, last))| first > last) {
                faults.push(format!("{path}: `{}` ends before it begins", actor.key));
            }
        }
    }
    none(faults);
}

/// ISO 3166 alpha-2, and the code in use for Kosovo.
const COUNTRIES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW XK";

#[test]
fn countries_are_known_by_two_capitals() {
    let codes: BTreeSet<&str> = COUNTRIES.split(' ').collect();
    let actors = actors();
    let of_actors = actors.iter().flat_map(|(path, actor)| {
        actor.country.iter().chain(&actor.countries).map(move |code| (path, &actor.key, code.as_str()))
    });
    let sites = sites();
    let of_sites = sites.iter().map(|(path, site)| (path, &site.key, site.country.as_str()));
    let ill = of_actors.chain(of_sites).filter(|(_, _, code)| !codes.contains(code));
    none(ill.map(|(path, key, code)| format!("{path}: `{key}` is in `{code}`, which is no country")).collect());
}

#[test]
fn sites_stand_on_the_globe_and_have_a_kind_with_words() {
    let lexicons = packs().languages().map(|language| format!("{language}/lexicon/site-kinds.tsv"));
    let texts: Vec<String> = lexicons.map(|path| fs::read_to_string(root().join(path)).unwrap_or_default()).collect();
    let kinds: BTreeSet<&str> =
        texts.iter().flat_map(|text| rows(text)).filter_map(|(_, row)| row.get(1).copied()).collect();
    let mut faults = Vec::new();
    for (path, site) in sites() {
        if !(-90.0..=90.0).contains(&site.latitude) || !(-180.0..=180.0).contains(&site.longitude) {
            faults.push(format!("{path}: `{}` stands outside the globe", site.key));
        }
        if !kinds.contains(site.kind.as_str()) {
            faults.push(format!("{path}: `{}` is a `{}`, for which no language has a word", site.key, site.kind));
        }
    }
    none(faults);
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
    let needs = frame.need.iter().flat_map(|need| need.split('|')).filter(|role| !ROLES.contains(role));
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
