//! When two names are the same name.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case, no accents, no punctuation, single spaces.
pub(super) fn fold(text: &str) -> String {
    let lower = text.replace('’', "'").to_lowercase().replace('ß', "ss").replace('ς', "σ");
    let bare = lower.nfd().filter(|&letter| !is_combining_mark(letter));
    let spaced: String = bare.map(|letter| if letter.is_alphanumeric() { letter } else { ' ' }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A whole name in common, or one a run of two or more whole words of the other.
pub(super) fn agree(gold: &BTreeSet<String>, record: &BTreeSet<String>) -> bool {
    !gold.is_disjoint(record) || gold.iter().any(|g| record.iter().any(|r| is_run(g, r)))
}

fn is_run(one: &str, other: &str) -> bool {
    let points = |text: &str| text.chars().count();
    // Of two names equally long neither can hold the other without being the same.
    let (short, long) = if points(one) <= points(other) { (one, other) } else { (other, one) };
    short.contains(' ') && format!(" {long} ").contains(&format!(" {short} "))
}

#[cfg(test)]
mod tests {
    use super::{agree, fold};

    #[test]
    fn names_are_compared_without_accents_and_punctuation() {
        assert_eq!(fold("L’Armée  syrienne (libre)"), "l armee syrienne libre");
    }

    #[test]
    fn a_run_of_two_words_is_enough_and_one_word_is_not() {
        let names = |names: &[&str]| names.iter().map(|name| fold(name)).collect();
        assert!(agree(&names(&["armée syrienne"]), &names(&["l'armée syrienne libre"])));
        assert!(!agree(&names(&["armée"]), &names(&["armée syrienne"])));
        assert!(agree(&names(&["EI"]), &names(&["EI"])));
    }
}
