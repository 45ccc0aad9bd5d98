//! Who says it: speech verbs, prepositions such as "according to", quotations, and chains of them.
//!
//! First all that is said in a report is found, whether or not a claim is made of it ([`saying`]): a cue, a speaker, and the words that are
//! said. Then each claim takes the sayings that cover its trigger, innermost first.

mod brackets;
mod commas;
mod content;
mod edge;
mod lexicon;
mod nouns;
mod ourselves;
mod prepositions;
mod quotations;
mod saying;
mod speakers;
mod told;
mod verbs;

use std::ops::Range;

use compact_str::CompactString;

use crate::claim::{Draft, Ground};
use crate::record::Factuality;
use saying::{Saying, Sayings};

pub use lexicon::Speech;
pub(crate) use ourselves::ourselves;
pub use told::{Told, told};

/// Who is cited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// The number of an actor.
    Actor(usize),
    /// Somebody who is not named.
    Unnamed,
}

/// One link of a chain of sources.
#[derive(Clone, Debug, PartialEq)]
pub struct Cited {
    /// Who.
    pub who: Who,
    /// The words that attribute.
    pub cue: Range<usize>,
    /// Whether the claim stands in a quotation.
    pub quoted: bool,
}

/// Who says a claim, innermost first; empty for the narrator. And what the saying makes of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attribution {
    /// The chain.
    pub chain: Vec<Cited>,
    /// Factuality that the verb of speech gives its content: a denial negates.
    pub content: Option<Factuality>,
    /// Whether a verb of speech governs the claim.
    pub said: bool,
}

/// Finds who says each claim: a verb of saying above or beside it, a preposition, a quotation around it, or a verb that closes its sentence.
pub fn attribute(ground: &Ground, speech: &Speech, drafts: &[Draft]) -> Vec<Attribution> {
    let sayings = Sayings::find(ground, speech);
    drafts.iter().map(|draft| of_claim(ground, speech, &sayings, draft.head)).collect()
}

/// For each token that only tells who says its sentence, the verb of saying: ", a doctor and a nurse said". Nothing else is done by or to those.
pub fn telling(ground: &Ground, speech: &Speech) -> Vec<Option<usize>> {
    let mut telling = vec![None; ground.reading.tokens.len()];
    for at in 0..telling.len() {
        let passive = ground.syntax.children(at).any(|child| ground.syntax.words[child].relation == "aux:pass");
        if verbs::speaks(ground, speech, at).is_none() || has_clause(ground, at) || passive {
            continue;
        }
        let Some(said) = edge::closing(ground, at).filter(|said| !said.is_empty()) else { continue };
        let speakers = said.end + 1..at;
        let start = commas::before_apposed(ground, &speakers).unwrap_or(speakers.start);
        telling[start..at].fill(Some(at));
        // ", ont raconté jeudi deux habitants": they may stand behind it.
        if let Some((_, speaker)) = commas::parted(ground, at, at + 1).filter(|&(_, speaker)| speaker > at) {
            telling[at + 1..=speaker].fill(Some(at));
        }
    }
    // "According to two residents": nor does whoever a phrase names.
    for saying in prepositions::find(ground, speech) {
        if let Some(speaker) = saying.speaker.filter(|&speaker| speaker >= saying.cue.end) {
            telling[saying.cue.start..=speaker].fill(Some(saying.at));
        }
    }
    for saying in brackets::find(ground, speech) {
        telling[saying.cue].fill(Some(saying.at));
    }
    telling
}

/// Whether what is said follows its verb as a clause.
fn has_clause(ground: &Ground, at: usize) -> bool {
    let mut clauses = ground.syntax.children(at).filter(|&child| child > at);
    clauses.any(|child| ["ccomp", "xcomp"].iter().any(|base| ground.syntax.words[child].is(base)))
}

fn of_claim(ground: &Ground, speech: &Speech, sayings: &Sayings, head: usize) -> Attribution {
    let over: Vec<&Saying> = sayings.over(ground, head).into_iter().map(|number| &sayings.all[number]).collect();
    let quoted = quotations::around(ground, head).is_some();
    let mut chain: Vec<Cited> = Vec::new();
    for saying in &over {
        let Some(who) = saying.who else { continue };
        chain.push(Cited { who, cue: saying.cue.clone(), quoted });
        chain.extend(speakers::outer(ground, speech, saying, quoted));
    }
    let content = over.iter().find_map(|saying| saying.content);
    // What a denial denies is the denier's, not that of the rumors or reports that he denies.
    if content == Some(Factuality::Negated) && chain.len() > 1 && chain[0].who == Who::Unnamed {
        chain.remove(0);
    }
    chain.dedup_by_key(|cited| cited.who);
    Attribution { chain, content, said: !over.is_empty() }
}

/// The lemma of a token in lower case.
fn lemma(ground: &Ground, at: usize) -> CompactString {
    crate::text::lower(&ground.syntax.words[at].lemma)
}

#[cfg(test)]
mod tests;
