//! Days, months, seasons and years, found from what is told of them.

use jiff::civil::Date;

use super::Anchor;
use super::argument::{Argument, direction, moment, text, whole_of};
use super::context::{Context, Direction, Tense, Told};
use super::operation::{Evaluation, Fault, Made};
use super::point::{Point, Season, plus_days, weekday};

impl Evaluation<'_> {
    /// The year an argument gives, and the direction to look in where it gives none.
    pub(super) fn year(&self, argument: &Argument) -> (Option<i16>, Direction, Anchor) {
        match argument {
            Argument::Number(number) => (whole_of(*number), Direction::Open, Anchor::None),
            Argument::Made(Made::Moment(moment)) => (moment.point.year(), Direction::Open, moment.anchor),
            other => (None, direction(other), Anchor::None),
        }
    }

    pub(super) fn day(
        &mut self,
        year: &Argument,
        month: Option<i8>,
        day: Option<i8>,
        told: Option<i8>,
    ) -> Option<Made> {
        let day = day.filter(|day| (1..=31).contains(day))?;
        let (known, direction, anchor) = self.year(year);
        let Some(month) = month else { return self.day_of_month(known, day, told) };
        if !(1..=12).contains(&month) {
            return None;
        }
        let date_in = |year| Date::new(year, month, day).ok();
        let (year, anchor) = match known {
            Some(year) => (Some(year), anchor),
            None => {
                let (near, anchor) = self.context.year_of(direction, date_in);
                (year_of_weekday(near, told, date_in).or_else(|| nearest_with(near?, date_in)).or(near), anchor)
            }
        };
        if !has_day(year, month, day) {
            self.fault = Some(Fault::NoSuchDay(day));
            return moment(Point::Month(year, Some(month)), anchor);
        }
        if let (Some(date), Some(told)) = (year.and_then(date_in), told) {
            self.fault = (weekday(date) != told).then_some(Fault::Weekday(told));
        }
        moment(Point::Day(year, Some(month), Some(day)), anchor)
    }

    /// The first day of a stretch whose last day is told: "du 3 au 5 mars", "du 28 au 3 mars", "du 25 décembre au 5 janvier 2019".
    pub(super) fn start_day(&mut self, end: &Argument, day: i8, month: Option<i8>) -> Option<Made> {
        let Argument::Made(Made::Moment(given)) = end else { return None };
        let Point::Day(year, Some(last_month), Some(last)) = given.point else { return None };
        if !(1..=31).contains(&day) || month.is_some_and(|month| !(1..=12).contains(&month)) {
            return None;
        }
        let (turn, month) = match month {
            Some(month) => ((month, day) > (last_month, last), month),
            None if day <= last => (false, last_month),
            None => (last_month == 1, if last_month == 1 { 12 } else { last_month - 1 }),
        };
        let year = year.map(|year| year - i16::from(turn));
        if !has_day(year, month, day) {
            self.fault = Some(Fault::NoSuchDay(day));
            return moment(Point::Month(year, Some(month)), given.anchor);
        }
        moment(Point::Day(year, Some(month), Some(day)), given.anchor)
    }

    /// "le 24": a day of the month told last, or of the month it last fell in.
    pub(super) fn day_of_month(&self, year: Option<i16>, day: i8, told: Option<i8>) -> Option<Made> {
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

    pub(super) fn month(&self, year: &Argument, month: i8) -> Option<Made> {
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
    pub(super) fn short_year(&self, year: i16) -> Option<Made> {
        moment(Point::Year(Some(self.full_year(year))), Anchor::None)
    }

    pub(super) fn full_year(&self, year: i16) -> i16 {
        let told = self.context.told.and_then(|told| told.point.year());
        let near = self.context.published.map(|day| day.year()).or(told).unwrap_or(2000);
        let century = near.div_euclid(100) * 100;
        if century + year > near + 10 { century - 100 + year } else { century + year }
    }

    pub(super) fn season(&self, year: &Argument, season: &Argument) -> Option<Made> {
        let season = Season::of(text(season)?)?;
        self.part_of_year(year, |year| Point::Season(year, season))
    }

    pub(super) fn part_of_year(&self, year: &Argument, point: impl Fn(Option<i16>) -> Point) -> Option<Made> {
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

    pub(super) fn decade(&self, year: i16) -> Option<Made> {
        let year = if (0..100).contains(&year) { self.full_year(year) } else { year };
        moment(Point::Decade(year.div_euclid(10)), Anchor::None)
    }
}

/// Of the years around one, the nearest in which the date falls on the weekday told.
fn year_of_weekday(year: Option<i16>, told: Option<i8>, date_in: impl Fn(i16) -> Option<Date>) -> Option<i16> {
    let (year, told) = (year?, told?);
    [year, year - 1, year + 1].into_iter().find(|&year| date_in(year).is_some_and(|date| weekday(date) == told))
}

/// The year nearest to one in which a date exists: 29 February is no day of most years.
fn nearest_with(year: i16, date_in: impl Fn(i16) -> Option<Date>) -> Option<i16> {
    (0..=4).flat_map(|apart| [year - apart, year + apart]).find(|&year| date_in(year).is_some())
}

/// Whether a month has a day, in a year or in any.
fn has_day(year: Option<i16>, month: i8, day: i8) -> bool {
    // 2000 has a 29 February.
    Date::new(year.unwrap_or(2000), month, day).is_ok()
}
