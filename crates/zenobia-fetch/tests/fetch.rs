//! Asking a server on this machine.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use zenobia_fetch::{Fault, Fetched, Fetcher, Known, Policy};

/// A server and the requests that came to it, each with its headers.
struct Server {
    address: String,
    asked: Arc<Mutex<Vec<String>>>,
}

/// Answers requests by path until the test ends.
fn serve(answer: impl Fn(&str, &str, usize) -> String + Send + 'static) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let asked = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&asked);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut lines = BufReader::new(&stream).lines().map_while(Result::ok);
            let head: Vec<String> = lines.by_ref().take_while(|line| !line.is_empty()).collect();
            let path = head.first().and_then(|line| line.split(' ').nth(1)).unwrap_or_default().to_owned();
            let before = log.lock().unwrap().iter().filter(|line: &&String| line.starts_with(&path)).count();
            log.lock().unwrap().push(format!("{path}\n{}", head.join("\n").to_lowercase()));
            let _ = (&stream).write_all(answer(&path, &head.join("\n").to_lowercase(), before).as_bytes());
        }
    });
    Server { address, asked }
}

fn response(status: &str, headers: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {}\r\n{headers}\r\n{body}", body.len())
}

fn policy() -> Policy {
    Policy { allow_private: true, pause: Duration::ZERO, patience: Duration::from_millis(50), ..Policy::default() }
}

#[test]
fn a_page_comes_with_what_to_ask_next_time_and_an_unchanged_one_does_not_come_again() {
    let server = serve(|path, head, _| match path {
        "/robots.txt" => response("404 Not Found", "", ""),
        _ if head.contains("if-none-match: \"v1\"") => response("304 Not Modified", "", ""),
        _ => response("200 OK", "ETag: \"v1\"\r\nContent-Type: text/html; charset=iso-8859-1\r\n", "<p>Talks</p>"),
    });
    let mut fetcher = Fetcher::new(policy());
    let url = format!("{}/talks", server.address);
    let Fetched::Page(page) = fetcher.fetch(&url, None).unwrap() else { panic!("a page") };
    assert_eq!(
        (page.kind.as_str(), page.charset.as_deref(), page.bytes.as_slice()),
        ("text/html", Some("iso-8859-1"), &b"<p>Talks</p>"[..])
    );
    assert_eq!(page.known, Known { etag: Some("\"v1\"".into()), modified: None });
    assert_eq!(fetcher.fetch(&url, Some(&page.known)).unwrap(), Fetched::Unchanged);
    let asked = server.asked.lock().unwrap();
    assert_eq!(asked.iter().filter(|request| request.starts_with("/robots.txt")).count(), 1);
    assert!(asked.iter().all(|request| request.contains("user-agent: zenobia/")));
}

#[test]
fn what_robots_txt_asks_is_done() {
    let server = serve(|path, _, _| match path {
        "/robots.txt" => {
            response("200 OK", "", "User-agent: *\nDisallow: /private/\n\nUser-agent: zenobia\nDisallow: /drafts/\n")
        }
        _ => response("200 OK", "", "text"),
    });
    let mut fetcher = Fetcher::new(policy());
    let mut fetch = |path: &str| fetcher.fetch(&format!("{}{path}", server.address), None);
    assert!(matches!(fetch("/drafts/1"), Err(Fault::Robots { .. })));
    assert!(matches!(fetch("/private/1"), Ok(Fetched::Page(_))));
    assert!(!server.asked.lock().unwrap().iter().any(|request| request.starts_with("/drafts")));
}

#[test]
fn where_robots_txt_cannot_be_had_nothing_is_read() {
    let server = serve(|path, _, _| match path {
        "/robots.txt" => response("500 Oops", "", ""),
        _ => response("200 OK", "", "text"),
    });
    let fault = Fetcher::new(policy()).fetch(&format!("{}/page", server.address), None).unwrap_err();
    assert!(matches!(fault, Fault::Robots { .. }), "{fault}");
}

#[test]
fn a_busy_server_is_asked_again_and_not_for_ever() {
    let server = serve(|path, _, before| match path {
        "/robots.txt" => response("404 Not Found", "", ""),
        "/once" if before > 0 => response("200 OK", "", "text"),
        "/long" => response("429 Slow Down", "Retry-After: 3600\r\n", ""),
        _ => response("503 Busy", "Retry-After: 0\r\n", ""),
    });
    let mut fetcher = Fetcher::new(policy());
    assert!(matches!(fetcher.fetch(&format!("{}/once", server.address), None), Ok(Fetched::Page(_))));
    assert!(matches!(fetcher.fetch(&format!("{}/always", server.address), None), Err(Fault::Busy { status: 503, .. })));
    let fault = fetcher.fetch(&format!("{}/long", server.address), None).unwrap_err();
    assert!(fault.to_string().contains("in 3600 seconds"), "{fault}");
    let asked = server.asked.lock().unwrap();
    assert_eq!(asked.iter().filter(|request| request.starts_with("/always")).count(), 3);
    assert_eq!(asked.iter().filter(|request| request.starts_with("/long")).count(), 1);
}

#[test]
fn private_networks_and_this_machine_are_refused_by_name_and_number() {
    let server = serve(|_, _, _| response("200 OK", "", "secret"));
    let mut fetcher = Fetcher::new(Policy { allow_private: false, ..policy() });
    let named = server.address.replace("127.0.0.1", "localhost");
    for url in [
        format!("{}/x", server.address),
        format!("{named}/x"),
        "http://[::1]:9/x".to_owned(),
        "http://169.254.169.254/x".to_owned(),
        server.address.replace("127.0.0.1", "2130706433"),
        server.address.replace("127.0.0.1", "0177.0.0.1"),
        server.address.replace("127.0.0.1", "0x7f.0.0.1"),
        server.address.replace("127.0.0.1", "127.1"),
        server.address.replace("127.0.0.1", "0"),
        server.address.replace("127.0.0.1", "[::ffff:127.0.0.1]"),
        server.address.replace("127.0.0.1", "[::ffff:7f00:1]"),
        "http://[fe80::1]/x".to_owned(),
        "http://[fd00::1]/x".to_owned(),
        "http://10.0.0.1/x".to_owned(),
        "http://192.168.0.1/x".to_owned(),
    ] {
        let fault = fetcher.fetch(&url, None).unwrap_err();
        assert!(matches!(fault, Fault::Private { .. }), "{url}: {fault}");
    }
    assert!(server.asked.lock().unwrap().is_empty());
}

#[test]
fn what_is_too_long_or_not_there_or_no_address_says_so() {
    let server = serve(|path, _, _| match path {
        "/long" => response("200 OK", "", &"x".repeat(5000)),
        _ => response("404 Not Found", "", ""),
    });
    let mut fetcher = Fetcher::new(Policy { most: 4096, tries: 1, ..policy() });
    let mut fault = |url: &str| fetcher.fetch(url, None).unwrap_err();
    assert!(matches!(fault(&format!("{}/long", server.address)), Fault::Long { .. }));
    assert!(matches!(fault(&format!("{}/gone", server.address)), Fault::Status { status: 404, .. }));
    for url in ["ftp://news.example/x", "news.example", "http://", "http://user:secret@news.example/"] {
        assert!(matches!(fault(url), Fault::Address { .. }), "{url}");
    }
}
