//! The network that tags and parses: embeddings of words, gated layers, scores of tags, heads and relations.
//!
//! Words are sums of embeddings of their parts (`input.rs`), gated layers (`layers.rs`) put each in the light of the sentence, the
//! tag is chosen before the last layer and goes into it, and heads and relations are scored as by Dozat and Manning (2017): each
//! word as a dependent against each as a head; the best tree is chosen from these scores (`tree.rs`). All numbers are whole
//! (`fixed.rs`). `zenobia-train` learns the weights.

use pulp::{Arch, Simd, WithSimd};

pub mod fixed;
pub mod input;
mod layers;
mod load;
mod product;
pub mod tree;

use fixed::Linear;
use input::{INPUTS, rows};
use layers::{gated, plain, rectified};
use product::Panels;
use tree::Arcs;

use super::look::Look;

/// How distances between a word and its head are told apart, the head before and after it.
pub const DISTANCES: usize = 20;

/// The class of a distance.
#[inline]
pub fn distance(dependent: usize, head: usize) -> usize {
    let class = match dependent.abs_diff(head) {
        steps @ 0..=4 => steps.saturating_sub(1),
        5..=6 => 4,
        7..=9 => 5,
        10..=14 => 6,
        15..=22 => 7,
        23..=40 => 8,
        _ => 9,
    };
    if head < dependent { class } else { class + DISTANCES / 2 }
}

/// The weights, in the order in which a model has them (see `load.rs`).
#[derive(Clone, Debug, Default)]
pub struct Network {
    width: usize,
    /// From sums of embeddings to activations, in units of 1/65536.
    scale: i32,
    /// Gated layers.
    layers: Vec<Linear>,
    tags: Linear,
    /// What a tag adds to its word.
    tag_rows: Vec<i16>,
    dependents: Linear,
    mixed: Linear,
    heads: Linear,
    root: Vec<i16>,
    /// For each part of speech, what it adds to the score of a head at a distance: of the dependent, of the head.
    dependent_distances: Vec<i32>,
    head_distances: Vec<i32>,
    /// For each part of speech, what it adds to the score of the root.
    root_parts: Vec<i32>,
    relation_dependents: Linear,
    relation_heads: Linear,
    relation_root: Vec<i16>,
    relations: Linear,
    relation_distances: Vec<i32>,
}

/// A step of a network, to be compiled for each set of instructions.
struct Widely<'a, A, F: Fn(&Network, A, &mut Workspace)> {
    network: &'a Network,
    given: A,
    work: &'a mut Workspace,
    step: F,
}

impl<A, F: Fn(&Network, A, &mut Workspace)> WithSimd for Widely<'_, A, F> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        (self.step)(self.network, self.given, self.work);
    }
}

/// What the network says of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// Number of its tag.
    pub tag: u8,
    /// Its head in the sentence; `None` for the root.
    pub head: Option<u16>,
    /// Number of its relation.
    pub relation: u8,
}

/// Memory that is used again from sentence to sentence.
#[derive(Debug, Default)]
pub struct Workspace {
    words: Vec<i16>,
    products: Vec<i32>,
    dependents: Vec<i16>,
    mixed: Vec<i16>,
    heads: Vec<i16>,
    panels: Panels,
    parts: Vec<usize>,
    arcs: Arcs,
}

impl Network {
    /// Tags a sentence. `embeddings` are the bytes of the table; `settle` may choose the tag of a word from the scores of all tags.
    pub fn tag(
        &self,
        looks: &[Look],
        embeddings: &[u8],
        settle: impl Fn(usize, &[i32]) -> Option<usize>,
        work: &mut Workspace,
    ) -> Vec<Said> {
        let mut said = vec![Said::default(); looks.len()];
        if let Some((_, first)) = self.layers.split_last() {
            self.widely((looks, embeddings), work, Network::embed);
            first.iter().for_each(|layer| gated(layer, &mut work.words, &mut work.products));
            self.tags.apply(&work.words, &mut work.products);
            self.widely((&mut said[..], settle), work, Network::choose_tags);
        }
        said
    }

    /// Finds the heads and relations of the sentence that was tagged last; `part` gives the number of a tag's part of speech.
    pub fn parse(&self, said: &mut [Said], part: impl Fn(u8) -> usize, work: &mut Workspace) {
        if let Some(last) = self.layers.last().filter(|_| !said.is_empty()) {
            gated(last, &mut work.words, &mut work.products);
            work.parts.clear();
            work.parts.extend(said.iter().map(|said| part(said.tag)));
            self.widely((), work, Network::score_heads);
            self.widely(said, work, Network::relate);
        }
    }

    /// Takes a step with the widest vectors that the machine has.
    fn widely<A>(&self, given: A, work: &mut Workspace, step: impl Fn(&Network, A, &mut Workspace)) {
        Arch::new().dispatch(Widely { network: self, given, work, step });
    }

    #[inline(always)]
    fn embed(&self, (looks, embeddings): (&[Look], &[u8]), Workspace { words, .. }: &mut Workspace) {
        words.clear();
        words.resize(looks.len() * self.width, 0);
        for (look, word) in looks.iter().zip(words.chunks_exact_mut(self.width)) {
            for row in rows(look) {
                let start = row as usize * self.width;
                let row = embeddings.get(start..start + self.width).unwrap_or_default();
                word.iter_mut().zip(row).for_each(|(sum, &value)| *sum = sum.wrapping_add(i16::from(value as i8)));
            }
            word.iter_mut().for_each(|sum| *sum = (i32::from(*sum).wrapping_mul(self.scale) >> 16) as i16);
        }
    }

    #[inline(always)]
    fn choose_tags<F>(&self, (said, settle): (&mut [Said], F), work: &mut Workspace)
    where
        F: Fn(usize, &[i32]) -> Option<usize>,
    {
        let scores = work.products.chunks_exact(self.tags.bias.len().max(1));
        let words = said.iter_mut().zip(scores).zip(work.words.chunks_exact_mut(self.width));
        for (at, ((said, scores), word)) in words.enumerate() {
            let tag = settle(at, scores).unwrap_or_else(|| best(scores));
            said.tag = tag as u8;
            let row = &self.tag_rows[tag * self.width..][..self.width];
            word.iter_mut().zip(row).for_each(|(sum, &value)| *sum = sum.saturating_add(value));
        }
    }

    #[inline(always)]
    fn score_heads(&self, (): (), work: &mut Workspace) {
        self.dependents.apply(&work.words, &mut work.products);
        rectified(&work.products, &mut work.dependents);
        self.mixed.apply(&work.dependents, &mut work.products);
        plain(&work.products, &mut work.mixed);
        self.heads.apply(&work.words, &mut work.products);
        rectified(&work.products, &mut work.heads);
        work.heads.extend_from_slice(&self.root);
        let arcs = &mut work.arcs;
        arcs.words = work.parts.len();
        arcs.scores.clear();
        for (dependent, &part) in work.parts.iter().enumerate() {
            let own = &self.dependent_distances[part * DISTANCES..][..DISTANCES];
            let score = |(head, &other): (usize, &usize)| {
                let far = distance(dependent, head);
                own[far].wrapping_add(self.head_distances[other * DISTANCES + far])
            };
            arcs.scores.extend(work.parts.iter().enumerate().map(score));
            arcs.scores.push(self.root_parts[part]);
        }
        work.panels.lay_out(&work.heads, self.root.len());
        work.panels.multiply(&work.mixed, &mut arcs.scores);
    }

    #[inline(always)]
    fn relate(&self, said: &mut [Said], work: &mut Workspace) {
        let heads = work.arcs.best();
        let size = self.relation_root.len();
        self.relation_heads.apply(&work.words, &mut work.products);
        plain(&work.products, &mut work.heads);
        work.heads.extend_from_slice(&self.relation_root);
        self.relation_dependents.apply(&work.words, &mut work.products);
        plain(&work.products, &mut work.dependents);
        for (word, &head) in work.dependents.chunks_exact_mut(size).zip(&heads) {
            let other = &work.heads[head.min(said.len()) * size..][..size];
            word.iter_mut().zip(other).for_each(|(sum, &other)| *sum = sum.saturating_add(other).max(0));
        }
        self.relations.apply(&work.dependents, &mut work.products);
        let kinds = self.relations.bias.len();
        for (at, (scores, &head)) in work.products.chunks_exact_mut(kinds).zip(&heads).enumerate() {
            let head = Some(head).filter(|&head| head < work.parts.len());
            if let Some(head) = head {
                let far = &self.relation_distances[distance(at, head) * kinds..][..kinds];
                scores.iter_mut().zip(far).for_each(|(score, &far)| *score = score.wrapping_add(far));
            }
            said[at].head = head.map(|head| head as u16);
            said[at].relation = best(scores) as u8;
        }
    }
}

/// The first of the highest scores.
#[inline(always)]
fn best(scores: &[i32]) -> usize {
    let highest = scores.iter().copied().max().unwrap_or(0);
    scores.iter().position(|&score| score == highest).unwrap_or(0)
}

/// The length of the table of embeddings, in bytes.
pub fn table_length(width: usize) -> usize {
    (0..INPUTS).map(|kind| input::KINDS[kind]).sum::<usize>() * width
}
