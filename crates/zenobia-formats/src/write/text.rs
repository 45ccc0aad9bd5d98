//! Words that formats are made of.

use std::collections::BTreeSet;
use std::fmt::Write;

use serde::Serialize;
use sha2::{Digest, Sha256};
use zenobia_core::row::Number;

/// The word that a value is written as in JSON.
pub(crate) fn word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// Names joined as in a list, each once.
pub(super) fn list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let mut all: Vec<&str> = Vec::new();
    for name in names {
        if !name.is_empty() && !all.contains(&name) {
            all.push(name);
        }
    }
    all.join("; ")
}

/// A number, or nothing.
pub(super) fn number(value: Option<impl ToString>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

/// A toll in words: `12–14 killed`, `3+ wounded of children`, `4 tank destroyed`.
pub(super) fn toll(number: &Number) -> String {
    let count = match (number.low, number.high) {
        (Some(low), Some(high)) if low == high => low.to_string(),
        (Some(low), Some(high)) => format!("{low}–{high}"),
        (Some(low), None) => format!("{low}+"),
        (None, Some(high)) => format!("up to {high}"),
        (None, None) => "some".to_owned(),
    };
    let mut words = if number.approximate { format!("about {count}") } else { count };
    if number.unit != "person" {
        let _ = write!(words, " {}", number.unit);
    }
    let _ = write!(words, " {}", number.effect);
    if let Some(of) = &number.of {
        let _ = write!(words, " of {of}");
    }
    if number.cumulative {
        words.push_str(" (so far)");
    }
    words
}

/// All tolls in words.
pub(super) fn tolls(numbers: &[Number]) -> String {
    numbers.iter().map(toll).collect::<Vec<_>>().join("; ")
}

/// A line of a file whose fields no quotation marks guard: what would end a field or a line becomes a space.
pub(super) fn one_line(text: &str) -> String {
    let blank = |letter: char| letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}');
    text.chars().map(|letter| if blank(letter) { ' ' } else { letter }).collect()
}

/// Text for XML 1.0: marked up characters escaped, those that XML cannot hold left out.
pub(super) fn xml(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            // A bare carriage return would be read as a line feed.
            '\r' => safe.push_str("&#13;"),
            '\t' | '\n' => safe.push(letter),
            '\u{fffe}' | '\u{ffff}' => {}
            letter if letter < ' ' => {}
            letter => safe.push(letter),
        }
    }
    safe
}

/// A moment, ISO 8601 UTC, from seconds since 1970.
pub(super) fn moment(seconds: i64) -> String {
    jiff::Timestamp::from_second(seconds).map(|time| time.to_string()).unwrap_or_default()
}

/// A day of the calendar that is written as ISO 8601 writes it, and as nothing else.
pub(crate) fn day(text: &str) -> Option<jiff::civil::Date> {
    let day: jiff::civil::Date = text.parse().ok()?;
    (day.to_string() == text).then_some(day)
}

/// Ids that were written, in sixteen bytes each, so that a million of them need little memory.
#[derive(Default)]
pub(super) struct Seen(BTreeSet<[u8; 16]>);

impl Seen {
    /// Whether an id has not been asked for before.
    pub fn is_first(&mut self, id: &str) -> bool {
        let mut digest = [0; 16];
        digest.copy_from_slice(&Sha256::digest(id)[..16]);
        self.0.insert(digest)
    }
}
