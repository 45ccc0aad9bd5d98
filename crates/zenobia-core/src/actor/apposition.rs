//! A description beside a name: "le groupe Etat islamique", "President Assad", "Sputnik, a news agency".

use std::ops::Range;

use crate::actor::describe::Description;
use crate::actor::register::Register;
use crate::actor::{ActorMention, Entity, Head};
use crate::record::ActorKind;
use crate::syntax::{Features, Upos};
use crate::text::lower;

impl Register<'_> {
    /// The named mention that a description stands in apposition to: "le groupe Etat islamique", "President Assad".
    pub(super) fn beside_name(&self, description: &Description) -> Option<usize> {
        let syntax = self.scene.syntax;
        let word = &syntax.words[description.head];
        let member = self.is_one_member(description);
        let fits = |mention: &ActorMention| {
            let entity = &self.actors.entities[mention.entity];
            compatible(description.entry, entity) || (member && entity.kind == ActorKind::Person)
        };
        let bare = |child: usize| syntax.children_by(child, "case").next().is_none();
        let below = |mention: &ActorMention| {
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
        let above = |mention: &ActorMention| {
            word.head == Some(mention.head)
                && (word.is("appos")
                    || word.is("flat")
                    || (word.is("compound") && mention.tokens.start == description.words.end))
        };
        let touching = |mention: &ActorMention| {
            description.entry.kind == ActorKind::Person
                && self.actors.entities[mention.entity].kind == ActorKind::Person
                && mention.tokens.start == description.words.end
        };
        let follows = || self.before_comma(description).filter(|(_, mention)| fits(mention)).map(|(number, _)| number);
        let near = syntax.children(description.head).chain(word.head).chain([description.words.end]);
        let beside = near
            .flat_map(|at| self.mentions_at(at))
            .filter(|(_, mention)| fits(mention) && (below(mention) || above(mention) || touching(mention)));
        let near = follows().min().or_else(|| beside.map(|(number, _)| number).min());
        near.or_else(|| self.between_commas(description)).or_else(|| self.past_complement(description))
    }

    /// The person named right behind what an office is of: « le porte-parole de l'armée Moussa Diallo ». Of two people the name may be the
    /// other's: « le fils du président Ali Bongo », « l'avocat du journaliste Omar Sy ».
    fn past_complement(&self, description: &Description) -> Option<usize> {
        const REACH: usize = 9;
        let (words, heads) = (&self.scene.syntax.words, self.scene.heads);
        let office =
            description.entry.kind == ActorKind::Person && !description.entry.generic && !description.entry.one;
        if !office || !description.definite || self.is_plural(description.head) {
            return None;
        }
        let person = |&(_, mention): &(usize, &ActorMention)| {
            let entity = &self.actors.entities[mention.entity];
            entity.kind == ActorKind::Person && entity.class.is_empty()
        };
        let start = description.words.end;
        let end = words.len().min(start + REACH);
        let starts = |at: usize| self.mentions_at(at).find(move |(_, mention)| mention.tokens.start == at);
        let (number, mention) = (start..end).find_map(|at| starts(at).filter(person))?;
        let between = start..mention.tokens.start;
        let nominal =
            |at: usize| matches!(words[at].upos, Upos::Adp | Upos::Det | Upos::Adj | Upos::Noun | Upos::Propn);
        let somebody = |head: &Head| {
            let kind = matches!(head.kind, ActorKind::Person | ActorKind::Population);
            head.words.len() == 1 && (kind || head.one || head.member || head.title)
        };
        let one = |at: usize| {
            let singular = words[at].upos == Upos::Noun && !self.is_plural(at);
            singular && heads.starting(&lower(&words[at].lemma)).iter().any(somebody)
        };
        let opens = between.clone().any(|at| words[at].upos == Upos::Adp);
        let named = between.clone().next_back().is_some_and(|at| matches!(words[at].upos, Upos::Noun | Upos::Propn));
        (opens && named && between.clone().all(nominal) && !between.into_iter().any(one)).then_some(number)
    }

    /// The names before a comma that a description follows with nothing of others between: "Two bastions of the EI, a jihadist organisation".
    fn before_comma(&self, description: &Description) -> impl Iterator<Item = (usize, &ActorMention)> {
        let syntax = self.scene.syntax;
        let own = |at: &usize| syntax.words[*at].head == Some(description.head);
        let apposed = syntax.words[description.head].is("appos");
        let comma = |at: &usize| self.scene.reading.tokens[*at].text == ",";
        let starts = std::iter::once(description.words.start).chain((0..description.words.start).rev().take_while(own));
        let commas = starts.filter_map(|start| start.checked_sub(1)).filter(move |at| apposed && comma(at));
        commas.flat_map(|comma| self.mentions_before(comma))
    }

    /// The mentions that end right before a token, with their numbers.
    fn mentions_before(&self, at: usize) -> impl Iterator<Item = (usize, &ActorMention)> {
        let last = at.checked_sub(1).into_iter().flat_map(|last| self.mentions_at(last));
        last.filter(move |(_, mention)| mention.tokens.end == at)
    }

    /// The person that a description and a name beside it share by punctuation, whatever the tree says: "the envoy of the union for the
    /// lakes, Awa Sy, left"; "Awa Sy, the envoy for the lakes, left".
    fn between_commas(&self, description: &Description) -> Option<usize> {
        let tokens = &self.scene.reading.tokens;
        let sentence = &self.scene.reading.sentences[self.scene.reading.sentence_of(description.head)].tokens;
        let is_person = |mention: &ActorMention| {
            let entity = &self.actors.entities[mention.entity];
            entity.kind == ActorKind::Person && entity.class.is_empty()
        };
        if description.entry.kind != ActorKind::Person || !description.definite || self.is_plural(description.head) {
            return None;
        }
        let stop = self.phrase_end(description.words.end, sentence.end)?;
        let comma = |at: usize| tokens.get(at).is_some_and(|token| token.text == ",");
        let is_named = |(_, mention): &(usize, &ActorMention)| is_person(mention);
        let closed = |mention: &ActorMention| mention.tokens.end >= sentence.end || self.closes(mention.tokens.end);
        let after = comma(stop).then(|| self.mentions_at(stop + 1)).into_iter().flatten();
        let after = after.filter(|(_, mention)| mention.tokens.start == stop + 1 && closed(mention));
        let determined = (1..=2).filter_map(|back| description.words.start.checked_sub(back)).find(|&at| comma(at));
        let before = determined.into_iter().flat_map(|comma| self.mentions_before(comma));
        after.chain(before).filter(is_named).map(|(number, _)| number).min()
    }

    /// Where the phrase that goes on at a token ends: at a comma or the end of the sentence, with no finite verb before it.
    fn phrase_end(&self, from: usize, end: usize) -> Option<usize> {
        const REACH: usize = 12;
        let words = &self.scene.syntax.words;
        let finite =
            |at: usize| matches!(words[at].upos, Upos::Verb | Upos::Aux) && words[at].features.has(Features::FINITE);
        let ends = |at: &usize| *at >= end || self.closes(*at);
        (from..=from + REACH).take_while(|&at| at >= end || !finite(at)).find(ends)
    }

    fn closes(&self, at: usize) -> bool {
        let finite = |word: &crate::syntax::Word| {
            matches!(word.upos, Upos::Verb | Upos::Aux) && word.features.has(Features::FINITE)
        };
        let mark =
            self.scene.reading.tokens.get(at).is_some_and(|token| matches!(token.text.as_str(), "," | "." | ";" | ")"));
        mark || self.scene.syntax.words.get(at).is_some_and(finite)
    }

    fn is_plural(&self, at: usize) -> bool {
        self.scene.syntax.words[at].features.has(Features::PLURAL)
    }

    /// A description beside a name is one more wording of the named actor; standing before the name it becomes part of it.
    pub(super) fn join_name(&mut self, description: &Description, number: usize) {
        let mention = self.actors.mentions[number].clone();
        if description.entry.kind == ActorKind::Person {
            self.titled.insert(description.entry.class.clone(), mention.entity);
        }
        self.note_member(description, mention.entity);
        if description.words.end <= mention.tokens.start && mention.tokens.start <= description.words.end + 3 {
            let tokens = description.words.start..mention.tokens.end;
            self.taken[tokens.clone()].fill(true);
            let head = self.scene.syntax.top(&tokens);
            self.actors.mentions[number] = ActorMention { tokens, head, entity: mention.entity };
            self.note_tokens(number);
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
            // ", according to a doctor" is put beside it.
            let apart = subtree.clone().next().is_some_and(|first| syntax.words[first].is("punct"));
            if owner && !apart && subtree.start == tokens.end && subtree.len() <= 6 {
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
