//! `zenobia demo`: the page with example reports, to look around.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;

use anyhow::Context;
use clap::Args;
use zenobia_store::{Location, Store};

use super::serve::{Manner, Served, answer};
use super::{Outcome, library, say};

/// Where, and whether a browser is opened.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  zenobia demo\n\nWhat is changed there goes when it ends; with --data it stays in the folder."
)]
pub struct Options {
    /// Address to answer on; a free port of this machine when left out
    #[arg(long, value_name = "HOST:PORT", default_value_t = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0))]
    address: SocketAddr,
    /// Keep the database in a folder
    #[arg(long, value_name = "FOLDER")]
    data: Option<PathBuf>,
    /// Open no browser
    #[arg(long)]
    no_open: bool,
    #[command(flatten)]
    manner: Manner,
}

pub fn run(options: &Options) -> anyhow::Result<Outcome> {
    anyhow::ensure!(
        options.address.ip().is_loopback(),
        "the demonstration answers on this machine only; see `zenobia serve`"
    );
    let Some(library) = library::open(None) else { return Ok(Outcome::WrongUsage) };
    let listener = zenobia_http::bind(options.address)?;
    let passing = match &options.data {
        Some(_) => None,
        None => Some(tempfile::tempdir().context("no folder for the demonstration can be made")?),
    };
    let folder = options.data.as_deref().or(passing.as_ref().map(|folder| folder.path())).unwrap_or(".".as_ref());
    std::fs::create_dir_all(folder).with_context(|| format!("{}: cannot be made", folder.display()))?;
    let location = Location::File(folder.join("demo.db"));
    let mut store = Store::make(&location)?;
    let counts = zenobia_http::demo::fill(&mut store, &library, &rayon::ThreadPoolBuilder::new().build()?)?;
    say(&counts.tell());
    drop(store);
    let served = Served { location, login: false, demo: true, manner: options.manner.clone() };
    let no_open = options.no_open;
    answer(served, library, listener, |url| {
        if !no_open {
            open(url);
        }
    })
}

/// Opens a browser, where there is one; the address was told in any case.
fn open(url: &str) {
    let (program, arguments): (&str, &[&str]) = match std::env::consts::OS {
        "macos" => ("open", &[]),
        "windows" => ("cmd", &["/C", "start", ""]),
        _ => ("xdg-open", &[]),
    };
    let mut command = Command::new(program);
    command.args(arguments).arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    if let Ok(mut browser) = command.spawn() {
        // Whoever does not wait for a process that has ended leaves it in the table of the system.
        thread::spawn(move || browser.wait());
    }
}
