//! Who comes in, and what keeps others out.

#![allow(clippy::unwrap_used, reason = "a test")]

mod suite;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};
use suite::{Answer, Server};
use zenobia_http::{Role, password};
use zenobia_store::Store;

const PASSWORD: &str = "a long enough secret";
const ROLES: [Role; 4] = [Role::Viewer, Role::Reviewer, Role::Editor, Role::Admin];

/// A server where everybody has to log in, with somebody of each role who is called like it.
fn closed() -> Server {
    let server = Server::with(|options| options.login = true);
    let kept = password::keep(PASSWORD).unwrap();
    let mut store = Store::open(&server.location).unwrap();
    for role in ROLES {
        store.keep_person(role.name(), role.name(), Some(&kept)).unwrap();
    }
    server
}

fn log_in(server: &Server, name: &str, password: &str, headers: &[(&str, &str)]) -> Answer {
    server.ask("POST", "/api/v1/login", Some(json!({"name": name, "password": password})), headers)
}

/// A token of somebody of a role, made by an admin.
fn token(server: &Server, admin: &str, role: Role) -> String {
    let body = json!({"person": role.name(), "label": "test"});
    let made = server.ask("POST", "/api/v1/tokens", Some(body), &[("cookie", admin)]);
    format!("Bearer {}", made.json()["secret"].as_str().unwrap())
}

fn cookie(answer: &Answer) -> String {
    answer.header("set-cookie").split(';').next().unwrap().to_owned()
}

/// The parameters of a path filled in with something that is not there.
fn filled(path: &str) -> String {
    path.replace("{format}", "none")
        .replace("{id}", "7")
        .replace("{name}", "none")
        .replace("{feed}", "none.atom")
        .replace("{collection}", "none")
        .replace("{feature}", "none")
}

#[test]
fn each_role_may_ask_just_what_the_description_says() {
    let server = closed();
    let cookies: Vec<(Role, String)> =
        ROLES.iter().map(|role| (*role, cookie(&log_in(&server, role.name(), PASSWORD, &[])))).collect();
    let document = server.get("/openapi.json").json();
    let tokens: Vec<(Role, String)> = ROLES.iter().map(|role| (*role, token(&server, &cookies[3].1, *role))).collect();
    let mut asked = 0;
    for (path, operations) in document["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            let least = Role::named(operation["x-role"].as_str().unwrap());
            // Logging out would end the session that is asked with.
            if path == "/api/v1/logout" || path == "/api/v1/login" {
                continue;
            }
            let (method, path) = (method.to_uppercase(), filled(path));
            let body = (method != "GET" && method != "DELETE").then(|| json!({"nothing": "that is known"}));
            let nobody = server.ask(&method, &path, body.clone(), &[]);
            let is_out = nobody.status == StatusCode::UNAUTHORIZED;
            assert_eq!(is_out, least > Role::Guest, "{method} {path} by nobody: {}", nobody.status);
            for (role, cookie) in &cookies {
                let answer = server.ask(&method, &path, body.clone(), &[("cookie", cookie)]);
                let is_refused = matches!(answer.status, StatusCode::FORBIDDEN | StatusCode::UNAUTHORIZED);
                assert_eq!(is_refused, *role < least, "{method} {path} by {}: {}", role.name(), answer.status);
                assert!(!answer.status.is_server_error(), "{method} {path}: {}", answer.text);
                asked += 1;
            }
            for (role, token) in &tokens {
                let answer = server.ask(&method, &path, body.clone(), &[("authorization", token)]);
                let is_refused = matches!(answer.status, StatusCode::FORBIDDEN | StatusCode::UNAUTHORIZED);
                assert_eq!(
                    is_refused,
                    *role < least,
                    "{method} {path} by a token of {}: {}",
                    role.name(),
                    answer.status
                );
                asked += 1;
            }
            for wrong in ["Bearer 0000", "Bearer ", "Basic YWRtaW46YWRtaW4="] {
                let answer = server.ask(&method, &path, body.clone(), &[("authorization", wrong)]);
                assert_eq!(answer.status == StatusCode::UNAUTHORIZED, is_out, "{method} {path} by {wrong}");
            }
        }
    }
    assert!(asked > 450, "{asked}");
}

#[test]
fn only_the_right_password_opens() {
    let server = closed();
    for (name, password) in
        [("admin", "wrong enough secret"), ("nobody", PASSWORD), ("ADMIN", PASSWORD), ("admin", " ")]
    {
        let answer = log_in(&server, name, password, &[]);
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{name}");
        assert_eq!(answer.json()["detail"], "name or password is wrong");
        assert_eq!(answer.header("set-cookie"), "");
    }
    let answer = log_in(&server, "viewer", PASSWORD, &[]);
    assert_eq!((answer.status, &answer.json()["role"]), (StatusCode::OK, &json!("viewer")));
    let line = answer.header("set-cookie").to_owned();
    for part in ["HttpOnly", "SameSite=Strict", "Path=/", "Max-Age="] {
        assert!(line.contains(part), "{line}");
    }
    let https = Server::with(|options| (options.login, options.https) = (true, true));
    Store::open(&https.location).unwrap().keep_person("a", "viewer", Some(&password::keep(PASSWORD).unwrap())).unwrap();
    let answer = log_in(&https, "a", PASSWORD, &[]);
    assert!(answer.header("set-cookie").contains("; Secure"));
    assert!(answer.header("strict-transport-security").contains("max-age"));
}

#[test]
fn a_cookie_that_was_set_before_is_worth_nothing_after() {
    let server = closed();
    let planted = ("cookie", "zenobia=0000000000000000000000000000000000000000000000000000000000000000");
    let answer = log_in(&server, "editor", PASSWORD, &[planted]);
    let own = cookie(&answer);
    assert_ne!(own, planted.1);
    assert_eq!(server.ask("GET", "/api/v1/claims", None, &[planted]).status, StatusCode::UNAUTHORIZED);
    let second = cookie(&log_in(&server, "editor", PASSWORD, &[("cookie", &own)]));
    assert_ne!(second, own);
    assert_eq!(server.ask("GET", "/api/v1/claims", None, &[("cookie", &own)]).status, StatusCode::UNAUTHORIZED);
    assert_eq!(server.ask("GET", "/api/v1/claims", None, &[("cookie", &second)]).status, StatusCode::OK);
    server.ask("POST", "/api/v1/logout", Some(json!({})), &[("cookie", &second)]);
    assert_eq!(server.ask("GET", "/api/v1/claims", None, &[("cookie", &second)]).status, StatusCode::UNAUTHORIZED);
}

#[test]
fn who_guesses_passwords_has_to_wait() {
    let server = closed();
    for _ in 0..5 {
        assert_eq!(log_in(&server, "admin", "wrong enough secret", &[]).status, StatusCode::UNAUTHORIZED);
    }
    let answer = log_in(&server, "admin", PASSWORD, &[]);
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(answer.header("retry-after").parse::<u64>().unwrap() > 0);
    assert_eq!(log_in(&server, "viewer", PASSWORD, &[]).status, StatusCode::OK);
}

#[test]
fn people_and_tokens_come_and_go() {
    let server = closed();
    let admin = cookie(&log_in(&server, "admin", PASSWORD, &[]));
    let ask = |method: &str, path: &str, body: Option<Value>| server.ask(method, path, body, &[("cookie", &admin)]);
    let made = ask(
        "POST",
        "/api/v1/users",
        Some(json!({"name": "Zoë", "role": "reviewer", "password": "another long secret"})),
    );
    assert_eq!((made.status, &made.json()["password"]), (StatusCode::CREATED, &json!(true)), "{}", made.text);
    assert!(!ask("GET", "/api/v1/users", None).text.contains("argon2"));
    let zoe = cookie(&log_in(&server, "Zoë", "another long secret", &[]));
    let token = ask("POST", "/api/v1/tokens", Some(json!({"person": "Zoë", "label": "nightly"}))).json();
    let bearer = format!("Bearer {}", token["secret"].as_str().unwrap());
    let by_token = server.ask("GET", "/api/v1/me", None, &[("authorization", &bearer)]);
    assert_eq!((&by_token.json()["name"], &by_token.json()["role"]), (&json!("Zoë"), &json!("reviewer")));
    let claim = server.ask("GET", "/api/v1/claims?limit=1", None, &[("cookie", &zoe)]).json()["items"][0]["id"].clone();
    let body = json!({"action": "accept", "target": claim, "by": "somebody else"});
    let entry = server.ask("POST", "/api/v1/reviews", Some(body), &[("authorization", &bearer)]);
    assert_eq!(entry.json()["person"], "Zoë", "{}", entry.text);
    assert_eq!(ask("DELETE", "/api/v1/users/Zo%C3%AB", None).status, StatusCode::OK);
    for header in [("cookie", zoe.as_str()), ("authorization", bearer.as_str())] {
        assert_eq!(server.ask("GET", "/api/v1/claims", None, &[header]).status, StatusCode::UNAUTHORIZED, "{header:?}");
    }
    assert_eq!(ask("DELETE", "/api/v1/users/admin", None).status, StatusCode::UNPROCESSABLE_ENTITY);
    let weaker = ask("POST", "/api/v1/users", Some(json!({"name": "admin", "role": "viewer"})));
    assert_eq!(weaker.status, StatusCode::UNPROCESSABLE_ENTITY);
    let short = ask("POST", "/api/v1/users", Some(json!({"name": "b", "role": "viewer", "password": "short"})));
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[test]
fn nobody_has_to_log_in_on_this_machine() {
    let server = Server::open();
    assert_eq!(server.get("/api/v1/me").json(), json!({"name": "Ana", "role": "admin"}));
    assert_eq!(log_in(&server, "a", PASSWORD, &[]).status, StatusCode::CONFLICT);
}

#[test]
fn changes_from_other_pages_are_refused() {
    let server = Server::open();
    let claim = server.first("/api/v1/claims")["id"].clone();
    let body = json!({"action": "accept", "target": claim});
    for headers in [
        vec![("origin", "https://evil.example")],
        vec![("origin", "null")],
        vec![("origin", "http://localhost:8765")],
        vec![("sec-fetch-site", "cross-site")],
        vec![("sec-fetch-site", "same-site"), ("origin", "http://127.0.0.1:8765")],
    ] {
        let answer = server.ask("POST", "/api/v1/reviews", Some(body.clone()), &headers);
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{headers:?}");
    }
    for media in ["text/plain", "application/x-www-form-urlencoded"] {
        let answer = server.ask("POST", "/api/v1/reviews", Some(body.clone()), &[("content-type", media)]);
        assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{media}");
    }
    assert_eq!(server.get("/api/v1/reviews").json()["items"], json!([]));
    let own = [("origin", "http://127.0.0.1:8765"), ("sec-fetch-site", "same-origin")];
    assert_eq!(server.ask("POST", "/api/v1/reviews", Some(body), &own).status, StatusCode::CREATED);
}

#[test]
fn no_operation_that_changes_anything_takes_orders_from_another_page() {
    let server = closed();
    let admin = cookie(&log_in(&server, "admin", PASSWORD, &[]));
    let document = server.get("/openapi.json").json();
    let mut asked = 0;
    for (path, operations) in document["paths"].as_object().unwrap() {
        for method in operations.as_object().unwrap().keys().filter(|method| *method != "get") {
            let (method, path) = (method.to_uppercase(), filled(path));
            for foreign in [("origin", "https://evil.example"), ("origin", "null"), ("sec-fetch-site", "cross-site")] {
                let answer = server.ask(&method, &path, Some(json!({})), &[("cookie", &admin), foreign]);
                assert_eq!(answer.status, StatusCode::FORBIDDEN, "{method} {path} {foreign:?}");
                assert_eq!(answer.json()["type"], "urn:zenobia:problem:from-elsewhere");
            }
            // What a form of another page can send without asking.
            for media in ["text/plain", "application/x-www-form-urlencoded"] {
                if method != "DELETE" {
                    let headers = [("cookie", admin.as_str()), ("content-type", media)];
                    let answer = server.ask(&method, &path, Some(json!({})), &headers);
                    assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{method} {path} {media}");
                }
            }
            asked += 1;
        }
    }
    assert!(asked > 12, "{asked}");
    let who = server.ask("GET", "/api/v1/me", None, &[("cookie", &admin)]).json();
    assert_eq!(who["role"], "admin", "nothing of it logged anybody out");
}

#[test]
fn behind_a_proxy_each_address_is_counted_by_itself() {
    let server = Server::with(|options| (options.login, options.https) = (true, true));
    let kept = password::keep(PASSWORD).unwrap();
    Store::open(&server.location).unwrap().keep_person("admin", "admin", Some(&kept)).unwrap();
    let from =
        |address: &'static str, password: &str| log_in(&server, "admin", password, &[("x-forwarded-for", address)]);
    for _ in 0..5 {
        assert_eq!(from("192.0.2.7", "wrong enough secret").status, StatusCode::UNAUTHORIZED);
    }
    let answer = from("192.0.2.7", PASSWORD);
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(answer.json()["type"], "urn:zenobia:problem:too-many-tries");
    // Only what the proxy itself says counts.
    assert_eq!(from("198.51.100.1, 192.0.2.7", PASSWORD).status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(from("192.0.2.8", PASSWORD).status, StatusCode::OK);
    let open = closed();
    for number in 0..5 {
        let address = format!("192.0.2.{number}");
        log_in(&open, "admin", "wrong enough secret", &[("x-forwarded-for", &address)]);
    }
    assert_eq!(
        log_in(&open, "admin", PASSWORD, &[]).status,
        StatusCode::TOO_MANY_REQUESTS,
        "nobody else's word counts"
    );
}

#[test]
fn a_session_ends_with_the_password_and_the_role_that_it_was_begun_with() {
    let server = closed();
    let (admin, editor) = (log_in(&server, "admin", PASSWORD, &[]), log_in(&server, "editor", PASSWORD, &[]));
    let (admin, editor) = (cookie(&admin), cookie(&editor));
    let change = |body: Value| server.ask("POST", "/api/v1/users", Some(body), &[("cookie", &admin)]);
    assert_eq!(change(json!({"name": "editor", "role": "viewer"})).status, StatusCode::CREATED);
    let me = || server.ask("GET", "/api/v1/me", None, &[("cookie", &editor)]).json()["role"].clone();
    assert_eq!(me(), "viewer");
    assert_eq!(
        change(json!({"name": "editor", "role": "editor", "password": "quite another secret"})).status,
        StatusCode::CREATED
    );
    assert_eq!(me(), "guest");
    assert_eq!(log_in(&server, "editor", PASSWORD, &[]).status, StatusCode::UNAUTHORIZED);
}

#[test]
fn under_another_name_nothing_is_answered() {
    let server = Server::open();
    for host in ["evil.example", "127.0.0.1.evil.example:8765", "localhost@evil.example"] {
        for path in ["/", "/api/v1/claims", "/openapi.json", "/healthz"] {
            let answer = server.ask("GET", path, None, &[("host", host)]);
            assert_eq!(answer.status, StatusCode::MISDIRECTED_REQUEST, "{host} {path}");
        }
    }
    assert_eq!(server.ask("GET", "/healthz", None, &[("host", "localhost:1")]).status, StatusCode::OK);
    let without = Request::get("/healthz").body(Body::empty()).unwrap();
    assert_eq!(server.send(without).status, StatusCode::MISDIRECTED_REQUEST);
}

#[test]
fn every_answer_carries_the_headers_that_keep_browsers_safe() {
    let server = Server::open();
    for path in
        ["/", "/api/v1/claims", "/api/v1/nothing", "/openapi.json", "/ogc", "/feeds/events.atom", "/assets/none.js"]
    {
        let answer = server.get(path);
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("default-src 'self'") && policy.contains("frame-ancestors 'none'"), "{path}");
        assert!(!policy.contains("unsafe-eval") && !policy.contains("script-src 'self' 'unsafe"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), "", "{path}");
    }
    let closed = closed();
    for answer in [
        closed.get("/api/v1/claims"),
        closed.ask("POST", "/api/v1/login", Some(json!({})), &[("origin", "https://evil.example")]),
        closed.ask("POST", "/api/v1/login", Some(json!({})), &[("content-type", "text/plain")]),
        server.ask("GET", "/", None, &[("host", "evil.example")]),
    ] {
        assert!(answer.status.is_client_error(), "{}", answer.status);
        assert!(answer.header("content-security-policy").contains("script-src 'self';"));
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("x-frame-options"), "DENY");
    }
    let told = server.get("/api/v1/claims");
    assert!(told.header("cache-control").contains("private"));
}

#[test]
fn no_path_leads_out_of_the_page() {
    let server = Server::open();
    for path in [
        "/../Cargo.toml",
        "/..%2f..%2fCargo.toml",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/assets/../../Cargo.toml",
        "/assets/..%5c..%5cCargo.toml",
        "//etc/passwd.txt",
        "/etc/passwd%00.html",
        "/api/v1/documents/..%2f..%2fetc%2fpasswd",
        "/feeds/..%2f..%2fetc%2fpasswd.atom",
        "/ogc/collections/..%2f..%2f/items",
    ] {
        let answer = server.get(path);
        assert!(!answer.text.contains("[workspace") && !answer.text.contains("root:"), "{path}");
        assert!(matches!(answer.status.as_u16(), 200 | 400 | 404), "{path}: {}", answer.status);
        if answer.status == StatusCode::OK {
            assert!(answer.header("content-type").starts_with("text/html"), "{path}");
        }
    }
}

#[test]
fn names_with_dots_in_addresses_of_the_page_are_no_files() {
    let server = Server::open();
    for path in ["/sources/news.example", "/read/report.v2", "/read/a.b/..%2f.."] {
        let answer = server.get(path);
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert!(answer.header("content-type").starts_with("text/html"), "{path}");
    }
    for path in ["/none.js", "/assets/none.js", "/favicon.none"] {
        assert_eq!(server.get(path).status, StatusCode::NOT_FOUND, "{path}");
    }
}
