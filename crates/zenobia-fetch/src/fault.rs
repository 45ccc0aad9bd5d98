//! What could not be fetched, and what to do about it.

use std::time::Duration;

/// A page that was not fetched.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// Not an address of the web.
    #[error("{url}: not an address of the web; http:// and https:// can be fetched")]
    Address {
        /// As it was given.
        url: String,
    },
    /// The site asks programs not to read it.
    #[error("{url}: its robots.txt asks programs not to read it; save the page yourself, and add the file")]
    Robots {
        /// As it was given.
        url: String,
    },
    /// A private address.
    #[error("{url}: leads into a private network or to this machine; --allow-private allows it")]
    Private {
        /// As it was given.
        url: String,
    },
    /// The server says no.
    #[error("{url}: the server answers {status}{}", advice(.status))]
    Status {
        /// As it was given.
        url: String,
        /// Status of HTTP.
        status: u16,
    },
    /// The server is busy, and stayed so.
    #[error("{url}: the server is busy ({status}); try again later{}", after(.wait))]
    Busy {
        /// As it was given.
        url: String,
        /// Status of HTTP.
        status: u16,
        /// What it asked to wait, when it did.
        wait: Option<Duration>,
    },
    /// More than is taken.
    #[error("{url}: longer than {most} MB")]
    Long {
        /// As it was given.
        url: String,
        /// What is taken.
        most: u64,
    },
    /// No answer.
    #[error("{url}: no answer ({message}); is the network there?")]
    Silent {
        /// As it was given.
        url: String,
        /// What happened.
        message: String,
    },
}

impl Fault {
    /// The same about the address that was given, where one was sent on from there.
    pub(crate) fn about(self, given: &str) -> Fault {
        let given = given.to_owned();
        match self {
            Fault::Address { .. } => Fault::Address { url: given },
            Fault::Robots { .. } => Fault::Robots { url: given },
            Fault::Private { .. } => Fault::Private { url: given },
            Fault::Status { status, .. } => Fault::Status { url: given, status },
            Fault::Busy { status, wait, .. } => Fault::Busy { url: given, status, wait },
            Fault::Long { most, .. } => Fault::Long { url: given, most },
            Fault::Silent { message, .. } => Fault::Silent { url: given, message },
        }
    }
}

fn advice(status: &u16) -> &'static str {
    match status {
        401 | 403 => ": one has to be known there; save the page yourself, and add the file",
        404 | 410 => ": the page is not there (any more)",
        _ => "",
    }
}

fn after(wait: &Option<Duration>) -> String {
    wait.map_or_else(String::new, |wait| format!(", in {} seconds", wait.as_secs()))
}
