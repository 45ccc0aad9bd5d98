//! Pages from the web: only when they are asked for.

use std::time::Duration;

use anyhow::bail;
use clap::Args;
use zenobia_fetch::{Fetched, Fetcher, Known, Page, Policy};
use zenobia_store::{Fetch, Store};

/// Whether and how pages are fetched.
#[derive(Clone, Debug, Args)]
pub struct Web {
    /// Fetch pages from the web: without this the program opens no connection
    #[arg(long)]
    fetch: bool,
    /// Seconds between two questions to one host
    #[arg(long, value_name = "SECONDS", default_value_t = 1.0, value_parser = pause)]
    pause: f64,
    /// Also fetch from private networks and this machine
    #[arg(long)]
    allow_private: bool,
}

fn pause(text: &str) -> Result<f64, String> {
    let seconds = text.parse::<f64>().ok().filter(|seconds| (0.0..=3600.0).contains(seconds));
    seconds.ok_or_else(|| "a number of seconds is needed, from 0 to 3600".to_owned())
}

/// Whether an input is to be fetched.
pub fn is_address(input: &str) -> bool {
    let scheme = input.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    scheme.is_some_and(|scheme| matches!(scheme.as_str(), "http" | "https" | "ftp"))
}

impl Web {
    /// Ready to fetch.
    ///
    /// # Errors
    /// When fetching was not asked for: nothing is sent then.
    pub fn fetcher(&self, address: &str) -> anyhow::Result<Fetcher> {
        if !self.fetch {
            bail!("{address}: nothing was fetched, since fetching is off; --fetch allows it (robots.txt is obeyed)");
        }
        let pause = Duration::from_secs_f64(self.pause);
        Ok(Fetcher::new(Policy { allow_private: self.allow_private, pause, ..Policy::default() }))
    }

    /// Whether fetching was asked for.
    pub fn is_on(&self) -> bool {
        self.fetch
    }

    /// The options as they are typed.
    pub fn words(&self) -> Vec<String> {
        let mut words = vec!["--fetch".to_owned()];
        if self.allow_private {
            words.push("--allow-private".to_owned());
        }
        words
    }
}

/// What a page is to be asked with.
pub fn known(store: &mut Store, url: &str) -> anyhow::Result<Option<Known>> {
    Ok(store.fetched(url)?.map(|Fetch { etag, modified }| Known { etag, modified }))
}

/// Asks for a page; `None` when it has not changed since it was fetched.
///
/// # Errors
/// In plain words, for the log.
pub fn page(fetcher: &mut Fetcher, url: &str, known: Option<&Known>) -> Result<Option<Page>, String> {
    match fetcher.fetch(url, known) {
        Ok(Fetched::Page(page)) => Ok(Some(page)),
        Ok(Fetched::Unchanged) => Ok(None),
        Err(fault) => Err(fault.to_string()),
    }
}

/// Notes what the server said, once the page is kept.
pub fn keep(store: &mut Store, url: &str, page: &Page) -> anyhow::Result<()> {
    let Known { etag, modified } = page.known.clone();
    Ok(store.keep_fetch(url, &Fetch { etag, modified }, page.status)?)
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
    use super::{is_address, name};
    use zenobia_fetch::{Known, Page};

    #[test]
    fn addresses_and_paths_are_told_apart() {
        assert!(is_address("https://news.example/a") && is_address("HTTP://news.example"));
        assert!(!is_address("reports/http") && !is_address("C:\\reports") && !is_address("-"));
    }

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
