//! `cargo xtask outline`: coasts and borders for the pages of `zenobia publish`, from Natural Earth (1:50 million, public domain).
//!
//! `--package DIR` is the npm package `world-atlas` as it is unpacked; without it a fixed version is fetched into `target/outline`.
//! Lines are thinned and rounded to [`GRID`] parts of a degree, and written as differences, five bits to a letter. The same input
//! gives the same bytes.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

const PACKAGE: &str = "world-atlas@2.0.2";
const OUT: &str = "crates/zenobia-formats/src/write/site/outline.js";
/// Parts of a degree that points are rounded to.
const GRID: f64 = 100.0;
/// Degrees by which a thinned line may miss the line.
const TOLERANCE: f64 = 0.02;
/// Islands smaller than this, in degrees, are left out.
const SPECK: f64 = 0.1;
/// Largest file that a page may have to load.
const LIMIT: usize = 150_000;

type Point = (f64, f64);
type Line = Vec<Point>;

/// Runs the task with its command-line arguments.
pub fn run(arguments: &[String]) -> Result<()> {
    let package = match arguments {
        [] => fetch()?,
        [flag, folder] if flag == "--package" => PathBuf::from(folder),
        _ => bail!("usage: cargo xtask outline [--package DIR]"),
    };
    let path = package.join("countries-50m.json");
    let text = std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    let topology: Value = serde_json::from_str(&text)?;
    let lines = arcs(&topology).context("no topology")?;
    let uses = uses(&topology, lines.len());
    let of = |least: u32, most: u32| -> String {
        let chosen = lines.iter().zip(&uses).filter(|(_, uses)| (least..=most).contains(*uses));
        let thinned = chosen.filter(|(line, _)| !is_speck(line)).map(|(line, _)| encode(&thin(line)));
        thinned.collect::<Vec<_>>().join(" ")
    };
    let script = format!(
        "// Made by `cargo xtask outline` from Natural Earth (public domain). Borders are as that data set has them, and claim nothing.\n\
         window.OUTLINE = {{ grid: {GRID}, coast: \"{}\", border: \"{}\" }};\n",
        of(1, 1),
        of(2, u32::MAX),
    );
    ensure!(script.len() <= LIMIT, "{} bytes are more than the {LIMIT} that a page may have to load", script.len());
    std::fs::write(OUT, &script).with_context(|| format!("writing {OUT}"))?;
    println!("{OUT}: {} bytes", script.len());
    Ok(())
}

fn fetch() -> Result<PathBuf> {
    let folder = Path::new("target/outline");
    std::fs::create_dir_all(folder)?;
    let packed = Command::new("npm").args(["pack", PACKAGE, "--silent"]).current_dir(folder).output()?;
    ensure!(packed.status.success(), "npm pack {PACKAGE} failed");
    let name = String::from_utf8(packed.stdout)?;
    let unpacked = Command::new("tar").args(["xzf", name.trim()]).current_dir(folder).status()?;
    ensure!(unpacked.success(), "{} cannot be unpacked", name.trim());
    Ok(folder.join("package"))
}

/// The lines of a TopoJSON file: differences of whole numbers, to be scaled and moved.
fn arcs(topology: &Value) -> Option<Vec<Line>> {
    let pair = |value: &Value| Some((value.get(0)?.as_f64()?, value.get(1)?.as_f64()?));
    let (scale, moved) = (pair(&topology["transform"]["scale"])?, pair(&topology["transform"]["translate"])?);
    let line = |arc: &Value| {
        let mut at = (0.0, 0.0);
        let points = arc.as_array()?.iter().map(|step| {
            let step = pair(step)?;
            at = (at.0 + step.0, at.1 + step.1);
            Some((at.0 * scale.0 + moved.0, at.1 * scale.1 + moved.1))
        });
        points.collect()
    };
    topology["arcs"].as_array()?.iter().map(line).collect()
}

/// Of how many countries each line is an edge.
fn uses(topology: &Value, count: usize) -> Vec<u32> {
    fn walk(value: &Value, uses: &mut [u32]) {
        if let Some(index) = value.as_i64() {
            // A line that is walked backwards is written as its complement.
            let index = if index < 0 { !index } else { index };
            uses[index as usize] += 1;
        }
        value.as_array().into_iter().flatten().for_each(|value| walk(value, uses));
    }
    let mut uses = vec![0; count];
    let countries = topology["objects"]["countries"]["geometries"].as_array();
    countries.into_iter().flatten().for_each(|country| walk(&country["arcs"], &mut uses));
    uses
}

fn is_speck(line: &[Point]) -> bool {
    let width = |of: fn(&Point) -> f64| {
        let (least, most) = line.iter().map(of).fold((f64::MAX, f64::MIN), |(a, b), x| (a.min(x), b.max(x)));
        most - least
    };
    line.first() == line.last() && width(|point| point.0).max(width(|point| point.1)) < SPECK
}

/// The line with fewer points (Douglas and Peucker).
fn thin(line: &[Point]) -> Line {
    let (Some(&first), Some(&last)) = (line.first(), line.last()) else { return Vec::new() };
    let far = (1..line.len().saturating_sub(1))
        .map(|at| (at, distance(line[at], first, last)))
        .max_by(|one, other| one.1.total_cmp(&other.1));
    match far {
        Some((at, off)) if off > TOLERANCE => {
            let mut all = thin(&line[..=at]);
            all.pop();
            all.extend(thin(&line[at..]));
            all
        }
        _ => vec![first, last],
    }
}

/// How far a point lies from a stretch of line, or from its one end when it is a ring.
fn distance(point: Point, from: Point, to: Point) -> f64 {
    let (x, y) = (to.0 - from.0, to.1 - from.1);
    let length = x * x + y * y;
    let along = match length > 0.0 {
        true => (((point.0 - from.0) * x + (point.1 - from.1) * y) / length).clamp(0.0, 1.0),
        false => 0.0,
    };
    (point.0 - from.0 - along * x).hypot(point.1 - from.1 - along * y)
}

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Differences from point to point, east and north in turn, the sign in the lowest bit, five bits to a letter.
fn encode(line: &[Point]) -> String {
    let mut text = String::new();
    let (mut x, mut y) = (0, 0);
    for point in line {
        let (east, north) = ((point.0 * GRID).round() as i64, (point.1 * GRID).round() as i64);
        for difference in [east - x, north - y] {
            let mut rest = ((difference << 1) ^ (difference >> 63)) as u64;
            while rest >= 32 {
                text.push(char::from(LETTERS[(rest % 32 + 32) as usize]));
                rest /= 32;
            }
            text.push(char::from(LETTERS[rest as usize]));
        }
        (x, y) = (east, north);
    }
    text
}
