//! Where a quote stands in its text.

use serde::Deserialize;
use zenobia_core::span::Span;

/// A quote and which occurrence of it is meant, as `["Palmyre", 2]`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(from = "Written")]
pub struct Anchor {
    /// Letter for letter as in the text.
    pub quote: String,
    /// 1 is the first.
    pub nth: usize,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Both(String, usize),
    First([String; 1]),
}

impl From<Written> for Anchor {
    fn from(written: Written) -> Anchor {
        match written {
            Written::Both(quote, nth) => Anchor { quote, nth },
            Written::First([quote]) => Anchor { quote, nth: 1 },
        }
    }
}

impl Anchor {
    /// The stretch of the text, in code points; `None` when there are not so many occurrences. They may overlap.
    pub fn locate(&self, text: &str) -> Option<Span> {
        let mut at = None;
        for _ in 0..self.nth {
            let from = at.map_or(0, |at: usize| at + text[at..].chars().next().map_or(0, char::len_utf8));
            at = Some(from + text[from..].find(&self.quote)?);
        }
        let start = text[..at?].chars().count() as u32;
        Some(Span::new(start, start + self.quote.chars().count() as u32))
    }
}

#[cfg(test)]
mod tests {
    use super::{Anchor, Span};

    #[test]
    fn occurrences_are_counted_in_code_points() {
        let anchor = |nth| Anchor { quote: "é".into(), nth };
        assert_eq!(anchor(1).locate("été"), Some(Span::new(0, 1)));
        assert_eq!(anchor(2).locate("été"), Some(Span::new(2, 3)));
        assert_eq!(anchor(3).locate("été"), None);
    }
}
