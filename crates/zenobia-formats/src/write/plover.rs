//! PLOVER records as JSON Lines, in the fields of PLOVER's own gold standard.

use std::io;

use serde_json::{Value, json};
use zenobia_core::row::{Row, Somebody};

use super::codes::cameo;
use super::gist::Gist;
use super::text::{moment, word};
use super::{Context, Facet, Format, Part, Parts, Shape, System, country};

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "plover",
    parts: &[Part { name: "rows", extension: "jsonl", media: "application/x-ndjson" }],
    purpose: "PLOVER event records, for event coding; CONTROL, DISPLACE and CLEAR become PLOVER's nearest types",
    loses: &[
        Facet::Factuality,
        Facet::Confidence,
        Facet::Grade,
        Facet::Campaign,
        Facet::LastDay,
        Facet::DayUntold,
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
        Facet::Positions,
        Facet::Voices,
        Facet::Origins,
    ],
    system: Some(System::Plover),
    open,
};

struct Records<'a>(Context<'a>);

fn open(context: Context<'_>) -> Box<dyn Shape + '_> {
    Box::new(Records(context))
}

impl Shape for Records<'_> {
    fn row(&mut self, row: &Row, out: &mut Parts<'_>) -> io::Result<()> {
        serde_json::to_writer(out.main(), &record(&Gist::new(row, "plover", self.0)))?;
        out.main().write_all(b"\n")
    }
}

/// Country code and sector of somebody.
pub(super) fn codes(somebody: &Somebody) -> (String, String) {
    let state = somebody.country.as_deref().and_then(country).map(|country| country.iso3.clone());
    let sector = cameo().sector.get(&word(&somebody.kind)).cloned().unwrap_or_default();
    (state.unwrap_or_default(), sector)
}

fn people(people: &[Somebody]) -> Value {
    let person = |somebody: &Somebody| {
        let (code, sector) = codes(somebody);
        json!({"actorText": somebody.name, "code": code, "sector": sector})
    };
    people.iter().map(person).collect()
}

fn record(gist: &Gist<'_>) -> Value {
    let row = gist.row;
    let report = gist.quote.map(|quote| &quote.report);
    let (latitude, longitude) = gist.point().unzip();
    json!({
        "id": row.id,
        "date": gist.days().map(|(first, _)| first).unwrap_or_default(),
        "source": people(&row.actors),
        "target": people(&row.recipients),
        "event": gist.type_code("plover").unwrap_or_default(),
        "eventText": gist.quote.map(|quote| quote.words.as_str()).unwrap_or_default(),
        "mode": modes(gist),
        "context": row.context.join(" "),
        "text": gist.quote.and_then(|quote| quote.text.as_deref()).unwrap_or_default(),
        "location": {
            "name": gist.place.map(|place| place.name.as_str()),
            "lat": latitude,
            "lon": longitude,
            "country": gist.country.map(|country| country.iso3.as_str()),
        },
        "language": report.map(|report| report.language.as_str()).unwrap_or_default(),
        "publication": report.and_then(|report| report.publisher.as_deref()).unwrap_or_default(),
        "url": report.and_then(|report| report.url.as_deref()).unwrap_or_default(),
        "coder": gist.context.maker,
        "version": "PLOVER",
        "dateCoded": moment(gist.context.made).get(..10).unwrap_or_default(),
        "comment": gist.standing(),
    })
}

/// Our modes are PLOVER's, and those of CONTROL, DISPLACE and CLEAR stay as they are.
fn modes(gist: &Gist<'_>) -> String {
    let kind = gist.context.ontology.get(&gist.row.event);
    let name = |mode: &'_ String| {
        let known = kind.and_then(|kind| kind.modes.get(mode.as_str())?.codes.get("plover"));
        known.map_or_else(|| mode.clone(), ToString::to_string)
    };
    gist.row.mode.iter().map(name).collect::<Vec<_>>().join(" ")
}
