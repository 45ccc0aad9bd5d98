//! What corpora of names and entities have in common: texts with marked stretches, some of which mean the same.

use zenobia_core::document::Document;
use zenobia_core::span::Span;

/// A sort of entity, as far as all corpora tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// One person.
    Person,
    /// People without an organization: inhabitants, protesters, a family.
    Group,
    /// An organization, a state or its organs.
    Organisation,
    /// Armed forces, armed groups.
    Military,
    /// A place, a building.
    Place,
}

impl Sort {
    /// All sorts, in the order in which they are shown.
    pub const ALL: [Sort; 5] = [Sort::Person, Sort::Group, Sort::Organisation, Sort::Military, Sort::Place];

    /// Its name in figures.
    pub fn name(self) -> &'static str {
        match self {
            Sort::Person => "persons",
            Sort::Group => "groups of people",
            Sort::Organisation => "organisations",
            Sort::Military => "military",
            Sort::Place => "places",
        }
    }
}

/// An annotated entity.
#[derive(Clone, Debug, PartialEq)]
pub struct MarkedEntity {
    /// The sort of thing it is; any of several where the corpus does not tell them apart.
    pub sorts: Vec<Sort>,
    /// Where it is mentioned, in code points; never empty.
    pub mentions: Vec<Span>,
}

/// A text with its entities.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MarkedText {
    /// The report.
    pub document: Document,
    /// The entities. Where a corpus marks names and not who is meant, each name is one.
    pub entities: Vec<MarkedEntity>,
    /// Stretches that the corpus marks as what somebody is rather than as a mention ("president", a nationality): found or not, they count neither
    /// for nor against.
    pub aside: Vec<Span>,
}

/// What a corpus marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marks {
    /// Every wording, pronouns too, and which mean the same.
    Wordings {
        /// Whether the corpus says which mentions mean the same.
        linked: bool,
    },
    /// Names alone, one by one.
    Names,
}
