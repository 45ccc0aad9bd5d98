//! A conditional random field over a chain of labels (Lafferty, McCallum and Pereira 2001), trained stretch by stretch with AdaGrad (Duchi, Hazan
//! and Singer 2011), an L2 penalty and features left out at random. Where several labels are allowed, their sum is made likely.

use rustc_hash::FxHashMap;
use zenobia_core::finder::{Label, TRANSITION};
use zenobia_core::weights::hash::feature;

use super::sample::{ANY, Mask};
use crate::learner::{Dice, Row};

const LABELS: usize = Label::COUNT;
type Scores = [f32; LABELS];
type Wide = [f64; LABELS];
type Links = [Wide; LABELS];
const NEVER: f32 = -1e9;

/// Tokens whose labels are this near to right teach nothing: most of the time is saved.
const LITTLE: f32 = 0.004;

/// How to train.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Times every stretch is seen.
    pub epochs: usize,
    /// Features seen less often are left out.
    pub least: u32,
    /// Step of AdaGrad.
    pub step: f32,
    /// Weight of the penalty, per feature and epoch.
    pub penalty: f32,
    /// How many features of each token are learned for its corpus apart as well.
    pub tagged: usize,
    /// So many features of a hundred are left out.
    pub dropout: usize,
    /// Most weights that are kept.
    pub budget: usize,
}

/// Tokens that are labeled together.
#[derive(Clone, Debug, Default)]
pub struct Stretch {
    /// The hashed features of each token.
    pub features: Vec<Vec<u64>>,
    /// The labels each may have.
    pub masks: Vec<Mask>,
    /// One epoch in so many sees it.
    pub every: usize,
}

struct Cell {
    weights: Scores,
    squares: Scores,
}

struct Field {
    cells: Vec<Cell>,
    counts: Vec<f32>,
    transitions: [Scores; LABELS],
    squares: [Scores; LABELS],
}

/// Trains; the weights of features and transitions, in the order of their hashes.
pub fn train(stretches: &[Stretch], settings: Settings, say: &mut impl FnMut(&str)) -> Vec<Row> {
    let (index, counts) = index(stretches, settings.least);
    let lists: Vec<Vec<Vec<u32>>> = stretches
        .iter()
        .map(|stretch| {
            let known =
                |features: &Vec<u64>| features.iter().filter_map(|feature| index.get(feature).copied()).collect();
            stretch.features.iter().map(known).collect()
        })
        .collect();
    let empty = || Cell { weights: [0.0; LABELS], squares: [1e-6; LABELS] };
    let mut field = Field {
        cells: (0..counts.len()).map(|_| empty()).collect(),
        counts,
        transitions: [[0.0; LABELS]; LABELS],
        squares: [[1e-6; LABELS]; LABELS],
    };
    let mut sums: Vec<Scores> = vec![[0.0; LABELS]; field.cells.len()];
    let mut link_sums = [[0.0; LABELS]; LABELS];
    let mut summed = 0.0;
    let mut dice = Dice::new(7);
    let mut order: Vec<usize> = (0..stretches.len()).collect();
    for epoch in 0..settings.epochs {
        dice.shuffle(&mut order);
        let mut loss = 0.0;
        for &at in order.iter().filter(|&&at| (epoch + at) % stretches[at].every.max(1) == 0) {
            loss += learn(&mut field, &lists[at], &stretches[at].masks, settings, &mut dice);
        }
        say(&format!("epoch {} loss {loss:.0}", epoch + 1));
        // The mean of the later epochs swings less than the last one.
        if 2 * epoch + 1 >= settings.epochs {
            summed += 1.0;
            field.cells.iter().zip(&mut sums).for_each(|(cell, sum)| add(&cell.weights, sum));
            field.transitions.iter().zip(&mut link_sums).for_each(|(weights, sum)| add(weights, sum));
        }
    }
    // While learning only a part of the features spoke (Srivastava et al. 2014).
    let share = 1.0 - settings.dropout as f32 / 100.0;
    let mean = |sum: &Scores, share: f32| sum.map(|weight| share * weight / f32::max(summed, 1.0));
    field.cells.iter_mut().zip(&sums).for_each(|(cell, sum)| cell.weights = mean(sum, share));
    field.transitions.iter_mut().zip(&link_sums).for_each(|(weights, sum)| *weights = mean(sum, 1.0));
    rows(&index, &field)
}

fn add(weights: &Scores, sum: &mut Scores) {
    sum.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight);
}

fn index(stretches: &[Stretch], least: u32) -> (FxHashMap<u64, u32>, Vec<f32>) {
    let mut counts: FxHashMap<u64, u32> = FxHashMap::default();
    for feature in stretches.iter().flat_map(|stretch| stretch.features.iter().flatten()) {
        *counts.entry(*feature).or_default() += 1;
    }
    let mut kept: Vec<(u64, u32)> = counts.into_iter().filter(|(_, count)| *count >= least).collect();
    kept.sort_unstable();
    let index = kept.iter().enumerate().map(|(at, (feature, _))| (*feature, at as u32)).collect();
    (index, kept.iter().map(|(_, count)| *count as f32).collect())
}

fn rows(index: &FxHashMap<u64, u32>, field: &Field) -> Vec<Row> {
    let row = |weights: &Scores| -> Vec<(u8, f64)> {
        let cells = weights.iter().enumerate().map(|(label, &weight)| (label as u8, f64::from(weight)));
        cells.filter(|cell| cell.1 != 0.0).collect()
    };
    let mut rows: Vec<Row> =
        index.iter().map(|(&feature, &at)| (feature, row(&field.cells[at as usize].weights))).collect();
    for (before, weights) in field.transitions.iter().enumerate() {
        rows.push((feature(TRANSITION, &[before as u64]), row(weights)));
    }
    rows.sort_by_key(|row| row.0);
    rows
}

/// One step on one stretch; its loss before the step.
fn learn(field: &mut Field, lists: &[Vec<u32>], masks: &[Mask], settings: Settings, dice: &mut Dice) -> f32 {
    let kept: Vec<Vec<u32>> = lists
        .iter()
        .map(|list| list.iter().copied().filter(|_| dice.below(100) >= settings.dropout).collect())
        .collect();
    let own: Vec<Scores> = kept
        .iter()
        .map(|list| {
            let mut scores = [0.0; LABELS];
            for &at in list {
                let weights = &field.cells[at as usize].weights;
                scores.iter_mut().zip(weights).for_each(|(score, weight)| *score += weight);
            }
            scores
        })
        .collect();
    let free = vec![ANY; masks.len()];
    let linked = linked(&field.transitions);
    let (all, mut gradient, mut links) = expectations(&own, &linked, &free);
    let (wanted, right, right_links) = match certain(masks) {
        Some(labels) => told(&own, &field.transitions, &labels),
        None => expectations(&own, &linked, masks),
    };
    for (row, right) in gradient.iter_mut().zip(&right) {
        row.iter_mut().zip(right).for_each(|(a, b)| *a -= b);
    }
    for (row, right) in links.iter_mut().zip(&right_links) {
        row.iter_mut().zip(right).for_each(|(a, b)| *a -= b);
    }
    let matters = |gradient: &Scores| gradient.iter().any(|slope| slope.abs() > LITTLE);
    for (list, gradient) in kept.iter().zip(&gradient).filter(|(_, gradient)| matters(gradient)) {
        for &at in list {
            let penalty = settings.penalty / field.counts[at as usize];
            let cell = &mut field.cells[at as usize];
            descend(&mut cell.weights, &mut cell.squares, gradient, penalty, settings.step);
        }
    }
    for (at, gradient) in links.iter().enumerate() {
        descend(&mut field.transitions[at], &mut field.squares[at], gradient, 0.0, settings.step);
    }
    all - wanted
}

/// The labels, when only one is allowed everywhere.
fn certain(masks: &[Mask]) -> Option<Vec<usize>> {
    masks.iter().map(|mask| (mask.count_ones() == 1).then(|| mask.trailing_zeros() as usize)).collect()
}

/// What [`expectations`] gives when the labels are certain.
fn told(own: &[Scores], transitions: &[Scores; LABELS], labels: &[usize]) -> (f32, Vec<Scores>, Vec<Scores>) {
    let mut expected = vec![[0.0; LABELS]; own.len()];
    let mut links = vec![[0.0; LABELS]; LABELS];
    let mut total = 0.0;
    for (at, &label) in labels.iter().enumerate() {
        expected[at][label] = 1.0;
        total += own[at][label];
        if let Some(before) = at.checked_sub(1).map(|before| labels[before]) {
            links[before][label] += 1.0;
            total += transitions[before][label];
        }
    }
    (total, expected, links)
}

fn descend(weights: &mut Scores, squares: &mut Scores, gradient: &Scores, penalty: f32, step: f32) {
    for ((weight, square), gradient) in weights.iter_mut().zip(squares).zip(gradient) {
        let slope = gradient + penalty * *weight;
        *square += slope * slope;
        *weight -= step * slope / square.sqrt();
    }
}

/// The log of the sum over all label sequences that the masks allow, the expected labels of each token and the expected transitions. Sums are
/// kept near 1 step by step (Rabiner 1989), so that only each token needs exponentials.
fn expectations(own: &[Scores], links: &Links, masks: &[Mask]) -> (f32, Vec<Scores>, Vec<Scores>) {
    let length = own.len();
    let mut total = 0.0;
    let emitted: Vec<Wide> = (0..length).map(|at| emitted(own, masks, at, &mut total)).collect();
    let mut forward: Vec<Wide> = Vec::with_capacity(length);
    let mut backward = vec![[1.0; LABELS]; length];
    for &(mut row) in &emitted {
        if let Some(before) = forward.last() {
            let mut reached = [0.0; LABELS];
            for (from, links) in before.iter().zip(links) {
                reached.iter_mut().zip(links).for_each(|(sum, link)| *sum += from * link);
            }
            row.iter_mut().zip(reached).for_each(|(row, reached)| *row *= reached);
        }
        total += norm(&mut row);
        forward.push(row);
    }
    for at in (1..length).rev() {
        let after: Wide = std::array::from_fn(|label| emitted[at][label] * backward[at][label]);
        for (before, links) in backward[at - 1].iter_mut().zip(links) {
            *before = links.iter().zip(&after).map(|(link, after)| link * after).sum();
        }
        norm(&mut backward[at - 1]);
    }
    let mut labels = vec![[0.0; LABELS]; length];
    let mut expected = vec![[0.0; LABELS]; LABELS];
    for at in 0..length {
        let mut row: Wide = std::array::from_fn(|label| forward[at][label] * backward[at][label]);
        norm(&mut row);
        labels[at] = row.map(|part| part as f32);
        if at > 0 {
            count_links(&forward[at - 1], links, &emitted[at], &backward[at], &mut expected);
        }
    }
    (total as f32, labels, expected)
}

/// What a token alone gives each label, the greatest 1; the logarithm of what that took away is added to `total`.
fn emitted(own: &[Scores], masks: &[Mask], at: usize, total: &mut f64) -> Wide {
    let allowed = |label: usize| {
        let open = Label(label as u8);
        let edge = (at == 0 && open.is_continuing()) || (at + 1 == own.len() && open.is_open());
        masks[at] & (1 << label) != 0 && !edge
    };
    let most = (0..LABELS).filter(|&label| allowed(label)).map(|label| own[at][label]).fold(NEVER, f32::max);
    *total += f64::from(most);
    std::array::from_fn(|label| if allowed(label) { f64::from((own[at][label] - most).exp()) } else { 0.0 })
}

/// Makes a row sum to 1; the logarithm of its sum.
fn norm(row: &mut Wide) -> f64 {
    let sum = row.iter().sum::<f64>().max(f64::MIN_POSITIVE);
    row.iter_mut().for_each(|part| *part /= sum);
    sum.ln()
}

fn count_links(before: &Wide, links: &Links, emitted: &Wide, after: &Wide, expected: &mut [Scores]) {
    let after: Wide = std::array::from_fn(|label| emitted[label] * after[label]);
    let part = |from: usize, to: usize| before[from] * links[from][to] * after[to];
    let all = (0..LABELS).map(|from| (0..LABELS).map(|to| part(from, to)).sum::<f64>()).sum::<f64>();
    for (from, row) in expected.iter_mut().enumerate() {
        for (to, cell) in row.iter_mut().enumerate() {
            *cell += (part(from, to) / all.max(f64::MIN_POSITIVE)) as f32;
        }
    }
}

/// What each label gives the next.
fn linked(transitions: &[Scores; LABELS]) -> Links {
    let cell = |from: usize, to: usize| if LEADS[from][to] { f64::from(transitions[from][to].exp()) } else { 0.0 };
    std::array::from_fn(|from| std::array::from_fn(|to| cell(from, to)))
}

const LEADS: [[bool; LABELS]; LABELS] = {
    let mut leads = [[false; LABELS]; LABELS];
    let mut from = 0;
    while from < LABELS {
        let mut next = 0;
        while next < LABELS {
            let open = from > 0 && (from - 1) % 4 < 2;
            let continuing = next > 0 && matches!((next - 1) % 4, 1 | 2);
            leads[from][next] = if open && continuing { (from - 1) / 4 == (next - 1) / 4 } else { open == continuing };
            next += 1;
        }
        from += 1;
    }
    leads
};
