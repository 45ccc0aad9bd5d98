//! How many names of places, as others list them, a gazetteer finds, and how fast.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use zenobia_core::place::geometry::distance_km;
use zenobia_core::place::{Gazetteer, look_up};

/// A name of a place in another list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Toponym {
    /// The place's id there.
    pub id: String,
    /// The name.
    pub name: String,
    /// Degrees north and east.
    pub at: (f64, f64),
    /// Whether people live there, rather than its being an administrative unit.
    pub settled: bool,
    /// Inhabitants, 0 when unknown.
    pub population: u64,
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// ISO 3166 alpha-2 code.
    pub country: String,
}

/// What a gazetteer can be expected to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// It holds the very place, by its GeoNames id.
    Held,
    /// A populated place of 500 or more that it does not hold.
    Populous,
    /// An administrative unit.
    Unit,
    /// Anything else: places without inhabitants known, or with fewer.
    Beyond,
}

/// Names found of names looked for, by country.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Finding {
    /// Country code to names found and names looked for.
    pub countries: BTreeMap<String, (usize, usize)>,
    /// Names not found within reach of the place.
    pub misses: Vec<Toponym>,
}

impl Finding {
    /// Names found and names looked for.
    pub fn total(&self) -> (usize, usize) {
        self.countries.values().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1))
    }
}

/// Kilometers within which some candidate must lie.
const NEAR_KM: f64 = 25.0;

/// In whose reach a name is.
pub fn reach(toponym: &Toponym, gazetteer: &dyn Gazetteer) -> Reach {
    if !toponym.settled {
        return Reach::Unit;
    }
    match toponym.geonames {
        Some(id) if gazetteer.by_geonames_id(id).is_some() => Reach::Held,
        _ if toponym.population >= 500 => Reach::Populous,
        _ => Reach::Beyond,
    }
}

/// The same names for the same list: those whose id and name have the smallest hashes, in that order.
pub fn sample(mut toponyms: Vec<Toponym>, most: usize) -> Vec<Toponym> {
    let key = |toponym: &Toponym| hash(&format!("{}\t{}", toponym.id, toponym.name));
    toponyms.sort_by_cached_key(|toponym| (key(toponym), toponym.id.clone(), toponym.name.clone()));
    toponyms.truncate(most);
    toponyms
}

/// FNV-1a.
fn hash(text: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    text.bytes().fold(0xcbf2_9ce4_8422_2325, step)
}

/// Looks each name up: it is found when some candidate lies within 25 km, or, for a unit, within the radius that the gazetteer
/// gives it where that is more.
pub fn find(toponyms: &[Toponym], gazetteer: &dyn Gazetteer) -> Finding {
    let mut finding = Finding::default();
    for toponym in toponyms {
        let near = |radius: f64| if toponym.settled { NEAR_KM } else { radius.max(NEAR_KM) };
        let found = look_up(&toponym.name, gazetteer)
            .iter()
            .any(|(_, candidate)| distance_km(candidate.point(), toponym.at) <= near(candidate.radius_km));
        let counts = finding.countries.entry(toponym.country.clone()).or_default();
        counts.0 += usize::from(found);
        counts.1 += 1;
        if !found {
            finding.misses.push(toponym.clone());
        }
    }
    finding
}

/// How fast names are looked up in running text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Speed {
    /// Bytes of text.
    pub bytes: usize,
    /// Names found.
    pub names: usize,
    /// The best of several passes.
    pub look_up: Duration,
    /// The same text only cut into words, the best of as many passes.
    pub words: Duration,
}

/// Looks all names up in a text at each word with a capital, and cuts the same text into words beside it; on one core.
pub fn speed(text: &str, gazetteer: &dyn Gazetteer, passes: usize) -> Speed {
    let best = |work: &dyn Fn() -> usize| {
        let timed = (0..passes.max(1)).map(|_| {
            let start = Instant::now();
            let count = std::hint::black_box(work());
            (start.elapsed(), count)
        });
        timed.min_by_key(|(time, _)| *time).unwrap_or_default()
    };
    let (look_up, names) = best(&|| gazetteer.names_in(text).len());
    let (words, _) = best(&|| text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count());
    Speed { bytes: text.len(), names, look_up, words }
}

#[cfg(test)]
mod tests {
    use zenobia_core::place::{KnownPlace, MemoryGazetteer, PlaceKind};

    use super::*;

    fn toponym(id: &str, name: &str, at: (f64, f64)) -> Toponym {
        Toponym { id: id.into(), name: name.into(), at, settled: true, country: "ML".into(), ..Toponym::default() }
    }

    #[test]
    fn a_name_far_from_its_place_is_not_found() {
        let dire = KnownPlace {
            key: "1".into(),
            name: "Diré".into(),
            kind: PlaceKind::Town,
            at: (16.25, -3.4),
            ..Default::default()
        };
        let gazetteer = MemoryGazetteer::new(vec![dire]);
        let names = [
            toponym("a", "Dire", (16.3, -3.4)),
            toponym("b", "Diré", (12.3, -11.0)),
            toponym("c", "Kona", (15.0, -3.9)),
        ];
        let finding = find(&names, &gazetteer);
        assert_eq!(finding.total(), (1, 3));
        assert_eq!(finding.misses.iter().map(|miss| miss.id.as_str()).collect::<Vec<_>>(), ["b", "c"]);
    }

    #[test]
    fn a_sample_does_not_depend_on_the_order() {
        let names: Vec<Toponym> = (0..50).map(|at| toponym(&at.to_string(), "Kona", (0.0, 0.0))).collect();
        let reversed = names.iter().rev().cloned().collect();
        assert_eq!(sample(names, 10), sample(reversed, 10));
    }
}
