//! The user's own gazetteers, wherever this run takes them from.

use std::ffi::OsStr;
use std::sync::OnceLock;

use zenobia_gazetteer::Shelf;
use zenobia_packs::Layer;

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

/// The gazetteers on it, opened; what is wrong with one is told, and the others are used.
pub fn layers() -> Vec<Layer> {
    let Some(shelf) = chosen() else { return Vec::new() };
    let names = shelf.names().unwrap_or_else(|error| {
        say(&error.to_string());
        Vec::new()
    });
    let open = |name: &String| match shelf.open(name) {
        Ok(gazetteer) => Some(Box::new(gazetteer) as Layer),
        Err(error) => {
            say(&format!(
                "{error}; it was not used: add it again, or remove it with `zenobia gazetteer remove {name}`"
            ));
            None
        }
    };
    names.iter().filter_map(open).collect()
}
