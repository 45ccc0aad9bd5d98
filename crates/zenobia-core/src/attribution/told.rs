//! What is said in a report as stretches of its text, for measuring.

use std::ops::Range;

use crate::attribution::saying::{Saying, Sayings};
use crate::attribution::{Speech, Who};
use crate::claim::Ground;
use crate::span::Span;

/// Something said, as spans of the original.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// The words that attribute.
    pub cue: Span,
    /// The words that name the speaker, where there are any.
    pub source: Option<Span>,
    /// Who it is.
    pub who: Option<Who>,
    /// What is said.
    pub content: Vec<Span>,
}

/// Everything that is said in a report and whose content is known, in text order.
pub fn told(ground: &Ground, speech: &Speech) -> Vec<Told> {
    let sayings = Sayings::find(ground, speech);
    let mut found: Vec<Told> = (0..sayings.all.len()).filter_map(|number| as_spans(ground, &sayings, number)).collect();
    found.sort_by_key(|told| told.cue);
    found
}

fn as_spans(ground: &Ground, sayings: &Sayings, number: usize) -> Option<Told> {
    let saying = &sayings.all[number];
    let mut content: Vec<Range<usize>> =
        saying.roots.iter().flat_map(|&root| parts(ground, saying, root)).chain(saying.stretch.clone()).collect();
    let quoted = (0..sayings.by_quotation.len()).filter(|&at| sayings.by_quotation[at] == Some(number));
    content.extend(quoted.map(|at| ground.reading.quotations[at].tokens.clone()));
    if content.is_empty() || saying.speaker.is_none() && saying.who.is_none() {
        return None;
    }
    content.sort_by_key(|words| words.start);
    let spans = content.into_iter().filter(|words| !words.is_empty()).map(|words| ground.reading.span(words));
    Some(Told {
        cue: ground.reading.span(saying.cue.clone()),
        source: saying.speaker.map(|speaker| ground.reading.span(named(ground, saying, speaker))),
        who: saying.who,
        content: spans.collect(),
    })
}

/// The words below a root, without those of the cue.
fn parts(ground: &Ground, saying: &Saying, root: usize) -> Vec<Range<usize>> {
    let all = ground.syntax.subtree(root);
    let cue = ground.syntax.subtree(saying.at);
    if !(all.start <= cue.start && cue.end <= all.end) {
        return vec![all];
    }
    vec![all.start..cue.start, cue.end..all.end]
}

/// The words that name a speaker, up to a clause that tells more of them.
fn named(ground: &Ground, saying: &Saying, speaker: usize) -> Range<usize> {
    let words = ground.syntax.subtree(speaker);
    let start = if words.start <= saying.at && saying.at < speaker { saying.at + 1 } else { words.start };
    let end = if words.end > saying.at && saying.at > speaker { saying.at } else { words.end };
    start..end
}
