//! PolNeAR: English political news with attributions, as source, cue and content (Newell, Margolin and Ruths 2018).

use std::collections::BTreeMap;

use zenobia_core::span::Span;

/// An article with its attributions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attributed {
    /// The plain text.
    pub text: String,
    /// The annotated attributions, in the order of the file.
    pub attributions: Vec<GoldAttribution>,
}

/// An annotated attribution; each part may lie in several pieces, in code points.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GoldAttribution {
    /// Who is cited; empty where the text does not say.
    pub source: Vec<Span>,
    /// The words that attribute.
    pub cue: Vec<Span>,
    /// What is said or thought.
    pub content: Vec<Span>,
}

/// Reads an article and its annotation in the format of brat.
///
/// ```
/// use zenobia_eval::corpora::polnear::read;
/// let notes = "T1\tSource 0 6\tPolice\nT2\tCue 7 11\tsaid\nT3\tContent 12 16;20 24\thi ho\nE1\tAttribution:T2 Source:T1 Cue:T2 Content:T3\n";
/// let article = read("Police said hi, or ho.", notes);
/// assert_eq!(article.attributions[0].content.len(), 2);
/// ```
pub fn read(text: &str, notes: &str) -> Attributed {
    let mut spans: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    for line in notes.lines().filter(|line| line.starts_with('T')) {
        let mut columns = line.split('\t');
        let (Some(id), Some(place)) = (columns.next(), columns.next()) else { continue };
        spans.insert(id, pieces(place));
    }
    let events = notes.lines().filter(|line| line.starts_with('E')).filter_map(|line| line.split_once('\t'));
    let attributions = events.map(|(_, parts)| attribution(parts, &spans)).collect();
    Attributed { text: text.to_owned(), attributions }
}

/// The stretches of `Content 12 16;20 24`.
fn pieces(place: &str) -> Vec<Span> {
    let Some((_, numbers)) = place.split_once(' ') else { return Vec::new() };
    let piece = |pair: &str| {
        let (start, end) = pair.trim().split_once(' ')?;
        Some(Span::new(start.parse().ok()?, end.parse().ok()?))
    };
    numbers.split(';').filter_map(piece).collect()
}

fn attribution(parts: &str, spans: &BTreeMap<&str, Vec<Span>>) -> GoldAttribution {
    let mut found = GoldAttribution::default();
    for (role, id) in parts.split_whitespace().filter_map(|part| part.split_once(':')) {
        let words = spans.get(id).cloned().unwrap_or_default();
        match role.trim_end_matches(|c: char| c.is_ascii_digit()) {
            "Source" => found.source.extend(words),
            "Cue" => found.cue.extend(words),
            "Content" => found.content.extend(words),
            _ => {}
        }
    }
    found
}
