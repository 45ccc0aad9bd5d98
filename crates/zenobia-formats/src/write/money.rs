//! Entities of FollowTheMoney, one JSON object a line, for Aleph and OpenSanctions' tools.
//!
//! A row is an `Event`, who takes part are entities of their own, and reports are `Article`s. Entities that several rows name are
//! written once; statements about one id may be merged by the tools.

use std::collections::BTreeSet;
use std::io;

use serde_json::{Map, Value, json};
use zenobia_core::record::{ActorKind, sha256};
use zenobia_core::row::{Row, Somebody, Source};

use super::gist::Gist;
use super::text::{Seen, word};
use super::{Context, Facet, Format, Part, Parts, Shape};

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "ftm",
    parts: &[Part { name: "entities", extension: "ftm.jsonl", media: "application/x-ndjson" }],
    purpose: "FollowTheMoney entities (Event, Person, Organization, Article), for Aleph and its tools",
    loses: &[Facet::Confidence, Facet::Grade, Facet::Campaign, Facet::Radius, Facet::Positions, Facet::Origins],
    system: None,
    open,
};

struct Entities<'a> {
    context: Context<'a>,
    seen: Seen,
}

fn open(context: Context<'_>) -> Box<dyn Shape + '_> {
    Box::new(Entities { context, seen: Seen::default() })
}

impl Shape for Entities<'_> {
    fn row(&mut self, row: &Row, out: &mut Parts<'_>) -> io::Result<()> {
        let gist = Gist::new(row, "ftm", self.context);
        for somebody in row.actors.iter().chain(&row.recipients) {
            self.entity(&somebody_id(somebody), schema(somebody.kind), person(somebody), out)?;
        }
        for quote in &row.quotes {
            self.entity(&report_id(&quote.report), "Article", article(&quote.report), out)?;
        }
        self.entity(&row.id, "Event", event(&gist), out)
    }
}

impl Entities<'_> {
    fn entity(
        &mut self,
        id: &str,
        schema: &str,
        mut properties: Map<String, Value>,
        out: &mut Parts<'_>,
    ) -> io::Result<()> {
        if !self.seen.is_first(id) {
            return Ok(());
        }
        properties.retain(|_, values| values.as_array().is_some_and(|values| !values.is_empty()));
        serde_json::to_writer(out.main(), &json!({"id": id, "schema": schema, "properties": properties}))?;
        out.main().write_all(b"\n")
    }
}

fn hashed(kind: &str, name: &str) -> String {
    format!("zenobia-{kind}-{}", &sha256(&format!("{kind}\0{name}"))[..20])
}

fn somebody_id(somebody: &Somebody) -> String {
    hashed("actor", somebody.key.as_deref().unwrap_or(&somebody.name))
}

fn report_id(report: &Source) -> String {
    hashed("report", &report.id)
}

fn schema(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::State | ActorKind::StateForce => "PublicBody",
        ActorKind::ArmedGroup | ActorKind::Militia | ActorKind::Organisation | ActorKind::Media => "Organization",
        ActorKind::Person => "Person",
        ActorKind::Population => "LegalEntity",
    }
}

type Properties = Map<String, Value>;

/// Adds a property unless it is empty; FollowTheMoney drops spaces around values, and so do we.
fn put<'a>(properties: &mut Properties, name: &str, values: impl IntoIterator<Item = &'a str>) {
    let values = values.into_iter().map(str::trim).filter(|value| !value.is_empty());
    let values: BTreeSet<String> = values.map(clean).collect();
    properties.insert(name.to_owned(), values.into_iter().map(Value::from).collect());
}

/// Without the characters that it refuses.
fn clean(value: &str) -> String {
    value.chars().filter(|letter| !letter.is_control() || matches!(letter, '\n' | '\t')).collect()
}

fn country_code(code: Option<&str>) -> Option<String> {
    code.map(str::to_lowercase)
}

fn person(somebody: &Somebody) -> Properties {
    let mut properties = Map::new();
    put(&mut properties, "name", [somebody.name.as_str()]);
    put(&mut properties, "country", country_code(somebody.country.as_deref()).as_deref());
    put(&mut properties, "wikidataId", somebody.codes.get("wikidata").map(String::as_str));
    let notes = [format!("kind: {}", word(&somebody.kind))];
    let codes = somebody.codes.iter().map(|(system, code)| format!("{system}: {code}"));
    let key = somebody.key.iter().map(|key| format!("key: {key}"));
    let notes: Vec<String> = notes.into_iter().chain(codes).chain(key).collect();
    put(&mut properties, "notes", notes.iter().map(String::as_str));
    properties
}

fn article(report: &Source) -> Properties {
    let mut properties = Map::new();
    put(&mut properties, "title", report.title.as_deref());
    put(&mut properties, "fileName", [report.id.as_str()]);
    put(&mut properties, "publisher", report.publisher.as_deref());
    put(&mut properties, "publishedAt", report.published.as_deref());
    put(&mut properties, "sourceUrl", report.url.as_deref());
    put(&mut properties, "contentHash", []);
    properties
}

fn event(gist: &Gist<'_>) -> Properties {
    let row = gist.row;
    let mut properties = Map::new();
    let details: Vec<String> = gist.details().into_iter().map(|(name, value)| format!("{name}: {value}")).collect();
    let people: Vec<String> = row.actors.iter().chain(&row.recipients).map(somebody_id).collect();
    let reports: Vec<String> = row.quotes.iter().map(|quote| report_id(&quote.report)).collect();
    let countries: Vec<String> = row.places.iter().filter_map(|place| country_code(place.country.as_deref())).collect();
    put(&mut properties, "name", [gist.headline().as_str()]);
    put(&mut properties, "summary", [details.join("\n").as_str()]);
    put(&mut properties, "startDate", gist.days().map(|(first, _)| first));
    put(&mut properties, "endDate", gist.days().map(|(_, last)| last));
    put(&mut properties, "location", row.places.iter().map(|place| place.name.as_str()));
    put(&mut properties, "country", countries.iter().map(String::as_str));
    put(&mut properties, "involved", people.iter().map(String::as_str));
    put(&mut properties, "proof", reports.iter().map(String::as_str));
    put(&mut properties, "sourceUrl", row.quotes.iter().filter_map(|quote| quote.report.url.as_deref()));
    let keywords = std::iter::once(&row.event).chain(&row.mode).chain(&row.context);
    put(&mut properties, "keywords", keywords.map(String::as_str));
    let point = gist.point().map(|(latitude, longitude)| format!("point: {latitude}, {longitude}"));
    let key = gist.place.and_then(|place| place.key.as_ref()).map(|key| format!("place: {key}"));
    let words = row.quotes.iter().map(|quote| format!("words: {}", quote.words));
    let sites = row.sites.iter().map(|site| format!("site: {}", site.name));
    let notes: Vec<String> = point.into_iter().chain(key).chain(words).chain(sites).chain([gist.standing()]).collect();
    put(&mut properties, "notes", notes.iter().map(String::as_str));
    properties
}
