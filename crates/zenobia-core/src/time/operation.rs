//! The closed list of operations that time rules may call.

use compact_str::CompactString;
use jiff::civil::Date;

use super::argument::{
    Argument, before_christ, century, dotted, duration, end_year, grain_of, millennium, moment, nth, number, set, text,
    week, whole,
};
use super::calendar::{easter, hijri, orthodox_easter};
use super::context::Context;
use super::point::{Moment, Point};
use super::{Anchor, TimeUse};
use crate::rule::{Expression, Found, Operation, Value};

/// What rules below `rules/time/` may call. Years may be a number, `past`, `next`, `this`, `_`, or another time.
pub(crate) const OPERATIONS: &[Operation] = &[
    Operation::new("day", 3, 4),
    Operation::new("start_day", 2, 3),
    Operation::new("dotted", 1, 1),
    Operation::new("month", 2, 2),
    Operation::new("year", 1, 1),
    Operation::new("short_year", 1, 1),
    Operation::new("end_year", 2, 2),
    Operation::new("before_christ", 1, 1),
    Operation::new("weekday", 1, 2),
    Operation::new("nth", 3, 3),
    Operation::new("weekend", 1, 1),
    Operation::new("week_of", 1, 1),
    Operation::new("week", 2, 2),
    Operation::new("season", 2, 2),
    Operation::new("quarter", 2, 2),
    Operation::new("half", 2, 2),
    Operation::new("decade", 1, 2),
    Operation::new("century", 1, 2),
    Operation::new("millennium", 1, 2),
    Operation::new("easter", 2, 2),
    Operation::new("orthodox_easter", 2, 2),
    Operation::new("tishri", 2, 2),
    Operation::new("hijri", 3, 3),
    Operation::new("hijri_day", 3, 3),
    Operation::new("hijri_month", 2, 2),
    Operation::new("julian", 1, 1),
    Operation::new("shift", 3, 3),
    Operation::new("part", 2, 2),
    Operation::new("clock", 2, 4),
    Operation::new("military", 2, 2),
    Operation::new("zone", 2, 2),
    Operation::new("duration", 2, 3),
    Operation::new("half_more", 2, 2),
    Operation::new("set", 1, 2),
    Operation::new("reference", 1, 1),
    Operation::new("age", 1, 1),
    Operation::new("as_of", 1, 1),
    Operation::new("report", 1, 1),
    Operation::new("nothing", 0, 0),
];

/// What a rule makes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Made {
    Nothing,
    Moment(Moment),
    /// How long, and the days it lasts from and to, where what is told fixes them.
    Duration(CompactString, Option<(Date, Date)>),
    Set(CompactString),
    /// `PAST_REF`, `FUTURE_REF`, `PRESENT_REF`.
    Reference(CompactString),
}

/// What is wrong with a time as it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// A weekday that is not that of its date, Monday 1.
    Weekday(i8),
    /// A day that its month has not.
    NoSuchDay(i8),
}

/// Evaluates what a rule makes of its captures.
pub(crate) struct Evaluation<'a> {
    pub found: &'a Found<'a>,
    pub context: &'a Context,
    /// What is wrong with the time.
    pub fault: Option<Fault>,
    /// What the time is told for.
    pub told_for: TimeUse,
    /// The time zone that the text names.
    pub zone: Option<CompactString>,
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
            "start_day" => self.start_day(first, whole(second)?, whole(third)),
            "dotted" => dotted(text(first)?),
            "month" => self.month(first, whole(second)?),
            "year" => moment(Point::Year(Some(whole(first)?)), Anchor::None),
            "short_year" => self.short_year(whole(first)?),
            "end_year" => end_year(whole(first)?, whole(second)?),
            "before_christ" => before_christ(first),
            "nth" => nth(first, whole(second)?, whole(third)?),
            "week" => week(whole(first)?, whole(second)?),
            "season" => self.season(first, second),
            "quarter" => self.part_of_year(first, |year| Point::Quarter(year, whole(second).unwrap_or(1))),
            "half" => self.part_of_year(first, |year| Point::Half(year, whole(second).unwrap_or(1))),
            "decade" => self.decade(whole(first)?),
            "century" => century(whole(first)?, second),
            "millennium" => millennium(whole(first)?, second),
            _ => self.told_from(name, first, second, third, argument(3)),
        }
    }

    /// Operations that look at what else is told.
    fn told_from(
        &mut self,
        name: &str,
        first: &Argument,
        second: &Argument,
        third: &Argument,
        fourth: &Argument,
    ) -> Option<Made> {
        match name {
            "weekday" => self.weekday(whole(first)?, second),
            "weekend" => self.weekend(first),
            "week_of" => grain_of(first, "W"),
            "shift" => self.shift(first, second, text(third)?),
            "part" => self.part(first, text(second)?),
            "clock" => self.clock(first, whole(second)?, whole(third), whole(fourth)),
            "military" => self.military(first, text(second)?),
            "zone" => self.in_zone(first, second),
            "duration" => self.duration(first, text(second)?, third),
            "half_more" => Some(Made::Duration(duration(first, text(second)?, 0.5)?, None)),
            "set" => set(first, second).map(Made::Set),
            "reference" => Some(Made::Reference(text(first)?.into())),
            "age" => self.told_for(first, TimeUse::Measure),
            "as_of" => self.told_for(first, TimeUse::AsOf),
            "report" => self.told_for(first, TimeUse::Report),
            _ => self.feast_or_nothing(name, first, second, third),
        }
    }

    /// Feasts and days of other calendars.
    fn feast_or_nothing(&self, name: &str, first: &Argument, second: &Argument, third: &Argument) -> Option<Made> {
        let days = || number(second).map(|days| days as i64);
        match name {
            "easter" => self.feast(first, days()?, easter),
            "orthodox_easter" => self.feast(first, days()?, orthodox_easter),
            "tishri" => self.feast(first, days()?, super::calendar::rosh_hashanah),
            "hijri" => super::feast::hijri_date(whole(first)?, whole(second), whole(third)),
            "hijri_day" => {
                let (month, day) = (whole(second)?, whole(third)?);
                self.feast(first, 0, |year| hijri(super::calendar::hijri_year(year, month, day)?, month, day))
            }
            "hijri_month" => self.hijri_month(first, whole(second)?),
            "julian" => super::feast::julian(first),
            _ => Some(Made::Nothing),
        }
    }

    fn told_for(&mut self, time: &Argument, told_for: TimeUse) -> Option<Made> {
        let Argument::Made(made) = time else { return None };
        self.told_for = told_for;
        Some(made.clone())
    }
}
