//! The reports of `examples/`, read into a store for a demonstration.

use std::collections::HashSet;

use jiff::civil::Date;
use rayon::prelude::*;
use rust_embed::Embed;
use zenobia_core::document::Document;
use zenobia_desk::{Counts, Library, derive, offer, reader, to_document};
use zenobia_formats::read::{Defaults, Item, read_bytes};
use zenobia_store::{Offer, Result, Store};

#[derive(Embed)]
#[folder = "../../examples"]
struct Examples;

/// Reads the examples into a store, and makes events of them.
///
/// # Errors
/// When the database cannot be written.
pub fn fill(store: &mut Store, library: &Library, pool: &rayon::ThreadPool) -> Result<Counts> {
    // Read here and not by the first thread that needs it, where memory is had more slowly.
    library.knowledge();
    let documents = documents(library);
    let offers: Vec<Offer> = pool.install(|| {
        documents.into_par_iter().map(|document| offer(document, library, &HashSet::new()).offer).collect()
    });
    let mut counts = Counts::default();
    for taken in store.take_in(&offers, &reader(library))? {
        counts.count(taken);
    }
    derive(store, library, pool)?;
    Ok(counts)
}

/// All example reports, each once: those of JSON Lines say themselves when they were published, of the others `README.md` does.
fn documents(library: &Library) -> Vec<Document> {
    let codes = || library.packs().languages().map(Into::into).collect();
    let text = |name: &str| Examples::get(name).map(|file| String::from_utf8_lossy(&file.data).into_owned());
    let mut names: Vec<String> = Examples::iter().map(|name| name.into_owned()).collect();
    names.sort();
    let mut documents: Vec<Document> = Vec::new();
    for name in names.iter().filter(|name| name.ends_with(".jsonl")) {
        let Some(file) = Examples::get(name) else { continue };
        let defaults = Defaults { codes: codes(), ..Defaults::default() };
        documents.extend(read_bytes(name, None, None, file.data.into_owned(), defaults).filter_map(report));
    }
    for (name, published) in listed(&text("README.md").unwrap_or_default()) {
        let Some(file) = Examples::get(&name) else { continue };
        let defaults = Defaults { codes: codes(), published, ..Defaults::default() };
        let read = read_bytes(&name, None, None, file.data.into_owned(), defaults).filter_map(report);
        let fresh: Vec<Document> = read.filter(|one| !documents.iter().any(|other| other.id == one.id)).collect();
        documents.extend(fresh);
    }
    documents
}

fn report(item: Item) -> Option<Document> {
    match item {
        Item::Report(document) => Some(document),
        Item::Record(record) => to_document(*record).ok(),
        Item::Failed(_) | Item::Note(_) => None,
    }
}

/// Names and days of publication in the table of the examples.
fn listed(table: &str) -> Vec<(String, Option<Date>)> {
    let row = |line: &str| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let name = cells.first()?.strip_prefix('`')?.strip_suffix('`')?;
        Some((name.to_owned(), cells.get(2)?.parse().ok()))
    };
    table.lines().filter(|line| line.starts_with('|')).filter_map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_is_a_report_with_its_day() {
        let documents = documents(&Library::Embedded);
        let mut names: Vec<&str> = documents.iter().map(|document| document.id.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), documents.len());
        let files = Examples::iter().filter(|name| name.ends_with(".txt")).count();
        assert!(documents.len() > files, "{names:?}");
        let undated: Vec<_> = documents.iter().filter(|document| document.published.is_none()).collect();
        assert!(undated.is_empty(), "{undated:?}");
    }
}
