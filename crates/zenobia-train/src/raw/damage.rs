//! Damage to running text: what scanners, wires and content systems make of it. The treebank's words stay what they are; only their
//! wording changes.

use super::{Form, Sentence};
use crate::learner::Dice;
use crate::tokens::fold;

/// Damages each sentence in one way.
pub fn damage(sentences: &[Sentence], dice: &mut Dice) -> Vec<Sentence> {
    sentences.iter().map(|sentence| damaged(sentence, dice)).collect()
}

fn damaged(sentence: &Sentence, dice: &mut Dice) -> Sentence {
    let mut sentence = sentence.clone();
    match dice.below(10) {
        0..=1 => each(&mut sentence, fold_same),
        2..=3 => each(&mut sentence, fold_capitals),
        4 => each(&mut sentence, upper_same),
        5..=6 => lose_stop(&mut sentence),
        7..=8 => glue(&mut sentence),
        _ => lose_apostrophes(&mut sentence),
    }
    sentence
}

fn each(sentence: &mut Sentence, change: impl Fn(char) -> char) {
    sentence.forms.iter_mut().for_each(|form| form.text = form.text.chars().map(&change).collect());
}

/// The only letter that `change` makes of a letter; the letter itself where it makes several.
fn single(letter: char, change: impl Fn(&str) -> String) -> char {
    let changed = change(letter.encode_utf8(&mut [0; 4]));
    let mut letters = changed.chars();
    match (letters.next(), letters.next()) {
        (Some(only), None) => only,
        _ => letter,
    }
}

/// Without its accent.
pub fn fold_same(letter: char) -> char {
    if letter.is_ascii() { letter } else { single(letter, fold) }
}

/// A capital without its accent.
pub fn fold_capitals(letter: char) -> char {
    if letter.is_uppercase() { fold_same(letter) } else { letter }
}

/// A capital without its accent.
pub fn upper_same(letter: char) -> char {
    fold_same(single(letter, str::to_uppercase))
}

/// The full stop at the end is lost.
pub fn lose_stop(sentence: &mut Sentence) {
    let last = sentence.forms.len().saturating_sub(1);
    let is_stop = sentence.forms.last().is_some_and(|form| form.text == ".");
    let governs = sentence.tree.iter().any(|entry| entry.head == Some(last));
    if last > 0 && is_stop && !governs && sentence.tree[last].head.is_some() {
        sentence.forms.pop();
        sentence.tree.pop();
        sentence.forms[last - 1].spaced = true;
    }
}

/// The space after the sentence is lost.
pub fn glue(sentence: &mut Sentence) {
    if let Some(last) = sentence.forms.last_mut().filter(|last| last.text.ends_with(['.', '!', '?', '…', '"', '»']))
    {
        last.spaced = false;
    }
}

/// Apostrophes of elided words are lost: `larmée`.
pub fn lose_apostrophes(sentence: &mut Sentence) {
    for Form { text, .. } in sentence.forms.iter_mut().filter(|form| !form.spaced && form.text.len() > 1) {
        if let Some(bare) = text.strip_suffix(['\'', '’']) {
            *text = bare.to_owned();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::raw::{parse, text};

    fn sentence() -> Sentence {
        let text = "1\tL'\tle\tDET\t_\t_\t2\tdet\t_\tSpaceAfter=No\n2\tÉtat\tétat\tNOUN\t_\t_\t3\tnsubj\t_\t_\n\
            3\trecule\treculer\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No\n4\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_";
        parse(text).remove(0)
    }

    fn changed(change: impl Fn(&mut Sentence)) -> String {
        let mut sentence = sentence();
        change(&mut sentence);
        text(&[sentence.clone(), sentence])
    }

    #[test]
    fn each_damage_shows_in_the_text() {
        assert_eq!(changed(lose_stop), "L'État recule L'État recule");
        assert_eq!(changed(glue), "L'État recule.L'État recule.");
        assert_eq!(changed(lose_apostrophes), "LÉtat recule. LÉtat recule.");
        assert_eq!(changed(|one| each(one, upper_same)), "L'ETAT RECULE. L'ETAT RECULE.");
        assert_eq!(changed(|one| each(one, fold_capitals)), "L'Etat recule. L'Etat recule.");
    }

    #[test]
    fn the_words_stay_as_many_as_their_wordings() {
        let damaged = damage(&vec![sentence(); 200], &mut Dice::new(3));
        assert!(damaged.iter().all(|one| one.tree.len() == one.forms.len()));
        assert!(damaged.iter().any(|one| one.tree.len() == 3));
    }
}
