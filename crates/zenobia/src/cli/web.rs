//! Pages from the web: only when they are asked for.

use std::time::Duration;

use anyhow::bail;
use clap::Args;
use zenobia_fetch::{Fetcher, Policy};

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

#[cfg(test)]
mod tests {
    use super::is_address;

    #[test]
    fn addresses_and_paths_are_told_apart() {
        assert!(is_address("https://news.example/a") && is_address("HTTP://news.example"));
        assert!(!is_address("reports/http") && !is_address("C:\\reports") && !is_address("-"));
    }
}
