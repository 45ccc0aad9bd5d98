//! The 49 columns of UCDP's Georeferenced Event Dataset.

use jiff::civil::Date;
use zenobia_core::record::ActorKind;
use zenobia_core::row::Somebody;

use super::delimited::{Marks, Table};
use super::gist::{Gist, is_civilian};
use super::text::{list, number, word};
use super::{Context, Facet, Format, Part, Shape, System};

/// Columns, in the order of the dataset.
pub const COLUMNS: &[&str] = &[
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
];

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "ucdp",
    parts: &[Part { name: "rows", extension: "csv", media: "text/csv" }],
    purpose: "the 49 columns of UCDP GED, for models of organized violence",
    loses: &[
        Facet::Modes,
        Facet::Contexts,
        Facet::Confidence,
        Facet::Grade,
        Facet::Campaign,
        Facet::ActorKeys,
        Facet::ActorCodes,
        Facet::Sites,
        Facet::PlaceKeys,
        Facet::Radius,
        Facet::Means,
        Facet::Tolls,
        Facet::Words,
        Facet::Positions,
        Facet::Sentences,
        Facet::Origins,
    ],
    system: Some(System::Ucdp),
    open,
};

fn open(context: Context<'_>) -> Box<dyn Shape + '_> {
    Box::new(Table { name: "ucdp", columns: COLUMNS, tags: None, marks: Marks::Commas, named: true, cell, context })
}

fn cell(column: &str, gist: &Gist<'_>) -> String {
    if let Some(own) = gist.own(column) {
        return own.to_owned();
    }
    what(column, gist)
        .or_else(|| source(column, gist))
        .or_else(|| place(column, gist))
        .or_else(|| deaths(column, gist))
        .unwrap_or_default()
}

/// 1 a state against an organized group, 2 groups against each other, 3 one side against civilians.
fn violence(gist: &Gist<'_>) -> Option<&'static str> {
    gist.code("ucdp")?;
    let is_state = |somebody: &Somebody| matches!(somebody.kind, ActorKind::State | ActorKind::StateForce);
    let row = gist.row;
    if gist.is_against_civilians() || (gist.dead.civilians > 0 && row.recipients.iter().all(is_civilian)) {
        Some("3")
    } else if row.actors.iter().chain(&row.recipients).any(is_state) {
        Some("1")
    } else if row.actors.is_empty() && row.recipients.is_empty() {
        None
    } else {
        Some("2")
    }
}

fn names(people: &[Somebody]) -> String {
    let names: Vec<&str> = people.iter().map(|somebody| somebody.name.as_str()).collect();
    names.join(", ")
}

fn what(column: &str, gist: &Gist<'_>) -> Option<String> {
    let (row, days) = (gist.row, gist.days());
    let side_b = || if gist.is_against_civilians() { "Civilians".to_owned() } else { names(&row.recipients) };
    Some(match column {
        "id" => super::gdelt::number_of(&row.id).to_string(),
        "relid" => row.id.clone(),
        "year" => number(days.and_then(|(first, _)| first.parse::<Date>().ok()).map(Date::year)),
        "code_status" => format!("{}, {}", word(&row.factuality), gist.standing()),
        "type_of_violence" => violence(gist).unwrap_or_default().to_owned(),
        "dyad_name" => match (names(&row.actors), side_b()) {
            (a, b) if a.is_empty() || b.is_empty() => String::new(),
            (a, b) => format!("{a} - {b}"),
        },
        "side_a" => names(&row.actors),
        "side_b" => side_b(),
        "gwnoa" => state_number(&row.actors),
        "gwnob" => state_number(&row.recipients),
        "date_prec" => number(gist.date_precision()),
        "date_start" => days.map_or_else(String::new, |(first, _)| first.to_owned()),
        "date_end" => days.map_or_else(String::new, |(_, last)| last.to_owned()),
        "event_clarity" => row.clarity.unwrap_or(if row.places.len() > 1 { 2 } else { 1 }).to_string(),
        _ => return None,
    })
}

/// The Gleditsch and Ward number of the first state on a side.
fn state_number(people: &[Somebody]) -> String {
    let states = people.iter().filter(|somebody| matches!(somebody.kind, ActorKind::State | ActorKind::StateForce));
    let mut numbers = states.filter_map(|state| super::country(state.country.as_deref()?)?.state_number);
    number(numbers.next())
}

fn source(column: &str, gist: &Gist<'_>) -> Option<String> {
    let reports = || gist.row.quotes.iter().map(|quote| &quote.report);
    let each = |all: Vec<&str>| all.join(";");
    let published = || each(reports().map(|report| report.published.as_deref().unwrap_or_default()).collect());
    Some(match column {
        "number_of_sources" => {
            let mut ids: Vec<&str> = reports().map(|report| report.id.as_str()).collect();
            ids.sort_unstable();
            ids.dedup();
            ids.len().to_string()
        }
        "source_article" => {
            let article = |report: &zenobia_core::row::Source| {
                let part = |text: &Option<String>| text.clone().unwrap_or_default();
                let [office, day, title] = [&report.publisher, &report.published, &report.title].map(part);
                format!("\"{office},{day},{}\"", if title.is_empty() { report.id.clone() } else { title })
            };
            reports().map(article).collect::<Vec<_>>().join(";")
        }
        "source_office" => each(reports().map(|report| report.publisher.as_deref().unwrap_or_default()).collect()),
        "source_date" => published(),
        "source_headline" => each(reports().map(|report| report.title.as_deref().unwrap_or_default()).collect()),
        "source_original" => {
            list(gist.row.quotes.iter().flat_map(|quote| &quote.chain).filter_map(|voice| voice.name.as_deref()))
        }
        _ => return None,
    })
}

fn place(column: &str, gist: &Gist<'_>) -> Option<String> {
    let (place, point) = (gist.place, gist.point());
    Some(match column {
        "where_prec" => number(place.and_then(|place| place.precision).map(|precision| precision.ucdp)),
        "where_coordinates" => place.map_or_else(String::new, |place| place.name.clone()),
        "where_description" => list(gist.row.places.iter().map(|place| place.name.as_str())),
        "adm_1" => place.and_then(|place| place.admin1.clone()).unwrap_or_default(),
        "latitude" => number(point.map(|(latitude, _)| latitude)),
        "longitude" => number(point.map(|(_, longitude)| longitude)),
        "geom_wkt" => point.map_or_else(String::new, |(latitude, longitude)| format!("POINT ({longitude} {latitude})")),
        "priogrid_gid" => number(point.map(|(latitude, longitude)| priogrid(latitude, longitude))),
        "country" => gist.country.map_or_else(String::new, |country| country.ucdp_name.clone()),
        "country_id" => number(gist.country.and_then(|country| country.state_number)),
        "region" => gist.country.map_or_else(String::new, |country| country.ucdp_region.clone()),
        _ => return None,
    })
}

/// Number of the PRIO-GRID cell: half degrees, 720 a row, from the south-west, counted from 1.
fn priogrid(latitude: f64, longitude: f64) -> u32 {
    let row = ((latitude + 90.0) * 2.0).floor().clamp(0.0, 359.0) as u32;
    let column = ((longitude + 180.0) * 2.0).floor().clamp(0.0, 719.0) as u32;
    row * 720 + column + 1
}

fn deaths(column: &str, gist: &Gist<'_>) -> Option<String> {
    let dead = gist.dead;
    let count = match column {
        "deaths_a" => dead.a,
        "deaths_b" => dead.b,
        "deaths_civilians" => dead.civilians,
        "deaths_unknown" => dead.unknown,
        "best" => dead.best,
        "high" => dead.high,
        "low" => dead.low,
        _ => return None,
    };
    Some(count.to_string())
}
