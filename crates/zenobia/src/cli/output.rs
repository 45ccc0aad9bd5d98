//! Where results go, and what the other end can show.

use std::env;
use std::io::{self, IsTerminal};

use clap::ValueEnum;
use terminal_size::{Width, terminal_size_of};

use crate::summary::Labels;
use crate::summary::paint::Paint;

/// Widest line of a summary, in columns.
const COLUMNS: usize = 80;

/// Columns to fill: 80, or those of a narrower terminal.
pub fn columns() -> usize {
    terminal_size_of(io::stdout()).map_or(COLUMNS, |(Width(width), _)| usize::from(width).clamp(20, COLUMNS))
}

/// Colors on a terminal that can show them, unless `NO_COLOR` is set.
pub fn paint() -> Paint {
    let unwanted = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = env::var_os("TERM").is_some_and(|value| value == "dumb");
    match io::stdout().is_terminal() && !unwanted && !dumb {
        true => Paint::Colors,
        false => Paint::Plain,
    }
}

/// A language of labels.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum LabelLanguage {
    Fr,
    En,
}

/// The labels in a language, or in that of the locale.
pub fn labels(language: Option<LabelLanguage>) -> &'static Labels {
    Labels::of(match language {
        Some(LabelLanguage::Fr) => "fr",
        Some(LabelLanguage::En) => "en",
        None => locale(),
    })
}

/// Language of the labels that the locale asks for: French or English.
fn locale() -> &'static str {
    let set = |name| env::var(name).ok().filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set).unwrap_or_default();
    if locale.starts_with("fr") { "fr" } else { "en" }
}
