//! A text as the finder reads it, with the labels it should get.

use std::ops::Range;

use anyhow::{Context, Result};
use zenobia_core::analyze::{self, Knowledge, Packs};
use zenobia_core::document::Document;
use zenobia_core::finder::words::sign;
use zenobia_core::finder::{Fact, Kind, Label, Words};
use zenobia_core::text::{self, Reading, Token};

use super::corpus::silver::SILVER;
use super::corpus::{Mark, Text};

/// The labels that a token may have, one bit each.
pub type Mask = u32;

/// Any label.
pub const ANY: Mask = (1 << Label::COUNT) - 1;

/// A text, read.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The corpus.
    pub corpus: &'static str,
    /// Its genre.
    pub genre: String,
    /// Its words.
    pub reading: Reading,
    /// What is known of them.
    pub facts: Vec<Fact>,
    /// The labels that each token may have.
    pub masks: Vec<Mask>,
    /// The names in code points.
    pub gold: Vec<(Range<u32>, Kind)>,
}

/// Reads a text.
///
/// # Errors
/// When there is no pack of the language.
pub fn read(text: &Text, language: &str, packs: &Packs, knowledge: &Knowledge) -> Result<Sample> {
    let document = Document { text: text.text.clone(), language: Some(language.into()), ..Document::default() };
    let reading = analyze::read(&document, packs).with_context(|| format!("no pack reads `{language}`"))?;
    let words = packs.get(language).context("no pack")?.words();
    // What teaches the looks of names must not lean on their being known.
    let facts = match text.by_hand {
        true => analyze::facts::facts(&reading, knowledge),
        false => vec![Fact::default(); reading.tokens.len()],
    };
    let mut masks = vec![1; reading.tokens.len()];
    let mut gold = Vec::new();
    for (span, kind) in &text.marks {
        let tokens = covered(&reading.tokens, span);
        let Some(kind) = kind else {
            masks[tokens].fill(ANY);
            continue;
        };
        let (tokens, kind) = refine(text.corpus, &reading.tokens, tokens, *kind, words);
        let exact = span.start as u32..span.end as u32;
        // The Wikipedia set also marks some adjectives and plain nouns ("polonais", "comarque"), most of which it leaves unmarked elsewhere.
        let named = text.corpus != "wikipedia" || has_capital(&text.text, &exact);
        for (at, label) in tokens.clone().zip(Label::spell(kind, tokens.len())).filter(|_| named) {
            masks[at] = 1 << label.0;
        }
        let span = reading.span(tokens);
        gold.push((if text.corpus == "wikipedia" { exact } else { span.start..span.end }, kind));
    }
    if text.corpus == SILVER {
        loosen(&reading.tokens, &mut masks);
    }
    Ok(Sample { corpus: text.corpus, genre: text.genre.clone(), reading, facts, masks, gold })
}

/// Whether the word for the kind of a place belongs to its name is left open: where places begin, corpora differ.
fn loosen(tokens: &[Token], masks: &mut [Mask]) {
    const BEFORE: usize = 3;
    let label = |mask: Mask| (mask.count_ones() == 1).then(|| Label(mask.trailing_zeros() as u8));
    let labels: Vec<Option<Label>> = masks.iter().map(|mask| label(*mask)).collect();
    let any = (1..=4).fold(0, |mask, place| mask | 1 << (4 * Kind::Place as u32 + place));
    for (at, label) in labels.iter().enumerate() {
        if label.is_none_or(|label| label.kind() != Some(Kind::Place)) {
            continue;
        }
        masks[at] = any;
        let lower = |before: &usize| {
            labels[*before] == Some(Label::NONE) && tokens[*before].text.starts_with(char::is_lowercase)
        };
        let before = (at.saturating_sub(BEFORE)..at).rev().take_while(lower);
        before.for_each(|before| masks[before] = any | 1);
    }
}

/// Whether a stretch of a text, in code points, has a capital letter.
pub fn has_capital(text: &str, span: &Range<u32>) -> bool {
    let letters = text.chars().skip(span.start as usize).take(span.len());
    letters.into_iter().any(char::is_uppercase)
}

/// How a text is damaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    /// All letters are capitals, without accents.
    Shouted,
    /// All capitals are lost.
    Whispered,
    /// Capitals have no accents.
    Bare,
}

impl Damage {
    /// All damages.
    pub const ALL: [Damage; 3] = [Damage::Shouted, Damage::Whispered, Damage::Bare];
}

/// A copy whose words are damaged; what is known of them is looked up again.
pub fn damaged(sample: &Sample, damage: Damage, knowledge: &Knowledge) -> Sample {
    let mut copy = sample.clone();
    for token in &mut copy.reading.tokens {
        let wording = match damage {
            Damage::Shouted => crate::tokens::fold(&token.text).to_uppercase(),
            Damage::Whispered => token.text.as_str().to_lowercase(),
            Damage::Bare if token.text.starts_with(char::is_uppercase) => {
                let first =
                    token.text.chars().next().map_or(String::new(), |first| crate::tokens::fold(&first.to_string()));
                first + token.text.get(token.text.chars().next().map_or(0, char::len_utf8)..).unwrap_or_default()
            }
            Damage::Bare => token.text.as_str().to_owned(),
        };
        token.lower = text::lower(&wording);
        token.folded = text::fold(&wording);
        token.text = wording.into();
    }
    copy.facts = analyze::facts::facts(&copy.reading, knowledge);
    copy
}

/// The labels that marks allow.
pub fn masks(tokens: &[Token], marks: &[Mark]) -> Vec<Mask> {
    let mut masks = vec![1; tokens.len()];
    for (span, kind) in marks {
        let covered = covered(tokens, span);
        match kind {
            None => masks[covered].fill(ANY),
            Some(kind) => {
                let length = covered.len();
                for (at, label) in covered.zip(Label::spell(*kind, length)) {
                    masks[at] = 1 << label.0;
                }
            }
        }
    }
    masks
}

fn covered(tokens: &[Token], span: &Range<usize>) -> Range<usize> {
    let first = tokens.partition_point(|token| token.span.end as usize <= span.start);
    let last = tokens.partition_point(|token| (token.span.start as usize) < span.end);
    first..last.max(first)
}

/// Corpora differ in what belongs to a name: forms of address and titles go, here; and a head word tells forces and facilities from other
/// organisations and places.
fn refine(corpus: &str, tokens: &[Token], range: Range<usize>, kind: Kind, words: &Words) -> (Range<usize>, Kind) {
    let signs = |at: usize| tokens.get(at).map_or(0, |token| words.of(token));
    let mut range = range;
    if kind == Kind::Person && corpus != "wikipedia" {
        let capital = |at: usize| tokens[at].text.starts_with(char::is_uppercase);
        let title =
            |at: usize| !capital(at) || signs(at) & (sign::HONORIFIC | sign::TITLE) != 0 || tokens[at].text == ".";
        while range.len() > 1 && title(range.start) && (range.start + 1..range.end).any(capital) {
            range.start += 1;
        }
    }
    let any = |wanted: u32| range.clone().any(|at| signs(at) & wanted != 0);
    let first = |wanted: u32| signs(range.start) & wanted != 0;
    let kind = match kind {
        Kind::Organisation if any(sign::FORCE) && !first(sign::STATE | sign::ORGANISATION) => Kind::Force,
        Kind::Place if corpus != "wikipedia" && first(sign::HERITAGE | sign::CIVILIAN | sign::INFRASTRUCTURE) => {
            Kind::Facility
        }
        kind => kind,
    };
    (range, kind)
}
