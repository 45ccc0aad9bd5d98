//! Feasts, and dates of other calendars.

use jiff::civil::Date;

use super::Anchor;
use super::argument::{Argument, extended, moment, number};
use super::calendar::{hijri, hijri_days, hijri_year, of_julian};
use super::operation::{Evaluation, Made};
use super::point::{Point, plus_days};

/// Years of the Islamic calendar that texts of our time speak of; numbers of our own calendar are larger or smaller.
const HIJRI_YEARS: std::ops::RangeInclusive<i64> = 1300..=1500;

impl Evaluation<'_> {
    /// The day so many days from a feast of a year.
    pub(super) fn feast(&self, year: &Argument, offset: i64, feast: impl Fn(i16) -> Option<Date>) -> Option<Made> {
        let (known, direction, anchor) = self.year(year);
        let day = |year| feast(year).and_then(|date| plus_days(date, offset));
        let (year, anchor) = if known.is_some() { (known, anchor) } else { self.context.year_of(direction, day) };
        moment(Point::of(day(year?)?), anchor)
    }

    /// A month of the Islamic calendar, by its year or by a year of ours. It begins somewhere in a month of our calendar; the one
    /// that holds its middle stands for it.
    pub(super) fn hijri_month(&self, year: &Argument, month: i64) -> Option<Made> {
        if let Some(year) = number(year).map(|year| year as i64).filter(|year| HIJRI_YEARS.contains(year)) {
            return hijri_date(year, Some(month), None);
        }
        let (known, direction, anchor) = self.year(year);
        let first = |year| hijri(hijri_year(year, month, 1)?, month, 1);
        let (year, anchor) = if known.is_some() { (known, anchor) } else { self.context.year_of(direction, first) };
        stretch(hijri_days(hijri_year(year?, month, 1)?, Some(month))?, "M", anchor)
    }
}

/// A year, month or day of the Islamic calendar.
pub(super) fn hijri_date(year: i64, month: Option<i64>, day: Option<i64>) -> Option<Made> {
    match (month, day) {
        (Some(month), Some(day)) => moment(Point::of(hijri(year, month, day)?), Anchor::None),
        (Some(month), None) => stretch(hijri_days(year, Some(month))?, "M", Anchor::None),
        _ => stretch(hijri_days(year, None)?, "Y", Anchor::None),
    }
}

fn stretch(days: (Date, Date), grain: &str, anchor: Anchor) -> Option<Made> {
    let length = i64::from((days.1 - days.0).get_days());
    extended(Point::holding(plus_days(days.0, length / 2)?, grain), anchor, days)
}

/// The same day, told in the Julian calendar; what is no day stays as it is.
pub(super) fn julian(time: &Argument) -> Option<Made> {
    let Argument::Made(Made::Moment(given)) = time else { return None };
    match given.point {
        Point::Day(Some(year), Some(month), Some(day)) => moment(Point::of(of_julian(year, month, day)?), given.anchor),
        point => moment(point, given.anchor),
    }
}
