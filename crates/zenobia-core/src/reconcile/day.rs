//! Days as numbers.

use std::fmt::Write;

use jiff::civil::Date;

/// Days since 1 January 1970.
pub type Day = i32;

/// Days of a 400-year cycle of the Gregorian calendar.
const CYCLE: i64 = 146_097;

/// The day of an ISO 8601 date; `None` for anything else.
pub(crate) fn parse(text: &str) -> Option<Day> {
    let date = text.parse::<Date>().ok()?;
    Some(number(i64::from(date.year()), i64::from(date.month()), i64::from(date.day())))
}

/// Counts days with the year beginning in March, so that the leap day comes last.
fn number(year: i64, month: i64, day: i64) -> Day {
    let year = if month <= 2 { year - 1 } else { year };
    let cycle = year.div_euclid(400);
    let of_cycle = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let days = of_cycle * 365 + of_cycle / 4 - of_cycle / 100 + of_year;
    (cycle * CYCLE + days - 719_468) as Day
}

/// The ISO 8601 date of a day.
pub(crate) fn show(day: Day) -> String {
    let days = i64::from(day) + 719_468;
    let (cycle, of_cycle) = (days.div_euclid(CYCLE), days.rem_euclid(CYCLE));
    let of_400 = (of_cycle - of_cycle / 1460 + of_cycle / 36_524 - of_cycle / 146_096) / 365;
    let of_year = of_cycle - (365 * of_400 + of_400 / 4 - of_400 / 100);
    let month = (5 * of_year + 2) / 153;
    let of_month = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = cycle * 400 + of_400 + i64::from(month <= 2);
    let mut text = String::with_capacity(10);
    let _ = write!(text, "{year:04}-{month:02}-{of_month:02}");
    text
}

/// Days of a TIMEX3 duration in days, weeks, months or years, or of hours that make some; `None` for any other value.
pub(crate) fn duration(value: &str) -> Option<i32> {
    let body = value.strip_prefix('P')?;
    let (body, hours) = body.strip_prefix('T').map_or((body, false), |rest| (rest, true));
    let unit = body.chars().last()?;
    let number: f64 = body[..body.len() - unit.len_utf8()].parse().ok()?;
    let days = match (unit, hours) {
        ('H', true) => 1.0 / 24.0,
        ('D', false) => 1.0,
        ('W', false) => 7.0,
        ('M', false) => 30.0,
        ('Y', false) => 365.0,
        _ => return None,
    };
    let days = number * days;
    (0.0..1e6).contains(&days).then_some(days.ceil() as i32)
}

#[cfg(test)]
mod tests {
    use super::{duration, parse, show};

    #[test]
    fn days_are_counted_across_leap_years_and_back() {
        assert_eq!(parse("1970-01-01"), Some(0));
        assert_eq!(parse("2016-03-01").unwrap() - parse("2016-02-28").unwrap(), 2);
        for day in (-700_000..800_000).step_by(997) {
            assert_eq!(parse(&show(day)), Some(day));
        }
        assert_eq!(parse("2016-W11"), None);
    }

    #[test]
    fn durations_are_days() {
        assert_eq!(duration("P3W"), Some(21));
        assert_eq!(duration("PT24H"), Some(1));
        assert_eq!(duration("PXD"), None);
        assert_eq!(duration("P"), None);
        assert_eq!(duration("2016"), None);
        assert_eq!(duration("P2é"), None);
    }
}
