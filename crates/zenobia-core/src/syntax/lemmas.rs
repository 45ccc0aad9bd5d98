//! Lemmas that the model gets wrong: `lexicon/lemmas.tsv` (form, part of speech, lemma).

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use super::word::{Upos, Word};
use crate::pack::{Files, rows};
use crate::problem::Problem;
use crate::text::Token;

/// Lemmas by form and part of speech, which go before the model's.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lemmas(FxHashMap<CompactString, Vec<(Upos, CompactString)>>);

impl Lemmas {
    /// Reads the lexicon.
    pub fn parse(files: &Files, problems: &mut Vec<Problem>) -> Lemmas {
        let path = "lexicon/lemmas.tsv";
        let mut lemmas: FxHashMap<CompactString, Vec<(Upos, CompactString)>> = FxHashMap::default();
        for (line, columns) in rows(files.get(path).unwrap_or_default()) {
            let known = match columns[..] {
                [form, "VERB", lemma] => Some((form, Upos::Verb, lemma)),
                [form, "NOUN", lemma] => Some((form, Upos::Noun, lemma)),
                _ => None,
            };
            match known {
                Some((form, upos, lemma)) => lemmas.entry(form.into()).or_default().push((upos, lemma.into())),
                None => {
                    problems.push(Problem::at(path, line, "expected form, VERB or NOUN, and lemma, parted by tabs"))
                }
            }
        }
        Lemmas(lemmas)
    }

    /// Puts the lemmas in their places.
    pub fn correct(&self, tokens: &[Token], words: &mut [Word]) {
        for (token, word) in tokens.iter().zip(words) {
            let known = self.0.get(&token.lower).into_iter().flatten().find(|(upos, _)| *upos == word.upos);
            if let Some((_, lemma)) = known {
                word.lemma = lemma.clone();
            }
        }
    }
}
