//! Lays places out as a compact gazetteer, in one pass over the places and one over their sorted keys, so that millions of
//! places need little memory: whoever has more keys than fit sorts them on disk between the two.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::ops::Range;

use fst::MapBuilder;
use rustc_hash::FxHashMap;

use super::posting::{MOST_ROWS, encode as encode_posting};
use super::row::{Links, encode};
use super::{HEADER, MAGIC, NONE, SECTIONS};
use crate::place::name::{fold, without_articles};
use crate::place::spelling::Spellings;
use crate::place::{KnownPlace, NameMatch, PlaceKind};

/// What does not fit into the format, or cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The row number has 28 bits.
    #[error("more places than the format holds (268,435,456)")]
    TooManyPlaces,
    /// Offsets of names have 32 bits.
    #[error("more names than the format holds (4 GiB)")]
    TooMuchText,
    /// Country numbers have 8 bits, unit numbers 16.
    #[error("more countries or administrative units than the format holds")]
    TooManyUnits,
    /// Keys came unsorted.
    #[error("the name index cannot be written: {0}")]
    Index(#[from] fst::Error),
    /// The output cannot be written.
    #[error("{0}")]
    Output(#[from] io::Error),
}

/// One way to find a place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// Whether it is the key of a sound (family, then sounds) rather than a folded name.
    pub sound: bool,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// How it leads to the place.
    pub by: NameMatch,
}

/// All keys of a place, each once, by its surest way.
pub fn keys(place: &KnownPlace, spellings: &Spellings) -> Vec<Key> {
    let families: Vec<usize> = match place.kind {
        PlaceKind::Country => Vec::new(),
        _ => place.country.iter().flat_map(|country| spellings.of_country(country)).collect(),
    };
    let mut surest: BTreeMap<(bool, Vec<u8>), NameMatch> = BTreeMap::new();
    let mut add = |sound: bool, bytes: Vec<u8>, by: NameMatch| {
        let best = surest.entry((sound, bytes)).or_insert(by);
        *best = by.min(*best);
    };
    for (name, by) in place.all_names() {
        let folded = fold(name);
        if folded.is_empty() {
            continue;
        }
        without_articles(&folded).into_iter().for_each(|bare| add(false, bare.into_bytes(), NameMatch::Variant));
        let sounds = sound_keys(spellings, families.iter().copied(), &folded);
        sounds.into_iter().for_each(|key| add(true, key, NameMatch::Sound));
        add(false, folded.into_bytes(), by);
    }
    surest.into_iter().map(|((sound, bytes), by)| Key { sound, bytes, by }).collect()
}

/// The sound keys of a folded name in some families: the family's number from 1, then the sounds.
pub(in crate::place) fn sound_keys(
    spellings: &Spellings,
    families: impl IntoIterator<Item = usize>,
    folded: &str,
) -> BTreeSet<Vec<u8>> {
    let keys = families.into_iter().flat_map(|family| {
        let mark = (family + 1).min(255) as u8;
        spellings.keys(family, folded).into_iter().map(move |key| [&[mark], key.as_bytes()].concat())
    });
    keys.collect()
}

/// Strings of the text section that are remembered, so that each is written once; a bound on memory.
const REMEMBERED: usize = 1 << 18;

/// Writes rows and text while places come in.
pub struct Rows<W> {
    rows: W,
    text: W,
    length: u64,
    offsets: FxHashMap<String, u32>,
    countries: Numbers,
    units: Numbers,
    /// Rows of each country and of its capital.
    heads: Vec<(u32, u32)>,
    count: u32,
}

/// Numbers of names from 1, in the order in which they come.
#[derive(Default)]
struct Numbers {
    numbers: BTreeMap<String, usize>,
    names: Vec<String>,
}

impl Numbers {
    fn number(&mut self, name: Option<&str>) -> usize {
        let Some(name) = name else { return 0 };
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        self.names.push(name.to_owned());
        self.numbers.insert(name.to_owned(), self.names.len());
        self.names.len()
    }
}

impl<W: Write> Rows<W> {
    /// Writes rows and text into these.
    pub fn new(rows: W, text: W) -> Rows<W> {
        Rows {
            rows,
            text,
            length: 0,
            offsets: FxHashMap::default(),
            countries: Numbers::default(),
            units: Numbers::default(),
            heads: Vec::new(),
            count: 0,
        }
    }

    /// Adds a place: its row.
    pub fn push(&mut self, place: &KnownPlace) -> Result<u32, Fault> {
        let row = self.count;
        if row as usize >= MOST_ROWS {
            return Err(Fault::TooManyPlaces);
        }
        let country = self.countries.number(place.country.as_deref());
        let unit = self.units.number(place.admin1.as_deref());
        if country > 255 || unit > 65535 {
            return Err(Fault::TooManyUnits);
        }
        self.heads.resize(self.countries.names.len(), (NONE, NONE));
        if let Some(head) = country.checked_sub(1).and_then(|at| self.heads.get_mut(at)) {
            let slot =
                if place.kind == PlaceKind::Country { Some(&mut head.0) } else { place.capital.then_some(&mut head.1) };
            slot.filter(|slot| **slot == NONE).into_iter().for_each(|slot| *slot = row);
        }
        let name = self.write(&place.name)?;
        let key = if place.geonames_id().is_some() { 0 } else { self.write(&place.key)? };
        self.rows.write_all(&encode(place, &Links { name, key, country: country as u8, unit: unit as u16 }))?;
        self.count += 1;
        Ok(row)
    }

    fn write(&mut self, text: &str) -> Result<u32, Fault> {
        let cut = (0..=text.len().min(255)).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        let text = &text[..cut];
        if let Some(&offset) = self.offsets.get(text) {
            return Ok(offset);
        }
        let offset = u32::try_from(self.length).map_err(|_| Fault::TooMuchText)?;
        self.text.write_all(&[text.len() as u8])?;
        self.text.write_all(text.as_bytes())?;
        self.length += text.len() as u64 + 1;
        if self.offsets.len() < REMEMBERED {
            self.offsets.insert(text.to_owned(), offset);
        }
        Ok(offset)
    }

    /// Writes what is left, with the name of each unit as `named` says it: the sections `units` and `countries`.
    pub fn finish(mut self, named: impl Fn(&str) -> Option<String>) -> Result<(Vec<u8>, Vec<u8>), Fault> {
        let mut units = Vec::new();
        for unit in std::mem::take(&mut self.units.names) {
            let name = named(&unit).unwrap_or(unit);
            units.extend(self.write(&name)?.to_le_bytes());
        }
        let mut countries = Vec::new();
        for (code, (country, capital)) in self.countries.names.iter().zip(&self.heads) {
            countries.extend(code.bytes().chain([b' ', b' ']).take(2));
            countries.extend(country.to_le_bytes().into_iter().chain(capital.to_le_bytes()));
        }
        self.rows.flush()?;
        self.text.flush()?;
        Ok((units, countries))
    }
}

/// Writes a finite-state map and its postings while sorted keys come in.
pub struct Index<W: Write> {
    map: MapBuilder<W>,
    postings: W,
    written: u64,
    key: Vec<u8>,
    list: Vec<(u32, NameMatch)>,
}

impl<W: Write> Index<W> {
    /// Writes map and postings into these.
    pub fn new(map: W, postings: W) -> Result<Index<W>, Fault> {
        Ok(Index { map: MapBuilder::new(map)?, postings, written: 0, key: Vec::new(), list: Vec::new() })
    }

    /// Adds that a key leads to a row; keys in order, and the rows of one key in order.
    pub fn push(&mut self, key: &[u8], row: u32, by: NameMatch) -> Result<(), Fault> {
        if key != self.key.as_slice() {
            self.end_list()?;
            self.key.clear();
            self.key.extend_from_slice(key);
        }
        match self.list.last_mut().filter(|last| last.0 == row) {
            Some(last) => last.1 = last.1.min(by),
            None => self.list.push((row, by)),
        }
        Ok(())
    }

    fn end_list(&mut self) -> Result<(), Fault> {
        if self.list.is_empty() {
            return Ok(());
        }
        self.map.insert(&self.key, self.written)?;
        let last = self.list.len() - 1;
        for (at, &(row, by)) in self.list.iter().enumerate() {
            self.postings.write_all(&encode_posting(row, by, at == last))?;
        }
        self.written += self.list.len() as u64;
        self.list.clear();
        Ok(())
    }

    /// Writes what is left.
    pub fn finish(mut self) -> Result<(), Fault> {
        self.end_list()?;
        self.postings.flush()?;
        self.map.into_inner()?.flush()?;
        Ok(())
    }
}

/// The first bytes of a gazetteer whose sections, in their order, have these lengths and follow one another.
pub fn header(lengths: [u64; SECTIONS]) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    let mut offset = HEADER as u64;
    for length in lengths {
        bytes.extend(offset.to_le_bytes());
        bytes.extend(length.to_le_bytes());
        offset += length;
    }
    bytes
}

/// Compiles places into the bytes that [`super::CompactGazetteer::open`] takes, in memory. The same places in the same order
/// give the same bytes.
pub fn compile(places: &[KnownPlace], spellings: &Spellings, about: &str) -> Result<Vec<u8>, Fault> {
    let (mut row_bytes, mut text) = (Vec::new(), Vec::new());
    let mut rows = Rows::new(&mut row_bytes, &mut text);
    let mut found: Vec<(Key, u32)> = Vec::new();
    let mut ids = Vec::new();
    for place in places {
        let row = rows.push(place)?;
        found.extend(keys(place, spellings).into_iter().map(|key| (key, row)));
        ids.extend(place.geonames_id().map(|id| (id, row)));
    }
    let (units, countries) = rows.finish(|_| None)?;
    found.sort_by(|(one, row), (other, other_row)| {
        (one.sound, &one.bytes, row).cmp(&(other.sound, &other.bytes, other_row))
    });
    ids.sort_unstable();
    let middle = found.partition_point(|(key, _)| !key.sound);
    let (names, name_postings) = index(&found, 0..middle)?;
    let (sounds, sound_postings) = index(&found, middle..found.len())?;
    let ids = ids.into_iter().flat_map(|(id, row)| id.to_le_bytes().into_iter().chain(row.to_le_bytes())).collect();
    let sections: [Vec<u8>; SECTIONS] = [
        text,
        row_bytes,
        units,
        countries,
        names,
        name_postings,
        sounds,
        sound_postings,
        ids,
        spellings.write(),
        about.as_bytes().to_vec(),
    ];
    let lengths = std::array::from_fn(|at| sections[at].len() as u64);
    Ok([header(lengths), sections.concat()].concat())
}

fn index(found: &[(Key, u32)], range: Range<usize>) -> Result<(Vec<u8>, Vec<u8>), Fault> {
    let (mut map, mut postings) = (Vec::new(), Vec::new());
    let mut index = Index::new(&mut map, &mut postings)?;
    for (key, row) in found.get(range).unwrap_or_default() {
        index.push(&key.bytes, *row, key.by)?;
    }
    index.finish()?;
    Ok((map, postings))
}
