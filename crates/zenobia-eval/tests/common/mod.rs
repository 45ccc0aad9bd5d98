//! What the tests share.

#![allow(dead_code, clippy::print_stderr, reason = "each test uses part of it, and says why it skips")]

use std::env;
use std::path::{Path, PathBuf};

use zenobia_core::document::Document;
use zenobia_core::record::Record;

/// The folder of shared data beside the repository, when it holds what is needed.
pub fn shared(needed: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let there = folder.join(needed).exists();
    if !there {
        eprintln!("skipped: ../shared/{needed} is not here");
    }
    there.then_some(folder)
}

/// A folder of the corpora, beside the repository or where `ZENOBIA_CORPORA` says.
pub fn corpora(needed: &str) -> Option<PathBuf> {
    match env::var_os("ZENOBIA_CORPORA") {
        Some(folder) => Some(PathBuf::from(folder).join(needed)).filter(|path| path.exists()),
        None => shared(&format!("corpora/{needed}")).map(|folder| folder.join("corpora").join(needed)),
    }
}

/// Reads a report with the embedded packs.
pub fn analyze(document: &Document) -> Record {
    zenobia_core::analyze::analyze(document, zenobia_packs::packs(), zenobia_packs::knowledge())
}
