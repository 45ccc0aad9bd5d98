//! Under which name the server is asked. A page of elsewhere may let its own name point at this machine (DNS rebinding); under such
//! a name nothing is answered.

use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::http::header::HOST;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::problem::{Code, Problem};

/// Lets through what is asked under a name of this server.
pub async fn check_host(State(app): State<App>, request: Request, next: Next) -> Response {
    let named = host(request.headers()).or_else(|| request.uri().authority().map(|name| name.as_str()));
    let known = match named.map(name) {
        Some(name) => is_known(&name, &app.options.hosts, app.options.login),
        None => false,
    };
    if known {
        return next.run(request).await;
    }
    Problem::of(Code::WrongHost, &[]).into_response()
}

fn host(headers: &HeaderMap) -> Option<&str> {
    headers.get(HOST).and_then(|value| value.to_str().ok())
}

/// A host without its port.
fn name(host: &str) -> String {
    let bare = match host.strip_prefix('[') {
        Some(six) => six.split(']').next().unwrap_or_default(),
        None => host.rsplit_once(':').map_or(host, |(name, _)| name),
    };
    bare.trim_end_matches('.').to_ascii_lowercase()
}

/// Where logins are needed a foreign name gains nothing: cookies do not follow it. It is checked there when names were given.
fn is_known(name: &str, hosts: &[String], login: bool) -> bool {
    let own = ["localhost", "127.0.0.1", "::1"].contains(&name);
    own || hosts.iter().any(|host| host.eq_ignore_ascii_case(name)) || (login && hosts.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_server_are_known() {
        for (host, known) in [
            ("127.0.0.1:8765", true),
            ("localhost", true),
            ("LOCALHOST.:80", true),
            ("[::1]:8765", true),
            ("evil.example:8765", false),
            ("localhost.evil.example", false),
            ("127.0.0.1.evil.example:8765", false),
            ("", false),
        ] {
            assert_eq!(is_known(&name(host), &[], false), known, "{host}");
        }
        assert!(is_known(&name("desk.example:443"), &["desk.example".to_owned()], true));
        assert!(!is_known(&name("other.example"), &["desk.example".to_owned()], true));
        assert!(is_known(&name("any.example"), &[], true));
    }
}
