//! The OpenAPI is what the server does.

#![allow(clippy::unwrap_used, reason = "a test")]

mod suite;

use serde_json::{Value, json};
use suite::Server;

/// The description beside the page, from which its types are made.
const KEPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../web/openapi.json");

#[test]
fn the_description_beside_the_page_is_current() {
    let now = zenobia_http::openapi();
    if std::env::var_os("ZENOBIA_WRITE").is_some() {
        std::fs::write(KEPT, &now).unwrap();
    }
    let kept = std::fs::read_to_string(KEPT).unwrap_or_default();
    assert!(
        kept == now,
        "web/openapi.json is stale: run this test with ZENOBIA_WRITE=1, or zenobia schema openapi > web/openapi.json"
    );
}

/// The schema of a good JSON answer of an operation, with all that it refers to.
fn schema(document: &Value, operation: &Value, status: u16) -> Option<Value> {
    let content = operation["responses"][status.to_string()]["content"].as_object()?;
    let (_, media) = content.iter().find(|(media, _)| media.contains("json"))?;
    let mut schema = json!({"allOf": [media["schema"]]});
    schema["components"] = document["components"].clone();
    Some(schema)
}

fn check(document: &Value, path: &str, method: &str, asked: &str, status: u16, answer: &Value) {
    let operation = &document["paths"][path][method];
    let schema =
        schema(document, operation, status).unwrap_or_else(|| panic!("{method} {path} does not say what {status} is"));
    let validator = jsonschema::validator_for(&schema).unwrap();
    let faults: Vec<String> =
        validator.iter_errors(answer).take(3).map(|fault| format!("{}: {fault}", fault.instance_path())).collect();
    assert!(faults.is_empty(), "{asked}: {faults:#?}");
}

#[test]
fn answers_are_what_the_description_says() {
    let server = Server::open();
    let document = server.get("/openapi.json").json();
    server.ask("PUT", "/api/v1/views/strikes", Some(json!({"event": ["ASSAULT"]})), &[]);
    let id = |path: &str, name: &str| server.first(path)[name].as_str().unwrap().to_owned();
    let names = [
        ("/api/v1/documents/{id}", id("/api/v1/documents", "id")),
        ("/api/v1/documents/{id}/record", id("/api/v1/documents", "id")),
        ("/api/v1/claims/{id}", id("/api/v1/claims", "id")),
        ("/api/v1/claims/{id}/why", id("/api/v1/claims", "id")),
        ("/api/v1/events/{id}", id("/api/v1/events", "id")),
        ("/api/v1/events/{id}/accounts", id("/api/v1/events", "id")),
        ("/api/v1/events/{id}/history", id("/api/v1/events", "id")),
        ("/api/v1/actors/{id}", id("/api/v1/actors", "key")),
        ("/api/v1/places/{id}", id("/api/v1/places", "key")),
        ("/api/v1/sites/{id}", id("/api/v1/sites", "key")),
        ("/api/v1/views/{name}", "strikes".to_owned()),
        ("/api/v1/exports/{format}/preview", "csv".to_owned()),
        ("/ogc/collections/{collection}", "events".to_owned()),
        ("/ogc/collections/{collection}/items", "events".to_owned()),
    ];
    let mut checked = 0;
    for (path, operations) in document["paths"].as_object().unwrap() {
        let Some(operation) = operations.get("get") else { continue };
        let name = names.iter().find(|(known, _)| known == path).map(|(_, name)| name.clone());
        let asked = match (path.split_once('{'), name) {
            (None, _) => path.clone(),
            (Some((before, after)), Some(name)) => format!("{before}{name}{}", after.split_once('}').unwrap().1),
            (Some(_), None) => continue,
        };
        let asked = if path == "/api/v1/gazetteer" { format!("{asked}?name=Homs") } else { asked };
        let answer = server.get(&asked);
        assert_eq!(answer.status.as_u16(), 200, "{asked}: {}", answer.text);
        if answer.header("content-type").contains("json") && schema(&document, operation, 200).is_some() {
            check(&document, path, "get", &asked, 200, &answer.json());
            checked += 1;
        }
    }
    assert!(checked > 35, "{checked}");
    let claim = id("/api/v1/claims", "id");
    let made = server.post("/api/v1/reviews", json!({"action": "accept", "target": claim}));
    check(&document, "/api/v1/reviews", "post", "a review", 201, &made.json());
    let wrong = server.get("/api/v1/claims?limit=0").json();
    let mut problem = document["components"]["schemas"]["Problem"].clone();
    problem["components"] = document["components"].clone();
    assert!(jsonschema::validator_for(&problem).unwrap().is_valid(&wrong), "{wrong}");
}

#[test]
fn every_operation_has_a_name_of_its_own_and_says_what_it_is_for() {
    let document: Value = serde_json::from_str(&zenobia_http::openapi()).unwrap();
    let mut names = Vec::new();
    for (path, operations) in document["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            assert!(!operation["summary"].as_str().unwrap().is_empty(), "{method} {path}");
            names.push(operation["operationId"].as_str().unwrap().to_owned());
            let told: Vec<&str> =
                operation["parameters"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
            for part in path.split('{').skip(1) {
                let name = part.split('}').next().unwrap();
                assert!(told.contains(&name), "{path} does not describe {name}");
            }
        }
    }
    let all = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), all, "{names:?}");
}
