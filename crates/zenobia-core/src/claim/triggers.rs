//! Words that may report an event, and the frames they may stand for.

use std::ops::Range;

use compact_str::CompactString;

use crate::claim::frames::{Frames, Part};
use crate::claim::ground::Ground;
use crate::syntax::{Features, Upos, Word};
use crate::text::{Token, lower};

/// A word with one of the frames that name it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Candidate {
    pub(crate) head: usize,
    pub(crate) words: Range<usize>,
    pub(crate) frame: usize,
    pub(crate) part: Part,
    /// The words of a phrase behind its first; others may stand between them.
    pub(crate) rest: Vec<usize>,
}

impl Candidate {
    pub(crate) fn is_phrase(&self) -> bool {
        !self.rest.is_empty()
    }

    /// The last word of a phrase, whose dependents are the phrase's too: "tomber aux mains des rebelles".
    pub(crate) fn tail(&self) -> Option<usize> {
        self.rest.last().copied().filter(|&last| last != self.head)
    }
}

/// How many other words may stand between two words of a phrase.
const GAP: usize = 3;

/// All candidates that begin at a token.
pub(crate) fn candidates(ground: &Ground, frames: &Frames, at: usize) -> Vec<Candidate> {
    let word = &ground.syntax.words[at];
    let lemma = lower(&word.lemma);
    // "Faire exploser": the infinitive governs what the phrase does.
    let verb = word.head.filter(|_| word.is("aux") && word.relation == "aux:caus").unwrap_or(at);
    let mut found = Vec::new();
    for part in parts(word.upos) {
        let key = match part {
            Part::Verb if word.upos != Upos::Verb => ground.verbs[at].as_deref().unwrap_or(&lemma),
            _ => &lemma,
        };
        let bare = |rest: &[CompactString]| *part == Part::Noun && word.upos == Upos::Adj && rest.is_empty();
        let triggers = frames.triggers(key).iter().filter(|trigger| trigger.part == *part && !bare(&trigger.rest));
        for trigger in triggers {
            let reflexive = is_reflexive(ground, verb);
            if trigger.part == Part::Verb
                && trigger.reflexive != reflexive
                && (trigger.reflexive || frames.has_reflexive(key))
            {
                continue;
            }
            let gap = if trigger.part == Part::Verb { GAP } else { 0 };
            if let Some(rest) = spelled(ground, at, &trigger.rest, gap) {
                let words = at..rest.last().copied().unwrap_or(at) + 1;
                let head = match trigger.part {
                    Part::Noun => ground.syntax.top(&words),
                    Part::Verb => main_verb(ground, verb, &rest),
                    Part::Adjective => verb,
                };
                if !rest.is_empty() && trigger.part == Part::Noun && is_clause(ground, head) {
                    continue;
                }
                found.push(Candidate { head, words, frame: trigger.frame, part: trigger.part, rest });
            }
        }
    }
    found
}

/// "A truck packed with explosives blew up": of two verbs of a phrase the one that the other hangs on.
fn main_verb(ground: &Ground, first: usize, rest: &[usize]) -> usize {
    let verb = |at: &usize| ground.syntax.words[*at].upos == Upos::Verb && *at != first;
    let mut verbs = rest.iter().copied().filter(verb);
    verbs.find(|&verb| ground.syntax.ancestors(first).any(|above| above == verb)).unwrap_or(first)
}

fn parts(upos: Upos) -> &'static [Part] {
    match upos {
        Upos::Verb | Upos::Aux => &[Part::Verb],
        Upos::Noun => &[Part::Noun, Part::Adjective],
        Upos::Propn => &[Part::Noun],
        // A noun phrase may begin with an adjective: "martial law".
        Upos::Adj => &[Part::Adjective, Part::Verb, Part::Noun],
        Upos::X => &[Part::Noun, Part::Verb],
        _ => &[],
    }
}

/// Whether a word of a sentence, without regard to its tree, may begin a trigger whose other words are in the sentence too.
///
/// `verb` gives the verb of a participle that is tagged as an adjective.
pub(crate) fn is_possible(
    frames: &Frames,
    tokens: &[Token],
    words: &[Word],
    verb: impl Fn(&Token, &Word) -> Option<CompactString>,
) -> bool {
    let occurs = |wanted: &CompactString| {
        tokens.iter().zip(words).any(|(token, word)| word.lemma == *wanted || token.lower == *wanted)
    };
    let begins = |key: &str, parts: &[Part]| {
        frames.triggers(key).iter().any(|trigger| parts.contains(&trigger.part) && trigger.rest.iter().all(occurs))
    };
    tokens.iter().zip(words).any(|(token, word)| {
        begins(&lower(&word.lemma), parts(word.upos))
            || verb(token, word).is_some_and(|verb| begins(&verb, &[Part::Verb]))
    })
}

/// "A drone struck the school": a verb with arguments of its own does not end a noun phrase, though it has its lemma.
fn is_clause(ground: &Ground, at: usize) -> bool {
    let syntax = ground.syntax;
    let argument = |child: usize| syntax.words[child].is("nsubj") || syntax.words[child].is("obj");
    matches!(syntax.words[at].upos, Upos::Verb | Upos::Aux) && syntax.children(at).any(argument)
}

/// Whether a verb has a reflexive pronoun of its own.
pub(crate) fn is_reflexive(ground: &Ground, at: usize) -> bool {
    let syntax = ground.syntax;
    syntax.children(at).any(|child| {
        let word = &syntax.words[child];
        (word.is("expl") && word.upos == Upos::Pron && child < at)
            || (word.features.has(Features::REFLEXIVE) && (word.is("obj") || word.is("iobj") || word.is("expl")))
    })
}

/// The words after `at` that spell the rest of a phrase, in order, in the same sentence.
fn spelled(ground: &Ground, at: usize, rest: &[CompactString], gap: usize) -> Option<Vec<usize>> {
    let end = ground.reading.sentences[ground.reading.sentence_of(at)].tokens.end;
    let mut next = at + 1;
    let mut found = Vec::new();
    for wanted in rest {
        let window = next..end.min(next + gap + 1);
        let stop = |&index: &usize| matches!(ground.reading.tokens[index].text.as_str(), ";" | ":" | "." | "(" | ")");
        let hit = window.take_while(|index| !stop(index)).find(|&index| same(ground, index, wanted))?;
        found.push(hit);
        next = hit + 1;
    }
    Some(found)
}

fn same(ground: &Ground, at: usize, wanted: &str) -> bool {
    ground.reading.tokens[at].lower == wanted || ground.syntax.words[at].lemma == wanted
}
