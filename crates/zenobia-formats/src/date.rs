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
