//! Who read a report: this program, and the data it read with.

use crate::library::Library;

/// Name and version, and whether other packs than its own were used.
pub fn reader(library: &Library) -> String {
    let version = concat!("zenobia ", env!("CARGO_PKG_VERSION"));
    match library {
        Library::Embedded => version.to_owned(),
        Library::Folder(_) => format!("{version} with packs or gazetteers of the user"),
    }
}
