//! `zenobia eval events`.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use rayon::prelude::*;
use zenobia_core::reconcile::{Kin, reconcile};
use zenobia_core::record::Record;
use zenobia_eval::events::cluster::load;
use zenobia_eval::events::{EventScore, score};

use super::gold::write_row;
use super::{Outcome, Reading, with_library};
use crate::cli::library::Library;

#[derive(Debug, Args)]
pub struct Options {
    /// Folder of clusters
    #[arg(default_value = "crates/zenobia-eval/clusters")]
    folder: PathBuf,
    /// List what was not read, split or run together
    #[arg(long)]
    misses: bool,
    #[command(flatten)]
    reading: Reading,
}

pub fn run(options: &Options) -> anyhow::Result<Outcome> {
    with_library(options.reading.packs.as_deref(), |library| {
        let score = measure(&options.folder, library)?;
        let mut out = io::stdout().lock();
        writeln!(out, "{:36} {:>6} {:>6} {:>6}", "events", "P", "R", "F1")?;
        write_row(&mut out, "claims found", score.found)?;
        write_row(&mut out, "pairs of claims", score.pairs)?;
        for (name, figures) in [("B³", score.b_cubed), ("B³ with misses", score.b_cubed_with_misses)] {
            let [precision, recall, f1] = figures.figures();
            writeln!(out, "{name:36} {precision:6.1} {recall:6.1} {f1:6.1}")?;
        }
        write_row(&mut out, "events with exact tolls", score.tolls)?;
        write_row(&mut out, "… of those whose numbers were read", score.tolls_of_read)?;
        writeln!(out, "decoys merged: {} of {}", score.merged.len(), score.decoys)?;
        if options.misses {
            score.misses.iter().try_for_each(|miss| writeln!(out, "{miss}"))?;
        }
        Ok(Outcome::Done)
    })
}

fn measure(folder: &Path, library: &Library) -> anyhow::Result<EventScore> {
    let clusters = load(folder)?;
    anyhow::ensure!(!clusters.is_empty(), "{}: no clusters (*.toml) in it", folder.display());
    let reports: Vec<_> = clusters.iter().flat_map(|cluster| &cluster.reports).collect();
    let read = |document: &&zenobia_core::document::Document| -> Record {
        let mut record = library.read(document);
        record.report.text = Some(document.text.clone());
        record
    };
    let records: Vec<Record> = reports.par_iter().map(read).collect();
    let kin = Kin::new(library.knowledge().actors());
    let situation = reconcile(&records, &library.packs().ontology, &kin);
    Ok(score(&clusters, &records, &situation))
}

/// Figures for the floors.
pub fn figures(folder: &Path, library: &Library) -> anyhow::Result<BTreeMap<String, f64>> {
    Ok(measure(folder, library)?.figures())
}
