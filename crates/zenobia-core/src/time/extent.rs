//! Durations told from another time: "three months after the fall of X in January 2015".

use jiff::civil::Date;

use super::point::plus;
use super::{Anchor, TimeData, TimeFinding, TimeUse};
use crate::record::TimeKind;
use crate::rule::Pieces;
use crate::text::Reading;

/// A duration and the date it is told from stand no further apart, in tokens.
pub(super) const NEAR: usize = 25;
/// The word that says which way a duration leads stands no further behind it, in pieces.
const CUE: usize = 5;

/// What a duration is told from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Tie {
    /// The number of the time that it is told from.
    pub base: usize,
    /// The days that lie so long after or before that time.
    pub days: (Date, Date),
    /// Whether no mark parts them, so that the date is surely that of what the duration is told from.
    pub close: bool,
}

/// What a duration is told from, when a cue ("after", "before") and a whole date follow in its sentence.
pub(super) fn tie(
    reading: &Reading,
    pieces: &Pieces<'_>,
    findings: &[TimeFinding],
    number: usize,
    data: &TimeData,
) -> Option<Tie> {
    let duration = findings.get(number).filter(|time| time.told_for == TimeUse::Event)?;
    let (count, unit) = parts(duration)?;
    let end = duration.tokens.end;
    let lexicon = &data.rules.lexicon;
    let mark = |at: &usize| matches!(pieces.all[*at].lower, "," | ";" | ":" | "." | "(");
    let behind = pieces.range(end..reading.tokens.len()).take(CUE).take_while(|at| !mark(at));
    let cue = behind.into_iter().find_map(|at| {
        let is = |class| lexicon.longest(class, &pieces.all, at).is_some();
        let sign = if is("after-word") { 1 } else { -1 };
        (sign > 0 || is("before-word")).then_some((at, sign))
    });
    let (cue, sign) = cue?;
    let sentence = reading.sentence_of(duration.tokens.start);
    let near = |time: &&TimeFinding| time.tokens.start.saturating_sub(end) <= NEAR;
    let whole = |time: &TimeFinding| time.kind == TimeKind::Date && time.anchor == Anchor::None && time.first.is_some();
    let later = findings.iter().enumerate().skip(number + 1).take_while(|(_, time)| near(time));
    let cue = pieces.all[cue].token;
    let mut fitting = later.filter(|(_, time)| {
        whole(time) && time.tokens.start > cue && reading.sentence_of(time.tokens.start) == sentence
    });
    let (base, time) = fitting.next()?;
    let days = (plus(time.first?, sign * count, unit)?, plus(time.last?, sign * count, unit)?);
    let parted = |token: usize| matches!(reading.tokens[token].text.as_str(), "," | ";" | "(" | ":" | "–" | "—");
    Some(Tie { base, days, close: !(cue..time.tokens.start).any(parted) })
}

/// Gives durations that are told from a date the days they lead to.
pub(super) fn tie_durations(reading: &Reading, pieces: &Pieces<'_>, findings: &mut [TimeFinding], data: &TimeData) {
    for number in 0..findings.len() {
        if let Some(tie) = tie(reading, pieces, findings, number, data).filter(|tie| tie.close) {
            let duration = &mut findings[number];
            (duration.first, duration.last) = (Some(tie.days.0), Some(tie.days.1));
            duration.anchor = Anchor::Told(tie.base);
        }
    }
}

/// The whole count and the unit of a duration told in days or more.
fn parts(duration: &TimeFinding) -> Option<(i64, &str)> {
    let rest = duration.value.strip_prefix('P').filter(|_| duration.kind == TimeKind::Duration)?;
    let length = rest.find(|c: char| !c.is_ascii_digit())?;
    let (count, unit) = rest.split_at(length);
    Some((count.parse().ok()?, unit)).filter(|(_, unit)| matches!(*unit, "D" | "W" | "M" | "Y"))
}
