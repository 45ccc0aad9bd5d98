//! Numbers in words and digits, as `numerals.toml` describes them.

use std::collections::BTreeMap;

use compact_str::CompactString;
use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::piece::{Piece, cut, fold};
use crate::pack::{Files, decode};
use crate::problem::Problem;

/// How a language writes numbers.
#[derive(Clone, Debug, Default)]
pub struct Numerals {
    source: Source,
    words: FxHashMap<CompactString, Vec<Numeral>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    /// Words that are added: one, twelve, twenty.
    #[serde(default)]
    words: BTreeMap<CompactString, u64>,
    /// Words that multiply what comes before them, or one: hundred, thousand.
    #[serde(default)]
    multipliers: BTreeMap<CompactString, u64>,
    /// The same, but never alone: cents, millions.
    #[serde(default)]
    multiplied: BTreeMap<CompactString, u64>,
    /// First, second.
    #[serde(default)]
    ordinals: BTreeMap<CompactString, u64>,
    /// What makes an ordinal of digits or roman numerals: th, ème.
    #[serde(default)]
    ordinal_suffixes: Vec<CompactString>,
    /// Words inside numbers.
    #[serde(default)]
    and: Vec<And>,
    /// Tens that eleven to nineteen may be added to: 60 (soixante-treize).
    #[serde(default)]
    teens_after: Vec<u64>,
    /// What begins the decimals.
    #[serde(default)]
    decimal: CompactString,
    /// What parts the thousands, beside white space.
    #[serde(default)]
    group: CompactString,
    /// Whether the counted noun comes last in its run of words ("six reconnaissance drones").
    #[serde(default)]
    noun_last: bool,
}

/// A word inside numbers: between which numbers it stands.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct And {
    word: CompactString,
    /// 20, 30: after these tens; 100, 1000: after a number of whole hundreds or thousands.
    after: Vec<u64>,
    /// What may follow; anything when it is empty.
    #[serde(default)]
    then: Vec<u64>,
}

#[derive(Clone, Debug)]
struct Numeral {
    lower: Vec<CompactString>,
    folded: Vec<CompactString>,
    kind: Kind,
    value: u64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Added,
    Multiplier,
    Multiplied,
    Ordinal,
}

/// What has been read of a number in words.
#[derive(Clone, Copy, Debug)]
struct Sum {
    total: u64,
    current: u64,
    /// What is added next must be smaller.
    room: u64,
    /// The next multiplier must be smaller.
    scale: u64,
}

impl Numerals {
    /// Reads `numerals.toml`.
    pub fn parse(files: &Files, problems: &mut Vec<Problem>) -> Numerals {
        const PATH: &str = "numerals.toml";
        let Some(text) = files.get(PATH) else {
            problems.push(Problem::at(PATH, 0, "a language needs its numerals: add the file"));
            return Numerals::default();
        };
        decode(PATH, text, problems).map(Numerals::new).unwrap_or_default()
    }

    fn new(source: Source) -> Numerals {
        let mut words: FxHashMap<CompactString, Vec<Numeral>> = FxHashMap::default();
        let tables = [
            (&source.words, Kind::Added),
            (&source.multipliers, Kind::Multiplier),
            (&source.multiplied, Kind::Multiplied),
            (&source.ordinals, Kind::Ordinal),
        ];
        for (table, kind) in tables {
            for (phrase, &value) in table {
                let lower: Vec<CompactString> =
                    cut(phrase).into_iter().filter(|&piece| piece != "-").map(CompactString::from).collect();
                let folded: Vec<_> = lower.iter().map(|piece| fold(piece)).collect();
                let Some(first) = folded.first().cloned() else { continue };
                words.entry(first).or_default().push(Numeral { lower, folded, kind, value });
            }
        }
        Numerals { source, words }
    }

    /// Whether the counted noun comes last in its run of words, as in "six reconnaissance drones".
    pub fn heads_last(&self) -> bool {
        self.source.noun_last
    }

    /// Reads the number that begins at a piece, the longest there is: its length in pieces and its value.
    pub fn number(&self, pieces: &[Piece<'_>], at: usize) -> Option<(usize, f64)> {
        match pieces.get(at)?.is_digits() {
            true => self.in_digits(pieces, at),
            false => self.in_words(pieces, at),
        }
    }

    /// Reads the ordinal that begins at a piece, in words or digits or roman numerals with a suffix.
    pub fn ordinal(&self, pieces: &[Piece<'_>], at: usize) -> Option<(usize, f64)> {
        let piece = pieces.get(at)?;
        if let Some((length, value)) = self.longest(pieces, at, |kind| kind == Kind::Ordinal) {
            return Some((length, value.value as f64));
        }
        let next = pieces.get(at + 1)?;
        let suffixed = !next.spaced && self.source.ordinal_suffixes.iter().any(|suffix| suffix == next.lower);
        match suffixed && piece.is_digits() {
            true => plain(piece.lower).map(|value| (2, value as f64)),
            false => None,
        }
    }

    /// Reads a roman numeral in capitals, with or without the suffix of ordinals.
    pub fn roman(&self, pieces: &[Piece<'_>], at: usize) -> Option<(usize, f64)> {
        let text = pieces.get(at)?.text;
        let suffixes = self.source.ordinal_suffixes.iter();
        let bare = suffixes.filter_map(|suffix| text.strip_suffix(suffix.as_str()));
        bare.chain([text]).find_map(roman).map(|value| (1, value as f64))
    }

    fn in_digits(&self, pieces: &[Piece<'_>], at: usize) -> Option<(usize, f64)> {
        let first = pieces[at].lower;
        let mut value = self.digits(first)?;
        let mut length = 1;
        let whole = first.len() <= 3 && !first.starts_with('0') && plain(first).is_some();
        while whole && length < 4 && pieces.get(at + length).is_some_and(is_group) {
            value = value * 1000.0 + plain(pieces[at + length].lower)? as f64;
            length += 1;
        }
        let multiplies = |kind| matches!(kind, Kind::Multiplier | Kind::Multiplied);
        if let Some((more, word)) = self.longest(pieces, at + length, multiplies) {
            return Some((length + more, value * word.value as f64));
        }
        Some((length, value))
    }

    /// Digits with their separators: `12,000`, `1.9`.
    fn digits(&self, text: &str) -> Option<f64> {
        if let Some(value) = plain(text) {
            return Some(value as f64);
        }
        let groups: Vec<_> = text.split(self.source.group.as_str()).collect();
        let grouped = !self.source.group.is_empty() && groups.len() > 1 && groups[1..].iter().all(|g| g.len() == 3);
        if grouped && groups[0].len() <= 3 {
            return plain(&groups.concat()).map(|value| value as f64);
        }
        // "2.9" is no group of thousands, whatever mark the language has for decimals.
        let (whole, rest) = match text.split_once(self.source.decimal.as_str()) {
            Some(parts) => parts,
            None => text.split_once(self.source.group.as_str()).filter(|(_, rest)| rest.len() != 3)?,
        };
        match plain(whole).is_some() && plain(rest).is_some() {
            true => format!("{whole}.{rest}").parse().ok(),
            false => None,
        }
    }

    fn in_words(&self, pieces: &[Piece<'_>], at: usize) -> Option<(usize, f64)> {
        let mut sum = Sum { total: 0, current: 0, room: 1000, scale: u64::MAX };
        let mut end = at;
        while let Some((next, word)) = self.next_word(pieces, at, end, &sum) {
            match sum.add(word, &self.source.teens_after) {
                Some(more) => sum = more,
                None => break,
            }
            end = next;
        }
        (end > at).then(|| (end - at, (sum.total.saturating_add(sum.current)) as f64))
    }

    /// The next word of a number and where it ends, past a hyphen or an "and" that may stand before it.
    fn next_word(&self, pieces: &[Piece<'_>], at: usize, end: usize, sum: &Sum) -> Option<(usize, &Numeral)> {
        let counts = |kind| kind != Kind::Ordinal;
        let mut from = end;
        let hyphen = |from: usize| pieces.get(from).is_some_and(|piece| piece.lower == "-" && !piece.spaced);
        if end > at {
            from += usize::from(hyphen(from));
            if let Some(and) = pieces.get(from).and_then(|piece| self.and(piece, sum)) {
                from += 1;
                from += usize::from(hyphen(from));
                let (length, word) = self.longest(pieces, from, |kind| kind == Kind::Added)?;
                return (and.then.is_empty() || and.then.contains(&word.value)).then_some((from + length, word));
            }
        }
        self.longest(pieces, from, counts).map(|(length, word)| (from + length, word))
    }

    fn and(&self, piece: &Piece<'_>, sum: &Sum) -> Option<&And> {
        let (tens, hundreds) = (sum.current % 100, sum.current > 0 && sum.current.is_multiple_of(100));
        let after = |and: &&And| {
            and.after.iter().any(|&number| match number {
                100 => hundreds,
                1000 => sum.total > 0 && sum.current == 0,
                tens_after => tens == tens_after,
            })
        };
        self.source.and.iter().filter(|and| and.word == piece.lower).find(after)
    }

    fn longest(&self, pieces: &[Piece<'_>], at: usize, wanted: impl Fn(Kind) -> bool) -> Option<(usize, &Numeral)> {
        let candidates = self.words.get(pieces.get(at)?.folded)?;
        let fitting = candidates.iter().filter(|word| wanted(word.kind));
        fitting.filter_map(|word| Some((word.length_at(pieces, at)?, word))).max_by_key(|(length, _)| *length)
    }
}

impl Numeral {
    /// How many pieces it covers, hyphens between its parts passed over.
    fn length_at(&self, pieces: &[Piece<'_>], at: usize) -> Option<usize> {
        let mut from = at;
        for (number, (lower, folded)) in self.lower.iter().zip(&self.folded).enumerate() {
            if number > 0 && pieces.get(from).is_some_and(|piece| piece.lower == "-") {
                from += 1;
            }
            let piece = pieces.get(from)?;
            if piece.lower != lower && !(piece.lenient && piece.folded == folded) {
                return None;
            }
            from += 1;
        }
        Some(from - at)
    }
}

impl Sum {
    fn add(self, word: &Numeral, teens_after: &[u64]) -> Option<Sum> {
        match (word.kind, word.value) {
            (Kind::Added, value) => self.added(value, teens_after),
            (Kind::Multiplied, _) if self.current == 0 => None,
            (_, 100) => self.hundreds(),
            (_, scale) => self.scaled(scale),
        }
    }

    fn added(self, value: u64, teens_after: &[u64]) -> Option<Sum> {
        let zero = value == 0 && (self.total > 0 || self.current > 0);
        if value >= self.room || zero {
            return None;
        }
        let room = match value {
            0..20 => 0,
            _ if teens_after.contains(&value) => 20,
            _ => 10,
        };
        Some(Sum { current: self.current + value, room, ..self })
    }

    fn hundreds(self) -> Option<Sum> {
        let already = self.current >= 100;
        (!already).then(|| Sum { current: self.current.max(1) * 100, room: 100, ..self })
    }

    fn scaled(self, scale: u64) -> Option<Sum> {
        if scale >= self.scale || (self.current == 0 && self.total > 0) {
            return None;
        }
        let total = self.total.saturating_add(self.current.max(1).saturating_mul(scale));
        Some(Sum { total, current: 0, room: 1000, scale })
    }
}

fn is_group(piece: &Piece<'_>) -> bool {
    piece.spaced && piece.lower.len() == 3 && plain(piece.lower).is_some()
}

/// A number of plain digits, fifteen at most.
pub(crate) fn plain(text: &str) -> Option<u64> {
    let fits = !text.is_empty() && text.len() <= 15 && text.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| text.parse().ok()).flatten()
}

/// A roman numeral below 40 in capitals.
fn roman(text: &str) -> Option<u64> {
    const TENS: [&str; 4] = ["", "X", "XX", "XXX"];
    const UNITS: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    let tens = TENS.iter().rposition(|tens| text.starts_with(tens))?;
    let units = UNITS.iter().position(|&units| units == &text[TENS[tens].len()..])?;
    (!text.is_empty()).then_some((tens * 10 + units) as u64)
}
