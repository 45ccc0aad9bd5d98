//! Pages of the web, and what the store remembers of them.

use zenobia_fetch::{Fetched, Fetcher, Known, Page};
use zenobia_store::{Fetch, Result, Store};

/// What a page is to be asked with.
///
/// # Errors
/// When the database cannot be read.
pub fn known(store: &mut Store, url: &str) -> Result<Option<Known>> {
    Ok(store.fetched(url)?.map(|Fetch { etag, modified }| Known { etag, modified }))
}

/// Asks for a page; `None` when it has not changed since it was fetched.
///
/// # Errors
/// In plain words, for the log.
pub fn page(fetcher: &mut Fetcher, url: &str, known: Option<&Known>) -> std::result::Result<Option<Page>, String> {
    match fetcher.fetch(url, known) {
        Ok(Fetched::Page(page)) => Ok(Some(page)),
        Ok(Fetched::Unchanged) => Ok(None),
        Err(fault) => Err(fault.to_string()),
    }
}

/// Notes what the server said, once the page is kept.
///
/// # Errors
/// When the database cannot be written.
pub fn keep(store: &mut Store, url: &str, page: &Page) -> Result<()> {
    let Known { etag, modified } = page.known.clone();
    store.keep_fetch(url, &Fetch { etag, modified }, page.status)
}

/// A name for a page by which its kind is known: the end of its address, or of the kind that the server tells.
pub fn name(url: &str, page: &Page) -> String {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    let last = path.rsplit('/').find(|part| !part.is_empty()).unwrap_or("page");
    let end = match page.kind.as_str() {
        "text/html" | "application/xhtml+xml" => ".html",
        "application/pdf" => ".pdf",
        "text/plain" => ".txt",
        "application/json" => ".json",
        "application/rss+xml" | "application/atom+xml" | "application/xml" | "text/xml" => ".xml",
        _ => "",
    };
    let stem = last.strip_suffix(end).unwrap_or(last);
    format!("{stem}{end}")
}

#[cfg(test)]
mod tests {
    use super::name;
    use zenobia_fetch::{Known, Page};

    #[test]
    fn the_kind_that_the_server_tells_names_the_page() {
        let page = |kind: &str| Page {
            kind: kind.into(),
            charset: None,
            bytes: Vec::new(),
            known: Known::default(),
            status: 200,
        };
        assert_eq!(name("https://news.example/2016/palmyra?x=1", &page("text/html")), "palmyra.html");
        assert_eq!(name("https://news.example/palmyra.html", &page("text/html")), "palmyra.html");
        assert_eq!(name("https://news.example/", &page("")), "news.example");
    }
}
