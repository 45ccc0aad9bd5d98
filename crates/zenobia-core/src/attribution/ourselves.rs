//! "I", "we", "our troops": whom they stand for in what somebody says.

use crate::actor::Antecedents;
use crate::attribution::saying::{Saying, Sayings};
use crate::attribution::{Speech, Who, quotations};
use crate::claim::Ground;
use crate::record::ActorKind;
use crate::syntax::Upos;

/// The tokens by which a speaker means himself or his own side, with the actor that it is: pronouns, possessives, and the forces that a
/// possessive makes his; the side of a single person, or of an office, is not known. And with nobody, the other pronouns in a quotation that
/// would mean whoever speaks.
pub(crate) fn ourselves(ground: &Ground, speech: &Speech, lexicon: &Antecedents) -> Vec<(usize, Option<usize>)> {
    let words = &ground.syntax.words;
    let oneself = |at: usize| lexicon.is_oneself(&ground.reading.tokens[at].lower) && words[at].is("nsubj");
    let ours = |at: usize| lexicon.is_speaker(&ground.reading.tokens[at].lower) || oneself(at);
    let theirs = |at: usize| ground.antecedents[at].is_some() && quotations::around(ground, at).is_some();
    let tokens: Vec<usize> = (0..words.len()).filter(|&at| ours(at) || theirs(at)).collect();
    if tokens.is_empty() {
        return Vec::new();
    }
    let sayings = Sayings::find(ground, speech);
    let mut found = Vec::new();
    for at in tokens {
        // Whom a pronoun means is less sure than whom a noun means.
        let pronoun = |saying: &Saying| saying.speaker.is_some_and(|speaker| words[speaker].upos == Upos::Pron);
        let over = sayings.over(ground, at).into_iter().map(|number| &sayings.all[number]);
        let speaker = over.filter(|saying| ours(at) || !pronoun(saying)).find_map(|saying| match saying.who {
            Some(Who::Actor(entity)) => Some(entity),
            _ => None,
        });
        if !ours(at) {
            found.extend(speaker.filter(|_| ground.antecedents[at] == speaker).map(|_| (at, None)));
            continue;
        }
        let side = speaker.filter(|&entity| is_side(ground, entity) || oneself(at));
        if side.is_some() {
            let owned = words[at].head.filter(|&noun| words[noun].upos == Upos::Noun && is_force(ground, noun));
            found.extend(std::iter::once(at).chain(owned).map(|token| (token, side)));
        }
    }
    found
}

/// Whether an actor takes part with forces of its own: a state as a whole, or whoever fights.
fn is_side(ground: &Ground, entity: usize) -> bool {
    let entity = &ground.actors.entities[entity];
    let whole = entity.key.as_ref().is_none_or(|key| !key.contains('/'));
    entity.kind.fights() || (entity.kind == ActorKind::State && whole)
}

/// Whether a noun describes armed men, who are those of the side that has them.
fn is_force(ground: &Ground, noun: usize) -> bool {
    ground.actors.at(noun).is_some_and(|mention| {
        let entity = &ground.actors.entities[mention.entity];
        mention.head == noun && entity.known.is_none() && entity.kind.fights()
    })
}
