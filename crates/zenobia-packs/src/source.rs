//! Where the data comes from: embedded in the program, or a folder.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use zenobia_core::analyze::{Knowledge, Models, Packs};
use zenobia_core::pack::{Files, Ontology};
use zenobia_core::place::{CompactGazetteer, Gazetteer, Layers, MemoryGazetteer};
use zenobia_core::problem::Problem;

include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// A gazetteer to lay over that of the packs.
pub type Layer = Box<dyn Gazetteer + Send + Sync>;

/// Folders that are no language.
const SHARED: [&str; 2] = ["ontology", "knowledge"];

/// Data files by their path.
pub(crate) struct Source {
    texts: BTreeMap<String, Cow<'static, str>>,
    binaries: BTreeMap<String, Cow<'static, [u8]>>,
}

/// The data in the program itself.
pub(crate) fn embedded() -> Source {
    let texts = TEXTS.iter().map(|&(path, text)| (path.to_owned(), Cow::Borrowed(text))).collect();
    let binaries = BINARIES.iter().map(|&(path, bytes)| (path.to_owned(), Cow::Borrowed(bytes))).collect();
    Source { texts, binaries }
}

/// The data of a folder.
pub(crate) fn folder(root: &Path) -> Result<Source, Vec<Problem>> {
    let mut source = Source { texts: BTreeMap::new(), binaries: BTreeMap::new() };
    let mut problems = Vec::new();
    collect(root, root, &mut source, &mut problems);
    if source.texts.is_empty() && problems.is_empty() {
        let message = "no packs here: give a folder that holds `ontology`, `knowledge` and one folder a language";
        problems.push(Problem::at(root.display().to_string(), 0, message));
    }
    if problems.is_empty() { Ok(source) } else { Err(problems) }
}

fn collect(root: &Path, folder: &Path, source: &mut Source, problems: &mut Vec<Problem>) {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => return problems.push(Problem::at(folder.display().to_string(), 0, error.to_string())),
    };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            collect(root, &path, source, problems);
            continue;
        }
        let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        let read = match path.extension().and_then(|extension| extension.to_str()) {
            Some("toml" | "tsv" | "txt") => {
                fs::read_to_string(&path).map(|text| drop(source.texts.insert(name.clone(), text.into())))
            }
            Some("bin") => fs::read(&path).map(|bytes| drop(source.binaries.insert(name.clone(), Cow::Owned(bytes)))),
            _ => Ok(()),
        };
        if let Err(error) = read {
            problems.push(Problem::at(name, 0, error.to_string()));
        }
    }
}

impl Source {
    /// Adds files of the user's own; what is called after a file and `~` goes on what that file holds.
    pub(crate) fn add(&mut self, own: BTreeMap<String, String>) {
        for (path, text) in own {
            let base = path.rsplit_once('~').map(|(base, _)| base).filter(|base| self.texts.contains_key(*base));
            match base.and_then(|base| self.texts.get_mut(base)) {
                Some(whole) => {
                    let joined = format!("{}\n{text}", whole.trim_end());
                    *whole = joined.into();
                }
                None => drop(self.texts.insert(path, text.into())),
            }
        }
    }

    fn below(&self, folder: &str) -> Files {
        let prefix = format!("{folder}/");
        let inside =
            |(path, text): (&String, &Cow<'static, str>)| Some((path.strip_prefix(&prefix)?.to_owned(), text.clone()));
        self.texts.iter().filter_map(inside).collect()
    }

    /// Every language that has a folder, and the event types.
    pub(crate) fn packs(&self) -> Packs {
        let mut problems = Vec::new();
        let mut packs = Packs::new(Ontology::parse(&self.below("ontology"), &mut problems));
        packs.problems = problems;
        for language in self.languages() {
            let bytes = self.binaries.get(&format!("{language}/model.bin")).cloned();
            let models = bytes.map_or_else(|| Ok(Models::default()), Models::divide);
            let models = models.unwrap_or_else(|problem| {
                packs.problems.push(Problem { path: format!("{language}/{}", problem.path), ..problem });
                Models::default()
            });
            packs.add(language, self.below(language), models);
        }
        packs
    }

    fn languages(&self) -> BTreeSet<&str> {
        let has_pack = |path: &&String| path.ends_with("/pack.toml");
        let folders =
            self.texts.keys().filter(has_pack).filter_map(|path| path.split_once('/')).map(|(folder, _)| folder);
        folders.filter(|folder| !SHARED.contains(folder)).collect()
    }

    /// The compact gazetteer.
    pub(crate) fn gazetteer(&self) -> Result<CompactGazetteer, Problem> {
        let path = "knowledge/gazetteer.bin";
        let missing = || Problem::at(path, 0, "there is no gazetteer: make one with `cargo xtask gazetteer`");
        match self.binaries.get(path).cloned().ok_or_else(missing)? {
            Cow::Borrowed(embedded) => CompactGazetteer::open_trusted(embedded),
            Cow::Owned(bytes) => CompactGazetteer::open(bytes),
        }
    }

    /// Actors, sites and places, with gazetteers of the user's laid above.
    pub(crate) fn knowledge(&self, mut above: Vec<Layer>) -> Knowledge {
        let files = self.below("knowledge");
        let (ground, problem): (Layer, _) = match self.gazetteer() {
            Ok(gazetteer) => (Box::new(gazetteer), None),
            Err(problem) => (Box::new(MemoryGazetteer::default()), Some(problem)),
        };
        let gazetteer = if above.is_empty() {
            ground
        } else {
            above.push(ground);
            Box::new(Layers::new(above))
        };
        let mut knowledge = Knowledge::parse(&files, gazetteer);
        knowledge.problems.extend(problem);
        knowledge
    }
}
