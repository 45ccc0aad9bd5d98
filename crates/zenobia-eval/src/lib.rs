//! Measures on gold reports and public corpora, and the floors that hold them.
//!
//! Nothing of a corpus is in here: all of it is read from the folder that the caller names.

pub mod actors;
pub mod coding;
pub mod coreference;
pub mod corpora;
pub mod crosswalk;
pub mod entities;
pub mod events;
pub mod counts;
pub mod floors;
pub mod gazetteer;
pub mod gold;
pub mod news;
pub mod places;
pub mod popcorn;
pub mod quotes;
pub mod reliability;
pub mod score;
pub mod tally;
pub mod templates;
pub mod times;
pub mod twice;
