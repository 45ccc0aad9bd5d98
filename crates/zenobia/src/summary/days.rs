//! Times as people say them.

use jiff::civil::Date;
use zenobia_core::record::Time;

use super::labels::Labels;

/// A day in words: 27 March 2016.
pub fn day(date: Date, labels: &Labels) -> String {
    let month = labels.months[usize::from(date.month().unsigned_abs()) - 1];
    format!("{} {month} {}", date.day(), date.year())
}

/// A day given as ISO 8601; itself where it is none.
pub fn iso_day(text: &str, labels: &Labels) -> String {
    text.parse::<Date>().map_or_else(|_| text.to_owned(), |date| day(date, labels))
}

/// A time: a whole day, month or year in words, or else its wording in the report, with its value where that holds a date.
pub fn time(time: &Time, labels: &Labels) -> String {
    let value = time.value.as_str();
    let is_year = value.len() == 4 && value.bytes().all(|byte| byte.is_ascii_digit());
    if let Ok(date) = value.parse::<Date>() {
        return day(date, labels);
    }
    let wording = format!("{}{}{}", labels.quotes[0], time.mention.text, labels.quotes[1]);
    match month(value, labels) {
        Some(month) => month,
        None if is_year => value.to_owned(),
        None if value.starts_with(|letter: char| letter.is_ascii_digit()) => format!("{wording} ({value})"),
        None => wording,
    }
}

fn month(value: &str, labels: &Labels) -> Option<String> {
    let (year, month) = value.split_once('-')?;
    let known = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()) && month.len() == 2;
    let month = month.parse::<usize>().ok().filter(|_| known)?;
    Some(format!("{} {year}", labels.months.get(month.checked_sub(1)?)?))
}

#[cfg(test)]
mod tests {
    use super::{Labels, iso_day, month};

    #[test]
    fn days_and_months_are_said_in_words() {
        assert_eq!(iso_day("2016-03-07", Labels::of("fr")), "7 mars 2016");
        assert_eq!(iso_day("soon", Labels::of("en")), "soon");
        assert_eq!(month("2016-03", Labels::of("en")).as_deref(), Some("March 2016"));
        assert_eq!(month("2016-W1", Labels::of("en")), None);
        assert_eq!(month("2016-00", Labels::of("en")), None);
        assert_eq!(month("XXXX-03", Labels::of("en")), None);
    }
}
