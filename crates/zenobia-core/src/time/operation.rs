//! The closed list of operations that time rules may call.

use compact_str::{CompactString, format_compact};
use jiff::civil::Date;

use super::Anchor;
use super::argument::{
    Argument, before_christ, century, direction, duration, grain_of, moment, number, set, text, whole, whole_of,
};
use super::context::{Context, Direction, Tense, Told};
use super::feast::{easter, ramadan};
use super::point::{Moment, Point, Season, plus, plus_days, weekday};
use crate::rule::{Expression, Found, Operation, Value};

/// What rules below `rules/time/` may call. Years may be a number, `past`, `next`, `this`, `_`, or another time.
pub(crate) const OPERATIONS: &[Operation] = &[
    Operation::new("day", 3, 4),
    Operation::new("month", 2, 2),
    Operation::new("year", 1, 1),
    Operation::new("short_year", 1, 1),
    Operation::new("before_christ", 1, 1),
    Operation::new("weekday", 1, 2),
    Operation::new("weekend", 1, 1),
    Operation::new("week_of", 1, 1),
    Operation::new("season", 2, 2),
    Operation::new("quarter", 2, 2),
    Operation::new("half", 2, 2),
    Operation::new("decade", 1, 2),
    Operation::new("century", 1, 2),
    Operation::new("easter", 2, 2),
    Operation::new("ramadan", 1, 1),
    Operation::new("shift", 3, 3),
    Operation::new("part", 2, 2),
    Operation::new("clock", 2, 4),
    Operation::new("duration", 2, 2),
    Operation::new("half_more", 2, 2),
    Operation::new("set", 1, 2),
    Operation::new("reference", 1, 1),
    Operation::new("nothing", 0, 0),
];

/// What a rule makes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Made {
    Nothing,
    Moment(Moment),
    Duration(CompactString),
    Set(CompactString),
    /// `PAST_REF`, `FUTURE_REF`, `PRESENT_REF`.
    Reference(CompactString),
}

/// Evaluates what a rule makes of its captures.
pub(crate) struct Evaluation<'a> {
    pub found: &'a Found<'a>,
    pub context: &'a Context,
    /// A weekday that does not belong to its date, as a date and the number of the weekday told.
    pub mismatch: Option<(Date, i8)>,
}

impl Evaluation<'_> {
    /// The value of an expression; what cannot be is nothing.
    pub(crate) fn make(&mut self, expression: &Expression) -> Made {
        match self.argument(expression) {
            Some(Argument::Made(made)) => made,
            _ => Made::Nothing,
        }
    }

    fn argument(&mut self, expression: &Expression) -> Option<Argument> {
        Some(match expression {
            Expression::Nothing => Argument::Nothing,
            Expression::Number(number) => Argument::Number(*number as f64),
            Expression::Negative(inner) => match self.argument(inner)? {
                Argument::Number(number) => Argument::Number(-number),
                other => other,
            },
            Expression::Name(name) => self.name(name),
            Expression::Call(name, arguments) => {
                let arguments: Option<Vec<_>> = arguments.iter().map(|argument| self.argument(argument)).collect();
                Argument::Made(self.call(name, &arguments?)?)
            }
        })
    }

    fn name(&self, name: &CompactString) -> Argument {
        match self.found.capture(name) {
            Some(capture) => match &capture.value {
                Value::Number(number) => Argument::Number(*number),
                Value::Text(text) => Argument::Text(text.clone()),
                Value::Nothing => Argument::Nothing,
            },
            None if self.found.names(name) => Argument::Nothing,
            None => Argument::Text(name.clone()),
        }
    }

    fn call(&mut self, name: &str, arguments: &[Argument]) -> Option<Made> {
        let argument = |at: usize| arguments.get(at).unwrap_or(&Argument::Nothing);
        let (first, second, third) = (argument(0), argument(1), argument(2));
        match name {
            "day" => self.day(first, whole(second), whole(third), whole(argument(3))),
            "month" => self.month(first, whole(second)?),
            "year" => moment(Point::Year(Some(whole(first)?)), Anchor::None),
            "short_year" => self.short_year(whole(first)?),
            "before_christ" => before_christ(first),
            "weekday" => {
                let (point, anchor) = self.context.weekday(whole(first)?, direction(second));
                moment(point, anchor)
            }
            "weekend" => self.weekend(first),
            "week_of" => grain_of(first, "W"),
            "season" => self.season(first, second),
            "quarter" => self.part_of_year(first, |year| Point::Quarter(year, whole(second).unwrap_or(1))),
            "half" => self.part_of_year(first, |year| Point::Half(year, whole(second).unwrap_or(1))),
            "decade" => self.decade(whole(first)?),
            "century" => century(whole(first)?, second),
            "easter" => self.easter(first, number(second)? as i64),
            "ramadan" => self.ramadan(first),
            "shift" => self.shift(first, second, text(third)?),
            "part" => self.part(first, text(second)?),
            "clock" => self.clock(first, whole(second)?, whole(third), whole(argument(3))),
            "duration" => duration(first, text(second)?, 0.0).map(Made::Duration),
            "half_more" => duration(first, text(second)?, 0.5).map(Made::Duration),
            "set" => set(first, second).map(Made::Set),
            "reference" => Some(Made::Reference(text(first)?.into())),
            _ => Some(Made::Nothing),
        }
    }

    /// The year an argument gives, and the direction to look in where it gives none.
    fn year(&self, argument: &Argument) -> (Option<i16>, Direction, Anchor) {
        match argument {
            Argument::Number(number) => (whole_of(*number), Direction::Open, Anchor::None),
            Argument::Made(Made::Moment(moment)) => (moment.point.year(), Direction::Open, moment.anchor),
            other => (None, direction(other), Anchor::None),
        }
    }

    fn day(&mut self, year: &Argument, month: Option<i8>, day: Option<i8>, told: Option<i8>) -> Option<Made> {
        let day = day.filter(|day| (1..=31).contains(day))?;
        let (known, direction, anchor) = self.year(year);
        let Some(month) = month else { return self.day_of_month(known, day, told) };
        let date_in = |year| Date::new(year, month, day).ok();
        let (year, anchor) = match known {
            Some(year) => (Some(year), anchor),
            None => {
                let (near, anchor) = self.context.year_of(direction, date_in);
                (year_of_weekday(near, told, date_in).or(near), anchor)
            }
        };
        if let (Some(date), Some(told)) = (year.and_then(date_in), told) {
            self.mismatch = (weekday(date) != told).then_some((date, told));
        }
        moment(Point::Day(year, Some(month), Some(day)), anchor)
    }

    /// "le 24": a day of the month told last, or of the month it last fell in.
    fn day_of_month(&self, year: Option<i16>, day: i8, told: Option<i8>) -> Option<Made> {
        let context = self.context;
        let near = context.told.filter(|told| told.paragraph == context.paragraph || context.published.is_none());
        let month_of = |told: Told| match told.point {
            Point::Day(y, Some(m), _) | Point::Month(y, Some(m)) => Some((y, m, Anchor::Told(told.finding))),
            _ => None,
        };
        if let Some((y, m, anchor)) = near.and_then(month_of) {
            return moment(Point::Day(year.or(y), Some(m), Some(day)), anchor);
        }
        let Some(published) = context.published else { return moment(Point::Day(None, None, Some(day)), Anchor::None) };
        let future = context.tense == Tense::Future;
        let step = if future { 1 } else { -1 };
        let days = (0..62).filter_map(|n| plus_days(published, n * step));
        let mut fitting = days.filter(|date| date.day() == day && told.is_none_or(|told| weekday(*date) == told));
        let date = fitting.next()?;
        moment(Point::of(date), Anchor::Published)
    }

    fn month(&self, year: &Argument, month: i8) -> Option<Made> {
        let (known, direction, anchor) = self.year(year);
        if known.is_some() {
            return moment(Point::Month(known, Some(month)), anchor);
        }
        let context = Context { direct: true, ..self.context.clone() };
        let here = context.published.filter(|day| day.month() == month && direction == Direction::Open);
        let (year, anchor) = context.year_of(direction, |year| Date::new(year, month, here.map_or(15, Date::day)).ok());
        moment(Point::Month(year, Some(month)), anchor)
    }

    /// A year of two digits: the one nearest to publication, the past rather than the future.
    fn short_year(&self, year: i16) -> Option<Made> {
        moment(Point::Year(Some(self.full_year(year))), Anchor::None)
    }

    fn full_year(&self, year: i16) -> i16 {
        let told = self.context.told.and_then(|told| told.point.year());
        let near = self.context.published.map(|day| day.year()).or(told).unwrap_or(2000);
        let century = near.div_euclid(100) * 100;
        if century + year > near + 10 { century - 100 + year } else { century + year }
    }

    fn weekend(&self, toward: &Argument) -> Option<Made> {
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

    fn season(&self, year: &Argument, season: &Argument) -> Option<Made> {
        let season = Season::of(text(season)?)?;
        self.part_of_year(year, |year| Point::Season(year, season))
    }

    fn part_of_year(&self, year: &Argument, point: impl Fn(Option<i16>) -> Point) -> Option<Made> {
        let (known, direction, anchor) = self.year(year);
        if known.is_some() {
            return moment(point(known), anchor);
        }
        let published = self.context.published;
        let date_in = |year: i16| {
            let (first, last) = point(Some(year)).days()?;
            Some(published.filter(|day| (first..=last).contains(day)).unwrap_or(first))
        };
        let (year, anchor) = self.context.year_of(direction, date_in);
        moment(point(year), anchor)
    }

    fn decade(&self, year: i16) -> Option<Made> {
        let year = if (0..100).contains(&year) { self.full_year(year) } else { year };
        moment(Point::Decade(year.div_euclid(10)), Anchor::None)
    }

    fn easter(&self, year: &Argument, offset: i64) -> Option<Made> {
        let (known, direction, anchor) = self.year(year);
        let feast = |year| easter(year).and_then(|date| plus_days(date, offset));
        let (year, anchor) = if known.is_some() { (known, anchor) } else { self.context.year_of(direction, feast) };
        moment(Point::of(feast(year?)?), anchor)
    }

    fn ramadan(&self, year: &Argument) -> Option<Made> {
        let (known, direction, anchor) = self.year(year);
        let (year, anchor) = if known.is_some() { (known, anchor) } else { self.context.year_of(direction, ramadan) };
        let first = ramadan(year?)?;
        // The month of Ramadan begins somewhere in a month of the calendar; the one that holds its middle stands for it.
        moment(Point::holding(plus_days(first, 14)?, "M"), anchor)
    }

    /// A time told from another: `published`, `told`, or a time.
    fn shift(&self, anchor: &Argument, count: &Argument, unit: &str) -> Option<Made> {
        let (base, anchor) = match anchor {
            Argument::Made(Made::Moment(moment)) => (moment.point.start(), moment.anchor),
            Argument::Text(name) if name == "told" => self.told(unit),
            // A narrative has no day of publication: "this year" is the year it tells of.
            _ if self.context.published.is_none() && unit != "D" => self.told(unit),
            _ => (self.context.published, Anchor::Published),
        };
        let Some(base) = base else { return moment(Point::unknown(unit), Anchor::None) };
        let Some(count) = number(count) else { return moment(Point::unknown(unit), anchor) };
        moment(Point::holding(plus(base, count.round() as i64, unit)?, unit), anchor)
    }

    fn told(&self, unit: &str) -> (Option<Date>, Anchor) {
        let day = self.context.day();
        let longer = self.context.told.and_then(|told| Some((told.point.start()?, Anchor::Told(told.finding))));
        let chosen = if unit == "D" { day } else { longer.or(day) };
        chosen.map_or((None, Anchor::None), |(date, anchor)| (Some(date), anchor))
    }

    fn base(&self, time: &Argument) -> (Point, bool, Anchor) {
        match time {
            Argument::Made(Made::Moment(moment)) => (moment.point, moment.time.as_deref() == Some("NI"), moment.anchor),
            _ => match self.context.near_day() {
                Some((day, night, anchor)) => (Point::of(day), night, anchor),
                None => (Point::unknown("D"), false, Anchor::None),
            },
        }
    }

    fn part(&self, time: &Argument, part: &str) -> Option<Made> {
        let (point, _, anchor) = self.base(time);
        Some(Made::Moment(Moment { point, time: Some(part.into()), anchor }))
    }

    /// A clock time; 12 in `add` is for the afternoon. Small hours after a night belong to the day after its evening.
    fn clock(&self, time: &Argument, hour: i8, minute: Option<i8>, add: Option<i8>) -> Option<Made> {
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
        Some(Made::Moment(Moment { point, time: Some(time), anchor }))
    }
}

/// Of the years around one, the nearest in which the date falls on the weekday told.
fn year_of_weekday(year: Option<i16>, told: Option<i8>, date_in: impl Fn(i16) -> Option<Date>) -> Option<i16> {
    let (year, told) = (year?, told?);
    [year, year - 1, year + 1].into_iter().find(|&year| date_in(year).is_some_and(|date| weekday(date) == told))
}
