//! One thread writes what the others read, so that nobody waits for the disk.

use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::anyhow;
use zenobia_desk::{Counts, failed};
use zenobia_store::{Offer, Store};

use super::super::{Outcome, say};

/// Most reports of one transaction, and the longest time that one waits for company.
const BATCH: usize = 128;
const WAIT: Duration = Duration::from_millis(500);

/// Offers that may wait to be written.
const QUEUE: usize = 256;

/// Where offers go.
pub type Writer = SyncSender<Offer>;

/// Runs `read` while a thread writes what it sends; returns once all is written.
pub fn with_writer(
    store: &mut Store,
    reader: String,
    read: impl FnOnce(&Writer) -> anyhow::Result<Outcome>,
) -> anyhow::Result<(Outcome, Counts)> {
    thread::scope(|scope| {
        let (sender, receiver) = sync_channel(QUEUE);
        let writer = scope.spawn(move || write(store, &reader, receiver));
        let read = read(&sender);
        drop(sender);
        let written =
            writer.join().map_err(|_| anyhow!("the database could not be written, by a fault of this program"))?;
        // What went wrong while writing is the reason why nobody takes offers any more.
        let counts = written?;
        let outcome = read?;
        Ok((if counts.failed > 0 { Outcome::SomeFailed } else { outcome }, counts))
    })
}

fn write(store: &mut Store, reader: &str, offers: Receiver<Offer>) -> anyhow::Result<Counts> {
    let mut counts = Counts::default();
    let mut open = true;
    while open {
        let mut batch: Vec<Offer> = offers.recv().into_iter().collect();
        let begun = Instant::now();
        while open && !batch.is_empty() && batch.len() < BATCH {
            match offers.recv_timeout(WAIT.saturating_sub(begun.elapsed())) {
                Ok(offer) => batch.push(offer),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => open = false,
            }
        }
        if batch.is_empty() {
            break;
        }
        for failure in batch.iter().filter_map(failed) {
            say(failure);
        }
        for taken in store.take_in(&batch, reader)? {
            counts.count(taken);
        }
    }
    Ok(counts)
}
