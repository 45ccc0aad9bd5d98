//! Questions to the whole server in this process.

use std::sync::{Mutex, OnceLock, PoisonError};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use tower::ServiceExt;
use zenobia_desk::Library;
use zenobia_http::{App, Options, router};
use zenobia_store::{Location, Store};

/// A question to the server: the first line is method and address, the rest the body. No answer may be a fault of the server.
pub(crate) fn http(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (head, body) = text.split_once('\n').unwrap_or((&text, ""));
    let (method, address) = head.trim().split_once(' ').unwrap_or(("GET", head));
    let request = Request::builder().method(method).uri(address).header("host", "127.0.0.1:8765");
    let request = request.header("content-type", "application/json").body(Body::from(body.to_owned()));
    // What is no request at all never comes to the server.
    let Ok(request) = request else { return };
    // Streams that wait for changes have no end.
    if address.contains("changes") || address.contains("stream") {
        return;
    }
    let server = server().lock().unwrap_or_else(PoisonError::into_inner);
    let answer = server.runtime.block_on(async {
        let response = server.router.clone().oneshot(request).await.expect("the router answers");
        let status = response.status();
        (status, to_bytes(response.into_body(), 64 << 20).await)
    });
    assert!(
        !answer.0.is_server_error() || answer.0.as_u16() == 501 || answer.0.as_u16() == 503,
        "{}: {:?}",
        answer.0,
        answer.1
    );
}

struct Server {
    router: Router,
    runtime: tokio::runtime::Runtime,
}

/// A server over the example reports, whose store vanishes with the process's temporary files.
fn server() -> &'static Mutex<Server> {
    static SERVER: OnceLock<Mutex<Server>> = OnceLock::new();
    SERVER.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a folder for temporary files").keep();
        let location = Location::File(folder.join("fuzz.db"));
        let mut store = Store::make(&location).expect("a store can be made");
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
        zenobia_http::demo::fill(&mut store, &Library::Embedded, &pool).expect("the examples are read");
        let options = Options::local(location, Library::Embedded, "fuzz");
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let router = router(App::new(options).expect("a server"));
        Mutex::new(Server { router, runtime })
    })
}
