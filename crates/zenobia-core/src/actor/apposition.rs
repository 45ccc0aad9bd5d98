//! A description beside a name: "le groupe Etat islamique", "President Assad", "Sputnik, a news agency".

use std::ops::Range;

use crate::actor::describe::Description;
use crate::actor::register::Register;
use crate::actor::{ActorMention, Entity, Head};
use crate::record::ActorKind;

impl Register<'_> {
    /// The named mention that a description stands in apposition to: "le groupe Etat islamique", "President Assad".
    pub(super) fn beside_name(&self, description: &Description) -> Option<usize> {
        let syntax = self.scene.syntax;
        let word = &syntax.words[description.head];
        let fits = |mention: &ActorMention| compatible(description.entry, &self.actors.entities[mention.entity]);
        let bare = |child: usize| syntax.children_by(child, "case").next().is_none();
        let below = |mention: &&ActorMention| {
            syntax.words[mention.head].head == Some(description.head) && {
                let link = &syntax.words[mention.head];
                let close = mention.tokens.start <= description.words.end + 3;
                (link.is("appos") || link.is("flat") || (close && link.is("nmod") && bare(mention.head)))
                    && (description.entry.title
                        || description.entry.kind != ActorKind::Person
                        || link.is("appos")
                        || link.is("flat"))
            }
        };
        let above = |mention: &&ActorMention| {
            word.head == Some(mention.head)
                && (word.is("appos")
                    || word.is("flat")
                    || (word.is("compound") && mention.tokens.start == description.words.end))
        };
        let touching = |mention: &&ActorMention| {
            description.entry.kind == ActorKind::Person
                && self.actors.entities[mention.entity].kind == ActorKind::Person
                && mention.tokens.start == description.words.end
        };
        let mut mentions = self.actors.mentions.iter().enumerate();
        mentions
            .find(|(_, mention)| fits(mention) && (below(mention) || above(mention) || touching(mention)))
            .map(|(number, _)| number)
    }

    /// A description beside a name is one more wording of the named actor; standing before the name it becomes part of it.
    pub(super) fn join_name(&mut self, description: &Description, number: usize) {
        let mention = self.actors.mentions[number].clone();
        if description.words.end <= mention.tokens.start && mention.tokens.start <= description.words.end + 3 {
            let tokens = description.words.start..mention.tokens.end;
            self.taken[tokens.clone()].fill(true);
            let head = self.scene.syntax.top(&tokens);
            self.actors.mentions[number] = ActorMention { tokens, head, entity: mention.entity };
        } else {
            let tokens = self.extent(description);
            self.mention(tokens, mention.entity);
        }
    }

    /// The head words with what stands directly beside them and says whose they are.
    pub(super) fn extent(&self, description: &Description) -> Range<usize> {
        let syntax = self.scene.syntax;
        let mut tokens = description.words.clone();
        for child in syntax.children(description.head) {
            let word = &syntax.words[child];
            if (word.is("amod") || word.is("compound") || word.is("flat")) && !self.taken[child] {
                let near = child + 1 == tokens.start || child == tokens.end;
                if near {
                    tokens = tokens.start.min(child)..tokens.end.max(child + 1);
                }
            }
        }
        for child in syntax.children_by(description.head, "nmod") {
            let owner = self.owner_at[child].is_some() || self.taken[child];
            let subtree = syntax.subtree(child);
            if owner && subtree.start == tokens.end && subtree.len() <= 6 {
                tokens.end = subtree.end;
            }
        }
        tokens
    }
}

/// Whether a head word can describe a named actor.
fn compatible(head: &Head, entity: &Entity) -> bool {
    use ActorKind::*;
    match head.kind {
        Person => entity.kind == Person,
        Population => false,
        State => matches!(entity.kind, State | Organisation),
        StateForce | ArmedGroup | Militia => matches!(entity.kind, StateForce | ArmedGroup | Militia | Organisation),
        Organisation => matches!(entity.kind, Organisation | ArmedGroup | Militia | Media),
        Media => matches!(entity.kind, Media | Organisation),
    }
}
