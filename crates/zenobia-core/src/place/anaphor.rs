//! Definite descriptions of a place that was named before: "la ville", "the region".

use std::ops::Range;

use super::data::PlaceData;
use super::name::fold;
use super::{MentionRole, PlaceFinding, PlaceKind, PlaceMention};
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

/// The nouns that describe a place without naming it, and the pronouns that stand for one. They are no mentions, but say where something
/// happens. `is_site` tells whether a token is the head of a building or a monument, `is_there` whether a word is such a pronoun.
pub fn described(
    reading: &Reading,
    syntax: &Syntax,
    data: &PlaceData,
    findings: &[PlaceFinding],
    is_site: &dyn Fn(usize) -> bool,
    is_there: &dyn Fn(&str) -> bool,
) -> Vec<DescribedPlace> {
    let before = Before { syntax, findings, is_site };
    let describe = |at: usize| {
        let word = &syntax.words[at];
        if is_there(&reading.tokens[at].lower) {
            // "There is", « il y a »: nothing is meant.
            let idle = word.is("expl") || word.is("fixed");
            let place = if idle { None } else { before.last_told(reading, at) };
            return place.map(|_| DescribedPlace { tokens: at..at + 1, place });
        }
        let sort = data.kinds.get(fold(&reading.tokens[at].lower).as_str()).filter(|sort| !sort.people)?;
        let definite = !word.features.has(Features::PLURAL) && is_bare_definite(syntax, at);
        let capital = || if sort.capital { before.capital(at) } else { None };
        let place = if definite { capital().or_else(|| before.last_of_kind(sort.kind, at)) } else { None };
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
        word.upos == Upos::Propn && NAMING.iter().any(|base| word.is(base))
    });
    !named && syntax.children_by(at, "det").any(definite)
}

/// Whether a place is named before a token, and not too far.
fn is_near(mention: &PlaceMention, at: usize) -> bool {
    mention.tokens.end <= at && mention.tokens.end + BACK > at
}

/// Relations in which a name hangs on the noun that it names.
const NAMING: [&str; 4] = ["nmod", "appos", "flat", "compound"];

/// The places that a description may take up.
struct Before<'a> {
    syntax: &'a Syntax,
    findings: &'a [PlaceFinding],
    is_site: &'a dyn Fn(usize) -> bool,
}

impl Before<'_> {
    /// The place of a kind that was told of by the same word, or else the last one that the text is about, or else the last one.
    fn last_of_kind(&self, kind: PlaceKind, at: usize) -> Option<usize> {
        let same_sort = |other: PlaceKind| {
            if kind.is_settlement() { other.is_settlement() } else { other == kind }
        };
        let last = |finding: &PlaceFinding| {
            let rank = |mention: &PlaceMention| {
                (self.bears(mention, at), self.is_told_of(finding, mention), mention.tokens.end)
            };
            finding.mentions.iter().filter(|mention| is_near(mention, at)).map(rank).max()
        };
        // "near Homs … the town": an area is no town, but what it is told from may be one.
        let named = |(number, finding): (usize, &'_ PlaceFinding)| {
            let told = finding.relation.filter(|_| finding.key.is_none() && finding.kind == PlaceKind::Area);
            let meant = told.filter(|_| kind != PlaceKind::Area).map_or(number, |relation| relation.anchor);
            (same_sort(self.findings.get(meant)?.kind)).then_some(())?;
            Some((last(finding)?, meant))
        };
        self.findings.iter().enumerate().filter_map(named).max().map(|(_, number)| number)
    }

    /// "There": of the places that the sentence names before, or else one of the two before it, a spot rather than what it lies in, and the last.
    fn last_told(&self, reading: &Reading, at: usize) -> Option<usize> {
        const SENTENCES: usize = 2;
        let sentence = reading.sentence_of(at);
        let told = |(number, finding): (usize, &PlaceFinding)| {
            let near = |mention: &&PlaceMention| is_near(mention, at) && self.is_told_of(finding, mention);
            let rank = |mention: &PlaceMention| {
                let told = reading.sentence_of(mention.tokens.start);
                (told + SENTENCES >= sentence).then_some((told, !finding.kind.is_extended(), mention.tokens.end))
            };
            Some((finding.mentions.iter().filter(near).filter_map(rank).max()?, number))
        };
        self.findings.iter().enumerate().filter_map(told).max().map(|(_, number)| number)
    }

    /// "The capital", of no province: the last capital of a country that is named before, however far.
    fn capital(&self, at: usize) -> Option<usize> {
        if self.syntax.children_by(at, "amod").next().is_some() {
            return None;
        }
        let before =
            |finding: &PlaceFinding| finding.mentions.iter().map(|one| one.tokens.end).filter(|&end| end <= at).max();
        let capitals =
            self.findings.iter().enumerate().filter(|(_, finding)| finding.governs && finding.kind.is_settlement());
        capitals.filter_map(|(number, finding)| Some((before(finding)?, number))).max().map(|(_, number)| number)
    }

    /// "Kyiv denies", "the hospital of Sake": a capital that stands for its government and a town that only tells which building is meant
    /// are not what a text goes on about.
    fn is_told_of(&self, finding: &PlaceFinding, mention: &PlaceMention) -> bool {
        let government = finding.governs && mention.role != MentionRole::Locative;
        let building = self.above(mention).is_some_and(|noun| noun < mention.tokens.start && (self.is_site)(noun));
        !government && !building
    }

    /// "The village of Mushaki … the village": whether a mention is told of by the word of a description.
    fn bears(&self, mention: &PlaceMention, at: usize) -> bool {
        let words = &self.syntax.words;
        self.above(mention).is_some_and(|noun| words[noun].lemma == words[at].lemma)
    }

    /// The noun that a name hangs on.
    fn above(&self, mention: &PlaceMention) -> Option<usize> {
        let words = &self.syntax.words;
        let head = self.syntax.top(&mention.tokens);
        let hangs = NAMING.iter().any(|base| words[head].is(base));
        words[head].head.filter(|&noun| hangs && words[noun].upos == Upos::Noun)
    }
}
