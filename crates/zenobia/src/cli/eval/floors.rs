//! `zenobia eval floors`.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use zenobia_eval::actors;
use zenobia_eval::coding::petrarch::ACTORS;
use zenobia_eval::corpora::petrarch::read;
use zenobia_eval::floors::Floors;
use zenobia_eval::news;
use zenobia_eval::places;
use zenobia_eval::times::{Corpus, measure};

use super::{Outcome, Reading, events, gold, muc4, petrarch, plover, popcorn_events, with_library};
use crate::cli::library::Library;

#[derive(Debug, Args)]
pub struct Options {
    /// Write the figures that have risen
    #[arg(long)]
    raise: bool,
    /// Folder of gold reports
    #[arg(long, value_name = "FOLDER", default_value = "../shared/gold")]
    gold: PathBuf,
    /// Folder of public corpora; those that are not there are left out
    #[arg(long, value_name = "FOLDER", env = "ZENOBIA_CORPORA", default_value = "../shared/corpora")]
    corpora: PathBuf,
    /// Folder of clusters of reports
    #[arg(long, value_name = "FOLDER", default_value = "crates/zenobia-eval/clusters")]
    clusters: PathBuf,
    /// The file of floors
    #[arg(long, value_name = "FILE", default_value = "floors.toml")]
    floors: PathBuf,
    #[command(flatten)]
    reading: Reading,
}

pub fn run(options: &Options) -> anyhow::Result<Outcome> {
    with_library(options.reading.packs.as_deref(), |library| {
        let shown = options.floors.display();
        let text =
            fs::read_to_string(&options.floors).with_context(|| format!("{shown}: run this in the repository"))?;
        let mut floors = Floors::parse(&text).with_context(|| shown.to_string())?;
        let mut out = io::stdout().lock();
        let (mut raised, mut fallen) = (0, 0);
        for (corpus, language, figures) in all_figures(options, library)? {
            for fall in floors.falls(corpus, &language, &figures) {
                fallen += 1;
                writeln!(
                    out,
                    "{corpus} {language}: {} fell from {:.1} to {:.1}",
                    fall.measure, fall.floor, fall.figure
                )?;
            }
            raised += floors.raise(corpus, &language, &figures);
        }
        match options.raise {
            true => fs::write(&options.floors, floors.write())?,
            false if raised > 0 => writeln!(out, "{raised} floors can be raised: zenobia eval floors --raise")?,
            false => {}
        }
        writeln!(out, "{raised} risen, {fallen} fallen")?;
        Ok(if fallen > 0 { Outcome::SomeFailed } else { Outcome::Done })
    })
}

/// Corpus, language, and figures by measure.
type Measured = (&'static str, String, BTreeMap<String, f64>);

fn all_figures(options: &Options, library: &Library) -> anyhow::Result<Vec<Measured>> {
    let gold = gold::figures(&options.gold, library)?;
    let mut all: Vec<Measured> = gold.into_iter().map(|(language, figures)| ("gold", language, figures)).collect();
    if options.clusters.exists() {
        all.push(("events", "all".to_owned(), events::figures(&options.clusters, library)?));
    }
    for corpus in Corpus::ALL {
        let folder = options.corpora.join(corpus.folder());
        if folder.exists() {
            let times = measure(corpus.language(), &corpus.load(&folder)?, |document| library.read(document));
            all.push((corpus.name(), corpus.language().to_owned(), times.figures()));
        }
    }
    let lgl = options.corpora.join(places::LGL);
    if lgl.exists() {
        let documents = places::read(places::LGL, &fs::read_to_string(lgl)?, "en")?;
        let toponyms = places::measure(&documents, |document| library.read(document));
        all.push(("lgl", "en".to_owned(), toponyms.figures()));
    }
    let conflict = options.corpora.join(actors::CONFLICT);
    if conflict.exists() {
        let articles = actors::articles(&fs::read_to_string(conflict)?)?;
        let sample = actors::parse(actors::FRENCH)?;
        let linked = actors::measure(&articles, &sample, |document| library.read(document));
        all.push(("actors", "fr".to_owned(), linked.figures()));
    }
    all.extend(coded(options, library)?);
    Ok(all)
}

/// Events as others code them: PETRARCH, PLOVER, MUC-4, POPCORN; and everyday news.
fn coded(options: &Options, library: &Library) -> anyhow::Result<Vec<Measured>> {
    let mut all: Vec<Measured> = Vec::new();
    let there = |path: &str| Some(options.corpora.join(path)).filter(|path| path.exists());
    if let Some(file) = there("events/petrarch").map(|folder| folder.join(petrarch::RECORDS)) {
        let records = read(&fs::read_to_string(&file).with_context(|| file.display().to_string())?)?;
        let found = petrarch::measure(options.reading.packs.as_deref(), &records, ACTORS, "")?;
        all.extend(found.map(|found| ("petrarch", "en".to_owned(), found.figures())));
    }
    if let Some(file) = there("events/plover/PLV_train.tsv") {
        all.push(("plover", "en".to_owned(), plover::measure(&file, library)?.figures()));
    }
    if let Some(folder) = there("events/muc4") {
        let parts = ["tst1".to_owned(), "tst2".to_owned()];
        all.push(("muc4", "en".to_owned(), muc4::measure(&folder, &parts, library)?.figures()));
    }
    if let Some(file) = there("events/popcorn/train.json") {
        all.push(("popcorn", "fr".to_owned(), popcorn_events::measure(&file, library)?.1.figures()));
    }
    if let Some(file) = there(news::ORDINARY) {
        let articles = actors::articles(&fs::read_to_string(file)?)?;
        let counted = news::count(&articles, |document| library.read(document), None);
        all.push(("ordinary", "fr".to_owned(), counted.figures()));
    }
    Ok(all)
}
