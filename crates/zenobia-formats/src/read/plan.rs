//! Which files there are, and how each is to be read.

use std::collections::{BTreeMap, VecDeque};
use std::fs;
use std::path::{Path, PathBuf};

use crate::Fault;

/// A file to read.
#[derive(Clone, Debug)]
pub(super) struct File {
    pub path: PathBuf,
    /// As it is shown to people.
    pub shown: String,
    /// What the report is called: the path inside the folder that was given, without its ends.
    pub id: String,
    pub size: u64,
}

/// What to do next.
#[derive(Debug)]
pub(super) enum Step {
    Text(File),
    Lines(File),
    /// A file without an extension, named by the user: its first bytes tell.
    Unnamed(File),
    Standard,
    Failed(Fault),
    Note(String),
}

impl Step {
    pub(super) fn size(&self) -> Option<u64> {
        match self {
            Step::Text(file) | Step::Lines(file) | Step::Unnamed(file) => Some(file.size),
            Step::Standard => None,
            Step::Failed(_) | Step::Note(_) => Some(0),
        }
    }
}

pub(super) fn plan(paths: &[PathBuf]) -> VecDeque<Step> {
    let mut steps = VecDeque::new();
    for path in paths {
        if path.as_os_str() == "-" {
            steps.push_back(Step::Standard);
        } else {
            plan_path(path, &mut steps);
        }
    }
    steps
}

fn plan_path(path: &Path, steps: &mut VecDeque<Step>) {
    let shown = path.display().to_string();
    match fs::metadata(path) {
        Err(error) => steps.push_back(Step::Failed(Fault::system(&shown, error))),
        Ok(metadata) if metadata.is_dir() => plan_folder(path, steps),
        Ok(metadata) => {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let file = File { path: path.to_owned(), shown: shown.clone(), id: name.clone(), size: metadata.len() };
            steps.push_back(match extension(&name) {
                None => Step::Unnamed(file),
                Some(end) if end == "md" => Step::Text(file),
                Some(end) => {
                    by_extension(&end, file).unwrap_or(Step::Failed(Fault::NoReader { path: shown, extension: end }))
                }
            });
        }
    }
}

fn by_extension(end: &str, file: File) -> Option<Step> {
    match end {
        "txt" | "text" => Some(Step::Text(file)),
        "jsonl" | "ndjson" => Some(Step::Lines(file)),
        _ => None,
    }
}

/// The end of a name in lower case; names such as `fd/63` or `README` have none.
fn extension(name: &str) -> Option<String> {
    let (stem, end) = name.rsplit_once('.')?;
    (!stem.is_empty() && !end.is_empty() && !end.contains(' ')).then(|| end.to_lowercase())
}

/// All readable files below a folder, sorted by path. Hidden files, and folders behind links, are left out.
fn plan_folder(folder: &Path, steps: &mut VecDeque<Step>) {
    let mut passed_over: BTreeMap<String, usize> = BTreeMap::new();
    let mut found = 0;
    let mut open = vec![folder.to_owned()];
    while let Some(path) = open.pop() {
        if path != folder && !path.is_dir() {
            match file_in(folder, &path) {
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
fn file_in(folder: &Path, path: &Path) -> Result<Step, String> {
    let id = path.strip_prefix(folder).unwrap_or(path).components().map(|part| part.as_os_str().to_string_lossy());
    let id = id.collect::<Vec<_>>().join("/");
    let end = extension(&id).unwrap_or_default();
    let size = fs::metadata(path).map_or(0, |metadata| metadata.len());
    let file = File { path: path.to_owned(), shown: path.display().to_string(), id, size };
    by_extension(&end, file).ok_or(end)
}

fn note(folder: &Path, found: usize, passed_over: &BTreeMap<String, usize>) -> Option<String> {
    let folder = folder.display();
    if passed_over.is_empty() {
        return (found == 0)
            .then(|| format!("{folder}: no reports in it. Readable are .txt, .text, .jsonl and .ndjson files"));
    }
    let kinds = passed_over.iter().map(|(end, count)| match end.as_str() {
        "" => format!("{count} without an extension"),
        end => format!("{count} .{end}"),
    });
    let kinds = kinds.collect::<Vec<_>>().join(", ");
    Some(format!("{folder}: passed over {kinds} (in folders, .txt, .text, .jsonl and .ndjson files are read)"))
}
