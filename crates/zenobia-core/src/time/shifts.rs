//! Times told from others: weekdays, shifts, parts of a day, clock times, and how long something lasts.

use compact_str::format_compact;
use jiff::civil::Date;

use super::Anchor;
use super::argument::{Argument, direction, duration, grain_of, moment, number, text};
use super::context::{Direction, Tense};
use super::operation::{Evaluation, Made};
use super::point::{Moment, Point, plus, plus_days, weekday};

impl Evaluation<'_> {
    pub(super) fn weekday(&self, day: i8, toward: &Argument) -> Option<Made> {
        let (point, anchor) = self.context.weekday(day, direction(toward));
        moment(point, anchor)
    }

    pub(super) fn weekend(&self, toward: &Argument) -> Option<Made> {
        if let Argument::Made(_) = toward {
            return grain_of(toward, "WE");
        }
        let Some(published) = self.context.published else {
            return moment(Point::Weekend(None), Anchor::None);
        };
        let (saturday, _) = self.context.weekday(6, Direction::Past);
        let current = if weekday(published) == 6 { Point::of(published) } else { saturday };
        let day = match (direction(toward), self.context.tense) {
            (Direction::Next, _) => plus_days(current.day()?, 7)?,
            (Direction::This, Tense::Future | Tense::Present) if weekday(published) < 6 => {
                plus_days(current.day()?, 7)?
            }
            (Direction::Past, _) if weekday(published) >= 6 => plus_days(current.day()?, -7)?,
            _ => current.day()?,
        };
        moment(Point::holding(day, "WE"), Anchor::Published)
    }

    /// A time told from another: `published`, `now` (which is what a narrative tells of), `told`, or a time.
    pub(super) fn shift(&self, anchor: &Argument, count: &Argument, unit: &str) -> Option<Made> {
        let (base, anchor) = match anchor {
            Argument::Made(Made::Moment(moment)) => (moment.point.start(), moment.anchor),
            Argument::Text(name) if name == "told" => self.told(unit),
            // A narrative has no day of publication: "the end of the year" is that of the year it tells of.
            Argument::Text(name) if name == "now" && self.context.published.is_none() && !self.context.report => {
                self.told(unit)
            }
            _ => (self.context.published, Anchor::Published),
        };
        let Some(base) = base else { return moment(Point::unknown(unit), Anchor::None) };
        let Some(count) = number(count) else { return moment(Point::unknown(unit), anchor) };
        moment(Point::holding(plus(base, count.round() as i64, unit)?, unit), anchor)
    }

    pub(super) fn told(&self, unit: &str) -> (Option<Date>, Anchor) {
        let day = self.context.day();
        let longer = self.context.told.and_then(|told| Some((told.point.start()?, Anchor::Told(told.finding))));
        let chosen = if unit == "D" { day } else { longer.or(day) };
        chosen.map_or((None, Anchor::None), |(date, anchor)| (Some(date), anchor))
    }

    pub(super) fn base(&self, time: &Argument) -> (Point, bool, Anchor) {
        match time {
            Argument::Made(Made::Moment(moment)) => (moment.point, moment.time.as_deref() == Some("NI"), moment.anchor),
            _ => match self.context.near_day() {
                Some((day, night, anchor)) => (Point::of(day), night, anchor),
                None => (Point::unknown("D"), false, Anchor::None),
            },
        }
    }

    pub(super) fn part(&self, time: &Argument, part: &str) -> Option<Made> {
        let (point, _, anchor) = self.base(time);
        Some(Made::Moment(Moment { time: Some(part.into()), ..Moment::at(point, anchor) }))
    }

    /// A clock time; 12 in `add` is for the afternoon. Small hours after a night belong to the day after its evening.
    pub(super) fn clock(&self, time: &Argument, hour: i8, minute: Option<i8>, add: Option<i8>) -> Option<Made> {
        let (mut point, night, anchor) = self.base(time);
        let hour = match add {
            Some(12) if hour < 12 => hour + 12,
            Some(0) if hour == 12 => 0,
            _ => hour,
        };
        if !(0..=24).contains(&hour) {
            return None;
        }
        if night && hour < 10 {
            point = point.day().and_then(|day| plus_days(day, 1)).map_or(point, Point::of);
        }
        let time = format_compact!("{hour:02}:{:02}", minute.unwrap_or(0));
        Some(Made::Moment(Moment { time: Some(time), ..Moment::at(point, anchor) }))
    }

    /// A clock time in four digits: `0630`.
    pub(super) fn military(&self, time: &Argument, digits: &str) -> Option<Made> {
        let (hour, minute) = digits.split_at_checked(2)?;
        self.clock(time, hour.parse().ok()?, minute.parse().ok(), None)
    }

    /// A clock time in the zone that the text names. The value stays as told; the zone is part of the derivation.
    pub(super) fn in_zone(&mut self, time: &Argument, zone: &Argument) -> Option<Made> {
        let Argument::Made(made) = time else { return None };
        self.zone = text(zone).map(Into::into);
        Some(made.clone())
    }

    /// How long; with `back` the stretch that ends now, with `ahead` the one that begins now.
    pub(super) fn duration(&self, count: &Argument, unit: &str, toward: &Argument) -> Option<Made> {
        let value = duration(count, unit, 0.0)?;
        let extent = match (text(toward), number(count)) {
            (Some("back"), Some(count)) => self.stretch(-count, unit),
            (Some("ahead"), Some(count)) => self.stretch(count, unit),
            _ => None,
        };
        Some(Made::Duration(value, extent))
    }

    /// The days between now and so many units on; now is the day of publication.
    fn stretch(&self, count: f64, unit: &str) -> Option<(Date, Date)> {
        // "La ville était assiégée depuis trois jours, le 4 mai": what is told in the sentence is what it is told from.
        let told = self.context.told_day.is_some_and(|told| told.sentence == self.context.sentence);
        let now = self.context.published.filter(|_| self.context.tense != Tense::Past || !told)?;
        let (count, unit) = match unit {
            "TH" => ((count.abs() / 24.0).ceil() * count.signum(), "D"),
            "TM" | "TS" => (count.signum(), "D"),
            "NI" => (count, "D"),
            unit => (count, unit),
        };
        let other = plus(now, count.round() as i64, unit)?;
        Some((now.min(other), now.max(other)))
    }
}
