//! `zenobia export`: findings into the files of other programs.

mod beside;
mod rows;
mod target;

use std::fs;
use std::io::{self, IsTerminal};
use std::path::PathBuf;

use clap::Args;
use clap::builder::PossibleValuesParser;
use zenobia_core::row::Row;
use zenobia_formats::write::{Context, FORMATS, Format, Generalize, Losses, Part, Policy, Writer, format, open_to_all};

use super::library;
use super::{Outcome, output, say};
use crate::summary::Paragraph;
use crate::summary::paint::{Look, Paint};
pub use beside::Changed;
pub use rows::{Asked, each};
use target::Target;

/// Which findings, in which format, and where to.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  zenobia export --list\n  zenobia export csv reports/ > claims.csv\n  zenobia export geojson \
                        records.jsonl --of events --out events.geojson\n  zenobia export acled records.jsonl --of events --out \
                        events.csv --public\n  zenobia export ucdp records.jsonl --out folder --package\n  zenobia export kml --db syria.db --view strikes --out strikes.kml\n  zenobia export geopackage --db syria.db --of events --place Homs --grade confirmed,fair --out homs.gpkg\n\nEvery row is written, \
                        whatever the format can hold of it; what is lost is counted in FILE.loss.json, or on standard error."
)]
pub struct Options {
    /// Name of the format; --list tells what each is for and what it loses
    #[arg(value_name = "FORMAT", required_unless_present = "list", value_parser = PossibleValuesParser::new(FORMATS.iter().map(|format| format.name)))]
    format: Option<String>,
    #[command(flatten)]
    asked: Asked,
    /// List the formats: what each is for, and what it loses
    #[arg(long)]
    list: bool,
    /// Write to a file, or into a folder where the format has several files; standard output when left out
    #[arg(short, long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// Write into the folder of --out, with a description of the data beside it (Data Package)
    #[arg(long, requires = "out")]
    package: bool,
    #[command(flatten)]
    public: Public,
}

/// What is changed before others see it.
#[derive(Debug, Args)]
pub struct Public {
    /// Generalize sensitive places to cells of a labeled grid, mask private persons, and write what was changed beside the file
    #[arg(long)]
    public: bool,
    /// With --public: generalize all places that lie on a point
    #[arg(long, requires = "public")]
    all_places: bool,
    /// With --public: width of a cell in degrees [default: 0.1]
    #[arg(long, value_name = "DEGREES", requires = "public")]
    grid: Option<f64>,
    /// With --public: what is sensitive, as a TOML file (docs/recipes/format.md)
    #[arg(long, value_name = "FILE", requires = "public")]
    policy: Option<PathBuf>,
}

impl Public {
    /// The policy; `None` when nothing is to be changed.
    ///
    /// # Errors
    /// What is wrong with the policy.
    pub fn policy(&self) -> anyhow::Result<Option<Policy>> {
        if !self.public {
            return Ok(None);
        }
        let mut policy = match &self.policy {
            Some(path) => {
                let text = fs::read_to_string(path).map_err(|error| anyhow::anyhow!("{}: {error}", path.display()))?;
                Policy::parse(&text).map_err(|message| anyhow::anyhow!("{}: {message}", path.display()))?
            }
            None => Policy::default(),
        };
        if let Some(grid) = self.grid {
            anyhow::ensure!(grid > 0.0 && grid <= 10.0, "--grid is more than 0 and at most 10 degrees");
            policy.grid = grid;
        }
        Ok(Some(policy))
    }

    /// Which places are generalized.
    pub fn generalize(&self) -> Generalize {
        if self.all_places { Generalize::All } else { Generalize::Sensitive }
    }
}

/// Program and version.
pub const MAKER: &str = concat!("zenobia ", env!("CARGO_PKG_VERSION"));

/// Now, or the moment that `SOURCE_DATE_EPOCH` names for those who want the same bytes again.
pub fn now() -> i64 {
    let fixed = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|value| value.parse().ok());
    fixed.unwrap_or_else(|| jiff::Timestamp::now().as_second())
}

pub fn run(options: Options) -> anyhow::Result<Outcome> {
    if options.list {
        list()?;
        return Ok(Outcome::Done);
    }
    let Some(format) = options.format.as_deref().and_then(format) else { return Ok(Outcome::WrongUsage) };
    if let Some(problem) = misused(&options, format) {
        say(&problem);
        return Ok(Outcome::WrongUsage);
    }
    let policy = options.public.policy()?;
    let Some(library) = library::open(options.asked.packs()) else { return Ok(Outcome::WrongUsage) };
    let context = Context { ontology: &library.packs().ontology, maker: MAKER, made: now() };
    let target = Target::new(options.out.as_deref(), format, options.package)?;
    let mut writer = Writer::new(format, context, target.open()?)?;
    let mut changed = policy.as_ref().map(|policy| Changed::new(target.beside("changes.json"), policy)).transpose()?;
    let generalize = options.public.generalize();
    let outcome = each(options.asked, &library, &mut |row: Row| match (&policy, &mut changed) {
        (Some(policy), Some(changed)) => {
            let (row, change) = open_to_all(&row, policy, generalize);
            changed.add(change.as_ref())?;
            writer.write(&row)
        }
        _ => writer.write(&row),
    })?;
    let losses = writer.finish()?;
    target.finish(format, context, &losses, options.package)?;
    if let Some(changed) = changed {
        say(&changed.finish()?);
    }
    tell(&target, &losses)?;
    Ok(outcome)
}

/// What does not go together, and what to do.
fn misused(options: &Options, format: &Format) -> Option<String> {
    let out = options.out.is_some();
    if let Some(problem) = options.asked.misused() {
        return Some(problem.to_owned());
    }
    if !out && io::stdout().is_terminal() && !format.parts.iter().all(Part::is_text) {
        return Some(format!("{} is no text that a terminal can show: name a file with --out", format.name));
    }
    if format.parts.len() > 1 && !out {
        return Some(format!("{} has {} files: name a folder with --out", format.name, format.parts.len()));
    }
    (options.public.public && !out)
        .then(|| "--public writes what was changed beside the file: name it with --out".to_owned())
}

/// Losses go beside the file, or to the user.
fn tell(target: &Target, losses: &Losses) -> io::Result<()> {
    if let Some(path) = target.beside("loss.json") {
        return fs::write(path, losses.to_json() + "\n");
    }
    for loss in losses.occurred() {
        say(&format!("{} cannot hold {}: {} of {} rows", losses.shape, loss.what, loss.rows, losses.rows));
    }
    Ok(())
}

fn list() -> io::Result<()> {
    use std::io::Write;
    let mut out = io::stdout().lock();
    let columns = output::columns();
    for format in FORMATS {
        let ends: Vec<&str> = format.parts.iter().map(|part| part.extension).collect();
        writeln!(out, "{} (.{})", format.name, ends.join(", ."))?;
        let mut loses: Vec<&str> = format.loses.iter().map(|facet| facet.what()).collect();
        loses.extend(format.system.map(|_| zenobia_formats::write::Facet::Type.what()));
        let loses = if loses.is_empty() { "nothing".to_owned() } else { loses.join("; ") };
        for (name, text) in [("for", format.purpose), ("loses", loses.as_str())] {
            // Spaces that do not break keep the column.
            let paragraph = Paragraph::default().and(Look::Text, format!("{name:\u{a0}<7}{text}"));
            for line in paragraph.lines(columns, 2, 9, Paint::Plain) {
                writeln!(out, "{}", line.replace('\u{a0}', " "))?;
            }
        }
        writeln!(out)?;
    }
    writeln!(out, "--package puts any of them into a folder as a Data Package (datapackage.json).")
}
