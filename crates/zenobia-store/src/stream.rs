//! Rows as an iterator.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use zenobia_core::row::Row;

use crate::error::{Error, Result};
use crate::location::Location;
use crate::query::Query;
use crate::store::Store;

/// Rows that are read ahead.
const AHEAD: usize = 256;

/// The rows that answer a question, in constant memory: they are read on a thread of their own, from one state of the database,
/// whatever others write meanwhile. Dropping the iterator ends the reading.
///
/// # Errors
/// When the store cannot be opened; what goes wrong later comes as an item.
pub fn stream(location: &Location, query: Query) -> Result<impl Iterator<Item = Result<Row>> + use<>> {
    let store = Store::read(location)?;
    let (sender, receiver): (_, Receiver<Result<Row>>) = sync_channel(AHEAD);
    thread::spawn(move || run(store, &query, &sender));
    Ok(receiver.into_iter())
}

fn run(mut store: Store, query: &Query, sender: &SyncSender<Result<Row>>) {
    let gone = || Error::Taker(std::io::Error::from(std::io::ErrorKind::BrokenPipe));
    let result = store.rows(query, &mut |row| sender.send(Ok(row)).map_err(|_| gone()));
    if let Err(error) = result {
        // Nobody is there to be told when the iterator has been dropped.
        let _ = sender.send(Err(error));
    }
}
