//! What a finder says of plain text, and what that shows of single words.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context, Result};
use zenobia_core::analyze::{self, facts::facts};
use zenobia_core::document::Document;
use zenobia_core::finder::{FinderModel, Label, find};

use super::corpus::silver::{self, Line};
use super::{Base, digits, sample};

const LABELS: usize = Label::COUNT;

/// Names that beat their other readings by less, in hundredths of a nat, are marked as unknown.
const SURE: i32 = 150;

/// How often each word got each label.
type Counts = BTreeMap<String, [u32; LABELS]>;

/// Writes silver texts: each line of a file with the names that a model finds in it.
///
/// # Errors
/// When a file cannot be read or written.
pub fn label(base: &Base, model: &FinderModel, text: &Path, words: usize, out: &Path) -> Result<()> {
    let text = crate::classes::read(text)?;
    let mut file = std::io::BufWriter::new(std::fs::File::create(out)?);
    let mut count = 0;
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let language = Some(base.language.as_str().into());
        let document = Document { text: line.to_owned(), language, ..Document::default() };
        let reading = analyze::read(&document, &base.packs).context("no pack reads the language")?;
        let facts = facts(&reading, &base.knowledge);
        let found = find(&reading.tokens, &reading.sentences, &facts, base.words()?, model);
        let marks = found.into_iter().map(|name| {
            let span = reading.span(name.tokens);
            let kind = (name.margin >= SURE).then(|| name.kind.word().to_owned());
            (span.start as usize, span.end as usize, kind)
        });
        let line = Line { marks: marks.collect(), text: line.to_owned() };
        writeln!(file, "{}", serde_json::to_string(&line)?)?;
        count += reading.tokens.len();
        if count >= words {
            break;
        }
    }
    Ok(file.flush()?)
}

/// Writes what silver texts show of each word with a capital: one line for each word seen at least so often, with the number for its kinds and
/// that for its places in names.
///
/// # Errors
/// When a file cannot be read or written.
pub fn profile(base: &Base, silver: &Path, least: u32, out: &Path) -> Result<()> {
    let mut counts = Counts::new();
    for text in silver::lines(silver)? {
        let text = text?;
        let document =
            Document { text: text.text, language: Some(base.language.as_str().into()), ..Document::default() };
        let reading = analyze::read(&document, &base.packs).context("no pack reads the language")?;
        let masks = sample::masks(&reading.tokens, &text.marks);
        for (token, mask) in reading.tokens.iter().zip(masks).filter(|(_, mask)| mask.count_ones() == 1) {
            let label = mask.trailing_zeros() as usize;
            let name = label > 0 && token.text.starts_with(char::is_alphabetic);
            if name || token.text.starts_with(char::is_uppercase) {
                counts.entry(digits(&token.lower)).or_insert([0; LABELS])[label] += 1;
            }
        }
    }
    let mut lines = String::new();
    for (word, counts) in counts.iter().filter(|(_, counts)| counts.iter().sum::<u32>() >= least) {
        let _ = writeln!(lines, "{word}\t{}\t{}", kinds(counts), places(counts));
    }
    Ok(std::fs::write(out, lines)?)
}

/// Ten bits: which kind is most frequent and how clearly; six bits: which comes next, and how often the word was seen.
fn kinds(counts: &[u32; LABELS]) -> u16 {
    let mut sums = [0_u32; 8];
    for (label, count) in counts.iter().enumerate() {
        sums[Label(label as u8).kind().map_or(0, |kind| kind as usize + 1)] += count;
    }
    let total = sums.iter().sum::<u32>().max(1);
    let (first, second) = best(&sums);
    let share = |at: usize| f64::from(sums[at]) / f64::from(total);
    let clear = if share(first) > 0.9 { 2 } else { usize::from(share(first) > 0.6) };
    let next = if share(second) > 0.15 { second + 1 } else { 0 };
    let often = usize::from(total >= 5) + usize::from(total >= 20);
    ((1 + first * 3 + clear) << 6 | (next * 3 + often)) as u16
}

/// The most frequent label and the next.
fn places(counts: &[u32; LABELS]) -> u16 {
    let (first, second) = best(counts);
    let total = counts.iter().sum::<u32>();
    let next = if 100 * counts[second] > 15 * total { second + 1 } else { 0 };
    (1 + first * (LABELS + 1) + next) as u16
}

fn best(counts: &[u32]) -> (usize, usize) {
    let top = |but: usize| (0..counts.len()).filter(|&at| at != but).max_by_key(|&at| (counts[at], counts.len() - at));
    let first = top(usize::MAX).unwrap_or(0);
    (first, top(first).unwrap_or(0))
}
