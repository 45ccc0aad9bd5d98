//! Reading entries with the lines where they stand.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use zenobia_core::pack::{decode, rows};
use zenobia_core::problem::Problem;

use super::names::fold;
use super::{Boxes, Ground};

/// An entry of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry<T> {
    /// Path of the file.
    pub path: String,
    /// Line of its key, counted from 1.
    pub line: u32,
    /// What it says.
    pub known: T,
}

impl<T> Entry<T> {
    /// A fault of this entry.
    pub fn problem(&self, message: impl Into<String>) -> Problem {
        Problem::at(&*self.path, self.line, message)
    }
}

/// The entries of one file below a table such as `[[actor]]`. What cannot be read becomes a problem, and the file yields nothing.
pub fn entries<T: DeserializeOwned>(path: &str, text: &str, table: &str, problems: &mut Vec<Problem>) -> Vec<Entry<T>> {
    let mut file = decode::<BTreeMap<String, Vec<T>>>(path, text, problems).unwrap_or_default();
    let known = file.remove(table).unwrap_or_default();
    let begins =
        |line: &str| line.trim_start().strip_prefix("key").is_some_and(|rest| rest.trim_start().starts_with('='));
    let mut lines = text.lines().enumerate().filter(|(_, line)| begins(line)).map(|(at, _)| at as u32 + 1);
    let entry = |known| Entry { path: path.to_owned(), line: lines.next().unwrap_or_default(), known };
    known.into_iter().map(entry).collect()
}

/// The entries of all TOML files below a folder of `root`, by path.
pub(super) fn below<T: DeserializeOwned>(
    root: &Path,
    folder: &str,
    table: &str,
    problems: &mut Vec<Problem>,
) -> Vec<Entry<T>> {
    let mut paths = Vec::new();
    collect(&root.join(folder), &mut paths);
    paths.sort();
    let mut found = Vec::new();
    for path in paths {
        let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        match fs::read_to_string(&path) {
            Ok(text) => found.extend(entries(&name, &text, table, problems)),
            Err(error) => problems.push(Problem::at(name, 0, error.to_string())),
        }
    }
    found
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for path in fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            paths.push(path);
        }
    }
}

/// What the files of a folder of packs say about languages, words, kinds and countries.
pub(super) fn ground(root: &Path, problems: &mut Vec<Problem>) -> Ground {
    let text = |path: &str| fs::read_to_string(root.join(path)).unwrap_or_default();
    let mut ground = Ground {
        boxes: Boxes::parse("knowledge/boxes.tsv", &text("knowledge/boxes.tsv"), problems),
        allowed: lines(&text("knowledge/names-that-are-words.txt")),
        ..Ground::default()
    };
    let mut folders: Vec<PathBuf> =
        fs::read_dir(root).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    folders.sort();
    for language in folders.iter().filter(|folder| folder.join("pack.toml").exists()) {
        let Some(code) = language.file_name().and_then(|name| name.to_str()) else { continue };
        ground.languages.push(code.to_owned());
        ground.words.insert(code.to_owned(), lines(&text(&format!("{code}/lexicon/forms.txt"))));
        let kinds = text(&format!("{code}/lexicon/site-kinds.tsv"));
        ground.kinds.extend(rows(&kinds).filter_map(|(_, row)| row.get(1).map(|kind| (*kind).to_owned())));
    }
    ground
}

fn lines(text: &str) -> BTreeSet<String> {
    text.lines().filter(|line| !line.starts_with('#')).map(fold).filter(|word| !word.is_empty()).collect()
}
