//! Toponyms measured on corpora that annotate them: found or not, and how far off they are put.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;
use zenobia_core::document::Document;
use zenobia_core::place::geometry::distance_km;
use zenobia_core::record::{Place, Record};
use zenobia_core::span::Span;

use crate::corpora::{PlacedDocument, hipe, toponyms};
use crate::score::pair::{pair, partners, unmatched};
use crate::tally::Tally;

/// A hundred miles, the distance up to which the literature counts a toponym as right.
pub const NEAR_KM: f64 = 161.0;
/// Half the way around the Earth: the largest error there is, and that of a toponym without coordinates.
pub const FARTHEST_KM: f64 = 20_039.0;

/// The file of LGL below the folder of corpora.
pub const LGL: &str = "places/lgl.xml";

/// Reads a file of a corpus by what it is: columns (`.tsv`) or XML.
///
/// # Errors
/// Says where an XML file is broken.
pub fn read(name: &str, source: &str, language: &str) -> Result<Vec<PlacedDocument>, roxmltree::Error> {
    if name.ends_with(".tsv") { Ok(hipe::read(source, language)) } else { toponyms::read(source) }
}

/// Toponyms found beside toponyms annotated.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Toponyms {
    /// Stretches that overlap.
    pub mentions: Tally,
    /// Stretches that are the same.
    pub exact: Tally,
    /// Stretches that overlap, where toponyms that the corpus gives no coordinates count neither for nor against.
    pub located: Tally,
    /// Errors in kilometers of the matched toponyms that have coordinates; [`FARTHEST_KM`] where the reading has none.
    pub errors: Vec<f64>,
    /// What does not agree, a line each.
    pub misses: Vec<String>,
}

/// How far off the toponyms are put.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Distances {
    /// Percent within 161 km, of the matched.
    pub near_of_matched: f64,
    /// Percent within 161 km, of all gold toponyms with coordinates.
    pub near_of_gold: f64,
    /// Percent of the matched that have coordinates.
    pub resolved: f64,
    /// Mean error in kilometers, of those resolved.
    pub mean_km: f64,
    /// Median error in kilometers, of those resolved.
    pub median_km: f64,
    /// Area under the curve of the logarithms of all errors, sorted: 0 is best, 1 worst (Gritta et al. 2018).
    pub area: f64,
}

impl Toponyms {
    /// Adds another comparison to this one.
    pub fn absorb(&mut self, other: Toponyms) {
        self.mentions += other.mentions;
        self.exact += other.exact;
        self.located += other.located;
        self.errors.extend(other.errors);
        self.misses.extend(other.misses);
    }

    /// The measures of distance.
    pub fn distances(&self) -> Distances {
        let near = self.errors.iter().filter(|&&error| error <= NEAR_KM).count() as f64;
        let mut resolved: Vec<f64> = self.errors.iter().copied().filter(|&error| error < FARTHEST_KM).collect();
        resolved.sort_by(f64::total_cmp);
        let share =
            |part: f64, whole: usize| if whole == 0 { 0.0 } else { (1000.0 * part / whole as f64).round() / 10.0 };
        let mean = if resolved.is_empty() { 0.0 } else { resolved.iter().sum::<f64>() / resolved.len() as f64 };
        Distances {
            near_of_matched: share(near, self.errors.len()),
            near_of_gold: share(near, self.located.gold),
            resolved: share(resolved.len() as f64, self.errors.len()),
            mean_km: mean.round(),
            median_km: resolved.get(resolved.len() / 2).copied().unwrap_or_default().round(),
            area: area(&self.errors),
        }
    }

    /// Figures in percent by measure, as `floors.toml` keeps them: all of them the higher the better.
    pub fn figures(&self) -> BTreeMap<String, f64> {
        let distances = self.distances();
        let named = [
            ("toponyms", self.mentions.figures().f1),
            ("toponyms (exact)", self.exact.figures().f1),
            ("toponyms with coordinates", self.located.figures().f1),
            ("within 161 km (of matched)", distances.near_of_matched),
            ("within 161 km (of gold)", distances.near_of_gold),
        ];
        named.into_iter().map(|(name, figure)| (name.to_owned(), figure)).collect()
    }
}

/// The trapezoids under ln(1 + error), sorted, as a share of the largest possible area.
fn area(errors: &[f64]) -> f64 {
    let mut curve: Vec<f64> = errors.iter().map(|error| error.ln_1p()).collect();
    curve.sort_by(f64::total_cmp);
    let trapezoids = curve.windows(2).map(|pair| f64::midpoint(pair[0], pair[1])).sum::<f64>();
    let whole = FARTHEST_KM.ln_1p() * curve.len().saturating_sub(1) as f64;
    if whole == 0.0 { 0.0 } else { (1000.0 * trapezoids / whole).round() / 1000.0 }
}

/// Reads the documents and compares their toponyms.
pub fn measure(documents: &[PlacedDocument], analyze: impl Fn(&Document) -> Record + Sync) -> Toponyms {
    let compared: Vec<Toponyms> =
        documents.par_iter().map(|placed| compare(placed, &analyze(&placed.document))).collect();
    let mut total = Toponyms::default();
    compared.into_iter().for_each(|toponyms| total.absorb(toponyms));
    total
}

struct Found<'a> {
    place: &'a Place,
    span: Span,
}

fn compare(gold: &PlacedDocument, record: &Record) -> Toponyms {
    let found = found(record);
    let places = &gold.places;
    let pairs = pair(places, &found, |g, p| match g.span.overlaps(p.span) {
        true => 1 + u8::from(g.span == p.span),
        false => 0,
    });
    let same = pairs.iter().filter(|&&(i, j)| places[i].span == found[j].span).count();
    let errors: Vec<f64> = pairs.iter().filter_map(|&(i, j)| Some(error(places[i].point?, found[j].place))).collect();
    let neutral = pairs.len() - errors.len();
    let with = places.iter().filter(|place| place.point.is_some()).count();
    Toponyms {
        mentions: Tally::new(pairs.len(), found.len(), places.len()),
        exact: Tally::new(same, found.len(), places.len()),
        located: Tally::new(errors.len(), found.len() - neutral, with),
        errors,
        misses: misses(gold, &found, &pairs),
    }
}

fn found(record: &Record) -> Vec<Found<'_>> {
    let mut found: Vec<Found> = Vec::new();
    for place in &record.places {
        found.extend(place.mentions.iter().map(|mention| Found { place, span: mention.span() }));
    }
    found.sort_by_key(|found| found.span);
    found
}

/// Kilometers between a point and where a place was put.
fn error(point: (f64, f64), place: &Place) -> f64 {
    place.latitude.zip(place.longitude).map_or(FARTHEST_KM, |there| distance_km(point, there))
}

/// What does not agree: the document, what is wrong, the words around it.
fn misses(gold: &PlacedDocument, found: &[Found<'_>], pairs: &[(usize, usize)]) -> Vec<String> {
    let (id, text) = (&gold.document.id, &gold.document.text);
    let mut misses = Vec::new();
    for &(i, j) in pairs {
        let place = found[j].place;
        let off = gold.places[i].point.map(|point| error(point, place)).filter(|&off| off > NEAR_KM);
        if let Some(off) = off {
            let why = place.why.parts.iter().find(|part| part.name == "choice").map_or("", |part| &part.note);
            let words = around(text, found[j].span);
            misses.push(format!(
                "{id}\ttoponym wrong\t{words}\t{off:.0} km off: {} {:?} {why}",
                place.name, place.country
            ));
        }
    }
    let partners = partners(pairs, gold.places.len());
    for (place, _) in gold.places.iter().zip(&partners).filter(|(_, partner)| partner.is_none()) {
        misses.push(format!("{id}\ttoponym missed\t{}", around(text, place.span)));
    }
    for index in unmatched(pairs, found.len()) {
        misses.push(format!("{id}\ttoponym invented\t{}", around(text, found[index].span)));
    }
    misses
}

/// A stretch in brackets, with some words before and after it, on one line.
fn around(text: &str, span: Span) -> String {
    let (start, end) = (span.start as usize, span.end as usize);
    let stretch = |from: usize, to: usize| -> String {
        let letters = text.chars().skip(from).take(to.saturating_sub(from));
        letters.map(|letter| if letter.is_whitespace() { ' ' } else { letter }).collect()
    };
    let (before, after) = (stretch(start.saturating_sub(40), start), stretch(end, end + 40));
    format!("{before}[{}]{after}", stretch(start, end))
}

#[cfg(test)]
mod tests {
    use super::{FARTHEST_KM, Toponyms, area};
    use crate::tally::Tally;

    #[test]
    fn the_area_is_nothing_without_errors_and_whole_with_the_largest() {
        assert_eq!(area(&[0.0, 0.0, 0.0]), 0.0);
        assert_eq!(area(&[FARTHEST_KM; 3]), 1.0);
        assert_eq!(area(&[]), 0.0);
    }

    #[test]
    fn a_toponym_without_coordinates_is_far_off_but_not_in_the_mean() {
        let located = Tally::new(3, 3, 6);
        let toponyms = Toponyms { errors: vec![10.0, 30.0, FARTHEST_KM], located, ..Toponyms::default() };
        let distances = toponyms.distances();
        assert_eq!((distances.mean_km, distances.median_km), (20.0, 30.0));
        assert_eq!((distances.near_of_matched, distances.near_of_gold, distances.resolved), (66.7, 33.3, 66.7));
    }
}
