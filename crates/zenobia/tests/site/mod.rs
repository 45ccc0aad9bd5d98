//! A site on this machine that answers as it is told, and remembers what it was asked for.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;

/// The address of a site that answers with what `answer` makes of its address and a path; and the paths that it was asked for.
pub fn serve(answer: fn(&str, &str) -> String) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let asked = Arc::new(Mutex::new(Vec::new()));
    let (site, log) = (address.clone(), Arc::clone(&asked));
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut lines = BufReader::new(&stream).lines().map_while(Result::ok);
            let head: Vec<String> = lines.by_ref().take_while(|line| !line.is_empty()).collect();
            let path = head.first().and_then(|line| line.split(' ').nth(1)).unwrap_or_default().to_owned();
            log.lock().unwrap().push(path.clone());
            // Whoever asked may have been killed.
            let _ = (&stream).write_all(answer(&site, &path).as_bytes());
        }
    });
    (address, asked)
}

/// An answer with a body.
pub fn found(kind: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: {kind}; charset=utf-8\r\nContent-Length: {length}\r\n\r\n{body}"
    )
}

/// A page with a headline and a paragraph.
pub fn page(title: &str, text: &str) -> String {
    found(
        "text/html",
        &format!(
            "<html lang=\"en\"><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{text}</p></article></body></html>"
        ),
    )
}

/// A feed that names pages of the site.
pub fn feed(site: &str, names: impl Iterator<Item = String>) -> String {
    let items: String =
        names.map(|name| format!("<item><title>{name}</title><link>{site}/{name}</link></item>")).collect();
    let feed = format!("<rss version=\"2.0\"><channel><title>Courier</title>{items}</channel></rss>");
    found("application/rss+xml", &feed)
}

/// An answer where nothing is.
pub fn gone() -> String {
    "HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n".to_owned()
}
