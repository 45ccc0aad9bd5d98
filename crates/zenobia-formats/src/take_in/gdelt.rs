//! GDELT 2.0's event table: 61 tab-separated columns without headings.

use jiff::civil::Date;
use zenobia_core::pack::Ontology;
use zenobia_core::record::ActorKind;

use super::Shape;
use super::finding::{Finding, Somebody, Where, precision};
use super::source::{Line, table};
use crate::write::{GDELT_COLUMNS, cameo, country_named};

/// The shape.
pub(super) const SHAPE: Shape = Shape {
    name: "gdelt",
    purpose: "GDELT 2.0 events, 61 tab-separated columns without headings",
    rows: |input| table(input, b'\t', Some(GDELT_COLUMNS)),
    find,
};

fn find(line: &Line, ontology: &Ontology) -> Result<Finding, String> {
    if line.columns.len() != GDELT_COLUMNS.len() {
        return Err(format!("has {} columns and not 61: is it GDELT 2.0?", line.columns.len()));
    }
    let code = line.get("EventCode");
    let mut reads = reading(code, ontology)
        .ok_or_else(|| format!("CAMEO {code} is a statement or comment of no certain kind, which is no event here"))?
        .into_iter();
    let day = Date::strptime("%Y%m%d", line.get("Day")).map_err(|_| "Day is no day, YYYYMMDD")?.to_string();
    Ok(Finding {
        id: line.get("GlobalEventID").to_owned(),
        event: reads.next().unwrap_or_default(),
        mode: reads.collect(),
        trigger: "EventCode",
        actors: somebody(line, ["Actor1Name", "Actor1CountryCode", "Actor1Type1Code", "Actor1Code"]),
        recipients: somebody(line, ["Actor2Name", "Actor2CountryCode", "Actor2Type1Code", "Actor2Code"]),
        place: place(line),
        days: Some((day.clone(), day)),
        days_column: "Day",
        published: line
            .get("DATEADDED")
            .get(..8)
            .and_then(|day| Date::strptime("%Y%m%d", day).ok())
            .map(|day| day.to_string()),
        publisher: host(line.get("SOURCEURL")),
        url: line.some("SOURCEURL").map(str::to_owned),
        ..Finding::default()
    })
}

/// The name of the server in an address.
fn host(url: &str) -> Option<String> {
    let rest = url.split_once("://")?.1;
    let host = rest.split(['/', ':', '?']).next()?;
    Some(host.strip_prefix("www.").unwrap_or(host).to_owned()).filter(|host| !host.is_empty())
}

/// Our event type and mode of a CAMEO code: of the table, of the event types, or of the next shorter code.
fn reading(code: &str, ontology: &Ontology) -> Option<Vec<String>> {
    let mut code = code;
    while code.len() >= 2 {
        if let Some(reads) = cameo().reads.get(code) {
            return Some(reads.clone());
        }
        for kind in ontology.events() {
            if kind.codes.get("cameo").is_some_and(|own| own == code) {
                return Some(vec![kind.event.to_string()]);
            }
            let mode = kind.modes.iter().find(|(_, mode)| mode.codes.get("cameo").is_some_and(|own| own == code));
            if let Some((mode, _)) = mode {
                return Some(vec![kind.event.to_string(), mode.to_string()]);
            }
        }
        code = code.get(..code.len() - 1)?;
    }
    None
}

fn somebody(line: &Line, [name, country, kind, code]: [&'static str; 4]) -> Vec<Somebody> {
    let Some(text) = line.some(name) else { return Vec::new() };
    let kind = match line.get(kind) {
        "MIL" | "COP" | "SPY" => ActorKind::StateForce,
        "GOV" | "JUD" | "LEG" | "OPP" => ActorKind::State,
        "REB" | "SEP" | "INS" | "RAD" => ActorKind::ArmedGroup,
        "UAF" => ActorKind::Militia,
        "MED" => ActorKind::Media,
        "CVL" | "REF" | "CRM" | "EDU" | "LAB" | "AGR" => ActorKind::Population,
        "" if line.some(country).is_some() => ActorKind::State,
        _ => ActorKind::Organisation,
    };
    let state = line.some(country).and_then(country_named).map(|country| country.iso2.clone());
    let code = line.some(code).map(|code| ("cameo", code.to_owned()));
    vec![Somebody { name: text.to_owned(), kind, country: state, code, column: name }]
}

fn place(line: &Line) -> Option<Where> {
    let name = line.some("ActionGeo_Fullname")?;
    let exactness = match line.get("ActionGeo_Type") {
        "1" => 6,
        "2" | "5" => 4,
        _ => 1,
    };
    let country = crate::write::country_by_fips(line.get("ActionGeo_CountryCode"));
    Some(Where {
        name: name.split(',').next().unwrap_or(name).trim().to_owned(),
        point: line.point("ActionGeo_Lat", "ActionGeo_Long"),
        precision: Some(precision(exactness)),
        country: country.map(|country| country.iso2.clone()),
        admin1: None,
        column: "ActionGeo_Fullname",
    })
}
