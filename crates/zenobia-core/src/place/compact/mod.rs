//! The compact gazetteer: one block of bytes that is used as it lies, without parsing; embedded in the program, or a file
//! that the system maps into memory page by page as names are looked up.
//!
//! All numbers are little-endian. After the header (magic, then for each section its offset and length as `u64`) come
//! - **text**: names, each with its length in one byte before it;
//! - **rows**: one row of [`ROW`] bytes a place (see [`row`]);
//! - **units**: the offset in `text` of the name of each administrative unit, `u32`;
//! - **countries**: code (2 bytes), rows of the country and of its capital (`u32` each, `NONE` when unknown);
//! - **names**: a finite-state map from folded names to the number of their first posting;
//! - **postings** of names: row, way of matching, and whether the list ends, in 32 bits (see [`posting`]);
//! - **sounds**: the same from the number of a family of scripts and a key, with **postings** of their own;
//! - **ids**: GeoNames id and row (`u32` each), sorted;
//! - **spellings**: the families of scripts, JSON;
//! - **about**: where the places come from, JSON.

mod near;
mod posting;
mod row;
mod scan;
mod write;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, OnceLock};

use compact_str::CompactString;
use fst::raw::Fst;

use super::name::{likeness, without_articles};
use super::spelling::Spellings;
use super::{Candidate, Gazetteer, NameMatch, keep_surest};
use crate::problem::Problem;
pub(in crate::place) use scan::words;
pub(in crate::place) use write::sound_keys;
pub use write::{Fault, Index, Key, Rows, compile, header, keys};

const MAGIC: &[u8; 20] = b"zenobia.gazetteer/2\n";
/// Number of sections.
pub const SECTIONS: usize = 11;
const HEADER: usize = MAGIC.len() + 16 * SECTIONS;
/// Bytes of a place.
const ROW: usize = 21;
/// Bytes of a country.
const COUNTRY: usize = 10;
const NONE: u32 = u32::MAX;
const TEXT: usize = 0;
const ROWS: usize = 1;
const UNITS: usize = 2;
const COUNTRIES: usize = 3;
const NAMES: usize = 4;
const NAME_POSTINGS: usize = 5;
const SOUNDS: usize = 6;
const SOUND_POSTINGS: usize = 7;
const IDS: usize = 8;
const SPELLINGS: usize = 9;
const ABOUT: usize = 10;
/// Places that share a sound which are looked at; more share it by chance.
const MOST_ALIKE: usize = 400;
/// Likeness that a name needs which sounds a little different.
const LIKE: f64 = 0.4;

/// A gazetteer over bytes that are embedded, read or mapped.
#[derive(Clone)]
pub struct CompactGazetteer {
    bytes: Arc<dyn AsRef<[u8]> + Send + Sync>,
    sections: [(usize, usize); SECTIONS],
    spellings: Arc<OnceLock<Spellings>>,
    starts: Arc<OnceLock<Box<[fst::raw::CompiledAddr]>>>,
}

impl fmt::Debug for CompactGazetteer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CompactGazetteer").field("places", &self.len()).finish_non_exhaustive()
    }
}

impl CompactGazetteer {
    /// Checks the header, the bounds of the sections and the checksums of the name indexes, which reads those once: a damaged index would not
    /// only find the wrong places, its reader leaves its bounds.
    pub fn open(bytes: impl AsRef<[u8]> + Send + Sync + 'static) -> Result<CompactGazetteer, Problem> {
        let gazetteer = CompactGazetteer::open_trusted(bytes)?;
        let sound = |section| gazetteer.map(section).is_some_and(|map| map.verify().is_ok());
        if sound(NAMES) && sound(SOUNDS) { Ok(gazetteer) } else { Err(fault("the name index is damaged")) }
    }

    /// The same for bytes that are part of the program, whose checksums a test compares: no page but the first is touched.
    pub fn open_trusted(bytes: impl AsRef<[u8]> + Send + Sync + 'static) -> Result<CompactGazetteer, Problem> {
        let sections = sections(bytes.as_ref())?;
        let gazetteer =
            CompactGazetteer { bytes: Arc::new(bytes), sections, spellings: Arc::default(), starts: Arc::default() };
        match (gazetteer.map(NAMES), gazetteer.map(SOUNDS)) {
            (Some(_), Some(_)) => Ok(gazetteer),
            _ => Err(fault("the name index is damaged")),
        }
    }

    /// Number of places.
    pub fn len(&self) -> usize {
        self.sections[ROWS].1 / ROW
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Number of different names.
    pub fn names(&self) -> usize {
        self.map(NAMES).map_or(0, |map| map.len())
    }

    /// Where its places come from: JSON that whoever wrote the file gave.
    pub fn about(&self) -> &[u8] {
        self.section(ABOUT)
    }

    /// The families of scripts by which it finds names that sound alike.
    pub fn spellings(&self) -> &Spellings {
        self.spellings.get_or_init(|| Spellings::read(self.section(SPELLINGS)))
    }

    fn section(&self, at: usize) -> &[u8] {
        let (start, length) = self.sections[at];
        let bytes: &[u8] = (*self.bytes).as_ref();
        bytes.get(start..start + length).unwrap_or_default()
    }

    fn map(&self, section: usize) -> Option<Fst<&[u8]>> {
        Fst::new(self.section(section)).ok()
    }

    fn text(&self, offset: usize) -> CompactString {
        let text = self.section(TEXT);
        let length = text.get(offset).map_or(0, |&length| usize::from(length));
        let bytes = text.get(offset + 1..offset + 1 + length).unwrap_or_default();
        CompactString::from_utf8_lossy(bytes)
    }

    /// The rows of a name and how it led there.
    fn rows(&self, folded_name: &str) -> impl Iterator<Item = (usize, NameMatch)> {
        let first = self.map(NAMES).and_then(|names| names.get(folded_name));
        posting::list(self.section(NAME_POSTINGS), first.map(|first| first.value()))
    }

    /// The rows of names that sound alike, and by how many sounds they differ.
    fn rows_alike(&self, folded_name: &str) -> BTreeMap<usize, usize> {
        let Some(sounds) = self.map(SOUNDS) else { return BTreeMap::new() };
        let mut rows = BTreeMap::new();
        let mut add = |value: u64, distance: usize| {
            for (row, _) in posting::list(self.section(SOUND_POSTINGS), Some(value)).take(MOST_ALIKE) {
                let least = rows.entry(row).or_insert(distance);
                *least = distance.min(*least);
            }
        };
        let keys = sound_keys(self.spellings(), 0..self.spellings().len(), folded_name);
        for key in &keys {
            sounds.get(key).into_iter().for_each(|value| add(value.value(), 0));
        }
        for key in &keys {
            near::within(&sounds, key, 1).into_iter().for_each(|value| add(value, 1));
        }
        rows
    }

    fn country_row(&self, code: &str) -> Option<(u32, u32)> {
        let (rows, _) = self.section(COUNTRIES).as_chunks::<COUNTRY>();
        let row = rows.iter().find(|row| row[..2] == *code.as_bytes())?;
        Some((number(row, 2, 4) as u32, number(row, 6, 4) as u32))
    }

    /// How alike a name is to the nearest name that a place is known to be listed under.
    /// (Dice's measure, without articles.)
    fn likeness(folded_name: &str, candidate: &Candidate) -> f64 {
        let bare = |name: &str| without_articles(name).unwrap_or_else(|| name.to_owned());
        likeness(&bare(folded_name), &bare(&super::name::fold(&candidate.name)))
    }
}

impl Gazetteer for CompactGazetteer {
    fn candidates(&self, folded_name: &str) -> Vec<Candidate> {
        keep_surest(self.rows(folded_name).filter_map(|(row, by)| self.candidate(row, by)).collect())
    }

    fn alike(&self, folded_name: &str) -> Vec<Candidate> {
        let mut found: Vec<(usize, f64, Candidate)> = self
            .rows_alike(folded_name)
            .into_iter()
            .filter_map(|(row, distance)| Some((distance, self.candidate(row, NameMatch::Sound)?)))
            .map(|(distance, candidate)| (distance, CompactGazetteer::likeness(folded_name, &candidate), candidate))
            // A sound more or less makes another name of many: the letters must speak for it too.
            .filter(|&(distance, likeness, _)| distance == 0 || likeness >= LIKE)
            .collect();
        found.sort_by(|one, other| {
            one.0.cmp(&other.0).then(other.1.total_cmp(&one.1)).then(one.2.key.cmp(&other.2.key))
        });
        found.into_iter().map(|(_, _, candidate)| candidate).collect()
    }

    fn knows(&self, folded_name: &str) -> bool {
        self.map(NAMES).is_some_and(|names| names.contains_key(folded_name))
    }

    fn country(&self, code: &str) -> Option<Candidate> {
        self.candidate(self.country_row(code)?.0 as usize, NameMatch::Main)
    }

    fn capital(&self, code: &str) -> Option<Candidate> {
        self.candidate(self.country_row(code)?.1 as usize, NameMatch::Main)
    }

    fn by_geonames_id(&self, id: u32) -> Option<Candidate> {
        let (rows, _) = self.section(IDS).as_chunks::<8>();
        let at = rows.binary_search_by_key(&u64::from(id), |row| number(row, 0, 4)).ok()?;
        self.candidate(number(&rows[at], 4, 4) as usize, NameMatch::Main)
    }

    fn names_in(&self, text: &str) -> Vec<std::ops::Range<usize>> {
        self.scan(text)
    }
}

fn fault(message: &str) -> Problem {
    Problem::at(
        "gazetteer.bin",
        0,
        format!("{message}: build it again with `cargo xtask gazetteer` or `zenobia gazetteer add`"),
    )
}

fn sections(bytes: &[u8]) -> Result<[(usize, usize); SECTIONS], Problem> {
    if !bytes.starts_with(MAGIC) || bytes.len() < HEADER {
        return Err(fault("not a gazetteer of this version"));
    }
    let mut sections = [(0, 0); SECTIONS];
    for (at, section) in sections.iter_mut().enumerate() {
        let word = |offset| usize::try_from(number(bytes, offset, 8)).unwrap_or(usize::MAX);
        *section = (word(MAGIC.len() + 16 * at), word(MAGIC.len() + 16 * at + 8));
        if section.0.checked_add(section.1).is_none_or(|end| end > bytes.len()) {
            return Err(fault("the file is cut short"));
        }
    }
    Ok(sections)
}

/// A little-endian number of `length` bytes; 0 where there are none.
fn number(bytes: &[u8], offset: usize, length: usize) -> u64 {
    let bytes = offset.checked_add(length).and_then(|end| bytes.get(offset..end)).unwrap_or_default();
    bytes.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte))
}
