//! Connections: how many at once, and how long one may take to say what it asks.

use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use futures_util::future::{Either, select};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tower::ServiceExt;

/// Most connections at once: each takes a file of the system, and the store needs some.
const MOST: usize = 512;
/// The longest time from the beginning of a connection, or of a question on it, to the end of its headers.
const PATIENCE: Duration = Duration::from_secs(30);

/// Answers whoever connects until `stop` is there, and then what was asked before.
pub async fn accept(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
    let (closing, closed) = watch::channel(());
    let seats = Arc::new(Semaphore::new(MOST));
    let mut stop = pin!(stop);
    loop {
        let next = async {
            let seat = seats.clone().acquire_owned().await;
            (listener.accept().await, seat)
        };
        match select(pin!(next), stop.as_mut()).await {
            Either::Left(((Ok((stream, address)), Ok(seat)), _)) => {
                tokio::spawn(talk(stream, address, router.clone(), closed.clone(), seat));
            }
            // The system has no more files to give, for now.
            Either::Left(_) => tokio::time::sleep(Duration::from_millis(100)).await,
            Either::Right(_) => break,
        }
    }
    drop((listener, closed));
    let _ = closing.send(());
    closing.closed().await;
}

/// Answers what is asked on one connection.
async fn talk(
    stream: TcpStream,
    address: SocketAddr,
    router: Router,
    mut closing: watch::Receiver<()>,
    seat: OwnedSemaphorePermit,
) {
    let service = router.map_request(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(address));
        request
    });
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(PATIENCE);
    let mut connection = pin!(builder.serve_connection(TokioIo::new(stream), TowerToHyperService::new(service)));
    // What goes wrong on a connection is over with it.
    if let Either::Right(_) = select(connection.as_mut(), pin!(closing.changed())).await {
        connection.as_mut().graceful_shutdown();
        let _ = connection.await;
    }
    drop(seat);
}
