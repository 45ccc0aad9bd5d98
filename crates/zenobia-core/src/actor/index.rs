//! Looking actors up: every name of the knowledge base.

use std::ops::Range;

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use crate::knowledge::KnownActor;
use crate::name::NameIndex;
use crate::record::ActorKind;
use crate::text::Token;

/// How a name stands for an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameKind {
    /// A full name.
    Full,
    /// Initials, matched letter for letter.
    Acronym,
    /// A name that needs the right context.
    Short,
    /// A capital or seat that stands for a government.
    Capital,
    /// The people of a country.
    Demonym,
    /// An adjective that implies it.
    Adjective,
}

/// All known actors and their names.
#[derive(Clone, Debug, Default)]
pub struct ActorIndex {
    /// The actors, in the order of their files.
    pub actors: Vec<KnownActor>,
    names: NameIndex<NameKind>,
    by_key: FxHashMap<CompactString, usize>,
    /// Numbers of those who hold or held an office of an actor, by its key.
    officers: FxHashMap<CompactString, Vec<usize>>,
    /// Numbers of the parts of an actor, by its key.
    parts: FxHashMap<CompactString, Vec<usize>>,
    /// By ISO 3166 alpha-2 code the state that a country is.
    states: FxHashMap<CompactString, usize>,
}

impl ActorIndex {
    /// Builds the index. Of two actors with one key the later one wins.
    pub fn new(actors: Vec<KnownActor>) -> ActorIndex {
        let mut index = ActorIndex { actors, ..ActorIndex::default() };
        // Where two governments claim a country, the state that all others know by a code stands for it.
        let mut states: Vec<_> = index.actors.iter().enumerate().filter(|(_, actor)| is_state(actor)).collect();
        states.sort_by_key(|(_, actor)| !actor.codes.contains_key("iso3"));
        for (number, actor) in states {
            if let Some(country) = &actor.country {
                index.states.entry(country.clone()).or_insert(number);
            }
        }
        for (number, actor) in index.actors.iter().enumerate() {
            index.by_key.insert(actor.key.clone(), number);
            actor.offices.iter().for_each(|office| list(&mut index.officers, &office.of, number));
            actor.parents.iter().for_each(|parent| list(&mut index.parts, parent, number));
        }
        for (number, actor) in index.actors.iter().enumerate() {
            if index.by_key.get(&actor.key) == Some(&number) {
                add_names(&mut index.names, actor, number);
            }
        }
        index
    }

    /// Number of the state that a country is, by its ISO 3166 alpha-2 code: one that still is, and no part of another.
    pub fn state_of(&self, country: &str) -> Option<usize> {
        self.states.get(country).copied()
    }

    /// Numbers of the parts of the actor with a key, in order.
    pub(super) fn parts(&self, of: &str) -> &[usize] {
        self.parts.get(of).map_or(&[], Vec::as_slice)
    }

    /// Numbers of those who hold or held an office of the actor with a key, in order.
    pub(super) fn officers(&self, of: &str) -> &[usize] {
        self.officers.get(of).map_or(&[], Vec::as_slice)
    }

    /// Number of the actor with a key.
    pub fn get(&self, key: &str) -> Option<usize> {
        self.by_key.get(key).copied()
    }
}

/// Adds a number to the list of a key, once.
fn list(lists: &mut FxHashMap<CompactString, Vec<usize>>, key: &CompactString, number: usize) {
    let numbers = lists.entry(key.clone()).or_default();
    if numbers.last() != Some(&number) {
        numbers.push(number);
    }
}

/// Whether it is a state that still is, and no part of another.
fn is_state(actor: &KnownActor) -> bool {
    actor.kind == ActorKind::State && actor.parents.is_empty() && actor.to.is_none()
}

fn add_names(names: &mut NameIndex<NameKind>, actor: &KnownActor, number: usize) {
    let mut add = |name: &CompactString, kind: NameKind| {
        // Initials without regard to case would hit ordinary words.
        let initials = name.len() > 1 && name.chars().all(|c| c.is_uppercase() || !c.is_alphabetic());
        names.add(name, kind, kind == NameKind::Acronym || initials, number);
    };
    let full = actor.names.values().flatten();
    [&actor.name].into_iter().chain(full).for_each(|name| add(name, NameKind::Full));
    actor.acronyms.iter().for_each(|name| add(name, NameKind::Acronym));
    let others = [
        (&actor.short, NameKind::Short),
        (&actor.capital, NameKind::Capital),
        (&actor.demonyms, NameKind::Demonym),
        (&actor.adjectives, NameKind::Adjective),
    ];
    for (names, kind) in others {
        names.values().flatten().for_each(|name| add(name, kind));
    }
}

/// A name found in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct NameMatch {
    /// Its words.
    pub tokens: Range<usize>,
    /// How it stands for its actor.
    pub kind: NameKind,
    /// The actors that bear it.
    pub actors: Vec<usize>,
}

/// All known names in the text: longest first, none inside another, adjectives and demonyms included.
pub(crate) fn find_matches(tokens: &[Token], index: &ActorIndex) -> Vec<NameMatch> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let matches = index.names.matches(tokens, at);
        let Some(&(length, first)) = matches.first() else {
            at += 1;
            continue;
        };
        let same = matches.iter().filter(|(other, name)| *other == length && name.kind == first.kind);
        let mut actors: Vec<usize> = same.map(|(_, name)| name.number).collect();
        actors.dedup();
        found.push(NameMatch { tokens: at..at + length, kind: first.kind, actors });
        at += length;
    }
    found
}
