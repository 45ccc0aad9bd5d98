//! Decisions over HTTP: they hold at once, once, and can be undone.

#![allow(clippy::unwrap_used, reason = "a test")]

mod suite;

use axum::http::StatusCode;
use serde_json::{Value, json};
use suite::Server;

fn id(value: &Value) -> String {
    value["id"].as_str().unwrap().to_owned()
}

#[test]
fn a_decision_holds_at_once_and_can_be_undone() {
    let server = Server::open();
    let claim = id(&server.first("/api/v1/claims"));
    let path = format!("/api/v1/claims/{claim}");
    for (action, review) in [("accept", "accepted"), ("reject", "rejected"), ("unsure", "unsure")] {
        let made = server.post("/api/v1/reviews", json!({"action": action, "target": claim, "why": "looked at it"}));
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
        assert_eq!(made.json()["person"], "Ana");
        assert_eq!(server.get(&path).json()["review"], review);
    }
    let last = server.first("/api/v1/reviews")["id"].clone();
    server.post("/api/v1/reviews", json!({"action": "undo", "undoes": last}));
    assert_eq!(server.get(&path).json()["review"], "rejected");
    let log = server.get(&format!("/api/v1/reviews?target={claim}&limit=2")).json();
    assert_eq!(log["items"][0]["action"], "undo");
    assert_eq!(log["items"].as_array().unwrap().len(), 2);
    let rest = server.get(&format!("/api/v1/reviews?target={claim}&after={}", log["next"].as_str().unwrap())).json();
    assert_eq!(rest["items"].as_array().unwrap().len(), 2);
    let rejected = server.get("/api/v1/reviews?action=reject").json();
    assert!(rejected["items"].as_array().unwrap().iter().all(|entry| entry["action"] == "reject"));
    let all = server.get("/api/v1/reviews").json()["items"].as_array().unwrap().len();
    let some = rejected["items"].as_array().unwrap().len();
    assert!(0 < some && some < all, "{some} of {all}");
    assert_eq!(server.get("/api/v1/reviews?person=Nobody%20there").json()["items"], json!([]));
}

#[test]
fn a_correction_changes_the_row_and_what_is_asked_of_it() {
    let server = Server::open();
    let claim = server.first("/api/v1/claims?event=ASSAULT&located=true");
    let patch = json!({"places": [{"key": null, "name": "Tell Nowhere", "kind": "village", "latitude": 10.5, "longitude": -20.25,
                                   "radius_km": 2.0, "country": "XZ", "admin1": null, "precision": null}]});
    let made = server.post("/api/v1/reviews", json!({"action": "correct", "target": claim["id"], "patch": patch}));
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
    let moved = server.get("/api/v1/map?of=claim&bbox=-21,10,-20,11").json();
    assert_eq!(moved["clusters"][0]["ids"], json!([claim["id"]]));
    assert_eq!(server.get(&format!("/api/v1/claims/{}", id(&claim))).json()["review"], "corrected");
}

#[test]
fn decisions_that_make_no_sense_are_refused() {
    let server = Server::open();
    let claim = id(&server.first("/api/v1/claims"));
    for (body, status) in [
        (json!({"action": "dance", "target": claim}), 422),
        (json!({"target": claim}), 422),
        (json!({"action": "accept"}), 422),
        (json!({"action": "accept", "target": "c0"}), 422),
        (json!({"action": "correct", "target": claim}), 422),
        (json!({"action": "correct", "target": claim, "patch": {"id": "x"}}), 422),
        (json!({"action": "correct", "target": claim, "patch": {"color": "red"}}), 422),
        (json!({"action": "correct", "target": claim, "patch": {}}), 422),
        (json!({"action": "undo", "undoes": 999}), 422),
        (json!({"action": "merge", "target": "e0", "others": ["e1"]}), 422),
        (json!({"action": "accept", "target": claim, "extra": 1}), 422),
        (json!([]), 422),
    ] {
        let answer = server.post("/api/v1/reviews", body.clone());
        assert_eq!(answer.status.as_u16(), status, "{body}: {}", answer.text);
        assert!(answer.json()["detail"].as_str().is_some_and(|detail| !detail.is_empty()), "{body}");
    }
    assert_eq!(server.get("/api/v1/reviews").json()["items"], json!([]));
}

#[test]
fn the_same_change_sent_twice_is_made_once() {
    let server = Server::open();
    let claim = id(&server.first("/api/v1/claims"));
    let body = json!({"action": "accept", "target": claim});
    let send = |body: &Value| server.ask("POST", "/api/v1/reviews", Some(body.clone()), &[("idempotency-key", "k1")]);
    let (first, again) = (send(&body), send(&body));
    assert_eq!((first.status, first.json()), (again.status, again.json()));
    assert_eq!(server.get("/api/v1/reviews").json()["items"].as_array().unwrap().len(), 1);
    assert_eq!(send(&json!({"action": "reject", "target": claim})).status, StatusCode::UNPROCESSABLE_ENTITY);
    let long = "k".repeat(201);
    let answer = server.ask("POST", "/api/v1/reviews", Some(body), &[("idempotency-key", &long)]);
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}

#[test]
fn several_decisions_are_entered_up_to_the_one_that_makes_no_sense() {
    let server = Server::open();
    let claims = server.get("/api/v1/claims?limit=2").json();
    let one = |at: usize| json!({"action": "accept", "target": claims["items"][at]["id"]});
    let wrong = json!({"action": "accept", "target": "c0"});
    let made = server.post("/api/v1/reviews/bulk", json!({"decisions": [one(0), wrong, one(1)]}));
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
    assert_eq!(made.json()["entries"].as_array().unwrap().len(), 1);
    assert!(made.json()["problem"]["detail"].as_str().unwrap().contains("c0"));
    let none = server.post("/api/v1/reviews/bulk", json!({"decisions": [wrong]}));
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(server.post("/api/v1/reviews/bulk", json!({"decisions": []})).status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[test]
fn events_are_merged_split_and_put_back() {
    let server = Server::open();
    let events = server.get("/api/v1/events?event=CONTROL&limit=1000").json();
    let total = events["total"].as_u64().unwrap();
    let (one, other) = (id(&events["items"][0]), id(&events["items"][1]));
    let claims = |event: &str| {
        let event = server.get(&format!("/api/v1/events/{event}")).json();
        let quotes = event["quotes"].as_array().unwrap().iter().map(|quote| quote["row"].as_str().unwrap().to_owned());
        quotes.collect::<Vec<String>>()
    };
    let (mut both, apart) = (claims(&one), claims(&other));
    both.extend(apart.clone());
    both.sort();
    let merged = server
        .post("/api/v1/reviews", json!({"action": "merge", "target": one, "others": [other], "why": "one taking"}));
    assert_eq!(merged.status, StatusCode::CREATED, "{}", merged.text);
    let mut found = claims(&one);
    found.sort();
    assert_eq!(found, both);
    assert_eq!(server.get("/api/v1/events?event=CONTROL&limit=1").json()["total"], total - 1);
    let moved = server.get(&format!("/api/v1/events/{other}"));
    assert_eq!(moved.status, StatusCode::PERMANENT_REDIRECT, "{}", moved.text);
    assert_eq!(moved.header("location"), format!("/api/v1/events/{one}"));
    let history = server.get(&format!("/api/v1/events/{one}/history")).json();
    assert_eq!(history["items"][0]["action"], "merge");
    server.post("/api/v1/reviews", json!({"action": "undo", "undoes": merged.json()["id"]}));
    assert_eq!(server.get("/api/v1/events?event=CONTROL&limit=1").json()["total"], total);
    let split = server.post("/api/v1/reviews", json!({"action": "split", "target": one, "others": ["c0"]}));
    assert_eq!(split.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[test]
fn the_queue_empties_as_claims_are_decided() {
    let server = Server::open();
    let before = server.get("/api/v1/queue?limit=1000").json();
    let items = before["items"].as_array().unwrap();
    let values: Vec<f64> = items.iter().map(|item| item["value"].as_f64().unwrap()).collect();
    assert!(values.is_sorted_by(|one, other| one >= other));
    let first = id(&items[0]["row"]);
    server.post("/api/v1/reviews", json!({"action": "accept", "target": first}));
    let after = server.get("/api/v1/queue?limit=1000").json();
    assert_eq!(after["total"].as_u64().unwrap() + 1, before["total"].as_u64().unwrap());
    assert!(after["items"].as_array().unwrap().iter().all(|item| id(&item["row"]) != first));
}
