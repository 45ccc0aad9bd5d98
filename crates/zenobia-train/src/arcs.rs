//! Trains the parser: a structured perceptron with beam search and updates at the largest violation (Huang, Fayong and Guo 2012).

use std::collections::{BTreeMap, BTreeSet};

use compact_str::CompactString;
use rustc_hash::FxHashMap;
use zenobia_core::syntax::arc::{Leaf, features};
use zenobia_core::syntax::beam::{Beam, Breadth, score};
use zenobia_core::syntax::transition::{Action, Move, NONE, State, moves};

use crate::conllu::Tree;
use crate::learner::{Dice, Learner};

/// The relations seen at least `least` times, that of the root first; rarer ones lose their subtype.
pub fn relations<'a>(trees: impl Iterator<Item = &'a Tree>, least: usize) -> Vec<CompactString> {
    let mut counts: BTreeMap<CompactString, usize> = BTreeMap::new();
    for entry in trees.flatten() {
        *counts.entry(entry.relation.clone()).or_default() += 1;
    }
    let bases: BTreeSet<CompactString> = counts.keys().map(|name| base(name).into()).collect();
    let kept = |(name, count): (CompactString, usize)| (count >= least || bases.contains(&name)).then_some(name);
    let mut names: BTreeSet<CompactString> = counts.into_iter().filter_map(kept).collect();
    names.remove("root");
    names.insert("dep".into());
    std::iter::once("root".into()).chain(names).collect()
}

fn base(relation: &str) -> &str {
    relation.split(':').next().unwrap_or(relation)
}

/// The number of a relation, of its base, or of `dep`.
pub fn number(relation: &str, relations: &[CompactString]) -> u8 {
    let find = |name: &str| relations.iter().position(|other| other == name);
    find(relation).or_else(|| find(base(relation))).or_else(|| find("dep")).unwrap_or(0) as u8
}

/// A sentence to learn trees from.
#[derive(Clone, Debug)]
pub struct Lesson {
    /// What is known of its words; tags and lemmas are those that a model gave.
    pub leaves: Vec<Leaf>,
    /// The moves that build its tree.
    pub moves: Vec<Action>,
    /// One epoch in this many sees it.
    pub every: usize,
}

/// The moves of a tree; arcs that cross others are lifted to the governor's governor (Nivre and Nilsson 2005).
pub fn tree_moves(tree: &Tree, relations: &[CompactString]) -> Vec<Action> {
    let mut heads: Vec<u16> = tree.iter().map(|entry| entry.head.map_or(NONE, |head| head as u16)).collect();
    let numbers: Vec<u8> = tree.iter().map(|entry| number(&entry.relation, relations)).collect();
    let numbers: Vec<u8> =
        numbers.iter().zip(&heads).map(|(&name, &head)| if head == NONE { 0 } else { name }).collect();
    for _ in 0..tree.len() * tree.len() {
        match shortest_crossed(&heads) {
            Some(word) => heads[word] = heads[usize::from(heads[word])],
            None => break,
        }
    }
    let moves = moves(&heads, &numbers);
    if moves.len() == 2 * tree.len() { moves } else { Vec::new() }
}

/// The dependent of the shortest arc that some word between its ends does not depend on.
fn shortest_crossed(heads: &[u16]) -> Option<usize> {
    let above = |word: usize, top: u16| {
        let climb = std::iter::successors(Some(word as u16), |&at| heads.get(usize::from(at)).copied());
        climb.take(heads.len() + 1).any(|at| at == top)
    };
    let crossed = |&word: &usize| {
        let head = heads[word];
        let (first, last) = (word.min(usize::from(head)), word.max(usize::from(head)));
        heads[usize::from(head)] != NONE && (first + 1..last).any(|between| !above(between, head))
    };
    let arcs = (0..heads.len()).filter(|&word| heads[word] != NONE);
    arcs.filter(crossed).min_by_key(|&word| word.abs_diff(usize::from(heads[word])))
}

/// All actions that the lessons need.
pub fn actions(lessons: &[Lesson]) -> Vec<Action> {
    let all: BTreeSet<Action> = lessons.iter().flat_map(|lesson| lesson.moves.iter().copied()).collect();
    all.into_iter().take(255).collect()
}

/// Learns in so many passes with a beam of `width`; `report` hears after each pass how many sentences went wrong.
pub fn learn(
    lessons: &[Lesson],
    actions: &[Action],
    epochs: usize,
    width: usize,
    mut report: impl FnMut(usize, usize, &Learner),
) -> Learner {
    let mut learner = Learner::of(&counts(lessons), 2);
    let mut beam = Beam::default();
    let mut order: Vec<usize> = (0..lessons.len()).filter(|&index| !lessons[index].moves.is_empty()).collect();
    let mut dice = Dice::new(3);
    for epoch in 0..epochs {
        dice.shuffle(&mut order);
        let mut wrong = 0;
        for &index in order.iter().filter(|&&index| (index + epoch) % lessons[index].every == 0) {
            wrong += usize::from(learn_sentence(&mut learner, &mut beam, &lessons[index], actions, width));
        }
        report(epoch, wrong, &learner);
    }
    learner
}

/// How often each feature occurs where the right trees are built.
fn counts(lessons: &[Lesson]) -> FxHashMap<u64, u32> {
    let mut counts = FxHashMap::default();
    for lesson in lessons {
        let mut state = State::new(lesson.leaves.len());
        for &action in &lesson.moves {
            features(&lesson.leaves, &state, |feature| *counts.entry(feature).or_default() += 1);
            state.apply(action);
        }
    }
    counts
}

fn learn_sentence(learner: &mut Learner, beam: &mut Beam, lesson: &Lesson, actions: &[Action], width: usize) -> bool {
    let class = |action: &Action| actions.binary_search(action).unwrap_or(0) as u8;
    let gold: Vec<u8> = lesson.moves.iter().map(class).collect();
    let mut right = State::new(lesson.leaves.len());
    let mut right_score = 0;
    let mut worst: (i64, Vec<u8>) = (0, Vec::new());
    let mut fell = false;
    let breadth = Breadth { width, margin: i64::MAX / 2 };
    beam.start(lesson.leaves.len());
    for (step, &class) in gold.iter().enumerate() {
        if !beam.step(&lesson.leaves, actions, learner, breadth) {
            break;
        }
        match beam.items.iter().find(|item| item.history == gold[..=step]) {
            Some(item) => right_score = item.score,
            None => {
                fell = true;
                right_score += i64::from(score(&lesson.leaves, &right, learner)[usize::from(class)]);
            }
        }
        right.apply(actions[usize::from(class)]);
        let best = &beam.items[0];
        let violation = best.score - right_score;
        let is_wrong = best.history != gold[..=step];
        let matters = fell || step + 1 == gold.len();
        if is_wrong && matters && (violation > worst.0 || worst.1.is_empty()) {
            worst = (violation, best.history.clone());
        }
    }
    learner.tick();
    if worst.1.is_empty() {
        return false;
    }
    let shared = gold.iter().zip(&worst.1).take_while(|(a, b)| a == b).count();
    change(learner, &lesson.leaves, &gold[..worst.1.len()], shared, actions, 1);
    change(learner, &lesson.leaves, &worst.1, shared, actions, -1);
    true
}

fn change(learner: &mut Learner, leaves: &[Leaf], history: &[u8], from: usize, actions: &[Action], change: i32) {
    let mut state = State::new(leaves.len());
    for (step, &class) in history.iter().enumerate() {
        if step >= from && actions[usize::from(class)].kind != Move::Root {
            features(leaves, &state, |feature| learner.update(feature, class, change));
        }
        state.apply(actions[usize::from(class)]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conllu::Entry;

    fn tree(heads: &[usize]) -> Tree {
        let entry = |&head: &usize| Entry { head: head.checked_sub(1), relation: "dep".into(), ..Entry::default() };
        heads.iter().map(entry).collect()
    }

    #[test]
    fn crossing_arcs_are_lifted() {
        let relations = relations([tree(&[3, 4, 0, 3])].iter(), 1);
        assert_eq!(tree_moves(&tree(&[3, 4, 0, 3]), &relations).len(), 8);
    }
}
