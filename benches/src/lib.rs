//! The stages of a reading, each alone, for measures of speed: `stages` times them over any texts, `cargo bench` over the examples.

mod clock;
mod page;
mod stage;
mod tools;

pub use clock::{Lap, processor_time};
pub use page::page;
pub use stage::{Finding, STAGES, Stage};
pub use tools::{Ready, Tools};
