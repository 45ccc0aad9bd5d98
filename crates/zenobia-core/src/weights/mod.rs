//! What all learned models share.

pub mod hash;
