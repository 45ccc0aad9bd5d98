//! Damaged copies of sentences, so that the model reads what scanners, wires and content systems make of a text.

use zenobia_core::syntax::Upos;

use crate::conllu::{Entry, Tree};
use crate::learner::Dice;
use crate::tokens::fold;

/// One damaged copy for about one sentence in six.
pub fn copies(trees: &[Tree], seed: u64) -> Vec<Tree> {
    let mut dice = Dice::new(seed);
    let chosen: Vec<&Tree> = trees.iter().filter(|_| dice.below(6) == 0).collect();
    let damaged = chosen.into_iter().map(|tree| match dice.below(10) {
        0..=1 => each(tree, fold),
        2..=3 => each(tree, fold_capitals),
        4 => each(tree, str::to_uppercase),
        5 => each(tree, |form| fold(&form.to_uppercase())),
        6..=7 => without_stop(tree),
        _ => glued(tree, &mut dice),
    });
    damaged.collect()
}

fn each(tree: &Tree, change: impl Fn(&str) -> String) -> Tree {
    tree.iter().map(|entry| Entry { form: change(&entry.form).into(), ..entry.clone() }).collect()
}

fn fold_capitals(form: &str) -> String {
    form.chars()
        .map(|letter| if letter.is_uppercase() { fold(&letter.to_string()) } else { letter.to_string() })
        .collect()
}

fn without_stop(tree: &Tree) -> Tree {
    let mut tree = tree.clone();
    let last = tree.len().saturating_sub(1);
    if tree.len() > 1 && tree[last].upos == Upos::Punct && tree.iter().all(|entry| entry.head != Some(last)) {
        tree.pop();
    }
    tree
}

/// Loses one apostrophe: the elided word without dependents melts into the next one.
fn glued(tree: &Tree, dice: &mut Dice) -> Tree {
    let is_leaf = |at: usize| tree.iter().all(|entry| entry.head != Some(at)) && tree[at].head.is_some();
    let elided = (0..tree.len().saturating_sub(1)).filter(|&at| tree[at].form.ends_with('\'') && is_leaf(at));
    let places: Vec<usize> = elided.collect();
    let Some(&at) = places.get(dice.below(places.len())) else { return tree.clone() };
    let mut tree = tree.clone();
    let elided = tree.remove(at);
    tree[at].form = (elided.form.trim_end_matches('\'').to_owned() + &tree[at].form).into();
    let shift = |head: usize| if head > at { head - 1 } else { head };
    tree.iter_mut().for_each(|entry| entry.head = entry.head.map(shift));
    tree
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conllu::parse;

    fn tree() -> Tree {
        let text = "1\tL'\tle\tDET\t_\t_\t2\tdet\t_\t_\n2\tÉtat\tétat\tNOUN\t_\t_\t3\tnsubj\t_\t_\n\
            3\trecule\treculer\tVERB\t_\t_\t0\troot\t_\t_\n4\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_";
        parse(text).remove(0)
    }

    #[test]
    fn an_elided_word_melts_into_the_next() {
        let glued = glued(&tree(), &mut Dice::new(1));
        assert_eq!((glued[0].form.as_str(), glued[0].head, glued.len()), ("LÉtat", Some(1), 3));
    }

    #[test]
    fn a_capital_loses_its_accent() {
        assert_eq!(each(&tree(), fold_capitals)[1].form, "Etat");
    }

    #[test]
    fn the_stop_may_go() {
        assert_eq!(without_stop(&tree()).len(), 3);
    }
}
