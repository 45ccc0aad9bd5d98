//! Trees put right where what a sentence shows is surer than what the network saw.

use super::regroup::Unit;
use super::word::{Syntax, Upos, Word};

/// How far, in tokens, a subject stands from its verb at most.
const REACH: usize = 60;

/// A second subject after its verb, parted by a comma from what stands before it, describes that: "retook the base from Marshal Haftar, the
/// strongman of the east". Dates are put anywhere, so that units are left as they are.
pub fn appose_second_subjects(syntax: Syntax, units: &[Unit]) -> Syntax {
    let mut words = syntax.words;
    let mut inside = vec![false; words.len()];
    for Unit::Count(tokens, _) | Unit::Time(tokens) in units {
        inside[tokens.clone()].fill(true);
    }
    for at in 0..words.len() {
        let noun = |at: usize| matches!(words[at].upos, Upos::Noun | Upos::Propn) && !inside[at];
        let second = words[at].relation == "nsubj" && noun(at);
        if let Some(described) = described(&words, at).filter(|&described| second && noun(described)) {
            words[at].head = Some(described);
            words[at].relation = "appos".into();
        }
    }
    Syntax::new(words)
}

/// What a subject describes, when it is the second of a verb before it.
fn described(words: &[Word], at: usize) -> Option<usize> {
    let verb = words[at].head.filter(|&verb| verb < at && at - verb <= REACH)?;
    let mut before = verb.saturating_sub(REACH)..verb;
    before.find(|&other| words[other].is("nsubj") && words[other].head == Some(verb))?;
    let start = (verb..at).find(|&other| words[other].head == Some(at) && !words[other].is("punct")).unwrap_or(at);
    let comma = start.checked_sub(1).filter(|&before| before > verb + 1 && words[before].lemma == ",")?;
    dependent(words, comma - 1, verb)
}

/// The dependent of a verb that a word belongs to.
fn dependent(words: &[Word], from: usize, verb: usize) -> Option<usize> {
    let path = std::iter::successors(Some(from), |&at| words[at].head);
    path.take(REACH).find(|&at| words[at].head == Some(verb)).filter(|&at| !words[at].is("punct"))
}
