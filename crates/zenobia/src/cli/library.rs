//! The packs and the knowledge that a command reads with.

use std::collections::BTreeMap;
use std::path::Path;

pub use zenobia_desk::Library;

use super::{own, say};
use crate::summary::{Labels, Vocabulary};

/// Loads the packs of a folder, or takes those in the program. Faults inside its files are told, and what is sound is used;
/// `None` when the folder itself cannot be read.
pub fn open(folder: Option<&Path>) -> Option<Library> {
    open_with(folder, BTreeMap::new())
}

/// The same with further actors, as files by their place in a folder of packs.
pub fn open_with(folder: Option<&Path>, more: BTreeMap<String, String>) -> Option<Library> {
    let library = own::chosen().library(folder, more, &mut |told| say(&told));
    if library.is_none() {
        say("the packs were not used; mend what is named above, or leave out --packs");
    }
    library
}

/// Hands over what things are called in the language of labels.
pub fn with_vocabulary<T>(library: &Library, labels: &Labels, write: impl FnOnce(&Vocabulary<'_>) -> T) -> T {
    write(&Vocabulary {
        gloss: &|event, mode| library.gloss(event, mode, labels.code),
        known: &|key| library.name(key, labels.code),
        conditions: library.knowledge().conditions(),
    })
}
