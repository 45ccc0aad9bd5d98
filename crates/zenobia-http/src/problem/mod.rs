//! What went wrong, as problem details (RFC 9457).

mod code;
mod said;

use std::fmt::Display;

use axum::http::header::{CONTENT_TYPE, LOCATION, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};
use zenobia_store::Error;

pub use code::Code;
pub use said::Said;

/// What went wrong, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Problem {
    /// What kind of problem, and what its words leave open.
    #[serde(flatten)]
    pub said: Said,
    /// The status in words.
    pub title: &'static str,
    /// Status of HTTP.
    pub status: u16,
    /// What went wrong here, and what to do, in English.
    pub detail: String,
    /// What is wrong with which parameter or field.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub errors: Vec<Fault>,
    #[serde(skip)]
    location: Option<String>,
    #[serde(skip)]
    wait: Option<u64>,
}

/// What is wrong with a parameter or a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Fault {
    /// What kind, and what its words leave open.
    #[serde(flatten)]
    pub said: Said,
    /// Its name, or its path in a body.
    pub name: String,
    /// What is wrong, in English.
    pub message: String,
}

impl Fault {
    /// Something that is wrong with a parameter or field.
    pub fn of(name: impl Into<String>, code: Code, params: &[(&str, &dyn Display)]) -> Fault {
        Fault::new(name, Said::of(code, params))
    }

    /// The same of what was said already.
    pub fn new(name: impl Into<String>, said: Said) -> Fault {
        Fault { name: name.into(), message: said.words(), said }
    }
}

/// The media type.
pub const MEDIA: &str = "application/problem+json";

impl Problem {
    /// A problem of a kind.
    pub fn of(code: Code, params: &[(&str, &dyn Display)]) -> Problem {
        Problem::new(code.status(), Said::of(code, params))
    }

    fn new(status: StatusCode, said: Said) -> Problem {
        Problem {
            title: status.canonical_reason().unwrap_or("Problem"),
            status: status.as_u16(),
            detail: said.words(),
            said,
            errors: Vec::new(),
            location: None,
            wait: None,
        }
    }

    /// A parameter or field that makes no sense.
    pub fn with(name: &str, code: Code, params: &[(&str, &dyn Display)]) -> Problem {
        Problem::faults(vec![Fault::of(name, code, params)])
    }

    /// Parameters or fields that are wrong.
    pub fn faults(errors: Vec<Fault>) -> Problem {
        let said: Vec<String> = errors.iter().map(|fault| format!("{}: {}", fault.name, fault.message)).collect();
        Problem { errors, ..Problem::of(Code::Invalid, &[("faults", &said.join("; "))]) }
    }

    /// What makes no sense, said elsewhere in the house.
    pub fn question(words: &str) -> Problem {
        let said = Said::find(words).unwrap_or_else(|| Said::of(Code::Question, &[("said", &words)]));
        Problem { detail: words.to_owned(), ..Problem::new(StatusCode::BAD_REQUEST, said) }
    }

    /// A fault of this program.
    pub fn fault(said: impl Display) -> Problem {
        Problem::of(Code::Broken, &[("said", &said)])
    }

    /// It is at another address for good.
    pub fn moved(location: String) -> Problem {
        let problem = Problem::of(Code::Moved, &[("location", &location)]);
        Problem { location: Some(location), ..problem }
    }

    /// Not now; again after some seconds.
    pub fn after(self, seconds: u64) -> Problem {
        Problem { wait: Some(seconds), ..self }
    }

    /// The same as one that can be understood and not be done, where a question of a person is at fault.
    pub fn as_refusal(self) -> Problem {
        let refused = StatusCode::UNPROCESSABLE_ENTITY;
        match self.status {
            400 => Problem { status: refused.as_u16(), title: refused.canonical_reason().unwrap_or_default(), ..self },
            _ => self,
        }
    }
}

/// Every kind of problem with its status, words and parameters, for the OpenAPI.
pub fn kinds() -> Value {
    let kind = |code: &Code| {
        let parameters: Vec<&str> = code.parameters().collect();
        let status = code.status().as_u16();
        (code.uri(), json!({"status": status, "words": code.words(), "parameters": parameters}))
    };
    Value::Object(Code::ALL.iter().map(kind).collect())
}

impl Display for Problem {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.detail)
    }
}

impl std::error::Error for Problem {}

impl From<Error> for Problem {
    fn from(error: Error) -> Problem {
        let words = error.to_string();
        match error {
            Error::Question(message) => Problem::question(&message),
            error => {
                let said = Said::find(&words).unwrap_or_else(|| Said::of(Code::Broken, &[("said", &words)]));
                let wait = match error {
                    Error::Locked { .. } => Some(5),
                    Error::Missing { .. } | Error::Unreachable { .. } => Some(30),
                    _ => None,
                };
                Problem { detail: words, wait, ..Problem::new(said.code.status(), said) }
            }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_database_says_has_a_kind() {
        let location = || "data.db".to_owned();
        let message = || "no luck".to_owned();
        for (error, code, status, wait) in [
            (Error::Missing { location: location() }, Code::StoreMissing, 503, Some(30)),
            (Error::Locked { location: location() }, Code::StoreBusy, 503, Some(5)),
            (Error::Full { location: location() }, Code::StoreFull, 507, None),
            (Error::ReadOnly { location: location() }, Code::StoreReadOnly, 403, None),
            (Error::Damaged { location: location(), message: message() }, Code::StoreDamaged, 500, None),
            (Error::Unreachable { location: location(), message: message() }, Code::StoreAway, 503, Some(30)),
            (Error::Newer { location: location(), found: 9, known: 8 }, Code::StoreNewer, 500, None),
            (Error::Database { location: location(), message: message() }, Code::Broken, 500, None),
            (Error::Question("anything".to_owned()), Code::Question, 400, None),
        ] {
            let words = error.to_string();
            let problem = Problem::from(error);
            assert_eq!((problem.said.code, problem.status, problem.wait), (code, status, wait), "{words}");
            assert_eq!(problem.detail, words);
        }
    }

    #[test]
    fn a_refusal_keeps_its_kind() {
        let problem = Problem::question("an event cannot be merged with itself").as_refusal();
        assert_eq!((problem.said.code, problem.status), (Code::MergeItself, 422));
    }
}
