//! What the knowledge base and the gazetteer know of the words of a report, for the name finder.

use std::collections::BTreeMap;
use std::ops::Range;

use compact_str::CompactString;

use super::{Knowledge, Pack};
use crate::actor::{ActorNameMatch, NameKind, find_matches};
use crate::finder::fact::{mark_actor, mark_place};
use crate::finder::words::sign;
use crate::finder::{Fact, Found, Kind, Known, Words, find};
use crate::place::name::fold;
use crate::place::{self, Candidate, Gazetteer, MentionRole, NameMatch, PlaceFinding, PlaceKind, PlaceMention};
use crate::record::ActorKind;
use crate::site;
use crate::text::{self, Reading, Token};
use crate::why::Why;

/// Most tokens of the name of a place.
const LONGEST: usize = 5;

/// What a name must beat its other readings by, in hundredths of a nat, so that no place is looked for in it.
const SURE_PERSON: i32 = 600;

/// The same for a place that no gazetteer knows.
const SURE_PLACE: i32 = 400;

/// The names that the finder sees in a report.
#[derive(Clone, Debug, Default)]
pub struct NamesSeen {
    /// The names, in order.
    pub found: Vec<Found>,
}

impl NamesSeen {
    /// The words of persons of several names, in which no place is to be looked for. What a single word means, or an organisation
    /// named for its place, the place stage knows better.
    pub fn no_places(&self) -> impl Iterator<Item = Range<usize>> {
        let sure = self.found.iter().filter(|found| found.kind == Kind::Person && found.margin >= SURE_PERSON);
        sure.filter(|found| found.tokens.len() > 1).map(|found| found.tokens.clone())
    }

    /// Adds the places that no gazetteer knows and nothing else in the report is, as places without coordinates.
    pub fn add_places(
        &self,
        reading: &Reading,
        words: &Words,
        taken: &[Range<usize>],
        places: Vec<PlaceFinding>,
    ) -> Vec<PlaceFinding> {
        let mut free = vec![true; reading.tokens.len()];
        let placed = places.iter().flat_map(|place| &place.mentions).map(|mention| &mention.tokens);
        taken.iter().chain(placed).for_each(|tokens| free[tokens.clone()].fill(false));
        let mut names: Vec<(String, Vec<PlaceMention>, Why)> = Vec::new();
        let mut numbers: BTreeMap<CompactString, usize> = BTreeMap::new();
        let sure = self.found.iter().filter(|found| found.kind == Kind::Place && found.margin >= SURE_PLACE);
        let sure = sure.filter(|found| reading.tokens[found.tokens.start].text.starts_with(char::is_uppercase));
        for found in sure.filter(|found| free[found.tokens.clone()].iter().all(|&free| free)) {
            let span = reading.span(found.tokens.clone());
            let name = reading.slice(span);
            let number = *numbers.entry(text::fold(name)).or_insert(names.len());
            if number == names.len() {
                let why = Why::by("finder").and("place", Some(span), format!("margin {}", found.margin));
                names.push((name.to_owned(), Vec::new(), why));
            }
            let before = found.tokens.start.checked_sub(1).map_or(0, |before| words.of(&reading.tokens[before]));
            let role = if before & (sign::IN | sign::TOWARD) != 0 { MentionRole::Locative } else { MentionRole::Bare };
            names[number].1.push(PlaceMention { tokens: found.tokens.clone(), role });
        }
        place::add_unplaced(places, names)
    }
}

/// The names that the finder sees in a report; none when the pack has no finder.
pub fn find_all(reading: &Reading, pack: &Pack, knowledge: &Knowledge) -> NamesSeen {
    let Some(model) = &pack.finder else { return NamesSeen::default() };
    let facts = facts(reading, knowledge);
    let mut found = find(&reading.tokens, &reading.sentences, &facts, &pack.words, model);
    found.retain(|found| is_borne_out(found, &reading.tokens, &facts, &pack.words));
    NamesSeen { found }
}

/// What the gazetteer knows as a place is an actor only when a head word is in its name, or the margin is wide.
fn is_borne_out(found: &Found, tokens: &[Token], facts: &[Fact], words: &Words) -> bool {
    const HEADS: u32 = sign::ORGANISATION | sign::STATE | sign::FORCE | sign::MEDIA;
    let facts = facts.get(found.tokens.clone()).unwrap_or_default();
    let known = facts.iter().any(|fact| fact.is_well_known_place());
    let some = facts.iter().any(|fact| fact.place > 0);
    let headed = || tokens[found.tokens.clone()].iter().any(|token| words.of(token) & HEADS != 0);
    match found.kind {
        Kind::Person => !some || found.margin >= if known { 600 } else { 300 },
        Kind::Organisation | Kind::Force => !some || headed() || (!known && found.margin >= 300),
        _ => true,
    }
}

/// What is known of each token.
pub fn facts(reading: &Reading, knowledge: &Knowledge) -> Vec<Fact> {
    let mut facts = vec![Fact::default(); reading.tokens.len()];
    for found in find_matches(&reading.tokens, &knowledge.actors) {
        if let Some(known) = actor(&found, knowledge) {
            mark_actor(&mut facts, found.tokens, known);
        }
    }
    for tokens in site::known_names(&reading.tokens, &knowledge.sites) {
        mark_actor(&mut facts, tokens, Known::Site);
    }
    for sentence in &reading.sentences {
        mark_places(&reading.tokens, sentence.tokens.clone(), knowledge.gazetteer.as_ref(), &mut facts);
    }
    facts
}

fn actor(found: &ActorNameMatch, knowledge: &Knowledge) -> Option<Known> {
    let kind = knowledge.actors.actors.get(*found.actors.first()?)?.kind;
    Some(match found.kind {
        NameKind::Capital => return None,
        NameKind::Demonym | NameKind::Adjective => Known::People,
        NameKind::Short => Known::Doubtful,
        NameKind::Acronym if found.actors.len() > 1 => Known::Doubtful,
        NameKind::Full | NameKind::Acronym => match kind {
            ActorKind::State => Known::State,
            ActorKind::StateForce | ActorKind::ArmedGroup | ActorKind::Militia => Known::Force,
            ActorKind::Organisation => Known::Organisation,
            ActorKind::Media => Known::Media,
            ActorKind::Person => Known::Person,
            ActorKind::Population => Known::People,
        },
    })
}

/// Marks the longest names of places that begin at each capital.
fn mark_places(tokens: &[Token], sentence: Range<usize>, gazetteer: &dyn Gazetteer, facts: &mut [Fact]) {
    let bare = !tokens[sentence.clone()].iter().any(|token| token.text.starts_with(char::is_uppercase));
    let mut wording = String::new();
    let mut at = sentence.start;
    while at < sentence.end {
        let found =
            begins(&tokens[at], bare).then(|| longest(tokens, at..sentence.end, &mut wording, gazetteer)).flatten();
        // Without capitals only what is surely a place counts, or every word would be one.
        let found = found.filter(|(_, known)| !bare || matches!(known, Known::Land | Known::City | Known::Region));
        let Some((end, known)) = found else {
            at += 1;
            continue;
        };
        mark_place(facts, at..end, known);
        at = end;
    }
}

fn begins(token: &Token, bare: bool) -> bool {
    let text = token.text.as_str();
    let article = || text.split_once('-').is_some_and(|(_, rest)| rest.starts_with(char::is_uppercase));
    text.starts_with(char::is_uppercase)
        || article()
        || (bare && text.len() > 3 && text.starts_with(char::is_alphabetic))
}

/// The longest name that begins a stretch of tokens: the token after it and what is known of it.
fn longest(
    tokens: &[Token],
    stretch: Range<usize>,
    wording: &mut String,
    gazetteer: &dyn Gazetteer,
) -> Option<(usize, Known)> {
    wording.clear();
    let mut ends = [0; LONGEST];
    let last = stretch.end.min(stretch.start + LONGEST);
    for at in stretch.start..last {
        let token = &tokens[at];
        let begins = token.text.starts_with(char::is_alphanumeric);
        if at > stretch.start && (token.text == "," || (!begins && token.spaced)) {
            break;
        }
        if at > stretch.start && token.spaced {
            wording.push(' ');
        }
        wording.push_str(&token.text);
        ends[at - stretch.start] = if begins { wording.len() } else { 0 };
    }
    for (back, &end) in ends.iter().enumerate().rev().filter(|(_, end)| **end > 0) {
        let name = fold(&wording[..end]);
        if gazetteer.knows(&name)
            && let Some(known) = gazetteer.candidates(&name).iter().map(known_place).max_by_key(strength)
        {
            return Some((stretch.start + back + 1, known));
        }
    }
    None
}

fn known_place(candidate: &Candidate) -> Known {
    use PlaceKind::*;
    let main = candidate.by <= NameMatch::Main;
    match candidate.kind {
        _ if !main => Known::Alternate,
        Continent | Country | Sea => Known::Land,
        Region | District | Area => Known::Region,
        kind if kind.is_settlement() => {
            if candidate.by == NameMatch::Curated || candidate.population >= 100_000 {
                Known::City
            } else {
                Known::Town
            }
        }
        _ => Known::Nature,
    }
}

fn strength(known: &Known) -> u8 {
    match known {
        Known::Land => 6,
        Known::City => 5,
        Known::Region => 4,
        Known::Nature => 3,
        Known::Town => 2,
        _ => 1,
    }
}
