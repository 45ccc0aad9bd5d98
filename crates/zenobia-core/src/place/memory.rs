//! A gazetteer of a few places, for a user's own files and for tests.

use std::collections::BTreeMap;

use super::name::{fold, sound_key, without_articles};
use super::{Candidate, Gazetteer, KnownPlace, NameMatch};

/// Places in memory, found by name.
#[derive(Clone, Debug, Default)]
pub struct MemoryGazetteer {
    places: Vec<KnownPlace>,
    names: BTreeMap<String, Vec<(NameMatch, usize)>>,
    sounds: BTreeMap<String, Vec<usize>>,
}

impl MemoryGazetteer {
    /// Indexes the places.
    ///
    /// ```
    /// use zenobia_core::place::{Gazetteer, KnownPlace, MemoryGazetteer, PlaceKind};
    /// let bab = KnownPlace { key: "al-bab".into(), name: "Al-Bab".into(), kind: PlaceKind::Town, at: (36.37, 37.52), ..Default::default() };
    /// let gazetteer = MemoryGazetteer::new(vec![bab]);
    /// assert_eq!(gazetteer.candidates("bab")[0].key, "zenobia:al-bab");
    /// ```
    pub fn new(places: Vec<KnownPlace>) -> MemoryGazetteer {
        let mut gazetteer = MemoryGazetteer { places, ..MemoryGazetteer::default() };
        for (index, place) in gazetteer.places.iter().enumerate() {
            for (name, by) in place.all_names() {
                let folded = fold(name);
                if let Some(bare) = without_articles(&folded) {
                    gazetteer.names.entry(bare).or_default().push((NameMatch::Variant, index));
                }
                if let Some(key) = sound_key(&folded) {
                    gazetteer.sounds.entry(key).or_default().push(index);
                }
                gazetteer.names.entry(folded).or_default().push((by, index));
            }
        }
        gazetteer.names.values_mut().for_each(|found| found.sort_unstable());
        gazetteer
    }

    fn candidate(&self, index: usize, by: NameMatch) -> Option<Candidate> {
        let place = self.places.get(index)?;
        Some(Candidate {
            key: place.full_key(),
            name: place.name.clone(),
            kind: place.kind,
            latitude: place.at.0,
            longitude: place.at.1,
            population: place.population,
            country: place.country.clone(),
            admin1: place.admin1.clone(),
            radius_km: place.radius.unwrap_or_else(|| place.kind.usual_radius_km()),
            capital: place.capital,
            by,
        })
    }

    fn first(&self, wanted: impl Fn(&KnownPlace) -> bool) -> Option<Candidate> {
        self.candidate(self.places.iter().position(wanted)?, NameMatch::Main)
    }
}

impl Gazetteer for MemoryGazetteer {
    fn candidates(&self, folded_name: &str) -> Vec<Candidate> {
        let mut found: Vec<Candidate> = Vec::new();
        for &(by, index) in self.names.get(folded_name).into_iter().flatten() {
            found.extend(self.candidate(index, by));
        }
        super::keep_surest(found)
    }

    fn alike(&self, folded_name: &str) -> Vec<Candidate> {
        let found = sound_key(folded_name).and_then(|key| self.sounds.get(&key));
        let found = found.into_iter().flatten().filter_map(|&index| self.candidate(index, NameMatch::Sound));
        super::keep_surest(found.collect())
    }

    fn knows(&self, folded_name: &str) -> bool {
        self.names.contains_key(folded_name)
    }

    fn country(&self, code: &str) -> Option<Candidate> {
        self.first(|place| place.kind == super::PlaceKind::Country && place.country.as_deref() == Some(code))
    }

    fn capital(&self, code: &str) -> Option<Candidate> {
        self.first(|place| place.capital && place.country.as_deref() == Some(code))
    }
}
