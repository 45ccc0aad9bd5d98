//! Words that are searched for, in the language of each database's index.

use crate::engine::Dialect;
use crate::error::{Error, Result};
use crate::words::{fold, is_letter, stems, words};

/// One thing that has to be there.
#[derive(Debug, PartialEq, Eq)]
enum Sought {
    /// A word in any of its forms.
    Word(String),
    /// The beginning of a word.
    Beginning(String),
    /// Words one after the other.
    Phrase(String),
}

/// The search for a text: all words, `"a phrase"`, `-without`, `begin*`.
pub(crate) fn search(dialect: Dialect, text: &str) -> Result<String> {
    let (wanted, unwanted) = parse(text);
    if wanted.is_empty() {
        let said = "a search needs at least one word that has to be there, of letters or digits";
        return Err(Error::Question(said.to_owned()));
    }
    let write = |sought: &Sought| match dialect {
        Dialect::Sqlite => fts5(sought),
        Dialect::Postgres => tsquery(sought),
    };
    let wanted: Vec<String> = wanted.iter().map(write).collect();
    let unwanted: Vec<String> = unwanted.iter().map(write).collect();
    Ok(match dialect {
        Dialect::Sqlite if unwanted.is_empty() => wanted.join(" AND "),
        Dialect::Sqlite => format!("({}) NOT ({})", wanted.join(" AND "), unwanted.join(" OR ")),
        Dialect::Postgres => {
            let without = unwanted.iter().map(|sought| format!(" & !{sought}"));
            wanted.join(" & ") + &without.collect::<String>()
        }
    })
}

fn parse(text: &str) -> (Vec<Sought>, Vec<Sought>) {
    let (mut wanted, mut unwanted) = (Vec::new(), Vec::new());
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let without = first == '-';
        rest = rest.strip_prefix('-').unwrap_or(rest);
        let list = if without { &mut unwanted } else { &mut wanted };
        if let Some(phrase) = rest.strip_prefix('"') {
            let (phrase, after) = phrase.split_once('"').unwrap_or((phrase, ""));
            list.extend(phrase.chars().any(is_letter).then(|| Sought::Phrase(phrase.to_owned())));
            rest = after.trim_start();
            continue;
        }
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        let begins = word.ends_with('*');
        let parts: Vec<&str> = word.split(|letter: char| !is_letter(letter)).filter(|part| !part.is_empty()).collect();
        match parts.as_slice() {
            [] => {}
            [part] if begins => list.push(Sought::Beginning(fold(part))),
            [part] => list.push(Sought::Word((*part).to_owned())),
            _ => list.push(Sought::Phrase(word.to_owned())),
        }
        rest = after.trim_start();
    }
    (wanted, unwanted)
}

/// A phrase as it stands and by its stems in each language, each once.
fn phrases(phrase: &str) -> (String, Vec<String>) {
    let found: Vec<_> = ["en", "fr"].iter().map(|language| words(phrase, language)).collect();
    let plain = found.first().map(|found| found.words.clone()).unwrap_or_default();
    let mut stems: Vec<String> = found.into_iter().map(|found| found.stems).collect();
    stems.dedup();
    (plain, stems)
}

fn fts5(sought: &Sought) -> String {
    match sought {
        Sought::Word(word) => {
            let stems: Vec<String> = stems(word).iter().map(|stem| format!("\"{stem}\"")).collect();
            format!("(words : \"{}\" OR stems : ({}))", fold(word), stems.join(" OR "))
        }
        Sought::Beginning(word) => format!("words : \"{word}\" *"),
        Sought::Phrase(phrase) => {
            let (plain, stems) = phrases(phrase);
            let stems: Vec<String> = stems.iter().map(|stems| format!("stems : \"{stems}\"")).collect();
            format!("(words : \"{plain}\" OR {})", stems.join(" OR "))
        }
    }
}

/// Words have weight A in the index, stems B.
fn tsquery(sought: &Sought) -> String {
    match sought {
        Sought::Word(word) => {
            let stems: Vec<String> = stems(word).iter().map(|stem| format!("'{stem}':B")).collect();
            format!("('{}':A | {})", fold(word), stems.join(" | "))
        }
        Sought::Beginning(word) => format!("'{word}':*A"),
        Sought::Phrase(phrase) => {
            let (plain, stems) = phrases(phrase);
            let run = |words: &str, weight: char| {
                let words: Vec<String> = words.split(' ').map(|word| format!("'{word}':{weight}")).collect();
                format!("({})", words.join(" <-> "))
            };
            let stems: Vec<String> = stems.iter().map(|stems| run(stems, 'B')).collect();
            format!("({} | {})", run(&plain, 'A'), stems.join(" | "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_phrases_beginnings_and_exclusions_are_told_apart() {
        let (wanted, unwanted) = parse("frappe \"cessez le feu\" -Homs bombard* l’armée");
        assert_eq!(
            wanted,
            [
                Sought::Word("frappe".into()),
                Sought::Phrase("cessez le feu".into()),
                Sought::Beginning("bombard".into()),
                Sought::Phrase("l’armée".into())
            ]
        );
        assert_eq!(unwanted, [Sought::Word("Homs".into())]);
    }

    #[test]
    fn nothing_that_is_typed_breaks_the_search() {
        for text in ["a", "\"", "-", "* ( ) AND", "a\"b", "'; DROP", "é* -\"", "NEAR(a b)"] {
            let _ = search(Dialect::Sqlite, text);
            let _ = search(Dialect::Postgres, text);
        }
        assert!(search(Dialect::Sqlite, "-only").is_err());
    }
}
