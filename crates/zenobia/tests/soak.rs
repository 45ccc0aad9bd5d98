//! A long watch, pressed into seconds: fifty feeds with faults, and people at the page meanwhile. `ZENOBIA_SOAK=600` makes it ten minutes.

#![allow(clippy::unwrap_used, reason = "a test")]
#![allow(clippy::print_stderr, reason = "it tells what it measured")]

mod raids;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, sleep};
use std::time::{Duration, Instant};

use raids::{TOWNS, ids, lines, zenobia};
use tempfile::tempdir;

const FEEDS: usize = 50;

fn seconds() -> u64 {
    std::env::var("ZENOBIA_SOAK").ok().and_then(|seconds| seconds.parse().ok()).unwrap_or(20)
}

/// A site of feeds whose pages come one after the other, and come badly at first.
struct Site {
    begun: Instant,
    /// Seconds after which each feed has one page more.
    pace: f64,
    /// Whether faults are over.
    mended: AtomicBool,
    /// How often each address was asked for.
    asked: Mutex<BTreeMap<String, usize>>,
    /// Addresses of pages that some feed has named.
    named: Mutex<BTreeSet<String>>,
}

/// What is said on a page; every fifth page of a feed says what the one before says.
fn text(feed: usize, page: usize) -> (String, String) {
    let page = if page % 5 == 4 { page - 1 } else { page };
    let (town, number) = (TOWNS[(feed + page) % TOWNS.len()], feed * 1000 + page);
    let text = format!(
        "Gunmen killed {} soldiers near {town} on {} May 2023, officials said. Residents of the café quarter said they had counted {number} \
         vehicles on the road to the north, and that the army had sent reinforcements to the town.",
        number % 37 + 2,
        1 + number % 28
    );
    (format!("Raid {number} near {town}"), text)
}

fn encoded(text: &str, charset: &str) -> Vec<u8> {
    match charset {
        // All its letters are in Latin-1.
        "windows-1252" => text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect(),
        "utf-16le" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        _ => text.as_bytes().to_vec(),
    }
}

impl Site {
    fn pages(&self) -> usize {
        1 + (self.begun.elapsed().as_secs_f64() / self.pace) as usize
    }

    fn feed(&self, address: &str, feed: usize, time: usize) -> Vec<u8> {
        let mut items = String::new();
        for page in 0..self.pages() {
            let (title, _) = text(feed, page);
            let link = format!("{address}/page/{feed}/{page}");
            // Titles are edited again and again, and items told twice.
            for _ in 0..1 + usize::from(time % 3 == 1) {
                items.push_str(&format!("<item><title>{title}, edited {time} times</title><link>{link}</link></item>"));
            }
            self.named.lock().unwrap().insert(link);
        }
        let charset = ["utf-8", "windows-1252"][time % 2];
        let feed = format!(
            "<?xml version=\"1.0\" encoding=\"{charset}\"?><rss version=\"2.0\"><channel><title>Café {feed}</title>{items}</channel></rss>"
        );
        answer("application/rss+xml", &encoded(&feed, charset))
    }

    fn page(&self, feed: usize, page: usize, time: usize) -> Vec<u8> {
        let (title, text) = text(feed, page);
        let charset = ["utf-8", "windows-1252", "utf-16le"][(feed + page + time) % 3];
        let page = format!(
            "<html lang=\"en\"><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{text}</p></article></body></html>"
        );
        answer(&format!("text/html; charset={charset}"), &encoded(&page, charset))
    }

    fn answer(&self, address: &str, path: &str) -> Vec<u8> {
        let time = {
            let mut asked = self.asked.lock().unwrap();
            let times = asked.entry(path.to_owned()).or_default();
            *times += 1;
            *times - 1
        };
        let parts: Vec<usize> = path.split('/').filter_map(|part| part.parse().ok()).collect();
        let whole = match (path.split('/').nth(1), parts.as_slice()) {
            (Some("feed"), [feed]) => self.feed(address, *feed, time),
            (Some("page"), [feed, page]) => self.page(*feed, *page, time),
            _ => return b"HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n".to_vec(),
        };
        if self.mended.load(Ordering::Relaxed) {
            return whole;
        }
        let number: usize = parts.iter().fold(7, |number, part| number * 31 + part);
        match (number + time) % 12 {
            0 => b"HTTP/1.1 500 Internal Server Error\r\nConnection: close\r\nContent-Length: 4\r\n\r\nOops".to_vec(),
            // Cut off in the middle.
            1 => whole[..whole.len() / 2].to_vec(),
            2 => Vec::new(),
            3 => {
                sleep(Duration::from_millis(150));
                whole
            }
            _ => whole,
        }
    }
}

fn answer(kind: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

/// The address of the site.
fn serve(site: Arc<Site>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let own = address.clone();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (site, own) = (Arc::clone(&site), own.clone());
            thread::spawn(move || {
                let mut lines = BufReader::new(&stream).lines().map_while(Result::ok);
                let head: Vec<String> = lines.by_ref().take_while(|line| !line.is_empty()).collect();
                let path = head.first().and_then(|line| line.split(' ').nth(1)).unwrap_or_default().to_owned();
                let _ = (&stream).write_all(&site.answer(&own, &path));
            });
        }
    });
    address
}

/// What people at the page ask for.
const QUESTIONS: [&str; 6] = [
    "/api/v1/events?limit=50",
    "/api/v1/claims?place=Gao&limit=50",
    "/api/v1/map?of=event&bbox=-20,0,20,30&zoom=4",
    "/api/v1/facets?of=claim",
    "/api/v1/events?since=2023-05-01&until=2023-05-10&limit=50",
    "/api/v1/situation",
];

/// Asks once; the status, or `None` when no answer came.
fn ask(port: u16, path: &str) -> Option<u16> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(30))).ok()?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n").ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok()?;
    String::from_utf8_lossy(answer.get(..16)?).split(' ').nth(1)?.parse().ok()
}

/// Memory that a program has for itself now, in kilobytes, without what it maps of files; `None` where the system does not tell it.
fn memory(child: &Child) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    status.lines().find_map(|line| line.strip_prefix("RssAnon:"))?.trim().trim_end_matches(" kB").parse().ok()
}

/// Whether memory has stopped growing: the most of the last third against the most of the middle one.
fn levels(name: &str, sizes: &[u64]) {
    let third = sizes.len() / 3;
    if third == 0 {
        return;
    }
    let most = |sizes: &[u64]| sizes.iter().copied().max().unwrap_or_default();
    let [first, middle, last] = [&sizes[..third], &sizes[third..2 * third], &sizes[2 * third..]].map(most);
    eprintln!("{name}: {} MB, then {} MB, then {} MB", first / 1024, middle / 1024, last / 1024);
    assert!(last <= middle + middle / 4 + 16 * 1024, "{name} grows: {middle} kB, then {last} kB");
}

#[test]
fn a_long_watch_of_bad_feeds_loses_nothing_doubles_nothing_and_leaks_nothing() {
    let folder = tempdir().unwrap();
    let database = folder.path().join("soak.db").display().to_string();
    let begun = Instant::now();
    let length = Duration::from_secs(seconds());
    let site = Arc::new(Site {
        begun,
        pace: (length.as_secs_f64() / 20.0).max(5.0),
        mended: AtomicBool::new(false),
        asked: Mutex::default(),
        named: Mutex::default(),
    });
    let address = serve(Arc::clone(&site));
    let outlines: String = (0..FEEDS).map(|feed| format!("<outline xmlUrl=\"{address}/feed/{feed}\"/>")).collect();
    let feeds = folder.path().join("feeds.opml").display().to_string();
    fs::write(&feeds, format!("<opml version=\"2.0\"><body>{outlines}</body></opml>")).unwrap();
    let first = folder.path().join("first.txt").display().to_string();
    fs::write(&first, "Gunmen killed four soldiers near Gao on 21 May 2023, officials said.").unwrap();
    assert!(zenobia(&database, &["add", &first]).status().unwrap().success());

    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let mut server = zenobia(&database, &["serve", "--address", &format!("127.0.0.1:{port}")]).spawn().unwrap();
    let watch = ["watch", &feeds, "--fetch", "--allow-private", "--pause", "0", "--every", "1s"];
    let mut watcher = zenobia(&database, &watch).stderr(Stdio::null()).spawn().unwrap();
    let over = AtomicBool::new(false);
    let waits: Mutex<Vec<Duration>> = Mutex::default();
    let (bad, mut sizes) = (AtomicUsize::new(0), [Vec::new(), Vec::new()]);
    while ask(port, "/healthz").is_none() {
        assert!(begun.elapsed() < Duration::from_secs(60), "the server does not answer");
        sleep(Duration::from_millis(100));
    }
    thread::scope(|scope| {
        for person in 0..3 {
            let (over, waits, bad) = (&over, &waits, &bad);
            scope.spawn(move || {
                for turn in person.. {
                    if over.load(Ordering::Relaxed) {
                        break;
                    }
                    let asked = Instant::now();
                    match ask(port, QUESTIONS[turn % QUESTIONS.len()]) {
                        Some(200) => waits.lock().unwrap().push(asked.elapsed()),
                        other => {
                            eprintln!("{}: {other:?}", QUESTIONS[turn % QUESTIONS.len()]);
                            bad.fetch_add(1, Ordering::Relaxed);
                        }
                    }
                    sleep(Duration::from_millis(100));
                }
            });
        }
        while begun.elapsed() < length {
            sleep(Duration::from_millis(500));
            sizes[0].extend(memory(&watcher));
            sizes[1].extend(memory(&server));
            assert!(watcher.try_wait().unwrap().is_none(), "watching has ended");
        }
        over.store(true, Ordering::Relaxed);
    });
    assert!(server.try_wait().unwrap().is_none(), "the server has ended");
    watcher.kill().unwrap();
    watcher.wait().unwrap();

    // What failed is fetched by the next looks, and then everything is there, once.
    site.mended.store(true, Ordering::Relaxed);
    let once = [&watch[..6], &["--once"]].concat();
    assert!((0..3).any(|_| zenobia(&database, &once).status().unwrap().success()), "pages still fail");
    server.kill().unwrap();
    server.wait().unwrap();
    let named = site.named.lock().unwrap().clone();
    let texts: BTreeSet<String> = named
        .iter()
        .map(|link| {
            let parts: Vec<usize> = link.rsplit('/').take(2).filter_map(|part| part.parse().ok()).collect();
            text(parts[1], parts[0]).1
        })
        .collect();
    let sql = |question: &str| lines(&database, &["query", "--sql", question])[0]["count"].as_u64().unwrap() as usize;
    assert_eq!(sql("SELECT count(*) AS count FROM documents"), texts.len() + 1);
    assert_eq!(sql("SELECT count(DISTINCT location) AS count FROM origins"), named.len() + 1);
    assert_eq!(sql("SELECT count(*) AS count FROM intake WHERE state = 'open'"), 0);
    assert!(ids(&database, "claims").len() >= texts.len());
    let events = ids(&database, "events");
    assert_eq!(sql("SELECT count(DISTINCT event) AS count FROM event_claims"), events.len());
    assert!(zenobia(&database, &["verify"]).status().unwrap().success());
    assert!(zenobia(&database, &["doctor"]).status().unwrap().success());
    assert_eq!(bad.load(Ordering::Relaxed), 0, "answers that were none");

    let asked: usize = site.asked.lock().unwrap().values().sum();
    let mut waits = waits.into_inner().unwrap();
    waits.sort();
    let at = |part: f64| waits[((waits.len() as f64 * part) as usize).min(waits.len() - 1)].as_millis();
    eprintln!(
        "{} seconds: {asked} questions of the site, {} pages of {} texts, {} events",
        length.as_secs(),
        named.len(),
        texts.len(),
        events.len()
    );
    eprintln!("{} answers to people: p50 {} ms, p99 {} ms, longest {} ms", waits.len(), at(0.5), at(0.99), at(1.0));
    levels("watch", &sizes[0]);
    levels("serve", &sizes[1]);
}
