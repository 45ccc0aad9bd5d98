//! Attribution measured on PolNeAR: source, cue and content, by overlap and exactly, as its authors and those of PARC measure it.
//!
//! A part counts as found when some predicted part of the same kind overlaps it, each used once; as exact when they are the same but for
//! quotation marks and punctuation at their ends. A whole attribution is right when its cue, its source and its content all overlap.

use std::collections::BTreeMap;

use rayon::prelude::*;
use zenobia_core::span::Span;

use crate::corpora::polnear::{Attributed, GoldAttribution};
use crate::score::pair::pair;
use crate::tally::Tally;

/// What a reading says is told, in code points.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Predicted {
    /// Who is cited.
    pub source: Option<Span>,
    /// The words that attribute.
    pub cue: Span,
    /// What is said.
    pub content: Vec<Span>,
}

/// The measures by name, in order.
pub type Quotes = BTreeMap<String, Tally>;

/// Reads the articles and compares.
pub fn measure(articles: &[Attributed], read: impl Fn(&str) -> Vec<Predicted> + Sync) -> Quotes {
    let all: Vec<Quotes> = articles.par_iter().map(|article| compare(article, &read(&article.text))).collect();
    let mut total = Quotes::new();
    for (name, tally) in all.into_iter().flatten() {
        *total.entry(name).or_default() += tally;
    }
    total
}

fn compare(article: &Attributed, predicted: &[Predicted]) -> Quotes {
    let gold = &article.attributions;
    let points: Vec<char> = article.text.chars().collect();
    let mut found = Quotes::new();
    let mut add = |name: &str, agrees: &dyn Fn(&GoldAttribution, &Predicted) -> bool, wanted: usize, given: usize| {
        let right = pair(gold, predicted, |g, p| u8::from(agrees(g, p))).len();
        *found.entry(name.to_owned()).or_default() += Tally::new(right, given, wanted);
    };
    let sources = |p: &Predicted| p.source.into_iter().collect::<Vec<Span>>();
    let with_source = gold.iter().filter(|g| !g.source.is_empty()).count();
    let naming = predicted.iter().filter(|p| p.source.is_some()).count();
    let same = |a: &[Span], b: &[Span]| whole(&points, a) == whole(&points, b);
    let (all, given) = (gold.len(), predicted.len());
    add("cue (overlap)", &|g, p| touch(&g.cue, &[p.cue]), all, given);
    add("cue (exact)", &|g, p| same(&g.cue, &[p.cue]), all, given);
    add("source (overlap)", &|g, p| touch(&g.source, &sources(p)), with_source, naming);
    add("source (exact)", &|g, p| !g.source.is_empty() && same(&g.source, &sources(p)), with_source, naming);
    add("content (overlap)", &|g, p| touch(&g.content, &p.content), all, given);
    add("content (exact)", &|g, p| same(&g.content, &p.content), all, given);
    let parts = |g: &GoldAttribution, p: &Predicted| {
        let source = g.source.is_empty() || touch(&g.source, &sources(p));
        touch(&g.cue, &[p.cue]) && source && touch(&g.content, &p.content)
    };
    add("whole (overlap)", &parts, all, given);
    found
}

fn touch(a: &[Span], b: &[Span]) -> bool {
    a.iter().any(|one| b.iter().any(|other| one.overlaps(*other)))
}

/// From the first word to the last: marks and space at the ends do not count.
fn whole(points: &[char], spans: &[Span]) -> Option<(usize, usize)> {
    let start = spans.iter().map(|span| span.start as usize).min()?;
    let end = (spans.iter().map(|span| span.end as usize).max()?).min(points.len());
    let first = (start..end).find(|&at| points[at].is_alphanumeric())?;
    let last = (start..end).rev().find(|&at| points[at].is_alphanumeric())?;
    Some((first, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gold() -> Attributed {
        let attribution = GoldAttribution {
            source: vec![Span::new(0, 6)],
            cue: vec![Span::new(7, 11)],
            content: vec![Span::new(12, 24)],
        };
        Attributed { text: "Police said a man was hurt.".into(), attributions: vec![attribution] }
    }

    fn predicted(content: Span) -> Predicted {
        Predicted { source: Some(Span::new(0, 6)), cue: Span::new(7, 11), content: vec![content] }
    }

    #[test]
    fn what_overlaps_is_found_and_what_is_the_same_is_exact() {
        let one = |content| compare(&gold(), &[predicted(content)]);
        assert_eq!(one(Span::new(12, 18))["content (overlap)"], Tally::new(1, 1, 1));
        assert_eq!(one(Span::new(12, 18))["content (exact)"], Tally::new(0, 1, 1));
        assert_eq!(one(Span::new(11, 24))["content (exact)"], Tally::new(1, 1, 1));
        assert_eq!(one(Span::new(25, 26))["whole (overlap)"], Tally::new(0, 1, 1));
    }
}
