//! Who says it: speech verbs, prepositions such as "according to", quotations, and chains of them.

mod lexicon;
mod prepositions;
mod quotations;
mod speakers;

use std::ops::Range;

use compact_str::CompactString;

use crate::claim::{Draft, Ground};
use crate::record::Factuality;

pub use lexicon::Speech;

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
    let phrases = prepositions::find(ground, speech);
    let mut last: Option<Who> = None;
    let mut all = Vec::new();
    for draft in drafts {
        let mut found = speakers::above(ground, speech, draft.head);
        let quotation = quotations::around(ground, draft.head);
        if found.chain.is_empty() {
            found.chain.extend(prepositions::over(ground, &phrases, draft.head, last));
        }
        if found.chain.is_empty()
            && let Some(quotation) = quotation
        {
            found.chain.extend(quotations::speaker(ground, speech, quotation));
        }
        if found.chain.is_empty() {
            found.chain.extend(speakers::closing(ground, speech, draft.head));
        }
        for cited in &mut found.chain {
            cited.quoted = quotation.is_some();
        }
        let outer = found.chain.last().and_then(|cited| speakers::outer(ground, speech, cited));
        found.chain.extend(outer);
        found.chain.dedup_by_key(|cited| cited.who);
        last = found.chain.first().map(|cited| cited.who).or(last);
        all.push(found);
    }
    all
}

/// The lemma of a token in lower case.
fn lemma(ground: &Ground, at: usize) -> CompactString {
    crate::text::lower(&ground.syntax.words[at].lemma)
}

#[cfg(test)]
mod tests;
