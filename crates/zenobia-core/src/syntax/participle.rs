//! Adjectives that may be participles: which verb they would be of.

use compact_str::CompactString;

use crate::text::Token;

use super::model::Model;
use super::parse::lemmatize;
use super::word::{Features, Syntax, Upos, Word};

/// For each token that is tagged as an adjective, the lemma of the verb whose participle it may be. Taggers differ on "le pont détruit";
/// what the word reports does not.
pub fn participles(tokens: &[Token], syntax: &Syntax, model: &Model) -> Vec<Option<CompactString>> {
    tokens.iter().zip(&syntax.words).map(|(token, word)| participle(token, word, model)).collect()
}

/// The same for one token.
pub fn participle(token: &Token, word: &Word, model: &Model) -> Option<CompactString> {
    if word.upos != Upos::Adj {
        return None;
    }
    let agreement = Features::PLURAL.0 | Features::SINGULAR.0 | Features::FEMININE.0 | Features::MASCULINE.0;
    let closeness = |features: Features| (features.0 & word.features.0 & agreement).count_ones();
    let fitting = model.participles.iter();
    let (number, _) = fitting.max_by_key(|(number, features)| (closeness(*features), std::cmp::Reverse(*number)))?;
    let lemma = lemmatize(token, *number, Upos::Verb, model);
    (lemma != token.lower).then_some(lemma)
}

/// Words without a model: every token its own lemma, no tree.
pub fn untagged(tokens: &[Token]) -> Syntax {
    Syntax::new(tokens.iter().map(|token| Word { lemma: token.lower.clone(), ..Word::default() }).collect())
}
