//! Dictionary forms: exceptions by wording and tag, otherwise a learned rule that rewrites the ending.

use compact_str::CompactString;

use crate::text::Token;

use super::word::Upos;
use crate::weights::hash::{feature, mix, word};
use crate::weights::table::{Batch, Weights};

/// A rule: an ending to cut and the ending to put in its place.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Script {
    /// What the wording must end in.
    pub cut: CompactString,
    /// What replaces it.
    pub add: CompactString,
}

impl Script {
    /// The shortest script that makes `lemma` of `form`.
    pub fn between(form: &str, lemma: &str) -> Script {
        let shared: usize =
            form.chars().zip(lemma.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
        Script { cut: form[shared..].into(), add: lemma[shared..].into() }
    }

    /// The lemma, when the wording ends as the script asks and something is left of it.
    pub fn apply(&self, form: &str) -> Option<CompactString> {
        let stem = form.strip_suffix(self.cut.as_str())?;
        let lemma = CompactString::from(stem) + self.add.as_str();
        (!lemma.is_empty()).then_some(lemma)
    }
}

/// The wording that lemmas are made of: as it stands for proper nouns, in lower case for others.
pub fn base(token: &Token, upos: Upos) -> &str {
    if upos == Upos::Propn { &token.text } else { &token.lower }
}

/// The key of an exception by exact tag, and the wider one by part of speech alone.
pub fn keys(wording: &str, tag: u64, upos: Upos) -> [u64; 2] {
    let wording = word(wording);
    [mix(mix(wording, 1), tag), mix(mix(wording, 2), upos as u64)]
}

/// The key of an exception for a wording that lost its accents.
pub fn folded_key(folded: &str, upos: Upos) -> u64 {
    mix(mix(word(folded), 3), upos as u64)
}

/// The lemma by rule: the best-scored script that fits; the wording itself when none does.
pub fn by_rule(form: &str, tag: u64, upos: Upos, scripts: &[Script], weights: &impl Weights) -> CompactString {
    let mut batch = Batch::default();
    features(form, tag, upos, |feature| batch.push(feature));
    let scores = batch.score(weights);
    let mut best: Option<(i32, &Script)> = None;
    for (script, &score) in scripts.iter().zip(&scores) {
        if best.is_none_or(|(highest, _)| score > highest) && form.ends_with(script.cut.as_str()) {
            best = Some((score, script));
        }
    }
    best.and_then(|(_, script)| script.apply(form)).unwrap_or_else(|| form.into())
}

/// Hands out the features of a wording and its tag: its endings, its beginning.
pub fn features(form: &str, tag: u64, upos: Upos, mut emit: impl FnMut(u64)) {
    let upos = upos as u64;
    emit(feature(2000, &[upos]));
    emit(feature(2001, &[tag]));
    let mut hash = 0;
    for (length, letter) in form.chars().rev().take(7).enumerate() {
        hash = mix(hash, u64::from(letter));
        emit(feature(2010 + length as u64, &[hash, upos]));
        emit(feature(2020 + length as u64, &[hash, tag]));
    }
    let start = form.chars().take(3).fold(0, |hash, letter| mix(hash, u64::from(letter)));
    emit(feature(2030, &[start, upos]));
    emit(feature(2031, &[form.chars().count().min(6) as u64, upos]));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_rewrites_the_ending() {
        let script = Script::between("marchaient", "marcher");
        assert_eq!(script, Script { cut: "aient".into(), add: "er".into() });
        assert_eq!(script.apply("tombaient").as_deref(), Some("tomber"));
        assert_eq!(script.apply("tombe"), None);
    }

    #[test]
    fn a_script_never_leaves_nothing() {
        assert_eq!(Script { cut: "s".into(), add: "".into() }.apply("s"), None);
    }
}
