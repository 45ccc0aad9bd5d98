//! `zenobia eval entities`.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Context;
use clap::{Args, ValueEnum};
use zenobia_eval::corpora::marked::{MarkedText, Marks, Sort};
use zenobia_eval::entities::{Corpus, Entities, measure};
use zenobia_eval::floors::{EMBEDDED, Floors};

use super::gold::write_row;
use super::{Outcome, Reading, with_library};

#[derive(Debug, Args)]
pub struct Options {
    /// The corpus
    corpus: Name,
    /// Its file or folder, such as ../shared/corpora/events/popcorn/train.json
    path: PathBuf,
    /// Only texts in this language
    #[arg(long, value_name = "CODE")]
    language: Option<String>,
    /// List what the reading and the corpus do not agree on; never for gold reports that are held out
    #[arg(long)]
    misses: bool,
    #[command(flatten)]
    reading: Reading,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Name {
    /// POPCORN: every wording, and which mean the same
    Popcorn,
    /// FENEC: names in French
    Fenec,
    /// re3d: every wording in English reports
    Re3d,
    /// WNUT-17: names in English messages
    Wnut,
    /// Gold reports: the wordings of those who take part in claims, and places; nobody else counts against a reading
    Gold,
}

impl From<Name> for Corpus {
    fn from(name: Name) -> Corpus {
        match name {
            Name::Popcorn => Corpus::Popcorn,
            Name::Fenec => Corpus::Fenec,
            Name::Re3d => Corpus::Re3d,
            Name::Wnut => Corpus::Wnut,
            Name::Gold => Corpus::Gold,
        }
    }
}

pub fn run(options: &Options) -> anyhow::Result<Outcome> {
    with_library(options.reading.packs.as_deref(), |library| {
        let corpus = Corpus::from(options.corpus);
        let mut texts = corpus.load(&options.path).with_context(|| options.path.display().to_string())?;
        let in_language = |text: &MarkedText| {
            options.language.is_none() || text.document.language.as_deref() == options.language.as_deref()
        };
        texts.retain(in_language);
        let entities = measure(&texts, corpus.marks(), |document| library.entities(document));
        let mut out = io::stdout().lock();
        write_figures(&mut out, texts.len(), corpus.marks(), &entities)?;
        let held_out = Floors::parse(EMBEDDED)?.held_out;
        let open = |miss: &&String| !held_out.iter().any(|id| miss.split('\t').next() == Some(id));
        for miss in entities.misses.iter().filter(|_| options.misses).filter(open) {
            writeln!(out, "{miss}")?;
        }
        Ok(Outcome::Done)
    })
}

fn write_figures(out: &mut impl Write, texts: usize, marks: Marks, entities: &Entities) -> io::Result<()> {
    let heading = format!("{texts} texts");
    writeln!(out, "{heading:36} {:>6} {:>6} {:>6}   right/predicted/gold", "P", "R", "F1")?;
    write_row(out, "mentions", entities.found)?;
    write_row(out, "mentions (exact)", entities.exact)?;
    for (sort, tally) in &entities.sorts {
        write_row(out, sort.name(), *tally)?;
    }
    write_row(out, "of the right sort", entities.of(&Sort::ALL))?;
    write_row(
        out,
        "of the right sort, groups left out",
        entities.of(&[Sort::Person, Sort::Organisation, Sort::Military, Sort::Place]),
    )?;
    if marks == (Marks::Wordings { linked: true }) {
        let found = entities.coreference;
        for (name, fractions) in [("MUC", found.muc), ("B³", found.b_cubed), ("CEAF (φ4)", found.ceaf)] {
            let [precision, recall, f1] = fractions.figures();
            writeln!(out, "{name:36} {precision:6.1} {recall:6.1} {f1:6.1}")?;
        }
        writeln!(out, "{:36} {:20.1}", "coreference, mean of the three", found.average())?;
    }
    Ok(())
}
