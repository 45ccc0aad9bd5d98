//! Definite descriptions of a place that was named before: "la ville", "the region".

use std::ops::Range;

use super::data::PlaceData;
use super::name::fold;
use super::{PlaceFinding, PlaceKind};
use crate::syntax::{Features, Syntax, Upos};
use crate::text::Reading;

/// How far back, in tokens, the place may have been named.
const BACK: usize = 150;

/// A noun for a place: "the town", "streets".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DescribedPlace {
    /// Its word.
    pub tokens: Range<usize>,
    /// Number of the finding that a definite one refers to: the last one named before it that is of its sort.
    pub place: Option<usize>,
}

/// The nouns that describe a place without naming it. They are no mentions, but say where something happens.
pub fn described(
    reading: &Reading,
    syntax: &Syntax,
    data: &PlaceData,
    findings: &[PlaceFinding],
) -> Vec<DescribedPlace> {
    let describe = |at: usize| {
        let word = &syntax.words[at];
        let sort = data.kinds.get(fold(&reading.tokens[at].lower).as_str()).filter(|sort| !sort.people)?;
        let kind = sort.kind;
        let definite = !word.features.has(Features::PLURAL) && is_bare_definite(syntax, at);
        let place = definite.then(|| last_of_kind(findings, kind, at)).flatten();
        (word.upos == Upos::Noun).then_some(DescribedPlace { tokens: at..at + 1, place })
    };
    (0..reading.tokens.len()).filter_map(describe).collect()
}

/// Whether a definite article or a demonstrative stands before the noun and no name beside it.
fn is_bare_definite(syntax: &Syntax, at: usize) -> bool {
    let definite = |child: usize| {
        let features = syntax.words[child].features;
        features.has(Features::DEFINITE) || features.has(Features::DEMONSTRATIVE)
    };
    let named = syntax.children(at).any(|child| {
        let word = &syntax.words[child];
        word.upos == Upos::Propn && (word.is("nmod") || word.is("appos") || word.is("flat") || word.is("compound"))
    });
    !named && syntax.children_by(at, "det").any(definite)
}

fn last_of_kind(findings: &[PlaceFinding], kind: PlaceKind, at: usize) -> Option<usize> {
    let same_sort = |other: PlaceKind| {
        if kind.is_settlement() { other.is_settlement() } else { other == kind }
    };
    let last = |finding: &PlaceFinding| {
        let before =
            finding.mentions.iter().map(|mention| mention.tokens.end).filter(|&end| end <= at && end + BACK > at);
        before.max()
    };
    // "near Homs … the town": an area is no town, but what it is told from may be one.
    let named = |(number, finding): (usize, &'_ PlaceFinding)| {
        let told = finding.relation.filter(|_| finding.key.is_none() && finding.kind == PlaceKind::Area);
        let meant = told.filter(|_| kind != PlaceKind::Area).map_or(number, |relation| relation.anchor);
        (same_sort(findings.get(meant)?.kind)).then_some(())?;
        Some((last(finding)?, meant))
    };
    findings.iter().enumerate().filter_map(named).max().map(|(_, number)| number)
}
