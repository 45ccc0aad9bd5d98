//! Columns as a text, a line each, and back.

use std::collections::BTreeMap;

/// Columns as a text: `name: value`, a line each; line breaks in values are written `\n` and `\r`.
pub fn lines(columns: &[(String, String)]) -> String {
    let line = |(name, value): &(String, String)| format!("{}: {}\n", escape(name), escape(value));
    columns.iter().map(line).collect()
}

/// The columns of such a text; lines of another form are passed over.
pub fn columns(text: &str) -> BTreeMap<String, String> {
    let pair = |line: &str| {
        let (name, value) = line.split_once(": ")?;
        Some((unescape(name), unescape(value)))
    };
    text.split('\n').filter_map(pair).collect()
}

/// A value as it stands in the text.
pub(super) fn escape(value: &str) -> String {
    value.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r")
}

fn unescape(value: &str) -> String {
    let mut plain = String::with_capacity(value.len());
    let mut letters = value.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('n') => plain.push('\n'),
                Some('r') => plain.push('\r'),
                Some(other) => plain.push(other),
                None => plain.push('\\'),
            },
            letter => plain.push(letter),
        }
    }
    plain
}
