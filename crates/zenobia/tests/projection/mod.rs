//! A record as a page to be reviewed: names instead of ids, one finding a line.

use std::fmt::Write as _;

use zenobia_core::record::{Claim, Mention, Place, Record, Source, SourceKind, Time, Toll};

/// The whole page.
pub fn write(record: &Record) -> String {
    let report = &record.report;
    let published = report.published.as_deref().unwrap_or("day unknown");
    let mut page = format!("{} {} {published}, {} code points\n", report.id, report.language, report.length);
    section(&mut page, "repairs", record.repairs.iter().map(|one| format!("{} → {}", one.text, one.repaired)));
    section(&mut page, "claims", record.claims.iter().map(|claim| claim_line(record, claim)));
    section(
        &mut page,
        "actors",
        record.actors.iter().map(|actor| {
            let key = actor.key.as_deref().unwrap_or("-");
            format!("{} ({}, {key}): {}", actor.name, code(&actor.kind), words(&actor.mentions))
        }),
    );
    section(
        &mut page,
        "sites",
        record.sites.iter().map(|site| {
            let key = site.key.as_deref().unwrap_or("-");
            format!("{} ({}, {key}): {}", site.name, site.kind, words(&site.mentions))
        }),
    );
    section(&mut page, "places", record.places.iter().map(|place| place_line(record, place)));
    section(&mut page, "times", record.times.iter().map(time_line));
    section(
        &mut page,
        "quantities",
        record.quantities.iter().map(|quantity| {
            format!("{} = {} {}", quote(&quantity.mention), range(quantity.least, quantity.most), quantity.unit)
        }),
    );
    section(&mut page, "notes", record.notes.iter().map(|note| format!("{}: {}", note.kind, note.message)));
    page
}

fn section(page: &mut String, title: &str, lines: impl Iterator<Item = String>) {
    let _ = writeln!(page, "\n{title}");
    for line in lines {
        let _ = writeln!(page, "  {line}");
    }
}

fn claim_line(record: &Record, claim: &Claim) -> String {
    let mut line = format!("{} {}", claim.event, claim.mode.join(" "));
    line.truncate(line.trim_end().len());
    let _ = write!(line, " {} · {}", quote(&claim.trigger), code(&claim.factuality));
    let sources: Vec<String> = claim.source.iter().map(|source| source_name(record, source)).collect();
    let _ = write!(line, " · by {}", sources.join(", cited by "));
    let roles = &claim.roles;
    let parts = [
        ("actor", names(&roles.actor, |id| actor_name(record, id))),
        ("recipient", names(&roles.recipient, |id| actor_name(record, id))),
        ("site", names(&roles.site, |id| site_name(record, id))),
        ("place", names(&roles.place, |id| Some(place_name(record, id)))),
        ("time", names(&roles.time, |id| time_value(record, id))),
        ("means", roles.means.iter().map(|mention| mention.text.clone()).collect()),
        ("toll", claim.tolls.iter().map(|toll| toll_words(record, toll)).collect()),
    ];
    for (role, fillers) in parts.iter().filter(|(_, fillers)| !fillers.is_empty()) {
        let _ = write!(line, "\n      {role}: {}", fillers.join("; "));
    }
    line
}

fn place_line(record: &Record, place: &Place) -> String {
    let spot = match (place.latitude, place.longitude) {
        (Some(latitude), Some(longitude)) => format!("{latitude:.2} {longitude:.2}"),
        _ => "not found".to_owned(),
    };
    let region =
        [place.country.as_deref(), place.admin1.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let radius = place.radius_km.map(|radius| format!(" ± {radius:.0} km")).unwrap_or_default();
    let relation = place.relation.as_ref().map(|relation| {
        let distance = relation.distance_km.map(|distance| format!("{distance} km ")).unwrap_or_default();
        let bearing = relation.bearing.map(|bearing| format!("{bearing}° ")).unwrap_or_default();
        format!(" [{distance}{bearing}from {}]", place_name(record, &relation.anchor))
    });
    let relation = relation.unwrap_or_default();
    format!("{} ({}, {region}) {spot}{radius}{relation}: {}", place.name, place.kind, words(&place.mentions))
}

fn time_line(time: &Time) -> String {
    let anchor = time.anchor.as_ref().map(|anchor| format!(" from {anchor}")).unwrap_or_default();
    format!("{} = {} ({}{anchor})", quote(&time.mention), time.value, code(&time.kind))
}

fn toll_words(record: &Record, toll: &Toll) -> String {
    let quantity = record.quantities.iter().find(|quantity| quantity.id == toll.quantity).unwrap();
    let number = range(quantity.least, quantity.most);
    let whose = |id: &String| format!(" of {}", actor_name(record, id).or_else(|| site_name(record, id)).unwrap());
    let whose = toll.of.as_ref().map(whose).unwrap_or_default();
    let so_far = if toll.cumulative { " so far" } else { "" };
    format!("{} {number} {}{whose}{so_far}", toll.effect, quantity.unit)
}

fn source_name(record: &Record, source: &Source) -> String {
    let name = match source.kind {
        SourceKind::Narrator => "the report".to_owned(),
        SourceKind::Unnamed => "somebody unnamed".to_owned(),
        SourceKind::Actor => source.actor.as_ref().and_then(|id| actor_name(record, id)).unwrap(),
    };
    if source.quoted { format!("{name} (quoted)") } else { name }
}

fn names(ids: &[String], name: impl Fn(&str) -> Option<String>) -> Vec<String> {
    ids.iter().map(|id| name(id).unwrap_or_else(|| format!("{id}, which is nowhere"))).collect()
}

fn actor_name(record: &Record, id: &str) -> Option<String> {
    record.actors.iter().find(|actor| actor.id == id).map(|actor| actor.name.clone())
}

fn site_name(record: &Record, id: &str) -> Option<String> {
    record.sites.iter().find(|site| site.id == id).map(|site| site.name.clone())
}

fn place_name(record: &Record, id: &str) -> String {
    record
        .places
        .iter()
        .find(|place| place.id == id)
        .map_or_else(|| format!("{id}, which is nowhere"), |place| place.name.clone())
}

fn time_value(record: &Record, id: &str) -> Option<String> {
    record.times.iter().find(|time| time.id == id).map(|time| time.value.clone())
}

fn range(least: Option<u64>, most: Option<u64>) -> String {
    match (least, most) {
        (Some(least), Some(most)) if least == most => least.to_string(),
        (Some(least), Some(most)) => format!("{least}–{most}"),
        (Some(least), None) => format!("≥ {least}"),
        (None, Some(most)) => format!("≤ {most}"),
        (None, None) => "?".to_owned(),
    }
}

fn quote(mention: &Mention) -> String {
    format!("“{}”", mention.text)
}

/// Distinct wordings, in order.
fn words(mentions: &[Mention]) -> String {
    let mut seen: Vec<&str> = Vec::new();
    for mention in mentions {
        if !seen.contains(&mention.text.as_str()) {
            seen.push(&mention.text);
        }
    }
    seen.join(" | ")
}

/// An enum as the record writes it.
fn code(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
