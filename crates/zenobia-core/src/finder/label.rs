//! What names name, and how the labels of tokens make them up.

use std::ops::Range;

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A person.
    Person,
    /// An organisation: government, company, party, agency, medium, team.
    Organisation,
    /// A place with people, or a stretch of land or water.
    Place,
    /// A building or installation.
    Facility,
    /// An armed force: army, unit, armed group.
    Force,
    /// A product: weapon, vehicle, aircraft, device, program.
    Product,
    /// A name of something else: an event, a work, a prize.
    Other,
}

impl Kind {
    /// All kinds, in the order of their labels.
    pub const ALL: [Kind; 7] =
        [Kind::Person, Kind::Organisation, Kind::Place, Kind::Facility, Kind::Force, Kind::Product, Kind::Other];

    /// The word of the kind.
    pub fn word(self) -> &'static str {
        ["person", "organisation", "place", "facility", "force", "product", "other"][self as usize]
    }

    /// Reads the word of a kind.
    pub fn from_word(word: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// Where in a name a token stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// First of several.
    First,
    /// Neither first nor last.
    Inside,
    /// Last of several.
    Last,
    /// The whole name.
    Only,
}

/// The label of a token: in no name, or somewhere in a name of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label(pub u8);

impl Label {
    /// In no name.
    pub const NONE: Label = Label(0);
    /// How many labels there are.
    pub const COUNT: usize = 1 + 4 * Kind::ALL.len();

    /// The label of a place in a name of a kind.
    pub fn of(kind: Kind, place: Place) -> Label {
        Label(1 + 4 * kind as u8 + place as u8)
    }

    /// The kind of name it belongs to.
    pub fn kind(self) -> Option<Kind> {
        Kind::ALL.get(usize::from(self.0.checked_sub(1)?) / 4).copied()
    }

    /// Whether a name goes on after it.
    #[inline]
    pub fn is_open(self) -> bool {
        self.0 > 0 && (self.0 - 1) % 4 < 2
    }

    /// Whether it goes on with a name from before.
    #[inline]
    pub fn is_continuing(self) -> bool {
        self.0 > 0 && matches!((self.0 - 1) % 4, 1 | 2)
    }

    /// Whether `next` may follow it.
    #[inline]
    pub fn leads_to(self, next: Label) -> bool {
        match (self.is_open(), next.is_continuing()) {
            (true, true) => (self.0 - 1) / 4 == (next.0 - 1) / 4,
            (open, continuing) => open == continuing,
        }
    }

    /// The labels of a name of so many tokens.
    pub fn spell(kind: Kind, length: usize) -> impl Iterator<Item = Label> {
        (0..length).map(move |at| {
            let place = match (at, at + 1 == length) {
                (0, true) => Place::Only,
                (0, false) => Place::First,
                (_, false) => Place::Inside,
                (_, true) => Place::Last,
            };
            Label::of(kind, place)
        })
    }

    /// The names that a run of labels spells, counted from 0.
    pub fn names(labels: &[Label]) -> Vec<(Range<usize>, Kind)> {
        let mut names = Vec::new();
        let mut start = 0;
        for (at, label) in labels.iter().enumerate() {
            if !label.is_continuing() {
                start = at;
            }
            if let Some(kind) = label.kind().filter(|_| !label.is_open()) {
                names.push((start..at + 1, kind));
            }
        }
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_spell_names_and_give_them_back() {
        let mut labels = vec![Label::NONE];
        labels.extend(Label::spell(Kind::Force, 3));
        labels.extend(Label::spell(Kind::Place, 1));
        assert!(labels.windows(2).all(|pair| pair[0].leads_to(pair[1])));
        assert_eq!(Label::names(&labels), [(1..4, Kind::Force), (4..5, Kind::Place)]);
    }

    #[test]
    fn a_name_ends_before_another_begins() {
        let first = Label::of(Kind::Person, Place::First);
        assert!(!first.leads_to(Label::NONE));
        assert!(!first.leads_to(Label::of(Kind::Place, Place::Last)));
        assert!(first.leads_to(Label::of(Kind::Person, Place::Inside)));
    }
}
