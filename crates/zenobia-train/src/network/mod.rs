//! The network that tags and parses, while it learns. `zenobia_core::syntax::network` is what comes of it.
//!
//! Networks of the same make but with other first weights learn from the treebanks and decide together (a committee) on plain
//! text; the one that is kept learns from the treebanks and from what they said (Zhou and Li 2005 call such schemes tri-training;
//! the committee's choices are what Hinton et al. 2015 call hard targets).

mod adam;
mod backward;
mod committee;
mod forward;
mod gated;
mod learn;
mod parameters;
mod quantize;
mod sample;

pub use committee::annotate;
pub use learn::{Plan, passes};
pub use parameters::{Parameters, Sizes};
pub use quantize::quantize;
pub use sample::Sample;
