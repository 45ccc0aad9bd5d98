//! What the claim stage stands on: the layers before it, and what each token refers to.

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use crate::actor::Actors;
use crate::pack::{Files, Ontology, rows};
use crate::quantity::QuantityFinding;
use crate::record::ActorKind;
use crate::site::Sites;
use crate::syntax::{Syntax, Upos};
use crate::text::{Reading, lower};

/// Relations of phrases that are no clauses.
const PHRASAL: [&str; 12] =
    ["obl", "nmod", "appos", "flat", "advmod", "obj", "iobj", "nsubj", "amod", "compound", "nummod", "dislocated"];

/// Words that only say how much of what follows: `lexicon/partitives.tsv` ("la plupart des habitants", "most of the villagers"); and, with
/// `members`, those before some who belong to what stands before ("five people, *including* the mayor").
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Partitives(FxHashMap<CompactString, bool>);

impl Partitives {
    /// Reads the lexicon: a lemma a line, and `members` where it stands before members.
    pub fn parse(files: &Files) -> Partitives {
        let text = files.get("lexicon/partitives.tsv").unwrap_or_default();
        Partitives(rows(text).map(|(_, columns)| (columns[0].into(), columns.get(1) == Some(&"members"))).collect())
    }
}

/// What a place covers, and what it lies in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// Whether it covers an area rather than being a spot.
    pub wide: bool,
    /// ISO 3166 alpha-2 code of its country.
    pub country: Option<CompactString>,
    /// The first-level administrative unit that it lies in; nothing where it is one, or a country.
    pub unit: Option<CompactString>,
    /// Its own name, where others lie in it by that name: that of a unit, or the code of a country.
    pub holds: Option<CompactString>,
}

impl Extent {
    /// Whether it is a country or a unit that another place lies in.
    pub(crate) fn contains(&self, other: &Extent) -> bool {
        let inside = |own: &CompactString| {
            other.country.as_ref() == Some(own) || (self.country == other.country && other.unit.as_ref() == Some(own))
        };
        self.holds.as_ref().is_some_and(|own| other.holds.as_ref() != Some(own) && inside(own))
    }
}

/// The earlier layers of one report.
pub struct Ground<'a> {
    /// The words.
    pub reading: &'a Reading,
    /// Their syntax.
    pub syntax: &'a Syntax,
    /// Event types.
    pub ontology: &'a Ontology,
    /// Who is named.
    pub actors: &'a Actors,
    /// What buildings and objects are named.
    pub sites: &'a Sites,
    /// For each token, the number of the place whose mention covers it.
    pub place_at: Vec<Option<usize>>,
    /// For each place, the place that it is told from.
    pub place_anchors: Vec<Option<usize>>,
    /// For each place, what it covers and lies in.
    pub place_extents: Vec<Extent>,
    /// For each token, the number of the time expression that covers it.
    pub time_at: Vec<Option<usize>>,
    /// Numbers of people and things.
    pub quantities: &'a [QuantityFinding],
    /// For each token, the number of the quantity that covers it.
    pub quantity_at: Vec<Option<usize>>,
    /// For each token that is a pronoun, or a noun that means whoever speaks ("our troops"), the number of the actor it refers to.
    pub antecedents: Vec<Option<usize>>,
    /// Prepositions that say whom somebody belongs to; empty where a language names none.
    pub belonging: &'a [CompactString],
    /// Prepositions of who does it.
    pub agent: &'a [CompactString],
    /// Words that say how much of what follows.
    pub partitives: &'a Partitives,
    /// For each token that is tagged as an adjective but may be a participle, the verb.
    pub verbs: Vec<Option<CompactString>>,
    /// For each token among the words that only tell who says the sentence, the verb that says so: ", a doctor and a nurse said".
    pub telling: Vec<Option<usize>>,
}

impl Ground<'_> {
    /// The actor that a token refers to as the head of an argument.
    pub fn actor_at(&self, token: usize) -> Option<usize> {
        let mention = self.actors.at(token).map(|mention| mention.entity);
        // "Our troops" are a mention of their own, and mean whoever speaks.
        let meant = self.antecedents[token].filter(|_| self.syntax.words[token].upos == Upos::Noun);
        meant
            .or(mention)
            .or(self.antecedents[token])
            .or_else(|| self.counted(token).and_then(|head| self.actors.at(head)).map(|m| m.entity))
    }

    /// The actor that a modifier implies: "Russian" of "Russian strikes".
    pub fn implied_at(&self, token: usize) -> Option<usize> {
        let implied = self.actors.implied.iter().find(|(at, _)| *at == token);
        self.actor_at(token).or(implied.map(|(_, entity)| *entity))
    }

    /// Whether an event type is one of conflict.
    pub(crate) fn is_conflict(&self, event: &str) -> bool {
        self.ontology.get(event).is_some_and(|event| event.conflict)
    }

    /// The persons whose names stand beside a description: "a spokesman for the junta, Zaw Min Tun".
    pub fn persons_beside(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        let described = self.syntax.words[token].upos == Upos::Noun;
        let names = move |child: &usize| {
            let bare = self.syntax.words[*child].is("nmod") && self.syntax.children_by(*child, "case").next().is_none();
            self.syntax.words[*child].is("appos") || self.syntax.words[*child].is("flat") || bare
        };
        let beside = self.syntax.children(token).filter(move |child| described && *child > token && names(child));
        // A list may follow: "leaders Hector Paz and Gilda Flores".
        let beside = beside.flat_map(move |child| std::iter::once(child).chain(self.syntax.children_by(child, "conj")));
        let named = beside.filter_map(move |child| self.actors.at(child)).map(|mention| mention.entity);
        named.filter(move |&entity| self.actors.entities[entity].kind == ActorKind::Person)
    }

    /// The dictionary form of a verb, also of a participle that is tagged as an adjective.
    pub fn verb_lemma(&self, token: usize) -> CompactString {
        let word = &self.syntax.words[token];
        let participle = self.verbs.get(token).and_then(Clone::clone).filter(|_| word.upos == Upos::Adj);
        participle.unwrap_or_else(|| lower(&word.lemma))
    }

    /// Whether a token only tells who says its sentence, unless saying so is what a trigger reports.
    pub fn only_tells(&self, token: usize, trigger: Option<usize>) -> bool {
        let Some(verb) = self.telling.get(token).copied().flatten() else { return false };
        // "According to a committee, which also accused them": what is told of the speaker is no telling.
        let reports = |at: usize| at == verb || self.syntax.ancestors(at).any(|above| above == token);
        !trigger.is_some_and(reports)
    }

    /// The site that a token refers to.
    pub fn site_at(&self, token: usize) -> Option<usize> {
        let of = |at: usize| self.sites.at(at).map(|mention| mention.entity);
        of(token).or_else(|| self.counted(token).and_then(of))
    }

    /// The noun that the quantity around a token counts.
    fn counted(&self, token: usize) -> Option<usize> {
        self.quantity_at[token].map(|number| self.quantities[number].head)
    }

    /// The head of the clause that a token stands in: itself, or what it hangs on through phrases that are no clauses.
    pub fn clause(&self, token: usize) -> usize {
        let mut at = token;
        for above in self.syntax.ancestors(token) {
            let word = &self.syntax.words[at];
            let verbal = matches!(word.upos, Upos::Verb | Upos::Aux);
            let nominal = PHRASAL.iter().any(|base| word.is(base)) || (word.is("conj") && !verbal);
            if !nominal {
                break;
            }
            at = above;
        }
        at
    }

    /// Whether a token stands in the name of a known actor, where words report nothing.
    pub fn in_name(&self, token: usize) -> bool {
        let known = |entity: usize| self.actors.entities[entity].known.is_some();
        let covers = |mention: &crate::actor::ActorMention| mention.tokens.contains(&token) && known(mention.entity);
        let capital = self.reading.tokens[token].text.starts_with(char::is_uppercase);
        self.actors
            .around(token..token + 1)
            .iter()
            .any(|mention| covers(mention) && (capital || mention.tokens.start < token))
    }

    /// Whether a token heads the mention of an actor, a site or a place.
    fn is_named(&self, token: usize) -> bool {
        let actor = self.actors.around(token..token + 1).iter().any(|mention| mention.head == token);
        actor || self.place_at[token].is_some() || self.sites.mentions.iter().any(|mention| mention.head == token)
    }

    /// Whether a number stands at a token or below it.
    pub fn is_counted(&self, token: usize) -> bool {
        let number = |child: usize| self.quantity_at[child].is_some();
        self.quantity_at[token].is_some() || self.syntax.children_by(token, "nummod").any(number)
    }

    /// Whether a word before some who belong to what stands before comes with a noun: "five people, including the mayor".
    pub(crate) fn is_member(&self, token: usize) -> bool {
        let opens = |at: usize| self.partitives.0.get(&self.reading.tokens[at].lower) == Some(&true);
        self.syntax.children_by(token, "case").any(opens)
    }

    /// A token and the ones coordinated with it.
    pub fn with_conjuncts(&self, token: usize) -> Vec<usize> {
        let mut all = vec![token];
        let mut at = 0;
        while at < all.len() && all.len() < 50 {
            let word = &self.syntax.words[all[at]];
            // "ceux de Bêl et Baalshamin", "most of the villagers": such words stand for what follows them.
            let pronoun = word.upos == Upos::Pron && self.antecedents[all[at]].is_none();
            let stands = pronoun || self.partitives.0.get(&lower(&word.lemma)) == Some(&false);
            let conjunction = self.syntax.children_by(all[at], "cc").find(|&cc| cc < all[at]);
            let counted = self.is_counted(all[at]);
            let related = |child: &usize| {
                let word = &self.syntax.words[*child];
                let pronoun = word.upos == Upos::Pron && word.is("appos");
                // "Bêl et Baalshamin": names around a conjunction, whatever the tree makes of the first.
                let joined = conjunction.is_some_and(|cc| *child < cc) && self.is_named(*child);
                // "quatre chars, trois canons et deux dépôts": counts in a row are a list.
                let listed = counted && word.is("appos") && self.is_counted(*child);
                word.is("conj") || pronoun || listed || joined || (stands && word.is("nmod")) || self.is_member(*child)
            };
            let more: Vec<usize> =
                self.syntax.children(all[at]).filter(related).filter(|child| !all.contains(child)).collect();
            all.extend(more);
            at += 1;
        }
        all
    }
}
