//! The weights of a network while it learns, in floating point.

use ndarray::Array2;
use zenobia_core::syntax::network::DISTANCES;
use zenobia_core::syntax::network::input::KINDS;

use crate::learner::Dice;

/// The sizes of a network.
#[derive(Clone, Copy, Debug)]
pub struct Sizes {
    /// Length of a word's vector; even.
    pub width: usize,
    /// How many gated layers.
    pub layers: usize,
    /// Length of the vectors whose products score heads.
    pub arc: usize,
    /// Length of the vectors that relations are chosen by.
    pub relation: usize,
    /// How many tags.
    pub tags: usize,
    /// How many parts of speech.
    pub parts: usize,
    /// How many relations.
    pub relations: usize,
}

/// A matrix for each name, from inputs (rows) to outputs (columns); biases and vectors have one row.
#[derive(Clone, Debug)]
pub struct Parameters {
    /// Rows of all inputs.
    pub embeddings: Array2<f32>,
    /// Gates and candidates, forward and back, of each layer.
    pub layers: Vec<Linear>,
    /// Scores of tags.
    pub tags: Linear,
    /// What a tag adds to its word.
    pub tag_rows: Array2<f32>,
    /// Words as dependents.
    pub dependents: Linear,
    /// The bilinear map between dependents and heads.
    pub mixed: Linear,
    /// Words as heads.
    pub heads: Linear,
    /// The root as a head.
    pub root: Array2<f32>,
    /// By part of speech of the dependent and distance.
    pub dependent_distances: Array2<f32>,
    /// By part of speech of the head and distance.
    pub head_distances: Array2<f32>,
    /// By part of speech: the score of the root.
    pub root_parts: Array2<f32>,
    /// Words as dependents, for the relation.
    pub relation_dependents: Linear,
    /// Words as heads, for the relation.
    pub relation_heads: Linear,
    /// The root as a head, for the relation.
    pub relation_root: Array2<f32>,
    /// Scores of relations.
    pub relations: Linear,
    /// By distance: scores of relations.
    pub relation_distances: Array2<f32>,
}

/// A linear map.
#[derive(Clone, Debug)]
pub struct Linear {
    /// Inputs by outputs.
    pub weights: Array2<f32>,
    /// One row of outputs.
    pub bias: Array2<f32>,
}

impl Linear {
    fn random(inputs: usize, outputs: usize, dice: &mut Dice) -> Linear {
        let weights = random(inputs, outputs, 0.5 * (6.0 / inputs as f32).sqrt(), dice);
        Linear { weights, bias: Array2::zeros((1, outputs)) }
    }
}

/// Evenly spread between `-scale` and `scale`.
fn random(rows: usize, columns: usize, scale: f32, dice: &mut Dice) -> Array2<f32> {
    Array2::from_shape_fn((rows, columns), |_| (dice.below(200_001) as f32 / 100_000.0 - 1.0) * scale)
}

impl Parameters {
    /// Before any lesson; each seed gives other weights.
    pub fn random(sizes: Sizes, seed: u64) -> Parameters {
        let dice = &mut Dice::new(seed);
        let Sizes { width, layers, arc, relation, tags, parts, relations } = sizes;
        Parameters {
            embeddings: random(KINDS.iter().sum(), width, 0.15, dice),
            layers: (0..layers).map(|_| Linear::random(width, 2 * width, dice)).collect(),
            tags: Linear::random(width, tags, dice),
            tag_rows: random(tags, width, 0.1, dice),
            dependents: Linear::random(width, arc, dice),
            mixed: Linear::random(arc, arc, dice),
            heads: Linear::random(width, arc, dice),
            root: random(1, arc, 0.1, dice),
            dependent_distances: Array2::zeros((parts, DISTANCES)),
            head_distances: Array2::zeros((parts, DISTANCES)),
            root_parts: Array2::zeros((parts, 1)),
            relation_dependents: Linear::random(width, relation, dice),
            relation_heads: Linear::random(width, relation, dice),
            relation_root: random(1, relation, 0.1, dice),
            relations: Linear::random(relation, relations, dice),
            relation_distances: Array2::zeros((DISTANCES, relations)),
        }
    }

    /// The same shapes, all zero: for slopes and their averages.
    pub fn zeros(&self) -> Parameters {
        let mut zeros = self.clone();
        zeros.embeddings.fill(0.0);
        zeros.dense_mut().into_iter().for_each(|matrix| matrix.fill(0.0));
        zeros
    }

    /// The sizes that these shapes have.
    pub fn sizes(&self) -> Sizes {
        Sizes {
            width: self.embeddings.ncols(),
            layers: self.layers.len(),
            arc: self.root.ncols(),
            relation: self.relation_root.ncols(),
            tags: self.tag_rows.nrows(),
            parts: self.root_parts.nrows(),
            relations: self.relations.bias.ncols(),
        }
    }

    /// All matrices but the embeddings, in a fixed order.
    pub fn dense_mut(&mut self) -> Vec<&mut Array2<f32>> {
        let mut all = Vec::new();
        let linear = self.layers.iter_mut().chain([
            &mut self.tags,
            &mut self.dependents,
            &mut self.mixed,
            &mut self.heads,
            &mut self.relation_dependents,
            &mut self.relation_heads,
            &mut self.relations,
        ]);
        linear.for_each(|map| all.extend([&mut map.weights, &mut map.bias]));
        all.extend([
            &mut self.tag_rows,
            &mut self.root,
            &mut self.dependent_distances,
            &mut self.head_distances,
            &mut self.root_parts,
            &mut self.relation_root,
            &mut self.relation_distances,
        ]);
        all
    }
}
