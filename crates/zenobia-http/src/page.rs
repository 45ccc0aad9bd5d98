//! The page, embedded when the program is built; without it, how to get it.

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG};
use axum::http::{HeaderValue, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use rust_embed::Embed;

use crate::problem::{Code, Problem};
use crate::reply::is_known;

#[derive(Embed)]
#[folder = "../../web/dist"]
#[allow_missing = true]
struct Files;

/// What is shown where the page was not built.
const WITHOUT: &str = include_str!("without.html");

/// Answers whatever no route does: files of the page, and the page itself for all of its addresses.
pub async fn answer(request: Request) -> Response {
    let path = request.uri().path().trim_start_matches('/');
    let is_program =
        ["api/", "ogc/", "feeds/"].iter().any(|part| path.starts_with(part)) || path == "api" || path == "ogc";
    if is_program {
        return Problem::of(Code::NothingHere, &[("path", &path)]).into_response();
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return no_such_method(request.method().clone(), request.uri().clone()).await;
    }
    if let Some(file) = Files::get(path) {
        return tell(&request, path, file);
    }
    // What has an end is a file, and there is none of that name; names of sources and reports in addresses may have dots.
    if path.starts_with("assets/") || (path.contains('.') && !path.contains('/')) {
        return Problem::of(Code::NoFile, &[("path", &path)]).into_response();
    }
    match Files::get("index.html") {
        Some(file) => tell(&request, "index.html", file),
        None => ([(CONTENT_TYPE, "text/html; charset=utf-8")], WITHOUT).into_response(),
    }
}

/// What is said where a path is asked in a way that it does not answer.
pub async fn no_such_method(method: Method, uri: Uri) -> Response {
    Problem::of(Code::WrongMethod, &[("path", &uri.path()), ("method", &method)]).into_response()
}

fn tell(request: &Request, path: &str, file: rust_embed::EmbeddedFile) -> Response {
    let tag: String = file.metadata.sha256_hash().iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    let tag = format!("\"{tag}\"");
    let mut response = match is_known(request.headers(), &tag) {
        true => StatusCode::NOT_MODIFIED.into_response(),
        false => ([(CONTENT_TYPE, media(path))], Body::from(file.data.into_owned())).into_response(),
    };
    // Names of built files have a digest in them, so that they never change.
    let lasting = if path.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(lasting));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(ETAG, tag);
    }
    response
}

/// The media type of a file of the page, by the end of its name.
fn media(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        "pbf" => "application/x-protobuf",
        _ => "application/octet-stream",
    }
}
