//! Persons as far as their names tell: so that a town of the same name is not looked for.
//!
//! A run of capitalized words is a person after a title, before an age, with an initial inside, or when it begins with a given name.

use std::collections::BTreeSet;
use std::ops::Range;

use super::Gazetteer;
use super::data::Stop;
use super::inside::is_body;
use super::name::fold;
use super::page::Page;

/// Most words of a person's name.
const LONGEST: usize = 5;

/// The persons of a report.
pub(super) struct People {
    /// Whether a token belongs to the name of a person.
    inside: Vec<bool>,
    /// Folded family names.
    family: BTreeSet<String>,
}

impl People {
    /// Whether some tokens lie in the name of a person.
    pub fn cover(&self, tokens: &Range<usize>) -> bool {
        tokens.clone().any(|at| self.inside.get(at).copied().unwrap_or_default())
    }

    /// Whether somebody in the report has this family name.
    pub fn have(&self, name: &str) -> bool {
        self.family.contains(name)
    }
}

/// Finds the persons of a report.
pub(super) fn people(page: &Page, gazetteer: &dyn Gazetteer) -> People {
    let mut people = People { inside: vec![false; page.reading.tokens.len()], family: BTreeSet::new() };
    let mut at = 0;
    while at < page.reading.tokens.len() {
        let run = run(page, at);
        at = run.end.max(at + 1);
        if run.is_empty() || !is_person(page, &run, gazetteer) {
            continue;
        }
        people.inside[run.clone()].fill(true);
        if let Some(last) = run.rev().find(|&at| page.word(at).chars().count() > 2) {
            people.family.insert(page.word(last).to_owned());
        }
    }
    people
}

fn is_initial(page: &Page, at: usize) -> bool {
    let text = page.text(at);
    text.chars().filter(|letter| letter.is_alphabetic()).count() == 1
        && text.starts_with(char::is_uppercase)
        && text.ends_with('.')
}

/// A run of name words: letters, capitalized, no title, no word for a kind of place.
fn run(page: &Page, start: usize) -> Range<usize> {
    let last = page.sentence(start).end.min(start + LONGEST);
    let name = |at: usize| {
        let word = page.word(at);
        let barred = matches!(page.data.stops.get(word), Some(Stop::Title | Stop::Calendar | Stop::Never));
        page.is_capitalized(at)
            && page.text(at).chars().all(|letter| letter.is_alphabetic() || matches!(letter, '.' | '-' | '\'' | '’'))
            && !barred
            && !page.data.kinds.contains_key(word)
            && !page.data.articles.contains_key(word)
            && !page.data.prepositions.contains_key(word)
            && !page.data.institutions.contains_key(word)
    };
    let end = (start..last).find(|&at| !(name(at) || is_initial(page, at))).unwrap_or(last);
    start..end
}

fn is_person(page: &Page, run: &Range<usize>, gazetteer: &dyn Gazetteer) -> bool {
    let (start, end) = (run.start, run.end);
    let sentence = page.sentence(start);
    let stop = |at: usize| page.data.stops.get(page.word(at));
    if page.is_title_case(start)
        || page.is_shouted(start)
        || gazetteer.knows(&fold(&page.joined(run.clone()))) && run.len() > 1
    {
        return false;
    }
    let titled = start > sentence.start && stop(start - 1) == Some(&Stop::Title) && page.is_capitalized(start - 1);
    if run.len() == 1 {
        return titled && (page.text(start - 1).ends_with('.') || !gazetteer.knows(page.word(start)));
    }
    let aged = page.text(end) == ","
        && page.text(end + 1).len() <= 2
        && page.text(end + 1).bytes().all(|byte| byte.is_ascii_digit())
        && !page.text(end + 1).is_empty();
    let initial = (start + 1..end - 1).any(|at| is_initial(page, at)) || is_initial(page, start);
    let given = stop(start) == Some(&Stop::Name) && run.len() <= 3;
    titled || aged || initial || given && !is_body(page, end)
}
