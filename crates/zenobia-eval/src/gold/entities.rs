//! The actors, sites and places of a gold report as marked stretches of its text, to measure who is found and taken for whom.

use std::collections::BTreeMap;

use zenobia_core::span::Span;

use super::{GoldEntity, GoldReport, document};
use crate::corpora::marked::{MarkedEntity, MarkedText, Sort};

/// Marks every wording of every entity wherever the text has it, the longest first, and the annotated places.
///
/// Gold lists wordings, no positions, and only of entities that take part in claims or tell them. So nobody else whom a reading finds counts
/// against it, a wording that two entities share is left aside, and so is nobody in particular.
pub fn marked(report: &GoldReport) -> MarkedText {
    let text = Text::new(&report.text);
    let mut taken: Vec<Span> = report.places.iter().map(|place| place.span).collect();
    let mut entities = places(report);
    let mut found: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    for (wording, keys) in wordings(report) {
        for span in text.occurrences(wording) {
            if taken.iter().any(|other| other.overlaps(span)) {
                continue;
            }
            taken.push(span);
            if let [key] = keys[..] {
                found.entry(key).or_default().push(span);
            }
        }
    }
    for (key, mut mentions) in found {
        let entity = &report.entities[key];
        mentions.sort_by_key(|span| span.start);
        if !entity.generic {
            entities.push(MarkedEntity { sorts: sorts(entity), mentions });
        }
    }
    let all = Span::new(0, text.letters.len() as u32);
    MarkedText { document: document(report), entities, aside: vec![all] }
}

fn places(report: &GoldReport) -> Vec<MarkedEntity> {
    let mut by_name: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    for place in &report.places {
        by_name.entry(place.name.as_deref().unwrap_or(&place.quote)).or_default().push(place.span);
    }
    by_name.into_values().map(|mentions| MarkedEntity { sorts: vec![Sort::Place], mentions }).collect()
}

/// Each wording with the entities that bear it, the longest first.
fn wordings(report: &GoldReport) -> Vec<(&str, Vec<&str>)> {
    let mut bearers: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (key, entity) in &report.entities {
        for name in &entity.names {
            let keys = bearers.entry(name).or_default();
            keys.extend((!keys.contains(&key.as_str())).then_some(key.as_str()));
        }
    }
    let mut all: Vec<_> = bearers.into_iter().collect();
    all.sort_by_key(|(wording, _)| std::cmp::Reverse(wording.chars().count()));
    all
}

/// A medium or a state is an organisation for the corpora that tell fewer sorts, and a state may be a place as well.
fn sorts(entity: &GoldEntity) -> Vec<Sort> {
    match entity.kind.as_str() {
        "person" => vec![Sort::Person],
        "population" => vec![Sort::Group, Sort::Person],
        "state-force" | "armed-group" | "militia" => vec![Sort::Military, Sort::Group],
        "state" => vec![Sort::Organisation, Sort::Place],
        "site" => vec![Sort::Place],
        _ => vec![Sort::Organisation, Sort::Group],
    }
}

/// A text in code points.
struct Text {
    letters: Vec<char>,
}

impl Text {
    fn new(text: &str) -> Text {
        Text { letters: text.chars().collect() }
    }

    /// Where a wording stands as whole words.
    fn occurrences(&self, wording: &str) -> Vec<Span> {
        let wanted: Vec<char> = wording.chars().collect();
        let letter = |at: Option<usize>| at.and_then(|at| self.letters.get(at)).is_some_and(|c| c.is_alphanumeric());
        let whole = |start: usize| !letter(start.checked_sub(1)) && !letter(Some(start + wanted.len()));
        let starts = self.letters.windows(wanted.len().max(1)).enumerate();
        let fits = starts.filter(|(start, window)| *window == wanted && whole(*start));
        fits.map(|(start, _)| Span::new(start as u32, (start + wanted.len()) as u32)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{GoldReport, Sort, Span, marked};

    fn report() -> GoldReport {
        let json = r#"{"id": "x", "language": "en", "text": "The army left Bor. The army of Ona said so; Ona denied. Guards fled the army base.",
            "places": [{"quote": "Bor", "name": "Bor"}],
            "entities": {
                "army": {"kind": "state-force", "names": ["Onan Army", "army of Ona", "army"]},
                "ona": {"kind": "state", "names": ["Ona"]},
                "base": {"kind": "site", "names": ["army base"]},
                "guards": {"kind": "person", "names": ["Guards"], "generic": true}
            }}"#;
        GoldReport::parse(json).unwrap()
    }

    #[test]
    fn every_wording_is_a_mention_and_the_longest_wins() {
        let text = marked(&report());
        let mentions = |sort| text.entities.iter().find(|entity| entity.sorts[0] == sort).unwrap().mentions.clone();
        assert_eq!(mentions(Sort::Military), [Span::new(4, 8), Span::new(23, 34)]);
        assert_eq!(mentions(Sort::Organisation), [Span::new(44, 47)]);
        let places = text.entities.iter().filter(|entity| entity.sorts == [Sort::Place]);
        assert_eq!(
            places.flat_map(|place| place.mentions.clone()).collect::<Vec<_>>(),
            [Span::new(14, 17), Span::new(72, 81)]
        );
    }

    #[test]
    fn nobody_in_particular_is_left_aside() {
        assert!(marked(&report()).entities.iter().all(|entity| !entity.mentions.contains(&Span::new(56, 62))));
    }
}
