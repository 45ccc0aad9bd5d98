//! A language's pack, read from its folder.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use zenobia_core::analyze::Packs;
use zenobia_core::pack::{Files, Ontology};

use crate::unite;

/// The files of a pack that its text and syntax stages read: `pack.toml` and `lexicon/`.
///
/// # Errors
/// When the folder is no pack.
pub fn files(folder: &Path) -> Result<Files> {
    let settings = folder.join("pack.toml");
    let text = fs::read_to_string(&settings).with_context(|| format!("no pack here: {}", settings.display()))?;
    let mut files = vec![("pack.toml".to_owned(), text)];
    for path in fs::read_dir(folder.join("lexicon")).into_iter().flatten().flatten().map(|entry| entry.path()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        files.push((format!("lexicon/{name}"), fs::read_to_string(&path)?));
    }
    Ok(Files::new(files))
}

/// The pack of one language with the models that these files hold, those of its folder where none is given.
///
/// # Errors
/// When a file cannot be read.
pub fn open(packs: &Path, language: &str, model: Option<&str>, boundaries: Option<&str>) -> Result<Packs> {
    let folder = packs.join(language);
    let mut models = unite::open(&folder.join("model.bin")).unwrap_or_default();
    if let Some(model) = model {
        models.syntax = Some(unite::syntax(Path::new(model))?);
    }
    if let Some(boundaries) = boundaries {
        models.boundaries = Some(fs::read(boundaries).with_context(|| format!("cannot read {boundaries}"))?.into());
    }
    models.names = None;
    let mut opened = Packs::new(Ontology::default());
    opened.add(language, files(&folder)?, models);
    Ok(opened)
}
