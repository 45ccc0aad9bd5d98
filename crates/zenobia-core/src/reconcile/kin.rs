//! Who belongs with whom: parents, allies and media, as the knowledge base says it.

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use super::traits::Who;
use crate::knowledge::KnownActor;
use crate::record::ActorKind;
use crate::text::fold;

/// How two actors of two accounts relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tie {
    /// Different actors, as far as is known.
    Apart,
    /// Nothing speaks for or against: one of them has no name of its own.
    Loose,
    /// Allies.
    Ally,
    /// One is part of the other, or both of a third.
    Kin,
    /// The same.
    Same,
}

/// The relations of all known actors.
#[derive(Debug, Default)]
pub struct Kin {
    above: FxHashMap<CompactString, Vec<CompactString>>,
    allies: FxHashMap<CompactString, Vec<CompactString>>,
    media: FxHashMap<CompactString, CompactString>,
}

/// Deepest chain of parents that is followed; a cycle in the data ends here.
const DEEPEST: usize = 8;

impl Kin {
    /// Reads the relations out of the known actors.
    pub fn new(actors: &[KnownActor]) -> Kin {
        let mut parents: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
        let mut kin = Kin::default();
        for actor in actors {
            let offices = actor.offices.iter().map(|office| office.of.as_str());
            parents.insert(&actor.key, actor.parents.iter().map(CompactString::as_str).chain(offices).collect());
            if !actor.allies.is_empty() {
                kin.allies.insert(actor.key.clone(), actor.allies.clone());
            }
            if actor.kind == ActorKind::Media {
                let names = actor.names.values().chain(actor.short.values()).flatten().chain(&actor.acronyms);
                for name in names.chain([&actor.name]) {
                    kin.media.entry(fold(name)).or_insert_with(|| actor.key.clone());
                }
            }
        }
        for actor in actors {
            let above = ancestors(&actor.key, &parents);
            if !above.is_empty() {
                kin.above.insert(actor.key.clone(), above);
            }
        }
        kin
    }

    /// All that it holds, in words that are the same for the same relations.
    pub(crate) fn shown(&self) -> String {
        fn sorted<T: Ord>(pairs: impl Iterator<Item = T>) -> Vec<T> {
            let mut all: Vec<T> = pairs.collect();
            all.sort();
            all
        }
        format!("{:?}{:?}{:?}", sorted(self.above.iter()), sorted(self.allies.iter()), sorted(self.media.iter()))
    }

    /// How two actors relate.
    pub(crate) fn tie(&self, one: &Who, other: &Who) -> Tie {
        match (&one.key, &other.key) {
            (Some(key), Some(with)) if key == with => Tie::Same,
            (Some(key), Some(with)) => self.between(one, key, other, with),
            _ if is_civil(one.kind) != is_civil(other.kind) => Tie::Apart,
            (None, None) if one.name == other.name => Tie::Ally,
            _ if one.is_state() && other.is_state() && one.country.is_some() && other.country.is_some() => {
                if one.country == other.country { Tie::Kin } else { Tie::Apart }
            }
            _ => Tie::Loose,
        }
    }

    fn between(&self, one: &Who, key: &CompactString, other: &Who, with: &CompactString) -> Tie {
        let is_above = |key: &str, of: &str| stem(of) == Some(key) || self.above(of).iter().any(|up| up == key);
        let shared = || self.above(key).iter().any(|up| self.above(with).contains(up) || stem(with) == Some(up));
        let country = one.is_state() && other.is_state() && one.country.is_some() && one.country == other.country;
        let allied = |key: &CompactString, with: &CompactString| {
            self.allies.get(key).is_some_and(|allies| allies.contains(with))
        };
        match () {
            () if is_above(key, with) || is_above(with, key) || country || shared() => Tie::Kin,
            () if allied(key, with) || allied(with, key) => Tie::Ally,
            () => Tie::Apart,
        }
    }

    fn above(&self, key: &str) -> &[CompactString] {
        self.above.get(key).map_or(&[], Vec::as_slice)
    }

    /// The key of a medium by one of its names, else the name without case and accents.
    pub(crate) fn medium(&self, name: &str) -> CompactString {
        let name = fold(name);
        self.media.get(&name).cloned().unwrap_or(name)
    }
}

/// The actor that a made key such as `mali/army` is a class of.
fn stem(key: &str) -> Option<&str> {
    key.split_once('/').map(|(stem, _)| stem)
}

/// Whether somebody bears no arms by what he is.
pub(crate) fn is_civil(kind: ActorKind) -> bool {
    matches!(kind, ActorKind::Population | ActorKind::Media)
}

fn ancestors(key: &str, parents: &FxHashMap<&str, Vec<&str>>) -> Vec<CompactString> {
    let mut found: Vec<CompactString> = Vec::new();
    let mut level = vec![key];
    for _ in 0..DEEPEST {
        let up: Vec<&str> = level.iter().filter_map(|key| parents.get(key)).flatten().copied().collect();
        level = up.into_iter().filter(|up| !found.iter().any(|known| known == up)).collect();
        found.extend(level.iter().map(|key| CompactString::from(*key)));
    }
    found.sort();
    found.dedup();
    found
}
