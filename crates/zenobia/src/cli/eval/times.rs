//! `zenobia eval times`.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Context;
use clap::{Args, ValueEnum};
use zenobia_eval::corpora::{timeml, wikiwars};
use zenobia_eval::times::{load, measure};

use super::gold::write_row;
use super::{Outcome, Reading, with_library};

#[derive(Debug, Args)]
pub struct Options {
    /// The corpus, or the format of the files
    corpus: Name,
    /// Its folder, such as ../shared/corpora/time/wikiwars, or a file
    folder: PathBuf,
    /// Language of the documents; that of the corpus where it has but one
    #[arg(long, value_name = "CODE")]
    language: Option<String>,
    /// List what the reading and the corpus do not agree on
    #[arg(long)]
    misses: bool,
    #[command(flatten)]
    reading: Reading,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Name {
    /// TempEval-2 in French
    Tempeval2,
    /// Any TimeML: TempEval-3, TimeBank …
    Timeml,
    /// WikiWars, TIMEX2
    Wikiwars,
}

pub fn run(options: &Options) -> anyhow::Result<Outcome> {
    with_library(options.reading.packs.as_deref(), |library| {
        let (read, usual): (fn(&str) -> _, _) = match options.corpus {
            Name::Tempeval2 => (timeml::read, "fr"),
            Name::Timeml => (timeml::read, "en"),
            Name::Wikiwars => (wikiwars::read, "en"),
        };
        let language = options.language.as_deref().unwrap_or(usual);
        let documents = load(&options.folder, read).with_context(|| options.folder.display().to_string())?;
        let times = measure(language, &documents, |document| library.read(document));
        let mut out = io::stdout().lock();
        let heading = format!("{language}: {} documents", documents.len());
        writeln!(out, "{heading:36} {:>6} {:>6} {:>6}   right/predicted/gold", "P", "R", "F1")?;
        write_row(&mut out, "time mentions", times.mentions)?;
        write_row(&mut out, "time mentions (strict)", times.strict)?;
        write_row(&mut out, "time values", times.values)?;
        if times.kinds.right > 0 {
            write_row(&mut out, "time types", times.kinds)?;
        }
        write_row(&mut out, "time values, ages left out", times.without_ages)?;
        for miss in times.misses.iter().filter(|_| options.misses) {
            writeln!(out, "{miss}")?;
        }
        Ok(Outcome::Done)
    })
}
