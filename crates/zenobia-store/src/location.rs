//! Where a store lies.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

/// A file, or a database on a server.
#[derive(Clone, PartialEq, Eq)]
pub enum Location {
    /// A file of SQLite.
    File(PathBuf),
    /// A PostgreSQL database, `postgres://user:password@host:port/name`.
    Server(String),
}

impl FromStr for Location {
    type Err = std::convert::Infallible;

    /// ```
    /// use zenobia_store::Location;
    /// let server: Location = "postgres://ana:secret@db.example.org/syria".parse().unwrap();
    /// assert_eq!(server.to_string(), "postgres://ana@db.example.org/syria");
    /// assert!(matches!("reports.db".parse(), Ok(Location::File(_))));
    /// ```
    fn from_str(text: &str) -> Result<Location, Self::Err> {
        let is_server = ["postgres://", "postgresql://"].iter().any(|scheme| text.starts_with(scheme));
        Ok(if is_server { Location::Server(text.to_owned()) } else { Location::File(text.into()) })
    }
}

impl fmt::Display for Location {
    /// Passwords are not shown.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Location::File(path) => write!(out, "{}", path.display()),
            Location::Server(url) => {
                let (scheme, rest) = url.split_once("://").unwrap_or(("postgres", url));
                let (user, host) = rest.rsplit_once('@').unwrap_or(("", rest));
                let host = host.split(['?', '#']).next().unwrap_or_default();
                match user.split(':').next().filter(|user| !user.is_empty()) {
                    Some(user) => write!(out, "{scheme}://{user}@{host}"),
                    None => write!(out, "{scheme}://{host}"),
                }
            }
        }
    }
}

impl fmt::Debug for Location {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}
