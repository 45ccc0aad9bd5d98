//! The best figures reached, kept in `floors.toml`: a ratchet that the tests hold.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Deserialize;

/// How far a figure may fall below its floor, in points.
pub const TOLERANCE: f64 = 0.5;

/// The floors of this version.
pub const EMBEDDED: &str = include_str!("../../../floors.toml");

/// The file `floors.toml`: reports kept back for judging, and by corpus, language and measure the best figure.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Floors {
    /// What people have written before the first entry, such as why a floor was lowered.
    #[serde(skip)]
    head: String,
    /// Ids of gold reports whose misses nobody looks at, so that they stay a fair test.
    pub held_out: Vec<String>,
    /// Corpus, language, measure.
    #[serde(flatten)]
    pub figures: BTreeMap<String, BTreeMap<String, BTreeMap<String, f64>>>,
}

/// A figure below its floor.
#[derive(Clone, Debug, PartialEq)]
pub struct Fall {
    /// The measure.
    pub measure: String,
    /// The best figure reached.
    pub floor: f64,
    /// The figure now.
    pub figure: f64,
}

impl Floors {
    /// Reads a `floors.toml`.
    ///
    /// # Errors
    /// Says what is wrong with it, with the line.
    pub fn parse(text: &str) -> Result<Floors, toml::de::Error> {
        let end = text.find("\nheld_out").map_or(0, |end| end + 1);
        Ok(Floors { head: text[..end].to_owned(), ..toml::from_str(text)? })
    }

    /// The figures that are more than [`TOLERANCE`] below their floor. A floor without a figure has fallen to 0.
    pub fn falls(&self, corpus: &str, language: &str, figures: &BTreeMap<String, f64>) -> Vec<Fall> {
        let floors = self.figures.get(corpus).and_then(|languages| languages.get(language));
        let fall = |(measure, &floor): (&String, &f64)| {
            let figure = figures.get(measure).copied().unwrap_or_default();
            (figure < floor - TOLERANCE - 1e-9).then(|| Fall { measure: measure.clone(), floor, figure })
        };
        floors.into_iter().flatten().filter_map(fall).collect()
    }

    /// Raises each floor to its figure where that is higher; returns how many went up.
    pub fn raise(&mut self, corpus: &str, language: &str, figures: &BTreeMap<String, f64>) -> usize {
        let floors = self.figures.entry(corpus.to_owned()).or_default().entry(language.to_owned()).or_default();
        let mut raised = 0;
        for (measure, &figure) in figures {
            let floor = floors.entry(measure.clone()).or_insert(-1.0);
            if figure > *floor {
                *floor = figure;
                raised += 1;
            }
        }
        raised
    }

    /// The file, as [`Floors::parse`] reads it.
    pub fn write(&self) -> String {
        let mut text = if self.head.is_empty() { HEAD.to_owned() } else { self.head.clone() };
        text.push_str("held_out = [");
        let ids = self.held_out.iter().map(|id| format!("{id:?}")).collect::<Vec<_>>();
        text.push_str(&ids.join(", "));
        text.push_str("]\n");
        for (corpus, languages) in &self.figures {
            for (language, measures) in languages {
                let _ = writeln!(text, "\n[{corpus}.{language}]");
                for (measure, figure) in measures {
                    let _ = writeln!(text, "{measure:?} = {figure:.1}");
                }
            }
        }
        text
    }
}

const HEAD: &str = "\
# The best figures reached, in percent (F1 unless the measure says otherwise). The tests fail when a figure falls by more
# than 0.5 points; `zenobia eval floors --raise` writes those that have risen. Measures: gold/GUIDE.md.

# Gold reports that are kept back: their misses are never printed, and nobody looks at them.
";

#[cfg(test)]
mod tests {
    use super::{BTreeMap, EMBEDDED, Floors};

    fn figures(figure: f64) -> BTreeMap<String, f64> {
        BTreeMap::from([("time values".to_owned(), figure)])
    }

    #[test]
    fn a_figure_may_fall_by_half_a_point_and_no_more() {
        let mut floors = Floors::default();
        assert_eq!(floors.raise("gold", "fr", &figures(60.0)), 1);
        assert_eq!(floors.raise("gold", "fr", &figures(59.0)), 0);
        assert!(floors.falls("gold", "fr", &figures(59.5)).is_empty());
        assert_eq!(floors.falls("gold", "fr", &figures(59.4)).len(), 1);
        assert_eq!(floors.falls("gold", "fr", &BTreeMap::new()).len(), 1);
    }

    #[test]
    fn the_file_is_written_as_it_is_read() {
        let mut floors = Floors::parse(EMBEDDED).unwrap();
        floors.raise("gold", "fr", &figures(100.0));
        assert_eq!(Floors::parse(&floors.write()).unwrap(), floors);
    }

    #[test]
    fn what_people_wrote_at_the_head_is_kept() {
        let floors = Floors::parse("# Lowered once, and why.\nheld_out = []\n").unwrap();
        assert!(floors.write().starts_with("# Lowered once, and why.\nheld_out"));
    }
}
