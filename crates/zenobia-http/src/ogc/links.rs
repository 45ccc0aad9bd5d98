//! Links from one answer to others.

use axum::http::HeaderMap;
use axum::http::header::HOST;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A link.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Link {
    /// Where to.
    pub href: String,
    /// What it is to this.
    pub rel: &'static str,
    /// Media type of what is there.
    #[serde(rename = "type")]
    pub media: &'static str,
    /// What it is, for people.
    pub title: String,
}

/// How an answer is written.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// JSON, the only one there is.
    Json,
}

/// Parameters that every address takes.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct Plain {
    /// How the answer is written.
    #[allow(dead_code, reason = "there is only one")]
    pub f: Option<Format>,
}

/// The media types of links.
pub const JSON: &str = "application/json";
/// Of features.
pub const GEOJSON: &str = "application/geo+json";

/// The address of the server as the one who asks knows it.
pub fn base(headers: &HeaderMap, https: bool) -> String {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
    let scheme = if https { "https" } else { "http" };
    format!("{scheme}://{host}")
}

/// A link.
pub fn link(base: &str, path: &str, rel: &'static str, media: &'static str, title: impl Into<String>) -> Link {
    Link { href: format!("{base}{path}"), rel, media, title: title.into() }
}
