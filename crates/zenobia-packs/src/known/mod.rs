//! Checking what is known: keys, names, dates, ties, codes and coordinates of actors and sites, each fault with file, line and what to do.

mod codes;
mod dates;
mod entries;
mod names;
mod ties;
mod whereabouts;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use zenobia_core::knowledge::{KnownActor, KnownSite};
use zenobia_core::problem::Problem;

pub use entries::{Entry, entries};
pub use whereabouts::Boxes;

/// What the entries are checked against.
#[derive(Clone, Debug, Default)]
pub struct Ground {
    /// Codes of the languages, in each of which an entry needs a name.
    pub languages: Vec<String>,
    /// Words of each language, folded: names that are also words are told apart badly.
    pub words: BTreeMap<String, BTreeSet<String>>,
    /// Names, folded, that may be words all the same.
    pub allowed: BTreeSet<String>,
    /// Kinds of sites that some language has a word for.
    pub kinds: BTreeSet<String>,
    /// How far each country reaches.
    pub boxes: Boxes,
}

/// All faults of the actors and sites of a folder of packs.
pub fn check_knowledge(folder: &Path) -> Vec<Problem> {
    let mut problems = Vec::new();
    let ground = entries::ground(folder, &mut problems);
    let actors = entries::below(folder, "knowledge/actors", "actor", &mut problems);
    let sites = entries::below(folder, "knowledge/sites", "site", &mut problems);
    problems.extend(check_actors(&actors, &ground));
    problems.extend(check_sites(&sites, &ground));
    problems
}

/// The faults of some actors, which must be all that they refer to.
pub fn check_actors(actors: &[Entry<KnownActor>], ground: &Ground) -> Vec<Problem> {
    let mut problems = keys(actors, |actor| &actor.key);
    problems.extend(ties::check(actors));
    problems.extend(names::clashes(actors));
    problems.extend(codes::twice(actors));
    for entry in actors {
        let mut faults = dates::of_actor(&entry.known);
        faults.extend(names::of_actor(&entry.known, ground));
        faults.extend(codes::of_actor(&entry.known));
        problems.extend(faults.into_iter().map(|fault| entry.problem(fault)));
    }
    problems.sort();
    problems
}

/// The faults of some sites.
pub fn check_sites(sites: &[Entry<KnownSite>], ground: &Ground) -> Vec<Problem> {
    let mut problems = keys(sites, |site| &site.key);
    problems.extend(names::site_clashes(sites));
    for entry in sites {
        let mut faults = whereabouts::of_site(&entry.known, &ground.boxes);
        faults.extend(names::of_site(&entry.known, ground));
        problems.extend(faults.into_iter().map(|fault| entry.problem(fault)));
    }
    problems.sort();
    problems
}

/// Keys that two entries share, or that are not lower-case words with hyphens.
fn keys<T>(entries: &[Entry<T>], key: impl Fn(&T) -> &str) -> Vec<Problem> {
    let mut first: BTreeMap<&str, &Entry<T>> = BTreeMap::new();
    let mut problems = Vec::new();
    for entry in entries {
        let key = key(&entry.known);
        if let Some(other) = first.insert(key, entry) {
            let message = format!("key `{key}` is also at {}:{}: join the two, or rename one", other.path, other.line);
            problems.push(entry.problem(message));
        }
        let formed = key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if !formed || key.is_empty() || key.starts_with('-') || key.ends_with('-') {
            problems.push(entry.problem(format!("key `{key}` must be lower-case words with hyphens")));
        }
    }
    problems
}

#[cfg(test)]
mod tests;
