//! Lays places out as a compact gazetteer.

use std::collections::{BTreeMap, BTreeSet};

use super::row::{Links, encode};
use super::{BUCKETS, HEADER, MAGIC, NONE, ROW_BITS, keys};
use crate::place::name::{fold, hash};
use crate::place::{KnownPlace, NameMatch, PlaceKind};

/// What does not fit into the format.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The row number has 20 bits.
    #[error("{0} places are more than the format holds (1,048,576)")]
    TooManyPlaces(usize),
    /// Offsets of names have 24 bits.
    #[error("{0} bytes of names are more than the format holds (16 MiB)")]
    TooMuchText(usize),
    /// Country numbers have 8 bits, unit numbers 16.
    #[error("more countries or administrative units than the format holds")]
    TooManyUnits,
}

/// Names, each once, with its length before it.
#[derive(Default)]
struct Texts {
    bytes: Vec<u8>,
    offsets: BTreeMap<String, u32>,
}

impl Texts {
    fn add(&mut self, text: &str) -> u32 {
        let cut = (0..=text.len().min(255)).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        let text = &text[..cut];
        if let Some(&offset) = self.offsets.get(text) {
            return offset;
        }
        let offset = self.bytes.len() as u32;
        self.bytes.push(text.len() as u8);
        self.bytes.extend_from_slice(text.as_bytes());
        self.offsets.insert(text.to_owned(), offset);
        offset
    }
}

/// Compiles places into the bytes that [`super::CompactGazetteer::open`] takes. The same places in the same order give
/// the same bytes. `sounds` says whether names of a country are to be found by sound as well, by its code.
pub fn compile(places: &[KnownPlace], sounds: impl Fn(&str) -> bool) -> Result<Vec<u8>, Fault> {
    if places.len() >= 1 << ROW_BITS {
        return Err(Fault::TooManyPlaces(places.len()));
    }
    let mut texts = Texts::default();
    let countries = number_all(places.iter().filter_map(|place| place.country.as_deref()));
    let units = number_all(places.iter().filter_map(|place| place.admin1.as_deref()));
    if countries.len() > 255 || units.len() > 65535 {
        return Err(Fault::TooManyUnits);
    }
    let unit_offsets: Vec<u8> = units.keys().flat_map(|unit| texts.add(unit).to_le_bytes()).collect();
    let mut rows = Vec::new();
    for place in places {
        let number = |table: &BTreeMap<&str, usize>, key: Option<&str>| {
            key.and_then(|key| table.get(key)).map_or(0, |at| at + 1)
        };
        let slug = if place.key.parse::<u32>().is_ok() { 0 } else { texts.add(&place.key) };
        let country = number(&countries, place.country.as_deref()) as u8;
        let unit = number(&units, place.admin1.as_deref()) as u16;
        rows.extend_from_slice(&encode(place, &Links { name: texts.add(&place.name), slug, country, unit }));
    }
    if texts.bytes.len() >= 1 << 24 {
        return Err(Fault::TooMuchText(texts.bytes.len()));
    }
    let (buckets, entries) = index(places, sounds);
    Ok(assemble([texts.bytes, rows, unit_offsets, country_rows(places, &countries), buckets, entries]))
}

fn number_all<'a>(names: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, usize> {
    let names: BTreeSet<&str> = names.collect();
    names.into_iter().enumerate().map(|(at, name)| (name, at)).collect()
}

fn country_rows(places: &[KnownPlace], countries: &BTreeMap<&str, usize>) -> Vec<u8> {
    let mut rows = vec![(NONE, NONE); countries.len()];
    for (row, place) in places.iter().enumerate().rev() {
        let Some(&at) = place.country.as_deref().and_then(|country| countries.get(country)) else { continue };
        if place.kind == PlaceKind::Country {
            rows[at].0 = row as u32;
        } else if place.capital {
            rows[at].1 = row as u32;
        }
    }
    let mut bytes = Vec::new();
    for (code, (country, capital)) in countries.keys().zip(rows) {
        bytes.extend(code.bytes().chain([b' ', b' ']).take(2));
        bytes.extend(country.to_le_bytes().into_iter().chain(capital.to_le_bytes()));
    }
    bytes
}

/// The name index: bucket bounds and sorted entries.
fn index(places: &[KnownPlace], sounds: impl Fn(&str) -> bool) -> (Vec<u8>, Vec<u8>) {
    let mut surest: BTreeMap<(u64, u32), NameMatch> = BTreeMap::new();
    for (row, place) in places.iter().enumerate() {
        let by_sound = place.country.as_deref().is_some_and(&sounds);
        for (name, by) in place.all_names() {
            for (space, key, bare) in keys(&fold(name), by_sound && place.kind != PlaceKind::Country) {
                let by = if bare { NameMatch::Variant } else { by };
                let by = if space == super::SOUNDS { NameMatch::Sound } else { by };
                let best = surest.entry((hash(space, &key), row as u32)).or_insert(by);
                *best = by.min(*best);
            }
        }
    }
    let mut counts = vec![0u32; BUCKETS + 1];
    let mut entries = Vec::with_capacity(surest.len() * super::ENTRY);
    for (&(hash, row), &by) in &surest {
        counts[(hash >> 32) as usize + 1] += 1;
        entries.extend((hash as u32).to_le_bytes());
        entries.extend(&(row | (by as u32) << ROW_BITS).to_le_bytes()[..3]);
    }
    let bounds = counts.iter().scan(0u32, |sum, count| {
        *sum += count;
        Some(sum.to_le_bytes())
    });
    (bounds.flatten().collect(), entries)
}

fn assemble(sections: [Vec<u8>; super::SECTIONS]) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    let mut offset = HEADER;
    for section in &sections {
        bytes.extend((offset as u32).to_le_bytes());
        bytes.extend((section.len() as u32).to_le_bytes());
        offset += section.len();
    }
    sections.iter().for_each(|section| bytes.extend_from_slice(section));
    bytes
}
