//! Gives text in lower case its capitals back, by how its words are written elsewhere (after Lita et al. 2003, "tRuEcasIng").
//!
//! A word that neither the texts nor the dictionary know is taken for a name.

use std::collections::{BTreeMap, BTreeSet};

use crate::lexicon::Lexicon;

/// Capitalized uses that speak for a capital where the dictionary has the word without one.
const SURE: usize = 3;

/// The longest word in brackets that is taken for an acronym.
const ACRONYM: usize = 8;

/// How words are written inside sentences.
#[derive(Debug, Default)]
pub struct Spellings {
    /// By wording in lower case: its spellings, how often each.
    uses: BTreeMap<String, BTreeMap<String, usize>>,
    /// Of the dictionary, whether some reading is no name.
    ordinary: BTreeMap<String, bool>,
}

impl Spellings {
    /// Of the words of a dictionary.
    pub fn of(lexicon: &Lexicon) -> Spellings {
        let is_small = |lemma: &str| lemma.starts_with(|letter: char| !letter.is_uppercase());
        let ordinary = lexicon
            .iter()
            .map(|(form, readings)| (form.clone(), readings.iter().any(|reading| is_small(&reading.lemma))));
        Spellings { ordinary: ordinary.collect(), ..Spellings::default() }
    }

    /// Counts the words of a sentence but the first.
    pub fn count<'a>(&mut self, sentence: impl Iterator<Item = &'a str> + Clone) {
        let capital = |word: &&str| word.chars().any(char::is_uppercase);
        let (all, capitals) = (sentence.clone().count(), sentence.clone().filter(capital).count());
        if 2 * capitals > all {
            return;
        }
        for word in sentence.skip(1).filter(|word| word.starts_with(char::is_alphabetic)) {
            *self.uses.entry(word.to_lowercase()).or_default().entry(word.to_owned()).or_default() += 1;
        }
    }

    fn spell(&self, word: &str, acronyms: &BTreeSet<String>) -> String {
        if let Some(uses) = self.uses.get(word) {
            let small = uses.get(word).copied().unwrap_or(0) + usize::from(self.ordinary.get(word) == Some(&true));
            let others = uses.iter().filter(|(spelling, _)| *spelling != word);
            return match others.max_by_key(|(_, count)| **count) {
                Some((other, &count)) if count >= 2 * small && (count >= SURE || small == 0) => other.clone(),
                _ => word.to_owned(),
            };
        }
        match self.ordinary.get(word) {
            Some(true) => word.to_owned(),
            Some(false) => capitalized(word),
            None if acronyms.contains(word) => word.to_uppercase(),
            None if word.contains(char::is_numeric) => word.to_owned(),
            None if word.contains('-') => {
                word.split('-').map(|part| self.spell(part, acronyms)).collect::<Vec<_>>().join("-")
            }
            None => capitalized(word),
        }
    }

    fn is_known(&self, word: &str) -> bool {
        self.uses.contains_key(word) || self.ordinary.contains_key(word)
    }

    /// The text with capitals; what editors put in square brackets is left out.
    pub fn restore(&self, text: &str) -> String {
        let acronyms = self.acronyms(text);
        let mut restored = String::with_capacity(text.len());
        let (mut opens, mut bracket, mut rest) = (true, false, text);
        while let Some(first) = rest.chars().next() {
            let length = word_length(rest);
            let (piece, next) = rest.split_at(length.max(first.len_utf8()));
            rest = next;
            bracket = match first {
                '[' => true,
                ']' => false,
                _ => bracket,
            };
            if bracket || first == ']' {
                continue;
            }
            if length == 0 {
                opens |= matches!(first, '.' | '!' | '?');
                restored.push(first);
            } else {
                let spelled = self.spell(piece, &acronyms);
                restored.push_str(&if opens { capitalized(&spelled) } else { spelled });
                opens = false;
            }
        }
        restored
    }

    /// Words in round brackets that nobody knows.
    fn acronyms(&self, text: &str) -> BTreeSet<String> {
        let inside = text.split('(').skip(1).filter_map(|rest| rest.split_once(')')).map(|(inside, _)| inside);
        let short = |word: &&str| (2..=ACRONYM).contains(&word.len()) && word.chars().all(char::is_alphabetic);
        inside.filter(short).filter(|word| !self.is_known(word)).map(str::to_owned).collect()
    }
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// Bytes of the word that a text begins with: letters, digits and hyphens between them.
fn word_length(text: &str) -> usize {
    let mut length = 0;
    for (at, letter) in text.char_indices() {
        if letter.is_alphanumeric() {
            length = at + letter.len_utf8();
        } else if letter != '-' || length != at || length == 0 {
            break;
        }
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Reading;

    #[test]
    fn names_get_their_capitals() {
        let reading =
            |lemma: &str| [Reading { part: "noun".into(), inflection: String::new(), lemma: lemma.into() }].into();
        let words = ["peasants", "were", "kidnapped", "by", "the", "front", "in", "report", "department"];
        let lexicon: Lexicon = words.iter().map(|word| (word.to_string(), reading(word))).collect();
        let mut spellings = Spellings::of(&lexicon);
        ["He met Ana in May .", "Then came Ana and Bo ."].iter().for_each(|text| spellings.count(text.split(' ')));
        let text = "peasants were kidnapped [report] by the front (fmln) in santa-ana department. the fmln met ana.";
        let expected = "Peasants were kidnapped  by the front (FMLN) in Santa-Ana department. The FMLN Met Ana."
            .replace("Met", "met");
        assert_eq!(spellings.restore(text), expected);
    }
}
