//! One row of the compact gazetteer.
//!
//! Bytes: name offset (4), latitude and longitude in units of 0.0001° from −90 and −180 (3, 3), natural logarithm of
//! population + 1 in units of 1/2800 (2), country number from 1 (1), unit number from 1 (2), kind with the flags
//! [`CAPITAL`] and [`WORDED`] (1), logarithm of the radius in units of 0.03 (1), GeoNames id, or offset of the key in
//! `text` where the flag [`WORDED`] is set (4).

use compact_str::format_compact;

use super::{COUNTRIES, COUNTRY, CompactGazetteer, ROW, ROWS, UNITS, number};
use crate::place::{Candidate, KnownPlace, NameMatch, PlaceKind};

const CAPITAL: u64 = 0x80;
const WORDED: u64 = 0x40;

/// Numbers that a row takes from the tables of the file.
pub(super) struct Links {
    pub name: u32,
    pub key: u32,
    pub country: u8,
    pub unit: u16,
}

/// The bytes of a place.
pub(super) fn encode(place: &KnownPlace, links: &Links) -> [u8; ROW] {
    let mut row = Vec::with_capacity(ROW);
    let mut push = |value: u64, length: usize| row.extend_from_slice(&value.to_le_bytes()[..length]);
    let id = place.geonames_id();
    push(u64::from(links.name), 4);
    push(((place.at.0.clamp(-90.0, 90.0) + 90.0) * 1e4).round() as u64, 3);
    push(((place.at.1.clamp(-180.0, 180.0) + 180.0) * 1e4).round() as u64, 3);
    push(((place.population.saturating_add(1) as f64).ln() * 2800.0).round().min(65535.0) as u64, 2);
    push(u64::from(links.country), 1);
    push(u64::from(links.unit), 2);
    let flags = if place.capital { CAPITAL } else { 0 } | if id.is_none() { WORDED } else { 0 };
    push(place.kind as u64 | flags, 1);
    let radius = place.radius.unwrap_or_else(|| place.kind.usual_radius_km());
    push((radius.max(1.0).ln() / 0.03).round().min(255.0) as u64, 1);
    push(u64::from(id.unwrap_or(links.key)), 4);
    row.try_into().unwrap_or([0; ROW])
}

impl CompactGazetteer {
    /// The place of a row.
    pub(super) fn candidate(&self, row: usize, by: NameMatch) -> Option<Candidate> {
        let row = self.section(ROWS).get(row.checked_mul(ROW)?..)?.get(..ROW)?;
        let (kind, id) = (number(row, 15, 1), number(row, 17, 4));
        let key = match kind & WORDED {
            0 => format_compact!("geonames:{id}"),
            _ => KnownPlace::full(&self.text(id as usize)),
        };
        let code =
            (number(row, 12, 1) as usize).checked_sub(1).and_then(|at| self.section(COUNTRIES).get(COUNTRY * at..));
        let unit =
            (number(row, 13, 2) as usize).checked_sub(1).map(|at| number(self.section(UNITS), 4 * at, 4) as usize);
        Some(Candidate {
            key,
            name: self.text(number(row, 0, 4) as usize),
            kind: PlaceKind::ALL.get((kind & !(CAPITAL | WORDED)) as usize).copied()?,
            latitude: (number(row, 4, 3) as f64 - 90e4) / 1e4,
            longitude: (number(row, 7, 3) as f64 - 180e4) / 1e4,
            population: ((number(row, 10, 2) as f64 / 2800.0).exp() - 1.0).round() as u64,
            country: code.and_then(|code| std::str::from_utf8(code.get(..2)?).ok()).map(Into::into),
            admin1: unit.map(|offset| self.text(offset)).filter(|unit| !unit.is_empty()),
            radius_km: (number(row, 16, 1) as f64 * 0.03).exp(),
            capital: kind & CAPITAL != 0,
            by,
        })
    }
}
