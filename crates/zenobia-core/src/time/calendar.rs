//! Feasts that move, and other calendars: the Islamic, the Julian and the Hebrew one, all in days of the Gregorian calendar.

use jiff::civil::Date;

use super::point::plus_days;

/// The day before 1 January of the year 1 of the Gregorian calendar: what days are counted from (Rata Die 0).
fn origin() -> Option<Date> {
    plus_days(Date::new(1, 1, 1).ok()?, -1)
}

fn fixed(day: i64) -> Option<Date> {
    plus_days(origin()?, day)
}

/// Days before a month of an Islamic year: odd months have 30, even ones 29.
fn days_before(month: i64) -> i64 {
    29 * (month - 1) + month / 2
}

/// A day of the tabular Islamic calendar (civil epoch, 16 July 622 Julian; leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26 and 29 of
/// thirty). The moon may be seen a day earlier or later.
pub(super) fn hijri(year: i64, month: i64, day: i64) -> Option<Date> {
    /// Rata Die of 16 July 622 (Julian).
    const EPOCH: i64 = 227_015;
    let fits = (1..=2000).contains(&year) && (1..=12).contains(&month) && (1..=30).contains(&day);
    fits.then(|| fixed(EPOCH - 1 + (year - 1) * 354 + (3 + 11 * year) / 30 + days_before(month) + day)).flatten()
}

/// The first and the last day of a month of the Islamic calendar, or of a year without a month.
pub(super) fn hijri_days(year: i64, month: Option<i64>) -> Option<(Date, Date)> {
    let (next_year, next_month) = match month {
        Some(month @ 1..=11) => (year, month + 1),
        _ => (year + 1, 1),
    };
    Some((hijri(year, month.unwrap_or(1), 1)?, plus_days(hijri(next_year, next_month, 1)?, -1)?))
}

/// The Islamic year in which a month and day fall in a year of the Gregorian calendar: the first one where there are two.
pub(super) fn hijri_year(year: i16, month: i64, day: i64) -> Option<i64> {
    let guess = (i64::from(year) - 622) * 33 / 32;
    (guess - 1..=guess + 2).find(|&hijri_year| hijri(hijri_year, month, day).is_some_and(|date| date.year() == year))
}

/// The Gregorian day of a day of the Julian calendar (Reingold and Dershowitz); `None` when that calendar has no such day.
pub(super) fn of_julian(year: i16, month: i8, day: i8) -> Option<Date> {
    let (y, m, d) = (i64::from(year), i64::from(month), i64::from(day));
    let leap = y.rem_euclid(4) == 0;
    let length = match month {
        2 => 28 + i64::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    let correction = match () {
        () if m <= 2 => 0,
        () if leap => -1,
        () => -2,
    };
    let before = 365 * (y - 1) + (y - 1).div_euclid(4) + (367 * m - 362) / 12 + correction - 2;
    (1..=length).contains(&d).then(|| fixed(before + d)).flatten()
}

/// Easter Sunday of a year of the Gregorian calendar, after Meeus, Jones and Butcher.
pub(super) fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(year, i8::try_from(n / 31).ok()?, i8::try_from(n % 31 + 1).ok()?).ok()
}

/// Easter Sunday of the Orthodox churches, after Meeus.
pub(super) fn orthodox_easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let d = (19 * y.rem_euclid(19) + 15) % 30;
    let e = (2 * y.rem_euclid(4) + 4 * y.rem_euclid(7) - d + 34).rem_euclid(7);
    let n = d + e + 114;
    of_julian(year, i8::try_from(n / 31).ok()?, i8::try_from(n % 31 + 1).ok()?)
}

/// Days from the epoch of the Hebrew calendar to the New Year of a year, postponements included (Reingold and Dershowitz).
fn hebrew_elapsed(year: i64) -> i64 {
    let months = (235 * year - 234).div_euclid(19);
    let parts = 12_084 + 13_753 * months;
    let day = 29 * months + parts.div_euclid(25_920);
    day + i64::from((3 * (day + 1)).rem_euclid(7) < 3)
}

fn hebrew_delay(year: i64) -> i64 {
    let (last, this, next) = (hebrew_elapsed(year - 1), hebrew_elapsed(year), hebrew_elapsed(year + 1));
    match () {
        () if next - this == 356 => 2,
        () if this - last == 382 => 1,
        () => 0,
    }
}

/// The day of Rosh Hashanah (1 Tishri) that falls in a year of the Gregorian calendar; the other feasts lie a fixed number of days
/// from it: Yom Kippur 9, Sukkot 14, Passover before it −163.
pub(super) fn rosh_hashanah(year: i16) -> Option<Date> {
    /// Rata Die of the epoch, 7 October 3761 BC (Julian).
    const EPOCH: i64 = -1_373_427;
    let hebrew = i64::from(year) + 3761;
    let date = fixed(EPOCH + hebrew_elapsed(hebrew) + hebrew_delay(hebrew))?;
    (date.year() == year).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn islamic_days_are_those_of_the_tables() {
        assert_eq!(hijri(1, 1, 1), Some(date(622, 7, 19)));
        assert_eq!(hijri(1445, 9, 1), Some(date(2024, 3, 11)));
        assert_eq!(hijri(1436, 9, 1), Some(date(2015, 6, 18)));
        assert_eq!(hijri_days(1435, None), Some((date(2013, 11, 5), date(2014, 10, 24))));
        assert_eq!(hijri_year(2024, 10, 1), Some(1445));
    }

    #[test]
    fn julian_days_lie_thirteen_days_back_in_the_twentieth_century() {
        assert_eq!(of_julian(1917, 10, 25), Some(date(1917, 11, 7)));
        assert_eq!(of_julian(1825, 12, 14), Some(date(1825, 12, 26)));
        assert_eq!(of_julian(1900, 2, 28), Some(date(1900, 3, 12)));
        assert_eq!(of_julian(1900, 2, 29), Some(date(1900, 3, 13)));
        assert_eq!(of_julian(1900, 3, 1), Some(date(1900, 3, 14)));
        assert_eq!(of_julian(1917, 2, 30), None);
    }

    #[test]
    fn feasts_fall_on_their_days() {
        assert_eq!(easter(2024), Some(date(2024, 3, 31)));
        assert_eq!(easter(1999), Some(date(1999, 4, 4)));
        assert_eq!(orthodox_easter(2022), Some(date(2022, 4, 24)));
        assert_eq!(orthodox_easter(2024), Some(date(2024, 5, 5)));
        assert_eq!(rosh_hashanah(1973), Some(date(1973, 9, 27)));
        assert_eq!(rosh_hashanah(2023), Some(date(2023, 9, 16)));
        assert_eq!(plus_days(rosh_hashanah(1973).unwrap(), 9), Some(date(1973, 10, 6)));
        assert_eq!(plus_days(rosh_hashanah(2024).unwrap(), -163), Some(date(2024, 4, 23)));
    }
}
