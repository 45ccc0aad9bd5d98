//! Where a change comes from: pages of elsewhere must not make a browser change anything here (CSRF).

use axum::extract::Request;
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::{is_form, is_json};
use crate::problem::{Code, Problem};

/// Lets through what only asks, and changes that come from the page itself or from a program.
pub async fn check_origin(request: Request, next: Next) -> Response {
    let method = request.method();
    if matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS) {
        return next.run(request).await;
    }
    let headers = request.headers();
    if !is_same_site(headers) {
        return Problem::of(Code::FromElsewhere, &[]).into_response();
    }
    // A form of elsewhere can send neither without asking first.
    if matches!(*method, Method::POST | Method::PUT | Method::PATCH) && !is_json(headers) && !is_form(headers) {
        return Problem::of(Code::NeedsJsonOrForm, &[]).into_response();
    }
    next.run(request).await
}

/// Browsers say where a change comes from; programs say nothing.
fn is_same_site(headers: &HeaderMap) -> bool {
    let told = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if told("sec-fetch-site").is_some_and(|site| !matches!(site, "same-origin" | "none")) {
        return false;
    }
    match told(ORIGIN.as_str()) {
        None => true,
        Some(origin) => {
            let host = origin.split_once("://").map(|(_, host)| host);
            host.is_some() && host == told(HOST.as_str())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::{HeaderName, HeaderValue};

    #[test]
    fn changes_from_elsewhere_are_told_by_what_browsers_say() {
        let with = |pairs: &[(&'static str, &'static str)]| {
            let pair = |&(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value));
            is_same_site(&pairs.iter().map(pair).collect())
        };
        let host = ("host", "127.0.0.1:8765");
        assert!(with(&[host]));
        assert!(with(&[host, ("origin", "http://127.0.0.1:8765"), ("sec-fetch-site", "same-origin")]));
        assert!(!with(&[host, ("origin", "http://evil.example")]));
        assert!(!with(&[host, ("origin", "http://127.0.0.1:9999")]));
        assert!(!with(&[host, ("origin", "null")]));
        assert!(!with(&[host, ("sec-fetch-site", "cross-site")]));
        assert!(!with(&[host, ("sec-fetch-site", "same-site")]));
    }
}
