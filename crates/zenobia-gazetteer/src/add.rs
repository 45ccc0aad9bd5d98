//! Making a gazetteer of files: places go to rows as they come, their keys through a sort on disk into the name index.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};
use std::time::Duration;

use compact_str::CompactString;
use tempfile::{NamedTempFile, TempDir};
use zenobia_core::place::compact::{self, Key, SECTIONS};
use zenobia_core::place::{Candidate, KnownPlace, PlaceKind, Spellings};

use crate::Error;
use crate::shelf::{About, Shelf};
use crate::sort::{LONGEST, Sorted, Sorter};
use crate::source::{self, Row};
use crate::write::{Part, SCRATCH, TAIL, big_endian, file_in, index, whole, writer};

/// What has been done so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Reading a file: how many of its rows.
    Reading(PathBuf, u64),
    /// Putting the names in order.
    Sorting,
    /// Writing the index.
    Writing,
}

/// What came of it.
#[derive(Debug, Default)]
pub struct Added {
    /// Number of places.
    pub places: u64,
    /// Further names that were given to places.
    pub names: u64,
    /// Further names of places that nobody knows.
    pub strays: u64,
    /// Rows that were not sound, and so were left out; the first of them with file and line.
    pub faults: (u64, Vec<Error>),
}

/// Bytes of memory that sorting takes at most, all together.
const MEMORY: usize = 192 << 20;
/// Faults that are kept.
const MOST_FAULTS: usize = 10;
/// Rows between two reports of progress.
const OFTEN: u64 = 1 << 16;
const DAY: Duration = Duration::from_secs(86_400);

/// Makes a gazetteer called `name` on a shelf from files, over one of that name if there is one. Nothing on the shelf changes
/// until all of it is written; `known` says which place a GeoNames id means that none of the files has.
pub fn add(
    shelf: &Shelf,
    name: &str,
    files: &[PathBuf],
    spellings: &Spellings,
    known: &dyn Fn(u32) -> Option<Candidate>,
    progress: &mut dyn FnMut(&Step),
) -> Result<Added, Error> {
    fs::create_dir_all(shelf.folder()).map_err(Error::file(shelf.folder()))?;
    sweep(shelf.folder());
    let scratch = TempDir::with_prefix_in(SCRATCH, shelf.folder()).map_err(Error::file(shelf.folder()))?;
    let mut maker = Maker::new(scratch.path(), spellings)?;
    let mut about = About::default();
    for path in files {
        let format = maker.read(path, progress)?;
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        about.sources.push(format!("{file} ({})", format.name()));
    }
    progress(&Step::Sorting);
    maker.join(known)?;
    progress(&Step::Writing);
    let about = serde_json::to_vec(&about).unwrap_or_default();
    let path = shelf.path(name);
    let (whole, added) = maker.finish(&about, shelf.folder())?;
    whole.persist(&path).map_err(|error| Error::File { path, reason: error.error })?;
    Ok(added)
}

/// Takes away what runs have left behind that were killed; whatever is younger than a day may still be at work.
fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let ours = entry.file_name().to_string_lossy().starts_with(SCRATCH);
        let age = entry.metadata().and_then(|data| data.modified()).ok().and_then(|time| time.elapsed().ok());
        if ours && age.is_some_and(|age| age > DAY) {
            let _ = fs::remove_dir_all(entry.path()).or_else(|_| fs::remove_file(entry.path()));
        }
    }
}

/// The sections as they grow.
struct Maker<'a> {
    folder: &'a Path,
    spellings: &'a Spellings,
    rows: compact::Rows<BufWriter<File>>,
    row_file: File,
    text_file: File,
    names: Sorter,
    sounds: Sorter,
    /// GeoNames id, row, country: all big-endian.
    ids: Sorter,
    /// GeoNames id, then a further name.
    further: Sorter,
    /// Names of units by their codes.
    units: BTreeMap<String, String>,
    id_rows: Vec<u8>,
    added: Added,
}

impl<'a> Maker<'a> {
    fn new(folder: &'a Path, spellings: &'a Spellings) -> Result<Maker<'a>, Error> {
        let (row_file, text_file) = (file_in(folder)?, file_in(folder)?);
        let rows = compact::Rows::new(writer(&row_file, folder)?, writer(&text_file, folder)?);
        Ok(Maker {
            folder,
            spellings,
            rows,
            row_file,
            text_file,
            names: Sorter::new(folder, MEMORY / 2),
            sounds: Sorter::new(folder, MEMORY / 4),
            ids: Sorter::new(folder, MEMORY / 8),
            further: Sorter::new(folder, MEMORY / 8),
            units: BTreeMap::new(),
            id_rows: Vec::new(),
            added: Added::default(),
        })
    }

    fn read(&mut self, path: &Path, progress: &mut dyn FnMut(&Step)) -> Result<source::Format, Error> {
        let (mut count, mut sound) = (0u64, 0u64);
        let format = source::read(path, &mut |row| {
            count += 1;
            if count % OFTEN == 0 {
                progress(&Step::Reading(path.to_owned(), count));
            }
            match row {
                Ok(row) => {
                    sound += 1;
                    self.take(row)
                }
                Err(fault) => {
                    self.added.faults.0 += 1;
                    if self.added.faults.1.len() < MOST_FAULTS {
                        self.added.faults.1.push(fault);
                    }
                    Ok(())
                }
            }
        })?;
        progress(&Step::Reading(path.to_owned(), count));
        match self.added.faults.1.pop() {
            Some(fault) if sound == 0 && count > 0 => Err(fault),
            fault => {
                self.added.faults.1.extend(fault);
                Ok(format)
            }
        }
    }

    fn take(&mut self, row: Row) -> Result<(), Error> {
        match row {
            Row::Place(place) => self.place(&place).map(drop),
            Row::Unit(place, code) => {
                self.units.insert(code, place.name.to_string());
                self.place(&place).map(drop)
            }
            Row::UnitName(code, name) => {
                self.units.insert(code, name);
                Ok(())
            }
            Row::Name(id, name) => {
                let record = [&id.to_be_bytes(), name.as_bytes()].concat();
                self.further.push(&record).map_err(Error::file(self.folder))
            }
        }
    }

    fn place(&mut self, place: &KnownPlace) -> Result<u32, Error> {
        let row = self.rows.push(place)?;
        self.added.places += 1;
        self.keys(place, row)?;
        if let Some(id) = place.geonames_id() {
            let country = place.country.as_deref().filter(|_| place.kind != PlaceKind::Country).unwrap_or_default();
            let record = [&id.to_be_bytes(), &row.to_be_bytes(), country.as_bytes()].concat();
            self.ids.push(&record).map_err(Error::file(self.folder))?;
        }
        Ok(row)
    }

    fn keys(&mut self, place: &KnownPlace, row: u32) -> Result<(), Error> {
        for Key { sound, bytes, by } in compact::keys(place, self.spellings) {
            let sorter = if sound { &mut self.sounds } else { &mut self.names };
            let bytes = &bytes[..bytes.len().min(LONGEST - TAIL)];
            let record = [bytes, &[0], &row.to_be_bytes(), &[by as u8]].concat();
            sorter.push(&record).map_err(Error::file(self.folder))?;
        }
        Ok(())
    }

    /// Gives the further names to the places of their ids: both are in order, so that they are read side by side.
    fn join(&mut self, known: &dyn Fn(u32) -> Option<Candidate>) -> Result<(), Error> {
        let take = |sorter: &mut Sorter| std::mem::replace(sorter, Sorter::new(self.folder, 0)).finish();
        let (ids, further) = (take(&mut self.ids), take(&mut self.further));
        let (mut ids, mut further) =
            (ids.map_err(Error::file(self.folder))?, further.map_err(Error::file(self.folder))?);
        let mut place = next_place(&mut ids).map_err(Error::file(self.folder))?;
        let mut name = next_name(&mut further).map_err(Error::file(self.folder))?;
        loop {
            let id = match (&place, &name) {
                (None, None) => return Ok(()),
                (Some(place), None) => place.id,
                (None, Some((id, _))) => *id,
                (Some(place), Some((id, _))) => place.id.min(*id),
            };
            let mut names: Vec<CompactString> = Vec::new();
            while let Some((_, text)) = name.take_if(|(own, _)| *own == id) {
                names.push(text);
                name = next_name(&mut further).map_err(Error::file(self.folder))?;
            }
            let mut homes = Vec::new();
            while let Some(home) = place.take_if(|place| place.id == id) {
                homes.push(home);
                place = next_place(&mut ids).map_err(Error::file(self.folder))?;
            }
            self.settle(id, homes, names, known)?;
        }
    }

    /// Writes the id of a place, and the keys of its further names.
    fn settle(
        &mut self,
        id: u32,
        mut homes: Vec<Home>,
        names: Vec<CompactString>,
        known: &dyn Fn(u32) -> Option<Candidate>,
    ) -> Result<(), Error> {
        if homes.is_empty() {
            let Some(candidate) = known(id) else {
                self.added.strays += names.len() as u64;
                return Ok(());
            };
            let place = known_place(id, &candidate);
            let row = self.rows.push(&place)?;
            self.added.places += 1;
            homes.push(Home { id, row, country: place.country.filter(|_| place.kind != PlaceKind::Country) });
        }
        for home in &homes {
            self.id_rows.extend(home.id.to_le_bytes().into_iter().chain(home.row.to_le_bytes()));
        }
        let Some(home) = homes.into_iter().next_back().filter(|_| !names.is_empty()) else { return Ok(()) };
        self.added.names += names.len() as u64;
        let kind = if home.country.is_none() { PlaceKind::Country } else { PlaceKind::Village };
        // Only the keys of the names are wanted, so the place needs no more than what decides them.
        let place =
            KnownPlace { key: "0".into(), kind, country: home.country, alternates: names, ..KnownPlace::default() };
        self.keys(&place, home.row)
    }

    fn finish(self, about: &[u8], shelf: &Path) -> Result<(NamedTempFile, Added), Error> {
        let folder = self.folder;
        let units = self.units;
        // A unit whose code is all that is known has no name; what is no code is a name.
        let named = |unit: &str| {
            Some(
                units.get(unit).cloned().unwrap_or_else(|| if is_code(unit) { String::new() } else { unit.to_owned() }),
            )
        };
        let (unit_rows, countries) = self.rows.finish(named)?;
        let (names, name_postings) = index(folder, self.names)?;
        let (sounds, sound_postings) = index(folder, self.sounds)?;
        let parts: [Part; SECTIONS] = [
            Part::File(self.text_file),
            Part::File(self.row_file),
            Part::Bytes(unit_rows),
            Part::Bytes(countries),
            Part::File(names),
            Part::File(name_postings),
            Part::File(sounds),
            Part::File(sound_postings),
            Part::Bytes(self.id_rows),
            Part::Bytes(self.spellings.write()),
            Part::Bytes(about.to_vec()),
        ];
        let whole = whole(parts, shelf).map_err(Error::file(shelf))?;
        Ok((whole, self.added))
    }
}

struct Home {
    id: u32,
    row: u32,
    country: Option<CompactString>,
}

fn next_place(ids: &mut Sorted) -> io::Result<Option<Home>> {
    let Some(record) = ids.next()? else { return Ok(None) };
    let (id, rest) = record.split_at(4.min(record.len()));
    let (row, country) = rest.split_at(4.min(rest.len()));
    let country = (!country.is_empty()).then(|| CompactString::from_utf8_lossy(country));
    Ok(Some(Home { id: big_endian(id), row: big_endian(row), country }))
}

fn next_name(further: &mut Sorted) -> io::Result<Option<(u32, CompactString)>> {
    let Some(record) = further.next()? else { return Ok(None) };
    let (id, name) = record.split_at(4.min(record.len()));
    Ok(Some((big_endian(id), CompactString::from_utf8_lossy(name))))
}

fn is_code(unit: &str) -> bool {
    unit.as_bytes().get(2) == Some(&b'.') && unit.bytes().take(2).all(|byte| byte.is_ascii_uppercase())
}

fn known_place(id: u32, candidate: &Candidate) -> KnownPlace {
    KnownPlace {
        key: compact_str::format_compact!("{id}"),
        name: candidate.name.clone(),
        kind: candidate.kind,
        at: candidate.point(),
        country: candidate.country.clone(),
        admin1: candidate.admin1.clone(),
        radius: Some(candidate.radius_km),
        population: candidate.population,
        capital: candidate.capital,
        ..KnownPlace::default()
    }
}
