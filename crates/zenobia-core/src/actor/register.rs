//! The actors of a report as they are found: names first, then persons, then descriptions.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use compact_str::{CompactString, format_compact};

use crate::actor::describe::{Description, find_descriptions};
use crate::actor::index::NameMatch;
use crate::actor::person::find_persons;
use crate::actor::{ActorIndex, ActorMention, Actors, Entity, KnownNames, NameKind, Scene};
use crate::record::ActorKind;
use crate::syntax::{Features, Upos};
use crate::text::fold;
use crate::why::Why;

/// What is known of the report's places when actors are looked for.
pub struct Whereabouts<'a> {
    /// Which tokens are places where something happens rather than states that act.
    pub locative: &'a dyn Fn(usize) -> bool,
    /// The countries of the report's places, once for each place.
    pub countries: &'a [CompactString],
    /// For each token, the country of the town that it names.
    pub towns: &'a [Option<&'a str>],
}

/// Finds all actors. `names` come from [`find_names`](crate::actor::find_names).
pub fn find(scene: &Scene, names: &KnownNames, places: &Whereabouts) -> Actors {
    let mut register = Register::new(scene, names, places);
    for (found, number) in names {
        register.add_name(found, *number, places.locative);
    }
    register.add_persons();
    register.add_found(places.locative);
    register.add_descriptions();
    register.add_acronyms();
    register.add_repeated_names();
    register.add_qualities();
    register.finish()
}

/// Whom the words of an actor belong to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Identity {
    Known(usize),
    Part(CompactString),
    Wording(CompactString, Option<usize>),
}

pub(super) struct Register<'a> {
    pub(super) scene: &'a Scene<'a>,
    pub(super) actors: Actors,
    /// For each token, the numbers of the mentions whose head, first or last word it is.
    at_token: Vec<Vec<usize>>,
    /// Heads and numbers of the mentions of actors that have a key.
    keyed: BTreeSet<(usize, usize)>,
    pub(super) by_identity: BTreeMap<Identity, usize>,
    /// Known actor that a token belongs to as an adjective or a name, whether or not it is a mention.
    pub(super) owner_at: Vec<Option<usize>>,
    pub(super) taken: Vec<bool>,
    pub(super) main_state: Option<usize>,
    /// Surnames that several persons bear.
    shared: BTreeSet<CompactString>,
    /// Entities that are one person each.
    pub(super) single: BTreeSet<usize>,
    /// The person last told to hold an office, by class of head word.
    pub(super) titled: BTreeMap<CompactString, usize>,
    /// The class of the word that described an actor last: an army that is known by a name of its own was told of as "the army".
    pub(super) described_as: BTreeMap<usize, CompactString>,
    /// Entities that were described as one of many, with the kind of those, last told last: "a jihadist", "the policeman".
    pub(super) members: Vec<(ActorKind, usize)>,
    pub(super) places: &'a Whereabouts<'a>,
}

impl<'a> Register<'a> {
    fn new(scene: &'a Scene<'a>, names: &KnownNames, places: &'a Whereabouts<'a>) -> Register<'a> {
        let length = scene.reading.tokens.len();
        let mut owner_at = vec![None; length];
        for (found, number) in names {
            owner_at[found.tokens.clone()].fill(Some(*number));
        }
        Register {
            scene,
            actors: Actors::default(),
            at_token: vec![Vec::new(); length],
            keyed: BTreeSet::new(),
            by_identity: BTreeMap::new(),
            owner_at,
            taken: vec![false; length],
            main_state: main_state(scene.index, names, places),
            shared: BTreeSet::new(),
            single: BTreeSet::new(),
            titled: BTreeMap::new(),
            described_as: BTreeMap::new(),
            members: Vec::new(),
            places,
        }
    }

    pub(super) fn entity(&mut self, identity: Identity, make: impl FnOnce() -> Entity) -> usize {
        if let Some(&number) = self.by_identity.get(&identity) {
            return number;
        }
        self.actors.entities.push(make());
        let number = self.actors.entities.len() - 1;
        self.by_identity.insert(identity, number);
        number
    }

    pub(super) fn known(&mut self, number: usize) -> usize {
        let actor = &self.scene.index.actors[number];
        self.entity(Identity::Known(number), || Entity {
            known: Some(number),
            key: Some(actor.key.clone()),
            name: actor.name.to_string(),
            kind: actor.kind,
            class: CompactString::default(),
            country: actor.country.clone(),
            generic: false,
            unnamed: false,
            why: Why::by("knowledge/actors").and("key", None, actor.key.as_str()),
        })
    }

    pub(super) fn mention(&mut self, tokens: Range<usize>, entity: usize) {
        self.taken[tokens.clone()].fill(true);
        let head = self.scene.syntax.top(&tokens);
        self.actors.mentions.push(ActorMention { tokens, head, entity });
        self.note_tokens(self.actors.mentions.len() - 1);
    }

    /// Makes a mention known by its tokens, also once more after it has changed.
    pub(super) fn note_tokens(&mut self, number: usize) {
        let ActorMention { tokens, head, entity } = &self.actors.mentions[number];
        if self.actors.entities[*entity].key.is_some() {
            self.keyed.insert((*head, number));
        }
        for at in [*head, tokens.start, tokens.end - 1] {
            if !self.at_token[at].contains(&number) {
                self.at_token[at].push(number);
            }
        }
    }

    /// The mentions whose head, first or last word a token is, with their numbers.
    pub(super) fn mentions_at(&self, at: usize) -> impl DoubleEndedIterator<Item = (usize, &ActorMention)> {
        let numbers = self.at_token.get(at).map(Vec::as_slice).unwrap_or_default();
        numbers.iter().map(|&number| (number, &self.actors.mentions[number]))
    }

    /// The mentions of actors that have a key, the last first, with heads before a token.
    pub(super) fn keyed_before(&self, at: usize) -> impl Iterator<Item = &ActorMention> {
        let told = self.keyed.range(..(at, 0)).rev().map(|&(head, number)| (head, &self.actors.mentions[number]));
        // A mention that has changed is kept by its old head too.
        told.filter(|(head, mention)| mention.head == *head).map(|(_, mention)| mention)
    }

    fn add_name(&mut self, found: &NameMatch, number: usize, locative: &dyn Fn(usize) -> bool) {
        let tokens = found.tokens.clone();
        let place_like = self.scene.index.actors[number].kind == ActorKind::State;
        match found.kind {
            NameKind::Adjective => {}
            // "a Saudi port": what qualifies a noun is no people.
            NameKind::Demonym if self.qualifies(&tokens) => {}
            // The people of a state are not the state; the members of a group are the group: "talibans".
            NameKind::Demonym if place_like => self.add_people(tokens, number),
            _ if place_like && tokens.clone().any(locative) => {}
            _ => {
                let entity = self.known(number);
                let person = self.scene.index.actors[number].kind == ActorKind::Person;
                let start = if person { self.before_titles(tokens.start) } else { tokens.start };
                self.mention(start..tokens.end, entity);
            }
        }
    }

    /// Where the forms of address begin that stand before a name: "Brig. Gen.".
    fn before_titles(&self, name: usize) -> usize {
        let reading = self.scene.reading;
        let first = reading.sentences[reading.sentence_of(name)].tokens.start;
        let form = |at: &usize| self.scene.heads.is_honorific(&reading.tokens[*at].lower) && !self.taken[*at];
        (first..name).rev().take_while(form).last().unwrap_or(name)
    }

    fn qualifies(&self, tokens: &Range<usize>) -> bool {
        let word = &self.scene.syntax.words[self.scene.syntax.top(tokens)];
        word.is("amod") || word.is("compound") || (word.upos == Upos::Adj && word.head.is_some())
    }

    /// The people of a country: a population of its own.
    fn add_people(&mut self, tokens: Range<usize>, number: usize) {
        let actor = &self.scene.index.actors[number];
        let key = format_compact!("{}/people", actor.key);
        let name = self.words(&tokens);
        let country = actor.country.clone();
        let entity = self.entity(Identity::Part(key.clone()), || Entity {
            known: None,
            key: Some(key),
            name,
            kind: ActorKind::Population,
            class: super::PEOPLE.into(),
            country,
            generic: false,
            unnamed: false,
            why: Why::by("actor/people"),
        });
        self.mention(tokens, entity);
    }

    /// The words of a stretch in one line.
    pub(super) fn words(&self, tokens: &Range<usize>) -> String {
        let words = self.scene.reading.slice(self.scene.reading.span(tokens.clone()));
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn add_persons(&mut self) {
        let scene = self.scene;
        let taken = std::mem::take(&mut self.taken);
        let free = |at: usize| !taken[at] && self.owner_at[at].is_none();
        let titles = find_descriptions(scene.reading, scene.syntax, scene.heads, &|at| !taken[at]);
        let mut titled_at = vec![false; scene.reading.tokens.len()];
        for title in titles.iter().filter(|title| title.entry.kind == ActorKind::Person) {
            titled_at[title.words.clone()].fill(true);
            titled_at[title.head] = true;
        }
        let titled = |at: usize| titled_at[at];
        let persons = find_persons(scene.reading, scene.syntax, scene.heads, &free, &titled, scene.speaks);
        self.taken = taken;
        let persons: Vec<_> = persons.into_iter().filter(|person| !self.is_placed(&person.tokens)).collect();
        for person in persons {
            // "Colonel Waldemar Quintero": the title is no part of the name.
            let form = |&at: &usize| scene.heads.is_honorific(&scene.reading.tokens[at].lower) || titled(at);
            let titles = person.tokens.clone().take_while(form).count().min(person.tokens.len() - 1);
            let name = self.words(&(person.tokens.start + titles..person.tokens.end));
            let identity = self.person(&name);
            let entity = self.entity(identity, || Entity {
                known: None,
                key: None,
                name: name.clone(),
                kind: ActorKind::Person,
                class: CompactString::default(),
                country: None,
                generic: false,
                unnamed: false,
                why: Why::by("actor/person"),
            });
            if name.len() > self.actors.entities[entity].name.len() {
                self.actors.entities[entity].name = name;
            }
            self.mention(person.tokens, entity);
        }
    }

    /// By which words a person goes: the surname, or the whole name where somebody else of another given name bears that, or one who is
    /// told by a longer name goes by it: "Ana Ruiz" beside "Pedro Ruiz", "Juan Paz" after "Juan Paz Colindres".
    pub(super) fn person(&mut self, name: &str) -> Identity {
        let by = |words: &str| Identity::Wording(fold(words), Some(usize::MAX));
        let words: Vec<&str> = name.split_whitespace().collect();
        let surname = by(words.last().copied().unwrap_or_default());
        if words.len() < 2 {
            return surname;
        }
        let given = |name: &str| name.chars().next().map(|first| fold(&first.to_string()));
        match self.by_identity.get(&surname) {
            Some(&other) => {
                let told = &self.actors.entities[other].name;
                // "Hector Paz", "Paz", "H. Paz": one name is the end of the other, or begins alike.
                let shorter = told.ends_with(&format!(" {name}")) || name.ends_with(&format!(" {told}"));
                if shorter || given(told) == given(name) {
                    return surname;
                }
                self.shared.extend(words.last().map(|last| fold(last)));
                by(name)
            }
            None => {
                let longer = |entity: &&Entity| {
                    let person = entity.kind == ActorKind::Person && entity.known.is_none() && entity.class.is_empty();
                    person && entity.name.strip_prefix(name).is_some_and(|rest| rest.starts_with(' '))
                };
                let longer = self.actors.entities.iter().find(longer);
                longer.and_then(|entity| entity.name.split_whitespace().last()).map_or(surname, by)
            }
        }
    }

    /// Later mentions of a person by one word of the name, where no other person bears it: "Assad", "Bachar".
    fn add_repeated_names(&mut self) {
        let parts = self.parts_of_names();
        for at in 0..self.scene.reading.tokens.len() {
            let token = &self.scene.reading.tokens[at];
            if self.taken[at] || self.owner_at[at].is_some() || !token.text.starts_with(char::is_uppercase) {
                continue;
            }
            let word = fold(&token.text);
            let first = || self.by_identity.get(&Identity::Wording(word.clone(), Some(usize::MAX))).copied();
            let by_last = if self.shared.contains(&word) { self.last_bearer(&word, at) } else { first() };
            let by_part = || parts.get(&word).copied().flatten().filter(|_| !self.opens_sentence(at));
            if let Some(entity) = by_last.or_else(by_part) {
                self.mention(at..at + 1, entity);
            }
        }
    }

    /// The person told of last before a token whose name ends with a word that several bear.
    fn last_bearer(&self, surname: &str, at: usize) -> Option<usize> {
        let bears = |mention: &ActorMention| {
            let entity = &self.actors.entities[mention.entity];
            let last = || entity.name.split_whitespace().next_back().is_some_and(|last| fold(last) == surname);
            entity.kind == ActorKind::Person && entity.class.is_empty() && last()
        };
        self.last_before(at, &bears)
    }

    /// The words of persons' names, each with the person; `None` where several bear it.
    fn parts_of_names(&self) -> BTreeMap<CompactString, Option<usize>> {
        let mut parts: BTreeMap<CompactString, Option<usize>> = BTreeMap::new();
        let persons = self.actors.entities.iter().enumerate();
        for (number, entity) in
            persons.filter(|(_, entity)| entity.kind == ActorKind::Person && entity.class.is_empty())
        {
            let long = |word: &&str| word.chars().count() > 2 && word.starts_with(char::is_uppercase);
            for word in entity.name.split_whitespace().filter(long) {
                let owner = parts.entry(fold(word)).or_insert(Some(number));
                *owner = owner.filter(|&other| other == number);
            }
        }
        parts
    }

    fn opens_sentence(&self, at: usize) -> bool {
        let reading = self.scene.reading;
        reading.sentences[reading.sentence_of(at)].tokens.start == at
    }

    fn add_descriptions(&mut self) {
        let scene = self.scene;
        let taken = self.taken.clone();
        let descriptions = find_descriptions(scene.reading, scene.syntax, scene.heads, &|at| !taken[at]);
        for description in owners_first(scene, descriptions) {
            // A name in quotation marks may have covered it.
            if self.taken[description.head] {
                continue;
            }
            if let Some(mention) = self.beside_name(&description) {
                self.join_name(&description, mention);
                continue;
            }
            if self.add_quoted(&description) || self.add_sides(&description) {
                continue;
            }
            let owner = self.owner(&description);
            let entity = self.described(&description, owner);
            if description.entry.one && self.is_singular(description.head) {
                self.single.insert(entity);
            }
            self.described_as.insert(entity, description.entry.class.clone());
            self.note_member(&description, entity);
            let tokens = self.extent(&description);
            self.mention(tokens, entity);
        }
    }

    pub(super) fn is_singular(&self, at: usize) -> bool {
        self.scene.syntax.words[at].features.has(Features::SINGULAR)
    }

    fn finish(mut self) -> Actors {
        self.settle_sides();
        for at in 0..self.owner_at.len() {
            if let Some(number) = self.owner_at[at].filter(|_| !self.taken[at]) {
                let entity = self.known(number);
                self.actors.implied.push((at, entity));
            }
        }
        self.actors.mentions.sort_by_key(|mention| (mention.tokens.start, mention.tokens.end));
        self.actors
    }
}

/// The state that the report is about: the one whose country is named most, by actors and places. A medium may report from anywhere, so that it
/// only decides where nothing else does, and a capital that tells where something happened is a place only. Of two that are named as often neither
/// is.
fn main_state(index: &ActorIndex, names: &KnownNames, places: &Whereabouts) -> Option<usize> {
    let acts = |found: &NameMatch| found.kind != NameKind::Capital || !found.tokens.clone().any(places.locative);
    let named_most = |with_media: bool| {
        let told = |number: &usize| with_media || index.actors[*number].kind != ActorKind::Media;
        let acting = names.iter().filter(|(found, number)| acts(found) && told(number));
        let of_names = acting.filter_map(|(_, number)| index.actors[*number].country.as_ref());
        let mut counts: BTreeMap<&CompactString, usize> = BTreeMap::new();
        for country in of_names.chain(places.countries) {
            *counts.entry(country).or_insert(0) += 1;
        }
        let most = counts.values().copied().max()?;
        let mut first = counts.into_iter().filter(|&(_, count)| count == most).map(|(country, _)| country);
        first.next().filter(|_| first.next().is_none())
    };
    index.state_of(named_most(false).or_else(|| named_most(true))?)
}

/// « L'artillerie du régime », « un commandant de la force d'élite du groupe »: whose a force or a member is must be known before it.
fn owners_first<'a>(scene: &Scene, descriptions: Vec<Description<'a>>) -> Vec<Description<'a>> {
    let words = &scene.syntax.words;
    let owned = |description: &Description| {
        description.entry.kind.fights()
            || scene.classes.get(&description.entry.class).is_some_and(|class| class.members)
    };
    let mut ordered: Vec<Description<'a>> = Vec::with_capacity(descriptions.len());
    // Each that waits hangs its owner on it; the last owner of a chain comes first.
    let mut waiting: Vec<Description<'a>> = Vec::new();
    for description in descriptions {
        let word = &words[description.head];
        let owner = |last: &Description| word.is("nmod") && word.head.is_some_and(|head| last.words.contains(&head));
        if !waiting.last().is_some_and(owner) {
            ordered.extend(waiting.drain(..).rev());
        }
        if waiting.is_empty() && !owned(&description) {
            ordered.push(description);
        } else {
            waiting.push(description);
        }
    }
    ordered.extend(waiting.into_iter().rev());
    ordered
}
