//! How much is known: counted against what the project set out to know. `cargo test -p zenobia-packs --test coverage -- --nocapture` prints it.

#![allow(clippy::print_stdout, reason = "the counts are the point")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{fs, iter};

use zenobia_core::knowledge::{KnownActor, KnownSite, Names};
use zenobia_core::pack::rows;
use zenobia_core::record::ActorKind;
use zenobia_packs::{Entry, entries};

/// Member states of the United Nations, by ISO 3166.
const MEMBERS: &str = "AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HN HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PT PW PY QA RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TZ UA UG US UY UZ VC VE VN VU WS YE ZA ZM ZW";

/// States that are disputed, ended or not members.
const DISPUTED: [&str; 10] = [
    "kosovo",
    "taiwan",
    "palestine",
    "western-sahara",
    "northern-cyprus",
    "abkhazia",
    "south-ossetia",
    "transnistria",
    "somaliland",
    "nagorno-karabakh",
];

/// Members whose capital has no entry of its own: it bears the name of the state, or one that means something else more often
/// (Brussels, Georgetown, Victoria, San José, Malé, Roseau …).
const NO_CAPITAL: &str = "AG BE CR DM GD GY LU MC MV SC SG SM ST";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn toml_below(folder: &Path) -> Vec<PathBuf> {
    let inside = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let paths = inside.flat_map(|path| if path.is_dir() { toml_below(&path) } else { vec![path] });
    paths.filter(|path| path.extension().is_some_and(|extension| extension == "toml")).collect()
}

fn known<T: serde::de::DeserializeOwned>(folder: &str, table: &str) -> Vec<Entry<T>> {
    let mut faults = Vec::new();
    let read = |path: PathBuf| (path.display().to_string(), fs::read_to_string(&path).expect("a data file is text"));
    let files = toml_below(&root().join(folder)).into_iter().map(read);
    let all = files.flat_map(|(path, text)| entries(&path, &text, table, &mut faults)).collect();
    assert_eq!(faults, []);
    all
}

fn actors() -> Vec<KnownActor> {
    known("knowledge/actors", "actor").into_iter().map(|entry| entry.known).collect()
}

/// Prints a count, and says so when it is below what is asked for.
#[track_caller]
fn at_least(what: &str, count: usize, wanted: usize) {
    println!("{what:60} {count:6}   {wanted} asked for");
    assert!(count >= wanted, "{what}: {count}, where {wanted} are asked for");
}

#[test]
fn every_member_state_has_names_people_capital_and_codes() {
    let actors = actors();
    let states: BTreeMap<&str, &KnownActor> = actors
        .iter()
        .filter(|actor| actor.kind == ActorKind::State && actor.codes.contains_key("iso3"))
        .filter_map(|actor| Some((actor.country.as_deref()?, actor)))
        .collect();
    let no_capital: BTreeSet<&str> = NO_CAPITAL.split(' ').collect();
    let mut lacking = Vec::new();
    for code in MEMBERS.split(' ') {
        let Some(state) = states.get(code) else {
            lacking.push(format!("{code} is no known state"));
            continue;
        };
        let both = |names: &Names| ["fr", "en"].iter().all(|language| names.contains_key(*language));
        let parts = [
            ("names", both(&state.names)),
            ("adjectives", both(&state.adjectives) || code == "DM"),
            ("demonyms", both(&state.demonyms) || code == "DM"),
            ("capital", both(&state.capital) || no_capital.contains(code)),
            ("a CAMEO code", state.codes.contains_key("cameo")),
        ];
        lacking.extend(parts.iter().filter(|(_, has)| !has).map(|(part, _)| format!("{code} lacks {part}")));
    }
    let keys: BTreeSet<&str> = actors.iter().map(|actor| actor.key.as_str()).collect();
    lacking.extend(DISPUTED.iter().filter(|key| !keys.contains(*key)).map(|key| format!("{key} is missing")));
    assert_eq!(lacking, Vec::<String>::new());
    at_least("member states of the United Nations", MEMBERS.split(' ').count(), 193);
}

/// Armies, police and parliaments without a name of their own are built from the adjective of their state (`classes.toml`).
#[test]
fn forces_and_parliaments_with_a_name_of_their_own_are_many() {
    let actors = actors();
    let of = |kind: ActorKind| actors.iter().filter(move |actor| actor.kind == kind && !actor.parents.is_empty());
    at_least("forces, police and services of states", of(ActorKind::StateForce).count(), 400);
    at_least("seats, parliaments and parts of states", of(ActorKind::State).count(), 150);
}

#[test]
fn ministers_since_1990_are_dated() {
    let actors = actors();
    let states: BTreeSet<&str> = actors
        .iter()
        .filter(|actor| actor.kind == ActorKind::State && actor.parents.is_empty())
        .map(|actor| actor.key.as_str())
        .collect();
    let mut roles: BTreeMap<&str, usize> = BTreeMap::new();
    let mut undated = Vec::new();
    for (actor, office) in actors.iter().flat_map(|actor| iter::repeat(actor).zip(&actor.offices)) {
        let english = office.title.get("en").into_iter().flatten();
        let title = english.map(|title| title.as_str()).collect::<Vec<_>>().join("|");
        let role = ["prime minister", "president", "foreign minister", "defence minister"];
        let Some(role) = role.into_iter().find(|role| title.contains(role)) else { continue };
        if states.contains(office.of.as_str()) {
            *roles.entry(role).or_default() += 1;
            undated.extend(office.from.is_none().then_some(&actor.key));
        }
    }
    println!("{} offices of states without a first day: {undated:?}", undated.len());
    for (role, wanted) in
        [("president", 400), ("prime minister", 250), ("foreign minister", 350), ("defence minister", 250)]
    {
        at_least(role, roles.get(role).copied().unwrap_or_default(), wanted);
    }
    assert!(undated.len() < 10, "{undated:?}");
}

#[test]
fn groups_organisations_media_and_peoples_are_as_many_as_asked_for() {
    let actors = actors();
    let of = |kinds: &[ActorKind]| actors.iter().filter(|actor| kinds.contains(&actor.kind)).collect::<Vec<_>>();
    let groups = of(&[ActorKind::ArmedGroup, ActorKind::Militia]);
    at_least("armed groups and militias", groups.len(), 700);
    let dated = groups.iter().filter(|group| group.from.is_some() && group.country.is_some());
    at_least("… with a first year and a country", dated.count(), 700);
    at_least("… with parents or rivals", groups.iter().filter(|group| tied(group)).count(), 500);
    at_least("organisations", of(&[ActorKind::Organisation]).len(), 150);
    let media = of(&[ActorKind::Media]);
    at_least("media with a country", media.iter().filter(|medium| medium.country.is_some()).count(), 250);
    at_least("peoples", of(&[ActorKind::Population]).len(), 80);
}

fn tied(actor: &KnownActor) -> bool {
    !actor.parents.is_empty() || !actor.rivals.is_empty()
}

#[test]
fn heritage_sites_of_wars_are_as_many_as_asked_for() {
    let lexicon = fs::read_to_string(root().join("fr/lexicon/site-kinds.tsv")).expect("the lexicon is text");
    let heritage: BTreeSet<&str> =
        rows(&lexicon).filter(|(_, row)| row.get(2) == Some(&"heritage")).map(|(_, row)| row[1]).collect();
    let sites: Vec<KnownSite> = known("knowledge/sites", "site").into_iter().map(|entry| entry.known).collect();
    let is_heritage = |site: &&KnownSite| heritage.contains(site.kind.as_str()) || site.world_heritage.is_some();
    at_least("heritage sites and museums", sites.iter().filter(is_heritage).count(), 500);
    at_least("sites", sites.len(), 1_200);
}
