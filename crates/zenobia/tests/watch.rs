//! Folders, feeds and pages that are watched.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;

use assert_cmd::Command;
use predicates::prelude::PredicateBooleanExt;
use predicates::str::contains;
use tempfile::{TempDir, tempdir};

/// A site of two pages and a feed that names them; the second version of a page comes with the tag of the first.
fn serve() -> (String, Arc<Mutex<Vec<String>>>) {
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
            let _ = (&stream).write_all(answer(&site, &path).as_bytes());
        }
    });
    (address, asked)
}

fn answer(site: &str, path: &str) -> String {
    let page = |title: &str, text: &str| {
        format!(
            "<html lang=\"en\"><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{text}</p></article></body></html>"
        )
    };
    let (kind, body) = match path {
        "/feed" => {
            let item = |name: &str| format!("<item><title>{name}</title><link>{site}/{name}</link></item>");
            let items = [item("gao"), item("kidal"), item("gone")].concat();
            (
                "application/rss+xml",
                format!("<rss version=\"2.0\"><channel><title>Courier</title>{items}</channel></rss>"),
            )
        }
        "/gao" => (
            "text/html",
            page(
                "Raid near Gao",
                "Rebels attacked an army camp near Gao on 21 May 2023, killing five soldiers, officials said. The army sent reinforcements to the town and closed the road to the north for two days, residents said.",
            ),
        ),
        "/kidal" => (
            "text/html",
            page(
                "Shelling of Kidal",
                "Soldiers shelled the town of Kidal on 19 May 2023, officials said. Nine people were killed and twenty were wounded, a doctor at the hospital of the town said on Saturday.",
            ),
        ),
        _ => return "HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n".to_owned(),
    };
    format!(
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: {kind}; charset=utf-8\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

fn run(folder: &TempDir, arguments: &[&str]) -> assert_cmd::assert::Assert {
    let database = folder.path().join("test.db").display().to_string();
    let mut command = Command::new(env!("CARGO_BIN_EXE_zenobia"));
    command.args(arguments).args(["--db", &database]).env("ZENOBIA_GAZETTEER", "").env("LC_ALL", "C");
    command.env("NO_PROXY", "127.0.0.1").assert()
}

const LOCAL: [&str; 4] = ["--fetch", "--allow-private", "--pause", "0"];

#[test]
fn nothing_is_fetched_unless_it_is_asked_for() {
    let (folder, (site, asked)) = (tempdir().unwrap(), serve());
    let page = format!("{site}/gao");
    run(&folder, &["add", &page]).failure().stderr(contains("fetching is off").and(contains("--fetch")));
    run(&folder, &["watch", &format!("{site}/feed"), "--once"]).failure().stderr(contains("fetching is off"));
    run(&folder, &["add", &page, "--fetch", "--pause", "0"]).failure().stderr(contains("--allow-private"));
    assert!(asked.lock().unwrap().is_empty());
}

#[test]
fn a_page_is_added_with_its_address() {
    let (folder, (site, _)) = (tempdir().unwrap(), serve());
    let page = format!("{site}/gao");
    run(&folder, &[&["add", &page][..], &LOCAL].concat()).success().stderr(contains("1 new"));
    run(&folder, &["query", "--text", "camp", "--json"]).success().stdout(contains(format!("\"url\":\"{page}\"")));
    run(&folder, &[&["add", &page][..], &LOCAL].concat()).success().stderr(contains("1 known already"));
}

#[test]
fn the_pages_that_a_feed_names_are_fetched_once_and_failures_are_logged() {
    let (folder, (site, asked)) = (tempdir().unwrap(), serve());
    let opml = folder.path().join("feeds.opml").display().to_string();
    fs::write(&opml, format!("<opml version=\"2.0\"><body><outline xmlUrl=\"{site}/feed\"/></body></opml>")).unwrap();
    run(&folder, &[&["watch", &opml, "--once"][..], &LOCAL].concat())
        .code(1)
        .stderr(contains("2 new").and(contains("1 failed")));
    run(&folder, &[&["watch", &opml, "--once"][..], &LOCAL].concat()).code(1);
    let count = |path: &str| asked.lock().unwrap().iter().filter(|asked| *asked == path).count();
    assert_eq!((count("/gao"), count("/kidal"), count("/gone")), (1, 1, 2));
    run(&folder, &["intake", "list"]).success().stdout(contains("/gone").and(contains("404")));
    run(&folder, &["query", "--sql", "SELECT count(*) AS count FROM documents"]).success().stdout("{\"count\":2}\n");
}

#[test]
fn a_folder_is_watched_for_what_is_new_in_it() {
    let folder = tempdir().unwrap();
    let incoming = folder.path().join("incoming");
    fs::create_dir(&incoming).unwrap();
    let watched = incoming.display().to_string();
    fs::write(incoming.join("one.txt"), "Rebels attacked an army camp near Gao on 21 May 2023, killing five soldiers.")
        .unwrap();
    run(&folder, &["watch", &watched, "--once"]).success().stderr(contains("1 new"));
    fs::write(incoming.join("two.txt"), "Soldiers shelled the town of Kidal on 19 May 2023, officials said.").unwrap();
    run(&folder, &["watch", &watched, "--once"]).success().stderr(contains("1 new"));
    run(&folder, &["watch", &watched, "--once"]).success().stderr(contains("new").not());
}
