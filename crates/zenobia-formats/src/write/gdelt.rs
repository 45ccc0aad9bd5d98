//! The 61 tab-separated columns of GDELT 2.0's event table, without a line of headings, as GDELT has them.

use jiff::civil::Date;
use zenobia_core::row::Somebody;

use super::codes::cameo;
use super::delimited::{Marks, Table};
use super::gist::Gist;
use super::plover::codes;
use super::text::number;
use super::{Context, Facet, Format, Part, Shape, System};

/// Columns, in GDELT's order.
pub const COLUMNS: &[&str] = &[
    "GlobalEventID",
    "Day",
    "MonthYear",
    "Year",
    "FractionDate",
    "Actor1Code",
    "Actor1Name",
    "Actor1CountryCode",
    "Actor1KnownGroupCode",
    "Actor1EthnicCode",
    "Actor1Religion1Code",
    "Actor1Religion2Code",
    "Actor1Type1Code",
    "Actor1Type2Code",
    "Actor1Type3Code",
    "Actor2Code",
    "Actor2Name",
    "Actor2CountryCode",
    "Actor2KnownGroupCode",
    "Actor2EthnicCode",
    "Actor2Religion1Code",
    "Actor2Religion2Code",
    "Actor2Type1Code",
    "Actor2Type2Code",
    "Actor2Type3Code",
    "IsRootEvent",
    "EventCode",
    "EventBaseCode",
    "EventRootCode",
    "QuadClass",
    "GoldsteinScale",
    "NumMentions",
    "NumSources",
    "NumArticles",
    "AvgTone",
    "Actor1Geo_Type",
    "Actor1Geo_Fullname",
    "Actor1Geo_CountryCode",
    "Actor1Geo_ADM1Code",
    "Actor1Geo_ADM2Code",
    "Actor1Geo_Lat",
    "Actor1Geo_Long",
    "Actor1Geo_FeatureID",
    "Actor2Geo_Type",
    "Actor2Geo_Fullname",
    "Actor2Geo_CountryCode",
    "Actor2Geo_ADM1Code",
    "Actor2Geo_ADM2Code",
    "Actor2Geo_Lat",
    "Actor2Geo_Long",
    "Actor2Geo_FeatureID",
    "ActionGeo_Type",
    "ActionGeo_Fullname",
    "ActionGeo_CountryCode",
    "ActionGeo_ADM1Code",
    "ActionGeo_ADM2Code",
    "ActionGeo_Lat",
    "ActionGeo_Long",
    "ActionGeo_FeatureID",
    "DATEADDED",
    "SOURCEURL",
];

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "gdelt",
    parts: &[Part { name: "rows", extension: "tsv", media: "text/tab-separated-values" }],
    purpose: "the 61 tab-separated columns of GDELT 2.0 events, for what reads GDELT",
    loses: &[
        Facet::Id,
        Facet::Modes,
        Facet::Contexts,
        Facet::Factuality,
        Facet::Confidence,
        Facet::Grade,
        Facet::Campaign,
        Facet::LastDay,
        Facet::DayUntold,
        Facet::Actors,
        Facet::Recipients,
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
        Facet::Sentences,
        Facet::Voices,
        Facet::Origins,
    ],
    system: Some(System::Cameo),
    open,
};

fn open(context: Context<'_>) -> Box<dyn Shape + '_> {
    Box::new(Table { name: "gdelt", columns: COLUMNS, tags: None, marks: Marks::Tabs, named: false, cell, context })
}

/// The number that stands for an id where only numbers may: its sixteen hexadecimal digits, without the first bit.
pub(super) fn number_of(id: &str) -> u64 {
    let digits = id.get(1..).and_then(|digits| u64::from_str_radix(digits, 16).ok());
    let other = || {
        id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
    };
    digits.unwrap_or_else(other) & (u64::MAX >> 1)
}

fn cell(column: &str, gist: &Gist<'_>) -> String {
    if let Some(own) = gist.own(column) {
        return own.to_owned();
    }
    let side = |prefix: &str, somebody: Option<&Somebody>| who(column.strip_prefix(prefix)?, somebody?);
    what(column, gist)
        .or_else(|| side("Actor1", gist.actor))
        .or_else(|| side("Actor2", gist.recipient))
        .or_else(|| place(column.strip_prefix("ActionGeo_")?, gist))
        .unwrap_or_default()
}

fn what(column: &str, gist: &Gist<'_>) -> Option<String> {
    let day = gist.days().and_then(|(first, _)| first.parse::<Date>().ok());
    let dated = |write: fn(Date) -> String| day.map_or_else(String::new, write);
    let code = gist.code("cameo").unwrap_or_default();
    let root = code.get(..2).and_then(|root| cameo().root.get(root));
    let reports = gist.row.quotes.iter().map(|quote| quote.report.id.as_str());
    Some(match column {
        "GlobalEventID" => number_of(&gist.row.id).to_string(),
        "Day" => dated(|day| day.strftime("%Y%m%d").to_string()),
        "MonthYear" => dated(|day| day.strftime("%Y%m").to_string()),
        "Year" => dated(|day| day.strftime("%Y").to_string()),
        // GDELT counts thirty days for every month.
        "FractionDate" => dated(|day| {
            let days = f64::from((i32::from(day.month()) - 1) * 30 + i32::from(day.day()));
            format!("{:.4}", f64::from(day.year()) + days / 365.0)
        }),
        "IsRootEvent" => "1".to_owned(),
        "EventCode" => code.to_owned(),
        "EventBaseCode" => code.get(..3).unwrap_or(code).to_owned(),
        "EventRootCode" => code.get(..2).unwrap_or_default().to_owned(),
        "QuadClass" => number(root.map(|root| root.quad)),
        "GoldsteinScale" => cameo().goldstein(code).map_or_else(String::new, |value| format!("{value:.1}")),
        "NumMentions" => gist.row.quotes.len().to_string(),
        "NumSources" => {
            let publishers =
                gist.row.quotes.iter().map(|quote| quote.report.publisher.as_deref().unwrap_or(&quote.report.id));
            publishers.collect::<std::collections::BTreeSet<_>>().len().to_string()
        }
        "NumArticles" => reports.collect::<std::collections::BTreeSet<_>>().len().to_string(),
        "DATEADDED" => super::text::moment(gist.context.made).chars().filter(char::is_ascii_digit).collect(),
        "SOURCEURL" => gist
            .quote
            .map_or_else(String::new, |quote| quote.report.url.clone().unwrap_or_else(|| quote.report.id.clone())),
        _ => return None,
    })
}

fn who(column: &str, somebody: &Somebody) -> Option<String> {
    let (state, sector) = codes(somebody);
    Some(match column {
        "Code" => somebody.codes.get("cameo").cloned().unwrap_or_else(|| format!("{state}{sector}")),
        "Name" => somebody.name.to_uppercase(),
        "CountryCode" => state,
        "Type1Code" => sector,
        _ => return None,
    })
}

/// 0 not located, 1 a country, 2 a state and 3 a place of the United States, 4 a place elsewhere, 5 a unit of another country.
fn place(column: &str, gist: &Gist<'_>) -> Option<String> {
    let place = gist.place?;
    let fips = || gist.country.map_or_else(String::new, |country| country.fips.clone());
    let exactness = place.precision.map_or(1, |precision| precision.ucdp);
    let american = gist.country.is_some_and(|country| country.iso2 == "US");
    Some(match column {
        "Type" if gist.point().is_none() => "0".to_owned(),
        "Type" => match (exactness, american) {
            (6.., _) => "1",
            (4 | 5, true) => "2",
            (4 | 5, false) => "5",
            (_, true) => "3",
            (_, false) => "4",
        }
        .to_owned(),
        "Fullname" => {
            let country = gist.country.map(|country| country.name.as_str());
            let parts = [Some(place.name.as_str()), place.admin1.as_deref(), country];
            let mut parts: Vec<&str> = parts.into_iter().flatten().collect();
            parts.dedup();
            parts.join(", ")
        }
        "CountryCode" | "ADM1Code" => fips(),
        "Lat" => number(place.latitude),
        "Long" => number(place.longitude),
        _ => return None,
    })
}
