//! A gazetteer of a few places, for a user's own files and for tests.

use std::collections::BTreeMap;
use std::ops::Range;

use super::compact::{keys, sound_keys};
use super::name::fold;
use super::spelling::Spellings;
use super::{Candidate, Gazetteer, KnownPlace, NameMatch};

/// Most words of a name.
const LONGEST: usize = 8;

/// Places in memory, found by name.
#[derive(Clone, Debug, Default)]
pub struct MemoryGazetteer {
    places: Vec<KnownPlace>,
    names: BTreeMap<Vec<u8>, Vec<(NameMatch, usize)>>,
    sounds: BTreeMap<Vec<u8>, Vec<usize>>,
    spellings: Spellings,
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
        MemoryGazetteer::with(places, Spellings::default())
    }

    /// Indexes the places, by their sound as well.
    pub fn with(places: Vec<KnownPlace>, spellings: Spellings) -> MemoryGazetteer {
        let mut gazetteer = MemoryGazetteer { places, spellings, ..MemoryGazetteer::default() };
        for (index, place) in gazetteer.places.iter().enumerate() {
            for key in keys(place, &gazetteer.spellings) {
                match key.sound {
                    true => gazetteer.sounds.entry(key.bytes).or_default().push(index),
                    false => gazetteer.names.entry(key.bytes).or_default().push((key.by, index)),
                }
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
        for &(by, index) in self.names.get(folded_name.as_bytes()).into_iter().flatten() {
            found.extend(self.candidate(index, by));
        }
        super::keep_surest(found)
    }

    fn alike(&self, folded_name: &str) -> Vec<Candidate> {
        let keys = sound_keys(&self.spellings, 0..self.spellings.len(), folded_name);
        let found = keys.iter().filter_map(|key| self.sounds.get(key)).flatten();
        let found = found.filter_map(|&index| self.candidate(index, NameMatch::Sound));
        super::keep_surest(found.collect())
    }

    fn knows(&self, folded_name: &str) -> bool {
        self.names.contains_key(folded_name.as_bytes())
    }

    fn country(&self, code: &str) -> Option<Candidate> {
        self.first(|place| place.kind == super::PlaceKind::Country && place.country.as_deref() == Some(code))
    }

    fn capital(&self, code: &str) -> Option<Candidate> {
        self.first(|place| place.capital && place.country.as_deref() == Some(code))
    }

    fn by_geonames_id(&self, id: u32) -> Option<Candidate> {
        self.first(|place| place.geonames_id() == Some(id))
    }

    fn names_in(&self, text: &str) -> Vec<Range<usize>> {
        let words = super::compact::words(text);
        let mut found: Vec<Range<usize>> = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let capital = text[word.clone()].starts_with(char::is_uppercase);
            if !capital || found.last().is_some_and(|last| word.start < last.end) {
                continue;
            }
            let ends = words[at..].iter().take(LONGEST).map(|last| last.end).rev();
            found.extend(ends.map(|end| word.start..end).find(|range| self.knows(&fold(&text[range.clone()]))));
        }
        found
    }
}
