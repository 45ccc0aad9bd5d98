//! `zenobia watch`: folders and feeds, looked at again and again.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use clap::Args;
use zenobia_desk::{Counts, Reading, reader, web};
use zenobia_fetch::{Fetcher, feed};
use zenobia_store::{Failure, Offer, Store};

use super::add::{add_page, derive, take_in};
use super::database::Database;
use super::inputs::Inputs;
use super::library::{self, Library};
use super::web::Web;
use super::{Outcome, say};

/// What is watched.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  zenobia watch incoming/ --db sahel.db\n  zenobia watch https://news.example/feed.xml feeds.opml --fetch --every 30m\n  \
                        zenobia watch incoming/ --once\n\n\
                        Of a feed each page that it names is fetched once; of a file that is a feed what it says itself is read, and \
                        with --fetch the pages. What does not come is tried again with `zenobia intake retry`."
)]
pub struct Options {
    #[command(flatten)]
    inputs: Inputs,
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    web: Web,
    /// Time between two looks: 90s, 15m, 2h
    #[arg(long, value_name = "TIME", default_value = "15m", value_parser = time)]
    every: Duration,
    /// Look once, and end
    #[arg(long)]
    once: bool,
}

fn time(text: &str) -> Result<Duration, String> {
    let (number, unit) = text.split_at(text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len()));
    let seconds = match unit {
        "s" => 1,
        "m" | "min" => 60,
        "h" => 3600,
        _ => 0,
    };
    let all = number
        .parse::<u64>()
        .ok()
        .and_then(|number| number.checked_mul(seconds))
        .filter(|all| (1..=604_800).contains(all));
    all.map(Duration::from_secs).ok_or_else(|| "write it as 90s, 15m or 2h, up to a week".to_owned())
}

pub fn run(options: &Options) -> anyhow::Result<Outcome> {
    let Some(library) = library::open(options.inputs.packs.as_deref()) else { return Ok(Outcome::WrongUsage) };
    library.knowledge();
    let (addresses, local) = options.inputs.split();
    let mut fetcher = match addresses.first() {
        Some(address) => Some(options.web.fetcher(address)?),
        None if options.web.is_on() => Some(options.web.fetcher("feeds")?),
        None => None,
    };
    let mut store = options.database.make()?;
    loop {
        let outcome = look(options, &library, &mut store, &addresses, &local, fetcher.as_mut());
        match outcome {
            Ok(outcome) if options.once => return Ok(outcome),
            Ok(_) => {}
            Err(error) if options.once => return Err(error),
            // Somebody who watches wants to go on when a disk was full or a database locked for a while.
            Err(error) => say(&format!("error: {error:#}")),
        }
        sleep(options.every);
    }
}

/// Looks at everything once.
fn look(
    options: &Options,
    library: &Library,
    store: &mut Store,
    addresses: &[String],
    local: &Inputs,
    mut fetcher: Option<&mut Fetcher>,
) -> anyhow::Result<Outcome> {
    let mut words: Vec<String> = serde_json::from_str(&options.inputs.retry())?;
    words.extend(options.web.words());
    let defaults = options.inputs.defaults();
    let reading = Reading { library, defaults: &defaults, retry: serde_json::Value::from(words).to_string() };
    let mut counts = Counts::default();
    let mut plain: Vec<PathBuf> = Vec::new();
    for path in local.paths() {
        match fetcher.as_deref_mut().zip(names(path)) {
            Some((fetcher, names)) => counts.add(follow(store, fetcher, names, &reading)?),
            None => plain.push(path.clone()),
        }
    }
    let mut outcome = Outcome::Done;
    if !plain.is_empty() {
        let (done, more) = take_in(&local.with(plain), library, store)?;
        outcome = done;
        counts.add(more);
    }
    if let Some(fetcher) = fetcher {
        for address in addresses {
            counts.add(follow(store, fetcher, Names::Feeds(vec![address.clone()]), &reading)?);
        }
    }
    if !counts.is_quiet() {
        say(&counts.tell());
    }
    derive(store, library, &options.inputs.pool()?)?;
    Ok(if counts.failed > 0 { Outcome::SomeFailed } else { outcome })
}

/// What a file names.
enum Names {
    Feeds(Vec<String>),
    Pages(Vec<String>),
}

/// What a list of feeds, or a feed, names; `None` for any other file.
fn names(path: &Path) -> Option<Names> {
    let end = path.extension()?.to_str()?.to_ascii_lowercase();
    if !matches!(end.as_str(), "opml" | "xml" | "rss" | "atom") {
        return None;
    }
    let bytes = fs::read(path).ok()?;
    let pages = |entries: Vec<feed::Entry>| Names::Pages(entries.into_iter().map(|entry| entry.url).collect());
    feed::outline(&bytes).map(Names::Feeds).or_else(|| feed::entries(&bytes, None).map(pages))
}

/// Fetches the pages that feeds name and that were not fetched before; an address that is no feed is itself such a page, and is
/// asked for each time.
fn follow(store: &mut Store, fetcher: &mut Fetcher, names: Names, reading: &Reading<'_>) -> anyhow::Result<Counts> {
    let mut counts = Counts::default();
    let feeds = match names {
        Names::Feeds(feeds) => feeds,
        Names::Pages(pages) => return fetch_new(store, fetcher, &pages, reading),
    };
    for url in feeds {
        let known = web::known(store, &url)?;
        let page = match web::page(fetcher, &url, known.as_ref()) {
            Ok(None) => {
                store.settle_intake(&url)?;
                continue;
            }
            Ok(Some(page)) => page,
            Err(reason) => {
                say(&reason);
                let failure = Failure { location: url, reason, options: reading.retry.clone() };
                store.take_in(&[Offer::Failed(failure)], &reader(reading.library))?;
                counts.failed += 1;
                continue;
            }
        };
        match feed::entries(&page.bytes, Some(&url)) {
            Some(entries) => {
                store.settle_intake(&url)?;
                let pages: Vec<String> = entries.into_iter().map(|entry| entry.url).collect();
                let more = fetch_new(store, fetcher, &pages, reading)?;
                if more.failed == 0 {
                    web::keep(store, &url, &page)?;
                }
                counts.add(more);
            }
            None => counts.add(add_page(store, fetcher, &url, reading)?),
        }
    }
    Ok(counts)
}

fn fetch_new(
    store: &mut Store,
    fetcher: &mut Fetcher,
    pages: &[String],
    reading: &Reading<'_>,
) -> anyhow::Result<Counts> {
    let mut counts = Counts::default();
    let mut seen = BTreeSet::new();
    for page in pages.iter().filter(|page| seen.insert(page.as_str())) {
        if store.fetched(page)?.is_none() {
            counts.add(add_page(store, fetcher, page, reading)?);
        }
    }
    Ok(counts)
}

#[cfg(test)]
mod tests {
    use super::time;
    use std::time::Duration;

    #[test]
    fn times_are_written_with_their_unit() {
        assert_eq!(time("15m"), Ok(Duration::from_secs(900)));
        assert_eq!(time("2h"), Ok(Duration::from_secs(7200)));
        for wrong in ["", "15", "0s", "m", "99999999999999999999h", "8d"] {
            assert!(time(wrong).is_err(), "{wrong}");
        }
    }
}
