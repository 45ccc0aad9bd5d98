//! TIMEX3 values read back.

use jiff::civil::Date;

use super::Anchor;
use super::point::{Moment, Point, Season};

/// The first and the last day of a TIMEX3 date or time of day; `None` where it leaves something unknown, and for other values.
///
/// ```
/// use zenobia_core::time::days_of;
/// let (first, last) = days_of("2024-Q1").unwrap();
/// assert_eq!((first.to_string(), last.to_string()), ("2024-01-01".to_owned(), "2024-03-31".to_owned()));
/// assert_eq!(days_of("XXXX-03-07"), None);
/// assert_eq!(days_of("P3W"), None);
/// ```
pub fn days_of(value: &str) -> Option<(Date, Date)> {
    let (point, time) = parse(value)?;
    Moment { time: time.map(Into::into), ..Moment::at(point, Anchor::None) }.days()
}

/// A TIMEX3 date or time of day read and written again; `None` for other values, and for what is none.
///
/// ```
/// use zenobia_core::time::rewritten;
/// assert_eq!(rewritten("BC0331").as_deref(), Some("BC0331"));
/// assert_eq!(rewritten("2024-3-7"), None);
/// ```
pub fn rewritten(value: &str) -> Option<String> {
    let (point, time) = parse(value)?;
    let moment = Moment { time: time.map(Into::into), ..Moment::at(point, Anchor::None) };
    Some(moment.value().to_string())
}

/// A date or time of day as its point and what follows `T`; `None` for durations, sets told as durations, references, and what is no
/// value of a point.
pub(super) fn parse(value: &str) -> Option<(Point, Option<&str>)> {
    let starts = value.starts_with(|c: char| c.is_ascii_digit()) || value.starts_with("XX") || value.starts_with("BC");
    if !starts {
        return None;
    }
    let (date, time) = match value.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (value, None),
    };
    Some((point(date)?, time))
}

fn point(date: &str) -> Option<Point> {
    let (head, rest) = match date.split_once('-') {
        Some((head, rest)) => (head, Some(rest)),
        None => (date, None),
    };
    let Some(rest) = rest else { return long(head) };
    let year = year(head)?;
    // Winter, `WI`, begins like a week.
    if let Some(season) = Season::of(rest) {
        return Some(Point::Season(year, season));
    }
    if let Some(week) = rest.strip_prefix('W') {
        return of_week(year, week);
    }
    let counted = |letter| rest.strip_prefix(letter).and_then(|number: &str| number.parse::<i8>().ok());
    if let Some(quarter) = counted('Q') {
        return Some(Point::Quarter(year, quarter));
    }
    if let Some(half) = counted('H') {
        return Some(Point::Half(year, half));
    }
    match rest.split_once('-') {
        Some((month, day)) => Some(Point::Day(year, two(month)?, two(day)?)),
        None => Some(Point::Month(year, two(rest)?)),
    }
}

/// A year, decade, century or millennium: four digits, three, two or one.
fn long(text: &str) -> Option<Point> {
    let (digits, before) = text.strip_prefix("BC").map_or((text, false), |digits| (digits, true));
    if digits == "XXXX" {
        return Some(Point::Year(None));
    }
    let number: i16 = digits.parse().ok()?;
    Some(match (digits.len(), before) {
        (4, _) => Point::Year(year(text)?),
        (3, true) => Point::Decade(-number),
        (3, false) => Point::Decade(number),
        (2, true) => Point::Century(-number - 1),
        (2, false) => Point::Century(number),
        (1, true) => Point::Millennium(-number - 1),
        (1, false) => Point::Millennium(number),
        _ => return None,
    })
}

fn of_week(year: Option<i16>, week: &str) -> Option<Point> {
    let (week, rest) = match week.split_once('-') {
        Some((week, rest)) => (two(week)?, Some(rest)),
        None => (two(week)?, None),
    };
    let whole = year.zip(week);
    match rest {
        None => Some(Point::Week(whole)),
        Some("WE") => Some(Point::Weekend(whole)),
        Some(day) => day.parse().ok().filter(|_| whole.is_none()).map(Point::Weekday),
    }
}

/// A year in four digits, unknown as `XXXX`, before Christ after `BC`.
fn year(text: &str) -> Option<Option<i16>> {
    let (digits, before) = text.strip_prefix("BC").map_or((text, false), |digits| (digits, true));
    if digits == "XXXX" {
        return Some(None);
    }
    let number: i16 = (digits.len() == 4).then(|| digits.parse().ok()).flatten()?;
    Some(Some(if before { 1 - number } else { number }))
}

fn two(text: &str) -> Option<Option<i8>> {
    match text {
        "XX" => Some(None),
        digits => (digits.len() == 2).then(|| digits.parse().ok()).flatten().map(Some),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_value_is_read_back_as_it_is_written() {
        let values = [
            "2024-03-12",
            "XXXX-03-12",
            "XXXX-XX-12",
            "2024-03",
            "2024",
            "XXXX",
            "BC0331",
            "BC0480-04",
            "2024-W11",
            "XXXX-WXX",
            "2024-W11-WE",
            "XXXX-WXX-WE",
            "XXXX-WXX-1",
            "2024-SP",
            "XXXX-WI",
            "BC0480-SP",
            "2024-Q1",
            "2024-H2",
            "199",
            "BC047",
            "13",
            "BC01",
            "1",
            "BC2",
        ];
        for value in values {
            assert_eq!(parse(value).unwrap().0.value(), value);
        }
        assert_eq!(parse("2024-03-12T18:30").unwrap().1, Some("18:30"));
        for none in ["P3D", "PT24H", "PAST_REF", "FUTURE_REF", "", "20245", "2024-13x", "T"] {
            assert_eq!(parse(none), None, "{none}");
        }
    }
}
