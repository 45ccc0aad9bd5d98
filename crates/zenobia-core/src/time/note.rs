//! Where a text's times contradict each other.

use jiff::civil::Date;

use super::point::{days_between, plus, weekday};
use super::{TimeData, TimeFinding};
use crate::record::{Note, TimeKind};
use crate::rule::Pieces;
use crate::text::Reading;

/// The kind of these notes.
const KIND: &str = "contradictory-time";
/// Two tellings of one time may differ by so many days, and by a quarter of the duration told.
const SLACK: i64 = 31;
/// A duration and the date it is told from stand no further apart, in tokens.
const NEAR: usize = 25;

/// Notes on weekdays that do not belong to their dates, and on durations that do not fit the date they are told from:
/// "three months after the fall of X, in January 2015" in a report of March 2016.
pub fn notes(reading: &Reading, published: Option<Date>, findings: &[TimeFinding], data: &TimeData) -> Vec<Note> {
    let mut notes: Vec<Note> = findings.iter().filter_map(|time| wrong_weekday(reading, time)).collect();
    if let Some(published) = published {
        let pieces = Pieces::of(reading);
        for (number, duration) in findings.iter().enumerate() {
            notes.extend(wrong_duration(reading, &pieces, published, duration, &findings[number + 1..], data));
        }
    }
    notes
}

fn wrong_weekday(reading: &Reading, time: &TimeFinding) -> Option<Note> {
    const NAMES: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let (told, date) = (time.mismatch?, time.first?);
    let name = |day: i8| NAMES.get(usize::try_from(day - 1).unwrap_or(0)).copied().unwrap_or_default();
    let message = format!("{date} was a {}, not a {}", name(weekday(date)), name(told));
    Some(Note { kind: KIND.to_owned(), message, spans: vec![reading.span(time.tokens.clone())] })
}

fn wrong_duration(
    reading: &Reading,
    pieces: &Pieces<'_>,
    published: Date,
    duration: &TimeFinding,
    later: &[TimeFinding],
    data: &TimeData,
) -> Option<Note> {
    let (count, unit) = parts(duration)?;
    // "three months after": the word behind the duration says that what was told before came later than what follows.
    let after = pieces.range(duration.tokens.end..reading.tokens.len()).take(5);
    let lexicon = &data.rules.lexicon;
    let cue = after.clone().find(|&at| lexicon.longest("after-word", &pieces.all, at).is_some())?;
    let same = |time: &&TimeFinding| {
        time.kind == TimeKind::Date
            && time.tokens.start > pieces.all[cue].token
            && time.tokens.start - duration.tokens.end <= NEAR
            && reading.sentence_of(time.tokens.start) == reading.sentence_of(duration.tokens.start)
    };
    let base = later.iter().find(same)?;
    let told = plus(base.last?, count, unit)?;
    let length = days_between(base.last?, told).abs();
    let apart = days_between(told, published);
    let message = format!("{} after {} is not near {published}", duration.value, base.value);
    let spans = vec![reading.span(duration.tokens.clone()), reading.span(base.tokens.clone())];
    (apart.abs() > SLACK + length / 4 && base.anchor == super::Anchor::None).then(|| Note {
        kind: KIND.to_owned(),
        message,
        spans,
    })
}

/// The whole count and the unit of a duration told in days or more.
fn parts(duration: &TimeFinding) -> Option<(i64, &str)> {
    let rest = duration.value.strip_prefix('P').filter(|_| duration.kind == TimeKind::Duration)?;
    let length = rest.find(|c: char| !c.is_ascii_digit())?;
    let (count, unit) = rest.split_at(length);
    Some((count.parse().ok()?, unit)).filter(|(_, unit)| matches!(*unit, "D" | "W" | "M" | "Y"))
}
