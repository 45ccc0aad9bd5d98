//! Positions in the text as it was given.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A stretch of the original text, counted in Unicode code points; `end` is exclusive.
///
/// ```
/// use zenobia_core::span::Span;
/// assert!(Span::new(0, 4).overlaps(Span::new(3, 9)));
/// assert_eq!(Span::new(0, 4).join(Span::new(7, 9)), Span::new(0, 9));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Span {
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
}

impl Span {
    /// The stretch from `start` up to, not including, `end`.
    pub fn new(start: u32, end: u32) -> Span {
        Span { start, end }
    }

    /// Whether the two share at least one code point.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest stretch that covers both.
    pub fn join(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }
}
