//! Points of the calendar, wholly or partly known, and how TIMEX3 writes them.

use compact_str::{CompactString, format_compact};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// A point of the calendar at some grain; `None` is an unknown part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Point {
    /// A day of a month: `2024-03-12`, `XXXX-03-12`, `XXXX-XX-12`.
    Day(Option<i16>, Option<i8>, Option<i8>),
    /// A month: `2024-03`.
    Month(Option<i16>, Option<i8>),
    /// A year; 0 is 1 BC, as in ISO 8601.
    Year(Option<i16>),
    /// A week of ISO 8601: `2024-W11`.
    Week(Option<(i16, i8)>),
    /// The weekend of a week: `2024-W11-WE`.
    Weekend(Option<(i16, i8)>),
    /// A weekday of an unknown week, Monday 1: `XXXX-WXX-1`.
    Weekday(i8),
    /// A season: `2024-SP`.
    Season(Option<i16>, Season),
    /// A quarter: `2024-Q1`.
    Quarter(Option<i16>, i8),
    /// A half: `2024-H1`.
    Half(Option<i16>, i8),
    /// A decade by its first three digits: `199`.
    Decade(i16),
    /// A century by its first two digits: `19`.
    Century(i16),
    /// A millennium by its first digit: `1`.
    Millennium(i16),
}

/// The seasons of the northern year, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Season {
    Spring,
    Summer,
    Fall,
    Winter,
}

impl Season {
    pub(crate) fn of(code: &str) -> Option<Season> {
        match code {
            "SP" => Some(Season::Spring),
            "SU" => Some(Season::Summer),
            "FA" => Some(Season::Fall),
            "WI" => Some(Season::Winter),
            _ => None,
        }
    }

    fn code(self) -> &'static str {
        match self {
            Season::Spring => "SP",
            Season::Summer => "SU",
            Season::Fall => "FA",
            Season::Winter => "WI",
        }
    }

    /// Its first month; winter begins in December of its year.
    pub(crate) fn month(self) -> i8 {
        match self {
            Season::Spring => 3,
            Season::Summer => 6,
            Season::Fall => 9,
            Season::Winter => 12,
        }
    }
}

/// A point with a part of the day or a clock time.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Moment {
    pub point: Point,
    /// `MO`, `AF`, `EV`, `NI`, `MI`, `DT`, or a clock time such as `18:30`.
    pub time: Option<CompactString>,
    /// What it was resolved from.
    pub anchor: super::Anchor,
    /// Its first and last day, where they are not those of its point: a month of another calendar.
    pub extent: Option<(Date, Date)>,
}

impl Moment {
    pub(crate) fn at(point: Point, anchor: super::Anchor) -> Moment {
        Moment { point, time: None, anchor, extent: None }
    }

    /// As TIMEX3 writes it.
    pub(crate) fn value(&self) -> CompactString {
        match &self.time {
            Some(time) => format_compact!("{}T{time}", self.point.value()),
            None => self.point.value(),
        }
    }

    /// Its first and last day, where they are known. A night ends on the day after its evening.
    pub(crate) fn days(&self) -> Option<(Date, Date)> {
        if self.extent.is_some() {
            return self.extent;
        }
        let (first, last) = self.point.days()?;
        let night = self.time.as_deref() == Some("NI");
        Some((first, if night { plus_days(last, 1).unwrap_or(last) } else { last }))
    }
}

fn year_value(year: Option<i16>) -> CompactString {
    match year {
        None => "XXXX".into(),
        Some(year) if year <= 0 => format_compact!("BC{:04}", 1 - i32::from(year)),
        Some(year) => format_compact!("{year:04}"),
    }
}

fn two(number: Option<i8>) -> CompactString {
    number.map_or("XX".into(), |number| format_compact!("{number:02}"))
}

impl Point {
    /// As TIMEX3 writes it.
    pub(crate) fn value(self) -> CompactString {
        match self {
            Point::Day(year, month, day) => format_compact!("{}-{}-{}", year_value(year), two(month), two(day)),
            Point::Month(year, month) => format_compact!("{}-{}", year_value(year), two(month)),
            Point::Year(year) => year_value(year),
            Point::Week(Some((year, week))) => format_compact!("{}-W{week:02}", year_value(Some(year))),
            Point::Week(None) => "XXXX-WXX".into(),
            Point::Weekend(Some((year, week))) => format_compact!("{}-W{week:02}-WE", year_value(Some(year))),
            Point::Weekend(None) => "XXXX-WXX-WE".into(),
            Point::Weekday(day) => format_compact!("XXXX-WXX-{day}"),
            Point::Season(year, season) => format_compact!("{}-{}", year_value(year), season.code()),
            Point::Quarter(year, quarter) => format_compact!("{}-Q{quarter}", year_value(year)),
            Point::Half(year, half) => format_compact!("{}-H{half}", year_value(year)),
            Point::Decade(decade) if decade < 0 => format_compact!("BC{:03}", -i32::from(decade)),
            Point::Decade(decade) => format_compact!("{decade:03}"),
            Point::Century(century) if century < 0 => format_compact!("BC{:02}", -i32::from(century) - 1),
            Point::Century(century) => format_compact!("{century:02}"),
            Point::Millennium(millennium) if millennium < 0 => format_compact!("BC{}", -i32::from(millennium) - 1),
            Point::Millennium(millennium) => format_compact!("{millennium}"),
        }
    }

    /// Its year, where it is known.
    pub(crate) fn year(self) -> Option<i16> {
        match self {
            Point::Day(year, ..) | Point::Month(year, _) | Point::Year(year) => year,
            Point::Season(year, _) | Point::Quarter(year, _) | Point::Half(year, _) => year,
            Point::Week(week) | Point::Weekend(week) => week.map(|(year, _)| year),
            Point::Weekday(_) | Point::Decade(_) | Point::Century(_) | Point::Millennium(_) => None,
        }
    }

    /// The day, when it is one that is wholly known.
    pub(crate) fn day(self) -> Option<Date> {
        match self {
            Point::Day(Some(year), Some(month), Some(day)) => Date::new(year, month, day).ok(),
            _ => None,
        }
    }

    /// The day that stands for it when something is told from it: the day, or the first day of a longer stretch.
    pub(crate) fn start(self) -> Option<Date> {
        self.day().or_else(|| self.days().map(|(first, _)| first))
    }

    /// Its first and last day, where they are known.
    pub(crate) fn days(self) -> Option<(Date, Date)> {
        match self {
            Point::Day(..) => self.day().map(|day| (day, day)),
            Point::Month(Some(year), Some(month)) => months(year, month, 1),
            Point::Year(Some(year)) => months(year, 1, 12),
            Point::Week(Some((year, week))) => week_days(year, week, Weekday::Monday),
            Point::Weekend(Some((year, week))) => week_days(year, week, Weekday::Saturday),
            Point::Season(Some(year), season) => months(year, season.month(), 3),
            Point::Quarter(Some(year), quarter @ 1..=4) => months(year, quarter * 3 - 2, 3),
            Point::Half(Some(year), half @ 1..=2) => months(year, half * 6 - 5, 6),
            Point::Decade(decade @ 1..=998) => years(decade * 10, decade * 10 + 9),
            // The 470s BC are the years 479 to 470 BC, the second century BC 200 to 101 BC.
            Point::Decade(decade @ -990..=-1) => years(decade * 10 - 8, decade * 10 + 1),
            Point::Century(century @ 0..=98) => years(century * 100 + 1, century * 100 + 100),
            Point::Century(century @ -99..=-1) => years(century * 100 + 1, century * 100 + 100),
            Point::Millennium(millennium @ 0..=8) => years(millennium * 1000 + 1, millennium * 1000 + 1000),
            Point::Millennium(millennium @ -9..=-1) => years(millennium * 1000 + 1, millennium * 1000 + 1000),
            _ => None,
        }
    }

    /// The day of a date.
    pub(crate) fn of(date: Date) -> Point {
        Point::Day(Some(date.year()), Some(date.month()), Some(date.day()))
    }

    /// The stretch of a grain (`D`, `W`, `M`, `Y`, `Q`, `DE`, `CE`) that holds a day.
    pub(crate) fn holding(date: Date, grain: &str) -> Point {
        let week = date.iso_week_date();
        let (year, month) = (date.year(), date.month());
        match grain {
            "W" => Point::Week(Some((week.year(), week.week()))),
            "WE" => Point::Weekend(Some((week.year(), week.week()))),
            "M" => Point::Month(Some(year), Some(month)),
            "Y" => Point::Year(Some(year)),
            "Q" => Point::Quarter(Some(year), (month + 2) / 3),
            "H" => Point::Half(Some(year), (month + 5) / 6),
            "DE" => Point::Decade(year.div_euclid(10)),
            "CE" => Point::Century(year.div_euclid(100)),
            "ML" => Point::Millennium(year.div_euclid(1000)),
            _ => Point::of(date),
        }
    }

    /// The same grain, all unknown.
    pub(crate) fn unknown(grain: &str) -> Point {
        match grain {
            "W" => Point::Week(None),
            "WE" => Point::Weekend(None),
            "M" => Point::Month(None, None),
            "Y" | "DE" | "CE" | "ML" | "Q" | "H" => Point::Year(None),
            _ => Point::Day(None, None, None),
        }
    }
}

/// The first day of a year and the last day of another.
fn years(first: i16, last: i16) -> Option<(Date, Date)> {
    Some((Date::new(first, 1, 1).ok()?, Date::new(last, 12, 31).ok()?))
}

/// The first day of a month and the last day of the month that comes `count - 1` later.
fn months(year: i16, month: i8, count: i16) -> Option<(Date, Date)> {
    let first = Date::new(year, month, 1).ok()?;
    let last = first.checked_add((count - 1).months()).ok()?;
    Some((first, last.last_of_month()))
}

fn week_days(year: i16, week: i8, from: Weekday) -> Option<(Date, Date)> {
    let first = jiff::civil::ISOWeekDate::new(year, week, from).ok()?.date();
    let sunday = jiff::civil::ISOWeekDate::new(year, week, Weekday::Sunday).ok()?.date();
    Some((first, sunday))
}

/// The day so many days later, where the calendar has it.
pub(crate) fn plus_days(date: Date, days: i64) -> Option<Date> {
    let days = i32::try_from(days).ok()?;
    date.checked_add(days.days()).ok()
}

/// The day that lies so many units later; `None` beyond the calendar.
pub(crate) fn plus(date: Date, count: i64, unit: &str) -> Option<Date> {
    let count = i32::try_from(count).ok().filter(|count| count.unsigned_abs() < 1_000_000)?;
    let span = match unit {
        "D" => count.days(),
        "W" | "WE" => count.checked_mul(7)?.days(),
        "M" => count.months(),
        "Q" => count.checked_mul(3)?.months(),
        "H" => count.checked_mul(6)?.months(),
        "Y" => valid_years(count)?,
        "DE" => valid_years(count.checked_mul(10)?)?,
        "CE" => valid_years(count.checked_mul(100)?)?,
        "ML" => valid_years(count.checked_mul(1000)?)?,
        "FN" => count.checked_mul(14)?.days(),
        _ => return Some(date),
    };
    date.checked_add(span).ok()
}

fn valid_years(count: i32) -> Option<jiff::Span> {
    (count.unsigned_abs() < 19_000).then(|| count.years())
}

/// The weekday's number, Monday 1.
pub(crate) fn weekday(date: Date) -> i8 {
    date.weekday().to_monday_one_offset()
}

/// How many days `b` lies after `a`.
pub(crate) fn days_between(a: Date, b: Date) -> i64 {
    (b - a).get_days().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn points_are_written_as_timex3() {
        assert_eq!(Point::Day(None, Some(3), Some(7)).value(), "XXXX-03-07");
        assert_eq!(Point::Year(Some(-489)).value(), "BC0490");
        assert_eq!(Point::holding(date(2012, 6, 30), "WE").value(), "2012-W26-WE");
        assert_eq!(Point::holding(date(1995, 6, 30), "DE").value(), "199");
        assert_eq!(Point::Season(Some(2001), Season::Spring).value(), "2001-SP");
    }

    #[test]
    fn a_month_ends_on_its_last_day() {
        let days = Point::Month(Some(2024), Some(2)).days();
        assert_eq!(days, Some((date(2024, 2, 1), date(2024, 2, 29))));
    }
}
