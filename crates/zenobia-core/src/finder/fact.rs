//! What the knowledge base and the gazetteer know of the stretch of words that a token stands in.

use std::ops::Range;

/// What is known of a stretch of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Known {
    /// A state, by its name.
    State,
    /// A people, or the adjective of a state.
    People,
    /// A person.
    Person,
    /// An organisation.
    Organisation,
    /// A medium.
    Media,
    /// An armed force.
    Force,
    /// A site.
    Site,
    /// An actor whose name needs the right context.
    Doubtful,
    /// A country, continent or sea.
    Land,
    /// An administrative unit or region.
    Region,
    /// A place that an editor has written down, or a city.
    City,
    /// A town or village, by its usual name.
    Town,
    /// Any place, by another of its names.
    Alternate,
    /// A mountain, river, island or the like.
    Nature,
}

/// What is known of one token: 0 where nothing is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fact {
    /// As part of the name of an actor or site.
    pub actor: u8,
    /// As part of the name of a place.
    pub place: u8,
}

impl Fact {
    /// Whether it stands in the name of a country, region or city.
    pub fn is_well_known_place(self) -> bool {
        let known = self.place.saturating_sub(1) / 4;
        self.place > 0 && [Known::Land, Known::Region, Known::City].iter().any(|other| *other as u8 == known)
    }
}

impl Known {
    /// The mark of the `at`th of `length` tokens: what is known and where in the stretch it stands.
    fn mark(self, at: usize, length: usize) -> u8 {
        let place = u8::from(at > 0) + 2 * u8::from(at + 1 == length);
        1 + 4 * self as u8 + place
    }
}

/// Marks a stretch as the name of an actor or site.
pub fn mark_actor(facts: &mut [Fact], tokens: Range<usize>, known: Known) {
    for (at, fact) in facts.get_mut(tokens.clone()).unwrap_or_default().iter_mut().enumerate() {
        fact.actor = known.mark(at, tokens.len());
    }
}

/// Marks a stretch as the name of a place.
pub fn mark_place(facts: &mut [Fact], tokens: Range<usize>, known: Known) {
    for (at, fact) in facts.get_mut(tokens.clone()).unwrap_or_default().iter_mut().enumerate() {
        fact.place = known.mark(at, tokens.len());
    }
}
