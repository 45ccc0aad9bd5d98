//! `zenobia eval quotes`.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;
use zenobia_core::document::Document;
use zenobia_eval::corpora::polnear::{self, Attributed};
use zenobia_eval::quotes::{Predicted, measure};

use super::gold::write_row;
use super::{Outcome, Reading, with_library};
use crate::cli::library::Library;

#[derive(Debug, Args)]
pub struct Options {
    /// Folder of PolNeAR, such as ../shared/corpora/quotes/polnear
    folder: PathBuf,
    #[command(flatten)]
    reading: Reading,
}

pub fn run(options: &Options) -> anyhow::Result<Outcome> {
    with_library(options.reading.packs.as_deref(), |library| {
        let articles = articles(&options.folder)?;
        let found = measure(&articles, |text| predict(library, text));
        let mut out = io::stdout().lock();
        let heading = format!("{} articles", articles.len());
        writeln!(out, "{heading:36} {:>6} {:>6} {:>6}   right/predicted/gold", "P", "R", "F1")?;
        for (name, tally) in found {
            write_row(&mut out, &name, tally)?;
        }
        Ok(Outcome::Done)
    })
}

/// All articles of the corpus, each with its first annotation.
fn articles(folder: &Path) -> anyhow::Result<Vec<Attributed>> {
    let notes = folder.join("attributions");
    let mut paths: Vec<PathBuf> = fs::read_dir(&notes)
        .with_context(|| notes.display().to_string())?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.sort();
    // The name of an annotation ends in its annotator: `…_ef2d.ann` beside `….txt`.
    let name = |path: &Path| Some(path.file_stem()?.to_str()?.rsplit_once('_')?.0.to_owned());
    paths.dedup_by_key(|path| name(path));
    let article = |path: &PathBuf| {
        let text = fs::read_to_string(folder.join("text").join(format!("{}.txt", name(path)?))).ok()?;
        Some(polnear::read(&text, &fs::read_to_string(path).ok()?))
    };
    let all: Vec<Attributed> = paths.iter().filter_map(article).collect();
    anyhow::ensure!(
        !all.is_empty(),
        "{}: no articles in it; name the folder that holds `text` and `attributions`",
        folder.display()
    );
    Ok(all)
}

fn predict(library: &Library, text: &str) -> Vec<Predicted> {
    let document = Document { text: text.to_owned(), language: Some("en".into()), ..Document::default() };
    let told = library.told(&document);
    told.into_iter().map(|told| Predicted { source: told.source, cue: told.cue, content: told.content }).collect()
}
