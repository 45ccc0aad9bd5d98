//! Which files there are, and how each is to be read.

use std::collections::{BTreeMap, VecDeque};
use std::fs;
use std::path::{Path, PathBuf};

use compact_str::CompactString;

use super::kind::{Kind, READABLE, extension};
use super::piece::name_parts;
use crate::Fault;

/// A file to read.
#[derive(Clone, Debug)]
pub(super) struct File {
    pub path: PathBuf,
    /// As it is shown to people.
    pub shown: String,
    /// Its path inside the folder that was given, or its name.
    pub name: String,
    /// What the report is called: the name without its ends, where no other file would be called the same.
    pub id: String,
    pub size: u64,
}

/// What to do next.
#[derive(Debug)]
pub(super) enum Step {
    /// A file, and its kind; `None` when its first bytes are to tell.
    File(Option<Kind>, File),
    Standard,
    Failed(Fault),
    Note(String),
}

impl Step {
    pub(super) fn size(&self) -> Option<u64> {
        match self {
            Step::File(_, file) => Some(file.size),
            Step::Standard => None,
            Step::Failed(_) | Step::Note(_) => Some(0),
        }
    }
}

impl File {
    fn new(path: &Path, shown: String, name: String, size: u64, codes: &[CompactString]) -> File {
        let id = name_parts(&name, codes).0.to_owned();
        File { path: path.to_owned(), shown, id, name, size }
    }

    /// The name without its last end.
    pub(super) fn stem(&self) -> String {
        self.name.rsplit_once('.').map_or(self.name.as_str(), |(stem, _)| stem).to_owned()
    }
}

pub(super) fn plan(paths: &[PathBuf], codes: &[CompactString]) -> VecDeque<Step> {
    let mut steps = VecDeque::new();
    for path in paths {
        if path.as_os_str() == "-" {
            steps.push_back(Step::Standard);
        } else {
            plan_path(path, codes, &mut steps);
        }
    }
    tell_apart(&mut steps);
    steps
}

/// Files whose names differ only in their ends (`a.fr.txt`, `a.en.txt`, `a.html`) keep the whole name, so that no two reports are
/// called the same.
fn tell_apart(steps: &mut VecDeque<Step>) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let file = |step: &Step| match step {
        Step::File(_, file) => Some(file.id.clone()),
        _ => None,
    };
    steps.iter().filter_map(file).for_each(|id| *counts.entry(id).or_default() += 1);
    for step in steps {
        if let Step::File(_, file) = step
            && counts.get(&file.id).is_some_and(|&count| count > 1)
        {
            file.id.clone_from(&file.name);
        }
    }
}

fn plan_path(path: &Path, codes: &[CompactString], steps: &mut VecDeque<Step>) {
    let shown = path.display().to_string();
    match fs::metadata(path) {
        Err(error) => steps.push_back(Step::Failed(Fault::system(&shown, error))),
        Ok(metadata) if metadata.is_dir() => plan_folder(path, codes, steps),
        Ok(metadata) => {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let kind = match extension(&name) {
                None => None,
                Some(end) => match Kind::by_extension(&end) {
                    Some(kind) => Some(kind),
                    None => {
                        return steps.push_back(Step::Failed(Fault::NoReader { path: shown, extension: end }));
                    }
                },
            };
            steps.push_back(Step::File(kind, File::new(path, shown, name, metadata.len(), codes)));
        }
    }
}

/// All readable files below a folder, sorted by path. Hidden files, and folders behind links, are left out.
fn plan_folder(folder: &Path, codes: &[CompactString], steps: &mut VecDeque<Step>) {
    let mut passed_over: BTreeMap<String, usize> = BTreeMap::new();
    let mut found = 0;
    let mut open = vec![folder.to_owned()];
    while let Some(path) = open.pop() {
        if path != folder && !path.is_dir() {
            match file_in(folder, &path, codes) {
                Ok(step) => {
                    found += 1;
                    steps.push_back(step);
                }
                Err(end) => *passed_over.entry(end).or_default() += 1,
            }
            continue;
        }
        match list(&path) {
            Ok(entries) => open.extend(entries.into_iter().rev()),
            Err(error) => steps.push_back(Step::Failed(Fault::system(&path.display().to_string(), error))),
        }
    }
    steps.extend(note(folder, found, &passed_over).map(Step::Note));
}

/// The entries of a folder, sorted.
fn list(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        let kind = entry.file_type()?;
        let behind_link = kind.is_symlink() && entry.path().is_dir();
        if !hidden && !behind_link {
            paths.push(entry.path());
        }
    }
    paths.sort();
    Ok(paths)
}

/// The step for a file of a folder, or the end of its name when there is no reader for it.
fn file_in(folder: &Path, path: &Path, codes: &[CompactString]) -> Result<Step, String> {
    let name = path.strip_prefix(folder).unwrap_or(path).components().map(|part| part.as_os_str().to_string_lossy());
    let name = name.collect::<Vec<_>>().join("/");
    let end = extension(&name).unwrap_or_default();
    let kind = Kind::by_extension(&end).ok_or(end)?;
    let size = fs::metadata(path).map_or(0, |metadata| metadata.len());
    Ok(Step::File(Some(kind), File::new(path, path.display().to_string(), name, size, codes)))
}

fn note(folder: &Path, found: usize, passed_over: &BTreeMap<String, usize>) -> Option<String> {
    let folder = folder.display();
    if passed_over.is_empty() {
        return (found == 0).then(|| format!("{folder}: no reports in it. Readable are {READABLE}"));
    }
    let kinds = passed_over.iter().map(|(end, count)| match end.as_str() {
        "" => format!("{count} without an extension"),
        end => format!("{count} .{end}"),
    });
    let kinds = kinds.collect::<Vec<_>>().join(", ");
    Some(format!("{folder}: passed over {kinds}, which have no reader"))
}
