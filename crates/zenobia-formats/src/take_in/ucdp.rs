//! UCDP's Georeferenced Event Dataset, CSV.

use zenobia_core::pack::Ontology;
use zenobia_core::record::ActorKind;

use super::Shape;
use super::finding::{Count, Finding, Somebody, Where, precision};
use super::source::{Line, table};
use crate::date::parse_day;
use crate::write::country_named;

/// The shape.
pub(super) const SHAPE: Shape = Shape {
    name: "ucdp",
    purpose: "UCDP GED, CSV with its column names",
    rows: |input| table(input, b',', None),
    find,
};

fn find(line: &Line, ontology: &Ontology) -> Result<Finding, String> {
    let id = line.some("id").ok_or("has no id: is it UCDP GED?")?;
    let violence = line.count("type_of_violence").ok_or("has no type_of_violence")?;
    let first = day(line, "date_start")?;
    let last = day(line, "date_end").unwrap_or_else(|_| first.clone());
    let actors = somebody(line, ["side_a", "side_a_new_id", "gwnoa"], violence, true);
    let recipients = somebody(line, ["side_b", "side_b_new_id", "gwnob"], violence, false);
    let name = |people: &[Somebody]| people.first().map(|somebody| somebody.name.clone());
    Ok(Finding {
        id: id.strip_suffix(".0").unwrap_or(id).to_owned(),
        event: super::event_with(ontology, "ucdp", "1")?,
        trigger: if line.some("dyad_name").is_some() { "dyad_name" } else { "type_of_violence" },
        tolls: tolls(line, name(&actors), name(&recipients)),
        actors,
        recipients,
        place: Some(place(line)),
        days: Some((first, last)),
        days_column: "date_start",
        cited: split(line.get("source_original")),
        cited_column: "source_original",
        title: split(line.get("source_headline")).into_iter().next(),
        publisher: split(line.get("source_office")).into_iter().next(),
        published: split(line.get("source_date")).into_iter().find(|day| parse_day(day).is_ok()),
        ..Finding::default()
    })
}

fn day(line: &Line, column: &str) -> Result<String, String> {
    parse_day(line.get(column)).map(|day| day.to_string()).map_err(|message| format!("{column}: {message}"))
}

/// Values that stand side by side, each once.
fn split(values: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for value in values.split(';').map(str::trim).filter(|value| !value.is_empty()) {
        if !all.iter().any(|known| known == value) {
            all.push(value.to_owned());
        }
    }
    all
}

/// A side. In violence of type 1 side A is a state, in type 3 side B are civilians; a Gleditsch and Ward number shows a state.
fn somebody(line: &Line, [name, id, state]: [&'static str; 3], violence: u64, is_a: bool) -> Vec<Somebody> {
    let Some(text) = line.some(name) else { return Vec::new() };
    let is_state = line.some(state).is_some() || text.starts_with("Government of ") || (violence == 1 && is_a);
    let kind = match is_state {
        true => ActorKind::State,
        false if violence == 3 && !is_a => ActorKind::Population,
        false => ActorKind::ArmedGroup,
    };
    let code = line.count(id).map(|code| ("ucdp", code.to_string()));
    vec![Somebody { code, ..Somebody::new(text, kind, name) }]
}

fn place(line: &Line) -> Where {
    let column = if line.some("where_coordinates").is_some() { "where_coordinates" } else { "country" };
    Where {
        name: line.get(column).to_owned(),
        point: line.point("latitude", "longitude"),
        precision: line.count("where_prec").and_then(|value| u8::try_from(value).ok()).map(precision),
        country: country_named(line.get("country")).map(|country| country.iso2.clone()),
        admin1: line.some("adm_1").map(str::to_owned),
        column,
    }
}

/// The total with its range, then the sides that lost somebody.
fn tolls(line: &Line, a: Option<String>, b: Option<String>) -> Vec<Count> {
    let mut all = Vec::new();
    if let Some(best) = line.count("best") {
        let (low, high) = (line.count("low").unwrap_or(best), line.count("high").unwrap_or(best));
        all.push(Count { least: Some(low), most: Some(high), of: None, column: "best" });
    }
    // Civilians are their own side in UCDP, also where side B is another.
    let sides = [("deaths_a", a), ("deaths_b", b), ("deaths_civilians", Some("Civilians".to_owned()))];
    for (column, of) in sides {
        if let Some(count) = line.count(column).filter(|&count| count > 0) {
            all.push(Count { least: Some(count), most: Some(count), of, column });
        }
    }
    all
}
