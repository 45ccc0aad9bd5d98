//! `zenobia gazetteer find`.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use unicode_width::UnicodeWidthStr;
use zenobia_core::place::{Candidate, Standing};
use zenobia_desk::{by_name, place_json};

use super::grouped;
use crate::cli::Outcome;
use crate::cli::library;

#[derive(Debug, Args)]
pub struct Options {
    /// Names, as a report writes them
    #[arg(required = true, value_name = "NAME")]
    names: Vec<String>,
    /// Candidates of a name that are shown
    #[arg(long, value_name = "COUNT", default_value_t = 10)]
    most: usize,
    /// Only places in this country, by its code
    #[arg(long, value_name = "CODE")]
    country: Option<String>,
    /// One JSON object a candidate
    #[arg(long)]
    json: bool,
    /// Look up in the packs of a folder instead of those in the program
    #[arg(long, value_name = "FOLDER")]
    packs: Option<PathBuf>,
}

pub fn run(options: &Options) -> anyhow::Result<Outcome> {
    let Some(library) = library::open(options.packs.as_deref()) else { return Ok(Outcome::WrongUsage) };
    let mut out = io::stdout().lock();
    let mut outcome = Outcome::Done;
    for name in &options.names {
        let found = library.places_named(name, options.country.as_deref());
        if found.is_empty() {
            outcome = Outcome::SomeFailed;
        }
        let shown = &found[..found.len().min(options.most)];
        if options.json {
            shown.iter().try_for_each(|(standing, place)| writeln!(out, "{}", place_json(name, standing, place)))?;
        } else {
            write_found(&mut out, name, shown, found.len())?;
        }
    }
    Ok(outcome)
}

fn write_found(out: &mut impl Write, name: &str, shown: &[(Standing, Candidate)], all: usize) -> io::Result<()> {
    match all {
        0 => return writeln!(out, "{name}: no place of this name, nor one that sounds like it"),
        1 => writeln!(out, "{name}: one place")?,
        _ if all > shown.len() => writeln!(out, "{name}: {all} places, the best {} of them", shown.len())?,
        _ => writeln!(out, "{name}: {all} places")?,
    }
    for (standing, place) in shown {
        let where_ = [place.country.as_deref(), place.admin1.as_deref()].map(Option::unwrap_or_default).join(" ");
        let inhabitants = if place.population > 0 { grouped(place.population as usize) } else { String::new() };
        let (name, kind) = (padded(&place.name, 26), place.kind.word());
        let (latitude, longitude) = place.point();
        writeln!(
            out,
            "  {:5.1}  {name} {kind:12} {} {latitude:8.3} {longitude:9.3} {inhabitants:>11}",
            standing.total(),
            padded(&where_, 24)
        )?;
        writeln!(out, "         {}: {}; {}", place.key, by_name(place.by), parts(standing))?;
    }
    Ok(())
}

/// The text with blanks after it, up to a number of columns.
fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(text.width())))
}

fn parts(standing: &Standing) -> String {
    let Standing { name, size, kind, capital } = *standing;
    let parts = [("name", name), ("size", size), ("kind", kind), ("capital", capital)];
    let told = parts.iter().filter(|(_, weight)| *weight != 0.0).map(|(part, weight)| format!("{part} {weight:+.1}"));
    told.collect::<Vec<_>>().join(", ")
}
