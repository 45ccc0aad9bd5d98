//! Which actor a known name means in a report.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use compact_str::CompactString;

use crate::actor::finder::SURE;
use crate::actor::index::{NameMatch, find_matches};
use crate::actor::{ActorIndex, Antecedents, Classes, Heads, NameKind};
use crate::finder::{Found, Kind};
use crate::record::ActorKind;
use crate::syntax::{Syntax, Upos};
use crate::text::{Reading, fold, lower};

/// What is needed to say who is who in one report.
pub struct Scene<'a> {
    /// The words.
    pub reading: &'a Reading,
    /// Their syntax.
    pub syntax: &'a Syntax,
    /// The knowledge base.
    pub index: &'a ActorIndex,
    /// What classes of head words mean.
    pub classes: &'a Classes,
    /// Head words of the language.
    pub heads: &'a Heads,
    /// Pronouns of the language.
    pub pronouns: &'a Antecedents,
    /// Prepositions that say whom somebody belongs to.
    pub belonging: &'a [CompactString],
    /// Prepositions of who does it: "by".
    pub agent: &'a [CompactString],
    /// Day of publication, `YYYY-MM-DD`.
    pub published: Option<&'a str>,
    /// Whether a token's governor is a verb of speech, so that its subject speaks.
    pub speaks: &'a dyn Fn(usize) -> bool,
    /// Names that the finder saw.
    pub named: &'a [Found],
}

impl Scene<'_> {
    /// Whether a noun hangs on another as who does it: "an offensive by Azerbaijan".
    pub(crate) fn is_agent(&self, noun: usize) -> bool {
        let words = &self.syntax.words;
        let by = |case: usize| self.agent.contains(&lower(&words[case].lemma));
        words[noun].is("nmod") && self.syntax.children_by(noun, "case").any(by)
    }
}

/// Names of known actors, each decided for one actor.
pub type KnownNames = Vec<(NameMatch, usize)>;

/// Looks all known names up, whomever they mean.
pub fn match_names(scene: &Scene) -> Vec<NameMatch> {
    find_matches(&scene.reading.tokens, scene.index)
}

/// Decides which actor each name means; names whose context is missing are left out. `places` are the countries of the places that the
/// report names, as far as they are known yet.
pub fn find_names(scene: &Scene, matches: &[NameMatch], places: &[CompactString]) -> KnownNames {
    let mut countries = named_countries(matches, scene.index);
    places.iter().for_each(|country| *countries.entry(country.clone()).or_insert(0) += 1);
    let full: Vec<&NameMatch> = matches.iter().filter(|found| found.kind == NameKind::Full).collect();
    let named: BTreeSet<usize> = full.iter().flat_map(|found| found.actors.iter().copied()).collect();
    let surnames = surnames(scene, &full);
    let decide = |found: &NameMatch| {
        let word = &scene.reading.tokens[found.tokens.start].lower;
        let short = found.kind == NameKind::Short && found.tokens.len() == 1;
        let others = surnames.get(word.as_str()).into_iter().flatten().filter(|_| short);
        let candidates = found.actors.iter().chain(others).copied().collect();
        let found = NameMatch { actors: candidates, ..found.clone() };
        let number = choose(scene, &found, &countries, &named)?;
        Some((found, number))
    };
    let fits = |found: &&NameMatch| !is_first_name(scene, found) && !is_namesake(scene, found);
    matches.iter().filter(fits).filter_map(decide).collect()
}

/// Whether another given name stands before a person's short name: "Pedro Haftar" is not the marshal.
fn is_namesake(scene: &Scene, found: &NameMatch) -> bool {
    let at = found.tokens.start;
    let sentence = &scene.reading.sentences[scene.reading.sentence_of(at)].tokens;
    let Some(before) = at.checked_sub(1).filter(|&before| sentence.contains(&before)) else { return false };
    let word = &scene.reading.tokens[before];
    let words = &scene.syntax.words;
    let behind = words[at].is("flat") && words[at].head == Some(before);
    let ahead = (words[before].is("compound") || words[before].is("flat")) && words[before].head == Some(at);
    // "In Moscow Putin": a place before a name is no part of it.
    let free = scene.syntax.children_by(before, "case").next().is_none();
    let given = words[before].upos == Upos::Propn && word.text.starts_with(char::is_uppercase);
    let given = given && free && (behind || ahead);
    let title = scene.heads.is_honorific(&word.lower) || !scene.heads.starting(&word.lower).is_empty();
    // Given names are spelled in many ways: "Moammar", "Muammar".
    let initial = |name: &str| name.chars().next().map(|first| fold(&first.to_string()));
    let (wanted, surname) = (initial(&word.text), fold(&scene.reading.tokens[at].text));
    let own = |&number: &usize| {
        let actor = &scene.index.actors[number];
        let mut names = actor.names.values().flatten().chain([&actor.name]);
        let alike = |part: &str| fold(part) != surname && initial(part) == wanted;
        actor.kind != ActorKind::Person || names.any(|name| name.split_whitespace().any(alike))
    };
    found.kind == NameKind::Short && found.tokens.len() == 1 && given && !title && !found.actors.iter().any(own)
}

/// Whether the name of a state stands in what the finder takes for the name of a person: « Dominique Roux ».
fn is_first_name(scene: &Scene, found: &NameMatch) -> bool {
    let state = found.actors.iter().all(|&number| scene.index.actors[number].kind == ActorKind::State);
    let longer = |other: &&Found| {
        let around = other.tokens.start <= found.tokens.start && found.tokens.end <= other.tokens.end;
        other.kind == Kind::Person && other.margin >= SURE && around && other.tokens.len() > found.tokens.len()
    };
    let near = scene.named.partition_point(|other| other.tokens.end <= found.tokens.start);
    state && found.kind != NameKind::Adjective && scene.named[near..].iter().take(1).any(|other| longer(&other))
}

/// The persons named in full by the last word of their name: after "the minister Ann Carter", "Carter" is she, and no president of old.
fn surnames<'a>(scene: &Scene<'a>, full: &[&NameMatch]) -> BTreeMap<&'a str, BTreeSet<usize>> {
    let mut surnames: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for found in full {
        let persons = found.actors.iter().filter(|&&number| scene.index.actors[number].kind == ActorKind::Person);
        let last = scene.reading.tokens[found.tokens.end - 1].lower.as_str();
        persons.for_each(|&number| {
            surnames.entry(last).or_default().insert(number);
        });
    }
    surnames
}

/// How often each country is named, by a state's name, adjective, people or capital.
fn named_countries(matches: &[NameMatch], index: &ActorIndex) -> BTreeMap<CompactString, usize> {
    let mut countries = BTreeMap::new();
    for found in matches {
        let actor = &index.actors[found.actors[0]];
        if let (ActorKind::State, Some(country)) = (actor.kind, &actor.country) {
            *countries.entry(country.clone()).or_insert(0) += 1;
        }
    }
    countries
}

/// The actor that a name means here: whose country the report names, who existed at the time, who is named in full as well.
fn choose(
    scene: &Scene,
    found: &NameMatch,
    countries: &BTreeMap<CompactString, usize>,
    full: &BTreeSet<usize>,
) -> Option<usize> {
    let weight = |&number: &usize| {
        let actor = &scene.index.actors[number];
        let near =
            actor.country.iter().chain(&actor.countries).filter_map(|country| countries.get(country)).sum::<usize>();
        (full.contains(&number), exists(scene, number), near, std::cmp::Reverse(number))
    };
    let best = found.actors.iter().copied().max_by_key(weight)?;
    let (named, exists, near, _) = weight(&best);
    let safe = match found.kind {
        NameKind::Short => {
            named || (exists && (near > 0 || (found.tokens.len() > 1 && scene.index.actors[best].country.is_none())))
        }
        NameKind::Acronym => found.actors.len() == 1 || named || near > 0,
        _ => true,
    };
    safe.then_some(best)
}

fn exists(scene: &Scene, number: usize) -> bool {
    let actor = &scene.index.actors[number];
    let Some(day) = scene.published else { return true };
    actor.from.as_deref().is_none_or(|from| from <= day)
        && actor.to.as_deref().is_none_or(|to| day <= to || day.starts_with(to))
}
/// Tokens that name persons, groups, organisations and media, in which no place is to be looked for.
pub fn taken(scene: &Scene, names: &KnownNames) -> Vec<Range<usize>> {
    let inside = |(found, number): &&(NameMatch, usize)| {
        scene.index.actors[*number].kind != ActorKind::State && found.kind != NameKind::Adjective
    };
    names.iter().filter(inside).map(|(found, _)| found.tokens.clone()).collect()
}

/// The countries that named actors other than states belong to or act in, once for each name; states are told by their own.
pub fn countries_of(scene: &Scene, names: &KnownNames) -> Vec<CompactString> {
    let actors = names.iter().map(|(_, number)| &scene.index.actors[*number]);
    let countries = |actor: &crate::knowledge::KnownActor| match &actor.country {
        Some(country) => Some(country.clone()),
        None if actor.countries.len() == 1 => actor.countries.first().cloned(),
        None => None,
    };
    actors.filter_map(countries).collect()
}
