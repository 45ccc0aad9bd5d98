//! The server on an address.

use std::any::Any;
use std::io;
use std::net::{SocketAddr, TcpListener};

use axum::response::{IntoResponse, Response};
use tokio::signal;

use crate::app::App;
use crate::connection;
use crate::problem::Problem;
use crate::router;

/// A server that cannot be run.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Somebody is there already.
    #[error(
        "{address}: another program answers there; stop it, or choose another with --address HOST:PORT (port 0 takes a free one)"
    )]
    Taken {
        /// Where.
        address: SocketAddr,
    },
    /// The system refused.
    #[error("{address}: cannot be listened on ({error}); choose another with --address HOST:PORT")]
    Refused {
        /// Where.
        address: SocketAddr,
        /// What the system said.
        error: io::Error,
    },
    /// No threads, or no network.
    #[error("the server cannot be run: {0}")]
    Io(#[from] io::Error),
}

/// A place where the server is going to answer.
pub struct Listener {
    inner: TcpListener,
    address: SocketAddr,
}

impl Listener {
    /// Where.
    pub fn address(&self) -> SocketAddr {
        self.address
    }
}

/// Takes an address.
///
/// # Errors
/// When another has it, or the system refuses.
pub fn bind(address: SocketAddr) -> Result<Listener, Error> {
    let inner = TcpListener::bind(address).map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => Error::Taken { address },
        _ => Error::Refused { address, error },
    })?;
    inner.set_nonblocking(true)?;
    let address = inner.local_addr()?;
    Ok(Listener { inner, address })
}

/// Answers until it is interrupted.
///
/// # Errors
/// When there are no threads to run on.
pub fn serve(app: App, listener: Listener) -> Result<(), Error> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let run = runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener.inner)?;
        connection::accept(listener, router(app), stopped()).await;
        io::Result::Ok(())
    });
    // Whoever listens to a task's progress would keep it open for as long as the task runs.
    runtime.shutdown_timeout(std::time::Duration::from_secs(5));
    Ok(run?)
}

/// Until somebody ends it.
async fn stopped() {
    let interrupted = async { drop(signal::ctrl_c().await) };
    #[cfg(unix)]
    {
        let ended = async {
            match signal::unix::signal(signal::unix::SignalKind::terminate()) {
                Ok(mut ended) => drop(ended.recv().await),
                Err(_) => std::future::pending().await,
            }
        };
        futures_util::future::select(Box::pin(interrupted), Box::pin(ended)).await;
    }
    #[cfg(not(unix))]
    interrupted.await;
}

/// What is said when a route panicked.
pub fn panicked(_: Box<dyn Any + Send>) -> Response {
    Problem::fault("an answer broke off").into_response()
}
