//! The pure heart of Zenobia: a report's text goes in, a [`record::Record`] comes out.
//!
//! Three laws hold here (see `ARCHITECTURE.md`): the core cannot see the world, it knows no language and no event
//! type, and every finding says why. Modules are declared in the order of the flow; a stage uses only the ones above it.

pub mod span;
pub mod problem;
pub mod why;
pub mod document;
pub mod record;
pub mod pack;
pub mod knowledge;
pub mod weights;
pub mod text;
pub mod name;
pub mod syntax;
pub mod finder;
pub mod phrase;
pub mod rule;
pub mod time;
pub mod quantity;
pub mod place;
pub mod actor;
pub mod site;
pub mod claim;
pub mod attribution;
pub mod factuality;
pub mod condition;
pub mod analyze;
pub mod reconcile;
pub mod row;
#[cfg(test)]
mod testing;
