//! The report as words: repaired, cut into tokens, sentences, quotations, with offsets into the original.
//!
//! The stages, in order: characters are cleaned (`clean`), lines of page furniture go (`furniture`), letters are cut into pieces
//! (`cut`, `scan`), words are mended (`mend`), and tokens become paragraphs (`layout`), sentences (`sentence`, `headline`), a dateline
//! (`dateline`) and quotations (`quotation`). Nothing here knows a language: see [`TextData`].

pub mod boundary;
mod capitals;
mod clean;
mod cut;
mod data;
mod dateline;
mod entity;
mod furniture;
mod headline;
mod identify;
mod layout;
mod letter;
mod mend;
mod quotation;
mod scan;
mod sentence;
pub mod token;
mod words;

pub(crate) use capitals::{Written, is_all_capitals, restore};
pub use data::TextData;
pub use identify::identify;
pub use token::{Dateline, Quotation, Reading, Sentence, Token};
pub use words::WordList;

use std::ops::Range;

use compact_str::CompactString;

use crate::record::{Note, Repair};
use crate::span::Span;

/// A wording in lower case.
pub fn lower(text: &str) -> CompactString {
    let is_lower = |c: char| c.is_ascii_lowercase() || c.is_lowercase() || !c.is_alphabetic();
    if text.chars().all(is_lower) {
        return text.into();
    }
    if !text.is_ascii() {
        return text.to_lowercase().into();
    }
    let mut lower = CompactString::from(text);
    lower.make_ascii_lowercase();
    lower
}

/// A wording in lower case without accents, ligatures or curly quotes: what names are compared by.
///
/// ```
/// assert_eq!(zenobia_core::text::fold("L’État"), "l'etat");
/// ```
pub fn fold(text: &str) -> CompactString {
    letter::fold(&lower(text))
}

/// Reads a report into words.
///
/// ```
/// use zenobia_core::text::{TextData, read};
/// let reading = read("Rebels left Homs. The army came.", "en", &TextData::default());
/// assert_eq!(reading.sentences.len(), 2);
/// assert_eq!(reading.slice(reading.tokens[2].span), "Homs");
/// ```
pub fn read(text: &str, language: &str, data: &TextData) -> Reading {
    let (words, mut repairs) = words_of(text, data);
    repairs.extend(words.repairs);
    let mut reading = Reading {
        language: language.into(),
        original: text.to_owned(),
        bytes: letter::byte_offsets(text),
        tokens: words.tokens,
        ..Reading::default()
    };
    reading.sentences = sentences(&reading.tokens, &words.lines, data, &mut repairs);
    reading.dateline = dateline(&reading, data);
    reading.published = published(&reading, data);
    reading.quotations =
        quotation::find(&reading.tokens, &reading.sentences, |at| reading.slice(reading.tokens[at].span));
    reading.notes = reading
        .quotations
        .iter()
        .filter(|quotation| !quotation.balanced)
        .map(|quotation| missing_mark(&reading, quotation))
        .collect();
    repairs.sort_by_key(|repair| (repair.start, repair.end));
    for repair in &mut repairs {
        // A word may be mended several times; what was there is what the text says.
        repair.text = reading.slice(Span::new(repair.start, repair.end)).to_owned();
    }
    reading.repairs = repairs;
    reading
}

/// The mended words of a text, and the repairs that were made before.
fn words_of(text: &str, data: &TextData) -> (mend::Words, Vec<Repair>) {
    let clean::Clean { letters, mut repairs } = clean::clean(text);
    let letters = furniture::strip(letters, data, &mut repairs);
    let pieces = cut::cut(&letters, data);
    (mend::mend(&letters, &pieces, data), repairs)
}

fn sentences(words: &[Token], lines: &[u8], data: &TextData, repairs: &mut Vec<Repair>) -> Vec<Sentence> {
    let starts = layout::paragraphs(words, lines);
    let mut sentences = Vec::new();
    for (paragraph, &start) in starts.iter().enumerate() {
        let end = starts.get(paragraph + 1).copied().unwrap_or(words.len());
        let headline = end < words.len() && headline::is_headline(&words[start..end]);
        let firsts = boundary::starts(words, start..end, data);
        for (index, first) in firsts.iter().enumerate() {
            let next = firsts.get(index + 1);
            let glued = next.is_some_and(|next| next.glued);
            let tokens = first.token..next.map_or(end, |next| next.token);
            sentences.push(Sentence { tokens, paragraph: paragraph as u32, headline: headline || glued });
            if first.glued {
                repairs.push(missing_stop(&words[first.token - 1], &words[first.token]));
            }
        }
    }
    sentences
}

fn missing_mark(reading: &Reading, quotation: &Quotation) -> Note {
    Note {
        kind: "missing-quotation-mark".to_owned(),
        message: "One of the two quotation marks is missing; where it stood is a guess.".to_owned(),
        spans: vec![reading.span(quotation.tokens.clone())],
    }
}

fn missing_stop(before: &Token, after: &Token) -> Repair {
    Repair {
        start: before.span.end,
        end: after.span.start,
        text: " ".to_owned(),
        repaired: ". ".to_owned(),
        why: "a headline ran into the sentence after it".to_owned(),
    }
}

/// The date in one of the first lines that says when the page was published.
fn published(reading: &Reading, data: &TextData) -> Option<Range<usize>> {
    const FIRST: usize = 12;
    let first = reading.sentences.iter().take(FIRST);
    first
        .map(|sentence| &sentence.tokens)
        .find_map(|tokens| dateline::publication(&reading.tokens, tokens.start, tokens.end, data))
}

/// The dateline at the head of one of the first sentences.
fn dateline(reading: &Reading, data: &TextData) -> Option<Dateline> {
    const FIRST: usize = 8;
    let mut paragraphs = reading.sentences.iter().take(FIRST).scan(None, |last, sentence| {
        let first = last.replace(sentence.paragraph) != Some(sentence.paragraph);
        Some((first, sentence))
    });
    paragraphs.find_map(|(first, sentence)| {
        let end = reading.sentences.last().map_or(0, |last| last.tokens.end);
        (first && !sentence.headline)
            .then(|| dateline::read(&reading.tokens, sentence.tokens.start, end, data))
            .flatten()
    })
}
