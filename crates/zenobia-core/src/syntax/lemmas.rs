//! Lemmas that the model gets wrong: `lexicon/lemmas.tsv` (form, part of speech, lemma, `always`).

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use super::word::{Upos, Word};
use crate::pack::{Files, rows};
use crate::problem::Problem;
use crate::text::Token;

/// Lemmas by form and part of speech, which go before the model's, and forms that are always of one part of speech.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lemmas {
    lemmas: FxHashMap<CompactString, Vec<(Upos, CompactString)>>,
    /// By form, the part of speech; only behind a word, where one is said.
    settled: FxHashMap<CompactString, Vec<(Option<CompactString>, Upos)>>,
}

impl Lemmas {
    /// Reads the lexicon.
    pub fn parse(files: &Files, problems: &mut Vec<Problem>) -> Lemmas {
        let path = "lexicon/lemmas.tsv";
        let mut lemmas = Lemmas::default();
        for (line, columns) in rows(files.get(path).unwrap_or_default()) {
            if lemmas.add(&columns).is_none() {
                let message = "expected form, VERB or NOUN, lemma, and perhaps `always`, parted by tabs; two words only with `always`";
                problems.push(Problem::at(path, line, message));
            }
        }
        lemmas
    }

    fn add(&mut self, columns: &[&str]) -> Option<()> {
        let (wording, upos, lemma, always) = match *columns {
            [wording, upos, lemma] => (wording, upos, lemma, false),
            [wording, upos, lemma, "always"] => (wording, upos, lemma, true),
            _ => return None,
        };
        let upos = match upos {
            "VERB" => Upos::Verb,
            "NOUN" => Upos::Noun,
            _ => return None,
        };
        let (before, form) = match wording.split_once(' ') {
            Some((before, form)) if always && !form.contains(' ') => (Some(CompactString::from(before)), form),
            Some(_) => return None,
            None => (None, wording),
        };
        self.lemmas.entry(form.into()).or_default().push((upos, lemma.into()));
        if always {
            self.settled.entry(form.into()).or_default().push((before, upos));
        }
        Some(())
    }

    /// The part of speech that a token always has, or always behind the token before it.
    pub fn settled(&self, tokens: &[Token], at: usize) -> Option<Upos> {
        let before = at.checked_sub(1).map(|before| &tokens[before].lower);
        let fits = |only: &Option<CompactString>| only.as_ref().is_none_or(|only| before == Some(only));
        self.settled.get(&tokens[at].lower)?.iter().find(|(only, _)| fits(only)).map(|&(_, upos)| upos)
    }

    /// Puts the lemmas in their places.
    pub fn correct(&self, tokens: &[Token], words: &mut [Word]) {
        for (token, word) in tokens.iter().zip(words) {
            let known = self.lemmas.get(&token.lower).into_iter().flatten().find(|(upos, _)| *upos == word.upos);
            if let Some((_, lemma)) = known {
                word.lemma = lemma.clone();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    #[test]
    fn a_form_is_settled_by_the_word_before_it_where_one_is_said() {
        let mut lemmas = Lemmas::default();
        let rows = [["en attaquant", "VERB", "attaquer", "always"], ["assiège", "VERB", "assiéger", "always"]];
        assert!(rows.iter().all(|row| lemmas.add(row).is_some()));
        assert_eq!(lemmas.add(&["en tirant", "VERB", "tirer"]), None);
        let token = |text: &str| {
            let lower = CompactString::from(text);
            Token { text: text.into(), folded: lower.clone(), lower, span: Span::default(), spaced: true }
        };
        let settled = |words: [&str; 2]| lemmas.settled(&words.map(token), 1);
        assert_eq!(settled(["en", "attaquant"]), Some(Upos::Verb));
        assert_eq!(settled(["un", "attaquant"]), None);
        assert_eq!(settled(["qui", "assiège"]), Some(Upos::Verb));
    }
}
