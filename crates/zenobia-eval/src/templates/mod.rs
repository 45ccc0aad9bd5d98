//! Templates of incidents, as MUC-4 has them, made from claims and compared with its answer keys.
//!
//! [`fill`] makes them: one for each event that the claims of a report tell, if its type has a counterpart in MUC-4 (`muc4` in the ontology).
//! [`gtt`] compares five slots by the measure of Du, Rush and Cardie (2021), [`slots`] those of the 1992 evaluation.

pub mod fill;
pub mod gtt;
pub mod slots;

use std::collections::BTreeMap;

/// The slots of the measure of 2021, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slot {
    /// Who did it: a person or persons.
    Individual,
    /// The organization that they are of.
    Organization,
    /// Buildings and things.
    Target,
    /// People, by name.
    Victim,
    /// With what.
    Weapon,
}

impl Slot {
    /// All of them.
    pub const ALL: [Slot; 5] = [Slot::Individual, Slot::Organization, Slot::Target, Slot::Victim, Slot::Weapon];

    /// What it is called in tables.
    pub fn name(self) -> &'static str {
        match self {
            Slot::Individual => "perpetrator, individual",
            Slot::Organization => "perpetrator, organization",
            Slot::Target => "target",
            Slot::Victim => "victim",
            Slot::Weapon => "weapon",
        }
    }
}

/// An incident made from claims.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Template {
    /// Type, as MUC-4 has it, in small letters.
    pub kind: String,
    /// Fillers, each by one wording.
    pub fillers: BTreeMap<Slot, Vec<String>>,
    /// First and last day, ISO 8601.
    pub days: Option<(String, String)>,
    /// Names of places.
    pub places: Vec<String>,
    /// People it was done to, by description.
    pub descriptions: Vec<String>,
    /// How many, of whom.
    pub numbers: Vec<(u64, String)>,
    /// What became of whom, in the words of MUC-4.
    pub effects: Vec<(String, String)>,
}

/// A wording as the measure compares it: small letters, no marks, no articles.
///
/// ```
/// use zenobia_eval::templates::normalize;
/// assert_eq!(normalize("THE \"SANTA ANA\"  FARM"), "santa ana farm");
/// ```
pub fn normalize(text: &str) -> String {
    let kept: String = text.to_lowercase().chars().filter(|c| !c.is_ascii_punctuation()).collect();
    kept.split_whitespace().filter(|word| !["a", "an", "the"].contains(word)).collect::<Vec<_>>().join(" ")
}
