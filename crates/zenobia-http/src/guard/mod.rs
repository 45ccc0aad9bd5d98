//! Who may ask what: before a route is reached, and around every answer.

mod doors;
mod headers;
mod host;
mod origin;

use axum::extract::Request;
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

pub use doors::{COOKIE, Doors, address, cookie, identify, secret};
pub use headers::secure;
pub use host::check_host;
pub use origin::check_origin;

use crate::person::{Person, Role};
use crate::problem::{Code, Problem};

/// Lets through who has the role.
pub async fn admit(least: Option<Role>, person: Person, request: Request, next: Next) -> Response {
    if least.is_some_and(|least| person.role >= least) {
        return next.run(request).await;
    }
    match person.role {
        Role::Guest => Problem::of(Code::LoginNeeded, &[]).into_response(),
        _ => Problem::of(Code::RoleNeeded, &[]).into_response(),
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
