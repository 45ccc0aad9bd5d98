//! Words as they are searched: without accents, in two ways, as they stand and by their stems.

use std::cell::RefCell;

use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A text as two rows of words of equal length, so that a phrase can be found in either.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// Words without accents and capitals, between spaces.
    pub words: String,
    /// Their stems.
    pub stems: String,
}

/// Cuts a text into the words that are searched.
///
/// ```
/// use zenobia_store::words::words;
/// let found = words("L’armée a bombardé", "fr");
/// assert_eq!((found.words.as_str(), found.stems.as_str()), ("l armee a bombarde", "l arme a bombard"));
/// ```
pub fn words(text: &str, language: &str) -> Words {
    let at = LANGUAGES.iter().position(|(code, _)| *code == language);
    let stemmer = at.map(|at| Stemmer::create(LANGUAGES[at].1));
    let mut found = Words { words: String::with_capacity(text.len()), stems: String::with_capacity(text.len()) };
    MET.with_borrow_mut(|met| {
        let met = &mut met[at.unwrap_or(LANGUAGES.len())];
        for word in text.split(|letter: char| !is_letter(letter)).filter(|word| !word.is_empty()) {
            if let Some(form) = met.get(word) {
                found.add(form);
                continue;
            }
            let folded = fold(word);
            let form = Form { stem: stem(stemmer.as_ref(), word, &folded), folded };
            found.add(&form);
            if met.len() < REMEMBERED && word.len() <= LONGEST {
                met.insert(word.to_owned(), form);
            }
        }
    });
    found
}

/// Words that each thread remembers for each language, with what became of them: a few thousand make up most of any text.
const REMEMBERED: usize = 20_000;
/// Longer ones, in bytes, are not worth it.
const LONGEST: usize = 24;

thread_local! {
    static MET: RefCell<[FxHashMap<String, Form>; LANGUAGES.len() + 1]> = RefCell::default();
}

/// A word as it is searched.
struct Form {
    folded: String,
    stem: String,
}

impl Words {
    fn add(&mut self, form: &Form) {
        if form.folded.is_empty() {
            return;
        }
        if !self.words.is_empty() {
            self.words.push(' ');
            self.stems.push(' ');
        }
        self.words.push_str(&form.folded);
        self.stems.push_str(&form.stem);
    }
}

/// The stems that a word has in each of the languages there are stems for, each once.
pub(crate) fn stems(word: &str) -> Vec<String> {
    let folded = fold(word);
    let mut all: Vec<String> =
        LANGUAGES.iter().map(|(_, algorithm)| stem(Some(&Stemmer::create(*algorithm)), word, &folded)).collect();
    all.push(folded);
    all.sort();
    all.dedup();
    all
}

/// A word in lower case without accents.
pub(crate) fn fold(word: &str) -> String {
    let lower = word.to_lowercase();
    if lower.is_ascii() {
        return lower;
    }
    let mut folded = String::with_capacity(lower.len());
    for letter in lower.nfkd().filter(|letter| !is_combining_mark(*letter)) {
        match letter {
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' => folded.push('d'),
            _ if is_letter(letter) => folded.push(letter),
            _ => {}
        }
    }
    folded
}

pub(crate) fn is_letter(letter: char) -> bool {
    letter.is_alphanumeric() || is_combining_mark(letter)
}

/// Languages with stems: a table of the library's, not of ours; in any other a word is its own stem.
const LANGUAGES: &[(&str, Algorithm)] = &[("en", Algorithm::English), ("fr", Algorithm::French)];

/// Rules of stems look at accents, so they come off afterwards.
fn stem(stemmer: Option<&Stemmer>, word: &str, folded: &str) -> String {
    stemmer.map_or_else(|| folded.to_owned(), |stemmer| fold(&stemmer.stem(&word.to_lowercase())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_capitals_make_no_difference() {
        assert_eq!(fold("État"), fold("etat"));
        assert_eq!(words("Œuvre détruite", "fr").words, "oeuvre detruite");
    }

    #[test]
    fn forms_of_a_word_share_a_stem_of_its_language() {
        assert!(stems("frappes").contains(&words("frappe", "fr").stems));
        assert!(stems("shelling").contains(&words("shelled", "en").stems));
        assert_eq!(words("shelling", "xx").stems, "shelling");
    }

    #[test]
    fn rows_of_words_and_stems_run_side_by_side() {
        let found = words("Les hélicoptères ont attaqué l’aéroport, 12 fois.", "fr");
        assert_eq!(found.words.split(' ').count(), found.stems.split(' ').count());
    }
}
