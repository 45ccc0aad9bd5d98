//! Sentences of plain text, read as Zenobia reads them.

use std::path::Path;

use anyhow::Result;
use zenobia_core::analyze::parse;
use zenobia_core::document::Document;
use zenobia_core::text::Token;

use crate::classes::read;

/// How many words a sentence has that is learned from.
const LENGTH: std::ops::RangeInclusive<usize> = 4..=70;

/// The first sentences of a file, about so many words; each line of it, as `mend` makes it, is read as a report. See [`read`] for the
/// kinds of files.
///
/// # Errors
/// When the file cannot be read.
pub fn sentences(path: &Path, language: &str, words: usize, mend: impl Fn(&str) -> String) -> Result<Vec<Vec<Token>>> {
    let text = read(path)?;
    let mut sentences: Vec<Vec<Token>> = Vec::new();
    let mut count = 0;
    for line in text.lines() {
        let document = Document { text: mend(line), language: Some(language.into()), ..Document::default() };
        let Some((reading, _)) = parse(&document, zenobia_packs::packs()) else { continue };
        let tokens = |range: &std::ops::Range<usize>| reading.tokens[range.clone()].to_vec();
        let found = reading.sentences.iter().filter(|sentence| LENGTH.contains(&sentence.tokens.len()));
        for sentence in found {
            count += sentence.tokens.len();
            sentences.push(tokens(&sentence.tokens));
        }
        if count > words {
            break;
        }
    }
    Ok(sentences)
}
