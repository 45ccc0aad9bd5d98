//! What operations are given, and those that need nothing but that.

use compact_str::{CompactString, format_compact};
use jiff::civil::Date;

use super::Anchor;
use super::context::Direction;
use super::operation::Made;
use super::point::{Moment, Point, Season, plus_days, weekday};

/// An evaluated argument.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Argument {
    Nothing,
    Number(f64),
    Text(CompactString),
    Made(Made),
}

/// A made point; nothing when its year lies beyond the calendar (−9999 to 9999).
pub(super) fn moment(point: Point, anchor: Anchor) -> Option<Made> {
    let beyond = point.year().is_some_and(|year| !(-9999..=9999).contains(&year));
    (!beyond).then(|| Made::Moment(Moment::at(point, anchor)))
}

/// A made point that lasts from a first to a last day of its own.
pub(super) fn extended(point: Point, anchor: Anchor, extent: (Date, Date)) -> Option<Made> {
    Some(Made::Moment(Moment { extent: Some(extent), ..Moment::at(point, anchor) }))
}

pub(super) fn before_christ(time: &Argument) -> Option<Made> {
    let Argument::Made(Made::Moment(given)) = time else { return None };
    let turn = |year: Option<i16>| year.map(|year| 1 - year);
    let point = match given.point {
        Point::Day(year, month, day) => Point::Day(turn(year), month, day),
        Point::Month(year, month) => Point::Month(turn(year), month),
        Point::Season(year, season) => Point::Season(turn(year), season),
        Point::Year(year) => Point::Year(turn(year)),
        Point::Century(century) => Point::Century(-century - 1),
        Point::Decade(decade) => Point::Decade(-decade),
        Point::Millennium(millennium) => Point::Millennium(-millennium - 1),
        other => other,
    };
    moment(point, given.anchor)
}

pub(super) fn century(ordinal: i16, era: &Argument) -> Option<Made> {
    let century = ordinal.checked_sub(1).filter(|century| (0..=30).contains(century))?;
    moment(Point::Century(in_era(century, era)), Anchor::None)
}

pub(super) fn millennium(ordinal: i16, era: &Argument) -> Option<Made> {
    let millennium = ordinal.checked_sub(1).filter(|millennium| (0..=8).contains(millennium))?;
    moment(Point::Millennium(in_era(millennium, era)), Anchor::None)
}

fn in_era(number: i16, era: &Argument) -> i16 {
    if text(era) == Some("bc") { -number - 1 } else { number }
}

/// The week of a year, by the number of ISO 8601.
pub(super) fn week(year: i16, week: i8) -> Option<Made> {
    let point = Point::Week(Some((year, week)));
    point.days().and_then(|_| moment(point, Anchor::None))
}

/// The second year of "2014-15", in the same century, or the first of the next one ("1999-00"); nothing when it lies before the first.
pub(super) fn end_year(first: i16, end: i16) -> Option<Made> {
    let year = first.div_euclid(100) * 100 + end;
    let year = if end == 0 && first.rem_euclid(100) == 99 { year + 100 } else { year };
    (year > first).then(|| moment(Point::Year(Some(year)), Anchor::None)).flatten()
}

/// `27.03.2016`: day, month and year with points between.
pub(super) fn dotted(written: &str) -> Option<Made> {
    let mut numbers = written.split('.').map(|number| number.parse::<i16>().ok());
    let (day, month, year) = (numbers.next()??, numbers.next()??, numbers.next()??);
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    moment(Point::of(date), Anchor::None)
}

/// The n-th weekday of a month or year, the last one for −1; the month itself where it is not known.
pub(super) fn nth(time: &Argument, count: i8, day: i8) -> Option<Made> {
    let Argument::Made(Made::Moment(given)) = time else { return None };
    let Some((first, last)) = given.point.days() else { return moment(given.point, given.anchor) };
    let date = match count {
        1..=5 => {
            let ahead = i64::from((day - weekday(first)).rem_euclid(7)) + i64::from(count - 1) * 7;
            plus_days(first, ahead).filter(|date| *date <= last)
        }
        -1 => plus_days(last, -i64::from((weekday(last) - day).rem_euclid(7))),
        _ => None,
    };
    moment(Point::of(date?), given.anchor)
}

pub(super) fn grain_of(time: &Argument, grain: &str) -> Option<Made> {
    let Argument::Made(Made::Moment(given)) = time else { return None };
    let point = given.point.start().map_or(Point::unknown(grain), |day| Point::holding(day, grain));
    moment(point, given.anchor)
}

/// `P3D`, `PT24H`, `PXD`; `more` is added to the count. A fortnight is two weeks.
pub(super) fn duration(count: &Argument, unit: &str, more: f64) -> Option<CompactString> {
    let times = if unit == "FN" { 2.0 } else { 1.0 };
    let count = match number(count) {
        Some(count) => CompactString::from(((count + more) * times).to_string()),
        None => "X".into(),
    };
    Some(match unit.strip_prefix('T') {
        Some(unit) => format_compact!("PT{count}{unit}"),
        None => format_compact!("P{count}{}", if unit == "FN" { "W" } else { unit }),
    })
}

pub(super) fn set(first: &Argument, second: &Argument) -> Option<CompactString> {
    match (first, text(second)) {
        (_, Some("weekday")) => Some(Point::Weekday(whole(first)?).value()),
        (_, Some("part")) => Some(format_compact!("XXXX-XX-XXT{}", text(first)?)),
        (_, Some("season")) => Some(Point::Season(None, Season::of(text(first)?)?).value()),
        (_, Some("month")) => Some(Point::Month(None, Some(whole(first)?)).value()),
        (Argument::Number(_), Some(unit)) => duration(first, unit, 0.0),
        (Argument::Text(unit), None) => duration(&Argument::Number(1.0), unit, 0.0),
        _ => None,
    }
}

pub(super) fn direction(argument: &Argument) -> Direction {
    match text(argument) {
        Some("past") => Direction::Past,
        Some("next") => Direction::Next,
        Some("this") => Direction::This,
        _ => Direction::Open,
    }
}

pub(super) fn text(argument: &Argument) -> Option<&str> {
    match argument {
        Argument::Text(text) => Some(text),
        _ => None,
    }
}

pub(super) fn number(argument: &Argument) -> Option<f64> {
    match argument {
        Argument::Number(number) => Some(*number),
        _ => None,
    }
}

pub(super) fn whole<T: TryFrom<i64>>(argument: &Argument) -> Option<T> {
    number(argument).and_then(whole_of)
}

pub(super) fn whole_of<T: TryFrom<i64>>(number: f64) -> Option<T> {
    let fits = number.is_finite() && number.fract() == 0.0 && number.abs() < 1e15;
    fits.then(|| T::try_from(number as i64).ok()).flatten()
}
