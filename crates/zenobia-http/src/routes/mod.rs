//! What can be asked, one file a subject.

mod about;
mod adding;
mod changes;
mod claims;
mod control;
mod description;
mod documents;
mod entities;
mod events;
mod exports;
mod facets;
mod feeds;
mod health;
mod intake;
mod map;
mod people;
mod queue;
mod reviews;
mod situation;
mod sources;
mod views;
mod vocabulary;

use crate::route::Route;

/// All routes.
pub fn all() -> Vec<Route> {
    [
        about::routes(),
        documents::routes(),
        claims::routes(),
        events::routes(),
        queue::routes(),
        facets::routes(),
        map::routes(),
        control::routes(),
        situation::routes(),
        entities::routes(),
        sources::routes(),
        exports::routes(),
        changes::routes(),
        vocabulary::routes(),
        reviews::routes(),
        views::routes(),
        adding::routes(),
        intake::routes(),
        people::routes(),
        description::routes(),
        health::routes(),
        feeds::routes(),
        crate::ogc::routes(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
