//! Claims, events and their tolls by columns. Claims and events have the columns of the plain table, so that one question gives the same cells in
//! CSV, GeoParquet and a data frame.

use zenobia_core::reconcile::situation::Event;
use zenobia_core::record::Record;
use zenobia_core::row::{Number, Row, RowKind, of_event, of_record};

use super::{Cells, Column, Table, flags, points, since_1970, texts, wholes};
use crate::write::{COLUMNS, Context, Gist, Kind, cell, kind, text_day, word};

/// A row a claim.
pub fn claims(records: &[Record], context: Context<'_>) -> Table {
    let rows: Vec<Row> = records.iter().flat_map(of_record).collect();
    plain("claims", &rows, context)
}

/// A row an event. `records` are those that it rests on, as many as are at hand; what only they know (links, sentences, codes) is left out without
/// them.
pub fn events(events: &[Event], records: &[&Record], context: Context<'_>) -> Table {
    plain("events", &event_rows(events, records), context)
}

fn event_rows(events: &[Event], records: &[&Record]) -> Vec<Row> {
    let mut by_id: Vec<&Record> = records.to_vec();
    by_id.sort_by(|one, other| one.report.id.cmp(&other.report.id));
    let row = |event: &Event| {
        let mut names: Vec<&str> = event.claims.iter().map(|telling| telling.report.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        let find = |name: &str| by_id.binary_search_by(|record| record.report.id.as_str().cmp(name)).ok();
        let about: Vec<&Record> = names.into_iter().filter_map(find).map(|at| by_id[at]).collect();
        of_event(event, &about)
    };
    events.iter().map(row).collect()
}

/// The plain columns and the point of each row.
fn plain(name: &'static str, rows: &[Row], context: Context<'_>) -> Table {
    let gists: Vec<Gist<'_>> = rows.iter().map(|row| Gist::new(row, "geoparquet", context)).collect();
    let column = |&column: &&'static str| Column { name: column, cells: cells(column, &gists) };
    let mut columns: Vec<Column> = COLUMNS.iter().map(column).collect();
    columns.push(Column { name: "geometry", cells: points(&gists, |gist| gist.point()) });
    Table { name, columns }
}

fn cells(column: &str, gists: &[Gist<'_>]) -> Cells {
    let all = gists.iter().map(|gist| cell(column, gist));
    let there = all.map(|cell| (!cell.is_empty()).then_some(cell));
    match kind(column) {
        Kind::Text => Cells::Texts(there.collect()),
        Kind::Day => Cells::Days(there.map(|cell| text_day(&cell?).map(since_1970)).collect()),
        Kind::Flag => Cells::Flags(there.map(|cell| Some(cell? == "true")).collect()),
        Kind::Number => Cells::Numbers(there.map(|cell| cell?.parse().ok()).collect()),
        Kind::Whole => Cells::Wholes(there.map(|cell| cell?.parse().ok()).collect()),
    }
}

/// The report of a claim.
fn report(row: &Row) -> Option<&str> {
    let quote = (row.of == RowKind::Claim).then(|| row.quotes.first()).flatten()?;
    Some(&quote.report.id)
}

/// A row a number: of claims the numbers that they tell, of events what all claims together come to.
pub fn tolls(records: &[Record], events: &[Event]) -> Table {
    let told: Vec<Row> = records.iter().flat_map(of_record).chain(event_rows(events, &[])).collect();
    let numbers: Vec<(&Row, &Number)> =
        told.iter().flat_map(|row| row.tolls.iter().map(move |toll| (row, toll))).collect();
    Table::of(
        "tolls",
        [
            ("finding", texts(&numbers, |(row, _)| Some(&row.id))),
            ("kind", Cells::Texts(numbers.iter().map(|(row, _)| Some(word(&row.of))).collect())),
            ("event", texts(&numbers, |(row, _)| Some(&row.event))),
            ("report", texts(&numbers, |(row, _)| report(row))),
            ("effect", texts(&numbers, |(_, toll)| Some(&toll.effect))),
            ("unit", texts(&numbers, |(_, toll)| Some(&toll.unit))),
            ("side", Cells::Texts(numbers.iter().map(|(_, toll)| toll.side.as_ref().map(word)).collect())),
            ("of", texts(&numbers, |(_, toll)| toll.of.as_deref())),
            ("low", wholes(&numbers, |(_, toll)| toll.low)),
            ("best", wholes(&numbers, |(_, toll)| toll.best)),
            ("high", wholes(&numbers, |(_, toll)| toll.high)),
            ("approximate", flags(&numbers, |(_, toll)| Some(toll.approximate))),
            ("cumulative", flags(&numbers, |(_, toll)| Some(toll.cumulative))),
        ],
    )
}
