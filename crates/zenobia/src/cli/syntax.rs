//! `zenobia syntax`: words, tags, lemmas and trees, as CoNLL-U.

use std::fmt::Write as _;
use std::io::{self, BufWriter, Write};

use clap::Args;
use zenobia_core::document::Document;
use zenobia_core::syntax::Syntax;
use zenobia_core::text::Reading;

use super::Outcome;
use super::inputs::Inputs;
use super::library;

/// Reports.
#[derive(Debug, Args)]
pub struct Options {
    #[command(flatten)]
    inputs: Inputs,
}

pub fn run(options: &Options) -> anyhow::Result<Outcome> {
    let Some(library) = library::open(options.inputs.packs.as_deref()) else { return Ok(Outcome::WrongUsage) };
    let mut out = BufWriter::new(io::stdout().lock());
    let work = |document: Document| library.parse(&document).map(|(reading, syntax)| conllu(&reading, &syntax));
    let outcome = options.inputs.stream(work, |text| out.write_all(text.unwrap_or_default().as_bytes()))?;
    out.flush()?;
    Ok(outcome)
}

/// The sentences of a report in CoNLL-U; contractions stay whole, so that the tokens are those of the record.
fn conllu(reading: &Reading, syntax: &Syntax) -> String {
    let mut text = String::new();
    for sentence in &reading.sentences {
        for at in sentence.tokens.clone() {
            let word = &syntax.words[at];
            let upos = format!("{:?}", word.upos).to_uppercase();
            let number = at + 1 - sentence.tokens.start;
            let head = word.head.map_or(0, |head| head + 1 - sentence.tokens.start);
            let form = &reading.tokens[at].text;
            let _ = writeln!(text, "{number}\t{form}\t{}\t{upos}\t_\t_\t{head}\t{}\t_\t_", word.lemma, word.relation);
        }
        text.push('\n');
    }
    text
}
