//! The user's own actors, wherever this run takes them from.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::sync::OnceLock;

use zenobia_knowledge::Shelf;

use super::say;

static CHOSEN: OnceLock<Option<Shelf>> = OnceLock::new();

/// Settles it for this run: the folder named, if any; else the user's data folder, where that is wanted.
pub fn choose(named: Option<&OsStr>, usual: bool) {
    let shelf = match named {
        Some(folder) => (!folder.is_empty()).then(|| Shelf::at(folder)),
        None => usual.then(Shelf::of_user).flatten(),
    };
    let _ = CHOSEN.set(shelf);
}

/// The shelf of this run.
pub fn chosen() -> Option<&'static Shelf> {
    CHOSEN.get().and_then(Option::as_ref)
}

/// The files on it; what is wrong with the folder is told, and nothing of it used.
pub fn texts() -> BTreeMap<String, String> {
    let Some(shelf) = chosen() else { return BTreeMap::new() };
    shelf.texts().unwrap_or_else(|error| {
        say(&format!("{error}; your own actors were not used"));
        BTreeMap::new()
    })
}
