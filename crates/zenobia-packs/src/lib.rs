//! The data of Zenobia: languages, event types, actors, sites, places.
//!
//! Everything is embedded and read when it is first needed; [`load`] reads a folder laid out the same way instead.

mod check;
mod known;
mod source;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

use zenobia_core::analyze::{Knowledge, Packs};
use zenobia_core::place::CompactGazetteer;
use zenobia_core::problem::Problem;

pub use check::{Check, check, problems};
pub use known::{Boxes, Entry, Ground, check_actors, check_knowledge, check_sites, entries};
pub use source::Layer;

/// The embedded languages and event types.
pub fn packs() -> &'static Packs {
    static PACKS: OnceLock<Packs> = OnceLock::new();
    PACKS.get_or_init(|| source::embedded().packs())
}

/// A language that can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Language {
    /// ISO 639-1 code.
    pub code: String,
    /// Its name in itself.
    pub name: String,
}

/// The embedded languages, by code.
pub fn languages() -> Vec<Language> {
    let packs = packs();
    packs.languages().map(|code| Language { code: code.to_owned(), name: packs.name(code) }).collect()
}

/// The embedded actors, sites and places.
pub fn knowledge() -> &'static Knowledge {
    static KNOWLEDGE: OnceLock<Knowledge> = OnceLock::new();
    KNOWLEDGE.get_or_init(|| source::embedded().knowledge(Vec::new()))
}

/// Languages, event types and knowledge from a folder laid out like this crate's: `ontology/`, `knowledge/`, and one folder a language.
///
/// # Errors
/// All faults of its files, each with path, line and what to do.
pub fn load(folder: &Path) -> Result<(Packs, Knowledge), Vec<Problem>> {
    let (packs, knowledge) = open(folder)?;
    let found = problems(&packs, &knowledge);
    if found.is_empty() { Ok((packs, knowledge)) } else { Err(found) }
}

/// The same, whatever is wrong inside the files: [`problems`] tells.
///
/// # Errors
/// When the folder or a file cannot be read.
pub fn open(folder: &Path) -> Result<(Packs, Knowledge), Vec<Problem>> {
    open_with(folder, Vec::new(), BTreeMap::new())
}

/// The same, with gazetteers laid above that of the folder, and further files: those of the user's own knowledge, by their place in a folder of
/// packs. `heads.tsv~NAME` goes on what `heads.tsv` holds.
///
/// # Errors
/// When the folder or a file cannot be read.
pub fn open_with(
    folder: &Path,
    above: Vec<Layer>,
    own: BTreeMap<String, String>,
) -> Result<(Packs, Knowledge), Vec<Problem>> {
    let mut source = source::folder(folder)?;
    source.add(own);
    Ok((source.packs(), source.knowledge(above)))
}

/// The embedded data, with gazetteers and files of the user's own.
pub fn embedded_with(above: Vec<Layer>, own: BTreeMap<String, String>) -> (Packs, Knowledge) {
    let mut source = source::embedded();
    source.add(own);
    (source.packs(), source.knowledge(above))
}

/// The embedded gazetteer alone; opening it reads nothing.
///
/// # Errors
/// When this build carries none.
pub fn gazetteer() -> Result<CompactGazetteer, Problem> {
    source::embedded().gazetteer()
}
