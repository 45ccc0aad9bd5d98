//! Paragraphs that fit the columns, as wide as a terminal shows them.

use unicode_width::UnicodeWidthStr;

use crate::paint::{Look, Paint};

/// Text in pieces, each with its look.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paragraph(Vec<(Look, String)>);

impl Paragraph {
    /// The same with a piece more. Spaces are where lines may break.
    pub fn and(mut self, look: Look, text: impl Into<String>) -> Paragraph {
        self.0.push((look, text.into()));
        self
    }

    /// The same with another paragraph after it.
    pub fn join(mut self, other: Paragraph) -> Paragraph {
        self.0.extend(other.0);
        self
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The lines, the first indented by `first` columns and the others by `rest`.
    pub fn lines(&self, columns: usize, first: usize, rest: usize, paint: Paint) -> Vec<String> {
        let mut lines =
            Lines { columns, rest, paint, done: Vec::new(), line: " ".repeat(first), width: first, bare: true };
        for word in words(&self.0) {
            lines.word(&word);
        }
        lines.done.push(lines.line);
        lines.done
    }
}

/// Pieces of text without a space between them.
type Word = Vec<(Look, String)>;

fn words(pieces: &[(Look, String)]) -> Vec<Word> {
    let mut words: Vec<Word> = vec![Vec::new()];
    for (look, text) in pieces {
        for (index, part) in text.split([' ', '\n', '\t', '\r']).enumerate() {
            if index > 0 {
                words.push(Vec::new());
            }
            if let (Some(word), false) = (words.last_mut(), part.is_empty()) {
                word.push((*look, part.to_owned()));
            }
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

struct Lines {
    columns: usize,
    rest: usize,
    paint: Paint,
    done: Vec<String>,
    line: String,
    width: usize,
    /// Whether the line holds nothing but its indent.
    bare: bool,
}

impl Lines {
    fn word(&mut self, word: &Word) {
        let width: usize = word.iter().map(|(_, text)| text.width()).sum();
        let space = usize::from(!self.bare);
        if self.width + space + width > self.columns && !self.bare {
            self.end_line();
        } else if space == 1 {
            self.line.push(' ');
            self.width += 1;
        }
        for (look, text) in word {
            self.piece(*look, text);
        }
    }

    /// Adds part of a word, broken where it is longer than a whole line.
    fn piece(&mut self, look: Look, text: &str) {
        let mut part = String::new();
        for letter in text.chars() {
            let wide = part.width() + letter.to_string().width();
            if self.width + wide > self.columns && !(self.bare && part.is_empty()) {
                self.push(look, &part);
                part.clear();
                self.end_line();
            }
            part.push(letter);
        }
        self.push(look, &part);
    }

    fn push(&mut self, look: Look, part: &str) {
        if !part.is_empty() {
            self.line.push_str(&self.paint.apply(look, part));
            self.width += part.width();
            self.bare = false;
        }
    }

    fn end_line(&mut self) {
        let indent = " ".repeat(self.rest);
        self.done.push(std::mem::replace(&mut self.line, indent));
        self.width = self.rest;
        self.bare = true;
    }
}

#[cfg(test)]
mod tests {
    use super::{Look, Paint, Paragraph};

    fn lines(text: &str, columns: usize) -> Vec<String> {
        Paragraph::default().and(Look::Actor, text).lines(columns, 2, 4, Paint::Plain)
    }

    #[test]
    fn lines_break_at_spaces_and_hang() {
        assert_eq!(lines("Deir ez-Zor and Raqqa", 14), ["  Deir ez-Zor", "    and Raqqa"]);
    }

    #[test]
    fn a_word_longer_than_a_line_is_broken() {
        assert_eq!(lines("aaaaaaaaaa b", 8), ["  aaaaaa", "    aaaa", "    b"]);
    }

    #[test]
    fn wide_letters_count_as_two_columns() {
        assert_eq!(lines("北京北京 b", 9), ["  北京北", "    京 b"]);
    }

    #[test]
    fn pieces_without_a_space_stay_together() {
        let paragraph = Paragraph::default().and(Look::Text, "one (").and(Look::Place, "Raqqa").and(Look::Text, ")");
        assert_eq!(paragraph.lines(9, 0, 0, Paint::Plain), ["one", "(Raqqa)"]);
    }

    #[test]
    fn no_escape_of_a_report_reaches_the_terminal() {
        assert_eq!(lines("\u{1b}[31mred", 40), ["   [31mred"]);
    }

    #[test]
    fn an_empty_paragraph_is_one_empty_line() {
        assert_eq!(Paragraph::default().lines(10, 0, 0, Paint::Plain), [""]);
    }
}
