//! Land borders between countries.

use std::collections::BTreeMap;

use compact_str::CompactString;

use super::geometry::distance_km;
use crate::pack::{Files, rows};
use crate::problem::Problem;

/// A stretch of a border: points in degrees north and east.
type Line = Vec<(f64, f64)>;

/// The land borders between countries: for each country, the other and the line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Borders(BTreeMap<CompactString, Vec<(CompactString, Line)>>);

impl Borders {
    /// Reads `borders.tsv`: two ISO 3166 alpha-2 codes, then points `north,east` in hundredths of a degree, each but the first as the
    /// difference from the one before. Faults are collected.
    ///
    /// ```
    /// use zenobia_core::{pack::Files, place::Borders};
    /// let files = Files::new(vec![("borders.tsv".into(), "SY\tTR\t3660,3600 0,100".into())]);
    /// let borders = Borders::parse(&files, &mut Vec::new());
    /// let (distance, point) = borders.nearest((36.0, 36.5), "TR").unwrap();
    /// assert!((distance - 66.7).abs() < 1.0 && (point.1 - 36.5).abs() < 0.01);
    /// ```
    pub fn parse(files: &Files, problems: &mut Vec<Problem>) -> Borders {
        let path = "borders.tsv";
        let mut borders = Borders::default();
        for (number, columns) in rows(files.get(path).unwrap_or_default()) {
            match columns.get(2).and_then(|text| line(text)) {
                Some(line) => {
                    for (country, other) in [(columns[0], columns[1]), (columns[1], columns[0])] {
                        borders.0.entry(country.into()).or_default().push((other.into(), line.clone()));
                    }
                }
                None => {
                    problems.push(Problem::at(path, number, "two country codes and points `north,east` are wanted"))
                }
            }
        }
        borders
    }

    /// The nearest point of a country's borders: its distance in kilometers, and where it is.
    pub fn nearest(&self, from: (f64, f64), country: &str) -> Option<(f64, (f64, f64))> {
        let lines = self.0.get(country)?;
        nearest_of(from, lines.iter().map(|(_, line)| line))
    }

    /// The border that two countries share: the point of it nearest to its middle, and how far from there it reaches in kilometers.
    ///
    /// ```
    /// use zenobia_core::{pack::Files, place::Borders};
    /// let files = Files::new(vec![("borders.tsv".into(), "ML\tNE\t1500,300 0,100".into())]);
    /// let (point, reach) = Borders::parse(&files, &mut Vec::new()).shared("NE", "ML").unwrap();
    /// assert!((point.1 - 3.5).abs() < 0.01 && (50.0..60.0).contains(&reach));
    /// ```
    pub fn shared(&self, one: &str, other: &str) -> Option<((f64, f64), f64)> {
        let lines = self.0.get(one)?.iter().filter(|(neighbor, _)| neighbor == other).map(|(_, line)| line);
        let points = || lines.clone().flatten().copied();
        let range = |part: fn((f64, f64)) -> f64| {
            points().map(part).fold((f64::MAX, f64::MIN), |(least, most), at| (least.min(at), most.max(at)))
        };
        let (north, east) = (range(|point| point.0), range(|point| point.1));
        let middle = (f64::midpoint(north.0, north.1), f64::midpoint(east.0, east.1));
        let (_, point) = nearest_of(middle, lines.clone())?;
        Some((point, points().map(|there| distance_km(point, there)).fold(0.0, f64::max)))
    }
}

/// The nearest point of some lines: its distance in kilometers, and where it is.
fn nearest_of<'a>(from: (f64, f64), lines: impl Iterator<Item = &'a Line>) -> Option<(f64, (f64, f64))> {
    let steps = lines.flat_map(|line| line.windows(2));
    let points = steps.map(|step| nearest_on(from, step[0], step[1]));
    points.map(|point| (distance_km(from, point), point)).min_by(|one, other| one.0.total_cmp(&other.0))
}

fn line(text: &str) -> Option<Line> {
    let (mut north, mut east) = (0i32, 0i32);
    let mut points = Line::new();
    for point in text.split(' ') {
        let (one, other) = point.split_once(',')?;
        north = north.checked_add(one.parse().ok()?)?;
        east = east.checked_add(other.parse().ok()?)?;
        points.push((f64::from(north) / 100.0, f64::from(east) / 100.0));
    }
    Some(points)
}

/// The point of a short step nearest to another, on a plane that keeps distances around it.
fn nearest_on(from: (f64, f64), start: (f64, f64), end: (f64, f64)) -> (f64, f64) {
    let narrow = from.0.to_radians().cos().max(0.01);
    let flat = |point: (f64, f64)| (point.0 - from.0, (point.1 - from.1) * narrow);
    let (one, other) = (flat(start), flat(end));
    let (north, east) = (other.0 - one.0, other.1 - one.1);
    let length = north * north + east * east;
    let along = if length == 0.0 { 0.0 } else { -(one.0 * north + one.1 * east) / length };
    let along = along.clamp(0.0, 1.0);
    (start.0 + along * (end.0 - start.0), start.1 + along * (end.1 - start.1))
}
