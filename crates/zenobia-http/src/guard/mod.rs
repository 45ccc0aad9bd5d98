//! Who may ask what: before a route is reached, and around every answer.

mod doors;
mod headers;
mod host;
mod origin;

use axum::extract::Request;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

pub use doors::{COOKIE, Doors, address, cookie, identify, secret};
pub use headers::secure;
pub use host::check_host;
pub use origin::check_origin;

use crate::person::{Person, Role};
use crate::problem::Problem;

/// Lets through who has the role.
pub async fn admit(least: Role, person: Person, request: Request, next: Next) -> Response {
    if person.role >= least {
        return next.run(request).await;
    }
    match person.role {
        Role::Guest => Problem::new(StatusCode::UNAUTHORIZED, "log in first, or send a token").into_response(),
        _ => Problem::new(StatusCode::FORBIDDEN, "your role does not allow it; ask an admin of this server")
            .into_response(),
    }
}

/// Whether a body is JSON.
pub fn is_json(headers: &HeaderMap) -> bool {
    media(headers).is_some_and(|media| media == "application/json" || media.ends_with("+json"))
}

/// Whether a body is a form with files.
pub fn is_form(headers: &HeaderMap) -> bool {
    media(headers).is_some_and(|media| media == "multipart/form-data")
}

fn media(headers: &HeaderMap) -> Option<String> {
    let told = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    told.split(';').next().map(|media| media.trim().to_ascii_lowercase())
}
