//! Shows what a model makes of sentences.

use std::fmt::Write;

use zenobia_core::syntax::Lemmas;
use zenobia_core::syntax::parse::parse;
use zenobia_core::syntax::tag::UPOS;
use zenobia_core::syntax::{Model, Word};
use zenobia_core::text::Sentence;

use crate::tokens::token;

/// The words of a sentence, given as tokens with spaces between: number, token, lemma, part of speech, governor, relation.
pub fn show(line: &str, model: &Model) -> String {
    let tokens: Vec<_> = line.split_whitespace().map(token).collect();
    let sentence = Sentence { tokens: 0..tokens.len(), paragraph: 0, headline: false };
    let syntax = parse(&tokens, &[sentence], model, &Lemmas::default(), |_, _| true);
    let mut shown = String::new();
    for (at, (token, word)) in tokens.iter().zip(&syntax.words).enumerate() {
        let head = word.head.map_or(0, |head| head + 1);
        let (number, upos) = (at + 1, name(word));
        let _ = writeln!(shown, "{number}\t{}\t{}\t{upos}\t{head}\t{}", token.text, word.lemma, word.relation);
    }
    shown
}

fn name(word: &Word) -> &'static str {
    UPOS.iter().find(|(upos, _)| *upos == word.upos).map_or("X", |(_, name)| name)
}
