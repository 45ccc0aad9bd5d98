//! Times: dates, times of day, durations and sets, as TIMEX3 values.
//!
//! What words make a time is said by the rules of a language (`rules/time/*.toml`, `lexicon/time-*.tsv`); this module
//! resolves it from the day of publication, the times told before, and the tense of the clause.

mod argument;
mod calendar;
mod context;
mod dates;
mod edtf;
mod extent;
mod feast;
mod note;
mod operation;
mod point;
mod shifts;
mod tense;
mod value;

use std::ops::Range;

use compact_str::CompactString;
use jiff::civil::Date;

pub use edtf::edtf;
pub use note::notes;
pub use value::{days_of, rewritten};

use crate::pack::Files;
use crate::problem::Problem;
use crate::record::TimeKind;
use crate::rule::{Example, Expression, Found, Lexicon, Numerals, Pieces, Rules, Value};
use crate::syntax::Syntax;
use crate::text::Reading;
use crate::why::Why;
use context::{Context, Tense, Told};
use operation::{Evaluation, Fault, Made, OPERATIONS};

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

/// What a text tells a time for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TimeUse {
    /// When something happens, or how long it lasts.
    #[default]
    Event,
    /// How old somebody or something is, or how long a sentence is: nothing that happened lasts so long.
    Measure,
    /// As of when a count or a state holds.
    AsOf,
    /// When something was written, said or published.
    Report,
}

impl TimeUse {
    /// Its word in a derivation; none for what happens.
    fn word(self) -> Option<&'static str> {
        match self {
            TimeUse::Event => None,
            TimeUse::Measure => Some("measure"),
            TimeUse::AsOf => Some("as-of"),
            TimeUse::Report => Some("report"),
        }
    }
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
    /// What the text tells it for.
    pub told_for: TimeUse,
    /// What is wrong with it as it is told.
    fault: Option<Fault>,
    /// The tense of its clause.
    tense: Tense,
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
    let matches = data.rules.matches(&pieces, syntax, &[]);
    let report = published.is_none() && is_report(&matches);
    let mut context = Context { published, report, ..Context::default() };
    let (mut findings, mut cues) = (Vec::new(), tense::Cues::default());
    for found in matches {
        let at = pieces.all[found.mentions[0].start].token;
        context.sentence = reading.sentence_of(at);
        context.paragraph = reading.sentences.get(context.sentence).map_or(0, |sentence| sentence.paragraph);
        (context.tense, context.direct) =
            tense::tense(reading, syntax, &pieces, &found, &data.rules.lexicon, &mut cues);
        for (mention, make) in found.mentions.iter().zip(&found.rule.make) {
            let place = (mention, &pieces, &data.rules.lexicon);
            findings.extend(evaluate(reading, &found, place, make, &mut context, findings.len()));
        }
    }
    extent::tie_durations(reading, &pieces, &mut findings, data);
    findings
}

/// Whether a text tells its times from the day it was written ("yesterday", "on Friday") rather than by their dates.
fn is_report(matches: &[Found<'_>]) -> bool {
    /// A report tells at least one time in so many in this way.
    const SHARE: usize = 4;
    let told = |found: &&Found<'_>| found.rule.make.iter().any(Expression::is_told_from_now);
    let dated = |found: &&Found<'_>| matches!(found.capture("y").map(|year| &year.value), Some(Value::Number(_)));
    let now = matches.iter().filter(told).count();
    now > 0 && now * (SHARE - 1) >= matches.iter().filter(dated).count()
}

fn evaluate(
    reading: &Reading,
    found: &Found<'_>,
    (mention, pieces, lexicon): (&Range<usize>, &Pieces<'_>, &Lexicon),
    make: &Expression,
    context: &mut Context,
    number: usize,
) -> Option<TimeFinding> {
    let mut evaluation = Evaluation { found, context, fault: None, told_for: TimeUse::Event, zone: None };
    let made = evaluation.make(make);
    let Evaluation { fault, told_for, zone, .. } = evaluation;
    let (kind, value, days, anchor) = written(&made)?;
    if let Made::Moment(moment) = &made
        && matches!(told_for, TimeUse::Event | TimeUse::AsOf)
    {
        let night = moment.time.as_deref() == Some("NI");
        let (sentence, paragraph) = (context.sentence, context.paragraph);
        context.remember(Told { point: moment.point, night, finding: number, sentence, paragraph });
    }
    let tokens = match made {
        Made::Reference(_) => whole(pieces, mention),
        _ => core(pieces, mention, lexicon),
    };
    let span = Some(reading.span(tokens.clone()));
    let mut why = Why::by(found.rule.path.as_str()).and("words", span, value.as_str());
    for (name, note) in [("told-for", told_for.word()), ("zone", zone.as_deref())] {
        why = note.map_or(why.clone(), |note| why.and(name, span, note));
    }
    let (first, last) = (days.map(|(first, _)| first), days.map(|(_, last)| last));
    let tense = context.tense;
    Some(TimeFinding { tokens, kind, value, first, last, anchor, told_for, fault, tense, why })
}

/// The tokens of a mention.
fn whole(pieces: &Pieces<'_>, mention: &Range<usize>) -> Range<usize> {
    let token = |piece: usize| pieces.all.get(piece).map_or(0, |piece| piece.token);
    token(mention.start)..token(mention.end.saturating_sub(1)) + 1
}

/// The tokens of a mention, without the prepositions that lead to it (class `lead`) and the mark that ends it, as TimeML has it.
fn core(pieces: &Pieces<'_>, mention: &Range<usize>, lexicon: &Lexicon) -> Range<usize> {
    let token = |piece: usize| pieces.all.get(piece).map_or(0, |piece| piece.token);
    let mut tokens = whole(pieces, mention);
    let mut at = mention.start;
    while let Some((length, _)) = lexicon.longest("lead", &pieces.all, at) {
        at += length;
        if at >= mention.end || pieces.first_of.get(token(at)) != Some(&at) {
            break;
        }
        tokens.start = token(at);
    }
    let marks = |at: usize| pieces.range(at..at + 1).all(|piece| matches!(pieces.all[piece].lower, "," | ";" | "."));
    while tokens.len() > 1 && marks(tokens.end - 1) {
        tokens.end -= 1;
    }
    tokens
}

/// A first and a last day, where they are known.
type Days = Option<(Date, Date)>;

/// Kind, value, extent and anchor of what a rule made; nothing when it says that there is no time.
fn written(made: &Made) -> Option<(TimeKind, CompactString, Days, Anchor)> {
    Some(match made {
        Made::Nothing => return None,
        Made::Moment(moment) => {
            let kind = if moment.time.is_some() { TimeKind::Time } else { TimeKind::Date };
            (kind, moment.value(), moment.days(), moment.anchor)
        }
        Made::Duration(value, days) => {
            let anchor = days.map_or(Anchor::None, |_| Anchor::Published);
            (TimeKind::Duration, value.clone(), *days, anchor)
        }
        Made::Set(value) => (TimeKind::Set, value.clone(), None, Anchor::None),
        Made::Reference(value) => (TimeKind::Date, value.clone(), None, Anchor::None),
    })
}

/// The day of publication that the text itself tells, in a line such as `Published 13 March 2001` or in a dateline such as
/// `KABUL, March 13, 2001 -`: a whole date, nothing less.
pub fn published_in(reading: &Reading, data: &TimeData) -> Option<Date> {
    let dateline = reading.dateline.as_ref().and_then(|dateline| dateline.date.clone());
    if reading.published.is_none() && dateline.is_none() {
        return None;
    }
    let found = find(reading, &Syntax::default(), None, data);
    let day = |date: &Range<usize>| {
        let inside = found.iter().filter(|time| time.tokens.start >= date.start && time.tokens.end <= date.end);
        inside.filter(|time| time.kind == TimeKind::Date && time.first == time.last).find_map(|time| time.first)
    };
    reading.published.as_ref().and_then(day).or_else(|| dateline.as_ref().and_then(day))
}
