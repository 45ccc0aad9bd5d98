//! `zenobia serve`: the page and the API on an address.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use anyhow::bail;
use clap::Args;
use zenobia_http::{App, Listener};
use zenobia_store::Location;

use super::database::Database;
use super::library::{self, Library};
use super::{Outcome, say};

/// Which database, and who may ask.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  zenobia serve --db syria.db\n  zenobia users add ana --role admin --db syria.db && \
                        zenobia serve --db syria.db --address 0.0.0.0:8765 --host desk.example --https\n\n\
                        On this machine alone (127.0.0.1) nobody has to log in. On any other address everybody has to; put a proxy \
                        that speaks HTTPS before it."
)]
pub struct Options {
    #[command(flatten)]
    database: Database,
    /// Address to answer on; port 0 takes a free one
    #[arg(long, value_name = "HOST:PORT", default_value_t = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8765))]
    address: SocketAddr,
    /// Have everybody log in, on this machine too
    #[arg(long)]
    login: bool,
    #[command(flatten)]
    manner: Manner,
}

/// How it is served.
#[derive(Clone, Debug, Args)]
pub struct Manner {
    /// A name under which the server is asked, besides those of this machine
    #[arg(long = "host", value_name = "NAME")]
    hosts: Vec<String>,
    /// A proxy before the server speaks HTTPS
    #[arg(long)]
    https: bool,
    /// Let people add pages of the web by their addresses: without this the server opens no connection
    #[arg(long)]
    fetch: bool,
    /// Let them add pages of private networks and of this machine, too
    #[arg(long, requires = "fetch")]
    allow_private: bool,
    /// Who decides where nobody has to log in [default: your user name]
    #[arg(long, value_name = "NAME", env = "ZENOBIA_REVIEWER", hide_env_values = true)]
    by: Option<String>,
}

pub fn run(options: &Options) -> anyhow::Result<Outcome> {
    let Some(library) = library::open(None) else { return Ok(Outcome::WrongUsage) };
    let mut store = options.database.open()?;
    let login = options.login || !options.address.ip().is_loopback();
    if login && store.people()?.is_empty() {
        bail!(
            "{}: everybody has to log in there, and nobody can yet; first `zenobia users add NAME --role admin`",
            options.address
        );
    }
    drop(store);
    let listener = zenobia_http::bind(options.address)?;
    let served = Served { location: options.database.location()?, login, demo: false, manner: options.manner.clone() };
    answer(served, library, listener, |_| {})
}

/// What is served.
pub struct Served {
    /// Where the database lies.
    pub location: Location,
    /// Whether everybody has to log in.
    pub login: bool,
    /// Whether it is the demonstration.
    pub demo: bool,
    /// How.
    pub manner: Manner,
}

/// Answers until it is interrupted; `ready` is called with the address once it can be asked.
///
/// # Errors
/// When there are no threads to run on.
pub fn answer(
    served: Served,
    library: Library,
    listener: Listener,
    ready: impl FnOnce(&str),
) -> anyhow::Result<Outcome> {
    let Served { location, login, demo, manner } = served;
    let person = manner.by.or_else(|| ["USER", "USERNAME"].into_iter().find_map(|name| std::env::var(name).ok()));
    let url = format!("http://{}/", listener.address());
    let shown = location.to_string();
    let app = App::new(zenobia_http::Options {
        location,
        library,
        login,
        demo,
        fetch: manner.fetch,
        allow_private: manner.allow_private,
        https: manner.https,
        hosts: manner.hosts,
        person: person.filter(|name| !name.trim().is_empty()).unwrap_or_else(|| "somebody".to_owned()),
        say,
    })?;
    say(&format!("{shown}: {url} (stop it with Ctrl+C)"));
    ready(&url);
    zenobia_http::serve(app, listener)?;
    Ok(Outcome::Done)
}
