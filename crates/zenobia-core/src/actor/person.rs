//! Persons whom the knowledge base does not know: runs of capitalized words that something shows to be a name.

use std::ops::Range;

use crate::actor::Heads;
use crate::record::ActorKind;
use crate::syntax::{Syntax, Upos};
use crate::text::{Reading, Token};

/// A name of a person, and the head word before or beside it, when that is what shows it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PersonName {
    pub(crate) tokens: Range<usize>,
}

fn capitalized(token: &Token) -> bool {
    token.text.starts_with(char::is_uppercase)
}

/// Lower-case words that stand inside names: at most three letters between two capitalized words.
fn particle(tokens: &[Token], at: usize) -> bool {
    let inside = |token: &Token| token.text.chars().count() <= 3 && token.text.chars().all(char::is_alphabetic);
    tokens.get(at).is_some_and(inside) && tokens.get(at + 1).is_some_and(capitalized)
}

/// The run of name-like words from `at` on; proper nouns by the tagger, or any capitalized word after the first.
fn run(reading: &Reading, syntax: &Syntax, at: usize, free: &dyn Fn(usize) -> bool) -> Range<usize> {
    let tokens = &reading.tokens;
    let sentence = &reading.sentences[reading.sentence_of(at)].tokens;
    let name_like = |index: usize| {
        free(index)
            && capitalized(&tokens[index])
            && matches!(syntax.words[index].upos, Upos::Propn | Upos::Noun | Upos::X | Upos::Adj)
    };
    if syntax.words[at].upos != Upos::Propn || !name_like(at) {
        return at..at;
    }
    let mut end = at + 1;
    while end < sentence.end {
        if name_like(end) {
            end += 1;
        } else if free(end)
            && syntax.words[end].upos == Upos::Propn
            && particle(tokens, end)
            && end + 1 < sentence.end
            && name_like(end + 1)
        {
            end += 2;
        } else {
            break;
        }
    }
    at..end
}

/// All persons' names that the text itself shows. `free` says whether a token belongs to nothing known yet; `titled` whether a
/// token is the head of a description of a person (a title, an office).
pub(crate) fn find_persons(
    reading: &Reading,
    syntax: &Syntax,
    heads: &Heads,
    free: &dyn Fn(usize) -> bool,
    titled: &dyn Fn(usize) -> bool,
    speaks: &dyn Fn(usize) -> bool,
) -> Vec<PersonName> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < reading.tokens.len() {
        let tokens = run(reading, syntax, at, free);
        if tokens.is_empty() {
            at += 1;
            continue;
        }
        at = tokens.end;
        if shown(reading, syntax, heads, &tokens, titled, speaks) {
            found.push(PersonName { tokens });
        }
    }
    found
}

/// Whether a word heads descriptions of bodies and no other.
fn is_body(heads: &Heads, word: &str) -> bool {
    let mut alone = heads.starting(word).iter().filter(|head| head.words.len() == 1).peekable();
    alone.peek().is_some() && alone.all(|head| !matches!(head.kind, ActorKind::Person | ActorKind::Population))
}

/// Whether something shows a run to be a person: a form of address or title before it, an office beside it, or that it speaks.
fn shown(
    reading: &Reading,
    syntax: &Syntax,
    heads: &Heads,
    tokens: &Range<usize>,
    titled: &dyn Fn(usize) -> bool,
    speaks: &dyn Fn(usize) -> bool,
) -> bool {
    // "Ndosho Hospital", "Bank Melli": a word for a body makes the name that of a body.
    if tokens.len() > 1 && [tokens.start, tokens.end - 1].iter().any(|&at| is_body(heads, &reading.tokens[at].lower)) {
        return false;
    }
    // "Judge Maria Diaz", the title taken for a part of the name.
    let form = |index: usize| heads.is_honorific(&reading.tokens[index].lower);
    if tokens.clone().all(form) {
        return false;
    }
    if tokens.len() > 1 && (titled(tokens.start) || form(tokens.start)) {
        return true;
    }
    let sentence = &reading.sentences[reading.sentence_of(tokens.start)].tokens;
    let before = tokens.start.checked_sub(1).filter(|index| sentence.contains(index));
    // "Gen Adeyemi", and no person in "Gen Z".
    let letter = tokens.len() == 1 && reading.tokens[tokens.start].text.chars().count() == 1;
    if before.is_some_and(|index| form(index) || titled(index)) && !letter {
        return true;
    }
    let comma_before = before.filter(|&index| reading.tokens[index].text == ",").and_then(|index| index.checked_sub(1));
    let governor = tokens.clone().filter_map(|index| syntax.words[index].head).find(|head| !tokens.contains(head));
    let beside = tokens.clone().flat_map(|index| syntax.children(index)).filter(|child| !tokens.contains(child));
    let apposed = governor
        .filter(|_| tokens.clone().any(|index| syntax.words[index].is("appos") || syntax.words[index].is("flat")));
    let office = apposed.into_iter().chain(beside.filter(|&child| syntax.words[child].is("appos"))).any(titled)
        || (comma_before.is_some_and(titled) && tokens.len() > 1);
    // "s'alarme Ismet Hassan", "John Smith, a spokesman": word order shows it where the tree does not.
    let comma_after = reading.tokens.get(tokens.end).is_some_and(|token| token.text == ",");
    let office_after = comma_after && (tokens.end + 1..sentence.end.min(tokens.end + 4)).any(titled);
    let inverted = before.is_some_and(speaks);
    if tokens.len() > 1 && (office_after || inverted) {
        return true;
    }
    let subject = tokens.clone().any(|index| syntax.words[index].is("nsubj"));
    let voice = subject && governor.is_some_and(speaks);
    office || (tokens.len() > 1 && voice)
}
