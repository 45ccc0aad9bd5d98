//! `zenobia eval muc4`.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;
use rayon::prelude::*;
use zenobia_core::document::Document;
use zenobia_core::reconcile::{Kin, reconcile};
use zenobia_eval::corpora::muc4_keys::Key;
use zenobia_eval::corpora::{muc4, muc4_keys};
use zenobia_eval::templates::Template;
use zenobia_eval::templates::fill::Source;
use zenobia_eval::templates::gtt::{self, Gtt};
use zenobia_eval::templates::slots::{self, Slots};

use super::gold::write_row;
use super::{Outcome, Reading, with_library};
use crate::cli::library::Library;

#[derive(Debug, Args)]
pub struct Options {
    /// Folder of MUC-4, such as ../shared/corpora/events/muc4
    folder: PathBuf,
    /// Parts of the corpus that are measured
    #[arg(long, value_delimiter = ',', default_value = "tst1,tst2")]
    parts: Vec<String>,
    /// List the templates of each report beside its keys
    #[arg(long)]
    misses: bool,
    #[command(flatten)]
    reading: Reading,
}

/// Where the parts lie.
const CORPORA: &str = "data/muc/raw_files/muc34/TASK/CORPORA";

pub fn run(options: &Options) -> anyhow::Result<Outcome> {
    with_library(options.reading.packs.as_deref(), |library| {
        let found = measure(&options.folder, &options.parts, library)?;
        let mut out = io::stdout().lock();
        if options.misses {
            found.shown.iter().try_for_each(|line| writeln!(out, "{line}"))?;
        }
        let heading = format!("{} reports, measure of GTT", found.reports);
        writeln!(out, "{heading:36} {:>6} {:>6} {:>6}   right/predicted, found/gold", "P", "R", "F1")?;
        write_counts(&mut out, "incident type", found.gtt.kinds)?;
        for (slot, counts) in &found.gtt.slots {
            write_counts(&mut out, slot.name(), *counts)?;
        }
        write_counts(&mut out, "all", found.gtt.all())?;
        writeln!(out, "\n{:36} {:>6} {:>6} {:>6}   right/predicted/gold", "slots of 1992", "P", "R", "F1")?;
        for (slot, tally) in &found.slots {
            write_row(&mut out, slot, *tally)?;
        }
        Ok(Outcome::Done)
    })
}

fn write_counts(out: &mut impl Write, name: &str, counts: gtt::Counts) -> io::Result<()> {
    let [precision, recall, f1] = counts.figures();
    let gtt::Counts { precise, predicted, recalled, gold } = counts;
    writeln!(out, "{name:36} {precision:6.1} {recall:6.1} {f1:6.1}   {precise}/{predicted}, {recalled}/{gold}")
}

/// What was measured.
#[derive(Default)]
pub struct Found {
    reports: usize,
    /// By the measure of GTT.
    pub gtt: Gtt,
    slots: Slots,
    shown: Vec<String>,
}

impl Found {
    /// Figures for the floors, in percent.
    pub fn figures(&self) -> BTreeMap<String, f64> {
        BTreeMap::from([("templates by the measure of GTT".to_owned(), self.gtt.all().figures()[2])])
    }
}

/// Reads the reports of some parts, makes templates, and compares.
pub fn measure(folder: &Path, parts: &[String], library: &Library) -> anyhow::Result<Found> {
    let mut found = Found::default();
    for part in parts {
        let folder = folder.join(CORPORA).join(part);
        let context = || folder.display().to_string();
        let documents = muc4::load(&folder).with_context(context)?;
        let keys: BTreeMap<String, Vec<Key>> = muc4_keys::load(&folder).with_context(context)?.into_iter().collect();
        let templates: Vec<Vec<Template>> = documents.par_iter().map(|document| templates(document, library)).collect();
        for (document, templates) in documents.iter().zip(&templates) {
            let Some(keys) = keys.get(document.id.as_str()) else { continue };
            found.reports += 1;
            add(&mut found, document, templates, keys);
        }
    }
    anyhow::ensure!(found.reports > 0, "{}: no reports with keys in it", folder.display());
    Ok(found)
}

fn add(found: &mut Found, document: &Document, templates: &[Template], keys: &[Key]) {
    let gold = gtt::gold(keys, &document.text);
    let (counts, mapping) = gtt::compare(templates, &gold);
    found.gtt.absorb(&counts);
    for (slot, tally) in slots::compare(templates, keys, &mapping) {
        *found.slots.entry(slot).or_default() += tally;
    }
    for (template, to) in templates.iter().zip(&mapping) {
        let to = to.map_or("none".to_owned(), |to| (to + 1).to_string());
        found.shown.push(format!("{}\tfound, is {to}\t{}\t{:?}", document.id, template.kind, template.fillers));
    }
    for gold in &gold {
        found.shown.push(format!("{}\tkey {}\t{}\t{:?}", document.id, gold.key + 1, gold.kinds, gold.fillers));
    }
}

fn templates(document: &Document, library: &Library) -> Vec<Template> {
    let record = library.read(document);
    let entities = library.entities(document);
    let kin = Kin::new(library.knowledge().actors());
    let ontology = &library.packs().ontology;
    let situation = reconcile([&record], ontology, &kin);
    let Some((reading, syntax)) = library.parse(document) else { return Vec::new() };
    let source = Source {
        text: &document.text,
        record: &record,
        situation: &situation,
        entities: &entities,
        reading: &reading,
        syntax: &syntax,
        ontology,
    };
    source.templates()
}
