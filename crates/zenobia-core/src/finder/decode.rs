//! The best labels of a stretch of tokens (Viterbi 1967), and by how much each name beats the other readings.

use std::ops::Range;
use std::sync::LazyLock;

use crate::weights::table::Batch;

use super::{FinderModel, Found, Label, Sheet};

const LABELS: usize = Label::COUNT;
const NEVER: i32 = i32::MIN / 4;

/// A score for each label.
pub type Row = [i32; LABELS];

/// The scores along a stretch; its memory serves one stretch after another.
#[derive(Clone, Debug, Default)]
pub struct Chain {
    /// What the features of each token say.
    pub own: Vec<Row>,
    forward: Vec<Row>,
    backward: Vec<Row>,
    labels: Vec<Label>,
    batch: Batch,
}

/// Finds the names in a stretch of a sentence that begins at token `start` of the report.
pub(super) fn stretch(
    sheet: &Sheet,
    stretch: Range<usize>,
    start: usize,
    model: &FinderModel,
    chain: &mut Chain,
    found: &mut Vec<Found>,
) {
    chain.own.clear();
    for at in stretch.clone() {
        chain.batch.clear();
        let batch = &mut chain.batch;
        sheet.features(at, |feature| batch.push(feature));
        let scores = model.score(batch);
        let mut row = [0; LABELS];
        row.copy_from_slice(&scores[..LABELS]);
        chain.own.push(row);
    }
    let total = best(chain, model.transitions());
    let offset = start + stretch.start;
    for (tokens, kind) in Label::names(&chain.labels) {
        let rival = |at: usize| {
            let others = (0..LABELS).filter(|&label| Label(label as u8).kind() != Some(kind));
            others.map(|label| chain.forward[at][label] + chain.backward[at][label]).max().unwrap_or(NEVER)
        };
        let margin = tokens.clone().map(|at| total - rival(at)).min().unwrap_or_default();
        found.push(Found {
            tokens: offset + tokens.start..offset + tokens.end,
            kind,
            margin: model.hundredths(margin),
        });
    }
}

/// Fills in the best labels of the tokens whose scores `own` holds; their total.
pub fn best(chain: &mut Chain, transitions: &[Row; LABELS]) -> i32 {
    let length = chain.own.len();
    chain.labels.clear();
    chain.forward.clear();
    chain.backward.clear();
    if length == 0 {
        return 0;
    }
    for at in 0..length {
        let row = forward(&chain.own[at], at.checked_sub(1).map(|before| &chain.forward[before]), transitions);
        chain.forward.push(row);
    }
    chain.backward.resize(length, [0; LABELS]);
    let end = |label: usize| if Label(label as u8).is_open() { NEVER } else { 0 };
    chain.backward[length - 1] = std::array::from_fn(end);
    for at in (1..length).rev() {
        chain.backward[at - 1] = backward(&chain.own[at], &chain.backward[at], transitions);
    }
    let ends = |label: usize| chain.forward[length - 1][label].saturating_add(end(label));
    let total = (0..LABELS).map(ends).max().unwrap_or(NEVER);
    follow(chain, total, transitions);
    total
}

fn forward(own: &Row, before: Option<&Row>, transitions: &[Row; LABELS]) -> Row {
    let mut row = [NEVER; LABELS];
    for (label, score) in row.iter_mut().enumerate() {
        let reached = match before {
            None if Label(label as u8).is_continuing() => continue,
            None => 0,
            Some(before) => {
                let reach = |&from: &usize| before[from] + transitions[from][label];
                NEIGHBORS.before[label].iter().map(reach).max().unwrap_or(NEVER)
            }
        };
        *score = (reached + own[label]).max(NEVER);
    }
    row
}

fn backward(own: &Row, after: &Row, transitions: &[Row; LABELS]) -> Row {
    std::array::from_fn(|label| {
        let reach = |&next: &usize| (own[next] + after[next] + transitions[label][next]).max(NEVER);
        NEIGHBORS.after[label].iter().map(reach).max().unwrap_or(NEVER)
    })
}

/// The labels that may stand before each label, and after it.
struct Neighbors {
    before: [Vec<usize>; LABELS],
    after: [Vec<usize>; LABELS],
}

static NEIGHBORS: LazyLock<Neighbors> = LazyLock::new(|| {
    let leads = |from: usize, to: usize| Label(from as u8).leads_to(Label(to as u8));
    Neighbors {
        before: std::array::from_fn(|label| (0..LABELS).filter(|&from| leads(from, label)).collect()),
        after: std::array::from_fn(|label| (0..LABELS).filter(|&next| leads(label, next)).collect()),
    }
});

/// Reads the best labels off, from the last to the first.
fn follow(chain: &mut Chain, total: i32, transitions: &[Row; LABELS]) {
    let mut wanted = total;
    let mut next: Option<usize> = None;
    for at in (0..chain.own.len()).rev() {
        let closed = |label: usize| next.is_some() || !Label(label as u8).is_open();
        let link = |label: usize| next.map_or(0, |next| transitions[label][next]);
        let leads = |label: usize| next.is_none_or(|next| Label(label as u8).leads_to(Label(next as u8)));
        let fits =
            |label: &usize| closed(*label) && leads(*label) && chain.forward[at][*label] + link(*label) == wanted;
        let label = (0..LABELS).find(fits).unwrap_or_default();
        wanted = chain.forward[at][label] - chain.own[at][label];
        next = Some(label);
        chain.labels.push(Label(label as u8));
    }
    chain.labels.reverse();
}
