//! Names in a report all in capitals: what the knowledge base and the gazetteer know of its words.

use std::ops::Range;

use super::{Knowledge, Pack};
use crate::actor::{NameKind, find_matches};
use crate::place::name::fold;
use crate::site;
use crate::text::{self, Reading, Token, Written};

/// Most words of the name of a place that is looked for.
const LONGEST: usize = 3;

/// Reads the words of a report; one that is all in capitals gets small letters.
pub(super) fn read(text: &str, language: &str, pack: &Pack, knowledge: Option<&Knowledge>) -> Reading {
    let mut reading = text::read(text, language, &pack.text);
    if text::is_all_capitals(&reading) {
        let known = knowledge.map(|knowledge| names(&reading.tokens, pack, knowledge)).unwrap_or_default();
        text::restore(&mut reading, &pack.text, &known);
    }
    reading
}

fn names(tokens: &[Token], pack: &Pack, knowledge: &Knowledge) -> Vec<(Range<usize>, Written)> {
    let mut known = places(tokens, pack, knowledge);
    known.extend(site::known_names(tokens, &knowledge.sites).into_iter().map(|tokens| (tokens, Written::Capitalized)));
    for found in find_matches(tokens, &knowledge.actors) {
        let everyday = found.tokens.len() == 1 && pack.text.is_form(&tokens[found.tokens.start].lower);
        match found.kind {
            NameKind::Acronym if !everyday => known.push((found.tokens, Written::Initials)),
            NameKind::Full | NameKind::Capital if !everyday => known.push((found.tokens, Written::Capitalized)),
            NameKind::Demonym | NameKind::Adjective => known.push((found.tokens, Written::Capitalized)),
            _ => {}
        }
    }
    known
}

/// Places of several words of which one is none of the language: "NEW YORK", "BLACK DRIN".
fn places(tokens: &[Token], pack: &Pack, knowledge: &Knowledge) -> Vec<(Range<usize>, Written)> {
    let mut known = Vec::new();
    for start in 0..tokens.len() {
        let form = |token: &Token| pack.text.is_form(&token.lower);
        let word = |token: &Token| token.text.chars().all(|c| c.is_alphabetic() || c == '-');
        for end in (start + 2..=tokens.len().min(start + LONGEST)).rev() {
            let words = &tokens[start..end];
            let mixed = words.iter().any(form) && words.iter().any(|token| !form(token)) && words.iter().all(word);
            if !mixed {
                continue;
            }
            let name: Vec<&str> = words.iter().map(|token| token.lower.as_str()).collect();
            if !knowledge.gazetteer.candidates(&fold(&name.join(" "))).is_empty() {
                known.push((start..end, Written::Capitalized));
                break;
            }
        }
    }
    known
}
