//! The 31 columns of ACLED's exports.

use jiff::civil::Date;
use zenobia_core::record::ActorKind;
use zenobia_core::row::Somebody;

use super::codes::{Country, acled};
use super::delimited::{Marks, Table};
use super::gist::Gist;
use super::text::{list, number};
use super::{Context, Facet, Format, Part, Shape, System};

/// Columns, in ACLED's order.
pub const COLUMNS: &[&str] = &[
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
];

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "acled",
    parts: &[Part { name: "rows", extension: "csv", media: "text/csv" }],
    purpose: "the 31 columns of ACLED's exports, for what is built on them",
    loses: &[
        Facet::Modes,
        Facet::Contexts,
        Facet::Confidence,
        Facet::Grade,
        Facet::Campaign,
        Facet::LastDay,
        Facet::DayUntold,
        Facet::ActorKeys,
        Facet::ActorCodes,
        Facet::Sites,
        Facet::Places,
        Facet::PlaceKeys,
        Facet::Radius,
        Facet::Means,
        Facet::Tolls,
        Facet::TollRanges,
        Facet::Reports,
        Facet::Words,
        Facet::Positions,
        Facet::Origins,
    ],
    system: Some(System::Acled),
    open,
};

fn open(context: Context<'_>) -> Box<dyn Shape + '_> {
    Box::new(Table { name: "acled", columns: COLUMNS, tags: None, marks: Marks::Commas, named: true, cell, context })
}

fn cell(column: &str, gist: &Gist<'_>) -> String {
    if let Some(own) = gist.own(column) {
        return own.to_owned();
    }
    what(column, gist).or_else(|| who(column, gist)).or_else(|| place(column, gist)).unwrap_or_default()
}

/// Names of event type, sub-event type and kind of disorder.
fn types(gist: &Gist<'_>) -> Option<(&'static str, &'static str, &'static str)> {
    let code = gist.code("acled")?;
    let by_state = gist.actor.is_some_and(|actor| matches!(actor.kind, ActorKind::State | ActorKind::StateForce));
    acled().types(code, gist.is_against_civilians(), by_state)
}

fn what(column: &str, gist: &Gist<'_>) -> Option<String> {
    let name = |index: usize| {
        types(gist).map_or_else(String::new, |(event, sub, disorder)| [event, sub, disorder][index].to_owned())
    };
    let day = gist.days().map(|(first, _)| first);
    Some(match column {
        "event_id_cnty" => gist.row.id.clone(),
        "event_date" => day.unwrap_or_default().to_owned(),
        "year" => day.and_then(|day| day.parse::<Date>().ok()).map_or_else(String::new, |day| day.year().to_string()),
        "time_precision" => number(gist.date_precision().map(|precision| match precision {
            1 => 1,
            2 | 3 => 2,
            _ => 3,
        })),
        "event_type" => name(0),
        "sub_event_type" => name(1),
        "disorder_type" => name(2),
        "civilian_targeting" if gist.is_against_civilians() => "Civilian targeting".to_owned(),
        "source" => gist.said_by(),
        "notes" => notes(gist),
        "fatalities" => gist.dead.best.to_string(),
        "tags" => tags(gist),
        "timestamp" => gist.context.made.to_string(),
        _ => return None,
    })
}

/// What the reports say, or the row in a line.
fn notes(gist: &Gist<'_>) -> String {
    let sentences = list(gist.row.quotes.iter().filter_map(|quote| quote.text.as_deref()));
    if sentences.is_empty() { gist.headline() } else { sentences }
}

/// What there is no column for, and users must know.
fn tags(gist: &Gist<'_>) -> String {
    let factuality = super::text::word(&gist.row.factuality);
    format!("{factuality}; {}", gist.standing().replace(", ", "; "))
}

fn who(column: &str, gist: &Gist<'_>) -> Option<String> {
    let row = gist.row;
    let others = |people: &[Somebody]| list(people.iter().skip(1).map(|somebody| somebody.name.as_str()));
    let name = |somebody: Option<&Somebody>| somebody.map_or_else(String::new, |somebody| somebody.name.clone());
    let kind = |somebody: Option<&Somebody>| somebody.map(|somebody| inter(somebody, gist.country));
    Some(match column {
        "actor1" => name(gist.actor),
        "assoc_actor_1" => others(&row.actors),
        "inter1" => kind(gist.actor).unwrap_or_default().to_owned(),
        "actor2" => name(gist.recipient),
        "assoc_actor_2" => others(&row.recipients),
        "inter2" => kind(gist.recipient).unwrap_or_default().to_owned(),
        "interaction" => match (kind(gist.actor), kind(gist.recipient)) {
            (Some(one), Some(other)) => format!("{one}-{other}"),
            (Some(one), None) | (None, Some(one)) => format!("{one} only"),
            (None, None) => String::new(),
        },
        _ => return None,
    })
}

/// ACLED's kind of actor; forces of a state abroad are external.
fn inter(somebody: &Somebody, country: Option<&Country>) -> &'static str {
    let abroad = somebody.country.as_deref().zip(country).is_some_and(|(own, country)| own != country.iso2);
    match somebody.kind {
        ActorKind::State | ActorKind::StateForce if abroad => "External/Other forces",
        ActorKind::State | ActorKind::StateForce => "State forces",
        ActorKind::ArmedGroup => "Rebel group",
        ActorKind::Militia => "Political militia",
        ActorKind::Organisation => "External/Other forces",
        ActorKind::Media | ActorKind::Person | ActorKind::Population => "Civilians",
    }
}

fn place(column: &str, gist: &Gist<'_>) -> Option<String> {
    let place = gist.place;
    Some(match column {
        "iso" => gist.country.map_or_else(String::new, |country| country.number.to_string()),
        "region" => gist.country.map_or_else(String::new, |country| country.acled_region.clone()),
        "country" => gist.country.map_or_else(String::new, |country| country.acled_name.clone()),
        "admin1" => place.and_then(|place| place.admin1.clone()).unwrap_or_default(),
        "location" => place.map_or_else(String::new, |place| place.name.clone()),
        "latitude" => number(gist.point().map(|(latitude, _)| latitude)),
        "longitude" => number(gist.point().map(|(_, longitude)| longitude)),
        "geo_precision" => number(place.and_then(|place| place.precision).map(|precision| precision.acled)),
        _ => return None,
    })
}
