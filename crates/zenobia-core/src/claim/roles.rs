//! Filling a frame's roles with what its arguments refer to.

use compact_str::CompactString;

use crate::claim::arguments::{Argument, CONTROLLED};
use crate::claim::frames::{self, Frames, Part as PartOfSpeech, Role};
use crate::claim::ground::Ground;
use crate::claim::triggers::Candidate;
use crate::pack::frame::Frame;
use crate::quantity::PERSON;
use crate::record::ActorKind;
use crate::syntax::{Features, Upos};
use crate::why::Part;

/// Who and what takes part, as numbers of the layers below.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fillers {
    /// Actors who do it.
    pub actor: Vec<usize>,
    /// Actors it is done to.
    pub recipient: Vec<usize>,
    /// Sites it is done to.
    pub site: Vec<usize>,
    /// Places that the frame asks for.
    pub place: Vec<usize>,
    /// Which argument filled which role.
    pub parts: Vec<Part>,
    /// Whether a counted noun stands as recipient or site.
    pub counted: bool,
    /// Names of places that stand for whoever governs there, as heads of their words.
    pub parties: Vec<usize>,
    /// Actors that are told as some of many ("five people, including the mayor"): no count of the many is theirs.
    pub members: Vec<usize>,
}

impl Fillers {
    /// The first that a count may belong to: somebody in particular, and not one of the many that are counted.
    pub(crate) fn counted_as(&self, entities: &[usize], generic: impl Fn(usize) -> bool) -> Option<usize> {
        entities.iter().copied().find(|entity| !generic(*entity) && !self.members.contains(entity))
    }
}

/// Fills the roles of a candidate's frame from its arguments.
pub(crate) fn fill(ground: &Ground, frames: &Frames, candidate: &Candidate, arguments: &[Argument]) -> Fillers {
    let frame = &frames.frames[candidate.frame];
    // The state in "coup d'État" is no actor of it. Between the words of a verb's phrase, arguments may stand.
    let outside =
        |argument: &&Argument| candidate.part != frames::Part::Noun || !candidate.words.contains(&argument.token);
    let arguments: Vec<Argument> = arguments.iter().filter(outside).cloned().collect();
    let arguments = arguments.as_slice();
    let fillers = Fillers::default();
    let verbal = candidate.part == PartOfSpeech::Verb;
    let acts_upon = verbal && arguments.iter().any(|argument| argument.label == "obj" && argument.path == "obj");
    let trigger = candidate.head;
    let mut filling = Filling { ground, frame, fillers, used: Vec::new(), trigger, verbal, acts_upon };
    let own = [
        (Role::Place, &frame.place),
        (Role::Actor, &frame.actor),
        (Role::Recipient, &frame.recipient),
        (Role::Site, &frame.site),
    ];
    for (role, relations) in own {
        let relations = frames.relations(relations, candidate.part, role);
        for relation in relations {
            filling.role(role, relation, arguments);
        }
        // An event noun takes who does it from its modifiers too: "Ukrainian attacks", "its offensive".
        if role == Role::Actor
            && candidate.part == PartOfSpeech::Noun
            && !relations.is_empty()
            && filling.fillers.actor.is_empty()
        {
            // "The candidate's murder": who owns it suffered it where the frame says so, unless the sufferer is told apart.
            let suffers = |relation: &str| {
                frames.relations(&frame.recipient, candidate.part, Role::Recipient).iter().any(|own| own == relation)
            };
            let apart = arguments.iter().any(|argument| {
                argument.label.starts_with("nmod:") && argument.label != "nmod:poss" && suffers(&argument.label)
            });
            let defaults = frames.relations(&None, PartOfSpeech::Noun, Role::Actor);
            let free = defaults.iter().filter(|relation| apart || frame.recipient.is_none() || !suffers(relation));
            free.for_each(|relation| filling.role(role, relation, arguments));
        }
        // A role that a light verb hands over is filled unless the frame switched the role off.
        match role {
            Role::Actor if !relations.is_empty() => {
                filling.role(role, "actor", arguments);
                // Whoever announces deaths has not caused them.
                if !frame.count.as_ref().is_some_and(|effect| frames.defaults.is_harm(effect)) {
                    filling.role(role, "teller", arguments);
                }
            }
            Role::Recipient | Role::Site if !relations.is_empty() => {
                filling.role(role, "recipient", arguments);
                filling.role(role, "place", arguments);
            }
            Role::Place => filling.role(role, "place", arguments),
            _ => {}
        }
    }
    filling.drop_wholes();
    filling.drop_itself();
    filling.fillers
}

struct Filling<'a> {
    ground: &'a Ground<'a>,
    frame: &'a Frame,
    fillers: Fillers,
    used: Vec<(Role, usize)>,
    /// Head of the trigger.
    trigger: usize,
    /// Whether the trigger is a verb.
    verbal: bool,
    /// Whether it is one with an object of its own.
    acts_upon: bool,
}

impl Filling<'_> {
    fn role(&mut self, role: Role, relation: &str, arguments: &[Argument]) {
        for argument in arguments.iter().filter(|argument| argument.matches(relation)) {
            for token in self.ground.with_conjuncts(argument.token) {
                let reused =
                    self.used.iter().any(|&(other, at)| at == token && other != role && !sharable(role, other));
                if !reused && self.token(role, token, argument) {
                    self.used.push((role, token));
                }
            }
        }
    }

    fn token(&mut self, role: Role, token: usize, argument: &Argument) -> bool {
        if self.ground.only_tells(token, Some(self.trigger)) {
            return false;
        }
        let modifier = argument.label == "amod" || argument.label == "compound";
        // Where no violence is done, a country is a party: "aid to Pakistan", "relations with Tehran"; and it is one that is accused of violence.
        let conflict = self.ground.is_conflict(&self.frame.event);
        let party = modifier || argument.path == CONTROLLED || !conflict;
        let actor = || if party { self.ground.implied_at(token) } else { self.ground.actor_at(token) };
        let found = match role {
            Role::Actor | Role::Recipient => {
                let acts = role == Role::Actor && matches!(argument.label.as_str(), "nsubj" | "actor" | "teller");
                // "The Russians shelled the town": of a people that acts, whoever fights for it is meant.
                let fights = |entity: usize| conflict && acts && self.ground.actors.entities[entity].is_a_people();
                let admitted = |&entity: &usize| {
                    self.admits(role, entity, token) || fights(entity) || self.is_some_doer(role, entity, argument)
                };
                actor().or_else(|| self.apposed(token)).filter(admitted)
            }
            Role::Site => self.ground.site_at(token),
            Role::Place => self.ground.place_at[token].or_else(|| self.named_place(token)),
        };
        // "Burned two suspects": people that are counted are nothing that is destroyed.
        let befalls = |unit: &str| role == Role::Recipient || (role == Role::Site && unit != PERSON);
        let quantity = self.ground.quantity_at[token].map(|number| &self.ground.quantities[number]);
        if found.is_none() && quantity.is_some_and(|quantity| befalls(&quantity.unit)) {
            self.fillers.counted = true;
        }
        let Some(number) = found else { return false };
        if role == Role::Recipient && self.is_other_than_itself(token) && self.fillers.actor.contains(&number) {
            return false;
        }
        if role == Role::Recipient && self.is_nobody(number) {
            // "People", "others": something was done, to nobody in particular; the toll says to how many.
            self.fillers.counted = true;
            return true;
        }
        if role == Role::Site && !self.admits_site(number) {
            // Vehicles and the like are counted, not told as sites, but something was done to them.
            self.fillers.counted = true;
            let span = self.ground.reading.tokens[token].span;
            self.fillers.parts.push(Part { name: "thing".into(), span: Some(span), note: argument.path.to_string() });
            return true;
        }
        let numbers = match role {
            Role::Actor | Role::Recipient if self.is_list_of_names(token) => {
                self.ground.persons_beside(token).collect()
            }
            Role::Actor | Role::Recipient => self.ground.actors.parties(number),
            _ => vec![number],
        };
        let list = match role {
            Role::Actor => &mut self.fillers.actor,
            Role::Recipient => &mut self.fillers.recipient,
            Role::Site => &mut self.fillers.site,
            Role::Place => &mut self.fillers.place,
        };
        if matches!(role, Role::Actor | Role::Recipient) && self.ground.place_at[token].is_some() {
            self.fillers.parties.push(token);
        }
        for number in numbers {
            if !list.contains(&number) {
                list.push(number);
            }
        }
        if self.ground.is_member(token) {
            self.fillers.members.push(number);
        }
        let span = self.ground.reading.tokens[token].span;
        let name = match role {
            Role::Actor => "actor",
            Role::Recipient => "recipient",
            Role::Site => "site",
            Role::Place => "place",
        };
        self.fillers.parts.push(Part { name: name.into(), span: Some(span), note: argument.path.to_string() });
        true
    }

    /// "Peasants Pedro Ruiz and Mario Cruz": several people who are named right behind the word for them.
    fn is_list_of_names(&self, token: usize) -> bool {
        let plural = self.ground.syntax.words[token].features.has(Features::PLURAL);
        plural && self.ground.persons_beside(token).next().is_some()
    }

    /// "The agency's director-general, Koichiro Matsuura": the name beside a description that is no actor by itself.
    fn apposed(&self, token: usize) -> Option<usize> {
        let free = self.ground.place_at[token].is_none() && self.ground.site_at(token).is_none();
        free.then(|| self.ground.persons_beside(token).next()).flatten()
    }

    /// "Its finest temples, those of Bel and Baalshamin": where the parts are named, the whole is not told as one more.
    fn drop_wholes(&mut self) {
        let sites = &self.ground.sites.entities;
        let all = self.fillers.site.clone();
        let part_of = |whole: usize, part: usize| {
            let named = sites[part].known.is_some() || sites[part].name.split_whitespace().count() > 1;
            part != whole && named && sites[part].kind == sites[whole].kind
        };
        let whole = |site: usize| {
            let mut mentions = self.ground.sites.mentions.iter().filter(|mention| mention.entity == site);
            let plural = mentions.any(|mention| self.ground.syntax.words[mention.head].features.has(Features::PLURAL));
            sites[site].known.is_none() && plural && all.iter().any(|&part| part_of(site, part))
        };
        self.fillers.site.retain(|&site| !whole(site));
    }

    /// "A Russian column was destroyed by artillery": whom a bare noun means is a guess, which is wrong where it hurts itself. So is it
    /// of those who are counted: "the group's fighters beheaded four fighters".
    fn drop_itself(&mut self) {
        let itself = !self.fillers.actor.is_empty() && self.fillers.actor == self.fillers.recipient;
        if !itself || !self.ground.is_conflict(&self.frame.event) {
            return;
        }
        let syntax = self.ground.syntax;
        let owned =
            |at: usize| ["amod", "nmod", "compound"].iter().any(|base| syntax.children_by(at, base).next().is_some());
        let bare = |at: usize| syntax.words[at].upos == Upos::Noun && !owned(at);
        let tokens = |role: Role| self.used.iter().filter(move |(other, _)| *other == role).map(|&(_, token)| token);
        if tokens(Role::Actor).all(bare) {
            self.fillers.actor.clear();
        } else if tokens(Role::Recipient).all(|token| self.ground.is_counted(token)) {
            self.fillers.recipient.clear();
            self.fillers.counted = true;
        }
    }

    /// The place that names a common noun: "la ville de Mossoul", "the town of Bucha".
    fn named_place(&self, token: usize) -> Option<usize> {
        if self.ground.actor_at(token).is_some() {
            return None;
        }
        let syntax = self.ground.syntax;
        let names = |child: &usize| ["nmod", "appos", "flat"].iter().any(|base| syntax.words[*child].is(base));
        syntax.children(token).filter(names).find_map(|child| self.ground.place_at[child])
    }

    /// Whether a pronoun means somebody else than the subject: "them", where "themselves" would be the same.
    fn is_other_than_itself(&self, token: usize) -> bool {
        let word = &self.ground.syntax.words[token];
        word.upos == Upos::Pron && !word.features.has(Features::REFLEXIVE) && !word.features.has(Features::RELATIVE)
    }

    /// "Individuals fired at the car", "shot by men in uniform": whoever does violence is told, though by the barest of words.
    fn is_some_doer(&self, role: Role, entity: usize, argument: &Argument) -> bool {
        let violent = self.ground.is_conflict(&self.frame.event);
        role == Role::Actor && violent && argument.label == "nsubj" && self.is_nobody(entity)
    }

    fn is_nobody(&self, entity: usize) -> bool {
        let entity = &self.ground.actors.entities[entity];
        entity.generic && entity.kind == ActorKind::Population
    }

    /// Whether what is hit is a building, and only by description somebody: "struck the hospital".
    fn is_site_struck(&self, token: usize, entity: usize) -> bool {
        let entity = &self.ground.actors.entities[entity];
        let body = entity.known.is_none() && matches!(entity.kind, ActorKind::Organisation | ActorKind::State);
        let conflict = self.ground.is_conflict(&self.frame.event);
        body && conflict && self.ground.site_at(token).is_some_and(|site| self.admits_site(site))
    }

    /// Whether the ontology lets sites of this class stand in claims of the type.
    fn admits_site(&self, site: usize) -> bool {
        let class = &self.ground.sites.entities[site].class;
        let event = self.ground.ontology.get(&self.frame.event);
        event.is_none_or(|event| event.sites.iter().any(|other| other == class || other == "*"))
    }

    /// Whether the ontology lets an actor of this kind play the role.
    fn admits(&self, role: Role, entity: usize, token: usize) -> bool {
        let name = if role == Role::Actor { "actor" } else { "recipient" };
        let actor = &self.ground.actors.entities[entity];
        if role == Role::Recipient && self.is_site_struck(token, entity) {
            return false;
        }
        // "Protesters attacked the station": whom a verb has act, though an "attack on protesters" is none of theirs.
        // "Villagers burned a truck": so do others where it is told to whom or to what.
        let doers = || {
            self.ground.ontology.get(&self.frame.event).is_some_and(|event| {
                event.doers.contains(&actor.class) || (self.acts_upon && event.doers_upon.contains(&actor.class))
            })
        };
        let does = role == Role::Actor && self.verbal && doers();
        does || kinds(self.ground, &self.frame.event, name).is_none_or(|kinds| kinds.contains(&actor.kind))
    }
}

/// One word may be both whom and what something is done to, never both who does it and whom it is done to.
fn sharable(a: Role, b: Role) -> bool {
    !matches!((a, b), (Role::Actor, Role::Recipient) | (Role::Recipient, Role::Actor))
}

/// The kinds of actor that the ontology lets play a role; `None` for any.
pub(crate) fn kinds<'a>(ground: &'a Ground, event: &CompactString, role: &str) -> Option<&'a Vec<ActorKind>> {
    ground.ontology.get(event)?.roles.get(role).filter(|kinds| !kinds.is_empty())
}

/// What a needed role ends with when not anybody will do: only a party to a conflict or to diplomacy.
const PARTY: &str = ":party";

/// Whether the roles that the frame needs are filled; `a|b` is either, `actor:party` is a state, a force, or somebody who is known.
pub(crate) fn needs_met(ground: &Ground, frame: &Frame, fillers: &Fillers) -> bool {
    let party = |entities: &[usize]| entities.iter().any(|&entity| is_party(ground, entity));
    let filled = |role: &str| match role {
        "actor" => !fillers.actor.is_empty(),
        "recipient" => !fillers.recipient.is_empty() || fillers.counted,
        "site" => !fillers.site.is_empty() || fillers.counted,
        "place" => !fillers.place.is_empty(),
        _ => match role.strip_suffix(PARTY) {
            Some("actor") => party(&fillers.actor),
            Some("recipient") => party(&fillers.recipient),
            _ => false,
        },
    };
    frame.need.iter().all(|roles| roles.split('|').any(filled))
}

/// Whether an actor is a state, an armed force or group, or a body or person of the knowledge base.
fn is_party(ground: &Ground, entity: usize) -> bool {
    use ActorKind::*;
    let entity = &ground.actors.entities[entity];
    match entity.kind {
        State | StateForce | ArmedGroup | Militia => !entity.generic,
        Organisation | Person => entity.known.is_some(),
        Media | Population => false,
    }
}
