//! The user's own gazetteers and actors, wherever this run takes them from.

use std::ffi::OsStr;
use std::sync::OnceLock;

use zenobia_desk::Own;

static CHOSEN: OnceLock<Own> = OnceLock::new();

/// Settles it for this run: the folders named, if any; else those in the user's data folder, where that is wanted.
pub fn choose(gazetteers: Option<&OsStr>, actors: Option<&OsStr>, usual: bool) {
    let _ = CHOSEN.set(Own::choose(gazetteers, actors, usual));
}

/// What this run has.
pub fn chosen() -> &'static Own {
    CHOSEN.get_or_init(Own::default)
}
