//! What the words around a count say of it: a total up to now, or a part of another count.

use super::{QuantityData, QuantityFinding};
use crate::rule::Pieces;
use crate::text::Reading;

/// A word that says that a count is a total stands so many pieces before it, at most.
const BEFORE: usize = 8;
/// It stands so many pieces behind it, at most.
const BEHIND: usize = 3;
/// A word that says that a count is a part stands so many pieces before it, at most.
const PART: usize = 2;
/// Parts of one whole stand no further apart, in tokens.
const BESIDE: usize = 3;

/// Marks totals and parts. The lexicon names words of class `total` ("bilan", "bringing"), which stand before a count, of class `in-all`
/// ("au total", "so far"), which stand before or behind it, and of class `part` ("dont", "of whom").
pub(super) fn read_cues(reading: &Reading, pieces: &Pieces<'_>, findings: &mut [QuantityFinding], data: &QuantityData) {
    for number in 0..findings.len() {
        if findings[number].measure {
            continue;
        }
        if let Some(cue) = total(reading, pieces, &findings[number], data) {
            let span = reading.span(cue..cue + 1);
            let finding = &mut findings[number];
            finding.cumulative = true;
            finding.why = std::mem::take(&mut finding.why).and("total", Some(span), "");
        }
        if let Some(whole) = whole(reading, pieces, findings, number, data) {
            let span = reading.span(findings[whole].tokens.clone());
            // A part of a total is a total of that part.
            let cumulative = findings[whole].cumulative;
            let finding = &mut findings[number];
            finding.cumulative |= cumulative;
            finding.part_of = Some(whole);
            finding.why = std::mem::take(&mut finding.why).and("part-of", Some(span), "");
        }
    }
}

fn is(data: &QuantityData, class: &str, pieces: &Pieces<'_>, at: usize) -> bool {
    data.rules.lexicon.longest(class, &pieces.all, at).is_some()
}

/// The token of the word that makes a count a total, in its sentence.
fn total(reading: &Reading, pieces: &Pieces<'_>, finding: &QuantityFinding, data: &QuantityData) -> Option<usize> {
    let sentence = reading.sentences.get(reading.sentence_of(finding.head))?;
    let inside = pieces.range(sentence.tokens.clone());
    let own = pieces.range(finding.tokens.clone());
    let parts = |at: usize| matches!(pieces.all[at].lower, ";" | ":");
    let before = (inside.start.max(own.start.saturating_sub(BEFORE))..own.start).rev().take_while(|&at| !parts(at));
    let behind = (own.end..inside.end.min(own.end + BEHIND)).take_while(|&at| !parts(at));
    let leads = |at: &usize| is(data, "total", pieces, *at) || is(data, "in-all", pieces, *at);
    let follows = |at: &usize| is(data, "in-all", pieces, *at);
    before.clone().find(leads).or_else(|| behind.clone().find(follows)).map(|at| pieces.all[at].token)
}

/// The count that a count is a part of: the last one before the word that says so, or that of the part it is listed with.
fn whole(
    reading: &Reading,
    pieces: &Pieces<'_>,
    findings: &[QuantityFinding],
    number: usize,
    data: &QuantityData,
) -> Option<usize> {
    let part = &findings[number];
    let start = pieces.range(part.tokens.clone()).start;
    let said = (start.saturating_sub(PART)..start).any(|at| is(data, "part", pieces, at))
        // "43 dead, 40 of whom were pupils"
        || pieces.range(part.tokens.end..part.tokens.end + 1).any(|at| is(data, "part", pieces, at));
    let earlier = number.checked_sub(1)?;
    if !said {
        let before = &findings[earlier];
        let gap = before.tokens.end..part.tokens.start;
        let listed = (1..=BESIDE).contains(&gap.len())
            && gap.clone().all(|token| is(data, "joint", pieces, pieces.range(token..token + 1).start));
        let alike = before.unit == part.unit && !part.elliptic;
        return before.part_of.filter(|_| listed && alike && same_sentence(reading, before, part));
    }
    // The whole is at least as large as its part, and is no part itself.
    let holds = |other: &QuantityFinding| {
        let fits = other.most.is_none_or(|most| part.least.is_none_or(|least| least <= most));
        !other.measure && other.unit == part.unit && other.part_of.is_none() && fits
    };
    let near = findings[..number].iter().enumerate().rev().take_while(|(_, other)| same_sentence(reading, other, part));
    near.filter(|(_, other)| holds(other)).map(|(at, _)| at).next()
}

fn same_sentence(reading: &Reading, a: &QuantityFinding, b: &QuantityFinding) -> bool {
    reading.sentence_of(a.head) == reading.sentence_of(b.head)
}
