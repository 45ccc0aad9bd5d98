//! CSV with HXL tags, for humanitarian data.

use super::delimited::{Marks, Table};
use super::gist::Gist;
use super::text::{list, number, word};
use super::{Context, Facet, Format, Part, Shape, plain};

/// Columns of the table; its tags stand under them.
const COLUMNS: &[&str] = &[
    "id",
    "first_day",
    "last_day",
    "event",
    "modes",
    "actors",
    "recipients",
    "sites",
    "country_code",
    "country",
    "admin1",
    "location",
    "latitude",
    "longitude",
    "where_precision",
    "killed",
    "injured",
    "displaced",
    "tolls",
    "factuality",
    "description",
    "sources",
    "urls",
    "published",
    "review",
    "made_by",
];

const TAGS: &[&str] = &[
    "#event+id",
    "#date+start",
    "#date+end",
    "#event+type",
    "#event+subtype",
    "#group+name+actor",
    "#group+name+target",
    "#loc+site+name",
    "#country+code+v_iso2",
    "#country+name",
    "#adm1+name",
    "#loc+name",
    "#geo+lat",
    "#geo+lon",
    "#geo+precision",
    "#affected+killed",
    "#affected+injured",
    "#affected+displaced",
    "#affected+text",
    "#status",
    "#description",
    "#meta+source",
    "#meta+url",
    "#date+published",
    "#meta+review",
    "#meta+version",
];

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "hxl",
    parts: &[Part { name: "rows", extension: "csv", media: "text/csv" }],
    purpose: "a table with HXL hashtags, for HDX and humanitarian dashboards",
    loses: &[
        Facet::Contexts,
        Facet::Confidence,
        Facet::Grade,
        Facet::Campaign,
        Facet::DayUntold,
        Facet::ActorKeys,
        Facet::ActorCodes,
        Facet::Places,
        Facet::PlaceKeys,
        Facet::Radius,
        Facet::Means,
        Facet::Reports,
        Facet::Words,
        Facet::Positions,
        Facet::Origins,
    ],
    system: None,
    open,
};

fn open(context: Context<'_>) -> Box<dyn Shape + '_> {
    Box::new(Table {
        name: "hxl",
        columns: COLUMNS,
        tags: Some(TAGS),
        marks: Marks::Commas,
        named: true,
        cell,
        context,
    })
}

fn cell(column: &str, gist: &Gist<'_>) -> String {
    let row = gist.row;
    let affected = |effect: &str| {
        let tolls = row.tolls.iter().filter(|toll| toll.effect == effect && toll.unit == "person");
        number(tolls.filter_map(|toll| toll.best).max())
    };
    match column {
        "country_code" => gist.place.and_then(|place| place.country.clone()).unwrap_or_default(),
        "country" => gist.country.map_or_else(String::new, |country| country.name.clone()),
        "location" => gist.place.map_or_else(String::new, |place| place.name.clone()),
        "killed" => plain::cell("killed_best", gist),
        "injured" => affected("wounded"),
        "displaced" => affected("displaced"),
        "description" => {
            let sentences = list(row.quotes.iter().filter_map(|quote| quote.text.as_deref()));
            if sentences.is_empty() { gist.headline() } else { sentences }
        }
        "sources" => gist.said_by(),
        "factuality" => word(&row.factuality),
        _ => plain::cell(column, gist),
    }
}
