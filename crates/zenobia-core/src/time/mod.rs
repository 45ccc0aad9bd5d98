//! Times: dates, times of day, durations and sets, as TIMEX3 values.
//!
//! What words make a time is said by the rules of a language (`rules/time/*.toml`, `lexicon/time-*.tsv`); this module
//! resolves it from the day of publication, the times told before, and the tense of the clause.

mod argument;
mod context;
mod feast;
mod note;
mod operation;
mod point;
mod tense;

use std::ops::Range;

use compact_str::CompactString;
use jiff::civil::Date;

pub use note::notes;

use crate::pack::Files;
use crate::problem::Problem;
use crate::record::TimeKind;
use crate::rule::{Example, Expression, Found, Lexicon, Numerals, Pieces, Rules};
use crate::syntax::Syntax;
use crate::text::Reading;
use crate::why::Why;
use context::{Context, Told};
use operation::{Evaluation, Made, OPERATIONS};

/// The rules and words for times of one language.
#[derive(Clone, Debug, Default)]
pub struct TimeData {
    rules: Rules,
}

/// What a time was resolved from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Anchor {
    /// It stands alone.
    #[default]
    None,
    /// The day of publication.
    Published,
    /// An earlier finding, by its number.
    Told(usize),
}

/// A time that a text tells.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeFinding {
    /// Its words.
    pub tokens: Range<usize>,
    /// TIMEX3 type.
    pub kind: TimeKind,
    /// TIMEX3 value; unknown parts are `X`.
    pub value: CompactString,
    /// First day it may mean, when that is known.
    pub first: Option<Date>,
    /// Last day it may mean.
    pub last: Option<Date>,
    /// What it was resolved from.
    pub anchor: Anchor,
    /// A weekday that the text gives to this date and that does not belong to it, Monday 1.
    pub mismatch: Option<i8>,
    /// The rule that read it.
    pub why: Why,
}

impl TimeData {
    /// Reads `numerals.toml`, `lexicon/time-*.tsv` and `rules/time/*.toml`.
    pub fn parse(files: &Files, problems: &mut Vec<Problem>) -> TimeData {
        let numerals = Numerals::parse(files, problems);
        let lexicon = Lexicon::parse(files, "lexicon/time-", numerals, problems);
        TimeData { rules: crate::rule::parse(files, "rules/time/", lexicon, OPERATIONS, problems) }
    }

    /// The examples beside the rules; what is expected is the values of all times, parted by blanks.
    pub fn examples(&self) -> &[Example] {
        &self.rules.examples
    }
}

/// Finds the times of a report. `published` is the day that relative times are told from; `syntax` may be empty.
pub fn find(reading: &Reading, syntax: &Syntax, published: Option<Date>, data: &TimeData) -> Vec<TimeFinding> {
    let pieces = Pieces::of(reading);
    let mut context = Context { published, ..Context::default() };
    let (mut findings, mut cues) = (Vec::new(), tense::Cues::default());
    for found in data.rules.matches(&pieces, syntax) {
        let at = pieces.all[found.mentions[0].start].token;
        context.sentence = reading.sentence_of(at);
        context.paragraph = reading.sentences.get(context.sentence).map_or(0, |sentence| sentence.paragraph);
        (context.tense, context.direct) =
            tense::tense(reading, syntax, &pieces, &found, &data.rules.lexicon, &mut cues);
        for (mention, make) in found.mentions.iter().zip(&found.rule.make) {
            let Some(finding) = evaluate(reading, &pieces, &found, mention, make, &mut context, findings.len()) else {
                continue;
            };
            findings.push(finding);
        }
    }
    findings
}

fn evaluate(
    reading: &Reading,
    pieces: &Pieces<'_>,
    found: &Found<'_>,
    mention: &Range<usize>,
    make: &Expression,
    context: &mut Context,
    number: usize,
) -> Option<TimeFinding> {
    let tokens = pieces.all.get(mention.start)?.token..pieces.all.get(mention.end.checked_sub(1)?)?.token + 1;
    let mut evaluation = Evaluation { found, context, mismatch: None };
    let made = evaluation.make(make);
    let mismatch = evaluation.mismatch.map(|(_, told)| told);
    let (kind, value, days, anchor) = match &made {
        Made::Nothing => return None,
        Made::Moment(moment) => {
            let kind = if moment.time.is_some() { TimeKind::Time } else { TimeKind::Date };
            (kind, moment.value(), moment.days(), moment.anchor)
        }
        Made::Duration(value) => (TimeKind::Duration, value.clone(), None, Anchor::None),
        Made::Set(value) => (TimeKind::Set, value.clone(), None, Anchor::None),
        Made::Reference(value) => (TimeKind::Date, value.clone(), None, Anchor::None),
    };
    if let Made::Moment(moment) = &made {
        let night = moment.time.as_deref() == Some("NI");
        let (sentence, paragraph) = (context.sentence, context.paragraph);
        context.remember(Told { point: moment.point, night, finding: number, sentence, paragraph });
    }
    let why = Why::by(found.rule.path.as_str()).and("words", Some(reading.span(tokens.clone())), value.as_str());
    let (first, last) = (days.map(|(first, _)| first), days.map(|(_, last)| last));
    Some(TimeFinding { tokens, kind, value, first, last, anchor, mismatch, why })
}

/// The day of publication that a dateline tells, such as `KABUL, March 13, 2001 -`: a whole date, nothing less.
pub fn published_of_dateline(reading: &Reading, data: &TimeData) -> Option<Date> {
    let date = reading.dateline.as_ref()?.date.clone()?;
    let found = find(reading, &Syntax::default(), None, data);
    let inside = found.into_iter().filter(|time| time.tokens.start >= date.start && time.tokens.end <= date.end);
    inside.filter(|time| time.kind == TimeKind::Date && time.first == time.last).find_map(|time| time.first)
}
