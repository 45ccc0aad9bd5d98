//! Finds the names of places among the words.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::data::{Abbreviation, Preposition, Stop};
use super::inside::{after_article, has_end, has_front, is_harmless, is_inside_name, is_part_of_compound};
use super::name::fold;
use super::page::Page;
use super::people::{People, people};
use super::role::{Lead, kind_after, lead};
use super::unknown::{apposed_kind, is_in_dateline, spread_over_lists, unknown};
use super::{Candidate, Gazetteer, NameMatch, PlaceKind};
use crate::syntax::word::Upos;

/// Most tokens of a name.
const LONGEST: usize = 8;
/// Most tokens of the name of a street.
const LONGEST_STREET: usize = 5;
/// Most tokens between a place in capitals that opens a line and the dash after it.
const BEFORE_DASH: usize = 7;

/// A name of a place in the text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Spot {
    /// All its tokens, a word for its kind after it included.
    pub tokens: Range<usize>,
    /// The name, folded.
    pub name: String,
    /// The name as written.
    pub wording: String,
    /// What leads to it.
    pub lead: Lead,
    /// Whether it is used as a place.
    pub locative: bool,
    /// Whether the gazetteer knows the name.
    pub known: bool,
    /// Whether it is also an everyday word and nothing but the context can make it a place.
    pub doubtful: bool,
    /// Whether it names something too wide to be told by a distance: a country, a sea.
    pub wide: bool,
}

/// A report as it is searched for names.
struct Search<'a> {
    page: &'a Page<'a>,
    gazetteer: &'a dyn Gazetteer,
    /// Words that the report has in lower case.
    common: FxHashSet<&'a str>,
    /// Words that it has with a capital inside of a sentence.
    inside: FxHashSet<&'a str>,
    people: People,
    /// Folded names that it uses as places somewhere.
    trusted: FxHashSet<String>,
}

impl<'a> Search<'a> {
    fn new(page: &'a Page<'a>, gazetteer: &'a dyn Gazetteer) -> Search<'a> {
        let tokens = &page.reading.tokens;
        let common = tokens.iter().filter(|token| token.text == token.lower).map(|token| token.text.as_str()).collect();
        let first: FxHashSet<usize> = page.reading.sentences.iter().map(|sentence| sentence.tokens.start).collect();
        let inside = (0..tokens.len()).filter(|at| !first.contains(at)).map(|at| page.text(at)).collect();
        Search { page, gazetteer, common, inside, people: people(page, gazetteer), trusted: FxHashSet::default() }
    }
}

/// All names of places, in order. What is used as a place once is one throughout, so the report is gone through twice.
pub(super) fn spots(page: &Page, gazetteer: &dyn Gazetteer) -> Vec<Spot> {
    let search = Search::new(page, gazetteer);
    let first = pass(&search);
    let surely = |spot: &&Spot| {
        let there = matches!(spot.lead.preposition, Some(Preposition::In | Preposition::Near));
        spot.known && (there || spot.lead.kind.is_some() || opens_line(page, &spot.tokens))
    };
    let trusted: FxHashSet<String> = first.iter().filter(surely).map(|spot| spot.name.clone()).collect();
    let mut spots = if trusted.is_empty() { first } else { pass(&Search { trusted, ..search }) };
    spread_over_lists(page, &mut spots);
    spots
}

fn pass(search: &Search) -> Vec<Spot> {
    let mut spots: Vec<Spot> = Vec::new();
    let mut at = 0;
    while at < search.page.reading.tokens.len() {
        let found = spots_at(search, at, spots.last());
        at = found.last().map_or(at + 1, |spot| spot.tokens.end);
        spots.extend(found);
    }
    spots
}

fn spots_at(search: &Search, at: usize, before: Option<&Spot>) -> Vec<Spot> {
    let (page, gazetteer) = (search.page, search.gazetteer);
    // "Kansas City, Kan.": after a place and a comma nothing else is meant.
    let follows = before.is_some_and(|spot| spot.tokens.end + 1 == at && page.text(spot.tokens.end) == ",");
    let fronted = has_front(page, at);
    if page.is_taken(at) && !follows && !fronted {
        return Vec::new();
    }
    if let Some(found) = abbreviated(page, at, gazetteer) {
        return vec![found];
    }
    if page.is_taken(at) && !fronted {
        return Vec::new();
    }
    if let Some(found) = hyphenated(page, at, gazetteer) {
        return vec![found];
    }
    if let Some(found) = street(page, at) {
        return vec![found];
    }
    if !begins_name(page, at) {
        return with_kind(page, at, gazetteer).into_iter().collect();
    }
    let end = page.sentence(at).end.min(at + LONGEST);
    let ends = |at: usize| page.is_taken(at) && !fronted || !(page.is_word(at) || joins_name(page, at));
    let last = (at..end).find(|&at| ends(at)).unwrap_or(end);
    for end in (at + 1..=last)
        .rev()
        .filter(|&end| page.is_capitalized(end - 1) || page.text(end - 1).contains(|c: char| c.is_uppercase()))
    {
        let name = fold(&page.joined(at..end));
        if gazetteer.knows(&name) && after_article(page, end).is_none() && is_place(search, &(at..end), &name, before) {
            return vec![spot(page, at..end, name, Some(gazetteer))];
        }
    }
    let pair = pair(page, at, gazetteer);
    if pair.is_empty() { unknown(page, at, before, &search.people, gazetteer).into_iter().collect() } else { pair }
}

/// The name of a street, which may hold that of a town: "Dublin Road", "rue de Lyon". It is known by no gazetteer.
fn street(page: &Page, at: usize) -> Option<Spot> {
    let last = page.sentence(at).end.min(at + LONGEST_STREET);
    let is_street = |at: usize| page.data.kinds.get(page.word(at)).is_some_and(|kind| kind.street);
    let named = |at: usize| {
        (page.is_capitalized(at) || page.word(at).starts_with(|c: char| c.is_ascii_digit())) && !page.is_taken(at)
    };
    let (start, end) = if is_street(at) && !page.is_capitalized(at) {
        let link = |at: usize| {
            page.data.articles.contains_key(page.word(at))
                || page.data.prepositions.get(page.word(at)).is_some_and(|found| found.0 == Preposition::Of)
        };
        let name = (at + 1..last).find(|&at| !link(at))?;
        let end = (name..last).find(|&at| !(page.is_capitalized(at) && page.is_word(at))).unwrap_or(last);
        (end > name).then_some((at, end))?
    } else {
        let word = (at..last).find(|&at| !named(at) || is_street(at))?;
        (word > at && is_street(word) && page.is_capitalized(word) && page.is_capitalized(word - 1))
            .then_some((at, word + 1))?
    };
    if page.is_title_case(at) || is_harmless(page, start) && end - start < 3 {
        return None;
    }
    let name = fold(&page.joined(start..end));
    let found = spot(page, start..end, name, None);
    let lead = Lead { kind: Some(PlaceKind::Road), introduced: true, ..found.lead };
    Some(Spot { tokens: start..end, lead, locative: true, doubtful: false, wide: false, ..found })
}

/// An abbreviated name of a unit: "Ind.", "W. Va."; a bare code such as "OH" only after a name and a comma.
fn abbreviated(page: &Page, at: usize, gazetteer: &dyn Gazetteer) -> Option<Spot> {
    let abbreviations = &page.data.abbreviations;
    if !abbreviations.begins_with(page.text(at)) {
        return None;
    }
    let (end, Abbreviation { name, kind, code }) =
        (at + 1..=at + 2).rev().find_map(|end| Some((end, abbreviations.get(&page.joined(at..end))?)))?;
    let after_comma = at >= 2 && page.text(at - 1) == "," && page.is_capitalized(at - 2);
    let title = matches!(page.data.stops.get(page.word(at)), Some(Stop::Title | Stop::Name));
    let person = title && page.is_capitalized(end);
    let plain = !(*code || person || is_part_of_compound(page, &(at..end)));
    (after_comma || plain).then(|| {
        let found = spot(page, at..end, name.to_string(), Some(gazetteer));
        let lead = Lead { kind: Some(*kind), ..found.lead };
        Spot { tokens: at..end, lead, locative: true, doubtful: false, wide: kind.is_extended(), ..found }
    })
}

/// A name to which a hyphen joins what leaves it one: "Dayton-based", "R-Fairfax" of a member of a parliament.
fn hyphenated(page: &Page, at: usize, gazetteer: &dyn Gazetteer) -> Option<Spot> {
    let (one, other) = page.text(at).split_once(['-', '‑', '–'])?;
    let apposed = at > page.sentence(at).start && matches!(page.text(at - 1), "," | "(");
    let front = page.data.fronts.contains_key(&fold(one)) && apposed;
    let end = page.data.ends.contains_key(&fold(other));
    let part = if front { other } else { one };
    let name = fold(part);
    let stopped = page.data.stops.contains_key(&name);
    if !(front || end) || !part.starts_with(char::is_uppercase) || stopped || !gazetteer.knows(&name) {
        return None;
    }
    let wording = part.to_owned();
    let found = spot(page, at..at + 1, name, Some(gazetteer));
    Some(Spot { wording, locative: true, ..found })
}

/// A name that begins with a word for a kind in lower case, known as a whole: "mer Rouge", "désert syrien".
fn with_kind(page: &Page, at: usize, gazetteer: &dyn Gazetteer) -> Option<Spot> {
    page.data.kinds.get(page.word(at))?;
    let last = page.sentence(at).end.min(at + 5);
    let last = (at..last).find(|&at| page.is_taken(at) || !(page.is_word(at) || joins_name(page, at))).unwrap_or(last);
    (at + 2..=last).rev().find_map(|end| {
        let name = fold(&page.joined(at..end));
        let curated = gazetteer.knows(&name)
            && gazetteer.candidates(&name).iter().any(|candidate| candidate.by == NameMatch::Curated);
        let kind = page.data.kinds.get(page.word(at)).map(|word| word.kind);
        let marked = |found: Spot| Spot {
            wide: kind.is_some_and(PlaceKind::is_extended) || found.wide,
            lead: Lead { kind, ..found.lead },
            ..found
        };
        (curated && page.is_word(end - 1)).then(|| marked(spot(page, at..end, name, Some(gazetteer))))
    })
}

/// Names begin with a capital, or with an article in lower case joined to one: `al-Bab`.
pub(super) fn begins_name(page: &Page, at: usize) -> bool {
    let text = page.text(at);
    let article = text
        .split_once(['-', '‑'])
        .is_some_and(|(article, rest)| article.len() <= 3 && rest.starts_with(char::is_uppercase));
    let split = text.len() <= 3
        && page.is_hyphen(at + 1)
        && page.is_capitalized(at + 2)
        && page.token(at + 2).is_some_and(|next| !next.spaced);
    let written = page.is_capitalized(at) || article || split && text.chars().all(char::is_lowercase);
    // The second half of a hyphenated word is no beginning: "non-EU".
    let after = at > 0 && page.is_hyphen(at - 1) && !page.is_capitalized(at.saturating_sub(2));
    written && !(after && page.token(at).is_some_and(|token| !token.spaced))
}

/// Marks that stand inside of names cut into several tokens.
fn joins_name(page: &Page, at: usize) -> bool {
    page.is_hyphen(at) || (page.text(at) == "." && page.token(at).is_some_and(|token| !token.spaced))
}

pub(super) fn spot(page: &Page, core: Range<usize>, name: String, gazetteer: Option<&dyn Gazetteer>) -> Spot {
    let mut lead = lead(page, &core);
    let mut tokens = core.clone();
    if let Some((end, word)) = kind_after(page, core.end) {
        lead.introduced |= word.introduces;
        let named = page.phrase_before(&page.data.kinds, core.start, core.end).is_some();
        if lead.kind.is_none() && !(word.people && named) {
            lead.kind = Some(word.kind);
            tokens.end = if word.people { core.end } else { end };
        }
    }
    let apposed = apposed_kind(page, tokens.end);
    lead.introduced |= apposed.is_some_and(|kind| kind.introduces);
    let sentence = page.sentence(core.start);
    let alone = sentence.start == tokens.start && (page.text(tokens.end) == ":" || sentence.end <= tokens.end + 1);
    let dateline = is_in_dateline(page, core.start) || opens_line(page, &core);
    let joined = has_end(page, core.end) || has_front(page, core.start);
    let locative = lead.is_locative() || alone || dateline || joined;
    lead.kind = lead.kind.or(apposed.map(|kind| kind.kind));
    let doubtful = !locative && page.data.stops.contains_key(&name);
    let candidates = gazetteer.map(|gazetteer| gazetteer.candidates(&name)).unwrap_or_default();
    let wide = lead.kind.map_or_else(|| is_wide(&candidates), PlaceKind::is_extended);
    Spot { wording: page.joined(core), tokens, name, lead, locative, known: gazetteer.is_some(), doubtful, wide }
}

/// Whether a name in capitals opens a sentence and a dash follows, as in a dateline: "HAMILTON, Ohio (AP) — The".
pub(super) fn opens_line(page: &Page, name: &Range<usize>) -> bool {
    let sentence = page.sentence(name.start);
    if sentence.start != name.start || page.is_shouted(name.start) || !name.clone().all(|at| page.is_capitals(at)) {
        return false;
    }
    let between = |at: usize| page.is_capitalized(at) || matches!(page.text(at), "," | "(" | ")" | "." | "/");
    let stop = (name.end..sentence.end.min(name.end + BEFORE_DASH)).find(|&at| !between(at));
    stop.is_some_and(|at| matches!(page.text(at), "-" | "–" | "—" | "--"))
}

fn is_wide(candidates: &[Candidate]) -> bool {
    let settled = candidates.iter().any(|candidate| candidate.by <= NameMatch::Main && candidate.kind.is_settlement());
    let wide = |candidate: &Candidate| candidate.by <= NameMatch::Main && candidate.kind.is_extended();
    candidates.iter().any(|candidate| wide(candidate) && (candidate.kind != PlaceKind::Region || !settled))
}

/// Whether a known name is used as the name of a place here.
fn is_place(search: &Search, range: &Range<usize>, name: &str, before: Option<&Spot>) -> bool {
    let (page, gazetteer) = (search.page, search.gazetteer);
    if is_part_of_compound(page, range) || is_inside_name(page, range, before, gazetteer) || search.people.cover(range)
    {
        return false;
    }
    if range.len() > 1 {
        let first = page.data.stops.get(page.word(range.start));
        return !page.data.stops.contains_key(name) && !matches!(first, Some(Stop::Calendar));
    }
    let at = range.start;
    let lead = lead(page, range);
    let led = lead.is_locative();
    let there = lead.kind.is_some() || matches!(lead.preposition, Some(Preposition::In | Preposition::Near));
    let inside = at > page.sentence(at).start && !page.is_title_case(at);
    let opens = is_in_dateline(page, at) || opens_line(page, range);
    if !there && !opens && (search.people.have(name) || is_owner_in_name(page, range, &search.trusted, name)) {
        return false;
    }
    let trusted = search.trusted.contains(name);
    match page.data.stops.get(name) {
        Some(Stop::Calendar | Stop::Title | Stop::Never) => return false,
        Some(Stop::Name) if !(led && inside || trusted) => return false,
        Some(Stop::Word) if !(led && inside) => {
            return inside && trusted && page.upos(at).is_none_or(|upos| upos == Upos::Propn);
        }
        _ => {}
    }
    if opens {
        return true;
    }
    let curated = || gazetteer.candidates(name).iter().any(|candidate| candidate.by == NameMatch::Curated);
    if page.text(at).chars().count() < 3 || (page.is_capitals(at) && page.text(at).chars().count() <= 4) {
        return page.is_capitals(at) && curated() || (led && page.text(at).chars().count() >= 4);
    }
    match page.upos(at) {
        Some(Upos::Propn) => true,
        Some(Upos::Noun) => inside || curated(),
        Some(Upos::Adj | Upos::Verb | Upos::Num | Upos::Adv) => led && inside || curated(),
        Some(_) => led && curated(),
        None => inside || led || is_safe_at_start(search, at, name),
    }
}

/// "Ernie's Place", "Norman's Welding": whoever owns what a capital names is no place, unless the report says so elsewhere.
fn is_owner_in_name(page: &Page, range: &Range<usize>, trusted: &FxHashSet<String>, name: &str) -> bool {
    let mark = page.text(range.end).starts_with(['\'', '’']) && page.text(range.end).chars().count() <= 2;
    mark && page.is_capitalized(range.end + 1) && !page.is_title_case(range.start) && !trusted.contains(name)
}

/// At the beginning of an untagged sentence every word has a capital: the name must be sure by itself.
fn is_safe_at_start(search: &Search, at: usize, name: &str) -> bool {
    let token = &search.page.reading.tokens[at];
    let sure = |candidate: &Candidate| candidate.by == NameMatch::Curated || candidate.population >= 100_000;
    !search.common.contains(token.lower.as_str())
        && (search.inside.contains(token.text.as_str()) || search.gazetteer.candidates(name).iter().any(sure))
}

/// Two names in one token: "Goma-Minova".
fn pair(page: &Page, at: usize, gazetteer: &dyn Gazetteer) -> Vec<Spot> {
    let text = page.text(at);
    for (cut, _) in text.match_indices(['-', '–', '/']) {
        let (one, other) = (&text[..cut], text[cut..].trim_start_matches(['-', '–', '/']));
        let names = [one, other].map(|part| (fold(part), part));
        let known = names.iter().all(|(name, part)| {
            part.starts_with(char::is_uppercase)
                && part.chars().count() > 2
                && !page.data.stops.contains_key(name)
                && gazetteer.knows(name)
        });
        if known {
            return names
                .map(|(name, part)| Spot { wording: part.to_owned(), ..spot(page, at..at + 1, name, Some(gazetteer)) })
                .to_vec();
        }
    }
    Vec::new()
}
