//! Names: in every language, each once, none that is a word, none that two actors of a country share.

use std::collections::{BTreeMap, BTreeSet};

use compact_str::CompactString;
use zenobia_core::knowledge::{KnownActor, KnownSite, Names};
use zenobia_core::problem::Problem;
use zenobia_core::record::ActorKind;

use super::dates::overlap;
use super::{Entry, Ground};

/// Without case, accents and hyphens, as names are compared.
pub(super) fn fold(text: &str) -> String {
    zenobia_core::text::fold(text)
        .split([' ', '-', '\'', '’', '.'])
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

pub(super) fn of_actor(actor: &KnownActor, ground: &Ground) -> Vec<String> {
    let mut faults = lacking(&actor.key, &actor.names, &actor.short, ground);
    faults.extend(repeated(&actor.key, &actor.names, &actor.short));
    // Peoples, like states, are called by words of the language.
    if !matches!(actor.kind, ActorKind::State | ActorKind::Population) {
        faults.extend(words(&actor.key, &actor.names, ground));
    }
    let ill = actor.acronyms.iter().filter(|acronym| acronym.chars().any(char::is_whitespace));
    faults
        .extend(ill.map(|acronym| format!("`{}`: the acronym `{acronym}` is a name: put it among `names`", actor.key)));
    faults
}

pub(super) fn of_site(site: &KnownSite, ground: &Ground) -> Vec<String> {
    let mut faults = lacking(&site.key, &site.names, &site.short, ground);
    faults.extend(repeated(&site.key, &site.names, &site.short));
    faults.extend(words(&site.key, &site.names, ground));
    if !ground.kinds.contains(site.kind.as_str()) {
        faults.push(format!(
            "`{}` is a `{}`, for which no language has a word: see lexicon/site-kinds.tsv",
            site.key, site.kind
        ));
    }
    faults
}

fn lacking(key: &str, names: &Names, short: &Names, ground: &Ground) -> Vec<String> {
    let has = |names: &Names, language: &str| names.get(language).is_some_and(|names| !names.is_empty());
    let absent = |language: &&String| !has(names, language) && !has(short, language);
    ground.languages.iter().filter(absent).map(|language| format!("`{key}` has no name in `{language}`")).collect()
}

/// Short names that are full names as well: the full one would win everywhere.
fn repeated(key: &str, names: &Names, short: &Names) -> Vec<String> {
    let full: BTreeSet<String> = names.values().flatten().map(|name| fold(name)).collect();
    let twice = short.values().flatten().filter(|name| full.contains(&fold(name)));
    twice.map(|name| format!("`{key}`: `{name}` is a full name and a short one: keep one")).collect()
}

/// Full names of one word that the language uses for something else.
fn words(key: &str, names: &Names, ground: &Ground) -> Vec<String> {
    let mut faults = Vec::new();
    for (language, names) in names {
        let Some(words) = ground.words.get(language.as_str()) else { continue };
        let initials = |name: &CompactString| !name.chars().any(char::is_lowercase);
        for name in names.iter().filter(|name| !initials(name)) {
            let folded = fold(name);
            if words.contains(&folded) && !ground.allowed.contains(&folded) {
                faults.push(format!("`{key}`: `{name}` is a word too: make it `short.{language}`, or list it in names-that-are-words.txt"));
            }
        }
    }
    faults
}

/// Full names and initials that two actors of a country share at one time: nothing in a report tells them apart.
pub(super) fn clashes(actors: &[Entry<KnownActor>]) -> Vec<Problem> {
    let mut bearers: BTreeMap<String, Vec<&Entry<KnownActor>>> = BTreeMap::new();
    for entry in actors {
        let actor = &entry.known;
        let names = actor.names.values().flatten().chain([&actor.name]).chain(&actor.acronyms);
        let folded: BTreeSet<String> = names.map(|name| fold(name)).collect();
        folded.into_iter().for_each(|name| bearers.entry(name).or_default().push(entry));
    }
    let countries = |actor: &KnownActor| actor.country.iter().chain(&actor.countries).cloned().collect::<BTreeSet<_>>();
    let clash = |a: &KnownActor, b: &KnownActor| {
        let (a_in, b_in) = (countries(a), countries(b));
        let near = a_in.intersection(&b_in).next().is_some() || (a_in.is_empty() && b_in.is_empty());
        near && overlap(a, b) && a.key != b.key
    };
    let mut problems = Vec::new();
    for (name, entries) in &bearers {
        for (at, entry) in entries.iter().enumerate() {
            let Some(other) = entries[..at].iter().find(|other| clash(&entry.known, &other.known)) else { continue };
            problems.push(entry.problem(format!(
                "`{}` and `{}` of {}:{} both go by `{name}`: make it `short` for one, or join the two",
                entry.known.key, other.known.key, other.path, other.line
            )));
        }
    }
    problems
}

/// Full names that two sites of a country share.
pub(super) fn site_clashes(sites: &[Entry<KnownSite>]) -> Vec<Problem> {
    let mut first: BTreeMap<(String, CompactString), &Entry<KnownSite>> = BTreeMap::new();
    let mut problems = Vec::new();
    for entry in sites {
        let site = &entry.known;
        let folded: BTreeSet<String> =
            site.names.values().flatten().chain([&site.name]).map(|name| fold(name)).collect();
        for name in folded {
            let told = format!("`{}` goes by `{name}`", site.key);
            if let Some(other) = first.insert((name, site.country.clone()), entry) {
                problems.push(entry.problem(format!(
                    "{told}, as does `{}`: make it `short` for one, or join the two",
                    other.known.key
                )));
            }
        }
    }
    problems
}
