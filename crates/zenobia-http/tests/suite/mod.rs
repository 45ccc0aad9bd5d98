//! The whole server in this process, over a store with the example reports.

#![allow(dead_code, reason = "each test uses a part of it")]
#![allow(clippy::unwrap_used, reason = "a test")]
#![allow(clippy::print_stderr, reason = "a test tells what it passes over")]

use std::path::PathBuf;
use std::sync::OnceLock;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use serde_json::Value;
use tempfile::TempDir;
use tower::ServiceExt;
use zenobia_desk::Library;
use zenobia_http::{App, Options, router};
use zenobia_store::{Location, Store};

/// A store with the example reports, made once for all tests of a file.
fn examples() -> &'static PathBuf {
    static MADE: OnceLock<(TempDir, PathBuf)> = OnceLock::new();
    let (_, path) = MADE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("examples.db");
        let mut store = Store::make(&Location::File(path.clone())).unwrap();
        fill(&mut store);
        (folder, path)
    });
    path
}

fn fill(store: &mut Store) {
    let pool = rayon::ThreadPoolBuilder::new().build().unwrap();
    zenobia_http::demo::fill(store, &Library::Embedded, &pool).unwrap();
}

/// A server over a store of its own.
pub struct Server {
    router: Router,
    runtime: tokio::runtime::Runtime,
    pub location: Location,
    _folder: TempDir,
}

/// An answer.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }
}

/// How a server of tests is run.
pub fn options(location: Location) -> Options {
    Options::local(location, Library::Embedded, "Ana")
}

impl Server {
    /// One that nobody has to log in to.
    pub fn open() -> Server {
        Server::with(|_| {})
    }

    /// One with other options.
    pub fn with(change: impl FnOnce(&mut Options)) -> Server {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("own.db");
        Store::read(&Location::File(examples().clone())).unwrap().back_up(&path).unwrap();
        let location = Location::File(path);
        let mut options = options(location);
        change(&mut options);
        let location = options.location.clone();
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        Server { router: router(App::new(options).unwrap()), runtime, location, _folder: folder }
    }

    /// One over each kind of database that is here, with the example reports.
    pub fn on_all() -> Vec<Server> {
        let mut all = vec![Server::open()];
        if let Ok(server) = std::env::var("ZENOBIA_TEST_POSTGRES") {
            static NEXT: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
            let number = NEXT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            let name = format!("zenobia_http_{}_{number}", std::process::id());
            let mut client = postgres::Client::connect(&format!("{server}/postgres"), postgres::NoTls).unwrap();
            client.batch_execute(&format!("CREATE DATABASE {name}")).unwrap();
            let location = Location::Server(format!("{server}/{name}"));
            fill(&mut Store::make(&location).unwrap());
            all.push(Server::with(|options| options.location = location));
        } else {
            eprintln!("ZENOBIA_TEST_POSTGRES is not set: PostgreSQL is passed over");
        }
        all
    }

    pub fn send(&self, request: Request<Body>) -> Answer {
        self.runtime.block_on(async {
            let response = self.router.clone().oneshot(request).await.unwrap();
            let (parts, body) = response.into_parts();
            let bytes = to_bytes(body, usize::MAX).await.unwrap();
            Answer { status: parts.status, headers: parts.headers, text: String::from_utf8_lossy(&bytes).into_owned() }
        })
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, None, &[])
    }

    pub fn post(&self, path: &str, body: Value) -> Answer {
        self.ask("POST", path, Some(body), &[])
    }

    /// Asks as a program does, with further headers.
    pub fn ask(&self, method: &str, path: &str, body: Option<Value>, headers: &[(&str, &str)]) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        if !headers.iter().any(|(name, _)| *name == "host") {
            request = request.header("host", "127.0.0.1:8765");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if body.is_some() && !headers.iter().any(|(name, _)| *name == "content-type") {
            request = request.header("content-type", "application/json");
        }
        let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
        self.send(request.body(body).unwrap())
    }

    /// The first item of a list.
    pub fn first(&self, path: &str) -> Value {
        let answer = self.get(path);
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text);
        answer.json()["items"][0].clone()
    }
}
