//! Pages into the database.

use zenobia_fetch::Fetcher;
use zenobia_formats::read::{Defaults, Item, read_bytes};
use zenobia_store::{Failure, Offer, Store};

use super::super::inputs::Input;
use super::super::library::Library;
use super::super::{say, web};
use super::writer::Counts;
use super::{offer, reader};

/// What pages are read with.
pub struct Reading<'a> {
    pub library: &'a Library,
    pub defaults: &'a Defaults,
    /// What to try again with, as it is typed: a JSON list.
    pub retry: String,
}

/// Fetches one page and takes it in, in one transaction. What does not come is in the log.
///
/// # Errors
/// When the database cannot be written.
pub fn add_page(store: &mut Store, fetcher: &mut Fetcher, url: &str, reading: &Reading<'_>) -> anyhow::Result<Counts> {
    let failure =
        |reason: String| Offer::Failed(Failure { location: url.to_owned(), reason, options: reading.retry.clone() });
    let known = web::known(store, url)?;
    let (offers, page) = match web::page(fetcher, url, known.as_ref()) {
        Ok(None) => {
            store.settle_intake(url)?;
            return Ok(Counts { known: 1, ..Counts::default() });
        }
        Err(reason) => (vec![failure(reason)], None),
        Ok(Some(page)) => {
            let name = web::name(url, &page);
            let items =
                read_bytes(&name, Some(url), page.charset.as_deref(), page.bytes.clone(), reading.defaults.clone());
            let offers = items.filter_map(|item| match item {
                Item::Report(document) => Some(offer(Input::Report(document), reading.library, &Default::default())),
                Item::Record(_) => None,
                Item::Failed(fault) => Some(failure(fault.to_string())),
                Item::Note(note) => {
                    say(&note);
                    None
                }
            });
            (offers.collect(), Some(page))
        }
    };
    let mut counts = Counts::default();
    offers.iter().filter_map(super::writer::failure).for_each(say);
    for taken in store.take_in(&offers, &reader(reading.library))? {
        counts.count(taken);
    }
    let failed = offers.iter().any(|offer| matches!(offer, Offer::Failed(_)));
    if let Some(page) = page.filter(|_| !failed) {
        // Only now: a page is asked for again until it is kept.
        web::keep(store, url, &page)?;
        store.settle_intake(url)?;
    }
    Ok(counts)
}
