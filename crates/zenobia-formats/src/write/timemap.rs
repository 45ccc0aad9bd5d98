//! The three files that Forensic Architecture's timemap reads: events, associations (its filters), sources.

use std::io;

use serde_json::{Value, json};
use zenobia_core::row::{Row, Source};

use super::gist::Gist;
use super::text::{Seen, number, word};
use super::{Context, Facet, Format, Part, Parts, Shape};

const MEDIA: &str = "application/json";

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "timemap",
    parts: &[
        Part { name: "events", extension: "json", media: MEDIA },
        Part { name: "associations", extension: "json", media: MEDIA },
        Part { name: "sources", extension: "json", media: MEDIA },
    ],
    purpose: "the three files of Forensic Architecture's timemap: events, associations, sources; needs --out FOLDER",
    loses: &[
        Facet::Confidence,
        Facet::Grade,
        Facet::Campaign,
        Facet::ActorKeys,
        Facet::ActorCodes,
        Facet::PlaceKeys,
        Facet::Radius,
        Facet::Positions,
        Facet::Origins,
    ],
    system: None,
    open,
};

const EVENTS: usize = 0;
const ASSOCIATIONS: usize = 1;
const SOURCES: usize = 2;

struct Timemap<'a> {
    context: Context<'a>,
    any: [bool; 3],
    /// What has been written to the files of which each thing is written once.
    seen: [Seen; 3],
}

fn open(context: Context<'_>) -> Box<dyn Shape + '_> {
    Box::new(Timemap { context, any: [false; 3], seen: Default::default() })
}

impl Timemap<'_> {
    fn item(&mut self, part: usize, item: &Value, out: &mut Parts<'_>) -> io::Result<()> {
        let separator: &[u8] = if self.any[part] { b",\n" } else { b"\n" };
        self.any[part] = true;
        out.part(part).write_all(separator)?;
        Ok(serde_json::to_writer(out.part(part), item)?)
    }

    fn once(&mut self, part: usize, id: &str, item: &Value, out: &mut Parts<'_>) -> io::Result<()> {
        if self.seen[part].is_first(id) { self.item(part, item, out) } else { Ok(()) }
    }
}

impl Shape for Timemap<'_> {
    fn head(&mut self, out: &mut Parts<'_>) -> io::Result<()> {
        (EVENTS..=SOURCES).try_for_each(|part| out.part(part).write_all(b"["))
    }

    fn row(&mut self, row: &Row, out: &mut Parts<'_>) -> io::Result<()> {
        let gist = Gist::new(row, "timemap", self.context);
        let filters = filters(row);
        for (group, name) in &filters {
            self.once(ASSOCIATIONS, &filter_id(group, name), &association(group, name), out)?;
        }
        for quote in &row.quotes {
            self.once(SOURCES, &quote.report.id, &source(&quote.report), out)?;
        }
        let ids = filters.iter().map(|(group, name)| filter_id(group, name)).collect();
        self.item(EVENTS, &event(&gist, ids), out)
    }

    fn tail(&mut self, out: &mut Parts<'_>) -> io::Result<()> {
        (EVENTS..=SOURCES).try_for_each(|part| out.part(part).write_all(b"\n]\n"))
    }
}

/// What one can choose events by: event type, modes, contexts, who takes part, how surely.
fn filters(row: &Row) -> Vec<(&'static str, String)> {
    let mut all = vec![("event", row.event.clone()), ("factuality", word(&row.factuality))];
    all.extend(row.mode.iter().map(|mode| ("mode", mode.clone())));
    all.extend(row.context.iter().map(|context| ("context", context.clone())));
    all.extend(row.actors.iter().map(|actor| ("actor", actor.name.clone())));
    all.extend(row.recipients.iter().map(|actor| ("recipient", actor.name.clone())));
    all
}

fn filter_id(group: &str, name: &str) -> String {
    format!("{group}:{name}")
}

fn association(group: &str, name: &str) -> Value {
    json!({"id": filter_id(group, name), "title": name, "desc": "", "mode": "FILTER", "filter_paths": [group, name]})
}

fn source(report: &Source) -> Value {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    json!({
        "id": report.id,
        "title": report.title.as_deref().unwrap_or(&report.id),
        "paths": report.url.iter().collect::<Vec<_>>(),
        "type": "Report",
        "url": text(&report.url),
        "description": text(&report.publisher),
        "author": text(&report.publisher),
        "date": text(&report.published),
    })
}

/// All values are text, and a day is written as timemap reads it, month first.
fn event(gist: &Gist<'_>, associations: Vec<String>) -> Value {
    let row = gist.row;
    let details: Vec<String> = gist.details().into_iter().map(|(name, value)| format!("{name}: {value}")).collect();
    let date = gist.days().and_then(|(first, _)| {
        let (year, rest) = first.split_once('-')?;
        let (month, day) = rest.split_once('-')?;
        Some(format!("{month}/{day}/{year}"))
    });
    let (latitude, longitude) = gist.point().unzip();
    let sources: Vec<&str> = row.quotes.iter().map(|quote| quote.report.id.as_str()).collect();
    json!({
        "id": row.id,
        "description": format!("{}\n{}", gist.headline(), details.join("\n")),
        "date": date.unwrap_or_default(),
        "time": "",
        "time_precision": number(gist.date_precision()),
        "location": gist.place.map(|place| place.name.as_str()).unwrap_or_default(),
        "latitude": number(latitude),
        "longitude": number(longitude),
        "type": word(&row.of),
        "category": row.event,
        "associations": associations,
        "sources": sources,
        "comments": gist.standing(),
    })
}
