//! Land borders between countries, and places told by them: "à 5 km de la frontière irakienne", "Al-Bab, near the Turkish border".

use std::collections::BTreeMap;
use std::ops::Range;

use compact_str::CompactString;

use super::data::Preposition;
use super::geometry::distance_km;
use super::page::Page;
use super::recognize::Spot;
use super::relative::{begin, measure};
use super::{Gazetteer, NameMatch, PlaceKind};
use crate::pack::{Files, rows};
use crate::problem::Problem;

/// Most tokens between a name and the border that it is told by.
const REACH: usize = 8;
/// How far from a border a place is that is told by it without a distance, in kilometers.
pub(super) const NEAR_BORDER_KM: f64 = 60.0;

/// A stretch of a border: points in degrees north and east.
type Line = Vec<(f64, f64)>;

/// The land borders between countries.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Borders(BTreeMap<CompactString, Vec<Line>>);

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
                    for country in &columns[..2] {
                        borders.0.entry((*country).into()).or_default().push(line.clone());
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
        let steps = lines.iter().flat_map(|line| line.windows(2));
        let points = steps.map(|step| nearest_on(from, step[0], step[1]));
        points.map(|point| (distance_km(from, point), point)).min_by(|one, other| one.0.total_cmp(&other.0))
    }
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

/// A border that the text tells something by.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Bordering {
    /// The words, the distance included.
    pub tokens: Range<usize>,
    /// ISO 3166 alpha-2 code of the country whose border it is.
    pub country: CompactString,
    /// Kilometers from it.
    pub distance_km: Option<f64>,
    /// The name that it tells the place of.
    pub named: Option<usize>,
    /// The last name before.
    pub anchor: Option<usize>,
}

/// All of them, in order.
pub(super) fn bordering(page: &Page, spots: &[Spot], gazetteer: &dyn Gazetteer) -> Vec<Bordering> {
    let words = (0..page.reading.tokens.len()).filter(|&at| page.data.borders.contains_key(page.word(at)));
    words.filter_map(|at| bordering_at(page, spots, at, gazetteer)).collect()
}

fn bordering_at(page: &Page, spots: &[Spot], at: usize, gazetteer: &dyn Gazetteer) -> Option<Bordering> {
    let sentence = page.sentence(at);
    let (country, end) = country(page, spots, at, &sentence, gazetteer)?;
    let link = |at: usize| {
        let class = page.data.prepositions.get(page.word(at)).map(|found| found.0);
        let of = matches!(class, Some(Preposition::Of | Preposition::From));
        of || page.data.articles.contains_key(page.word(at)) || page.data.fillers.contains_key(page.word(at))
    };
    let unit = (sentence.start..at)
        .rev()
        .take(REACH)
        .find(|&at| !link(at) && !page.data.adjectives.contains_key(page.word(at)));
    let told = unit.and_then(|unit| measure(page, unit, &sentence)).filter(|told| told.2 <= at);
    let start = told.map_or(at, |(first, ..)| begin(page, first, sentence.start));
    let anchor = spots.partition_point(|spot| spot.tokens.end <= start).checked_sub(1);
    let close = |&at: &usize| {
        let spot = &spots[at];
        sentence.contains(&spot.tokens.start) && start - spot.tokens.end <= REACH && !spot.wide
    };
    Some(Bordering {
        tokens: start..end,
        country,
        distance_km: told.map(|(_, number, _, per_unit)| number * per_unit),
        named: anchor.filter(close),
        anchor,
    })
}

/// The country beside the word for a border, and where the words end: "Iraqi border", « frontière irakienne », « frontière avec l'Irak ».
fn country(
    page: &Page,
    spots: &[Spot],
    at: usize,
    sentence: &Range<usize>,
    gazetteer: &dyn Gazetteer,
) -> Option<(CompactString, usize)> {
    let adjective = |at: usize| page.data.adjectives.get(page.word(at)).filter(|_| sentence.contains(&at)).cloned();
    if let Some(country) = at.checked_sub(1).and_then(adjective) {
        return Some((country, at + 1));
    }
    if let Some(country) = adjective(at + 1) {
        return Some((country, at + 2));
    }
    let next = spots.get(spots.partition_point(|spot| spot.tokens.start <= at))?;
    let between = at + 1..next.tokens.start;
    let small = |at: usize| {
        page.data.prepositions.contains_key(page.word(at)) || page.data.articles.contains_key(page.word(at))
    };
    if between.is_empty() || between.len() > 3 || !between.clone().all(small) {
        return None;
    }
    let known = gazetteer.candidates(&next.name);
    let country = known.iter().find(|found| found.kind == PlaceKind::Country && found.by <= NameMatch::Main)?;
    Some((country.country.clone()?, next.tokens.end))
}
