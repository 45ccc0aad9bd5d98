//! How findings divide: by what they are, and over time.

use jiff::ToSpan;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use zenobia_core::row::RowKind;
use zenobia_store::{DayCount, Facets, Query, Store};

use crate::filter::Filter;
use crate::problem::Problem;
use crate::route::{Call, Nothing, Route};

/// Which findings, and how wide bars are.
#[derive(Debug, Deserialize, JsonSchema)]
struct Bars {
    /// Which findings.
    #[serde(flatten)]
    filter: Filter,
    /// How wide; chosen by how much time there is when left out.
    by: Option<By>,
}

/// A stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum By {
    /// A day.
    Day,
    /// A week from Monday.
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
}

/// Findings over time.
#[derive(Debug, Serialize, JsonSchema)]
struct Histogram {
    /// How wide each bar is.
    by: By,
    /// Those with any findings, in order.
    bars: Vec<Bar>,
}

/// Findings of a stretch of time, by the day they began.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
struct Bar {
    /// First day, ISO 8601.
    first: String,
    /// Last day.
    last: String,
    /// Findings.
    count: u64,
}

pub fn routes() -> Vec<Route> {
    vec![
        Route::heavy(
            "/api/v1/facets",
            "How many findings there are of which type, place, actor, source …; events unless of=claim",
            facets,
        ),
        Route::heavy(
            "/api/v1/histogram",
            "How many findings begin in each stretch of time; events unless of=claim",
            histogram,
        ),
    ]
}

/// The question about events, unless claims are asked for.
pub fn about_events(filter: &Filter, call: &crate::app::App, store: &mut Store) -> Result<Query, Problem> {
    let query = filter.query(call, store, None)?;
    Ok(Query { of: Some(query.of.unwrap_or(RowKind::Event)), ..query })
}

fn facets(store: &mut Store, call: Call<Nothing, Filter>) -> Result<Facets, Problem> {
    let query = about_events(&call.query, &call.app, store)?;
    Ok(store.facets(&query)?)
}

fn histogram(store: &mut Store, call: Call<Nothing, Bars>) -> Result<Histogram, Problem> {
    let query = about_events(&call.query.filter, &call.app, store)?;
    let days = store.days(&query)?;
    let by = call.query.by.unwrap_or_else(|| width(&days));
    Ok(Histogram { by, bars: bars(&days, by) })
}

/// Bars so wide that there are some dozens of them.
fn width(days: &[DayCount]) -> By {
    let day = |day: Option<&DayCount>| day.and_then(|day| day.day.parse::<Date>().ok());
    let (Some(first), Some(last)) = (day(days.first()), day(days.last())) else { return By::Day };
    match first.until(last).map_or(0, |span| span.get_days()) {
        ..=92 => By::Day,
        93..=731 => By::Week,
        732..=7_305 => By::Month,
        _ => By::Year,
    }
}

fn bars(days: &[DayCount], by: By) -> Vec<Bar> {
    let mut bars: Vec<Bar> = Vec::new();
    for DayCount { day, count } in days {
        let Some((first, last)) = day.parse::<Date>().ok().map(|day| stretch(day, by)) else { continue };
        let first = first.to_string();
        match bars.last_mut() {
            Some(bar) if bar.first == first => bar.count += count,
            _ => bars.push(Bar { first, last: last.to_string(), count: *count }),
        }
    }
    bars
}

/// The first and last day of the stretch that a day lies in.
fn stretch(day: Date, by: By) -> (Date, Date) {
    match by {
        By::Day => (day, day),
        By::Week => {
            let monday = day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days());
            (monday, monday.saturating_add(6.days()))
        }
        By::Month => (day.first_of_month(), day.last_of_month()),
        By::Year => (day.first_of_year(), day.last_of_year()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: &str, count: u64) -> DayCount {
        DayCount { day: day.to_owned(), count }
    }

    #[test]
    fn days_of_one_stretch_are_one_bar() {
        let days = [day("2016-02-29", 1), day("2016-03-06", 2), day("2016-03-07", 4)];
        let told = |by| bars(&days, by).into_iter().map(|bar| (bar.first, bar.last, bar.count)).collect::<Vec<_>>();
        assert_eq!(
            told(By::Week),
            [("2016-02-29".into(), "2016-03-06".into(), 3), ("2016-03-07".into(), "2016-03-13".into(), 4)]
        );
        assert_eq!(
            told(By::Month),
            [("2016-02-01".into(), "2016-02-29".into(), 1), ("2016-03-01".into(), "2016-03-31".into(), 6)]
        );
        assert_eq!(told(By::Year), [("2016-01-01".into(), "2016-12-31".into(), 7)]);
    }

    #[test]
    fn bars_are_as_wide_as_the_time_is_long() {
        assert_eq!(width(&[]), By::Day);
        assert_eq!(width(&[day("2016-01-01", 1), day("2016-03-01", 1)]), By::Day);
        assert_eq!(width(&[day("2016-01-01", 1), day("2017-03-01", 1)]), By::Week);
        assert_eq!(width(&[day("2010-01-01", 1), day("2017-03-01", 1)]), By::Month);
        assert_eq!(width(&[day("1970-01-01", 1), day("2017-03-01", 1)]), By::Year);
    }
}
