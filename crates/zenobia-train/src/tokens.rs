//! Words of a treebank as tokens of a report.

use compact_str::CompactString;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use zenobia_core::span::Span;
use zenobia_core::text::Token;

use crate::conllu::Tree;

/// A wording without accents and ligatures.
pub fn fold(wording: &str) -> String {
    let mut folded = String::with_capacity(wording.len());
    for letter in wording.nfd().filter(|&letter| !is_combining_mark(letter)) {
        match letter {
            'œ' => folded.push_str("oe"),
            'Œ' => folded.push_str("OE"),
            'æ' => folded.push_str("ae"),
            'Æ' => folded.push_str("AE"),
            _ => folded.push(letter),
        }
    }
    folded
}

/// One word as a token.
pub fn token(form: &str) -> Token {
    let lower = CompactString::from(form.to_lowercase());
    let folded = fold(&lower).into();
    Token { text: form.into(), lower, folded, span: Span::default(), spaced: true }
}

/// The words of a sentence as tokens.
pub fn tokens(tree: &Tree) -> Vec<Token> {
    tree.iter().map(|entry| token(&entry.form)).collect()
}
