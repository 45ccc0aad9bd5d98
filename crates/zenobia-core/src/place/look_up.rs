//! What a gazetteer has to say about one name, without a report around it.

use super::name::{fold, likeness, without_articles};
use super::{Candidate, Gazetteer, NameMatch, PlaceKind, keep_surest};

/// What speaks for a place of a name before any report is read: the sum of its parts.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Standing {
    /// How the name led to it.
    pub name: f64,
    /// 0.4 a power of ten of its inhabitants.
    pub size: f64,
    /// What sort of place it is.
    pub kind: f64,
    /// Whether it is a capital.
    pub capital: f64,
}

impl Standing {
    /// What speaks for a candidate of a folded name.
    pub fn of(folded_name: &str, candidate: &Candidate) -> Standing {
        // A name that only sounds alike stands below all that are spelled so.
        let name = name_points(folded_name, candidate) - if candidate.by == NameMatch::Sound { 0.6 } else { 0.0 };
        let kind = if candidate.kind == PlaceKind::Country { 2.0 } else { kind_points(candidate) };
        let size = 0.4 * ((candidate.population.saturating_add(10)) as f64).log10();
        Standing { name, size, kind, capital: if candidate.capital { 1.2 } else { 0.0 } }
    }

    /// The sum.
    pub fn total(&self) -> f64 {
        self.name + self.size + self.kind + self.capital
    }
}

/// How the name led to a place.
pub(super) fn name_points(folded_name: &str, candidate: &Candidate) -> f64 {
    match candidate.by {
        NameMatch::Curated => 1.2,
        NameMatch::Main => 0.6,
        // A spelling of the name that it is listed under, rather than what it was once called.
        NameMatch::Alternate => 0.5 * alike(folded_name, candidate) - 0.25,
        NameMatch::Variant => -0.2,
        NameMatch::Sound => -1.2 * (1.0 - alike(folded_name, candidate)),
    }
}

/// What sort of place it is, but for countries.
pub(super) fn kind_points(candidate: &Candidate) -> f64 {
    match candidate.kind {
        PlaceKind::Continent => 2.0,
        PlaceKind::Region => 0.9,
        PlaceKind::District => 0.4,
        PlaceKind::Area if candidate.by == NameMatch::Curated => 2.0,
        kind if kind.is_settlement() => 0.0,
        _ if candidate.by == NameMatch::Curated => 1.2,
        // What somebody lists under this name as a region, a sea or a river is more than one more village.
        kind if kind.is_extended() && candidate.by == NameMatch::Main => 0.4,
        _ => -0.5,
    }
}

/// How alike a folded name is to the name under which a place is listed, articles left out: from 0 to 1.
pub(super) fn alike(folded_name: &str, candidate: &Candidate) -> f64 {
    let bare = |name: &str| without_articles(name).unwrap_or_else(|| name.to_owned());
    likeness(&bare(folded_name), &bare(&fold(&candidate.name)))
}

/// All places that a name may mean, best first: those that bear it, with or without an article, then those that only sound so.
///
/// ```
/// use zenobia_core::place::{KnownPlace, MemoryGazetteer, PlaceKind, look_up};
/// let place = |key: &str, name: &str, population| KnownPlace { key: key.into(), name: name.into(), kind: PlaceKind::Town, population, ..KnownPlace::default() };
/// let gazetteer = MemoryGazetteer::new(vec![place("1", "Al Bab", 900), place("2", "Al-Bab", 63_000)]);
/// let found = look_up("El Bab", &gazetteer);
/// assert_eq!(found.iter().map(|(_, place)| place.population).collect::<Vec<_>>(), [63_000, 900]);
/// ```
pub fn look_up(name: &str, gazetteer: &dyn Gazetteer) -> Vec<(Standing, Candidate)> {
    let folded = fold(name);
    let mut found = gazetteer.candidates(&folded);
    if let Some(bare) = without_articles(&folded) {
        let variant = |found: Candidate| Candidate { by: found.by.max(NameMatch::Variant), ..found };
        found.extend(gazetteer.candidates(&bare).into_iter().map(variant));
    }
    found.extend(gazetteer.alike(&folded));
    let ranked = keep_surest(found).into_iter().map(|candidate| (Standing::of(&folded, &candidate), candidate));
    let mut ranked: Vec<(Standing, Candidate)> = ranked.collect();
    let exact = |candidate: &Candidate| candidate.by < NameMatch::Sound;
    ranked.sort_by(|(one, place), (other, other_place)| {
        (exact(other_place).cmp(&exact(place)))
            .then(other.total().total_cmp(&one.total()))
            .then_with(|| place.key.cmp(&other_place.key))
    });
    ranked
}
