//! Answers that say by a tag whether they have changed.

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde::Serialize;
use zenobia_core::record::sha256;

use crate::problem::Problem;

/// A list, a page at a time.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct List<T> {
    /// What is on this page.
    pub items: Vec<T>,
    /// Where the next page begins (`after=`); `null` when this is the last.
    pub next: Option<String>,
    /// How many there are in all; `null` where that was not counted.
    pub total: Option<u64>,
}

impl<T> List<T> {
    /// A list that is whole.
    pub fn all(items: Vec<T>) -> List<T> {
        let total = Some(items.len() as u64);
        List { items, next: None, total }
    }
}

/// Text of an answer and its tag.
#[derive(Clone)]
pub struct Told {
    text: String,
    tag: String,
}

impl Told {
    /// A value as JSON.
    ///
    /// # Errors
    /// When it cannot be written, which is a fault of this program.
    pub fn json(value: &impl Serialize) -> Result<Told, Problem> {
        let text = serde_json::to_string(value).map_err(|error| Problem::fault(error.to_string()))?;
        Ok(Told::new(text))
    }

    /// A text.
    pub fn new(text: String) -> Told {
        let tag = format!("\"{}\"", &sha256(&text)[..24]);
        Told { text, tag }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The answer, or that nothing has changed since the one that the asker has.
    pub fn answer(self, asked: &HeaderMap, media: &'static str) -> Response {
        let mut response = match is_known(asked, &self.tag) {
            true => StatusCode::NOT_MODIFIED.into_response(),
            false => ([(CONTENT_TYPE, media)], Body::from(self.text)).into_response(),
        };
        let headers = response.headers_mut();
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
        if let Ok(tag) = HeaderValue::from_str(&self.tag) {
            headers.insert(ETAG, tag);
        }
        response
    }
}

/// Whether the asker has an answer with this tag. Compression makes tags weak on their way.
pub fn is_known(asked: &HeaderMap, tag: &str) -> bool {
    let lines = asked.get_all(IF_NONE_MATCH).iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(',')).map(str::trim).any(|one| one == "*" || one.trim_start_matches("W/") == tag)
}
