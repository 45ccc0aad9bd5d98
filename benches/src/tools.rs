//! What the stages need: the data of the packs, and texts made ready.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use zenobia_core::analyze::{self, Knowledge, Packs};
use zenobia_core::document::Document;
use zenobia_core::pack::Files;
use zenobia_core::place::{Borders, PlaceData};
use zenobia_core::quantity::QuantityData;
use zenobia_core::text::Reading;
use zenobia_core::time::TimeData;
use zenobia_formats::read::{Defaults, Item, read};

use crate::page;

/// The data of a language that single stages use.
pub(crate) struct Words {
    pub(crate) times: TimeData,
    pub(crate) quantities: QuantityData,
    pub(crate) places: PlaceData,
}

/// All that the stages use.
pub struct Tools {
    pub(crate) packs: Packs,
    pub(crate) knowledge: Knowledge,
    pub(crate) borders: Borders,
    pub(crate) words: BTreeMap<String, Words>,
}

/// A text, and what the stages before the measured one make of it.
pub struct Ready {
    /// The report.
    pub document: Document,
    /// Its words.
    pub reading: Reading,
    /// A web page around it.
    pub page: String,
}

impl Tools {
    /// Reads the packs of the repository.
    ///
    /// # Errors
    /// When a file is missing or at fault.
    pub fn open() -> Result<Tools> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/zenobia-packs");
        let (packs, knowledge) = zenobia_packs::embedded_with(Vec::new(), BTreeMap::new());
        let mut problems = Vec::new();
        let mut words = BTreeMap::new();
        for language in packs.languages() {
            let files = files(&root.join(language))?;
            let of_language = Words {
                times: TimeData::parse(&files, &mut problems),
                quantities: QuantityData::parse(&files, &mut problems),
                places: PlaceData::parse(&files, &mut problems),
            };
            words.insert(language.to_owned(), of_language);
        }
        let borders = Borders::parse(&files(&root.join("knowledge"))?, &mut problems);
        ensure!(problems.is_empty(), "the packs are at fault: {problems:?}");
        Ok(Tools { packs, knowledge, borders, words })
    }

    /// Makes a text ready; its language is told when it is not given. `None` when no pack reads it.
    pub fn ready(&self, mut document: Document) -> Option<Ready> {
        let reading = analyze::read(&document, &self.packs)?;
        document.language = Some(reading.language.clone());
        let page = page(&document);
        Some(Ready { document, reading, page })
    }

    /// Reads files as they are, for stages that begin with the text; files that end in `.html` are taken for pages, and not opened further.
    ///
    /// # Errors
    /// At the first that cannot be read.
    pub fn bare(&self, paths: &[PathBuf], language: Option<&str>) -> Result<Vec<Ready>> {
        let (pages, texts): (Vec<_>, Vec<_>) =
            paths.iter().cloned().partition(|path| path.extension().is_some_and(|end| end == "html"));
        let mut bare = Vec::new();
        for path in pages {
            let id = path.file_stem().unwrap_or_default().to_string_lossy();
            let document = Document { id: (&*id).into(), ..Document::default() };
            bare.push(Ready { document, reading: Reading::default(), page: fs::read_to_string(&path)? });
        }
        let of_text = |document| Ready { document, reading: Reading::default(), page: String::new() };
        bare.extend(self.documents(&texts, language)?.into_iter().map(of_text));
        Ok(bare)
    }

    /// Reads files of any format, as `zenobia read` does, and makes their texts ready.
    ///
    /// # Errors
    /// At the first that cannot be read.
    pub fn texts(&self, paths: &[PathBuf], language: Option<&str>) -> Result<Vec<Ready>> {
        let documents = self.documents(paths, language)?;
        ensure!(!documents.is_empty(), "there are no texts: name files or folders of reports");
        Ok(documents.into_iter().filter_map(|document| self.ready(document)).collect())
    }

    fn documents(&self, paths: &[PathBuf], language: Option<&str>) -> Result<Vec<Document>> {
        let codes = self.packs.languages().map(Into::into).collect();
        let defaults = Defaults { language: language.map(Into::into), codes, ..Defaults::default() };
        let mut documents = Vec::new();
        for item in read(paths, defaults) {
            match item {
                Item::Report(document) => documents.push(document),
                Item::Failed(fault) => return Err(fault.into()),
                Item::Record(_) | Item::Note(_) => {}
            }
        }
        Ok(documents)
    }
}

/// The text files below a folder.
fn files(root: &Path) -> Result<Files> {
    let mut found = Vec::new();
    let mut open = vec![root.to_owned()];
    while let Some(folder) = open.pop() {
        let entries = fs::read_dir(&folder).with_context(|| format!("{}", folder.display()))?;
        for path in entries.flatten().map(|entry| entry.path()) {
            let is_text = path.extension().is_some_and(|end| end == "toml" || end == "tsv" || end == "txt");
            if path.is_dir() {
                open.push(path);
            } else if is_text {
                let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                found.push((name, fs::read_to_string(&path)?));
            }
        }
    }
    Ok(Files::new(found))
}
