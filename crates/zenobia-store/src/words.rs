//! Words as they are searched: without accents, in two ways, as they stand and by their stems.

use rust_stemmers::{Algorithm, Stemmer};
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
    let stemmer = stemmer(language);
    let mut found = Words { words: String::with_capacity(text.len()), stems: String::with_capacity(text.len()) };
    for word in text.split(|letter: char| !is_letter(letter)).filter(|word| !word.is_empty()) {
        let folded = fold(word);
        if folded.is_empty() {
            continue;
        }
        if !found.words.is_empty() {
            found.words.push(' ');
            found.stems.push(' ');
        }
        found.stems.push_str(&stem(stemmer.as_ref(), word, &folded));
        found.words.push_str(&folded);
    }
    found
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

fn stemmer(language: &str) -> Option<Stemmer> {
    let known = LANGUAGES.iter().find(|(code, _)| *code == language);
    known.map(|(_, algorithm)| Stemmer::create(*algorithm))
}

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
