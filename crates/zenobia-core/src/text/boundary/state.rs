//! What has been read of a sentence when the next place is looked at.

use super::look::{Look, Shape};

/// Marks and words since the sentence began.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct State {
    /// The first token.
    pub(super) first: usize,
    /// Brackets that are open, at most 3.
    pub(super) brackets: u8,
    /// Angled marks that are open, at most 3.
    pub(super) marks: u8,
    /// Whether a straight mark is open.
    pub(super) quoted: bool,
    /// Whether one is open, counted from the head of the paragraph.
    pub(super) quoted_before: bool,
    /// Whether a colon stands in it.
    pub(super) colon: bool,
    /// Words with a capital.
    pub(super) capitals: usize,
    /// Words with small letters.
    pub(super) smalls: usize,
}

impl State {
    /// Reads one more token.
    pub(super) fn read(&mut self, look: &Look) {
        match look.shape {
            Shape::OpeningBracket => self.brackets = (self.brackets + 1).min(3),
            Shape::ClosingBracket => self.brackets = self.brackets.saturating_sub(1),
            Shape::OpeningMark => self.marks = (self.marks + 1).min(3),
            Shape::ClosingMark => self.marks = self.marks.saturating_sub(1),
            Shape::Straight => {
                self.quoted = !self.quoted;
                self.quoted_before = !self.quoted_before;
            }
            Shape::Colon => self.colon = true,
            shape if shape.is_capital() => self.capitals += 1,
            shape if shape.is_small() => self.smalls += 1,
            _ => {}
        }
    }

    /// Begins the next sentence.
    pub(super) fn begin(&mut self, first: usize) {
        *self = State { first, quoted_before: self.quoted_before, ..State::default() };
    }
}

/// For each token the distance to the next mark that can end something, and the shape of that mark.
pub(super) fn ends_ahead(looks: &[Look]) -> Vec<(u8, Shape)> {
    let mut ahead = vec![(u8::MAX, Shape::Edge); looks.len()];
    let mut next = (u8::MAX, Shape::Edge);
    for (at, look) in looks.iter().enumerate().rev() {
        next = if look.shape.is_final() { (0, look.shape) } else { (next.0.saturating_add(1), next.1) };
        ahead[at] = next;
    }
    ahead
}

/// A number in steps that grow with it.
pub(super) fn step(number: usize) -> u64 {
    match number {
        0..=3 => number as u64,
        4..=5 => 4,
        6..=8 => 5,
        9..=13 => 6,
        14..=25 => 7,
        _ => 8,
    }
}
