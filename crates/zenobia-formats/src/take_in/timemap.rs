//! Events of timemap, a JSON array.

use jiff::civil::Date;
use serde_json::Value;
use zenobia_core::pack::Ontology;
use zenobia_core::record::ActorKind;

use super::Shape;
use super::finding::{Finding, Somebody, Where};
use super::source::{Line, json_array};
use crate::date::parse_day;

/// The shape.
pub(super) const SHAPE: Shape = Shape {
    name: "timemap",
    purpose: "events.json of timemap; the category has to be an event type that is known here",
    rows: json_array,
    find,
};

fn find(line: &Line, ontology: &Ontology) -> Result<Finding, String> {
    let category = line.get("category");
    let kind = ontology.get(category).ok_or_else(|| {
        format!("category `{category}` is no event type that is known here: write one of `zenobia packs` there, such as ASSAULT")
    })?;
    let chosen = filters(line);
    let of = |group: &'static str| {
        chosen.iter().filter(move |(own, _)| own == group).map(|(_, name)| name.clone()).collect::<Vec<_>>()
    };
    let people = |group: &'static str| {
        of(group).iter().map(|name| Somebody::new(name, ActorKind::Organisation, "associations")).collect()
    };
    let id = line.some("id").map_or_else(|| line.number.to_string(), str::to_owned);
    Ok(Finding {
        id,
        event: category.to_owned(),
        mode: of("mode").into_iter().filter(|mode| kind.modes.contains_key(mode.as_str())).collect(),
        context: of("context"),
        trigger: "category",
        actors: people("actor"),
        recipients: people("recipient"),
        place: line.some("location").map(|name| Where {
            name: name.to_owned(),
            point: line.point("latitude", "longitude"),
            precision: None,
            country: None,
            admin1: None,
            column: "location",
        }),
        days: day(line.get("date")).map(|day| (day.clone(), day)),
        days_column: "date",
        cited: serde_json::from_str(line.get("sources")).unwrap_or_default(),
        cited_column: "sources",
        ..Finding::default()
    })
}

/// `group:name`, as our own files have them.
fn filters(line: &Line) -> Vec<(String, String)> {
    let list: Vec<Value> = serde_json::from_str(line.get("associations")).unwrap_or_default();
    let pair = |value: &Value| value.as_str()?.split_once(':').map(|(group, name)| (group.to_owned(), name.to_owned()));
    list.iter().filter_map(pair).collect()
}

/// Month first, or ISO 8601.
fn day(text: &str) -> Option<String> {
    let day = parse_day(text).ok().or_else(|| Date::strptime("%m/%d/%Y", text).ok());
    day.map(|day| day.to_string())
}
