//! What operations are given, and those that need nothing but that.

use compact_str::{CompactString, format_compact};

use super::Anchor;
use super::context::Direction;
use super::operation::Made;
use super::point::{Moment, Point, Season};

/// An evaluated argument.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Argument {
    Nothing,
    Number(f64),
    Text(CompactString),
    Made(Made),
}

pub(super) fn moment(point: Point, anchor: Anchor) -> Option<Made> {
    Some(Made::Moment(Moment::at(point, anchor)))
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
        other => other,
    };
    moment(point, given.anchor)
}

pub(super) fn century(ordinal: i16, era: &Argument) -> Option<Made> {
    let century = ordinal.checked_sub(1).filter(|century| (0..=30).contains(century))?;
    let before = text(era) == Some("bc");
    moment(Point::Century(if before { -century - 1 } else { century }), Anchor::None)
}

pub(super) fn grain_of(time: &Argument, grain: &str) -> Option<Made> {
    let Argument::Made(Made::Moment(given)) = time else { return None };
    let point = given.point.start().map_or(Point::unknown(grain), |day| Point::holding(day, grain));
    moment(point, given.anchor)
}

/// `P3D`, `PT24H`, `PXD`; `more` is added to the count.
pub(super) fn duration(count: &Argument, unit: &str, more: f64) -> Option<CompactString> {
    let count = match number(count) {
        Some(count) => CompactString::from((count + more).to_string()),
        None => "X".into(),
    };
    Some(match unit.strip_prefix('T') {
        Some(unit) => format_compact!("PT{count}{unit}"),
        None => format_compact!("P{count}{unit}"),
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
