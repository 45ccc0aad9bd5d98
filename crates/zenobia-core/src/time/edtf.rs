//! Times as Extended Date/Time Format (ISO 8601-2:2019, the Library of Congress' EDTF), levels 0 to 2.

use jiff::civil::Date;

use super::point::{Moment, Point, Season, plus_days};
use super::value::parse;
use crate::record::{Time, TimeKind};

/// A time as EDTF writes it; `None` for what the format has no word for: sets, vague references, durations and weekdays without a date.
///
/// | TIMEX3 | EDTF |
/// |---|---|
/// | `2024-03-12`, `2024-03`, `2024`, `BC0331` | `2024-03-12`, `2024-03`, `2024`, `-0330` |
/// | `XXXX-03-12`, `XXXX-XX-12` | the same (level 2) |
/// | `199`, `13` | `199X`, `13XX` (level 1) |
/// | `2024-SP`, `2024-Q1`, `2024-H1` | `2024-21` (level 1), `2024-33`, `2024-40` (level 2) |
/// | `2024-03-12T18:30` | `2024-03-12T18:30:00` |
/// | `2024-W11`, a night, a duration told from a date | the interval of its days |
///
/// ```
/// # use zenobia_core::record::{Mention, Time, TimeKind};
/// # let why = zenobia_core::why::Why::by("");
/// # let mention = Mention { start: 0, end: 0, text: String::new() };
/// let spring = Time {
///     id: "t1".into(), kind: TimeKind::Date, value: "2024-SP".into(), anchor: None,
///     first: Some("2024-03-01".into()), last: Some("2024-05-31".into()), mention, why,
/// };
/// assert_eq!(zenobia_core::time::edtf(&spring).as_deref(), Some("2024-21"));
/// ```
pub fn edtf(time: &Time) -> Option<String> {
    let days = day(time.first.as_deref()).zip(day(time.last.as_deref()));
    match time.kind {
        TimeKind::Set => None,
        TimeKind::Duration => days.map(interval),
        TimeKind::Date | TimeKind::Time => {
            let Some((point, clock)) = parse(&time.value) else { return days.map(interval) };
            of_point(point, clock, days)
        }
    }
}

fn day(text: Option<&str>) -> Option<Date> {
    text.and_then(|text| text.parse().ok())
}

fn of_point(point: Point, clock: Option<&str>, days: Option<(Date, Date)>) -> Option<String> {
    if let Some((hour, minute)) = clock.and_then(|clock| clock.split_once(':')) {
        let date = point.day().or(days.map(|(first, _)| first))?;
        return match hour {
            "24" => Some(format!("{}T00:00:00", date_text(plus_days(date, 1)?))),
            _ => Some(format!("{}T{hour}:{minute}:00", date_text(date))),
        };
    }
    let own = Moment::at(point, super::Anchor::None).days();
    let code = code(point);
    match days {
        // A night ends on the next day; a month of another calendar begins within one of ours.
        Some(days) if own != Some(days) || code.is_none() => Some(interval(days)),
        _ => code,
    }
}

/// What EDTF has for a point without looking at its days.
fn code(point: Point) -> Option<String> {
    match point {
        Point::Day(year, month, day) => Some(format!("{}-{}-{}", year_text(year), two(month), two(day))),
        Point::Month(year, month) => Some(format!("{}-{}", year_text(year), two(month))),
        Point::Year(year) => Some(year_text(year)),
        Point::Season(year, season) => Some(format!("{}-{}", year_text(year), season_code(season))),
        Point::Quarter(year, quarter) => Some(format!("{}-{}", year_text(year), 32 + i32::from(quarter))),
        Point::Half(year, half) => Some(format!("{}-{}", year_text(year), 39 + i32::from(half))),
        Point::Decade(decade @ 0..) => Some(format!("{decade:03}X")),
        Point::Century(century @ 0..) => Some(format!("{century:02}XX")),
        Point::Millennium(millennium @ 0..) => Some(format!("{millennium}XXX")),
        _ => None,
    }
}

/// Spring 21 to winter 24; independent of the hemisphere, as the texts are.
fn season_code(season: Season) -> u8 {
    match season {
        Season::Spring => 21,
        Season::Summer => 22,
        Season::Fall => 23,
        Season::Winter => 24,
    }
}

fn interval((first, last): (Date, Date)) -> String {
    if first == last { date_text(first) } else { format!("{}/{}", date_text(first), date_text(last)) }
}

fn date_text(date: Date) -> String {
    format!("{}-{:02}-{:02}", year_text(Some(date.year())), date.month(), date.day())
}

/// Four digits; the year 0 is 1 BC.
fn year_text(year: Option<i16>) -> String {
    match year {
        None => "XXXX".to_owned(),
        Some(year) if year < 0 => format!("-{:04}", -i32::from(year)),
        Some(year) => format!("{year:04}"),
    }
}

fn two(number: Option<i8>) -> String {
    number.map_or("XX".to_owned(), |number| format!("{number:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Mention;
    use crate::why::Why;

    fn written(kind: TimeKind, value: &str, days: Option<(&str, &str)>) -> Option<String> {
        let mention = Mention { start: 0, end: 0, text: String::new() };
        let (first, last) = (days.map(|(first, _)| first.to_owned()), days.map(|(_, last)| last.to_owned()));
        let why = Why::default();
        edtf(&Time { id: "t1".into(), kind, value: value.into(), first, last, anchor: None, mention, why })
    }

    fn date(value: &str) -> Option<String> {
        let days = parse(value).and_then(|(point, _)| point.days()).map(|(a, b)| (a.to_string(), b.to_string()));
        written(TimeKind::Date, value, days.as_ref().map(|(a, b)| (a.as_str(), b.as_str())))
    }

    #[test]
    fn dates_are_written_as_they_are() {
        for same in ["2024-03-12", "2024-03", "2024", "XXXX-03-12", "XXXX-XX-12"] {
            assert_eq!(date(same).as_deref(), Some(same));
        }
        assert_eq!(date("BC0331").as_deref(), Some("-0330"));
        assert_eq!(date("BC0001").as_deref(), Some("0000"));
    }

    #[test]
    fn longer_stretches_have_codes_of_their_own() {
        let pairs = [
            ("199", "199X"),
            ("13", "13XX"),
            ("1", "1XXX"),
            ("2024-SP", "2024-21"),
            ("2023-WI", "2023-24"),
            ("2024-Q4", "2024-36"),
            ("2024-H2", "2024-41"),
        ];
        for (value, written) in pairs {
            assert_eq!(date(value).as_deref(), Some(written));
        }
    }

    #[test]
    fn what_has_no_code_is_the_interval_of_its_days() {
        assert_eq!(date("2024-W11").as_deref(), Some("2024-03-11/2024-03-17"));
        assert_eq!(date("BC047").as_deref(), Some("-0478-01-01/-0469-12-31"));
        let night = written(TimeKind::Time, "2024-03-11TNI", Some(("2024-03-11", "2024-03-12")));
        assert_eq!(night.as_deref(), Some("2024-03-11/2024-03-12"));
        let told = written(TimeKind::Duration, "P3M", Some(("2015-04-01", "2015-04-30")));
        assert_eq!(told.as_deref(), Some("2015-04-01/2015-04-30"));
        let ramadan = written(TimeKind::Date, "2024-03", Some(("2024-03-11", "2024-04-09")));
        assert_eq!(ramadan.as_deref(), Some("2024-03-11/2024-04-09"));
    }

    #[test]
    fn a_time_of_day_has_seconds_and_midnight_belongs_to_the_next_day() {
        let at = |value| written(TimeKind::Time, value, Some(("2024-03-12", "2024-03-12")));
        assert_eq!(at("2024-03-12T18:30").as_deref(), Some("2024-03-12T18:30:00"));
        assert_eq!(at("2024-03-12T24:00").as_deref(), Some("2024-03-13T00:00:00"));
        assert_eq!(at("2024-03-12TMO").as_deref(), Some("2024-03-12"));
    }

    #[test]
    fn what_no_date_stands_for_is_left_out() {
        assert_eq!(written(TimeKind::Date, "PAST_REF", None), None);
        assert_eq!(written(TimeKind::Duration, "P3M", None), None);
        assert_eq!(written(TimeKind::Set, "XXXX-WXX-5", None), None);
        assert_eq!(written(TimeKind::Date, "XXXX-WXX-5", None), None);
    }
}
