//! Reports all in capitals, as wire services sent them: their words are read in small letters, names with their capitals (after Lita et al. 2003,
//! "tRuEcasIng", with a list of forms in place of counts). The original stays as it is; only what is compared with lexicons and models changes.

use std::collections::BTreeSet;
use std::ops::Range;

use compact_str::CompactString;

use super::data::{DatelineWord, TextData};
use super::lower;
use super::token::{Reading, Token};

/// Shorter texts may be a headline.
const LEAST_WORDS: usize = 30;

/// Of a hundred words with letters, how many may have small ones.
const SMALL: usize = 4;

/// The longest word in brackets that is taken for initials.
const INITIALS: usize = 7;

/// Whether a report is written all in capitals.
pub(crate) fn is_all_capitals(reading: &Reading) -> bool {
    let words = reading.tokens.iter().filter(|token| token.text.chars().any(char::is_alphabetic));
    let (mut all, mut small) = (0, 0);
    for token in words {
        all += 1;
        small += usize::from(token.text.chars().any(char::is_lowercase));
    }
    all >= LEAST_WORDS && 100 * small <= SMALL * all
}

/// How a known name is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Written {
    /// With a capital for each word.
    Capitalized,
    /// As it stands.
    Initials,
}

/// Gives the words of such a report small letters, but for names: those that are known, and words that are no form of the language.
pub(crate) fn restore(reading: &mut Reading, data: &TextData, known: &[(Range<usize>, Written)]) {
    let initials = initials(&reading.tokens, data);
    let firsts: BTreeSet<usize> = reading.sentences.iter().map(|sentence| sentence.tokens.start).collect();
    let mut written: Vec<Option<Written>> = vec![None; reading.tokens.len()];
    for (tokens, how) in known {
        written[tokens.clone()].fill(Some(*how));
    }
    for (at, token) in reading.tokens.iter_mut().enumerate() {
        let how = written[at].or_else(|| unknown(token, data, &initials));
        let spelled = match how {
            Some(Written::Initials) => continue,
            Some(Written::Capitalized) => capitalized(&token.text),
            None if firsts.contains(&at) => capitalized(&token.text),
            None => lower(&token.text),
        };
        token.text = spelled;
    }
}

/// How a word is written that the knowledge base does not know; `None` for an ordinary word.
fn unknown(token: &Token, data: &TextData, initials: &BTreeSet<CompactString>) -> Option<Written> {
    let letters = token.lower.chars().filter(|c| c.is_alphabetic()).count();
    if letters == 0 || initials.contains(&token.lower) || token.text.contains('.') || token.text == "I" {
        return Some(Written::Initials);
    }
    if data.forms.is_empty() {
        return None;
    }
    let calendar = matches!(data.dateline.get(&token.lower), Some(DatelineWord::Month | DatelineWord::Day));
    let part = |word: &str| data.forms.contains(word) || word.chars().all(|c| !c.is_alphabetic());
    let ordinary = part(&token.lower) || token.lower.split(['-', '\'']).all(part);
    (calendar || !ordinary).then_some(Written::Capitalized)
}

/// Words in brackets that are no forms of the language: "(FMLN)".
fn initials(tokens: &[Token], data: &TextData) -> BTreeSet<CompactString> {
    let inside = tokens
        .windows(3)
        .filter(|three| matches!(three[0].text.as_str(), "(" | "[") && matches!(three[2].text.as_str(), ")" | "]"));
    let short = |token: &Token| {
        (2..=INITIALS).contains(&token.lower.chars().count()) && token.lower.chars().all(char::is_alphabetic)
    };
    inside
        .map(|three| &three[1])
        .filter(|token| short(token) && !data.forms.contains(&token.lower))
        .map(|token| token.lower.clone())
        .collect()
}

/// A capital for each part: "SANTA-ANA" is "Santa-Ana".
fn capitalized(text: &str) -> CompactString {
    let mut spelled = CompactString::default();
    let mut opens = true;
    for letter in text.chars() {
        if opens {
            spelled.extend(letter.to_uppercase());
        } else {
            spelled.extend(letter.to_lowercase());
        }
        opens = letter == '-';
    }
    spelled
}

#[cfg(test)]
mod tests {
    use super::super::{WordList, read};
    use super::*;

    const TEXT: &str = "GUNMEN OF THE VALLEY FRONT (VFL) KILLED TWO PEASANTS NEAR SAN TELMO ON MONDAY.  THE VFL SAID THAT THE MEN WERE \
        INFORMERS OF THE UNITED STATES, AND THAT MORE MEN WERE TO BE KILLED SOON.";

    fn restored(known: &[(Range<usize>, Written)]) -> Vec<CompactString> {
        let forms = "and\nbe\nfront\ngunmen\ninformers\nkilled\nmen\nmonday\nmore\nnear\nof\non\npeasants\nsaid\nsoon\nstates\nthat\nthe\nto\ntwo\nunited\nvalley\nwere\n";
        let data = TextData { forms: WordList::new(forms).unwrap_or_default(), ..TextData::default() };
        let mut reading = read(TEXT, "en", &data);
        assert!(is_all_capitals(&reading));
        restore(&mut reading, &data, known);
        reading.tokens.into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn ordinary_words_get_small_letters_and_names_keep_their_capitals() {
        let words = restored(&[]);
        assert_eq!(words[..5], ["Gunmen", "of", "the", "valley", "front"]);
        assert!(words.iter().any(|word| word == "VFL") && words.iter().any(|word| word == "Telmo"));
        let named = restored(&[(2..5, Written::Capitalized)]);
        assert_eq!(named[2..5], ["The", "Valley", "Front"]);
    }

    #[test]
    fn what_has_small_letters_is_left_alone() {
        let reading = read(&TEXT.to_lowercase(), "en", &TextData::default());
        assert!(!is_all_capitals(&reading));
        assert!(!is_all_capitals(&read("GUNMEN KILL TWO", "en", &TextData::default())));
    }
}
