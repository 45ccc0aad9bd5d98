//! `zenobia eval times`.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Context;
use clap::{Args, ValueEnum};
use zenobia_eval::times::{Corpus, measure};

use super::gold::write_row;
use super::{Outcome, Reading, with_library};

#[derive(Debug, Args)]
pub struct Options {
    /// The corpus
    corpus: Name,
    /// Its folder, such as ../shared/corpora/time/wikiwars
    folder: PathBuf,
    /// List what the reading and the corpus do not agree on
    #[arg(long)]
    misses: bool,
    #[command(flatten)]
    reading: Reading,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Name {
    Tempeval2,
    Wikiwars,
}

pub fn run(options: &Options) -> anyhow::Result<Outcome> {
    with_library(options.reading.packs.as_deref(), |library| {
        let corpus = match options.corpus {
            Name::Tempeval2 => Corpus::Tempeval2,
            Name::Wikiwars => Corpus::Wikiwars,
        };
        let documents = corpus.load(&options.folder).with_context(|| options.folder.display().to_string())?;
        let times = measure(corpus, &documents, |document| library.read(document));
        let mut out = io::stdout().lock();
        let heading = format!("{}: {} documents", corpus.name(), documents.len());
        writeln!(out, "{heading:36} {:>6} {:>6} {:>6}   right/predicted/gold", "P", "R", "F1")?;
        write_row(&mut out, "time mentions", times.mentions)?;
        write_row(&mut out, "time values", times.values)?;
        for miss in times.misses.iter().filter(|_| options.misses) {
            writeln!(out, "{miss}")?;
        }
        Ok(Outcome::Done)
    })
}
