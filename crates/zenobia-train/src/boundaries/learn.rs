//! Logistic regression over hashed features, with steps that shrink for features seen often (AdaGrad: Duchi, Hazan and Singer 2011).

use anyhow::{Result, anyhow};
use zenobia_core::text::TextData;
use zenobia_core::text::boundary::{Boundaries, Habits, Margins, visit};

use super::lessons::{Lesson, Material, lessons};

/// How much is learned.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// How often all is learned anew, press text cut as the weights of the last round cut it; first as the rules do.
    pub rounds: usize,
    /// Passes of a round.
    pub epochs: usize,
    /// Binary logarithm of the number of weights.
    pub bits: u32,
    /// What the score of a place without a stop must exceed, in sixteenths of a logit.
    pub bare: i16,
}

/// Steps of a packed weight to the logit.
const SCALE: f64 = 16.0;

const RATE: f64 = 0.1;

/// A place and whether a sentence begins there.
struct Example {
    numbers: Vec<u32>,
    begins: bool,
}

struct Learner {
    weights: Vec<f64>,
    squares: Vec<f64>,
}

impl Learner {
    /// Learns from an example; gives whether it was taken wrongly.
    fn learn(&mut self, example: &Example) -> bool {
        let score: f64 = example.numbers.iter().map(|&at| self.weights[at as usize]).sum();
        let target = if example.begins { 1.0 } else { 0.0 };
        let slope = 1.0 / (1.0 + (-score).exp()) - target;
        for &at in &example.numbers {
            let at = at as usize;
            self.squares[at] += slope * slope;
            self.weights[at] -= RATE * slope / (self.squares[at].sqrt() + 1e-6);
        }
        (score > 0.0) != example.begins
    }

    fn packed(&self) -> Vec<i8> {
        self.weights.iter().map(|weight| (weight * SCALE).round().clamp(-127.0, 127.0) as i8).collect()
    }
}

/// Learns the weights and gives the bytes of the model.
///
/// # Errors
/// When the model that comes out cannot be read back.
pub fn learn(
    material: &Material,
    words: &[(u64, Habits)],
    data: &TextData,
    settings: Settings,
    progress: &mut impl FnMut(String),
) -> Result<Vec<u8>> {
    let margins = Margins { stopped: 0, bare: settings.bare };
    let mut teacher = data.clone();
    let mut bytes = Vec::new();
    for round in 0..settings.rounds {
        progress(format!("round {} of {}", round + 1, settings.rounds));
        let weights = pass(material, words, data, &teacher, settings, progress)?;
        bytes = Boundaries::to_bytes(words, &weights, margins);
        teacher.boundaries = Some(load(bytes.clone())?);
    }
    Ok(bytes)
}

fn load(bytes: Vec<u8>) -> Result<Boundaries> {
    Boundaries::load(bytes.into()).map_err(|problem| anyhow!("{problem}"))
}

/// Learns anew; press articles are cut as `teacher` cuts them.
fn pass(
    material: &Material,
    words: &[(u64, Habits)],
    data: &TextData,
    teacher: &TextData,
    settings: Settings,
    progress: &mut impl FnMut(String),
) -> Result<Vec<i8>> {
    let size = 1_usize << settings.bits;
    let empty = load(Boundaries::to_bytes(words, &vec![0; size], Margins::default()))?;
    let mut learner = Learner { weights: vec![0.0; size], squares: vec![0.0; size] };
    for pass in 0..settings.epochs {
        let (mut seen, mut wrong) = (0, 0);
        for example in lessons(material, pass, teacher).iter().flat_map(|lesson| examples(lesson, data, &empty)) {
            seen += 1;
            wrong += usize::from(learner.learn(&example));
        }
        progress(format!("pass {}: {wrong} of {seen} wrong", pass + 1));
    }
    Ok(learner.packed())
}

fn examples(lesson: &Lesson, data: &TextData, model: &Boundaries) -> Vec<Example> {
    let mut examples = Vec::new();
    visit(&lesson.text, data, model, &mut |offset, _, features| {
        let begins = lesson.starts.contains(&offset);
        examples.push(Example { numbers: features.numbers().to_vec(), begins });
        begins
    });
    examples
}
