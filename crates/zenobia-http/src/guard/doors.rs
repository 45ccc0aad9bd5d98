//! Who comes in: by logging in, or with a token.

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::extract::{ConnectInfo, Request, State};
use axum::http::HeaderMap;
use axum::http::header::{AUTHORIZATION, COOKIE as COOKIES};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tokio::sync::Semaphore;
use zenobia_core::record::sha256;

use crate::app::App;
use crate::person::{Person, Role};
use crate::problem::Problem;

/// The cookie of those who have logged in.
pub const COOKIE: &str = "zenobia";

/// A session ends after this time without a question, and after a week in any case.
const IDLE: Duration = Duration::from_secs(12 * 3600);
const LONGEST: Duration = Duration::from_secs(7 * 24 * 3600);

/// Failed logins within [`WINDOW`]: of one name from one address, of one name from all, and from one address. Those of a name from all
/// are many, so that nobody is kept out by somebody elsewhere who types their name.
const TRIES: u32 = 5;
const TRIES_OF_NAME: u32 = 100;
const TRIES_OF_ADDRESS: u32 = 30;
const WINDOW: Duration = Duration::from_secs(15 * 60);

/// Most sessions, and most names and addresses that are remembered: more is somebody who wants to fill the memory.
const MOST: usize = 10_000;

/// Those who are in, and those who have knocked in vain. It is forgotten when the server ends.
pub struct Doors {
    sessions: Mutex<BTreeMap<String, Session>>,
    knocks: Mutex<BTreeMap<String, Knocks>>,
    /// How many passwords are compared at once: each takes memory and time.
    pub compared: Semaphore,
}

/// Somebody who has logged in.
#[derive(Clone, Debug)]
struct Session {
    name: String,
    begun: Instant,
    seen: Instant,
}

/// Logins that failed.
#[derive(Clone, Copy, Debug)]
struct Knocks {
    count: u32,
    since: Instant,
}

impl Default for Doors {
    fn default() -> Doors {
        Doors { sessions: Mutex::default(), knocks: Mutex::default(), compared: Semaphore::new(2) }
    }
}

impl Doors {
    /// Lets somebody in; what their cookie is to hold. Only its digest is kept.
    ///
    /// # Errors
    /// When the system has no random numbers.
    pub fn open(&self, name: &str) -> Result<String, Problem> {
        let secret = secret()?;
        let now = Instant::now();
        let mut sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        sessions.retain(|_, session| is_open(session, now));
        if sessions.len() >= MOST {
            let oldest = sessions.iter().min_by_key(|(_, session)| session.seen).map(|(digest, _)| digest.clone());
            oldest.map(|digest| sessions.remove(&digest));
        }
        sessions.insert(sha256(&secret), Session { name: name.to_owned(), begun: now, seen: now });
        Ok(secret)
    }

    /// Who has a cookie.
    fn name(&self, secret: &str) -> Option<String> {
        let now = Instant::now();
        let mut sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        let session = sessions.get_mut(&sha256(secret)).filter(|session| is_open(session, now))?;
        session.seen = now;
        Some(session.name.clone())
    }

    /// Ends a session.
    pub fn close(&self, secret: &str) {
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner).remove(&sha256(secret));
    }

    /// Ends all sessions of somebody.
    pub fn close_all(&self, name: &str) {
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner).retain(|_, session| session.name != name);
    }

    /// Seconds to wait before somebody may try to log in again, when too many tries have failed.
    pub fn wait(&self, name: &str, address: Option<IpAddr>) -> Option<u64> {
        let now = Instant::now();
        let knocks = self.knocks.lock().unwrap_or_else(PoisonError::into_inner);
        let left = |key: &str, most: u32| {
            let knocks = knocks.get(key).filter(|knocks| knocks.count >= most)?;
            WINDOW.checked_sub(now.duration_since(knocks.since)).map(|left| left.as_secs() + 1)
        };
        keys(name, address).into_iter().filter_map(|(key, most)| left(&key, most)).max()
    }

    /// Notes a login that failed.
    pub fn failed(&self, name: &str, address: Option<IpAddr>) {
        let now = Instant::now();
        let mut knocks = self.knocks.lock().unwrap_or_else(PoisonError::into_inner);
        knocks.retain(|_, knocks| now.duration_since(knocks.since) < WINDOW);
        if knocks.len() >= MOST {
            knocks.clear();
        }
        for (key, _) in keys(name, address) {
            knocks.entry(key).or_insert(Knocks { count: 0, since: now }).count += 1;
        }
    }

    /// Forgets the failed logins of somebody who has come in, from where they came.
    pub fn came_in(&self, name: &str, address: Option<IpAddr>) {
        self.knocks.lock().unwrap_or_else(PoisonError::into_inner).remove(&pair_key(name, address));
    }
}

/// Under what failed logins are counted, and how many may fail of each.
fn keys(name: &str, address: Option<IpAddr>) -> Vec<(String, u32)> {
    let mut keys = vec![(pair_key(name, address), TRIES), (format!("name {}", sha256(name)), TRIES_OF_NAME)];
    keys.extend(address.map(|address| (format!("address {}", network(address)), TRIES_OF_ADDRESS)));
    keys
}

fn pair_key(name: &str, address: Option<IpAddr>) -> String {
    format!("pair {} {}", sha256(name), address.map(network).unwrap_or_default())
}

/// An address, or of the newer kind the network that one customer has.
fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => format!("{:x?}", &address.segments()[..4]),
    }
}

fn is_open(session: &Session, now: Instant) -> bool {
    now.duration_since(session.seen) < IDLE && now.duration_since(session.begun) < LONGEST
}

/// 256 random bits, in hexadecimal.
///
/// # Errors
/// When the system has no random numbers.
pub fn secret() -> Result<String, Problem> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|error| Problem::fault(format!("no random numbers: {error}")))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Finds out who asks.
pub async fn identify(State(app): State<App>, mut request: Request, next: Next) -> Response {
    match who(&app, request.headers()).await {
        Ok(person) => {
            request.extensions_mut().insert(person);
            next.run(request).await
        }
        Err(problem) => problem.into_response(),
    }
}

async fn who(app: &App, headers: &HeaderMap) -> Result<Person, Problem> {
    if !app.options.login {
        return Ok(Person { name: Some(app.options.person.clone()), role: Role::Admin });
    }
    if let Some(token) = token(headers) {
        let digest = sha256(token);
        let found = app.stores.read(move |store| Ok(store.token(&digest)?)).await?;
        return Ok(
            found.map_or_else(Person::guest, |(name, role)| Person { name: Some(name), role: Role::named(&role) })
        );
    }
    let Some(name) = cookie(headers).and_then(|secret| app.doors.name(secret)) else { return Ok(Person::guest()) };
    // Somebody whose role was taken away is out at once.
    let asked = name.clone();
    let found = app.stores.read(move |store| Ok(store.person(&asked)?)).await?;
    Ok(found.map_or_else(Person::guest, |(role, _)| Person { name: Some(name), role: Role::named(&role) }))
}

fn token(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// What the cookie of a request holds.
pub fn cookie(headers: &HeaderMap) -> Option<&str> {
    let lines = headers.get_all(COOKIES).iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == COOKIE).map(|(_, value)| value)
}

/// The address that a request came from, where it came over the network; behind a proxy that speaks HTTPS the one that the proxy tells.
pub fn address(app: &App, request: &Request) -> Option<IpAddr> {
    // The last one is the proxy's own word; those before are whatever was sent to it.
    let told = request.headers().get_all("x-forwarded-for").iter().next_back().filter(|_| app.options.https);
    let told = told.and_then(|told| told.to_str().ok()?.rsplit(',').next()?.trim().parse().ok());
    told.or_else(|| request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_lets_in_until_it_is_taken_back() {
        let doors = Doors::default();
        let (one, other) = (doors.open("ana").unwrap(), doors.open("ana").unwrap());
        assert_ne!(one, other);
        assert_eq!(doors.name(&one).as_deref(), Some("ana"));
        doors.close(&one);
        assert_eq!((doors.name(&one), doors.name(&other).as_deref()), (None, Some("ana")));
        doors.close_all("ana");
        assert_eq!(doors.name(&other), None);
        assert_eq!(doors.name("ana"), None);
    }

    #[test]
    fn too_many_wrong_passwords_have_to_wait() {
        let doors = Doors::default();
        for _ in 0..TRIES {
            assert_eq!(doors.wait("ana", None), None);
            doors.failed("ana", None);
        }
        assert!(doors.wait("ana", None).is_some());
        assert_eq!(doors.wait("ben", None), None);
        doors.came_in("ana", None);
        assert_eq!(doors.wait("ana", None), None);
    }

    #[test]
    fn many_names_from_one_address_have_to_wait() {
        let doors = Doors::default();
        let address = Some(IpAddr::from([192, 0, 2, 7]));
        for name in 1..TRIES_OF_ADDRESS {
            doors.failed(&name.to_string(), address);
        }
        assert_eq!(doors.wait("ana", address), None);
        for name in 0..1 {
            doors.failed(&name.to_string(), address);
        }
        assert!(doors.wait("ana", address).is_some());
        assert_eq!(doors.wait("ana", Some(IpAddr::from([192, 0, 2, 8]))), None);
    }

    #[test]
    fn nobody_is_kept_out_by_who_types_their_name_elsewhere() {
        let doors = Doors::default();
        let from = |last: u8| Some(IpAddr::from([192, 0, 2, last]));
        for _ in 0..TRIES {
            doors.failed("ana", from(7));
        }
        assert!(doors.wait("ana", from(7)).is_some());
        assert_eq!(doors.wait("ana", from(8)), None);
        for last in 20..120 {
            doors.failed("ana", from(last));
        }
        assert!(doors.wait("ana", from(8)).is_some(), "many addresses are stopped, too");
        assert_eq!(doors.wait("ben", from(8)), None);
    }

    #[test]
    fn a_customer_of_the_newer_network_has_one_address() {
        let doors = Doors::default();
        for last in 0..TRIES_OF_ADDRESS {
            doors.failed(&format!("name {last}"), Some(format!("2001:db8:1:2::{last:x}").parse().unwrap()));
        }
        assert!(doors.wait("ana", Some("2001:db8:1:2:ffff::1".parse().unwrap())).is_some());
        assert_eq!(doors.wait("ana", Some("2001:db8:1:3::1".parse().unwrap())), None);
    }
}
