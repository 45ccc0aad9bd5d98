//! Whom a description means: a part of a state, the group whose members are meant, who held the office, or somebody named before.

use compact_str::{CompactString, format_compact};

use crate::actor::describe::Description;
use crate::actor::pronoun::antecedent_at;
use crate::actor::register::{Identity, Register};
use crate::actor::{ActorMention, Class, Entity, office};
use crate::knowledge::KnownActor;
use crate::record::ActorKind;
use crate::syntax::{Features, Syntax, Upos};
use crate::text::{fold, lower};
use crate::why::Why;

/// Sentences that a definite description may reach back to a person.
const BACK: usize = 3;
/// The same in tokens, where sentences are endless.
const FAR: usize = 600;

/// How many mentions of known actors an army may be told of before "the army" without a name.
const MENTIONS_BACK: usize = 300;

impl Register<'_> {
    /// Whose the described actor is: a state or an actor that an adjective, a genitive or a compound names.
    pub(super) fn owner(&mut self, description: &Description) -> Option<usize> {
        let syntax = self.scene.syntax;
        let counted = syntax.children_by(description.head, "nummod").next().is_some();
        let related = |child: &usize| {
            let word = &syntax.words[*child];
            let hangs = ["amod", "nmod", "compound", "flat", "appos", "det", "acl"].iter().any(|base| word.is(base));
            // "The murder of the chief by insurgents": whoever did it is not whose he is.
            let other = description.words.contains(child) || self.scene.is_agent(*child);
            hangs && !other && !(counted && is_elsewhere(syntax, *child, self.scene.belonging))
        };
        let words = description.words.clone();
        let children: Vec<usize> = words.flat_map(|at| syntax.children(at)).filter(related).collect();
        let own = children.iter().find_map(|&child| self.owner_below(child).or_else(|| self.possessor(child)));
        own.or_else(|| children.into_iter().find_map(|child| self.owner_of_quality(child)))
    }

    /// Whom a quality ties the described to: "troops loyal to the marshal".
    fn owner_of_quality(&mut self, child: usize) -> Option<usize> {
        let syntax = self.scene.syntax;
        let adjective =
            syntax.words[child].upos == Upos::Adj && !syntax.words[child].features.has(Features::PARTICIPLE);
        let complements: Vec<usize> = if adjective { self.complements(child).collect() } else { Vec::new() };
        complements.into_iter().find_map(|complement| self.owner_below(complement))
    }

    fn complements(&self, adjective: usize) -> impl Iterator<Item = usize> {
        let syntax = self.scene.syntax;
        syntax.children(adjective).filter(move |&child| {
            ["obl", "nmod", "obj"].iter().any(|base| syntax.words[child].is(base)) && child > adjective
        })
    }

    fn owner_below(&mut self, child: usize) -> Option<usize> {
        if let Some(number) = self.owner_at[child] {
            let entity = self.known(number);
            return Some(self.state_of_person(entity));
        }
        let (_, mention) = self.mentions_at(child).find(|(_, mention)| mention.head == child)?;
        Some(self.state_of_person(mention.entity))
    }

    /// Whom a possessive refers to: "its aircraft".
    fn possessor(&mut self, child: usize) -> Option<usize> {
        let scene = self.scene;
        let possessive = scene.syntax.words[child].features.has(Features::POSSESSIVE);
        let entity =
            possessive.then(|| antecedent_at(scene.reading, scene.syntax, &self.actors, scene.pronouns, child))??;
        Some(self.state_of_person(entity))
    }

    /// What belongs to a head of state belongs to the state.
    fn state_of_person(&mut self, entity: usize) -> usize {
        let offices = |number: usize| self.scene.index.actors[number].offices.first().map(|office| office.of.clone());
        let of = self.actors.entities[entity].known.filter(|_| self.actors.entities[entity].kind == ActorKind::Person);
        let number = of.and_then(offices).and_then(|key| self.scene.index.get(&key));
        number.map_or(entity, |number| self.known(number))
    }

    pub(super) fn described(&mut self, description: &Description, owner: Option<usize>) -> usize {
        let class = self.scene.classes.get(&description.entry.class);
        if let Some(entity) = owner.and_then(|owner| self.owned(description, class, owner)) {
            return entity;
        }
        let force = description.entry.kind == ActorKind::StateForce && class.is_some_and(|class| class.state.is_some());
        // "Artillery fired on the town", "two jets": arms are not those of the only army told of, as "the artillery" is.
        let force = force && (!description.entry.arms || self.is_told(description.head) || self.goes_on(description));
        let bare = owner.is_none()
            && (self.may_refer(description) || force)
            && description.definite
            && !self.has_name(description)
            && !self.is_speakers(description.head)
            && (is_whole_state(class) || !self.is_qualified(description));
        if let Some(entity) = bare.then(|| self.referred(description, class)).flatten() {
            return entity;
        }
        let alone = owner.is_none() && description.definite && !self.has_name(description);
        let single = || self.last_member(description).or_else(|| self.last_person(description));
        if let Some(entity) = alone.then(single).flatten() {
            return entity;
        }
        self.by_wording(description, owner)
    }

    /// "Syrian jets bombed Idlib. Jets hit Aleppo": whether arms of the sort, whose is known, were told of shortly before.
    fn goes_on(&self, description: &Description) -> bool {
        let wanted = &description.entry.class;
        let alike = |mention: &ActorMention| {
            let entity = &self.actors.entities[mention.entity];
            entity.key.is_some() && (entity.class == *wanted || self.described_as.get(&mention.entity) == Some(wanted))
        };
        let counted = self.scene.syntax.children_by(description.head, "nummod").next().is_some();
        !counted && self.last_before(description.head, &alike).is_some()
    }

    /// "Our troops": those of whoever speaks, which the words before do not tell.
    fn is_speakers(&self, head: usize) -> bool {
        let scene = self.scene;
        scene.syntax.children(head).any(|child| scene.pronouns.is_speaker(&scene.reading.tokens[child].lower))
    }

    /// Whether the head word stands for the main actor of its sort when it comes alone.
    fn may_refer(&self, description: &Description) -> bool {
        let plural = self.scene.syntax.words[description.head].features.has(Features::PLURAL);
        description.entry.refers && !(description.entry.singular && plural) && !self.is_one_member(description)
    }

    /// Whether one of many is described: "a jihadist", and not "the jihadists".
    pub(super) fn is_one_member(&self, description: &Description) -> bool {
        description.entry.member && self.is_singular(description.head)
    }

    /// Remembers whom a description of one of many means.
    pub(super) fn note_member(&mut self, description: &Description, entity: usize) {
        if self.is_one_member(description) {
            self.members.push((description.entry.kind, entity));
            self.single.insert(entity);
        }
    }

    /// The one of many of that kind told of last, or else the last person without an office: "the attacker" after "a gunman, Karim B.".
    fn last_member(&self, description: &Description) -> Option<usize> {
        if !self.is_one_member(description) || !self.is_told(description.head) {
            return None;
        }
        let alike = |(kind, _): &&(ActorKind, usize)| *kind == description.entry.kind;
        let described = self.members.iter().rev().find(alike).map(|&(_, entity)| entity);
        described.or_else(|| self.last_stranger(description))
    }

    /// The last person named of whom nothing says what they are.
    fn last_stranger(&self, description: &Description) -> Option<usize> {
        let stranger = |mention: &ActorMention| {
            let entity = &self.actors.entities[mention.entity];
            let office = self.titled.values().any(|&titled| titled == mention.entity);
            entity.kind == ActorKind::Person && entity.known.is_none() && entity.class.is_empty() && !office
        };
        self.last_before(description.head, &stranger)
    }

    /// Whether a quality with a complement says which ones are meant: "forces loyal to the government".
    fn is_qualified(&self, description: &Description) -> bool {
        let syntax = self.scene.syntax;
        let after = |child: &usize| *child >= description.words.end;
        let mut children = syntax.children(description.head).filter(after);
        children.any(|child| {
            let quality = syntax.words[child].upos == Upos::Adj && self.complements(child).next().is_some();
            let of_others = syntax.words[child].is("nmod")
                && !self.scene.heads.starting(&lower(&syntax.words[child].lemma)).is_empty();
            quality || of_others || self.is_told_apart(child, description.head)
        })
    }

    /// "The Tigrayan forces", « les forces tigréennes »: an adjective that names no known actor tells them from others all the same.
    fn is_told_apart(&self, child: usize, head: usize) -> bool {
        let word = &self.scene.syntax.words[child];
        let adjective = word.upos == Upos::Adj && word.is("amod") && !word.features.has(Features::PARTICIPLE);
        adjective && child > head
    }

    /// Whether a capitalized word says which one is meant ("four Kurdish fighters"), so that the description stands for nobody named elsewhere.
    fn has_name(&self, description: &Description) -> bool {
        let name = |child: usize| {
            let token = &self.scene.reading.tokens[child];
            let word = &self.scene.syntax.words[child];
            let quality = word.upos == Upos::Adj && word.is("amod") && child < description.head;
            let told = word.upos == Upos::Propn || (quality && !self.is_capital_anyway(child));
            // "Pro-government forces", « les milices pro-Haftar ».
            let made_up = token.text.contains('-') && (word.is("amod") || word.is("appos"));
            (token.text.starts_with(char::is_uppercase) && told) || made_up
        };
        let near = |child: &usize| child.abs_diff(description.head) <= 4;
        self.scene.syntax.children(description.head).filter(near).any(name)
    }

    /// Whether a word has its capital from where it stands: in a headline, or first in its sentence.
    fn is_capital_anyway(&self, at: usize) -> bool {
        let reading = self.scene.reading;
        let sentence = &reading.sentences[reading.sentence_of(at)];
        let word = |at: &usize| reading.tokens[*at].text.starts_with(char::is_alphanumeric);
        sentence.headline || sentence.tokens.clone().find(word) == Some(at)
    }

    /// The state itself or a part of it, the group whose members are meant, or who held the office.
    fn owned(&mut self, description: &Description, class: Option<&Class>, owner: usize) -> Option<usize> {
        let entity = self.actors.entities[owner].clone();
        if description.entry.kind == ActorKind::Person {
            let title = fold(&self.words(&description.words));
            let key = entity.key.as_deref().unwrap_or_default();
            if let Some(holder) = office::holder(self.scene.index, &title, key, self.scene.published) {
                return Some(self.known(holder));
            }
        }
        let class = class?;
        if entity.kind == ActorKind::State && !entity.key.as_ref().is_some_and(|key| key.contains('/')) {
            return self.part(class, owner);
        }
        if let Some(state) = self.state_behind(&entity).filter(|_| class.kind == Some(ActorKind::StateForce)) {
            return self.part(class, state);
        }
        // « Les supplétifs de l'armée » are with it, not of it.
        let beside = description.entry.kind == ActorKind::Militia
            && matches!(entity.kind, ActorKind::State | ActorKind::StateForce);
        let body = !matches!(entity.kind, ActorKind::Person | ActorKind::Population);
        (class.members && body && !beside).then_some(owner)
    }

    /// The state whose body something is: the troops of a ministry are the state's.
    fn state_behind(&mut self, body: &Entity) -> Option<usize> {
        let index = self.scene.index;
        if !matches!(body.kind, ActorKind::State | ActorKind::Organisation) {
            return None;
        }
        let part_of = body.key.as_deref().and_then(|key| key.split_once('/')).and_then(|(state, _)| index.get(state));
        let parents = body.known.map(|number| index.actors[number].parents.as_slice()).unwrap_or_default();
        let is_state = |number: &usize| index.actors[*number].kind == ActorKind::State;
        let number = part_of.or_else(|| parents.iter().filter_map(|parent| index.get(parent)).find(is_state))?;
        Some(self.known(number))
    }

    fn part(&mut self, class: &Class, state: usize) -> Option<usize> {
        let part = class.state.as_deref()?;
        if part == "self" {
            return Some(state);
        }
        let owner = self.actors.entities[state].clone();
        let key = format_compact!("{}/{part}", owner.key.as_deref()?);
        if let Some(&entity) = self.by_identity.get(&Identity::Part(key.clone())) {
            return Some(entity);
        }
        let adjective =
            owner.known.and_then(|number| self.scene.index.actors[number].adjectives.get("en")?.first().cloned());
        let label = class.label.as_deref().unwrap_or("{adjective} forces");
        let name = label.replace("{adjective}", adjective.as_deref().unwrap_or(&owner.name));
        if let Some(number) = self.known_part(&name, owner.key.as_deref()?) {
            let entity = self.known(number);
            self.by_identity.insert(Identity::Part(key), entity);
            return Some(entity);
        }
        let kind = class.kind.unwrap_or(ActorKind::StateForce);
        Some(self.entity(Identity::Part(key.clone()), || Entity {
            known: None,
            key: Some(key),
            name,
            kind,
            class: class.name.clone(),
            country: owner.country,
            generic: false,
            unnamed: false,
            why: Why::by("actor/part").and("class", None, class.name.as_str()),
        }))
    }

    /// The known force of a state that bears the name which its part would have: "Syrian army" is the Syrian Arab Army.
    fn known_part(&self, name: &str, state: &str) -> Option<usize> {
        let name = fold(name);
        let bears =
            |actor: &KnownActor| actor.names.values().flatten().chain([&actor.name]).any(|other| fold(other) == name);
        let index = self.scene.index;
        index.parts(state).iter().copied().find(|&number| bears(&index.actors[number]))
    }

    /// Whom a bare definite description means: the last actor of that class, a named one of the kinds it may mean, or a part of the
    /// state that the report is about.
    fn referred(&mut self, description: &Description, class: Option<&Class>) -> Option<usize> {
        let alike = self.last_alike(description);
        let last = alike.map(|(entity, _)| entity);
        // The only army told of goes on in the towns of others.
        let only = alike.filter(|(_, only)| *only).map(|(entity, _)| entity);
        let here = only.or_else(|| class.and_then(|class| self.of_town(description, class)));
        if let Some(entity) = here.or(last) {
            return Some(entity);
        }
        let class = class?;
        for kinds in [&class.refers, &class.refers_else] {
            if let Some(entity) = self.prominent(description.head, kinds, class) {
                return Some(entity);
            }
        }
        let state = self.main_state?;
        class.state.as_ref()?;
        let state = self.known(state);
        self.part(class, state)
    }

    /// « Une offensive rebelle », "jihadist positions": what an adjective says of somebody's deeds and things is his, as of a state's.
    pub(super) fn add_qualities(&mut self) {
        let scene = self.scene;
        for at in 0..scene.syntax.words.len() {
            let word = &scene.syntax.words[at];
            if word.upos != Upos::Adj || !word.is("amod") || self.taken[at] || self.owner_at[at].is_some() {
                continue;
            }
            let Some(entry) = scene.heads.starting(&lower(&word.lemma)).iter().find(|head| head.words.len() == 1)
            else {
                continue;
            };
            let Some(class) = scene.classes.get(&entry.class).filter(|class| class.quality) else { continue };
            let description = Description { words: at..at + 1, head: at, entry, definite: true };
            // A group that is only named later may be one of several.
            let told = self.last_alike(&description).map(|(entity, _)| entity);
            let entity = told.or_else(|| self.near(at, &self.fitting(&class.refers, class)));
            let entity = entity.or_else(|| self.nearest_alike(&description));
            self.actors.implied.extend(entity.map(|entity| (at, entity)));
        }
    }

    /// The actor of the class of a description that is told of nearest to it, by description only: "the rebels".
    fn nearest_alike(&self, description: &Description) -> Option<usize> {
        let alike = |mention: &&ActorMention| {
            let entity = &self.actors.entities[mention.entity];
            let near = mention.head.abs_diff(description.head) <= FAR;
            near && entity.class == description.entry.class && !entity.generic && !self.single.contains(&mention.entity)
        };
        let near = self.actors.mentions.iter().filter(alike);
        near.min_by_key(|mention| mention.head.abs_diff(description.head)).map(|mention| mention.entity)
    }

    /// The last actor of the class of a description, and whether no other one of that class was told of.
    fn last_alike(&self, description: &Description) -> Option<(usize, bool)> {
        let wanted = &description.entry.class;
        let class = |e: &usize| self.actors.entities[*e].class == *wanted || self.described_as.get(e) == Some(wanted);
        let before = self.keyed_before(description.head).take(MENTIONS_BACK);
        let mut alike = before.map(|mention| mention.entity).filter(class);
        let last = alike.next()?;
        Some((last, alike.all(|other| other == last)))
    }

    /// The part of the state that the town named in the clause lies in: "in Iraq, where the army tries to retake Mosul".
    fn of_town(&mut self, description: &Description, class: &Class) -> Option<usize> {
        class.state.as_deref().filter(|state| *state != "self")?;
        let syntax = self.scene.syntax;
        let verb = syntax.words[description.head].head.filter(|_| syntax.words[description.head].is("nsubj"))?;
        let mut countries = syntax.subtree(verb).filter_map(|at| self.places.towns.get(at).copied().flatten());
        let country = countries.next()?;
        if countries.any(|other| other != country) {
            return None;
        }
        let state = self.scene.index.state_of(country)?;
        let state = self.known(state);
        self.part(class, state)
    }

    /// The last person told of, by a definite description that says not who it is: "the woman".
    fn last_person(&self, description: &Description) -> Option<usize> {
        let titled = self.titled.get(&description.entry.class).filter(|_| description.entry.kind == ActorKind::Person);
        if let Some(&entity) = titled.filter(|_| self.is_told(description.head) && self.is_singular(description.head)) {
            return Some(entity);
        }
        if !description.entry.one || !self.is_singular(description.head) || !self.is_told(description.head) {
            return None;
        }
        let words = &self.scene.syntax.words;
        let gender = |at: usize| {
            let features = words[at].features;
            [features.has(Features::FEMININE), features.has(Features::MASCULINE)]
        };
        let own = gender(description.head);
        let told = |mention: &ActorMention| {
            let entity = &self.actors.entities[mention.entity];
            let single = entity.kind == ActorKind::Person || self.single.contains(&mention.entity);
            let theirs = gender(mention.head);
            let clash = own != theirs && own != [false; 2] && theirs != [false; 2];
            single && !clash && self.is_singular_or_name(mention.head)
        };
        self.last_before(description.head, &told)
    }

    /// The last actor mentioned so before a token, not further back than some sentences.
    pub(super) fn last_before(&self, at: usize, fits: &dyn Fn(&ActorMention) -> bool) -> Option<usize> {
        let reading = self.scene.reading;
        let first = reading.sentences[reading.sentence_of(at).saturating_sub(BACK)].tokens.start;
        let headed = |at: usize| self.mentions_at(at).rev().map(|(_, mention)| mention).filter(move |m| m.head == at);
        let mut before = (first.max(at.saturating_sub(FAR))..at).rev().flat_map(headed);
        before.find(|mention| fits(mention)).map(|mention| mention.entity)
    }

    fn is_singular_or_name(&self, at: usize) -> bool {
        !self.scene.syntax.words[at].features.has(Features::PLURAL)
    }

    /// Whether an article or a demonstrative says that somebody told of before is meant.
    fn is_told(&self, at: usize) -> bool {
        let syntax = self.scene.syntax;
        let mut determiners = syntax.children_by(at, "det").map(|child| syntax.words[child].features);
        determiners.any(|features| {
            (features.has(Features::DEFINITE) || features.has(Features::DEMONSTRATIVE))
                && !features.has(Features::INDEFINITE)
        })
    }

    /// For each entity, whether it is a known actor of some kinds that a class may mean.
    fn fitting(&self, kinds: &[ActorKind], class: &Class) -> Vec<bool> {
        let called = |number: usize| {
            let actor = &self.scene.index.actors[number];
            let mut names = actor.names.values().flatten().chain([&actor.name]);
            !class.called || names.any(|name| fold(name).contains(class.name.as_str()))
        };
        let fits = |entity: &Entity| kinds.contains(&entity.kind) && entity.known.is_some_and(called);
        self.actors.entities.iter().map(fits).collect()
    }

    /// The fitting actor that is named nearest before a token.
    fn near(&self, at: usize, fits: &[bool]) -> Option<usize> {
        let near = self.keyed_before(at).find(|mention| fits[mention.entity] && !self.tells_of_another(mention));
        near.map(|mention| mention.entity)
    }

    /// The known actor of some kinds that is named nearest before a token; or else the one named most.
    fn prominent(&self, at: usize, kinds: &[ActorKind], class: &Class) -> Option<usize> {
        let fits = self.fitting(kinds, class);
        let most = || {
            let fitting = || self.keyed_before(self.taken.len()).filter(|mention| fits[mention.entity]);
            let mut counts = vec![0_usize; self.actors.entities.len()];
            fitting().for_each(|mention| counts[mention.entity] += 1);
            let told_most = fitting().max_by_key(|mention| (counts[mention.entity], std::cmp::Reverse(mention.head)));
            told_most.map(|mention| mention.entity)
        };
        self.near(at, &fits).or_else(most)
    }

    /// "The group, which is allied with X", « le mouvement, affilié à X »: whether a mention only says something of another actor.
    fn tells_of_another(&self, mention: &ActorMention) -> bool {
        let words = &self.scene.syntax.words;
        let quality = words[mention.head].head.filter(|&at| words[at].is("amod") || words[at].is("acl"));
        let other = quality.and_then(|at| words[at].head);
        other.is_some_and(|other| self.mentions_at(other).any(|(_, told)| told.entity != mention.entity))
    }

    /// An actor of its own, the same for the same words and owner.
    fn by_wording(&mut self, description: &Description, owner: Option<usize>) -> usize {
        let lemmas =
            description.words.clone().map(|at| lower(&self.scene.syntax.words[at].lemma)).collect::<Vec<_>>().join(" ");
        let tokens = self.extent(description);
        let name = self.words(&tokens);
        let wording =
            if description.entry.kind == ActorKind::Population { lemmas.clone() } else { fold(&name).to_string() };
        let identity = Identity::Wording(wording.into(), owner);
        let country = owner.and_then(|owner| self.actors.entities[owner].country.clone());
        let head = description.entry;
        let unnamed = self.scene.heads.is_unnamed(&lemmas);
        self.entity(identity, || Entity {
            known: None,
            key: None,
            name,
            kind: head.kind,
            class: head.class.clone(),
            country,
            generic: head.generic,
            unnamed,
            why: Why::by("actor/description").and("head", None, lemmas),
        })
    }
}

fn is_whole_state(class: Option<&Class>) -> bool {
    class.is_some_and(|class| class.state.as_deref() == Some("self"))
}

/// "Two warships off the coast of Libya", "25 targets in the north of Iraq": whether what hangs on a noun tells where it is or goes, and not whose
/// it is. `belonging` are the prepositions that say whose; where a language names none, nothing is elsewhere.
pub(crate) fn is_elsewhere(syntax: &Syntax, child: usize, belonging: &[CompactString]) -> bool {
    let case = syntax.children_by(child, "case").find(|&case| case < child);
    let belongs = |case: usize| belonging.is_empty() || belonging.contains(&lower(&syntax.words[case].lemma));
    syntax.words[child].is("nmod") && case.is_some_and(|case| !belongs(case))
}
