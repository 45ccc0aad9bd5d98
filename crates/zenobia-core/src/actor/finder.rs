//! Actors that no lexicon knows: names that the finder takes for persons, organisations or armed forces.

use std::ops::Range;

use compact_str::CompactString;

use crate::actor::Entity;
use crate::actor::register::{Identity, Register};
use crate::finder::{Found, Kind};
use crate::record::ActorKind;
use crate::text::fold;
use crate::why::Why;

/// What a name must beat its other readings by, in hundredths of a nat, to stand for an actor.
pub(super) const SURE: i32 = 150;

/// The same for a place, against other signs that it is a person.
const SURE_PLACE: i32 = 400;

impl Register<'_> {
    /// Adds the names of the finder whose words belong to nobody yet and are no places where something happens.
    pub(super) fn add_found(&mut self, locative: &dyn Fn(usize) -> bool) {
        for found in self.scene.named.iter().filter(|found| found.margin >= SURE) {
            let kind = match found.kind {
                Kind::Person => ActorKind::Person,
                Kind::Organisation => ActorKind::Organisation,
                Kind::Force => ActorKind::ArmedGroup,
                _ => continue,
            };
            let free = |at: usize| !self.taken[at] && self.owner_at[at].is_none() && !locative(at);
            if !found.tokens.is_empty() && found.tokens.clone().all(free) && !self.is_common(found) {
                self.add_one(found, kind);
            }
        }
    }

    /// A single head word with a capital ("l'Etat", "la Défense") is a description, and no name.
    fn is_common(&self, found: &Found) -> bool {
        let word = &self.scene.reading.tokens[found.tokens.start];
        found.tokens.len() == 1 && !self.scene.heads.starting(&word.lower).is_empty()
    }

    /// Whether the finder is sure that words name a place or building.
    pub(super) fn is_placed(&self, tokens: &Range<usize>) -> bool {
        let first = self.scene.named.partition_point(|found| found.tokens.end <= tokens.start);
        let found = self.scene.named.get(first).filter(|found| found.margin >= SURE_PLACE);
        found.is_some_and(|found| found.tokens == *tokens && matches!(found.kind, Kind::Place | Kind::Facility))
    }

    /// Persons are the same by their surname, others by all of their words.
    fn add_one(&mut self, found: &Found, kind: ActorKind) {
        let name = self.words(&found.tokens);
        let identity = match kind {
            ActorKind::Person => self.person(&name),
            _ => Identity::Wording(fold(&name), Some(usize::MAX - 1)),
        };
        let span = self.scene.reading.span(found.tokens.clone());
        let why = Why::by("finder").and(found.kind.word(), Some(span), format!("margin {}", found.margin));
        let entity = self.entity(identity, || Entity {
            known: None,
            key: None,
            name: name.clone(),
            kind,
            class: CompactString::default(),
            country: None,
            generic: false,
            unnamed: false,
            why,
        });
        if name.len() > self.actors.entities[entity].name.len() {
            self.actors.entities[entity].name = name;
        }
        self.mention(found.tokens.clone(), entity);
    }
}
