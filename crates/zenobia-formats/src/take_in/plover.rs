//! PLOVER records, JSON Lines.

use serde_json::Value;
use zenobia_core::pack::Ontology;
use zenobia_core::record::ActorKind;

use super::Shape;
use super::finding::{Finding, Somebody, Where};
use super::source::{Line, json_lines};
use crate::date::parse_day;
use crate::write::country_named;

/// The shape.
pub(super) const SHAPE: Shape =
    Shape { name: "plover", purpose: "PLOVER records, one JSON object a line", rows: json_lines, find };

fn find(line: &Line, ontology: &Ontology) -> Result<Finding, String> {
    let id = line.some("id").ok_or("has no id")?;
    let event = line.get("event");
    let kind = ontology.get(event).ok_or_else(|| format!("`{event}` is no event type that is known here"))?;
    let known = |mode: &&str| kind.modes.contains_key(*mode);
    let words = |column: &str| line.get(column).split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let day = line.some("date").and_then(|day| parse_day(day).ok()).map(|day| day.to_string());
    Ok(Finding {
        id: id.to_owned(),
        event: event.to_owned(),
        mode: line.get("mode").split_whitespace().filter(known).map(str::to_owned).collect(),
        context: words("context"),
        trigger: if line.some("eventText").is_some() { "eventText" } else { "event" },
        actors: people(line, "source"),
        recipients: people(line, "target"),
        place: place(line),
        days: day.map(|day| (day.clone(), day)),
        days_column: "date",
        publisher: line.some("publication").map(str::to_owned),
        url: line.some("url").map(str::to_owned),
        language: line.some("language").map(str::to_owned),
        ..Finding::default()
    })
}

fn people(line: &Line, column: &'static str) -> Vec<Somebody> {
    let list: Vec<Value> = serde_json::from_str(line.get(column)).unwrap_or_default();
    let person = |value: &Value| {
        let text = |field: &str| value.get(field).and_then(Value::as_str).unwrap_or_default();
        let kind = match text("sector") {
            "GOV" => ActorKind::State,
            "MIL" | "COP" | "SPY" => ActorKind::StateForce,
            "REB" | "SEP" => ActorKind::ArmedGroup,
            "UAF" => ActorKind::Militia,
            "MED" => ActorKind::Media,
            "CVL" | "REF" => ActorKind::Population,
            "" if country_named(text("code")).is_some() => ActorKind::State,
            _ => ActorKind::Organisation,
        };
        let name = Some(text("actorText")).filter(|name| !name.is_empty())?;
        let country = country_named(text("code")).map(|country| country.iso2.clone());
        Some(Somebody { country, ..Somebody::new(name, kind, column) })
    };
    list.iter().filter_map(person).collect()
}

fn place(line: &Line) -> Option<Where> {
    let place: Value = serde_json::from_str(line.get("location")).ok()?;
    let name = place.get("name").and_then(Value::as_str)?;
    let degrees = |field: &str| place.get(field).and_then(Value::as_f64);
    let code = place.get("country").and_then(Value::as_str);
    Some(Where {
        name: name.to_owned(),
        point: degrees("lat").zip(degrees("lon")),
        precision: None,
        country: code.and_then(country_named).map(|country| country.iso2.clone()),
        admin1: None,
        column: "location",
    })
}
