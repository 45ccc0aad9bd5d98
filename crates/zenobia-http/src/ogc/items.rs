//! The features of a collection.

use axum::extract::{RawPathParams, RawQuery, State};
use axum::http::{HeaderMap, Method};
use axum::response::Response;
use axum::routing::get;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use zenobia_core::row::Row;
use zenobia_formats::write::{Context, Writer, format};
use zenobia_store::{Cursor, Query};

use super::collections::{Id, find};
use super::links::{Format, GEOJSON, JSON, Link, Plain, base, link};
use crate::app::App;
use crate::ask;
use crate::filter::bbox;
use crate::openapi::Schemas;
use crate::problem::{Code, Problem};
use crate::reply::Told;
use crate::route::{Described, Route, from_path};

/// Which features.
#[derive(Debug, Deserialize, JsonSchema)]
struct Which {
    /// West, south, east, north in degrees, with commas between them; heights are left out of account.
    #[schemars(regex(
        pattern = r"^-?[0-9]{1,4}(\.[0-9]{1,20})?(,-?[0-9]{1,4}(\.[0-9]{1,20})?){3}((,-?[0-9]{1,6}(\.[0-9]{1,20})?){2})?$"
    ))]
    bbox: Option<String>,
    /// A moment or two with a slash between them, RFC 3339; `..` is open.
    #[schemars(length(min = 1, max = 100))]
    datetime: Option<String>,
    /// At most so many; more than 10,000 are 10,000.
    #[schemars(range(min = 1))]
    limit: Option<u64>,
    /// Where a page before ended; its link `next` has it.
    #[schemars(length(min = 1, max = 200))]
    after: Option<String>,
    /// How the answer is written.
    #[allow(dead_code, reason = "there is only one")]
    f: Option<Format>,
}

/// Features.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct Features {
    /// Always `FeatureCollection`.
    #[serde(rename = "type")]
    kind: &'static str,
    /// The features, as the export `geojson` has them.
    features: Vec<Feature>,
    /// Where to go on.
    links: Vec<Link>,
    /// When this was told.
    time_stamp: String,
    /// How many there are; left out when there are more than 10,000.
    #[serde(skip_serializing_if = "Option::is_none")]
    number_matched: Option<u64>,
    /// How many are here.
    number_returned: u64,
}

/// A feature.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
struct Feature {
    /// Always `Feature`.
    #[serde(rename = "type")]
    kind: String,
    /// Id of the finding.
    id: String,
    /// A point, or nothing.
    geometry: Option<Map<String, Value>>,
    /// What is told of it.
    properties: Map<String, Value>,
    /// Where to go on.
    #[serde(default, skip_serializing_if = "Vec::is_empty", skip_deserializing)]
    links: Vec<Link>,
}

/// The id of a feature.
#[derive(Debug, Deserialize, JsonSchema)]
struct FeatureId {
    /// Id of the collection.
    #[schemars(length(min = 1, max = 100))]
    collection: String,
    /// Id of the finding.
    #[schemars(length(min = 1, max = 200))]
    feature: String,
}

pub fn routes() -> Vec<Route> {
    let all = |schemas: &mut Schemas| Described {
        path: schemas.parameters::<Id>(),
        query: schemas.parameters::<Which>(),
        body: Vec::new(),
        answers: vec![(200, vec![(GEOJSON.to_owned(), schemas.answer::<Features>())])],
    };
    let one = |schemas: &mut Schemas| Described {
        path: schemas.parameters::<FeatureId>(),
        query: schemas.parameters::<Plain>(),
        body: Vec::new(),
        answers: vec![(200, vec![(GEOJSON.to_owned(), schemas.answer::<Feature>())])],
    };
    vec![
        Route::other(
            Method::GET,
            "/ogc/collections/{collection}/items",
            "OGC API – Features: the features of a collection",
            all,
            get(items),
        ),
        Route::other(
            Method::GET,
            "/ogc/collections/{collection}/items/{feature}",
            "OGC API – Features: a feature",
            one,
            get(item),
        ),
    ]
}

async fn items(
    State(app): State<App>,
    params: RawPathParams,
    RawQuery(raw): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let named = find(&from_path::<Id>(&params)?.collection)?;
    let which: Which = ask::query(raw.as_deref())?;
    let query = narrow(named.query(), &which)?;
    let path = format!("/ogc/collections/{}", named.id);
    let base = base(&headers, app.options.https);
    let own = app.clone();
    let read = move |store: &mut zenobia_store::Store| {
        let (rows, next) = store.page(&query)?;
        let matched = store.count_to(&Query { after: None, limit: None, ..query }, 10_000)?;
        Ok((features(&own, &rows)?, next, matched))
    };
    let (features, next, number_matched) = app.stores.read(read).await?;
    let here = raw.filter(|raw| !raw.is_empty()).map(|raw| format!("?{raw}")).unwrap_or_default();
    let mut links = vec![
        link(&base, &format!("{path}/items{here}"), "self", GEOJSON, "This page"),
        link(&base, &path, "collection", JSON, "The collection"),
    ];
    if let Some(Cursor(next)) = next {
        links.push(link(&base, &format!("{path}/items?{}", again(&which, &next)), "next", GEOJSON, "The next page"));
    }
    let number_returned = features.len() as u64;
    let time_stamp = Timestamp::now().to_string();
    let answer = Features { kind: "FeatureCollection", features, links, time_stamp, number_matched, number_returned };
    Ok(Told::json(&answer)?.answer(&headers, GEOJSON))
}

/// The same question, going on after a page.
fn again(which: &Which, next: &str) -> String {
    let limit = which.limit.map(|limit| limit.to_string());
    let given = [("bbox", &which.bbox), ("datetime", &which.datetime), ("limit", &limit)];
    let given = given.iter().filter_map(|(name, value)| value.as_ref().map(|value| (*name, value.as_str())));
    let mut pairs = url::form_urlencoded::Serializer::new(String::new());
    pairs.extend_pairs(given).append_pair("after", next);
    pairs.finish()
}

fn narrow(mut query: Query, which: &Which) -> Result<Query, Problem> {
    query.bbox = which.bbox.as_deref().map(flat).transpose()?;
    if let Some(text) = &which.datetime {
        (query.since, query.until) = interval(text)?;
        // What has no day is at no time that is asked for.
        query.dated = Some(true);
    }
    query.limit = Some(which.limit.unwrap_or(10).min(10_000));
    query.after = which.after.clone().map(Cursor);
    Ok(query)
}

/// A box without its heights.
fn flat(text: &str) -> Result<[f64; 4], Problem> {
    let parts: Vec<&str> = text.split(',').collect();
    match parts.as_slice() {
        [west, south, _, east, north, _] => bbox(&[*west, *south, *east, *north].join(",")),
        _ => bbox(text),
    }
}

/// The days of a moment, or of two.
fn interval(text: &str) -> Result<(Option<String>, Option<String>), Problem> {
    let wrong = || Problem::with("datetime", Code::NoMoment, &[]);
    let day = |text: &str| -> Result<Option<String>, Problem> {
        if matches!(text, "" | "..") {
            return Ok(None);
        }
        // A day alone is no moment, and of a moment with an offset the day in Greenwich counts.
        let moment = text.parse::<Timestamp>().map(|moment| moment.to_zoned(TimeZone::UTC).date());
        let day = moment.or_else(|_| text.parse::<Date>());
        day.map(|day| Some(day.to_string())).map_err(|_| wrong())
    };
    match text.split_once('/') {
        Some((first, last)) => match (day(first)?, day(last)?) {
            (Some(first), Some(last)) if last < first => Err(wrong()),
            days => Ok(days),
        },
        None => {
            let day = day(text)?.ok_or_else(wrong)?;
            Ok((Some(day.clone()), Some(day)))
        }
    }
}

async fn item(
    State(app): State<App>,
    params: RawPathParams,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    ask::query::<Plain>(query.as_deref())?;
    let FeatureId { collection, feature } = from_path(&params)?;
    let named = find(&collection)?;
    let id = feature.clone();
    let rows = app.stores.read(move |store| Ok(store.page(&Query { id: vec![id], ..named.query() })?.0)).await?;
    let missing = || Problem::of(Code::NotInCollection, &[("feature", &feature), ("collection", &collection)]);
    let mut feature = features(&app, &rows)?.into_iter().next().ok_or_else(missing)?;
    let base = base(&headers, app.options.https);
    let path = format!("/ogc/collections/{collection}");
    feature.links = vec![
        link(&base, &format!("{path}/items/{}", feature.id), "self", GEOJSON, "This feature"),
        link(&base, &path, "collection", JSON, "The collection"),
    ];
    Ok(Told::json(&feature)?.answer(&headers, GEOJSON))
}

/// Rows as the export `geojson` writes them.
fn features(app: &App, rows: &[Row]) -> Result<Vec<Feature>, Problem> {
    #[derive(Deserialize)]
    struct Written {
        features: Vec<Feature>,
    }
    let broken = |error: &dyn std::fmt::Display| Problem::fault(format!("features cannot be written: {error}"));
    let format = format("geojson").ok_or_else(|| broken(&"there is no such format"))?;
    let made = Timestamp::now().as_second();
    let context = Context { ontology: &app.library().packs().ontology, maker: "zenobia", made };
    let mut bytes: Vec<u8> = Vec::new();
    let mut writer = Writer::new(format, context, vec![Box::new(&mut bytes)]).map_err(|error| broken(&error))?;
    rows.iter().try_for_each(|row| writer.write(row)).map_err(|error| broken(&error))?;
    writer.finish().map_err(|error| broken(&error))?;
    let written: Written = serde_json::from_slice(&bytes).map_err(|error| broken(&error))?;
    Ok(written.features)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_days_and_open_ends_are_open() {
        let told =
            |text: &str| interval(text).map(|(first, last)| (first.unwrap_or_default(), last.unwrap_or_default()));
        assert_eq!(told("2016-03-28").unwrap(), ("2016-03-28".into(), "2016-03-28".into()));
        assert_eq!(told("2016-03-28T23:30:00-02:00").unwrap().0, "2016-03-29");
        assert_eq!(told("2016-03-01/..").unwrap(), ("2016-03-01".into(), String::new()));
        assert_eq!(told("/2016-03-01T00:00:00Z").unwrap(), (String::new(), "2016-03-01".into()));
        for wrong in ["", "..", "yesterday", "2016-03-02/2016-03-01", "2016-13-01"] {
            assert_eq!(interval(wrong).unwrap_err().status, 400, "{wrong}");
        }
    }

    #[test]
    fn heights_of_a_box_are_left_out() {
        assert_eq!(flat("1,2,-100,3,4,100").unwrap(), [1.0, 2.0, 3.0, 4.0]);
        assert_eq!(flat("170,-20,-170,-10").unwrap(), [170.0, -20.0, -170.0, -10.0]);
        assert!(flat("1,9,3,4").is_err() && flat("1,2,3").is_err());
    }
}
