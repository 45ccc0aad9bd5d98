//! The text of PDF files.

#[cfg(feature = "pdf")]
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::piece::Piece;
use super::{Defaults, Item};

pub(super) fn read(bytes: &[u8], piece: &Piece, defaults: &Defaults) -> Item {
    match text(bytes) {
        Ok(text) => Item::Report(piece.report(unbroken(&text), defaults)),
        Err(message) => Item::Failed(piece.fault(message)),
    }
}

#[cfg(feature = "pdf")]
fn text(bytes: &[u8]) -> Result<String, String> {
    // The parser is a library's, and damaged files are known to break it.
    match catch_unwind(AssertUnwindSafe(|| pdf_extract::extract_text_from_mem(bytes))) {
        Ok(Ok(text)) if !text.trim().is_empty() => Ok(text),
        Ok(Ok(_)) => {
            Err("there is no text in it, only pictures of pages; run it through a text recognizer (OCR) first"
                .to_owned())
        }
        Ok(Err(error)) => Err(format!("not a sound PDF ({error}); save its text instead")),
        Err(_) => Err("the PDF cannot be taken apart; save its text instead".to_owned()),
    }
}

#[cfg(not(feature = "pdf"))]
fn text(_: &[u8]) -> Result<String, String> {
    Err("this program was built without the reader of PDF (feature `pdf`); save its text instead".to_owned())
}

/// Joins words that were cut at the end of a line: a hyphen between small letters, with nothing but the line end and blanks after it.
fn unbroken(text: &str) -> String {
    let mut all = String::with_capacity(text.len());
    let mut lines = text.trim().lines().map(str::trim_end).peekable();
    while let Some(line) = lines.next() {
        let next = lines.peek().map(|next| next.trim_start()).unwrap_or_default();
        let cut = line.strip_suffix(['-', '\u{ad}']).filter(|stem| stem.ends_with(char::is_lowercase));
        match cut {
            Some(stem) if next.starts_with(char::is_lowercase) => all.push_str(stem),
            _ => {
                all.push_str(line);
                all.push('\n');
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::unbroken;

    #[test]
    fn a_word_cut_at_a_line_end_is_joined() {
        assert_eq!(
            unbroken("Les bombarde-\nments ont repris\n\nDeir-\nEzzor"),
            "Les bombardements ont repris\n\nDeir-\nEzzor\n"
        );
    }
}
