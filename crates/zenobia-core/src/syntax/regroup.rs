//! Mending trees by what the words mean: a count and a date are units, whatever the parser made of their inside.
//!
//! Parsers learn from general text and often miss "plus de 30 raids" or "dans la nuit de lundi à mardi huit raids", which reports of
//! conflict are full of. Mentions found by rules are surer there than the tree.

use std::ops::Range;

use compact_str::CompactString;

use super::word::{Syntax, Upos, Word};

/// A dependent stands no further from its governor, in tokens: sentences are parsed in stretches that are shorter.
const REACH: usize = 200;
/// What hangs on a time by mistake follows it no further away.
const AFTER: usize = 40;
/// No way up to a root is longer.
const DEEPEST: usize = 1000;

/// A unit inside a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A count: its tokens, and the noun that is counted, which becomes the head.
    Count(Range<usize>, usize),
    /// A time expression: nothing outside hangs on its inside.
    Time(Range<usize>),
}

/// Trees that units change, with what stood there before.
struct Trees {
    words: Vec<Word>,
    before: Vec<(usize, Option<usize>, CompactString)>,
}

impl Trees {
    fn hang(&mut self, at: usize, head: Option<usize>, relation: CompactString) {
        let word = &mut self.words[at];
        let before = (std::mem::replace(&mut word.head, head), std::mem::replace(&mut word.relation, relation));
        self.before.push((at, before.0, before.1));
    }

    fn undo(&mut self) {
        for (at, head, relation) in self.before.drain(..).rev() {
            (self.words[at].head, self.words[at].relation) = (head, relation);
        }
    }

    fn inside(&self, at: usize, tokens: &Range<usize>) -> bool {
        self.words[at].head.is_some_and(|above| tokens.contains(&above))
    }

    /// The tokens around a unit that can hang on it.
    fn near(&self, tokens: &Range<usize>) -> Range<usize> {
        tokens.start.saturating_sub(REACH)..self.words.len().min(tokens.end + REACH)
    }
}

/// The same trees with the units in one piece. A change that would make a cycle is left out.
pub fn regroup(syntax: Syntax, units: &[Unit]) -> Syntax {
    let mut trees = Trees { words: syntax.words, before: Vec::new() };
    for unit in units {
        match unit {
            Unit::Count(tokens, head) => join_count(&mut trees, tokens, *head),
            Unit::Time(tokens) => free_time(&mut trees, tokens),
        }
        if !is_sound(&trees.words, unit) {
            trees.undo();
        }
        trees.before.clear();
    }
    Syntax::new(trees.words)
}

fn join_count(trees: &mut Trees, tokens: &Range<usize>, head: usize) {
    let Some(top) = tokens.clone().find(|&at| !trees.inside(at, tokens)).filter(|_| tokens.contains(&head)) else {
        return;
    };
    if trees.inside(head, tokens) {
        let Word { head: above, relation, .. } = trees.words[top].clone();
        trees.hang(head, above, relation);
    }
    for at in tokens.clone().filter(|&at| at != head) {
        if !trees.inside(at, tokens) || at == top {
            let relation = if trees.words[at].upos == Upos::Num { "nummod" } else { "advmod" };
            trees.hang(at, Some(head), relation.into());
        } else if trees.words[at].is("case") {
            // "plus de 40", "des dizaines de civils": a preposition inside a count governs nothing outside.
            trees.hang(at, trees.words[at].head, "fixed".into());
        } else if trees.words[at].is("amod") && trees.words[at].upos == Upos::Noun && at < head {
            // « Cinq cents familles »: a noun that the tree takes for a quality of the one that is counted is part of the number.
            trees.hang(at, trees.words[at].head, "nummod".into());
        }
    }
    // "Three soldiers killed by rebels": a participle behind the noun keeps its agent.
    for at in trees.near(tokens) {
        let agent = trees.words[at].relation == "obl:agent" && trees.words[at].head.is_some_and(|above| above > head);
        let number = trees.inside(at, tokens) && !agent;
        if !tokens.contains(&at) && number {
            trees.hang(at, Some(head), trees.words[at].relation.clone());
        }
    }
}

/// What hangs on a time from outside hangs on what the time hangs on.
fn free_time(trees: &mut Trees, tokens: &Range<usize>) {
    let Some(top) = tokens.clone().find(|&at| !trees.inside(at, tokens)) else { return };
    let Some(above) = trees.words[top].head else { return };
    let verb = matches!(trees.words[above].upos, Upos::Verb | Upos::Aux);
    for at in tokens.end..trees.words.len().min(tokens.end + AFTER) {
        let word = &trees.words[at];
        if !trees.inside(at, tokens) || !["nmod", "obl", "acl", "appos", "conj", "dep"].iter().any(|base| word.is(base))
        {
            continue;
        }
        let with_case =
            (tokens.end..at).any(|other| trees.words[other].head == Some(at) && trees.words[other].is("case"));
        let relation = match (verb && matches!(word.upos, Upos::Noun | Upos::Propn), with_case) {
            (true, true) => "obl".into(),
            (true, false) => "obj".into(),
            _ => word.relation.clone(),
        };
        trees.hang(at, Some(above), relation);
    }
}

/// Whether every token near the unit still leads up to a root.
fn is_sound(words: &[Word], unit: &Unit) -> bool {
    let (Unit::Count(tokens, _) | Unit::Time(tokens)) = unit;
    let near = tokens.start.saturating_sub(2)..words.len().min(tokens.end + AFTER + 2);
    near.into_iter().all(|at| {
        let mut path = std::iter::successors(words[at].head, |&above| words[above].head);
        path.nth(words.len().min(DEEPEST)).is_none()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(upos: Upos, head: Option<usize>, relation: &str) -> Word {
        Word { upos, head, relation: relation.into(), ..Word::default() }
    }

    #[test]
    fn a_count_hangs_by_the_noun_that_is_counted() {
        // carried-out more than 40 raids
        let words = vec![
            word(Upos::Verb, None, "root"),
            word(Upos::Adv, Some(0), "obj"),
            word(Upos::Adp, Some(4), "case"),
            word(Upos::Num, Some(4), "nummod"),
            word(Upos::Noun, Some(1), "obl:arg"),
        ];
        let syntax = regroup(Syntax::new(words), &[Unit::Count(1..5, 4)]);
        assert_eq!((syntax.words[4].head, syntax.words[4].relation.as_str()), (Some(0), "obj"));
        assert_eq!(syntax.words[1].head, Some(4));
        assert!(syntax.children_by(4, "case").next().is_none());
    }

    #[test]
    fn what_qualifies_the_counted_noun_keeps_its_own_words() {
        // three soldiers killed by rebels
        let words = vec![
            word(Upos::Num, Some(1), "nummod"),
            word(Upos::Noun, None, "root"),
            word(Upos::Verb, Some(1), "acl"),
            word(Upos::Adp, Some(4), "case"),
            word(Upos::Noun, Some(2), "obl:agent"),
        ];
        let syntax = regroup(Syntax::new(words), &[Unit::Count(0..3, 1)]);
        assert_eq!(syntax.words[4].head, Some(2));
    }

    #[test]
    fn a_noun_inside_a_number_is_no_quality() {
        // « cinq cents familles »
        let words =
            vec![word(Upos::Num, Some(2), "nummod"), word(Upos::Noun, Some(2), "amod"), word(Upos::Noun, None, "root")];
        let syntax = regroup(Syntax::new(words), &[Unit::Count(0..3, 2)]);
        assert_eq!(syntax.words[1].relation, "nummod");
    }

    #[test]
    fn nothing_hangs_on_the_inside_of_a_time() {
        // led on Saturday strikes
        let words =
            vec![word(Upos::Verb, None, "root"), word(Upos::Noun, Some(0), "obl"), word(Upos::Noun, Some(1), "nmod")];
        let syntax = regroup(Syntax::new(words), &[Unit::Time(1..2)]);
        assert_eq!((syntax.words[2].head, syntax.words[2].relation.as_str()), (Some(0), "obj"));
    }
}
