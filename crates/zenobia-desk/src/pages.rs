//! Pages into the database.

use std::collections::HashSet;

use zenobia_fetch::{Fetcher, Known, Page};
use zenobia_formats::read::{Defaults, Item, read_bytes};
use zenobia_store::{Failure, Offer, Result, Store};

use crate::counts::Counts;
use crate::library::Library;
use crate::offer::offer;
use crate::reader::reader;
use crate::web;

/// What pages are read with.
pub struct Reading<'a> {
    /// Packs and knowledge.
    pub library: &'a Library,
    /// What holds for pages that do not say it themselves.
    pub defaults: &'a Defaults,
    /// What to try again with, as it is typed: a JSON list.
    pub retry: String,
}

/// What became of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Added {
    /// Of the reports on it.
    pub counts: Counts,
    /// What there is to tell.
    pub told: Vec<String>,
}

/// What was found at an address.
pub struct Fetched {
    url: String,
    /// For the store; nothing when the page is as it was.
    offers: Vec<Offer>,
    page: Option<Page>,
    told: Vec<String>,
}

/// Fetches one page and takes it in, in one transaction. What does not come is in the log.
///
/// # Errors
/// When the database cannot be written.
pub fn add_page(store: &mut Store, fetcher: &mut Fetcher, url: &str, reading: &Reading<'_>) -> Result<Added> {
    let known = web::known(store, url)?;
    keep_page(store, fetch_page(fetcher, url, known.as_ref(), reading), reading)
}

/// Fetches one page and reads it; `known` is what was said of it before. It may take long, and needs no store.
pub fn fetch_page(fetcher: &mut Fetcher, url: &str, known: Option<&Known>, reading: &Reading<'_>) -> Fetched {
    let failure =
        |reason: String| Offer::Failed(Failure { location: url.to_owned(), reason, options: reading.retry.clone() });
    let mut told = Vec::new();
    let (offers, page) = match web::page(fetcher, url, known) {
        Ok(None) => (Vec::new(), None),
        Err(reason) => (vec![failure(reason)], None),
        Ok(Some(page)) => {
            let name = web::name(url, &page);
            let items =
                read_bytes(&name, Some(url), page.charset.as_deref(), page.bytes.clone(), reading.defaults.clone());
            let offers: Vec<Offer> = items.filter_map(|item| one(item, reading, &failure, &mut told)).collect();
            (offers, Some(page))
        }
    };
    Fetched { url: url.to_owned(), offers, page, told }
}

/// Takes in what was found at an address, in one transaction.
///
/// # Errors
/// When the database cannot be written.
pub fn keep_page(store: &mut Store, fetched: Fetched, reading: &Reading<'_>) -> Result<Added> {
    let Fetched { url, offers, page, mut told } = fetched;
    if offers.is_empty() && page.is_none() {
        store.settle_intake(&url)?;
        return Ok(Added { counts: Counts { known: 1, ..Counts::default() }, told });
    }
    told.extend(offers.iter().filter_map(failed).map(str::to_owned));
    let mut counts = Counts::default();
    for taken in store.take_in(&offers, &reader(reading.library))? {
        counts.count(taken);
    }
    let failed = offers.iter().any(|offer| matches!(offer, Offer::Failed(_)));
    if let Some(page) = page.filter(|_| !failed) {
        // Only now: a page is asked for again until it is kept.
        web::keep(store, &url, &page)?;
        store.settle_intake(&url)?;
    }
    Ok(Added { counts, told })
}

fn one(item: Item, reading: &Reading<'_>, failure: &dyn Fn(String) -> Offer, told: &mut Vec<String>) -> Option<Offer> {
    match item {
        Item::Report(document) => {
            let offered = offer(document, reading.library, &HashSet::new());
            told.extend(offered.note);
            Some(offered.offer)
        }
        Item::Record(_) => None,
        Item::Failed(fault) => Some(failure(fault.to_string())),
        Item::Note(note) => {
            told.push(note);
            None
        }
    }
}

/// Why something was not read.
pub fn failed(offer: &Offer) -> Option<&str> {
    match offer {
        Offer::Failed(failure) => Some(&failure.reason),
        _ => None,
    }
}
