//! Words for kinds of site: `lexicon/site-kinds.tsv`.

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use crate::pack::{Files, rows};
use crate::phrase::{Phrase, spellings};
use crate::problem::Problem;
use crate::syntax::Syntax;
use crate::text::{Reading, lower};

/// What a word for a site says.
#[derive(Clone, Debug, PartialEq)]
pub struct SiteKind {
    words: Vec<CompactString>,
    /// Temple, museum, bridge …
    pub kind: CompactString,
    /// Heritage, civilian, military, infrastructure, object, vehicle.
    pub class: CompactString,
}

/// All words for sites of a language, by their first word.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SiteKinds {
    by_first: FxHashMap<CompactString, Vec<SiteKind>>,
    classes: FxHashMap<CompactString, CompactString>,
}

impl SiteKinds {
    /// Reads the lexicon: lemma or phrase, kind, class.
    pub fn parse(files: &Files, problems: &mut Vec<Problem>) -> SiteKinds {
        let path = "lexicon/site-kinds.tsv";
        let mut kinds = SiteKinds::default();
        for (line, columns) in rows(files.get(path).unwrap_or_default()) {
            let [phrase, kind, class] = columns[..] else {
                problems.push(Problem::at(path, line, "expected lemma, kind and class, separated by tabs"));
                continue;
            };
            kinds.classes.entry(kind.into()).or_insert_with(|| class.into());
            for Phrase(words) in spellings(phrase) {
                let entry = SiteKind { words, kind: kind.into(), class: class.into() };
                kinds.by_first.entry(entry.words.first().cloned().unwrap_or_default()).or_default().push(entry);
            }
        }
        kinds
    }

    /// The class of a kind.
    pub fn class_of(&self, kind: &str) -> Option<CompactString> {
        self.classes.get(kind).cloned()
    }

    /// The longest word or phrase for a site that begins at a token, and its length.
    pub(crate) fn longest(&self, reading: &Reading, syntax: &Syntax, at: usize) -> Option<(usize, &SiteKind)> {
        let lemma = lower(&syntax.words[at].lemma);
        let by_lemma = self.by_first.get(lemma.as_str()).into_iter().flatten();
        let by_form = self.by_first.get(&reading.tokens[at].lower).into_iter().flatten();
        let same = |index: usize, wanted: &CompactString| {
            syntax.words.get(index).is_some_and(|word| word.lemma == wanted)
                || reading.tokens.get(index).is_some_and(|token| token.lower == wanted)
        };
        let spelled =
            |kind: &&SiteKind| kind.words.iter().enumerate().skip(1).all(|(offset, wanted)| same(at + offset, wanted));
        let longest = by_lemma.chain(by_form).filter(spelled).max_by_key(|kind| kind.words.len())?;
        Some((longest.words.len(), longest))
    }
}
