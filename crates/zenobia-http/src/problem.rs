//! What went wrong, as problem details (RFC 9457).

use axum::http::header::{CONTENT_TYPE, LOCATION, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde::Serialize;
use zenobia_store::Error;

/// What went wrong, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Problem {
    /// What kind of problem; `about:blank` when the status says it all.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The status in words.
    pub title: &'static str,
    /// Status of HTTP.
    pub status: u16,
    /// What went wrong here, and what to do.
    pub detail: String,
    /// What is wrong with which parameter or field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<Fault>,
    #[serde(skip)]
    location: Option<String>,
    #[serde(skip)]
    wait: Option<u64>,
}

/// What is wrong with a parameter or a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Fault {
    /// Its name, or its path in a body.
    pub name: String,
    /// What is wrong.
    pub message: String,
}

/// The media type.
pub const MEDIA: &str = "application/problem+json";

impl Problem {
    /// A problem with a status.
    pub fn new(status: StatusCode, detail: impl Into<String>) -> Problem {
        Problem {
            kind: "about:blank",
            title: status.canonical_reason().unwrap_or("Problem"),
            status: status.as_u16(),
            detail: detail.into(),
            errors: Vec::new(),
            location: None,
            wait: None,
        }
    }

    /// What is asked for makes no sense.
    pub fn question(detail: impl Into<String>) -> Problem {
        Problem::new(StatusCode::BAD_REQUEST, detail)
    }

    /// Parameters or fields that are wrong.
    pub fn faults(errors: Vec<Fault>) -> Problem {
        let said: Vec<String> = errors.iter().map(|fault| format!("{}: {}", fault.name, fault.message)).collect();
        Problem { errors, ..Problem::question(said.join("; ")) }
    }

    /// There is no such thing.
    pub fn missing(what: impl Into<String>) -> Problem {
        Problem::new(StatusCode::NOT_FOUND, what)
    }

    /// Something that makes sense and cannot be done.
    pub fn refused(detail: impl Into<String>) -> Problem {
        Problem::new(StatusCode::UNPROCESSABLE_ENTITY, detail)
    }

    /// A fault of this program.
    pub fn fault(detail: impl Into<String>) -> Problem {
        Problem::new(StatusCode::INTERNAL_SERVER_ERROR, detail)
    }

    /// It is at another address for good.
    pub fn moved(location: String) -> Problem {
        let detail = format!("it has become another: see {location}");
        Problem { location: Some(location), ..Problem::new(StatusCode::PERMANENT_REDIRECT, detail) }
    }

    /// Not now; again after some seconds.
    pub fn later(status: StatusCode, seconds: u64, detail: impl Into<String>) -> Problem {
        Problem { wait: Some(seconds), ..Problem::new(status, detail) }
    }

    /// The same as one that can be understood and not be done, where a question of a person is at fault.
    pub fn as_refusal(self) -> Problem {
        match self.status {
            400 => Problem { errors: self.errors, ..Problem::refused(self.detail) },
            _ => self,
        }
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.detail)
    }
}

impl std::error::Error for Problem {}

impl From<Error> for Problem {
    fn from(error: Error) -> Problem {
        let said = error.to_string();
        match error {
            Error::Question(message) => Problem::question(message),
            Error::Locked { .. } => Problem::later(StatusCode::SERVICE_UNAVAILABLE, 5, said),
            Error::Full { .. } => Problem::new(StatusCode::INSUFFICIENT_STORAGE, said),
            Error::ReadOnly { .. } => Problem::new(StatusCode::FORBIDDEN, said),
            Error::Missing { .. } | Error::Unreachable { .. } => {
                Problem::later(StatusCode::SERVICE_UNAVAILABLE, 30, said)
            }
            _ => Problem::fault(said),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&self).unwrap_or_default();
        let mut response = (status, body).into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(MEDIA));
        if let Some(location) = self.location.and_then(|location| HeaderValue::from_str(&location).ok()) {
            headers.insert(LOCATION, location);
        }
        if let Some(seconds) = self.wait {
            headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
