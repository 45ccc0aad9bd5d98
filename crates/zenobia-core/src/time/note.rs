//! Where a text's times contradict each other.

use jiff::civil::Date;

use super::extent::{NEAR, tie};
use super::operation::Fault;
use super::point::{days_between, weekday};
use super::{Tense, TimeData, TimeFinding};
use crate::record::{Note, TimeKind};
use crate::rule::Pieces;
use crate::text::Reading;

/// The kind of notes on times that cannot all be true.
const CONTRADICTORY: &str = "contradictory-time";
/// The kind of notes on days that no calendar has.
const IMPOSSIBLE: &str = "impossible-date";
/// Two tellings of one time may differ by so many days, and by a quarter of the duration told.
const SLACK: i64 = 31;

/// Notes on weekdays that do not belong to their dates, days that no month has, stretches that end before they begin, and durations
/// that do not fit the date they are told from: "three months after the fall of X, in January 2015" in a report of March 2016.
pub fn notes(reading: &Reading, published: Option<Date>, findings: &[TimeFinding], data: &TimeData) -> Vec<Note> {
    let pieces = Pieces::of(reading);
    let mut notes: Vec<Note> = findings.iter().filter_map(|time| faulty(reading, time)).collect();
    for number in 0..findings.len() {
        notes.extend(wrong_duration(reading, &pieces, published, findings, number, data));
        notes.extend(backward(reading, &pieces, findings, number, data));
    }
    notes
}

fn note(kind: &str, message: String, reading: &Reading, times: &[&TimeFinding]) -> Note {
    let spans = times.iter().map(|time| reading.span(time.tokens.clone())).collect();
    Note { kind: kind.to_owned(), message, spans }
}

fn faulty(reading: &Reading, time: &TimeFinding) -> Option<Note> {
    const NAMES: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let name = |day: i8| NAMES.get(usize::try_from(day - 1).unwrap_or(0)).copied().unwrap_or_default();
    match time.fault? {
        Fault::Weekday(told) => {
            let date = time.first?;
            let message = format!("{date} was a {}, not a {}", name(weekday(date)), name(told));
            Some(note(CONTRADICTORY, message, reading, &[time]))
        }
        Fault::NoSuchDay(day) => Some(note(IMPOSSIBLE, format!("{} has no day {day}", time.value), reading, &[time])),
    }
}

/// A duration told from a date, in a clause that tells of another time: a date told before it in the sentence, or else the day of
/// publication where the clause is not about the past.
fn wrong_duration(
    reading: &Reading,
    pieces: &Pieces<'_>,
    published: Option<Date>,
    findings: &[TimeFinding],
    number: usize,
    data: &TimeData,
) -> Option<Note> {
    let tie = tie(reading, pieces, findings, number, data)?;
    let (duration, base) = (&findings[number], &findings[tie.base]);
    let told = told_before(reading, findings, number);
    let now = published.filter(|_| duration.tense != Tense::Past).map(|day| (day, day));
    let (first, last) = told.and_then(|told| Some((told.first?, told.last?))).or(now)?;
    let length = days_between(base.last?, tie.days.1).abs();
    let apart = days_between(tie.days.1, first).max(days_between(last, tie.days.0));
    let other = told.map_or_else(|| first.to_string(), |told| told.value.to_string());
    let message = format!("{} after {} is not near {other}", duration.value, base.value);
    let times: Vec<&TimeFinding> = told.into_iter().chain([duration, base]).collect();
    (apart > SLACK + length / 4).then(|| note(CONTRADICTORY, message, reading, &times))
}

/// The last date told before a duration in its sentence.
fn told_before<'a>(reading: &Reading, findings: &'a [TimeFinding], number: usize) -> Option<&'a TimeFinding> {
    let start = findings[number].tokens.start;
    let earlier = findings.get(number.checked_sub(1)?)?;
    let dated = matches!(earlier.kind, TimeKind::Date | TimeKind::Time) && earlier.first.is_some();
    let near = start.saturating_sub(earlier.tokens.end) <= NEAR;
    let together = reading.sentence_of(earlier.tokens.start) == reading.sentence_of(start);
    (dated && near && together).then_some(earlier)
}

/// A stretch whose end comes before its start: "from 2016 to 2012".
fn backward(
    reading: &Reading,
    pieces: &Pieces<'_>,
    findings: &[TimeFinding],
    number: usize,
    data: &TimeData,
) -> Option<Note> {
    let (start, end) = (&findings[number], findings.get(number + 1)?);
    let dated = |time: &TimeFinding| matches!(time.kind, TimeKind::Date | TimeKind::Time);
    let is = |class: &str, at: usize| data.rules.lexicon.longest(class, &pieces.all, at).is_some();
    let gap = pieces.range(start.tokens.end..end.tokens.start);
    let opening = pieces.range(start.tokens.clone()).start;
    let between =
        is("between-word", opening) || opening.checked_sub(1).is_some_and(|before| is("between-word", before));
    let leads = match gap.len() {
        0 => is("until-word", pieces.range(end.tokens.clone()).start),
        1 => between || is("until-word", gap.start),
        _ => false,
    };
    let together = gap.start <= gap.end && start.tokens.end <= end.tokens.start;
    let message = format!("the end, {}, comes before the start, {}", end.value, start.value);
    let backward = together && leads && dated(start) && dated(end) && start.first? > end.last?;
    backward.then(|| note(CONTRADICTORY, message, reading, &[start, end]))
}
