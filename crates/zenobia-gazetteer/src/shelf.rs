//! The folder of a user's gazetteers.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use serde::{Deserialize, Serialize};
use zenobia_core::place::CompactGazetteer;

use crate::Error;

const EXTENSION: &str = "gazetteer";

/// A folder of gazetteers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shelf {
    folder: PathBuf,
}

/// One gazetteer of a shelf.
#[derive(Clone, Debug, PartialEq)]
pub struct Book {
    /// What it is called.
    pub name: String,
    /// Its file.
    pub path: PathBuf,
    /// Bytes on disk.
    pub size: u64,
    /// Number of places.
    pub places: usize,
    /// Number of different names.
    pub names: usize,
    /// The files it was made from.
    pub about: About,
}

/// Where the places of a gazetteer come from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct About {
    /// Each file, with its form.
    #[serde(default)]
    pub sources: Vec<String>,
}

impl Shelf {
    /// The shelf in a folder, which need not exist yet.
    pub fn at(folder: impl Into<PathBuf>) -> Shelf {
        Shelf { folder: folder.into() }
    }

    /// The shelf in the user's data folder: `$XDG_DATA_HOME/zenobia/gazetteer`, or what stands for it on this system.
    pub fn of_user() -> Option<Shelf> {
        let base = etcetera::choose_base_strategy().ok()?;
        Some(Shelf::at(base.data_dir().join("zenobia").join("gazetteer")))
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where the gazetteer of a name is, or would be.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}.{EXTENSION}"))
    }

    /// Names of the gazetteers, in order.
    pub fn names(&self) -> Result<Vec<String>, Error> {
        let entries = match fs::read_dir(&self.folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            other => other.map_err(Error::file(&self.folder))?,
        };
        let paths = entries.flatten().map(|entry| entry.path());
        let ours = paths.filter(|path| path.extension().is_some_and(|extension| extension == EXTENSION));
        let mut names: Vec<String> = ours
            .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
            .filter(|name| !name.starts_with('.'))
            .collect();
        names.sort();
        Ok(names)
    }

    /// Opens a gazetteer: its indexes are read once to compare their checksums, the rest as the system maps the pages that are looked at.
    pub fn open(&self, name: &str) -> Result<CompactGazetteer, Error> {
        let path = self.path(name);
        let (map, _) = vmap::Map::with_options()
            .open(&path)
            .map_err(|error| Error::form(&path, format!("it cannot be opened ({error})")))?;
        // The map stays for as long as the program runs, as what is embedded does, so that threads can share it. Files are
        // only ever replaced as a whole, never written into.
        let bytes: &'static [u8] = Box::leak(Box::new(map));
        CompactGazetteer::open(bytes).map_err(|problem| Error::form(&path, problem.message))
    }

    /// What is known of a gazetteer.
    pub fn book(&self, name: &str) -> Result<Book, Error> {
        let gazetteer = self.open(name)?;
        let path = self.path(name);
        let size = fs::metadata(&path).map_err(Error::file(&path))?.len();
        let about = serde_json::from_slice(gazetteer.about()).unwrap_or_default();
        Ok(Book { name: name.to_owned(), path, size, places: gazetteer.len(), names: gazetteer.names(), about })
    }

    /// Takes a gazetteer away.
    pub fn remove(&self, name: &str) -> Result<(), Error> {
        let path = self.path(name);
        fs::remove_file(&path).map_err(Error::file(&path))
    }
}
