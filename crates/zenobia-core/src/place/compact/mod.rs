//! The compact gazetteer: one block of bytes that is used as it lies, without parsing.
//!
//! All numbers are little-endian. After the header (magic, then for each section its offset and length as `u32`) come
//! - **text**: names, each with its length in one byte before it;
//! - **places**: one row of [`ROW`] bytes a place (see [`row`]);
//! - **units**: the offset in `text` of the name of each administrative unit, `u32`;
//! - **countries**: code (2 bytes), rows of the country and of its capital (`u32` each, `NONE` when unknown);
//! - **buckets**: for each value of the upper 16 bits of a 48-bit name hash, where its entries begin, `u32`;
//! - **entries**: sorted; lower 32 bits of the hash, then row number and way of matching in 24 bits.

mod row;
mod write;

use std::borrow::Cow;

use compact_str::CompactString;

use super::name::{hash, sound_key, without_articles};
use super::{Candidate, Gazetteer, NameMatch, keep_surest};
use crate::problem::Problem;
pub use write::{Fault, compile};

const MAGIC: &[u8; 20] = b"zenobia.gazetteer/1\n";
const SECTIONS: usize = 6;
const HEADER: usize = MAGIC.len() + 8 * SECTIONS;
/// Bytes of a place.
const ROW: usize = 20;
/// Bytes of an index entry.
const ENTRY: usize = 7;
/// Bytes of a country.
const COUNTRY: usize = 10;
const NONE: u32 = u32::MAX;
const BUCKETS: usize = 1 << 16;
/// Bits of an entry that hold the row number; the way of matching is above them.
const ROW_BITS: u32 = 20;
/// Hash spaces of names and of sound keys.
const NAMES: u8 = 0;
const SOUNDS: u8 = 1;

/// A gazetteer over bytes that are embedded, read or mapped.
#[derive(Clone, Debug)]
pub struct CompactGazetteer {
    bytes: Cow<'static, [u8]>,
    sections: [(usize, usize); SECTIONS],
}

impl CompactGazetteer {
    /// Checks the header and the bounds of the sections; nothing is parsed or copied.
    pub fn open(bytes: impl Into<Cow<'static, [u8]>>) -> Result<CompactGazetteer, Problem> {
        let bytes = bytes.into();
        let fault = |message: &str| Problem::at("gazetteer.bin", 0, message);
        if !bytes.starts_with(MAGIC) || bytes.len() < HEADER {
            return Err(fault("not a gazetteer of this version: build it again with `cargo xtask gazetteer`"));
        }
        let mut sections = [(0, 0); SECTIONS];
        for (at, section) in sections.iter_mut().enumerate() {
            let word = |offset| number(&bytes, offset, 4) as usize;
            *section = (word(MAGIC.len() + 8 * at), word(MAGIC.len() + 8 * at + 4));
            if section.0.checked_add(section.1).is_none_or(|end| end > bytes.len()) {
                return Err(fault("the file is cut short: build it again with `cargo xtask gazetteer`"));
            }
        }
        if sections[4].1 != 4 * (BUCKETS + 1) {
            return Err(fault("the name index is damaged: build it again with `cargo xtask gazetteer`"));
        }
        Ok(CompactGazetteer { bytes, sections })
    }

    /// Number of places.
    pub fn len(&self) -> usize {
        self.sections[1].1 / ROW
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn section(&self, at: usize) -> &[u8] {
        let (start, length) = self.sections[at];
        self.bytes.get(start..start + length).unwrap_or_default()
    }

    fn text(&self, offset: usize) -> CompactString {
        let text = self.section(0);
        let length = text.get(offset).map_or(0, |&length| usize::from(length));
        let bytes = text.get(offset + 1..offset + 1 + length).unwrap_or_default();
        CompactString::from_utf8_lossy(bytes)
    }

    /// The entries of a hash, as row number and way of matching.
    fn entries(&self, hash: u64) -> impl Iterator<Item = (usize, NameMatch)> {
        let (bucket, low) = ((hash >> 32) as usize, hash as u32);
        let bound = |at: usize| number(self.section(4), 4 * at, 4) as usize;
        let entries = self.section(5).get(ENTRY * bound(bucket)..ENTRY * bound(bucket + 1)).unwrap_or_default();
        let (rows, _) = entries.as_chunks::<ENTRY>();
        let first = rows.partition_point(move |row| (number(row, 0, 4) as u32) < low);
        rows[first..].iter().take_while(move |row| number(&row[..], 0, 4) as u32 == low).filter_map(|row| {
            let value = number(row, 4, 3);
            let by = *NameMatch::ALL.get((value >> ROW_BITS) as usize)?;
            Some(((value & ((1 << ROW_BITS) - 1)) as usize, by))
        })
    }

    fn found(&self, space: u8, key: &str) -> Vec<Candidate> {
        keep_surest(self.entries(hash(space, key)).filter_map(|(row, by)| self.candidate(row, by)).collect())
    }

    fn country_row(&self, code: &str) -> Option<(u32, u32)> {
        let (rows, _) = self.section(3).as_chunks::<COUNTRY>();
        let row = rows.iter().find(|row| row[..2] == *code.as_bytes())?;
        Some((number(row, 2, 4) as u32, number(row, 6, 4) as u32))
    }
}

impl Gazetteer for CompactGazetteer {
    fn candidates(&self, folded_name: &str) -> Vec<Candidate> {
        self.found(NAMES, folded_name)
    }

    fn alike(&self, folded_name: &str) -> Vec<Candidate> {
        sound_key(folded_name).map(|key| self.found(SOUNDS, &key)).unwrap_or_default()
    }

    fn knows(&self, folded_name: &str) -> bool {
        self.entries(hash(NAMES, folded_name)).next().is_some()
    }

    fn country(&self, code: &str) -> Option<Candidate> {
        self.candidate(self.country_row(code)?.0 as usize, NameMatch::Main)
    }

    fn capital(&self, code: &str) -> Option<Candidate> {
        self.candidate(self.country_row(code)?.1 as usize, NameMatch::Main)
    }
}

/// A little-endian number of `length` bytes; 0 where there are none.
fn number(bytes: &[u8], offset: usize, length: usize) -> u64 {
    let bytes = offset.checked_add(length).and_then(|end| bytes.get(offset..end)).unwrap_or_default();
    bytes.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte))
}

/// All keys under which a folded name is found: space, key and whether it is the name without its articles.
fn keys(folded: &str, sounds: bool) -> Vec<(u8, String, bool)> {
    let mut keys = vec![(NAMES, folded.to_owned(), false)];
    keys.extend(without_articles(folded).map(|bare| (NAMES, bare, true)));
    keys.extend(sounds.then(|| sound_key(folded)).flatten().map(|key| (SOUNDS, key, false)));
    keys
}
