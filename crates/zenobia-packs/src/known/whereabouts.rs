//! Where sites stand: on the globe, and in their country.

use std::collections::BTreeMap;

use zenobia_core::knowledge::KnownSite;
use zenobia_core::pack::rows;
use zenobia_core::problem::Problem;

use super::codes::is_country;

/// South, west, north and east of each country, in degrees.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Boxes(BTreeMap<String, [f64; 4]>);

impl Boxes {
    /// Reads a table of country code, south, west, north, east.
    pub fn parse(path: &str, text: &str, problems: &mut Vec<Problem>) -> Boxes {
        let mut boxes = BTreeMap::new();
        for (line, row) in rows(text) {
            let degrees: Option<Vec<f64>> = row[1..].iter().map(|column| column.parse().ok()).collect();
            match degrees.and_then(|degrees| <[f64; 4]>::try_from(degrees).ok()) {
                Some(sides) if is_country(row[0]) && sides[0] <= sides[2] && sides[1] <= sides[3] => {
                    boxes.insert(row[0].to_owned(), sides);
                }
                _ => problems.push(Problem::at(
                    path,
                    line,
                    "write a country code, south, west, north and east in degrees",
                )),
            }
        }
        Boxes(boxes)
    }

    /// Whether a country reaches there; unknown countries reach everywhere.
    fn reach(&self, country: &str, latitude: f64, longitude: f64) -> bool {
        let Some([south, west, north, east]) = self.0.get(country) else { return true };
        (*south..=*north).contains(&latitude) && (*west..=*east).contains(&longitude)
    }
}

pub(super) fn of_site(site: &KnownSite, boxes: &Boxes) -> Vec<String> {
    let mut faults = Vec::new();
    let (latitude, longitude) = (site.latitude, site.longitude);
    if !is_country(&site.country) {
        faults.push(format!("`{}` is in `{}`, which is no code of ISO 3166", site.key, site.country));
    }
    if !(-90.0..=90.0).contains(&latitude) || !(-180.0..=180.0).contains(&longitude) {
        faults.push(format!("`{}` stands outside the globe: latitude -90 to 90, longitude -180 to 180", site.key));
    } else if !boxes.reach(&site.country, latitude, longitude) {
        faults.push(format!(
            "`{}` stands outside of {}: look at latitude {latitude} and longitude {longitude}",
            site.key, site.country
        ));
    }
    faults
}
