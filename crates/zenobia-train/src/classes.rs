//! Word classes from plain text, by the exchange algorithm (Kneser and Ney 1993; Martin, Liermann and Ney 1998), with the words on
//! both sides as contexts.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use rustc_hash::FxHashMap;

/// How words are put into classes.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// How many classes.
    pub classes: usize,
    /// Words seen less often have no class.
    pub least: usize,
    /// Only so many most frequent words count as contexts.
    pub contexts: usize,
    /// How often every word is moved to its best class.
    pub rounds: usize,
}

/// Reads the text of a file: `.xz` is unpacked with the program `xz`; of JSON Lines (`.json`, `.jsonl`) only the field `doctext` or `text` is read, of `.conllu`
/// only the sentences, of `.xml` all but the markup.
///
/// # Errors
/// When the file cannot be read or unpacked.
pub fn read(path: &Path) -> Result<String> {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    if extension == "xz" {
        let output = Command::new("xz").arg("-dc").arg(path).output().context("cannot run `xz`: install it")?;
        ensure!(output.status.success(), "cannot unpack {}", path.display());
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    Ok(match extension {
        "json" | "jsonl" => text.lines().filter_map(field).collect::<Vec<_>>().join("\n"),
        "conllu" => text.lines().filter_map(|line| line.strip_prefix("# text = ")).collect::<Vec<_>>().join("\n"),
        "xml" => text.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect(),
        _ => text,
    })
}

fn field(line: &str) -> Option<String> {
    let value: serde_json::Value = serde_json::from_str(line).ok()?;
    value.get("doctext").or_else(|| value.get("text"))?.as_str().map(str::to_owned)
}

/// The words of a text in lower case: runs of letters and digits (digits as 0) with inner hyphens, an elision closed by its
/// apostrophe, single marks.
pub fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for letter in text.chars().flat_map(char::to_lowercase) {
        match letter {
            '\'' | '’' if !word.is_empty() => {
                word.push('\'');
                words.push(std::mem::take(&mut word));
            }
            '-' if !word.is_empty() => word.push('-'),
            _ if letter.is_numeric() => word.push('0'),
            _ if letter.is_alphabetic() => word.push(letter),
            _ => {
                if !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
                if !letter.is_whitespace() {
                    words.push(letter.to_string());
                }
            }
        }
    }
    words.extend((!word.is_empty()).then_some(word));
    words
}

/// The class of each word that is frequent enough, counted from 1, in the order of the words.
pub fn classes(words: &[String], settings: Settings) -> BTreeMap<String, usize> {
    let vocabulary = vocabulary(words, settings.least);
    let bags = bags(words, &vocabulary, settings.contexts);
    let assigned = exchange(&bags, settings);
    vocabulary.into_iter().zip(assigned).map(|(word, class)| (word.to_owned(), class + 1)).collect()
}

/// The words seen so often, the most frequent first.
pub fn seen(words: &[String], least: usize) -> Vec<&str> {
    vocabulary(words, least)
}

fn vocabulary(words: &[String], least: usize) -> Vec<&str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    words.iter().for_each(|word| *counts.entry(word).or_default() += 1);
    let mut frequent: Vec<_> = counts.into_iter().filter(|(_, count)| *count >= least).collect();
    frequent.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    frequent.into_iter().map(|(word, _)| word).collect()
}

/// For each word its contexts and how often it stands in each; contexts on the right have odd numbers.
fn bags(words: &[String], vocabulary: &[&str], contexts: usize) -> Vec<Vec<(u32, u32)>> {
    let index: FxHashMap<&str, u32> = vocabulary.iter().enumerate().map(|(at, word)| (*word, at as u32)).collect();
    let numbers: Vec<Option<u32>> = words.iter().map(|word| index.get(word.as_str()).copied()).collect();
    let mut bags: Vec<FxHashMap<u32, u32>> = vec![FxHashMap::default(); vocabulary.len()];
    let rest = contexts as u32;
    for pair in numbers.windows(2) {
        let context = |number: Option<u32>| number.map_or(rest, |number| number.min(rest));
        if let Some(word) = pair[1] {
            *bags[word as usize].entry(2 * context(pair[0])).or_default() += 1;
        }
        if let Some(word) = pair[0] {
            *bags[word as usize].entry(2 * context(pair[1]) + 1).or_default() += 1;
        }
    }
    let sorted = |bag: FxHashMap<u32, u32>| {
        let mut bag: Vec<_> = bag.into_iter().collect();
        bag.sort_unstable();
        bag
    };
    bags.into_iter().map(sorted).collect()
}

/// Moves each word to the class that makes its contexts likeliest, round after round.
fn exchange(bags: &[Vec<(u32, u32)>], settings: Settings) -> Vec<usize> {
    let width = settings.classes;
    let mut joint = vec![0_u32; 2 * (settings.contexts + 1) * width];
    let mut totals = vec![0_u32; width];
    let mut assigned: Vec<usize> = (0..bags.len()).map(|word| word % width).collect();
    for (bag, &class) in bags.iter().zip(&assigned) {
        shift(&mut joint, &mut totals, bag, class, width, u32::wrapping_add);
    }
    let information = Information::new();
    let mut gains = vec![0_f32; width];
    for _ in 0..settings.rounds {
        for (word, bag) in bags.iter().enumerate() {
            shift(&mut joint, &mut totals, bag, assigned[word], width, u32::wrapping_sub);
            let size: u32 = bag.iter().map(|(_, count)| count).sum();
            for (gain, &total) in gains.iter_mut().zip(&totals) {
                *gain = information.of(total) - information.of(total + size);
            }
            for &(context, count) in bag {
                let row = &joint[context as usize * width..][..width];
                let alone = information.of(count);
                for (gain, &cell) in gains.iter_mut().zip(row) {
                    *gain += if cell == 0 { alone } else { information.of(cell + count) - information.of(cell) };
                }
            }
            let best = (0..width).max_by(|&a, &b| gains[a].total_cmp(&gains[b]).then(b.cmp(&a)));
            assigned[word] = best.unwrap_or(0);
            shift(&mut joint, &mut totals, bag, assigned[word], width, u32::wrapping_add);
        }
    }
    assigned
}

fn shift(
    joint: &mut [u32],
    totals: &mut [u32],
    bag: &[(u32, u32)],
    class: usize,
    width: usize,
    change: impl Fn(u32, u32) -> u32,
) {
    for &(context, count) in bag {
        let cell = &mut joint[context as usize * width + class];
        *cell = change(*cell, count);
        totals[class] = change(totals[class], count);
    }
}

/// `n ln n`, from a table for small `n`.
struct Information {
    small: Vec<f32>,
}

impl Information {
    fn new() -> Information {
        Information { small: (0..1 << 14).map(information).collect() }
    }

    #[inline]
    fn of(&self, count: u32) -> f32 {
        self.small.get(count as usize).copied().unwrap_or_else(|| information(count))
    }
}

fn information(count: u32) -> f32 {
    let count = f64::from(count);
    if count < 1.0 { 0.0 } else { (count * count.ln()) as f32 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_like_places_share_a_class() {
        let text = "le chat dort . le chien dort . un chat court . un chien court . ".repeat(4);
        let settings = Settings { classes: 4, least: 2, contexts: 50, rounds: 8 };
        let classes = classes(&words(&text), settings);
        assert_eq!(classes["chat"], classes["chien"]);
        assert_ne!(classes["chat"], classes["le"]);
    }

    #[test]
    fn elisions_close_with_their_apostrophe() {
        assert_eq!(words("L’armée, 12 km."), ["l'", "armée", ",", "00", "km", "."]);
    }
}
