//! OGC API – Features, part 1: what geographic programs read. Claims and events with a place, and events without one in a collection of
//! their own.

mod collections;
mod items;
mod landing;
mod links;

pub use links::base;

use crate::route::Route;

/// All of its routes.
pub fn routes() -> Vec<Route> {
    [landing::routes(), collections::routes(), items::routes()].into_iter().flatten().collect()
}
