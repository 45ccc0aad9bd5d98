//! Measures a pack on the running text of treebanks.

use std::path::Path;

use anyhow::Result;
use zenobia_core::analyze::parse;
use zenobia_core::document::Document;

use super::{Sentence, damage, measure, pack, read};
use crate::learner::Dice;
use crate::{Options, corpora, corpus, needed, option, print};

/// How often a treebank is measured when it is damaged, each time otherwise.
const COPIES: u64 = 3;

/// Reads the treebanks as running text, with the whole pipeline up to the tree, and prints what was right.
pub fn run(options: &Options) -> Result<()> {
    let language = needed(options, "language")?;
    let packs = Path::new(option(options, "packs").unwrap_or("crates/zenobia-packs"));
    let packs = pack::open(packs, language, option(options, "model"), option(options, "boundaries"))?;
    let reader = |text: &str| {
        let document = Document { text: text.to_owned(), language: Some(language.into()), ..Document::default() };
        parse(&document, &packs).unwrap_or_default()
    };
    let held = corpus::held(language)?.into_iter().map(str::to_owned).collect();
    for name in options.get("treebank").unwrap_or(&held) {
        let sentences = read(&corpora(options).join("syntax").join(format!("{name}.conllu")))?;
        let sentences = if option(options, "damaged").is_some() { copies(&sentences) } else { sentences };
        print(&format!("{name}\n\n{}\n", measure(&sentences, &reader).report()))?;
    }
    Ok(())
}

/// Damaged copies, each a document of its own.
pub fn copies(sentences: &[Sentence]) -> Vec<Sentence> {
    let copy = |seed| {
        let mut copy = damage(sentences, &mut Dice::new(seed));
        copy.first_mut().into_iter().for_each(|first| first.document = true);
        copy
    };
    (0..COPIES).flat_map(|seed| copy(seed + 9)).collect()
}
