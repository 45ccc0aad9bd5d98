//! What the scorer knows of a place where a sentence could begin.

use crate::weights::hash::feature;

use super::look::{Look, Shape};
use super::state::{State, step};

/// The most features of one place.
pub const MOST: usize = 64;

/// What the rules say of a place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Rules {
    /// That a sentence begins.
    pub(super) begins: bool,
    /// That a headline ended without a stop.
    pub(super) glued: bool,
}

/// A place before a token.
pub(super) struct Place<'a> {
    pub(super) looks: &'a [Look],
    pub(super) at: usize,
    pub(super) state: &'a State,
    pub(super) rules: Rules,
    /// Distance and shape of the next mark that can end something.
    pub(super) ahead: (u8, Shape),
}

/// The features of a place, as numbers of weights.
#[derive(Clone, Debug)]
pub struct Features {
    places: [u32; MOST],
    count: usize,
    mask: u32,
}

impl Features {
    pub(super) fn new(size: usize) -> Features {
        Features { places: [0; MOST], count: 0, mask: (size - 1) as u32 }
    }

    /// The numbers of their weights.
    pub fn numbers(&self) -> &[u32] {
        &self.places[..self.count.min(MOST)]
    }

    fn push(&mut self, template: u64, parts: &[u64]) {
        if let Some(place) = self.places.get_mut(self.count) {
            *place = (feature(template, parts) >> 32) as u32 & self.mask;
            self.count += 1;
        }
    }
}

const NOWHERE: Look = Look {
    word: 0,
    suffix: 0,
    shape: Shape::Edge,
    length: 0,
    spaced: false,
    habits: super::model::Habits { opens: 0, capital: 0, ends: 0, coarse: 0, fine: 0 },
};

impl Place<'_> {
    fn look(&self, offset: isize) -> &Look {
        self.at.checked_add_signed(offset).and_then(|at| self.looks.get(at)).unwrap_or(&NOWHERE)
    }

    /// Fills in the features.
    pub(super) fn describe(&self, features: &mut Features) {
        features.count = 0;
        self.describe_shapes(features);
        self.describe_words(features);
        self.describe_habits(features);
        self.describe_sentence(features);
    }

    fn rule(&self) -> u64 {
        u64::from(self.rules.begins) | u64::from(self.rules.glued) << 1 | u64::from(self.look(0).spaced) << 2
    }

    fn describe_shapes(&self, features: &mut Features) {
        let shape = |offset| self.look(offset).shape as u64 | u64::from(self.look(offset).spaced) << 5;
        let (rule, here, before, after) = (self.rule(), shape(0), shape(-1), shape(1));
        features.push(1, &[rule, before, here]);
        features.push(2, &[rule]);
        features.push(3, &[before, here]);
        features.push(4, &[shape(-2), before, here, after]);
        features.push(5, &[before, here, after, shape(2)]);
        features.push(6, &[shape(-3), shape(-2), before, here]);
        features.push(7, &[shape(-2), before, here, after, shape(2), shape(3)]);
        features.push(8, &[shape(-4), shape(-3), shape(-2), before, here, after]);
        features.push(9, &[u64::from(self.look(-1).length), before, here]);
        features.push(10, &[u64::from(self.look(0).length), before, here, after]);
    }

    fn describe_words(&self, features: &mut Features) {
        let word = |offset| self.look(offset).word;
        let shape = |offset| self.look(offset).shape as u64;
        let rule = self.rule();
        features.push(11, &[word(-1), shape(0), rule]);
        features.push(12, &[word(0), shape(-1), rule]);
        features.push(13, &[word(-1), word(0)]);
        features.push(14, &[word(0), word(1)]);
        features.push(15, &[word(-2), word(-1), shape(0)]);
        features.push(16, &[word(1), shape(0), shape(-1)]);
        features.push(17, &[word(-1), word(1)]);
        features.push(18, &[word(-2), shape(-1), shape(0)]);
        features.push(19, &[word(2), shape(0), shape(1), shape(-1)]);
        features.push(20, &[self.look(-1).suffix, shape(0)]);
        features.push(21, &[self.look(0).suffix, shape(-1)]);
        features.push(22, &[self.look(1).suffix, shape(0), shape(-1)]);
        features.push(23, &[word(0), shape(0)]);
        features.push(24, &[word(-1)]);
    }

    fn describe_habits(&self, features: &mut Features) {
        let habits = |offset| self.look(offset).habits;
        let shape = |offset| self.look(offset).shape as u64;
        let (opens, ends) = (u64::from(habits(0).opens), u64::from(habits(-1).ends));
        let capital = |offset| u64::from(habits(offset).capital);
        let coarse = |offset| u64::from(habits(offset).coarse);
        let fine = |offset| u64::from(habits(offset).fine);
        features.push(25, &[ends, opens, capital(-1), capital(0)]);
        features.push(26, &[ends, opens, shape(-1), shape(0), shape(1)]);
        features.push(27, &[opens, capital(0), shape(-1), shape(0), shape(1)]);
        features.push(28, &[ends, capital(-1), shape(-1), shape(0)]);
        features.push(29, &[capital(-2), capital(-1), capital(0), capital(1), shape(-1), shape(0), shape(1)]);
        features.push(30, &[coarse(-1), coarse(0), shape(-1), shape(0)]);
        features.push(31, &[coarse(0), coarse(1), shape(-1), shape(0)]);
        features.push(32, &[coarse(-1), coarse(0), coarse(1), shape(0)]);
        features.push(33, &[coarse(-2), coarse(-1), shape(-1), shape(0)]);
        features.push(34, &[fine(-1), shape(-1), shape(0)]);
        features.push(35, &[fine(0), shape(-1), shape(0)]);
        features.push(36, &[fine(-1), fine(0), shape(0)]);
        features.push(37, &[coarse(0), coarse(1), coarse(2), shape(0)]);
        features.push(38, &[fine(1), shape(0), shape(-1)]);
        features.push(39, &[self.look(0).word, ends, shape(0)]);
        features.push(40, &[self.look(-1).word, opens, capital(0)]);
    }

    fn describe_sentence(&self, features: &mut Features) {
        let shape = |offset| self.look(offset).shape as u64;
        let (before, here) = (shape(-1), shape(0));
        let state = self.state;
        let length = step(self.at - state.first);
        let first = self.looks.get(state.first).unwrap_or(&NOWHERE);
        let (far, end) = (step(usize::from(self.ahead.0)), self.ahead.1 as u64);
        let open = u64::from(state.brackets) | u64::from(state.marks) << 2 | u64::from(state.quoted) << 4;
        let case = step(state.capitals) << 4 | step(state.smalls);
        let opens = u64::from(self.look(0).habits.opens) << 3 | u64::from(self.look(0).habits.capital);
        features.push(41, &[length, before, here, self.rule()]);
        features.push(42, &[length, opens, here]);
        features.push(43, &[first.shape as u64, before, here, length]);
        features.push(44, &[first.word, before, here]);
        features.push(45, &[open, before, here, self.rule()]);
        features.push(46, &[open, u64::from(state.quoted_before), before, here, shape(1), self.rule()]);
        features.push(47, &[case, before, here]);
        features.push(48, &[case, opens, here]);
        features.push(49, &[u64::from(state.colon), before, here, first.shape as u64]);
        features.push(50, &[far, end, before, here]);
        features.push(51, &[far, end, length, here, before]);
        features.push(52, &[end, first.shape as u64, before, here]);
        features.push(53, &[u64::from(state.smalls == 0), before, here, shape(1), opens]);
        features.push(54, &[self.look(-1).word, length, here]);
        features.push(55, &[u64::from(self.look(-1).habits.ends), u64::from(self.look(-2).habits.ends), length, here]);
    }
}
