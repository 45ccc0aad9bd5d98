//! Asking for pages.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::thread::sleep;
use std::time::{Duration, Instant};

use robotstxt::DefaultMatcher;
use ureq::http::{HeaderMap, Response};
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body, Proxy};
use url::Url;

use crate::address::{PRIVATE, Public, is_public, may_be_asked};
use crate::fault::Fault;

/// Who asks; `robots.txt` may name `zenobia`.
const NAME: &str = concat!("zenobia/", env!("CARGO_PKG_VERSION"));
const TOKEN: &str = "zenobia";

/// How often a page may be somewhere else.
const STEPS: u8 = 5;

/// How pages are asked for.
#[derive(Clone, Debug)]
pub struct Policy {
    /// Whether private networks and this machine may be asked.
    pub allow_private: bool,
    /// Pause between two questions to one host.
    pub pause: Duration,
    /// The longest time to wait before a busy host is asked again.
    pub patience: Duration,
    /// How often a page is asked for in all.
    pub tries: u32,
    /// Most bytes of one page.
    pub most: u64,
    /// The longest time that one page may take.
    pub timeout: Duration,
}

impl Default for Policy {
    fn default() -> Policy {
        Policy {
            allow_private: false,
            pause: Duration::from_secs(1),
            patience: Duration::from_secs(60),
            tries: 3,
            most: 32 << 20,
            timeout: Duration::from_secs(60),
        }
    }
}

/// What the server said of a page before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Its tag.
    pub etag: Option<String>,
    /// When it was changed, as the server writes it.
    pub modified: Option<String>,
}

/// A page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Type without parameters, such as `text/html`; empty when it is not told.
    pub kind: String,
    /// Encoding, when it is told.
    pub charset: Option<String>,
    /// The page itself.
    pub bytes: Vec<u8>,
    /// What to ask with next time.
    pub known: Known,
    /// Status of HTTP.
    pub status: u16,
}

/// What came of asking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fetched {
    /// The page.
    Page(Page),
    /// It is as it was.
    Unchanged,
}

/// Asks for pages, and remembers what hosts want.
pub struct Fetcher {
    agent: Agent,
    policy: Policy,
    may: fn(IpAddr) -> bool,
    is_proxied: bool,
    hosts: BTreeMap<String, Host>,
}

#[derive(Default)]
struct Host {
    asked: Option<Instant>,
    /// Its `robots.txt`; `None` when it has not been asked for.
    robots: Option<Robots>,
}

/// What a host wants.
#[derive(Clone)]
enum Robots {
    Says(String),
    /// It cannot be asked, and so nothing there may be read for now.
    Closed,
}

impl Fetcher {
    /// Begins; a proxy is taken from the environment (`HTTPS_PROXY`, `ALL_PROXY`).
    pub fn new(policy: Policy) -> Fetcher {
        let may = if policy.allow_private { |_| true } else { is_public };
        Fetcher::within(policy, may, Proxy::try_from_env())
    }

    /// The same, where only some addresses may be asked.
    fn within(policy: Policy, may: fn(IpAddr) -> bool, proxy: Option<Proxy>) -> Fetcher {
        let config = Agent::config_builder()
            .user_agent(NAME)
            .timeout_global(Some(policy.timeout))
            .http_status_as_error(false)
            // Each step is looked at before it is taken.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .proxy(proxy.clone())
            .build();
        let is_proxied = proxy.is_some();
        let known = Public::new(DefaultResolver::default(), may, proxy.map(|proxy| proxy.host().to_owned()));
        let agent = Agent::with_parts(config, DefaultConnector::default(), known);
        Fetcher { agent, policy, may, is_proxied, hosts: BTreeMap::new() }
    }

    /// Asks for a page; `known` is what was said of it before.
    ///
    /// # Errors
    /// When it may not be asked for, when the server does not give it, and when there is no answer.
    pub fn fetch(&mut self, url: &str, known: Option<&Known>) -> Result<Fetched, Fault> {
        let mut at = url.to_owned();
        let mut steps = STEPS;
        let mut response = loop {
            let response = self.step(&at, known).map_err(|fault| fault.about(url))?;
            match leads_to(&at, &response) {
                Some(_) if steps == 0 => {
                    return Err(Fault::Silent { url: url.to_owned(), message: "it is sent on too often".to_owned() });
                }
                Some(next) => (at, steps) = (next, steps - 1),
                None => break response,
            }
        };
        let status = response.status().as_u16();
        match status {
            304 => Ok(Fetched::Unchanged),
            200..=299 => self.page(url, &mut response).map(Fetched::Page),
            _ => Err(Fault::Status { url: url.to_owned(), status }),
        }
    }

    /// Asks at one address, as its host wants it.
    fn step(&mut self, url: &str, known: Option<&Known>) -> Result<Response<Body>, Fault> {
        let host = host(url).ok_or_else(|| Fault::Address { url: url.to_owned() })?.to_owned();
        if !self.may_ask(url, &host)? {
            return Err(Fault::Robots { url: url.to_owned() });
        }
        self.ask(url, &host, known)
    }

    fn page(&self, url: &str, response: &mut Response<Body>) -> Result<Page, Fault> {
        let header = |name: &str| text(response.headers(), name);
        let known = Known { etag: header("etag"), modified: header("last-modified") };
        let status = response.status().as_u16();
        let body = response.body_mut();
        let (kind, charset) = (body.mime_type().unwrap_or_default().to_owned(), body.charset().map(str::to_owned));
        let bytes = body.with_config().limit(self.policy.most).read_to_vec();
        let bytes = bytes.map_err(|error| self.fault(url, &error))?;
        Ok(Page { kind, charset, bytes, known, status })
    }

    fn may_ask(&mut self, url: &str, host: &str) -> Result<bool, Fault> {
        let known = self.hosts.get(host).and_then(|host| host.robots.clone());
        let robots = match known {
            Some(robots) => robots,
            None => {
                let robots = self.robots(url, host)?;
                self.hosts.entry(host.to_owned()).or_default().robots = Some(robots.clone());
                robots
            }
        };
        Ok(match robots {
            Robots::Closed => false,
            Robots::Says(rules) => DefaultMatcher::default().one_agent_allowed_by_robots(&rules, TOKEN, url),
        })
    }

    /// RFC 9309: without rules all may be read, and where they cannot be had nothing.
    fn robots(&mut self, url: &str, host: &str) -> Result<Robots, Fault> {
        let scheme = url.split("://").next().unwrap_or("https");
        let address = format!("{scheme}://{host}/robots.txt");
        let (mut at, mut steps) = (address, STEPS);
        let mut response = loop {
            let host = self::host(&at).unwrap_or(host).to_owned();
            let response = match self.ask(&at, &host, None) {
                Ok(response) => response,
                Err(Fault::Busy { .. }) => return Ok(Robots::Closed),
                Err(fault) => return Err(fault),
            };
            match leads_to(&at, &response).filter(|_| steps > 0) {
                Some(next) => (at, steps) = (next, steps - 1),
                None => break response,
            }
        };
        Ok(match response.status().as_u16() {
            200..=299 => {
                let rules = response.body_mut().with_config().limit(512 << 10).lossy_utf8(true).read_to_string();
                rules.map_or(Robots::Closed, Robots::Says)
            }
            500..=599 => Robots::Closed,
            _ => Robots::Says(String::new()),
        })
    }

    /// Asks, and asks again where the host is busy or silent.
    fn ask(&mut self, url: &str, host: &str, known: Option<&Known>) -> Result<Response<Body>, Fault> {
        let parsed = Url::parse(url).map_err(|_| Fault::Address { url: url.to_owned() })?;
        if self.is_proxied && !parsed.host().is_some_and(|host| may_be_asked(&host, self.may)) {
            return Err(Fault::Private { url: url.to_owned() });
        }
        let mut pause = Duration::from_secs(1).min(self.policy.patience);
        let mut tries = 1;
        loop {
            self.wait(host);
            let last = tries >= self.policy.tries;
            match self.request(url, known) {
                Ok(response) if !matches!(response.status().as_u16(), 429 | 503) => return Ok(response),
                Ok(response) => {
                    let asked = text(response.headers(), "retry-after").and_then(|after| after.parse().ok());
                    let asked = asked.map(Duration::from_secs);
                    if last || asked.is_some_and(|asked| asked > self.policy.patience) {
                        let status = response.status().as_u16();
                        return Err(Fault::Busy { url: url.to_owned(), status, wait: asked });
                    }
                    sleep(asked.unwrap_or(pause));
                }
                Err(error) => {
                    let fault = self.fault(url, &error);
                    if last || !matches!(fault, Fault::Silent { .. }) {
                        return Err(fault);
                    }
                    sleep(pause);
                }
            }
            tries += 1;
            pause = (pause * 2).min(self.policy.patience);
        }
    }

    fn request(&self, url: &str, known: Option<&Known>) -> Result<Response<Body>, ureq::Error> {
        let mut request = self.agent.get(url);
        if let Some(known) = known {
            for (header, value) in [("If-None-Match", &known.etag), ("If-Modified-Since", &known.modified)] {
                if let Some(value) = value {
                    request = request.header(header, value);
                }
            }
        }
        request.call()
    }

    fn wait(&mut self, host: &str) {
        let host = self.hosts.entry(host.to_owned()).or_default();
        if let Some(asked) = host.asked {
            sleep(self.policy.pause.saturating_sub(asked.elapsed()));
        }
        host.asked = Some(Instant::now());
    }

    fn fault(&self, url: &str, error: &ureq::Error) -> Fault {
        let url = url.to_owned();
        match error {
            ureq::Error::Io(inner) if inner.to_string().contains(PRIVATE) => Fault::Private { url },
            ureq::Error::BadUri(_) | ureq::Error::Http(_) => Fault::Address { url },
            ureq::Error::BodyExceedsLimit(_) => Fault::Long { url, most: self.policy.most >> 20 },
            error => Fault::Silent { url, message: error.to_string() },
        }
    }
}

/// Where an answer sends one on.
fn leads_to(url: &str, response: &Response<Body>) -> Option<String> {
    let is_onward = matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308);
    let target = text(response.headers(), "location").filter(|_| is_onward)?;
    Some(Url::parse(url).ok()?.join(&target).ok()?.to_string())
}

/// Host and port of an address of the web.
fn host(url: &str) -> Option<&str> {
    let (scheme, rest) = url.split_once("://")?;
    let known = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let host = rest.split(['/', '?', '#']).next()?;
    // Names and passwords in addresses are left to browsers.
    (known && !host.is_empty() && !host.contains('@')).then_some(host)
}

fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader, Write};
    use std::net::{Ipv4Addr, TcpListener};

    use super::*;

    /// A server on this machine that sends whoever asks on to another address, and how often it was asked.
    fn sends_on(target: &str) -> (String, std::sync::Arc<std::sync::atomic::AtomicUsize>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let answer =
            format!("HTTP/1.1 302 Found\r\nLocation: {target}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        let asked = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
        let count = asked.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let head: Vec<String> =
                    BufReader::new(&stream).lines().map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
                let is_robots = head.first().is_some_and(|line| line.contains("robots.txt"));
                count.fetch_add(usize::from(!is_robots), std::sync::atomic::Ordering::Relaxed);
                let none = "HTTP/1.1 404 None\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
                let _ = (&stream).write_all(if is_robots { none } else { &answer }.as_bytes());
            }
        });
        (address, asked)
    }

    /// As if 127.0.0.1 alone were the public network.
    fn outside(address: IpAddr) -> bool {
        address == IpAddr::V4(Ipv4Addr::LOCALHOST)
    }

    #[test]
    fn who_is_sent_on_to_a_private_address_does_not_go_there() {
        let policy =
            || Policy { pause: Duration::ZERO, patience: Duration::from_millis(10), tries: 1, ..Policy::default() };
        for target in [
            "http://10.0.0.1/",
            "http://[::1]:9/",
            "http://127.0.0.2/x",
            "//169.254.169.254/latest",
            "http://2130706434/",
        ] {
            let (address, asked) = sends_on(target);
            let fault = Fetcher::within(policy(), outside, None).fetch(&format!("{address}/a"), None).unwrap_err();
            assert!(matches!(&fault, Fault::Private { url } if *url == format!("{address}/a")), "{target}: {fault}");
            assert_eq!(asked.load(std::sync::atomic::Ordering::Relaxed), 1);
        }
        for target in ["file:///etc/passwd", "ftp://127.0.0.1/x", "http://user:secret@127.0.0.1/"] {
            let (address, _) = sends_on(target);
            let fault = Fetcher::within(policy(), outside, None).fetch(&format!("{address}/a"), None).unwrap_err();
            assert!(matches!(fault, Fault::Address { .. }), "{target}: {fault}");
        }
        let (address, asked) = sends_on("/again");
        let fault = Fetcher::within(policy(), outside, None).fetch(&format!("{address}/a"), None).unwrap_err();
        assert!(fault.to_string().contains("too often"), "{fault}");
        assert_eq!(asked.load(std::sync::atomic::Ordering::Relaxed), 6);
    }

    #[test]
    fn a_proxy_is_not_asked_for_private_addresses() {
        let (address, asked) = sends_on("/");
        let proxy = Proxy::new(&address).unwrap();
        let mut fetcher = Fetcher::within(Policy { tries: 1, ..Policy::default() }, is_public, Some(proxy));
        for url in ["http://10.0.0.1/a", "http://2130706433/a", "http://[::ffff:127.0.0.1]/a", "http://localhost/a"] {
            assert!(matches!(fetcher.fetch(url, None), Err(Fault::Private { .. })), "{url}");
        }
        assert_eq!(asked.load(std::sync::atomic::Ordering::Relaxed), 0);
    }
}
