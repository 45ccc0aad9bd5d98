//! Shows where learned weights and rules cut a text otherwise.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Result;
use zenobia_core::span::Span;
use zenobia_core::text::{Reading, TextData, read};

use super::lessons::titled;
use crate::{Options, needed, print};

/// Code points of context that are shown on each side.
const CONTEXT: u32 = 70;

/// Prints each place where only one of the two begins a sentence: `+` the weights, `-` the rules.
pub fn run(rules: &TextData, learned: &TextData, options: &Options) -> Result<()> {
    let (mut more, mut less, mut all) = (0, 0, 0);
    for (_, text) in titled(Path::new(needed(options, "text")?))? {
        let (before, after) = (read(&text, "", rules), read(&text, "", learned));
        let (old, new) = (starts(&before), starts(&after));
        all += new.len();
        for &at in old.symmetric_difference(&new) {
            let added = new.contains(&at);
            more += usize::from(added);
            less += usize::from(!added);
            let left = before.slice(Span::new(at.saturating_sub(CONTEXT), at)).replace('\n', "⏎");
            let right = before.slice(Span::new(at, at + CONTEXT)).replace('\n', "⏎");
            print(&format!("{} {left} ‖ {right}\n", if added { '+' } else { '-' }))?;
        }
    }
    print(&format!("{all} sentences; {more} more and {less} fewer beginnings than by rule\n"))
}

fn starts(reading: &Reading) -> BTreeSet<u32> {
    reading.sentences.iter().map(|sentence| reading.span(sentence.tokens.clone()).start).collect()
}
