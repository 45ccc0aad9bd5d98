//! What each route answers, when it is asked rightly and when it is not.

#![allow(clippy::unwrap_used, reason = "a test")]

mod suite;

use axum::http::StatusCode;
use serde_json::{Value, json};
use suite::Server;

#[test]
fn every_route_that_needs_no_name_answers() {
    let server = Server::open();
    for path in [
        "/api/v1/",
        "/api/v1/documents",
        "/api/v1/claims",
        "/api/v1/events",
        "/api/v1/queue",
        "/api/v1/facets",
        "/api/v1/histogram",
        "/api/v1/map",
        "/api/v1/control",
        "/api/v1/situation",
        "/api/v1/vocabulary",
        "/api/v1/reviews",
        "/api/v1/views",
        "/api/v1/actors",
        "/api/v1/places",
        "/api/v1/sites",
        "/api/v1/sources",
        "/api/v1/tasks",
        "/api/v1/intake",
        "/api/v1/exports",
        "/api/v1/changes",
        "/api/v1/me",
        "/api/v1/users",
        "/api/v1/tokens",
        "/api/v1/gazetteer?name=Palmyre",
        "/openapi.json",
        "/healthz",
        "/ogc",
        "/ogc/conformance",
        "/ogc/collections",
    ] {
        let answer = server.get(path);
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text);
        assert_eq!(answer.header("content-type"), "application/json", "{path}");
        assert!(answer.json().is_object(), "{path}");
    }
}

#[test]
fn what_makes_no_sense_is_refused_with_the_reason() {
    let server = Server::open();
    for (path, status, name) in [
        ("/api/v1/claims?color=red", 400, "color"),
        ("/api/v1/claims?limit=0", 400, "limit"),
        ("/api/v1/claims?limit=1001", 400, "limit"),
        ("/api/v1/claims?after=nonsense", 400, ""),
        ("/api/v1/claims?bbox=1,2,3", 400, "bbox"),
        ("/api/v1/claims?bbox=0,10,1,9", 400, "bbox"),
        ("/api/v1/claims?since=2016-02-30", 400, "since"),
        ("/api/v1/claims?event=DANCE", 400, "event"),
        ("/api/v1/claims?view=none", 400, "view"),
        ("/api/v1/claims?review=liked", 400, "review"),
        ("/api/v1/claims?text=-only", 400, ""),
        ("/api/v1/map?zoom=23", 400, "zoom"),
        ("/api/v1/histogram?by=decade", 400, "by"),
        ("/api/v1/control?date=today", 400, "date"),
        ("/api/v1/vocabulary?lang=de", 400, "lang"),
        ("/api/v1/queue?after=x", 400, "after"),
        ("/api/v1/changes?since=x", 400, "since"),
        ("/api/v1/gazetteer", 400, ""),
        ("/api/v1/claims/c0", 404, ""),
        ("/api/v1/claims/c0/why", 404, ""),
        ("/api/v1/events/e0", 404, ""),
        ("/api/v1/events/e0/accounts", 404, ""),
        ("/api/v1/events/e0/history", 404, ""),
        ("/api/v1/documents/none", 404, ""),
        ("/api/v1/documents/none/record", 404, ""),
        ("/api/v1/actors/nobody", 404, ""),
        ("/api/v1/places/nowhere", 404, ""),
        ("/api/v1/sites/nothing", 404, ""),
        ("/api/v1/sources/nobody", 404, ""),
        ("/api/v1/tasks/7", 404, ""),
        ("/api/v1/tasks/7/events", 404, ""),
        ("/api/v1/views/none", 404, ""),
        ("/api/v1/exports/xls", 404, ""),
        ("/api/v1/exports/csv?part=none", 400, "part"),
        ("/api/v1/exports/xls/preview", 404, ""),
        ("/api/v1/nothing", 404, ""),
        ("/feeds/none.atom", 404, ""),
        ("/feeds/events.rss", 404, ""),
        ("/ogc?x=1", 400, "x"),
        ("/ogc/conformance?x=1", 400, "x"),
        ("/ogc/collections?x=1", 400, "x"),
        ("/ogc/collections/none", 404, ""),
        ("/ogc/collections/events?x=1", 400, "x"),
        ("/ogc/collections/events/items?x=1", 400, "x"),
        ("/ogc/collections/events/items?limit=0", 400, "limit"),
        ("/ogc/collections/events/items?bbox=1,2", 400, "bbox"),
        ("/ogc/collections/events/items?datetime=yesterday", 400, "datetime"),
        ("/ogc/collections/events/items/e0", 404, ""),
        ("/ogc/nothing", 404, ""),
    ] {
        let answer = server.get(path);
        assert_eq!(answer.status.as_u16(), status, "{path}: {}", answer.text);
        assert_eq!(answer.header("content-type"), "application/problem+json", "{path}");
        let problem = answer.json();
        assert_eq!(problem["status"], status, "{path}");
        assert!(!problem["detail"].as_str().unwrap_or_default().is_empty(), "{path}");
        if !name.is_empty() {
            assert_eq!(problem["errors"][0]["name"], name, "{path}: {problem}");
        }
    }
}

#[test]
fn a_method_that_a_path_does_not_take_is_refused() {
    let server = Server::open();
    for (method, path) in [("DELETE", "/api/v1/claims"), ("PUT", "/api/v1/events"), ("POST", "/ogc")] {
        let answer = server.ask(method, path, Some(json!({})), &[]);
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
        assert_eq!(answer.header("content-type"), "application/problem+json");
    }
}

#[test]
fn lists_are_read_page_by_page_to_their_end() {
    let server = Server::open();
    for path in ["/api/v1/claims", "/api/v1/events", "/api/v1/queue", "/api/v1/actors"] {
        let all: Vec<Value> = server.get(&format!("{path}?limit=1000")).json()["items"].as_array().unwrap().clone();
        let (mut found, mut after) = (Vec::new(), String::new());
        loop {
            let page = server.get(&format!("{path}?limit=7{after}")).json();
            found.extend(page["items"].as_array().unwrap().clone());
            match page["next"].as_str() {
                Some(next) => after = format!("&after={next}"),
                None => break,
            }
        }
        assert!(all.len() > 7, "{path}");
        assert_eq!(found, all, "{path}");
    }
}

#[test]
fn what_has_not_changed_is_not_told_again() {
    let server = Server::open();
    let first = server.get("/api/v1/events");
    let tag = first.header("etag").to_owned();
    let again = server.ask("GET", "/api/v1/events", None, &[("if-none-match", &tag)]);
    assert_eq!((again.status, again.text.as_str()), (StatusCode::NOT_MODIFIED, ""));
    let weak = format!("W/{tag}, \"other\"");
    assert_eq!(server.ask("GET", "/api/v1/events", None, &[("if-none-match", &weak)]).status, StatusCode::NOT_MODIFIED);
    assert_eq!(server.ask("GET", "/api/v1/events", None, &[("if-none-match", "\"x\"")]).status, StatusCode::OK);
}

#[test]
fn a_document_comes_with_its_text_and_its_record_points_into_it() {
    let server = Server::open();
    let document = server.get("/api/v1/documents/palmyre").json();
    let text: Vec<char> = document["text"].as_str().unwrap().chars().collect();
    let record = server.get("/api/v1/documents/palmyre/record").json();
    let claims = record["claims"].as_array().unwrap();
    assert!(!claims.is_empty());
    for claim in claims {
        let at = |end: &str| claim["trigger"][end].as_u64().unwrap() as usize;
        let words: String = text[at("start")..at("end")].iter().collect();
        assert_eq!(claim["trigger"]["text"], words);
    }
    assert_eq!(document["claims"], claims.len());
    let found = server.get("/api/v1/documents?text=palmyre").json();
    assert!(found["items"].as_array().unwrap().iter().any(|one| one["id"] == "palmyre"), "{found}");
}

#[test]
fn facets_and_bars_count_what_the_list_holds() {
    let server = Server::open();
    let events = server.get("/api/v1/events?event=ASSAULT&limit=1000").json();
    let total = events["items"].as_array().unwrap().len() as u64;
    assert_eq!(events["total"], total);
    let facets = server.get("/api/v1/facets?event=ASSAULT").json();
    assert_eq!((&facets["total"], &facets["event"][0]["count"]), (&json!(total), &json!(total)));
    let country = facets["country"][0].clone();
    let there = server.get(&format!("/api/v1/events?event=ASSAULT&place={}", country["key"].as_str().unwrap())).json();
    assert_eq!(there["total"], country["count"], "{country}");
    let bars = server.get("/api/v1/histogram?event=ASSAULT&by=year").json();
    let counted: u64 = bars["bars"].as_array().unwrap().iter().map(|bar| bar["count"].as_u64().unwrap()).sum();
    assert_eq!(counted + facets["undated"].as_u64().unwrap(), total);
}

#[test]
fn the_map_holds_all_that_has_coordinates_at_every_zoom() {
    let server = Server::open();
    let located = server.get("/api/v1/events?located=true&limit=1000").json()["total"].as_u64().unwrap();
    let mut before = 0;
    for zoom in [0, 3, 6, 12, 22] {
        let map = server.get(&format!("/api/v1/map?zoom={zoom}")).json();
        let clusters = map["clusters"].as_array().unwrap();
        assert_eq!(map["count"], located, "zoom {zoom}");
        assert!(clusters.len() >= before, "zoom {zoom}");
        before = clusters.len();
        for cluster in clusters {
            let [west, south, east, north] = [0, 1, 2, 3].map(|at| cluster["bounds"][at].as_f64().unwrap());
            let (y, x) = (cluster["latitude"].as_f64().unwrap(), cluster["longitude"].as_f64().unwrap());
            assert!(west <= x && x <= east && south <= y && y <= north, "{cluster}");
            if cluster["count"] == 1 {
                assert_eq!(cluster["ids"].as_array().unwrap().len(), 1, "{cluster}");
            }
        }
    }
}

#[test]
fn the_box_of_the_map_is_a_filter_everywhere() {
    let server = Server::open();
    let syria = "bbox=35.7,32.3,42.4,37.3";
    let inside = server.get(&format!("/api/v1/events?{syria}&limit=1000")).json()["total"].as_u64().unwrap();
    assert!(inside > 0);
    assert_eq!(server.get(&format!("/api/v1/map?{syria}&zoom=8")).json()["count"], inside);
    assert_eq!(server.get(&format!("/api/v1/facets?{syria}")).json()["total"], inside);
    assert_eq!(
        server.get(&format!("/ogc/collections/events/items?{syria}&limit=1000")).json()["numberMatched"],
        inside
    );
}

#[test]
fn a_claim_says_why_it_is_there_and_what_else_its_place_could_be() {
    let server = Server::open();
    let claim = server.first("/api/v1/claims?report=palmyre&located=true");
    let why = server.get(&format!("/api/v1/claims/{}/why", claim["id"].as_str().unwrap())).json();
    assert!(!why["claim"]["why"]["rule"].as_str().unwrap().is_empty());
    assert_eq!(why["claim"]["id"], claim["quotes"][0]["claim"]);
    assert_eq!(why["places"][0]["name"], claim["places"][0]["name"]);
    assert!(why["alternatives"][0]["words"].is_string(), "{why}");
}

#[test]
fn an_event_lists_its_accounts_by_origin() {
    let server = Server::open();
    let events = server.get("/api/v1/events?limit=1000").json();
    let several = |event: &&Value| event["origins"].as_array().is_some_and(|origins| origins.len() > 1);
    let event = events["items"].as_array().unwrap().iter().find(several).expect("the examples tell one event twice");
    let accounts = server.get(&format!("/api/v1/events/{}/accounts", event["id"].as_str().unwrap())).json();
    let origins = accounts["origins"].as_array().unwrap();
    assert_eq!(origins.len(), event["origins"].as_array().unwrap().len());
    let claims: usize = origins.iter().map(|origin| origin["claims"].as_array().unwrap().len()).sum();
    assert_eq!(claims, event["quotes"].as_array().unwrap().len());
    assert!(accounts["graded_by"]["rule"].is_string(), "{}", accounts["graded_by"]);
}

#[test]
fn who_holds_a_place_depends_on_the_day() {
    let server = Server::open();
    let holder = |day: &str| {
        let control = server.get(&format!("/api/v1/control?date={day}")).json();
        let places = control["items"].as_array().unwrap().clone();
        let palmyra = places.into_iter().find(|one| one["place"]["name"] == "Palmyra" && one["part"].is_null());
        palmyra.map(|one| one["holder"]["name"].clone()).unwrap_or_default()
    };
    let (before, after) = (holder("2016-01-01"), holder("2016-04-01"));
    assert!(before.is_string() && after.is_string() && before != after, "{before} {after}");
}

#[test]
fn exports_hold_every_finding_and_say_what_they_lose() {
    let server = Server::open();
    let total = server.get("/api/v1/events?limit=1000").json()["total"].as_u64().unwrap();
    let file = server.get("/api/v1/exports/geojson");
    assert_eq!(file.header("content-type"), "application/geo+json");
    assert!(file.header("content-disposition").contains(".geojson"));
    assert_eq!(file.json()["features"].as_array().unwrap().len() as u64, total);
    let claims = server.get("/api/v1/exports/csv?of=claim&report=palmyre");
    let rows = server.get("/api/v1/claims?report=palmyre&limit=1000").json()["total"].as_u64().unwrap();
    assert!(claims.text.lines().count() as u64 > rows, "{}", claims.text.lines().count());
    let look = server.get("/api/v1/exports/acled/preview?public=true").json();
    assert_eq!(look["total"], total);
    assert!(!look["lost"].as_array().unwrap().is_empty());
    for format in server.get("/api/v1/exports").json()["items"].as_array().unwrap() {
        let name = format["name"].as_str().unwrap();
        for part in format["parts"].as_array().unwrap() {
            let path = format!("/api/v1/exports/{name}?part={}", part["name"].as_str().unwrap());
            let answer = server.get(&path);
            assert_eq!((answer.status, answer.text.is_empty()), (StatusCode::OK, false), "{path}");
        }
    }
}

#[test]
fn a_view_is_kept_asked_and_forgotten() {
    let server = Server::open();
    let put = server.ask("PUT", "/api/v1/views/strikes", Some(json!({"of": "event", "event": ["ASSAULT"]})), &[]);
    assert_eq!(put.status, StatusCode::OK, "{}", put.text);
    assert_eq!(server.get("/api/v1/views").json()["items"][0]["name"], "strikes");
    let by_view = server.get("/api/v1/events?view=strikes&limit=1000").json();
    assert_eq!(by_view, server.get("/api/v1/events?event=ASSAULT&limit=1000").json());
    let feed = server.get("/feeds/strikes.atom");
    assert_eq!(feed.header("content-type"), "application/atom+xml");
    assert!(feed.text.contains("<entry>") && feed.text.contains("urn:zenobia:e"), "{}", feed.text);
    assert_eq!(server.ask("PUT", "/api/v1/views/bad", Some(json!({"colour": "red"})), &[]).status.as_u16(), 422);
    assert_eq!(server.ask("DELETE", "/api/v1/views/strikes", None, &[]).status, StatusCode::OK);
    assert_eq!(server.ask("DELETE", "/api/v1/views/strikes", None, &[]).status, StatusCode::NOT_FOUND);
    assert_eq!(server.get("/feeds/strikes.atom").status, StatusCode::NOT_FOUND);
}

#[test]
fn features_are_linked_page_by_page() {
    let server = Server::open();
    let mut path = "/ogc/collections/events/items?limit=5".to_owned();
    let mut ids: Vec<String> = Vec::new();
    let matched = server.get(&path).json()["numberMatched"].as_u64().unwrap();
    loop {
        let page = server.get(&path).json();
        for feature in page["features"].as_array().unwrap() {
            assert_eq!(feature["geometry"]["type"], "Point");
            ids.push(feature["id"].as_str().unwrap().to_owned());
        }
        let links = page["links"].as_array().unwrap();
        let Some(next) = links.iter().find(|link| link["rel"] == "next") else { break };
        path = next["href"].as_str().unwrap().strip_prefix("http://127.0.0.1:8765").unwrap().to_owned();
    }
    assert_eq!(ids.len() as u64, matched);
    let one = server.get(&format!("/ogc/collections/events/items/{}", ids[0])).json();
    assert_eq!((one["type"].as_str(), one["id"].as_str()), (Some("Feature"), Some(ids[0].as_str())));
    let unlocated = server.get("/ogc/collections/unlocated-events/items?limit=1000").json();
    assert!(unlocated["features"].as_array().unwrap().iter().all(|feature| feature["geometry"].is_null()));
    let all = server.get("/api/v1/events?limit=1000").json()["total"].as_u64().unwrap();
    assert_eq!(unlocated["numberMatched"].as_u64().unwrap() + matched, all);
    let march = server.get("/ogc/collections/events/items?datetime=2016-03-01/2016-03-31&limit=1000").json();
    let with = server.get("/api/v1/events?since=2016-03-01&until=2016-03-31&located=true&dated=true&limit=1000").json();
    assert_eq!(march["numberMatched"], with["total"]);
}

#[test]
fn changes_go_on_from_where_they_were_left() {
    let server = Server::open();
    let first = server.get("/api/v1/changes?limit=10000").json();
    assert!(!first["claims"].as_array().unwrap().is_empty() && !first["more"].as_bool().unwrap());
    let next = first["next"].as_str().unwrap();
    let path = format!("/api/v1/changes?since={next}");
    assert_eq!(server.get(&path).json()["next"], next);
    let claim = first["claims"][0].clone();
    server.post("/api/v1/reviews", json!({"action": "accept", "target": claim}));
    let after = server.get(&path).json();
    assert_eq!((&after["reviews"][0]["target"], &after["claims"]), (&claim, &json!([])));
}

#[test]
fn labels_are_in_the_language_that_is_asked_for() {
    let server = Server::open();
    let (english, french) = (server.get("/api/v1/vocabulary").json(), server.get("/api/v1/vocabulary?lang=fr").json());
    assert_eq!(english["events"]["ASSAULT"]["label"], "Attack");
    assert_eq!(french["events"]["ASSAULT"]["label"], "Attaque");
    let kinds = |vocabulary: &Value| vocabulary["events"].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(kinds(&english), kinds(&french));
    for (code, event) in french["events"].as_object().unwrap() {
        assert_ne!(event["label"].as_str().unwrap(), code, "an event type without a French word");
        for (mode, words) in event["modes"].as_object().unwrap() {
            assert!(!words["gloss"].as_str().unwrap().is_empty(), "{code} {mode}");
        }
    }
}

#[test]
fn actors_places_and_sites_are_known_by_name() {
    let server = Server::open();
    let actor = server.first("/api/v1/actors?text=islamic");
    let page = server.get(&format!("/api/v1/actors/{}", actor["key"].as_str().unwrap())).json();
    assert_eq!(page["events"]["total"].as_u64().unwrap() > 0, actor["events"].as_u64().unwrap() > 0);
    assert!(page["known"]["names"]["fr"].is_array(), "{page}");
    let place = server.first("/api/v1/places?text=palmyra");
    let page = server.get(&format!("/api/v1/places/{}", place["key"].as_str().unwrap())).json();
    assert_eq!(page["place"]["country"], "SY");
    let near = server.get("/api/v1/gazetteer?name=Tripoli&near=34.4,35.8").json();
    assert_eq!(near["items"][0]["country"], "LB");
    let source = server.get("/api/v1/sources").json();
    let name = source["publishers"][0]["name"].as_str().unwrap();
    let encoded: String = url::form_urlencoded::byte_serialize(name.as_bytes()).collect::<String>().replace('+', "%20");
    assert!(server.get(&format!("/api/v1/sources/{encoded}")).json()["claims"].as_u64().unwrap() > 0);
}
