//! Texts whose names no person has marked: one JSON object a line, `{"text": …, "marks": [[start, end, kind], …]}`, offsets in code points; a mark whose
//! kind is `null` is a name, or none, of which nothing is known. `zenobia-train names label` writes them.

use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use zenobia_core::finder::Kind;

use super::Text;

/// The name of the corpus.
pub const SILVER: &str = "silver";

/// One line.
#[derive(Debug, Deserialize, Serialize)]
pub struct Line {
    /// The text.
    pub text: String,
    /// Start, end and kind of each name.
    pub marks: Vec<(usize, usize, Option<String>)>,
}

/// The texts of a file, one after the other.
///
/// # Errors
/// When the file cannot be opened.
pub fn lines(path: &Path) -> Result<impl Iterator<Item = Result<Text>> + use<>> {
    let file = std::fs::File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(BufReader::new(file).lines().map(|line| Ok(text(serde_json::from_str(&line?)?))))
}

fn text(line: Line) -> Text {
    let kind = |word: Option<String>| word.and_then(|word| Kind::from_word(&word));
    let marks = line.marks.into_iter().map(|(start, end, word)| (start..end, kind(word))).collect();
    Text { corpus: SILVER, genre: SILVER.into(), text: line.text, marks, by_hand: true }
}
