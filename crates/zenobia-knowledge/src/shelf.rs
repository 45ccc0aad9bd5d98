//! The folder of a user's actors: files that people may edit, in the format of `knowledge/actors/*.toml`, and one folder a language for nouns.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use serde::Serialize;
use zenobia_core::knowledge::KnownActor;

use crate::{Error, Import, Noun};

/// A folder of imported actors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shelf {
    folder: PathBuf,
}

#[derive(Serialize)]
struct ActorFile<'a> {
    actor: &'a [KnownActor],
}

impl Shelf {
    /// The shelf in a folder, which need not exist yet.
    pub fn at(folder: impl Into<PathBuf>) -> Shelf {
        Shelf { folder: folder.into() }
    }

    /// The shelf in the user's data folder: `$XDG_DATA_HOME/zenobia/knowledge`, or what stands for it on this system.
    pub fn of_user() -> Option<Shelf> {
        let base = etcetera::choose_base_strategy().ok()?;
        Some(Shelf::at(base.data_dir().join("zenobia").join("knowledge")))
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where the actors of a name are, or would be.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join("actors").join(format!("{name}.toml"))
    }

    fn nouns_path(&self, name: &str) -> PathBuf {
        self.folder.join("en").join("lexicon").join(format!("heads-{name}.tsv"))
    }

    /// Names of what was imported, in the order in which they count: later ones win.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn names(&self) -> Result<Vec<String>, Error> {
        let mut names = stems(&self.folder.join("actors"), "toml")?;
        let nouns = stems(&self.folder.join("en").join("lexicon"), "tsv")?;
        names.extend(nouns.iter().filter_map(|name| name.strip_prefix("heads-")).map(str::to_owned));
        names.sort();
        names.dedup();
        Ok(names)
    }

    /// Writes what was imported under a name, in place of what was there.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn write(&self, name: &str, import: &Import) -> Result<(), Error> {
        if !import.actors.is_empty() {
            let path = self.path(name);
            put(&path, &actors_file(&path, import)?)?;
        }
        if !import.nouns.is_empty() {
            put(&self.nouns_path(name), &heads(&import.nouns))?;
        }
        Ok(())
    }

    /// Takes away what was imported under a name.
    ///
    /// # Errors
    /// When there is none, or it cannot be removed.
    pub fn remove(&self, name: &str) -> Result<(), Error> {
        let paths = [self.path(name), self.nouns_path(name)];
        let there: Vec<&PathBuf> = paths.iter().filter(|path| path.exists()).collect();
        if there.is_empty() {
            return Err(Error::File { path: paths[0].clone(), reason: io::Error::from(io::ErrorKind::NotFound) });
        }
        there.into_iter().try_for_each(|path| fs::remove_file(path).map_err(Error::file(path)))
    }

    /// All files by their place in a folder of packs. Actors get names that sort after all others, so that the user's count.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn texts(&self) -> Result<BTreeMap<String, String>, Error> {
        let mut texts = BTreeMap::new();
        for name in self.names()? {
            let files = [
                (self.path(&name), format!("knowledge/actors/~{name}.toml")),
                (self.nouns_path(&name), format!("en/lexicon/heads.tsv~{name}")),
            ];
            for (path, place) in files.into_iter().filter(|(path, _)| path.exists()) {
                texts.insert(place, fs::read_to_string(&path).map_err(Error::file(&path))?);
            }
        }
        Ok(texts)
    }
}

/// What was imported, by its place in a folder of packs, without writing it anywhere.
///
/// # Errors
/// When it cannot be put into the form of the packs.
pub fn texts_of(name: &str, import: &Import) -> Result<BTreeMap<String, String>, Error> {
    let actors = actors_file(Path::new(name), import)?;
    let mut texts = BTreeMap::from([(format!("knowledge/actors/~{name}.toml"), actors)]);
    if !import.nouns.is_empty() {
        texts.insert(format!("en/lexicon/heads.tsv~{name}"), heads(&import.nouns));
    }
    Ok(texts)
}

fn actors_file(path: &Path, import: &Import) -> Result<String, Error> {
    toml::to_string(&ActorFile { actor: &import.actors })
        .map_err(|error| Error::Form { path: path.to_owned(), message: error.to_string() })
}

fn stems(folder: &Path, extension: &str) -> Result<Vec<String>, Error> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        other => other.map_err(Error::file(folder))?,
    };
    let paths = entries.flatten().map(|entry| entry.path());
    let ours = paths.filter(|path| path.extension().is_some_and(|end| end == extension));
    let names = ours.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()));
    Ok(names.filter(|name| !name.starts_with('.')).collect())
}

/// Writes a file whole or not at all.
fn put(path: &Path, text: &str) -> Result<(), Error> {
    use std::io::Write;
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(Error::file(folder))?;
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(Error::file(folder))?;
    file.write_all(text.as_bytes()).map_err(Error::file(path))?;
    file.persist(path).map_err(|error| Error::File { path: path.to_owned(), reason: error.error })?;
    Ok(())
}

/// Nouns as rows of `lexicon/heads.tsv`.
fn heads(nouns: &[Noun]) -> String {
    let row = |noun: &Noun| {
        let kind = serde_json::to_value(noun.kind).ok();
        let kind = kind.as_ref().and_then(|kind| kind.as_str()).unwrap_or("population").to_owned();
        let line = |phrase: &str| format!("{phrase}\t{kind}\t{}\t\n", class(&noun.code));
        format!("{}{}", line(&noun.phrase), noun.plural.as_deref().map(line).unwrap_or_default())
    };
    nouns.iter().map(row).collect()
}

/// The class of head words that a CAMEO code is nearest to.
fn class(code: &str) -> String {
    match code.get(..3).unwrap_or(code) {
        "COP" => "police".into(),
        "MIL" => "soldiers".into(),
        "SPY" => "intelligence".into(),
        "GOV" => "government".into(),
        "LEG" => "parliament".into(),
        "JUD" => "court".into(),
        "REB" | "INS" => "rebels".into(),
        "SEP" => "separatists".into(),
        "REF" => "displaced".into(),
        "CVL" => "civilians".into(),
        other => other.to_lowercase(),
    }
}
