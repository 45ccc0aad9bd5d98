//! Who is named: known names, descriptions ("l'armée syrienne", "the rebels"), persons; and who they are.
//!
//! [`find_names`] looks the report's words up in the knowledge base and runs before places are looked for, so that a name
//! inside a person or an organisation is not taken for a town. [`find`] then adds descriptions and persons and decides which
//! wordings mean the same actor.

mod acronym;
mod apposition;
mod class;
mod describe;
mod finder;
mod heads;
mod index;
mod names;
mod office;
mod person;
mod pronoun;
mod quoted;
mod referent;
mod register;
mod sides;

use std::collections::BTreeMap;
use std::ops::Range;

use compact_str::CompactString;

use crate::record::ActorKind;
use crate::why::Why;

pub use class::{Class, Classes};
pub use heads::{Head, Heads};
pub(crate) use index::find_matches;
pub use index::{ActorIndex, NameKind, NameMatch as ActorNameMatch};
pub use names::{KnownNames, Scene, countries_of, find_names, match_names, taken};
pub use pronoun::{Antecedents, antecedents};
pub(crate) use referent::is_elsewhere;
pub use register::{Whereabouts, find};

/// The class of the people of a state.
const PEOPLE: &str = "people";

/// No mention is longer, in tokens.
const LONGEST: usize = 100;

/// Words that refer to an actor.
#[derive(Clone, Debug, PartialEq)]
pub struct ActorMention {
    /// The words, articles left out.
    pub tokens: Range<usize>,
    /// Its syntactic head.
    pub head: usize,
    /// Number of the actor in [`Actors::entities`].
    pub entity: usize,
}

/// One actor of the report.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// Number in the knowledge base, when it is known there.
    pub known: Option<usize>,
    /// Key in the knowledge base, or of a part of a known actor (`syria/army`).
    pub key: Option<CompactString>,
    /// Canonical English name, or the fullest wording.
    pub name: String,
    /// What kind of actor it is.
    pub kind: ActorKind,
    /// Class of its head word, such as `army`; empty for a plain name.
    pub class: CompactString,
    /// ISO 3166 alpha-2 code of its country.
    pub country: Option<CompactString>,
    /// Whether it is nobody in particular: "people", "victims".
    pub generic: bool,
    /// Whether reports call it unnamed when they cite it: "witnesses", "sources".
    pub unnamed: bool,
    /// Why it is there.
    pub why: Why,
}

impl Entity {
    /// Whether it is the people of a state: "the Russians".
    pub(crate) fn is_a_people(&self) -> bool {
        self.kind == ActorKind::Population && self.class == PEOPLE && self.key.is_some()
    }
}

/// All actors of a report, and where they are named.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Actors {
    /// The actors, in order of first mention.
    pub entities: Vec<Entity>,
    /// Where they are named, in order.
    pub mentions: Vec<ActorMention>,
    /// For an actor that stands for several, such as "both sides", the numbers of those.
    pub sides: BTreeMap<usize, Vec<usize>>,
    /// Tokens that imply an actor without being a mention of it, such as adjectives, and the number of the actor.
    pub implied: Vec<(usize, usize)>,
}

impl Actors {
    /// The actors that one stands for: those of both sides, or itself.
    pub fn parties(&self, entity: usize) -> Vec<usize> {
        self.sides.get(&entity).cloned().unwrap_or_else(|| vec![entity])
    }

    /// The mentions that may cover one of some tokens. They are in order, so those far away need not be looked at.
    pub(crate) fn around(&self, tokens: Range<usize>) -> &[ActorMention] {
        let first = self.mentions.partition_point(|mention| mention.tokens.start + LONGEST < tokens.start);
        let last = self.mentions.partition_point(|mention| mention.tokens.start < tokens.end);
        self.mentions.get(first..last).unwrap_or_default()
    }

    /// The mention with this head, or else the shortest one that covers the token.
    pub fn at(&self, token: usize) -> Option<&ActorMention> {
        let covering = || self.around(token..token + 1).iter().filter(|mention| mention.tokens.contains(&token));
        covering()
            .find(|mention| mention.head == token)
            .or_else(|| covering().min_by_key(|mention| mention.tokens.len()))
    }
}

#[cfg(test)]
mod tests;
