//! "Selon", "d'après", "according to": prepositions of saying and what they reach.

use std::ops::Range;

use crate::attribution::lexicon::{Follows, SpeechPreposition};
use crate::attribution::{Cited, Speech, Who, speakers};
use crate::claim::Ground;
use crate::phrase;
use crate::syntax::Upos;

/// A prepositional phrase of saying in the text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Phrase {
    words: Range<usize>,
    /// The word that the phrase hangs on.
    governor: Option<usize>,
    who: Option<Who>,
    same: bool,
}

/// All phrases of saying of a report.
pub(crate) fn find(ground: &Ground, speech: &Speech) -> Vec<Phrase> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < ground.reading.tokens.len() {
        let spelled =
            |preposition: &SpeechPreposition| phrase::from(ground.reading, ground.syntax, at, &preposition.phrase, 0);
        let first =
            speech.prepositions.iter().find_map(|preposition| Some((preposition.follows, spelled(preposition)?)));
        let Some((follows, end)) = first else {
            at += 1;
            continue;
        };
        found.extend(cited(ground, speech, at..end, follows));
        at = end;
    }
    found
}

fn cited(ground: &Ground, speech: &Speech, words: Range<usize>, follows: Follows) -> Option<Phrase> {
    let syntax = ground.syntax;
    let sentence = &ground.reading.sentences[ground.reading.sentence_of(words.start)].tokens;
    // The noun that the preposition is the case of; or else the first noun or pronoun after it.
    let by_tree =
        words.clone().find_map(|at| syntax.words[at].head.filter(|head| !words.contains(head) && *head >= words.end));
    let nominal = |at: &usize| matches!(syntax.words[*at].upos, Upos::Noun | Upos::Propn | Upos::Pron);
    let noun = by_tree.filter(nominal).or_else(|| (words.end..sentence.end.min(words.end + 6)).find(nominal));
    let governor = noun.and_then(|noun| syntax.words[noun].head);
    let who = match follows {
        Follows::Nothing => Some(Who::Unnamed),
        Follows::Same => None,
        Follows::Any | Follows::Speaker => Some(noun.and_then(|noun| speakers::who(ground, speech, noun))?),
    };
    Some(Phrase { words, governor, who, same: follows == Follows::Same })
}

/// Who a phrase over a claim cites: it reaches the claims at or below the clause that it hangs on, in the same sentence.
pub(crate) fn over(ground: &Ground, phrases: &[Phrase], head: usize, last: Option<Who>) -> Option<Cited> {
    let sentence = ground.reading.sentence_of(head);
    let reaches = |phrase: &&Phrase| {
        let same_sentence = ground.reading.sentence_of(phrase.words.start) == sentence;
        let clause = phrase.governor.map(|governor| ground.clause(governor));
        let below = clause.is_none_or(|clause| clause == head || ground.syntax.ancestors(head).any(|at| at == clause));
        same_sentence && below
    };
    let phrase = phrases.iter().filter(reaches).min_by_key(|phrase| phrase.words.start.abs_diff(head))?;
    let who = if phrase.same { last } else { phrase.who }?;
    Some(Cited { who, cue: phrase.words.clone(), quoted: false })
}
