//! The server: the API of the page and of programs, OGC features, feeds, and the page itself.
//!
//! [`router`] is the whole of it without a network, for tests; [`serve`] answers on an address. A route is described once
//! ([`route::Route`]): what it takes, what it gives, and the least role that may ask. The OpenAPI is made from that.

mod adding;
mod app;
mod ask;
mod connection;
pub mod demo;
mod filter;
mod guard;
mod memory;
mod meter;
mod ogc;
mod openapi;
mod page;
pub mod password;
mod person;
mod problem;
mod replay;
mod reply;
mod rights;
mod route;
mod routes;
mod server;
mod stores;
mod tasks;

pub use app::{App, Options};
pub use guard::secret;
pub use person::Role;
pub use problem::Problem;
pub use server::{Error, Listener, bind, serve};

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

/// The OpenAPI of the server, as text.
pub fn openapi() -> String {
    let document = openapi::document(&routes::all());
    serde_json::to_string_pretty(&document).expect("the document has string keys only") + "\n"
}

/// All routes and what stands before them.
pub fn router(app: App) -> Router {
    let mut router = Router::new();
    for route in routes::all() {
        router = router.route(route.path, route.handler());
    }
    router
        .layer(from_fn_with_state(app.clone(), meter::measure))
        .fallback(page::answer)
        .method_not_allowed_fallback(page::no_such_method)
        .layer(from_fn_with_state(app.clone(), guard::identify))
        .layer(from_fn(guard::check_origin))
        .layer(from_fn_with_state(app.clone(), guard::check_host))
        .layer(CatchPanicLayer::custom(server::panicked))
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(app.clone(), guard::secure))
        .with_state(app)
}
