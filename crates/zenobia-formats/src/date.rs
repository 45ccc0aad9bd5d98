//! Days as people write them on a command line or in a file.

use jiff::civil::{Date, DateTime};

/// Reads a day, `YYYY-MM-DD`; a time of day after it is allowed and left out.
///
/// # Errors
/// Says what was wrong and how to write it.
///
/// ```
/// use zenobia_formats::date::parse_day;
/// assert_eq!(parse_day("2016-03-28").unwrap().to_string(), "2016-03-28");
/// assert_eq!(parse_day("2016-03-28T09:30:00Z").unwrap().to_string(), "2016-03-28");
/// assert!(parse_day("28/03/2016").unwrap_err().contains("YYYY-MM-DD"));
/// ```
pub fn parse_day(text: &str) -> Result<Date, String> {
    let text = text.trim();
    let day = text.get(..10).filter(|_| text.len() > 10).unwrap_or(text);
    let rest = text.get(day.len()..).unwrap_or_default();
    let whole = rest.is_empty() || rest.starts_with(['T', 't', ' ']);
    let parsed = day.parse::<Date>().or_else(|_| text.parse::<DateTime>().map(DateTime::date));
    match parsed {
        Ok(date) if whole && day.len() == 10 => Ok(date),
        _ => Err(format!("`{text}` is not a day: write it as YYYY-MM-DD, such as 2016-03-28")),
    }
}

/// The day of a date as pages, feeds and tables write it: ISO 8601 with or without a time, RFC 2822, or year, month and day as
/// numbers. Days and months as numbers only (`03/04/2016`) are not guessed at.
///
/// ```
/// use zenobia_formats::date::find_day;
/// assert_eq!(find_day("2016-03-28T23:30:00-05:00").unwrap().to_string(), "2016-03-28");
/// assert_eq!(find_day("Mon, 28 Mar 2016 10:00:00 +0000").unwrap().to_string(), "2016-03-28");
/// assert_eq!(find_day("2016/03/28").unwrap().to_string(), "2016-03-28");
/// assert!(find_day("03/04/2016").is_none());
/// ```
pub fn find_day(text: &str) -> Option<Date> {
    let text = text.trim();
    let mail = || jiff::fmt::rfc2822::parse(text).ok().map(|time| time.date());
    let numbers = || {
        let day = text.get(..10)?.replace(['/', '.'], "-");
        day.parse::<Date>().ok().filter(|_| day.as_bytes()[4] == b'-')
    };
    let joined =
        || text.get(..8).filter(|_| text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()))?.parse().ok();
    parse_day(text).ok().or_else(mail).or_else(numbers).or_else(joined)
}

#[cfg(test)]
mod tests {
    use super::parse_day;

    #[test]
    fn a_day_that_does_not_exist_is_refused() {
        assert!(parse_day("2016-02-30").is_err());
        assert!(parse_day("").is_err());
        assert!(parse_day("2016-03-28x").is_err());
        assert!(parse_day("é016-03-288").is_err());
        assert!(parse_day("20160328").is_err());
    }
}
