//! Stores for many who ask at once: some to read, one to write, each used by one at a time on a thread that may wait.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::{JoinError, spawn_blocking};
use zenobia_store::{Location, Store};

use crate::problem::{Code, Problem};

/// The longest time that a question waits for its turn.
const PATIENCE: Duration = Duration::from_secs(30);

/// Stores of one location.
#[derive(Clone)]
pub struct Stores {
    location: Location,
    reading: Arc<Seats>,
    writing: Arc<Seats>,
}

/// Stores that are open and not used just now, and how many may be used at once.
struct Seats {
    free: Mutex<Vec<Store>>,
    seats: Arc<Semaphore>,
    open: fn(&Location) -> zenobia_store::Result<Store>,
}

impl Seats {
    fn new(most: usize, open: fn(&Location) -> zenobia_store::Result<Store>) -> Arc<Seats> {
        Arc::new(Seats { free: Mutex::default(), seats: Arc::new(Semaphore::new(most)), open })
    }

    fn take(&self, location: &Location) -> Result<Store, Problem> {
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner).pop();
        Ok(match free {
            Some(store) => store,
            None => (self.open)(location)?,
        })
    }

    fn give_back(&self, store: Store) {
        self.free.lock().unwrap_or_else(PoisonError::into_inner).push(store);
    }

    async fn seat(&self) -> Result<OwnedSemaphorePermit, Problem> {
        match tokio::time::timeout(PATIENCE, self.seats.clone().acquire_owned()).await {
            Ok(Ok(seat)) => Ok(seat),
            Ok(Err(_)) => Err(Problem::of(Code::Stopping, &[])),
            Err(_) => Err(Problem::of(Code::TooBusy, &[]).after(30)),
        }
    }
}

impl Stores {
    /// Stores of a location of which so many are read from at once.
    pub fn new(location: Location, readers: usize) -> Stores {
        Stores { location, reading: Seats::new(readers.max(1), Store::read), writing: Seats::new(1, Store::open) }
    }

    /// Where they lie.
    pub fn location(&self) -> &Location {
        &self.location
    }

    /// Asks a store that is only read.
    ///
    /// # Errors
    /// What the work returns, or that it could not be done.
    pub async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Store) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        self.run(self.reading.clone(), work).await
    }

    /// Asks the store that is written to; others that write wait.
    ///
    /// # Errors
    /// What the work returns, or that it could not be done.
    pub async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Store) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        self.run(self.writing.clone(), work).await
    }

    async fn run<T: Send + 'static>(
        &self,
        seats: Arc<Seats>,
        work: impl FnOnce(&mut Store) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let seat = seats.seat().await?;
        let location = self.location.clone();
        let done = spawn_blocking(move || {
            let mut store = seats.take(&location)?;
            let result = work(&mut store);
            // A store that its database has left is opened anew.
            if result.as_ref().err().is_none_or(|problem| problem.status < 500) {
                seats.give_back(store);
            }
            drop(seat);
            result
        });
        done.await.unwrap_or_else(|error| Err(broken(&error)))
    }
}

/// Work that panicked.
fn broken(error: &JoinError) -> Problem {
    if error.is_cancelled() { Problem::of(Code::Stopping, &[]) } else { Problem::fault("work broke off") }
}
