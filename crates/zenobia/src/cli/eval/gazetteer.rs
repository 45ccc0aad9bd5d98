//! `zenobia eval gazetteer`.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Context;
use clap::{Args, ValueEnum};
use zenobia_core::place::Gazetteer;
use zenobia_eval::corpora::{geonames, whosonfirst};
use zenobia_eval::gazetteer::{Finding, Reach, Toponym, find, reach, sample, speed};

use super::{Outcome, Reading, with_library};

/// Countries of the check, where wars have been and maps are thin.
const COUNTRIES: [&str; 6] = ["SY", "ML", "UA", "SD", "BF", "CD"];
/// Passes over the text; the best counts.
const PASSES: usize = 7;

#[derive(Debug, Args)]
pub struct Options {
    /// What to look up
    what: What,
    /// A folder of the corpus, such as ../shared/corpora/knowledge/whosonfirst; for speed, a text file
    path: PathBuf,
    /// Names of each sort that are looked up; the same ones each time
    #[arg(long, value_name = "COUNT", default_value_t = 2000)]
    sample: usize,
    /// Countries, by their codes
    #[arg(long, value_name = "CODE", value_delimiter = ',', default_values = COUNTRIES)]
    countries: Vec<String>,
    /// List the names that are not found
    #[arg(long)]
    misses: bool,
    #[command(flatten)]
    reading: Reading,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum What {
    /// French and English names of Who's On First
    Whosonfirst,
    /// First names of the populated places of a GeoNames dump
    Geonames,
    /// How fast names are looked up in a text, beside cutting it into words
    Speed,
}

pub fn run(options: &Options) -> anyhow::Result<Outcome> {
    with_library(options.reading.packs.as_deref(), |library| {
        let gazetteer = library.knowledge().gazetteer();
        match options.what {
            What::Whosonfirst => names(options, gazetteer)?,
            What::Geonames => cities(options, gazetteer)?,
            What::Speed => write_speed(&options.path, gazetteer)?,
        }
        Ok(Outcome::Done)
    })
}

fn names(options: &Options, gazetteer: &dyn Gazetteer) -> anyhow::Result<()> {
    let path = options.path.join("derived_wof_names.tsv");
    let table = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let countries: Vec<&str> = options.countries.iter().map(String::as_str).collect();
    let all = whosonfirst::read(&table, &countries);
    let mut out = io::stdout().lock();
    writeln!(out, "{:56} {:>6}   found/looked for, by country", "names with a candidate within 25 km", "%")?;
    let of = |wanted: Reach| -> Vec<Toponym> {
        all.iter().filter(|toponym| reach(toponym, gazetteer) == wanted).cloned().collect()
    };
    for (label, wanted) in [
        ("populated places that the gazetteer holds", Reach::Held),
        ("populated places of 500 or more that it does not", Reach::Populous),
        ("administrative units (or within their radius)", Reach::Unit),
        ("all others", Reach::Beyond),
    ] {
        let finding = find(&sample(of(wanted), options.sample), gazetteer);
        write_finding(&mut out, label, &finding)?;
        for miss in finding.misses.iter().filter(|_| options.misses) {
            writeln!(out, "{}\t{}\t{:.3}\t{:.3}\t{}", miss.country, miss.name, miss.at.0, miss.at.1, miss.population)?;
        }
    }
    Ok(())
}

fn cities(options: &Options, gazetteer: &dyn Gazetteer) -> anyhow::Result<()> {
    let path = options.path.join("cities15000.zip");
    let mut all = geonames::read(if path.exists() { &path } else { &options.path })?;
    // The world, unless countries are asked for.
    if options.countries != COUNTRIES {
        all.retain(|toponym| options.countries.contains(&toponym.country));
    }
    let mut finding = find(&sample(all, options.sample), gazetteer);
    let total = finding.total();
    finding.countries = [("all".to_owned(), total)].into();
    let mut out = io::stdout().lock();
    write_finding(&mut out, "names of towns with a candidate within 25 km", &finding)?;
    for miss in finding.misses.iter().filter(|_| options.misses) {
        writeln!(out, "{}\t{}\t{:.3}\t{:.3}\t{}", miss.country, miss.name, miss.at.0, miss.at.1, miss.population)?;
    }
    Ok(())
}

fn write_finding(out: &mut impl Write, label: &str, finding: &Finding) -> io::Result<()> {
    let (found, total) = finding.total();
    let share = 100.0 * found as f64 / total.max(1) as f64;
    write!(out, "{label:56} {share:6.1}   {found}/{total}")?;
    for (country, (found, total)) in &finding.countries {
        write!(out, "  {country} {found}/{total}")?;
    }
    writeln!(out)
}

fn write_speed(path: &Path, gazetteer: &dyn Gazetteer) -> anyhow::Result<()> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let speed = speed(&text, gazetteer, PASSES);
    let rate = |seconds: f64| speed.bytes as f64 / 1e6 / seconds.max(1e-9);
    let (look_up, words) = (speed.look_up.as_secs_f64(), speed.words.as_secs_f64());
    let mut out = io::stdout().lock();
    write_opening(&mut out)?;
    writeln!(out, "{} bytes, {} names; best of {PASSES} passes, one core", speed.bytes, speed.names)?;
    writeln!(out, "look-up at words with a capital {:8.1} MB/s", rate(look_up))?;
    writeln!(
        out,
        "cutting into words             {:8.1} MB/s   look-up takes {:.2} times as long",
        rate(words),
        look_up / words
    )?;
    Ok(())
}

/// What opening the embedded gazetteer costs before anything is looked up.
fn write_opening(out: &mut impl Write) -> anyhow::Result<()> {
    let before = resident();
    let start = Instant::now();
    let gazetteer = zenobia_packs::gazetteer().map_err(|problem| anyhow::anyhow!("{problem}"))?;
    let taken = start.elapsed();
    let more = before.zip(resident()).map(|(before, after)| after.saturating_sub(before));
    write!(out, "opening {} places took {:.2} ms", gazetteer.len(), taken.as_secs_f64() * 1e3)?;
    match more {
        Some(kilobytes) => writeln!(out, " and {:.1} MB resident", kilobytes as f64 / 1e3)?,
        None => writeln!(out)?,
    }
    Ok(())
}

/// Kilobytes of memory that the process holds, where the system tells.
fn resident() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
