//! ACLED's exports, CSV.

use jiff::civil::Date;
use zenobia_core::pack::Ontology;
use zenobia_core::record::ActorKind;

use super::Shape;
use super::finding::{Count, Finding, Somebody, Where, acled_precision};
use super::source::{Line, table};
use crate::date::parse_day;
use crate::write::{acled, country_named};

/// The shape.
pub(super) const SHAPE: Shape = Shape {
    name: "acled",
    purpose: "ACLED's exports, CSV with its column names",
    rows: |input| table(input, b',', None),
    find,
};

fn find(line: &Line, _: &Ontology) -> Result<Finding, String> {
    let id = line.some("event_id_cnty").ok_or("has no event_id_cnty: is it of ACLED?")?;
    let sub = line.get("sub_event_type");
    let known = acled().sub.get(sub).ok_or_else(|| format!("`{sub}` is no sub-event type of ACLED"))?;
    let day = day(line.get("event_date"))?;
    let mut reads = known.reads.iter().cloned();
    let deaths = line.count("fatalities").filter(|&count| count > 0);
    Ok(Finding {
        id: id.to_owned(),
        event: reads.next().unwrap_or_default(),
        mode: reads.collect(),
        trigger: "sub_event_type",
        actors: people(line, ["actor1", "assoc_actor_1", "inter1"]),
        recipients: people(line, ["actor2", "assoc_actor_2", "inter2"]),
        place: Some(place(line)),
        days: Some(span(&day, line.get("time_precision"))),
        days_column: "event_date",
        tolls: deaths
            .map(|count| Count { least: Some(count), most: Some(count), of: None, column: "fatalities" })
            .into_iter()
            .collect(),
        cited: split(line.get("source")),
        cited_column: "source",
        publisher: Some("ACLED".to_owned()),
        published: published(line.get("timestamp")),
        ..Finding::default()
    })
}

/// `2023-01-31`, or `31 January 2023` as older files write it.
fn day(text: &str) -> Result<Date, String> {
    parse_day(text).or_else(|message| Date::strptime("%d %B %Y", text).map_err(|_| message))
}

/// First and last day: precision 2 is the week, 3 the month.
fn span(day: &Date, precision: &str) -> (String, String) {
    let (first, last) = match precision {
        "2" => (*day, day.saturating_add(jiff::Span::new().days(6))),
        "3" => (day.first_of_month(), day.last_of_month()),
        _ => (*day, *day),
    };
    (first.to_string(), last.to_string())
}

fn published(timestamp: &str) -> Option<String> {
    let time = jiff::Timestamp::from_second(timestamp.parse().ok()?).ok()?;
    Some(time.to_zoned(jiff::tz::TimeZone::UTC).date().to_string())
}

fn split(names: &str) -> Vec<String> {
    names.split(';').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

fn people(line: &Line, [name, others, kind]: [&'static str; 3]) -> Vec<Somebody> {
    let word = acled().inter.get(line.get(kind));
    let kind =
        word.and_then(|word| serde_json::from_value(word.as_str().into()).ok()).unwrap_or(ActorKind::Organisation);
    let first = line.some(name).map(|text| Somebody::new(text, kind, name));
    let others = split(line.get(others)).into_iter().map(|text| Somebody::new(&text, ActorKind::Organisation, others));
    first.into_iter().chain(others).collect()
}

fn place(line: &Line) -> Where {
    let column = if line.some("location").is_some() { "location" } else { "country" };
    Where {
        name: line.get(column).to_owned(),
        point: line.point("latitude", "longitude"),
        precision: line.count("geo_precision").and_then(|value| u8::try_from(value).ok()).map(acled_precision),
        country: country_named(line.get("country")).map(|country| country.iso2.clone()),
        admin1: line.some("admin1").map(str::to_owned),
        column,
    }
}
