//! The tab-separated columns of POLECAT, the weekly data coded by PLOVER.

use zenobia_core::record::ActorKind;
use zenobia_core::row::Somebody;

use super::codes::cameo;
use super::delimited::{Marks, Table};
use super::gist::Gist;
use super::plover::codes;
use super::text::{list, number};
use super::{Context, Facet, Format, Part, Shape, System, country};

/// Columns, in POLECAT's order.
const COLUMNS: &[&str] = &[
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
];

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "polecat",
    parts: &[Part { name: "rows", extension: "tsv", media: "text/tab-separated-values" }],
    purpose: "the 40 tab-separated columns of POLECAT, for what reads its weekly files",
    loses: &[
        Facet::Modes,
        Facet::Factuality,
        Facet::Confidence,
        Facet::Grade,
        Facet::Campaign,
        Facet::LastDay,
        Facet::DayUntold,
        Facet::ActorKeys,
        Facet::ActorCodes,
        Facet::Sites,
        Facet::Radius,
        Facet::Means,
        Facet::Tolls,
        Facet::TollRanges,
        Facet::Reports,
        Facet::Words,
        Facet::Positions,
        Facet::Sentences,
        Facet::Voices,
        Facet::Origins,
    ],
    system: Some(System::Plover),
    open,
};

fn open(context: Context<'_>) -> Box<dyn Shape + '_> {
    Box::new(Table { name: "polecat", columns: COLUMNS, tags: None, marks: Marks::Tabs, named: true, cell, context })
}

fn cell(column: &str, gist: &Gist<'_>) -> String {
    if let Some(own) = gist.own(column) {
        return own.to_owned();
    }
    let side = |role: &str, somebody: Option<&Somebody>| who(&column.replacen(role, "Actor", 1), somebody?);
    what(column, gist)
        .or_else(|| column.contains("Actor").then(|| side("Actor", gist.actor)).flatten())
        .or_else(|| column.contains("Recipient").then(|| side("Recipient", gist.recipient)).flatten())
        .or_else(|| place(column, gist))
        .unwrap_or_default()
}

const QUADS: [&str; 4] = ["VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT"];

fn what(column: &str, gist: &Gist<'_>) -> Option<String> {
    let row = gist.row;
    let report = gist.quote.map(|quote| &quote.report);
    let quad = || {
        let root = cameo().root.get(gist.code("cameo")?.get(..2)?)?;
        QUADS.get(usize::from(root.quad) - 1).copied()
    };
    let named = |kinds: &[ActorKind]| {
        let people = row.actors.iter().chain(&row.recipients).filter(|somebody| kinds.contains(&somebody.kind));
        list(people.map(|somebody| somebody.name.as_str()))
    };
    Some(match column {
        "Event ID" => row.id.clone(),
        "Event Date" => gist.days().map_or_else(String::new, |(first, _)| first.to_owned()),
        "Event Type" => gist.type_code("plover").unwrap_or_default().to_owned(),
        "Event Mode" => row.mode.first().cloned().unwrap_or_default(),
        "Quad Code" => quad().unwrap_or_default().to_owned(),
        "Contexts" => row.context.join("|"),
        "Source" => {
            report.map_or_else(String::new, |report| report.publisher.clone().unwrap_or_else(|| report.id.clone()))
        }
        "Publication Date" => report.and_then(|report| report.published.clone()).unwrap_or_default(),
        "Story People" => named(&[ActorKind::Person]),
        "Story Organizations" => named(&[
            ActorKind::Organisation,
            ActorKind::ArmedGroup,
            ActorKind::Militia,
            ActorKind::Media,
            ActorKind::StateForce,
        ]),
        "Story Locations" => list(row.places.iter().map(|place| place.name.as_str())),
        "Language" => report.map(|report| report.language.clone()).unwrap_or_default(),
        "Version" => gist.standing(),
        _ => return None,
    })
}

fn who(column: &str, somebody: &Somebody) -> Option<String> {
    let (state, sector) = codes(somebody);
    Some(match column {
        "Actor Name" | "Actor Name Raw" => somebody.name.clone(),
        "Actor Country" => state,
        "Actor COW" => number(somebody.country.as_deref().and_then(country).and_then(|country| country.state_number)),
        "Primary Actor Sector" | "Actor Sectors" => sector,
        _ => return None,
    })
}

fn place(column: &str, gist: &Gist<'_>) -> Option<String> {
    let place = gist.place?;
    let is_town = place.precision.is_none_or(|precision| precision.ucdp <= 2);
    Some(match column {
        "Placename" | "Raw Placename" => place.name.clone(),
        "City" if is_town => place.name.clone(),
        "Province" => place.admin1.clone().unwrap_or_default(),
        "Country" => gist.country.map_or_else(String::new, |country| country.iso3.clone()),
        "Latitude" => number(place.latitude),
        "Longitude" => number(place.longitude),
        "GeoNames ID" => {
            place.key.as_deref().and_then(|key| key.strip_prefix("geonames:")).unwrap_or_default().to_owned()
        }
        "Feature Type" => place.kind.clone(),
        _ => return None,
    })
}
