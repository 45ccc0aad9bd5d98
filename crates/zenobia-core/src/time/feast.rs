//! Feasts that move.

use jiff::civil::Date;

use super::point::plus_days;

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

/// The first day of the Ramadan that begins in a year, by the tabular Islamic calendar (civil epoch, 622-07-16 Julian).
pub(super) fn ramadan(year: i16) -> Option<Date> {
    let epoch = Date::new(622, 7, 19).ok()?;
    let guess = (i64::from(year) - 622) * 33 / 32;
    let begins = |hijri: i64| {
        let days = (hijri - 1) * 354 + (3 + 11 * hijri).div_euclid(30) + 236;
        plus_days(epoch, days)
    };
    (guess - 1..=guess + 2).filter_map(begins).find(|date| date.year() == year)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn feasts_fall_on_their_days() {
        assert_eq!(easter(2024), Some(date(2024, 3, 31)));
        assert_eq!(easter(1999), Some(date(1999, 4, 4)));
        assert_eq!(ramadan(2024), Some(date(2024, 3, 11)));
        assert_eq!(ramadan(2015), Some(date(2015, 6, 18)));
    }
}
