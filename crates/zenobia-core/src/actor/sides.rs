//! Words for all who fight one another: "both sides", "les belligérants".

use compact_str::CompactString;

use crate::actor::Entity;
use crate::actor::describe::Description;
use crate::actor::register::{Identity, Register};
use crate::record::ActorKind;
use crate::why::Why;

impl Register<'_> {
    /// Adds a description of both sides; gives whether it is one.
    pub(super) fn add_sides(&mut self, description: &Description) -> bool {
        if !description.entry.sides || self.is_singular(description.head) {
            return false;
        }
        let tokens = description.words.clone();
        let name = self.words(&tokens);
        let class: CompactString = description.entry.class.clone();
        let entity = self.entity(Identity::Part("sides".into()), || Entity {
            known: None,
            key: None,
            name,
            kind: description.entry.kind,
            class,
            country: None,
            generic: false,
            unnamed: false,
            why: Why::by("actor/sides"),
        });
        self.actors.sides.insert(entity, Vec::new());
        self.mention(tokens, entity);
        true
    }

    /// Decides who the sides are: of those who bear arms the one named most, and the one named most that is no part or ally of it.
    pub(super) fn settle_sides(&mut self) {
        let Some((&sides, _)) = self.actors.sides.iter().next() else { return };
        let mut counts = vec![0_usize; self.actors.entities.len()];
        self.actors.mentions.iter().for_each(|mention| counts[mention.entity] += 1);
        let armed = |&entity: &usize| {
            let kind = self.actors.entities[entity].kind;
            let bears = kind == ActorKind::State || kind.fights();
            bears && self.actors.entities[entity].key.is_some() && counts[entity] > 0 && entity != sides
        };
        let most = |entity: &usize| (counts[*entity], std::cmp::Reverse(*entity));
        let first = (0..counts.len()).filter(armed).max_by_key(most);
        let second = first.and_then(|first| {
            let against = |&entity: &usize| armed(&entity) && entity != first && !self.is_akin(first, entity);
            (0..counts.len()).filter(against).max_by_key(most)
        });
        // Where the report does not tell who they are, they are themselves.
        let Some((first, second)) = first.zip(second) else { return self.actors.sides.clear() };
        self.actors.sides.insert(sides, vec![first.min(second), first.max(second)]);
    }

    /// Whether two actors are of one side: one a part, parent or ally of the other, or parts of one state.
    fn is_akin(&self, a: usize, b: usize) -> bool {
        let actor = |entity: usize| self.actors.entities[entity].known.map(|number| &self.scene.index.actors[number]);
        let key = |entity: usize| self.actors.entities[entity].key.as_deref().unwrap_or_default();
        let state = |entity: usize| key(entity).split('/').next().unwrap_or_default().to_owned();
        let names = |one: usize, other: usize| {
            actor(one).is_some_and(|actor| {
                actor.parents.iter().chain(&actor.allies).any(|kin| *kin == key(other) || *kin == state(other))
            })
        };
        state(a) == state(b) || names(a, b) || names(b, a)
    }
}
