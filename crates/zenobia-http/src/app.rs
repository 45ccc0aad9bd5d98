//! What all routes share.

use std::ops::Deref;
use std::sync::Arc;

use zenobia_desk::Library;
use zenobia_store::Location;

use crate::guard::Doors;
use crate::memory::Memory;
use crate::meter::Meter;
use crate::replay::Replays;
use crate::stores::Stores;
use crate::tasks::Tasks;

/// How the server is run.
pub struct Options {
    /// Where the store lies.
    pub location: Location,
    /// What reports are read with.
    pub library: Library,
    /// Whether who asks has to log in.
    pub login: bool,
    /// Whether this is a demonstration.
    pub demo: bool,
    /// Whether pages may be fetched from the web.
    pub fetch: bool,
    /// Whether these may lie in private networks and on this machine.
    pub allow_private: bool,
    /// Whether a proxy speaks HTTPS for the server.
    pub https: bool,
    /// Names under which it is asked besides those of this machine.
    pub hosts: Vec<String>,
    /// Who decides where nobody has to log in.
    pub person: String,
    /// Tells the one who runs it something.
    pub say: fn(&str),
}

impl Options {
    /// A server for this machine alone: nobody logs in, nothing is fetched, nothing is said.
    pub fn local(location: Location, library: Library, person: &str) -> Options {
        Options {
            location,
            library,
            login: false,
            demo: false,
            fetch: false,
            allow_private: false,
            https: false,
            hosts: Vec::new(),
            person: person.to_owned(),
            say: |_| {},
        }
    }
}

/// The server, shared by all of its threads.
#[derive(Clone)]
pub struct App(Arc<Inner>);

/// What the server holds.
pub struct Inner {
    /// How it is run.
    pub options: Options,
    /// Its stores.
    pub stores: Stores,
    /// What is being worked on.
    pub tasks: Tasks,
    /// Who is in, and who may come in.
    pub doors: Doors,
    /// What was asked so far.
    pub meter: Meter,
    /// Answers that took long.
    pub memory: Memory,
    /// Changes that were named.
    pub replays: Replays,
    /// The threads that reading and deriving use.
    pub pool: rayon::ThreadPool,
}

impl Deref for App {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl App {
    /// A server that nobody can ask yet.
    ///
    /// # Errors
    /// When no threads can be had.
    pub fn new(options: Options) -> Result<App, rayon::ThreadPoolBuildError> {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        let stores = Stores::new(options.location.clone(), cores * 2);
        let pool = rayon::ThreadPoolBuilder::new().build()?;
        Ok(App(Arc::new(Inner {
            options,
            stores,
            tasks: Tasks::default(),
            doors: Doors::default(),
            meter: Meter::default(),
            memory: Memory::default(),
            replays: Replays::default(),
            pool,
        })))
    }

    /// What reports are read with.
    pub fn library(&self) -> &Library {
        &self.options.library
    }
}
