//! Adding reports over HTTP, as tasks.

#![allow(clippy::unwrap_used, reason = "a test")]

mod suite;

use std::thread::sleep;
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};
use suite::{Answer, Server};

/// The task that an answer has begun, once it is over.
fn over(server: &Server, begun: &Answer) -> Value {
    assert_eq!(begun.status, StatusCode::ACCEPTED, "{}", begun.text);
    let path = format!("/api/v1/tasks/{}", begun.json()["task"]["id"].as_str().unwrap());
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(60) {
        let task = server.get(&path).json();
        if !task["ended"].is_null() {
            return task;
        }
        sleep(Duration::from_millis(100));
    }
    panic!("{path} does not end");
}

const TEXT: &str =
    "On Tuesday the army shelled the village of Kafr Nabl in Idlib province, killing seven civilians, residents said.";

#[test]
fn a_text_becomes_claims_and_events() {
    let server = Server::open();
    let before = server.get("/api/v1/").json()["counts"]["claims"].as_u64().unwrap();
    let body =
        json!({"text": TEXT, "published": "2019-08-22", "title": "Shelling in Idlib", "publisher": "Evening Courier"});
    let begun = server.post("/api/v1/documents", body.clone());
    let task = over(&server, &begun);
    assert_eq!(
        (&task["state"], &task["counts"]["new"], &task["problem"]),
        (&json!("done"), &json!(1), &Value::Null),
        "{task}"
    );
    assert!(server.get("/api/v1/").json()["counts"]["claims"].as_u64().unwrap() > before);
    let document = server.first("/api/v1/documents");
    assert_eq!((&document["title"], &document["publisher"]), (&json!("Shelling in Idlib"), &json!("Evening Courier")));
    let name = document["id"].as_str().unwrap();
    assert!(server.get(&format!("/api/v1/events?report={name}")).json()["total"].as_u64().unwrap() > 0);
    let again = over(&server, &server.post("/api/v1/documents", body));
    assert_eq!(again["counts"]["known"], 1, "{again}");
}

#[test]
fn files_come_as_a_form_and_what_cannot_be_read_is_logged() {
    let server = Server::open();
    let part = |name: &str, text: &str| {
        format!("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n{text}\r\n")
    };
    let day = "--x\r\nContent-Disposition: form-data; name=\"published\"\r\n\r\n2019-08-22\r\n";
    let body = part("../../etc/one.txt", TEXT) + &part("broken.pdf", "%PDF-1.4 nothing") + day + "--x--\r\n";
    let request = Request::post("/api/v1/documents")
        .header("host", "127.0.0.1:8765")
        .header("content-type", "multipart/form-data; boundary=x")
        .body(Body::from(body))
        .unwrap();
    let task = over(&server, &server.send(request));
    assert_eq!((&task["counts"]["new"], &task["counts"]["failed"]), (&json!(1), &json!(1)), "{task}");
    let document = server.first("/api/v1/documents");
    assert_eq!((&document["id"], &document["published"]), (&json!("one"), &json!("2019-08-22")));
    let origins = server.get("/api/v1/documents/one").json()["origins"].clone();
    assert_eq!(origins[0]["location"], "upload:one.txt");
    let failed = server.first("/api/v1/intake");
    assert!(failed["location"].as_str().unwrap().starts_with("upload:broken.pdf"), "{failed}");
    let number = failed["id"].as_i64().unwrap();
    let retry = server.post(&format!("/api/v1/intake/{number}/retry"), json!({}));
    assert_eq!(retry.status, StatusCode::UNPROCESSABLE_ENTITY);
    let dropped = server.post(&format!("/api/v1/intake/{number}/drop"), json!({}));
    assert_eq!(dropped.json()["state"], "dropped");
    assert_eq!(server.get("/api/v1/intake").json()["items"], json!([]));
}

#[test]
fn what_cannot_be_added_is_refused() {
    let server = Server::open();
    for (body, status) in [
        (json!({}), 422),
        (json!({"text": "   "}), 422),
        (json!({"text": "a", "published": "yesterday"}), 422),
        (json!({"text": "a", "language": "xx"}), 422),
        (json!({"text": "a", "color": "red"}), 422),
        (json!({"urls": ["https://news.example/a"]}), 403),
    ] {
        let answer = server.post("/api/v1/documents", body.clone());
        assert_eq!(answer.status.as_u16(), status, "{body}: {}", answer.text);
    }
    let fetching = Server::with(|options| options.fetch = true);
    let answer = fetching.post("/api/v1/documents", json!({"urls": ["file:///etc/passwd"]}));
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text);
}

#[test]
fn a_page_of_this_machine_is_not_fetched() {
    let server = Server::with(|options| options.fetch = true);
    let task = over(&server, &server.post("/api/v1/documents", json!({"urls": ["http://127.0.0.1:9/a"]})));
    assert_eq!(task["counts"]["failed"], 1, "{task}");
    assert_eq!(server.first("/api/v1/intake")["location"], "http://127.0.0.1:9/a");
}

#[test]
fn progress_is_told_until_the_end() {
    let server = Server::open();
    let begun = server.post("/api/v1/documents", json!({"text": TEXT}));
    let id = begun.json()["task"]["id"].as_str().unwrap().to_owned();
    let events = server.get(&format!("/api/v1/tasks/{id}/events"));
    assert_eq!(events.header("content-type"), "text/event-stream");
    let told: Vec<Value> = events
        .text
        .lines()
        .filter_map(|line| line.strip_prefix("data: "))
        .map(|data| serde_json::from_str(data).unwrap())
        .collect();
    assert_eq!(told.last().unwrap()["state"], "done", "{}", events.text);
    assert_eq!(server.first("/api/v1/tasks")["id"], id);
}

#[test]
fn text_that_was_added_is_never_markup() {
    let server = Server::open();
    let text = "<script>alert(1)</script> The army shelled <b>Kafr Nabl</b> on 20 August 2019, killing seven people.";
    over(
        &server,
        &server.post(
            "/api/v1/documents",
            json!({"text": text, "title": "<img src=x onerror=alert(1)>", "name": "hostile"}),
        ),
    );
    let answer = server.get("/api/v1/documents/hostile");
    assert_eq!(
        (answer.header("content-type"), answer.header("x-content-type-options")),
        ("application/json", "nosniff")
    );
    assert_eq!(answer.json()["text"], text);
    server.ask("PUT", "/api/v1/views/all", Some(json!({"of": "claim", "report": ["hostile"]})), &[]);
    let feed = server.get("/feeds/all.atom").text;
    assert!(!feed.contains("<script") && !feed.contains("<b>"), "{feed}");
}
