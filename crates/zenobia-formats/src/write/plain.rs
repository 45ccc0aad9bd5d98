//! CSV with plain columns, for spreadsheets and statistics.

use zenobia_core::row::Somebody;

use super::delimited::{Marks, Table};
use super::gist::Gist;
use super::text::{list, number, tolls, word};
use super::{Context, Facet, Format, Part, Shape};

/// Columns of the plain table.
pub(crate) const COLUMNS: &[&str] = &[
    "id",
    "kind",
    "event",
    "modes",
    "contexts",
    "factuality",
    "confidence",
    "grade",
    "extent",
    "part_of",
    "review",
    "first_day",
    "last_day",
    "day_told",
    "date_precision",
    "actors",
    "actor_keys",
    "recipients",
    "recipient_keys",
    "sites",
    "places",
    "place_key",
    "latitude",
    "longitude",
    "radius_km",
    "country",
    "admin1",
    "where_precision",
    "means",
    "tolls",
    "killed_low",
    "killed_best",
    "killed_high",
    "said_by",
    "words",
    "sentences",
    "reports",
    "published",
    "publishers",
    "urls",
    "origins",
    "made_by",
];

/// What stands in a column, for formats that tell numbers from words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Day,
    Flag,
    Number,
    Whole,
}

/// The kind of a column of the plain table.
pub(crate) fn kind(column: &str) -> Kind {
    match column {
        "first_day" | "last_day" => Kind::Day,
        "day_told" => Kind::Flag,
        "confidence" | "latitude" | "longitude" | "radius_km" => Kind::Number,
        "date_precision" | "where_precision" | "killed_low" | "killed_best" | "killed_high" => Kind::Whole,
        _ => Kind::Text,
    }
}

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "csv",
    parts: &[Part { name: "rows", extension: "csv", media: "text/csv" }],
    purpose: "a table with plain columns, for spreadsheets, R, pandas and QGIS",
    loses: &[Facet::ActorCodes, Facet::Positions],
    system: None,
    open,
};

fn open(context: Context<'_>) -> Box<dyn Shape + '_> {
    Box::new(Table { name: "csv", columns: COLUMNS, tags: None, marks: Marks::Commas, named: true, cell, context })
}

/// What stands in a column.
pub(crate) fn cell(column: &str, gist: &Gist<'_>) -> String {
    what(column, gist).or_else(|| who_and_where(column, gist)).or_else(|| evidence(column, gist)).unwrap_or_default()
}

fn what(column: &str, gist: &Gist<'_>) -> Option<String> {
    let row = gist.row;
    Some(match column {
        "id" => row.id.clone(),
        "kind" => word(&row.of),
        "event" => row.event.clone(),
        "modes" => list(row.mode.iter().map(String::as_str)),
        "contexts" => list(row.context.iter().map(String::as_str)),
        "factuality" => word(&row.factuality),
        "confidence" => number(row.confidence),
        "grade" => row.grade.map_or_else(String::new, |grade| word(&grade)),
        "extent" => row.extent.map_or_else(String::new, |extent| word(&extent)),
        "part_of" => row.part_of.clone().unwrap_or_default(),
        "review" => word(&row.review),
        "first_day" => gist.days().map_or_else(String::new, |(first, _)| first.to_owned()),
        "last_day" => gist.days().map_or_else(String::new, |(_, last)| last.to_owned()),
        "day_told" => row.time.as_ref().map_or_else(String::new, |time| time.told.to_string()),
        "date_precision" => number(gist.date_precision()),
        "made_by" => gist.context.maker.to_owned(),
        _ => return None,
    })
}

fn names(people: &[Somebody]) -> String {
    list(people.iter().map(|somebody| somebody.name.as_str()))
}

fn keys(people: &[Somebody]) -> String {
    list(people.iter().filter_map(|somebody| somebody.key.as_deref()))
}

fn who_and_where(column: &str, gist: &Gist<'_>) -> Option<String> {
    let (row, place) = (gist.row, gist.place);
    Some(match column {
        "actors" => names(&row.actors),
        "actor_keys" => keys(&row.actors),
        "recipients" => names(&row.recipients),
        "recipient_keys" => keys(&row.recipients),
        "sites" => list(row.sites.iter().map(|site| site.name.as_str())),
        "places" => list(row.places.iter().map(|place| place.name.as_str())),
        "place_key" => place.and_then(|place| place.key.clone()).unwrap_or_default(),
        "latitude" => number(gist.point().map(|(latitude, _)| latitude)),
        "longitude" => number(gist.point().map(|(_, longitude)| longitude)),
        "radius_km" => number(place.and_then(|place| place.radius_km)),
        "country" => place.and_then(|place| place.country.clone()).unwrap_or_default(),
        "admin1" => place.and_then(|place| place.admin1.clone()).unwrap_or_default(),
        "where_precision" => number(place.and_then(|place| place.precision).map(|precision| precision.ucdp)),
        "means" => list(row.means.iter().map(String::as_str)),
        _ => return None,
    })
}

fn evidence(column: &str, gist: &Gist<'_>) -> Option<String> {
    let row = gist.row;
    let killed = row.tolls.iter().any(super::facet::is_deaths).then_some(gist.dead);
    let reports = || row.quotes.iter().map(|quote| &quote.report);
    Some(match column {
        "tolls" => tolls(&row.tolls),
        "killed_low" => number(killed.map(|dead| dead.low)),
        "killed_best" => number(killed.map(|dead| dead.best)),
        "killed_high" => number(killed.map(|dead| dead.high)),
        "said_by" => list(row.quotes.iter().flat_map(|quote| &quote.chain).filter_map(|voice| voice.name.as_deref())),
        "words" => list(row.quotes.iter().map(|quote| quote.words.as_str())),
        "sentences" => list(row.quotes.iter().filter_map(|quote| quote.text.as_deref())),
        "reports" => list(reports().map(|report| report.id.as_str())),
        "published" => list(reports().filter_map(|report| report.published.as_deref())),
        "publishers" => list(reports().filter_map(|report| report.publisher.as_deref())),
        "urls" => list(reports().filter_map(|report| report.url.as_deref())),
        "origins" => list(row.origins.iter().map(String::as_str)),
        _ => return None,
    })
}
