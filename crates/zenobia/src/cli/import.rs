//! `zenobia import`: the data of other projects as records.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::PossibleValuesParser;
use zenobia_formats::take_in::{Input, SHAPES, Shape, shape, take_in};

use super::library::{self, Library};
use super::{Outcome, say};

/// Which data.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  zenobia import ucdp GEDEvent_v24_1.csv > ucdp.jsonl\n  zenobia situation ucdp.jsonl --place Aleppo\n  \
                        zenobia export geojson ucdp.jsonl --out ucdp.geojson\n\nEach event becomes a record (zenobia.record/1) of \
                        a report whose text is its columns, so that nothing is lost and every finding points at its source."
)]
pub struct Options {
    /// What it is: ucdp (UCDP GED, CSV), acled (CSV), gdelt (GDELT 2.0 events), plover (JSON Lines), timemap (events.json)
    #[arg(value_name = "SHAPE", value_parser = PossibleValuesParser::new(SHAPES.iter().map(|shape| shape.name)))]
    shape: String,
    /// Files; `-` is standard input
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// Take event types from the packs of a folder instead of those in the program
    #[arg(long, value_name = "FOLDER", hide_short_help = true)]
    packs: Option<PathBuf>,
}

pub fn run(options: &Options) -> anyhow::Result<Outcome> {
    let Some(shape) = shape(&options.shape) else { return Ok(Outcome::WrongUsage) };
    let Some(library) = library::open(options.packs.as_deref()) else { return Ok(Outcome::WrongUsage) };
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let mut outcome = Outcome::Done;
    let mut taken = 0_u64;
    for path in &options.paths {
        let count = one(shape, path, &library, &mut out, &mut outcome)?;
        taken += count;
    }
    out.flush()?;
    say(&format!("{taken} events were taken in"));
    Ok(if taken == 0 { Outcome::SomeFailed } else { outcome })
}

fn one(
    shape: &'static Shape,
    path: &Path,
    library: &Library,
    out: &mut impl Write,
    outcome: &mut Outcome,
) -> anyhow::Result<u64> {
    let shown = path.display().to_string();
    let input: Input = match shown.as_str() {
        "-" => Box::new(BufReader::new(io::stdin())),
        _ => match File::open(path) {
            Ok(file) => Box::new(BufReader::with_capacity(1 << 16, file)),
            Err(error) => {
                say(&format!("{shown}: {error}"));
                *outcome = Outcome::SomeFailed;
                return Ok(0);
            }
        },
    };
    let mut taken = 0;
    for record in take_in(shape, &shown, input, &library.packs().ontology) {
        match record {
            Ok(record) => {
                serde_json::to_writer(&mut *out, &record)?;
                out.write_all(b"\n")?;
                taken += 1;
            }
            Err(fault) => {
                say(&fault.to_string());
                *outcome = Outcome::SomeFailed;
            }
        }
    }
    Ok(taken)
}
