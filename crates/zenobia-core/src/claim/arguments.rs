//! The arguments of a word once the syntax around it is undone.
//!
//! Labels are Universal Dependencies relations in their deep reading: `nsubj` is who does it, in the active and in the passive; `obj` whom or
//! what it is done to. Prepositions follow: `obl:contre`, `nmod:of`. Method: the tree is read upwards and downwards from the word; nothing is learned.

use compact_str::{CompactString, format_compact};

use crate::claim::LightVerbs;
use crate::claim::frames::Defaults;
use crate::claim::ground::Ground;
use crate::claim::light::{LightVerb, Share};
use crate::claim::triggers::is_reflexive;
use crate::syntax::{Features, Upos, Word};
use crate::text::lower;

/// An argument: its deep relation, the head of its words, and how the tree was read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Argument {
    pub(crate) label: CompactString,
    pub(crate) token: usize,
    pub(crate) path: CompactString,
}

/// The path of a subject that is the object of the verb above.
pub(crate) const CONTROLLED: &str = "xcomp<obj";

impl Argument {
    pub(super) fn new(label: impl Into<CompactString>, token: usize, path: impl Into<CompactString>) -> Argument {
        Argument { label: label.into(), token, path: path.into() }
    }

    /// Whether the label is the relation of a frame; a relation without preposition takes any.
    pub(crate) fn matches(&self, relation: &str) -> bool {
        self.label.strip_prefix(relation).is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
    }
}

/// Reads trees with a language's few function words.
pub(crate) struct Reader<'a> {
    pub(crate) ground: &'a Ground<'a>,
    pub(crate) defaults: &'a Defaults,
    pub(crate) light: &'a LightVerbs,
}

const DEEPEST: usize = 5;

/// The path of what stands behind a noun and hangs on the verb above it.
const FOLLOWING: &str = "obl<obj";

impl Reader<'_> {
    pub(super) fn word(&self, at: usize) -> &Word {
        &self.ground.syntax.words[at]
    }

    /// The arguments of a verb, noun or adjective.
    pub(crate) fn arguments(&self, at: usize) -> Vec<Argument> {
        let mut found = match self.word(at).upos {
            Upos::Verb | Upos::Aux => self.of_verb(at, 0),
            Upos::Adj if self.is_participle(at) => self.of_verb(at, 0),
            _ => self.of_noun(at),
        };
        let word = self.word(at);
        if word.upos == Upos::Adj && word.is("amod") && !self.is_participle(at) {
            found.extend(word.head.map(|noun| Argument::new("obj", noun, "amod")));
        }
        if matches!(word.upos, Upos::Verb | Upos::Aux) || self.is_participle(at) {
            let astray: Vec<Argument> = found.iter().flat_map(|argument| self.astray(argument)).collect();
            let new = |argument: &Argument| found.iter().all(|other| other.label != argument.label);
            let astray: Vec<Argument> = astray.into_iter().filter(new).collect();
            found.extend(astray);
        }
        found.dedup();
        // What a light verb hands over may also stand right behind its noun.
        let told: Vec<(CompactString, usize)> =
            found.iter().filter(|one| one.path != FOLLOWING).map(|one| (one.label.clone(), one.token)).collect();
        found.retain(|one| one.path != FOLLOWING || !told.contains(&(one.label.clone(), one.token)));
        found
    }

    fn is_participle(&self, at: usize) -> bool {
        self.word(at).features.has(Features::PARTICIPLE)
    }

    /// The lemma of the preposition before a token, when there is one.
    pub(super) fn case(&self, at: usize) -> Option<CompactString> {
        let cases = self.ground.syntax.children_by(at, "case");
        cases.filter(|&case| case < at).map(|case| lower(&self.word(case).lemma)).next()
    }

    fn labeled(&self, base: &str, at: usize) -> CompactString {
        self.case(at).map_or_else(|| base.into(), |case| format_compact!("{base}:{case}"))
    }

    pub(crate) fn is_passive(&self, at: usize, depth: usize) -> bool {
        let syntax = self.ground.syntax;
        let word = self.word(at);
        if self.defaults.active.contains(&lower(&word.lemma)) || is_reflexive(self.ground, at) {
            return false;
        }
        let marked =
            syntax.children(at).any(|child| matches!(self.word(child).relation.as_str(), "aux:pass" | "nsubj:pass"));
        let own = syntax.children(at).any(|child| self.word(child).is("aux") || self.word(child).is("nsubj"));
        let bare = word.features.has(Features::PARTICIPLE) && !word.features.has(Features::PRESENT) && !own;
        // A past participle with an object is a past tense: "The rebels captured the town", whatever the tree says.
        if bare && !marked && syntax.children_by(at, "obj").next().is_some() && !word.is("conj") {
            return false;
        }
        let attribute = bare && (word.is("acl") || word.is("amod") || word.is("advcl") || self.is_apposed(at));
        // "ont battu et torturé": a coordinated participle shares the auxiliary, and with it the voice.
        let verbal = |head: &usize| matches!(self.word(*head).upos, Upos::Verb | Upos::Aux);
        if let Some(head) = word.head.filter(verbal).filter(|_| bare && !marked && word.is("conj") && depth < DEEPEST) {
            return self.is_passive(head, depth + 1);
        }
        marked || attribute || (word.features.has(Features::PASSIVE) && !own)
    }

    /// Whether a participle is coordinated with a noun, which it then qualifies: "le minaret, dynamité".
    fn is_apposed(&self, at: usize) -> bool {
        let word = self.word(at);
        let nominal = |head: usize| matches!(self.word(head).upos, Upos::Noun | Upos::Propn | Upos::Pron);
        (word.is("conj") || word.is("appos"))
            && word.features.has(Features::PARTICIPLE)
            && word.head.is_some_and(nominal)
    }

    /// Whether a clause has a finite verb of its own.
    fn is_finite(&self, at: usize) -> bool {
        let helpers =
            self.ground.syntax.children(at).filter(|&child| self.word(child).is("aux") || self.word(child).is("cop"));
        std::iter::once(at).chain(helpers).any(|token| self.word(token).features.has(Features::FINITE))
    }

    fn of_verb(&self, at: usize, depth: usize) -> Vec<Argument> {
        let passive = self.is_passive(at, 0);
        let mut found: Vec<Argument> =
            self.ground.syntax.children(at).filter_map(|child| self.of_child(child, passive)).collect();
        self.mend_object(at, passive, &mut found);
        found.extend(self.object_after(at, passive, &found));
        found.extend(self.bare_object(at, passive, &found));
        if depth < DEEPEST {
            let more = self.shared_from_above(at, passive, &found, depth);
            found.extend(more);
        }
        found
    }

    fn of_child(&self, child: usize, passive: bool) -> Option<Argument> {
        let word = self.word(child);
        let relation = word.relation.as_str();
        let base = relation.split(':').next().unwrap_or(relation);
        let label: CompactString = match (base, relation) {
            ("nsubj", _) if passive => "obj".into(),
            ("nsubj", _) => "nsubj".into(),
            (_, "obl:agent") => "nsubj".into(),
            ("obl", _) if passive && self.case(child).is_some_and(|case| self.defaults.agent.contains(&case)) => {
                "nsubj".into()
            }
            ("obl" | "nmod", _) => self.labeled("obl", child),
            // "Urged the rebels to withdraw": of a verb with an infinitive, whom it tells so is its object.
            ("iobj", _) if self.is_told(child) => "obj".into(),
            ("obj" | "iobj" | "xcomp" | "ccomp" | "advcl", _) => base.into(),
            _ => return None,
        };
        Some(Argument::new(label, child, relation))
    }

    /// Whether a noun is the one object of a verb with an infinitive.
    fn is_told(&self, noun: usize) -> bool {
        let syntax = self.ground.syntax;
        let nominal = matches!(self.word(noun).upos, Upos::Noun | Upos::Propn);
        let verb = self.word(noun).head.filter(|_| nominal);
        let has = |verb: usize, base: &str| syntax.children_by(verb, base).next().is_some();
        verb.is_some_and(|verb| has(verb, "xcomp") && !has(verb, "obj"))
    }

    /// What a verb shares with the words above it.
    fn shared_from_above(&self, at: usize, passive: bool, own: &[Argument], depth: usize) -> Vec<Argument> {
        let word = self.word(at);
        let Some(head) = word.head else { return Vec::new() };
        let has = |label: &str| own.iter().any(|argument| argument.label == label);
        let subject = if passive { "obj" } else { "nsubj" };
        match word.relation.split(':').next().unwrap_or_default() {
            "acl" if word.relation == "acl:relcl" || self.is_finite(at) => self.of_relative(at, head, own, passive),
            "acl" | "amod" => self.of_participle(at, head, subject, has(subject)),
            "conj" | "appos" if self.is_apposed(at) => self.of_participle(at, head, subject, has(subject)),
            "ccomp" if !has(subject) && word.features.has(Features::INFINITIVE) => {
                let verb = self.ground.syntax.ancestors(at).find(|&above| self.word(above).upos == Upos::Verb);
                verb.map_or_else(Vec::new, |verb| self.shared_subject(verb, subject, depth, "ccomp"))
            }
            "conj" if !has(subject) => self.shared_subject(head, subject, depth, "conj"),
            "xcomp" if !has(subject) => self.controlled(head, subject, depth),
            "advcl" | "obl" if !has(subject) && self.has_object_control(at) => self.controlled(head, subject, depth),
            "advcl" | "parataxis" if !has(subject) && !word.features.has(Features::FINITE) => {
                self.shared_subject(head, subject, depth, "advcl")
            }
            _ => Vec::new(),
        }
    }

    /// The surface subject of `head` as an argument called `label`.
    fn shared_subject(&self, head: usize, label: &str, depth: usize, path: &str) -> Vec<Argument> {
        if !matches!(self.word(head).upos, Upos::Verb | Upos::Aux | Upos::Adj) {
            return Vec::new();
        }
        let above = self.of_verb(head, depth + 1);
        let surface = if self.is_passive(head, 0) { "obj" } else { "nsubj" };
        let subjects = above.into_iter().filter(|argument| argument.label == surface);
        subjects
            .map(|argument| Argument::new(label, argument.token, format_compact!("{path}<{}", argument.path)))
            .collect()
    }

    /// Control: the subject of an infinitive is the object above it when there is one, or else the subject above it.
    fn controlled(&self, head: usize, label: &str, depth: usize) -> Vec<Argument> {
        let above = self.of_verb(head, depth + 1);
        let person = |argument: &&Argument| {
            let told =
                matches!(argument.label.as_str(), "obj" | "iobj") || self.defaults.told.contains(&argument.label);
            told && self.ground.implied_at(argument.token).is_some()
        };
        match above.iter().find(person) {
            Some(object) => vec![Argument::new(label, object.token, CONTROLLED)],
            None => self.shared_subject(head, label, depth, "xcomp"),
        }
    }

    /// The noun before a relative clause is what its relative pronoun is in it.
    fn of_relative(&self, at: usize, noun: usize, own: &[Argument], passive: bool) -> Vec<Argument> {
        let relative = |argument: &&Argument| {
            let word = self.word(argument.token);
            word.features.has(Features::RELATIVE)
                || (word.upos == Upos::Pron && word.features == Features::default() && argument.token < at)
        };
        if let Some(pronoun) = own.iter().find(relative) {
            return vec![Argument::new(pronoun.label.clone(), noun, format_compact!("acl:relcl<{}", pronoun.path))];
        }
        let adverb = self.ground.syntax.children(at).find(|&child| self.word(child).features.has(Features::RELATIVE));
        let label: CompactString = match adverb {
            Some(adverb) => format_compact!("obl:{}", lower(&self.word(adverb).lemma)),
            None if own.iter().any(|argument| argument.label == "nsubj") => "obj".into(),
            None if passive => "obj".into(),
            None => "nsubj".into(),
        };
        vec![Argument::new(label, noun, "acl:relcl")]
    }

    /// Whether the clause of a verb opens with a word whose clauses the object above controls.
    fn has_object_control(&self, at: usize) -> bool {
        let syntax = self.ground.syntax;
        let opening = syntax
            .children(at)
            .filter(|&child| child < at && (self.word(child).is("mark") || self.word(child).is("case")));
        opening.into_iter().any(|child| self.defaults.object_control.contains(&lower(&self.word(child).lemma)))
    }

    fn of_participle(&self, at: usize, noun: usize, subject: &str, has_subject: bool) -> Vec<Argument> {
        let features = self.word(at).features;
        if has_subject || features.has(Features::FINITE) {
            return Vec::new();
        }
        let past =
            features.has(Features::PARTICIPLE) && !features.has(Features::PRESENT) && !features.has(Features::GERUND);
        // "les troupes ayant pris": the auxiliary makes it active.
        let label = if past && subject == "obj" { "obj" } else { "nsubj" };
        if features.has(Features::INFINITIVE) {
            // "la volonté de l'armée de reprendre": whoever the noun belongs to.
            let owners = self.of_noun_itself(noun).into_iter().filter(|argument| argument.matches("nmod"));
            return owners
                .map(|argument| Argument::new("nsubj", argument.token, format_compact!("acl<{}", argument.path)))
                .collect();
        }
        let mut found = vec![Argument::new(label, noun, self.word(at).relation.clone())];
        // "la mosquée et son minaret, dynamités": a plural participle belongs to both.
        let word = self.word(noun);
        // So it does in "nine civilians and two soldiers killed".
        let counted = word.head.is_some_and(|first| [first, noun].iter().all(|&at| self.ground.is_counted(at)));
        let both = features.has(Features::PLURAL)
            && (word.features.has(Features::SINGULAR) || counted)
            && (word.is("conj") || word.is("appos"));
        if let Some(first) = word.head.filter(|_| both) {
            found.push(Argument::new(label, first, format_compact!("{}<conj", self.word(at).relation)));
        }
        found.extend(self.apposed_place(at, noun).map(|place| Argument::new(label, place, "acl<beside")));
        found
    }

    fn of_noun(&self, at: usize) -> Vec<Argument> {
        let mut found = self.of_noun_itself(at);
        found.extend(self.of_light_verb(at));
        // "morts et blessés": what belongs to the first of two coordinated nouns belongs to both.
        if self.word(at).is("conj") && found.is_empty() {
            found = self.word(at).head.map_or_else(Vec::new, |head| self.of_noun_itself(head));
        }
        found
    }

    pub(crate) fn of_noun_itself(&self, at: usize) -> Vec<Argument> {
        let of_child = |child: usize| {
            let word = self.word(child);
            let label = match word.relation.split(':').next().unwrap_or_default() {
                "nmod" if word.relation == "nmod:poss" => "nmod:poss".into(),
                "nmod" | "obl" => self.labeled("nmod", child),
                "det" if word.features.has(Features::POSSESSIVE) => "nmod:poss".into(),
                "amod" => "amod".into(),
                "compound" => "compound".into(),
                "appos" | "flat" => "appos".into(),
                "nsubj" => "nsubj".into(),
                _ => return None,
            };
            Some(Argument { label, token: child, path: word.relation.clone() })
        };
        let own: Vec<Argument> = self.ground.syntax.children(at).filter_map(of_child).collect();
        let lifted: Vec<Argument> = own
            .iter()
            .filter(|argument| argument.matches("nmod"))
            .flat_map(|argument| self.lifted(argument.token, 0))
            .collect();
        let following = self.following(at).or_else(|| self.of_both(at));
        let following = following.filter(|found| own.iter().all(|other| other.label != found.label));
        own.into_iter().chain(lifted).chain(following).collect()
    }

    /// « Deux morts et onze blessés parmi les fidèles »: what stands behind the last of coordinated counts is the first one's too.
    fn of_both(&self, noun: usize) -> Option<Argument> {
        let syntax = self.ground.syntax;
        let last =
            syntax.children_by(noun, "conj").filter(|&other| self.word(other).upos == self.word(noun).upos).last()?;
        if !self.ground.is_counted(noun) || !self.ground.is_counted(last) {
            return None;
        }
        let new = |child: usize| Argument::new(self.labeled("nmod", child), child, "conj<nmod");
        syntax.children_by(last, "nmod").map(new).find(|argument| self.is_told_of(&argument.label))
    }

    /// Whether any event noun has its actor or recipient in this relation.
    fn is_told_of(&self, label: &CompactString) -> bool {
        let noun = &self.defaults.noun;
        noun.actor.contains(label) || noun.recipient.contains(label)
    }

    /// "Recorded forty violations of the truce by the rebels": parsers often hang the agent of an object on the verb above it, though
    /// it stands right behind the noun.
    fn following(&self, noun: usize) -> Option<Argument> {
        let syntax = self.ground.syntax;
        let verb = self.word(noun).head.filter(|_| self.word(noun).is("obj"))?;
        let end = syntax.subtree(noun).end;
        let next = syntax.children_by(verb, "obl").find(|&child| syntax.subtree(child).start == end)?;
        let label = self.labeled("nmod", next);
        self.is_told_of(&label).then(|| Argument::new(label, next, FOLLOWING))
    }

    /// "La prise de la ville par l'armée": parsers often hang the agent on the noun in between.
    fn lifted(&self, between: usize, depth: usize) -> Vec<Argument> {
        let mut found = Vec::new();
        for child in self.ground.syntax.children_by(between, "nmod") {
            let label = self.labeled("nmod", child);
            // "The death in combat of nine soldiers": people that are counted are of the event.
            let counted = || self.is_genitive(child) && self.ground.is_counted(child);
            if self.is_told_of(&label) || counted() {
                found.push(Argument::new(label, child, "nmod<nmod"));
            } else if depth < 2 {
                found.extend(self.lifted(child, depth + 1));
            }
        }
        found
    }

    fn is_genitive(&self, noun: usize) -> bool {
        self.case(noun).is_some_and(|case| self.defaults.genitive.contains(&case))
    }

    /// What light verbs hand to their event noun: "the offensive, launched by the rebels, goes on".
    fn of_light_verb(&self, noun: usize) -> Vec<Argument> {
        let hand = |(verb, light): (usize, &LightVerb)| {
            let own = self.of_verb(verb, 0);
            let astray: Vec<Argument> = own.iter().flat_map(|argument| self.astray(argument)).collect();
            let new = |argument: &Argument| own.iter().all(|other| other.label != argument.label);
            let arguments = own.iter().chain(astray.iter().filter(|argument| new(argument)));
            let arguments =
                arguments.filter(|argument| argument.token != noun && !self.is_nobody(verb, light, argument));
            arguments.filter_map(|argument| handed(argument, light)).collect::<Vec<_>>()
        };
        self.light_verbs(noun).into_iter().flat_map(hand).collect()
    }

    /// "No group has claimed the attack": nobody who says to have done it has done it.
    fn is_nobody(&self, verb: usize, light: &LightVerb, argument: &Argument) -> bool {
        let syntax = self.ground.syntax;
        let negates = |at: usize| self.defaults.nobody.contains(&self.ground.reading.tokens[at].lower);
        let denied =
            || syntax.children_by(verb, "advmod").any(|child| self.word(child).features.has(Features::NEGATIVE));
        let none = || negates(argument.token) || syntax.children_by(argument.token, "det").any(negates);
        light.subject == Share::Claimer && argument.label == "nsubj" && (none() || denied())
    }

    /// The light verbs that carry an event noun: above it, above the noun that ends the verb's phrase, or, as a participle, below it. The
    /// first one's tense and negation are the event's.
    pub(crate) fn light_verbs(&self, noun: usize) -> Vec<(usize, &LightVerb)> {
        // "The town was the target of a raid": a noun that is said of somebody carries too.
        let said =
            |at: usize| self.word(at).upos == Upos::Noun && self.ground.syntax.children_by(at, "cop").next().is_some();
        let verbal = |at: &usize| matches!(self.word(*at).upos, Upos::Verb | Upos::Aux | Upos::Adj) || said(*at);
        let above = self.word(noun).head;
        let higher = above.and_then(|at| self.word(at).head);
        let below = self
            .ground
            .syntax
            .children(noun)
            .filter(|&child| self.word(child).is("acl") || self.word(child).is("amod"));
        // Without a preposition a noun is an object, wherever the tree hangs it.
        let clause = Some(self.ground.clause(noun)).filter(|_| self.case(noun).is_none());
        // "The attack is believed to have been carried out": what is said to have been done to it is done.
        let raised = above.filter(|_| self.word(noun).is("nsubj"));
        let raised = raised.into_iter().flat_map(|at| self.ground.syntax.children_by(at, "xcomp"));
        let raised = raised.filter(|&verb| self.is_passive(verb, 0));
        let verbs = above.into_iter().chain(higher).chain(raised).chain(clause).filter(verbal).chain(below);
        // A coordinated event noun shares the verb of the first one.
        let first = above.filter(|_| self.word(noun).is("conj")).unwrap_or(noun);
        let carry = |verb: usize| {
            let arguments = self.of_verb(verb, 0);
            let carrying = |event: usize| self.light.carrying(self.ground, verb, event, &arguments);
            carrying(noun).or_else(|| carrying(first)).map(|light| (verb, light))
        };
        let mut carrying: Vec<(usize, &LightVerb)> = verbs.into_iter().filter_map(carry).collect();
        carrying.dedup_by_key(|(verb, _)| *verb);
        carrying
    }
}

/// An argument of a light verb under the name that it has beside the noun.
fn handed(argument: &Argument, light: &LightVerb) -> Option<Argument> {
    let share = match argument.label.as_str() {
        "nsubj" => light.subject,
        "obj" => light.object,
        _ => Share::Nothing,
    };
    let label = match (argument.label.as_str(), share) {
        (_, Share::Actor | Share::Claimer) => "actor".into(),
        (_, Share::Teller) => "teller".into(),
        (_, Share::Recipient) => "recipient".into(),
        (_, Share::Place) => "place".into(),
        (label, _) => label.strip_prefix("obl").map(|case| format_compact!("nmod{case}"))?,
    };
    Some(Argument { label, token: argument.token, path: format_compact!("light<{}", argument.path) })
}

#[cfg(test)]
mod tests;
