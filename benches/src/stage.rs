//! The stages, each from the text to what it finds, or alone on words that are there.

use std::hash::{DefaultHasher, Hash, Hasher};

use serde_json::{Value, json};
use zenobia_core::analyze::{self, analyze};
use zenobia_core::place::{self, Hints, PlaceFinding};
use zenobia_core::quantity::{self, QuantityFinding};
use zenobia_core::syntax::Syntax;
use zenobia_core::text::{self, Reading};
use zenobia_core::time::{self, TimeFinding};
use zenobia_formats::read::{Defaults, Item, read_bytes};

use crate::{Ready, Tools};

/// A stage that can be run alone.
pub struct Stage {
    /// Its name.
    pub name: &'static str,
    /// What it makes of what.
    pub what: &'static str,
    /// Whether it reads the web page around the text, and not the text.
    pub of_page: bool,
    /// Whether it reads the text by itself, and not words that are there.
    pub whole: bool,
    /// Reads a text; what comes back depends on all that was found, so that none of the work can be left out.
    pub run: fn(&Tools, &Ready) -> u64,
    /// What it finds, as JSON, for figures of quality; none for stages that have no finding of their own.
    pub find: Option<Finding>,
}

/// Tells what a stage finds in a text.
pub type Finding = fn(&Tools, &Ready) -> Value;

const fn whole(name: &'static str, what: &'static str, run: fn(&Tools, &Ready) -> u64) -> Stage {
    Stage { name, what, of_page: false, whole: true, run, find: None }
}

const fn part(name: &'static str, what: &'static str, run: fn(&Tools, &Ready) -> u64) -> Stage {
    Stage { whole: false, ..whole(name, what, run) }
}

/// All stages, in the order of the flow.
pub const STAGES: [Stage; 12] = [
    Stage { of_page: true, find: Some(page_text), ..whole("html", "a web page to its main text", run_html) },
    whole("language", "the language of a text", |_, ready| hash(&text::identify(&ready.document.text))),
    Stage { find: Some(sentences), ..whole("tokens", "text to tokens, sentences, quotations", run_tokens) },
    whole("syntax", "text to tags, lemmas and trees of all sentences", run_syntax),
    Stage { find: Some(found_times), ..whole("times", "text to times", run_times) },
    Stage { find: Some(found_quantities), ..whole("quantities", "text to times and quantities", run_quantities) },
    Stage { find: Some(found_places), ..whole("places", "text to places with coordinates", run_places) },
    part("times-of-tokens", "tokens to times", |tools, ready| hash_times(&times(tools, ready, &ready.reading))),
    part("quantities-of-tokens", "tokens to times and quantities", |tools, ready| {
        hash_quantities(&quantities(tools, ready, &ready.reading))
    }),
    part("places-of-tokens", "tokens to places", |tools, ready| hash_places(&places(tools, ready, &ready.reading))),
    whole("record", "text to record", |tools, ready| {
        hash(&analyze(&ready.document, &tools.packs, &tools.knowledge).claims.len())
    }),
    Stage {
        find: Some(found_record),
        ..whole("json", "text to record as JSON", |tools, ready| {
            let record = analyze(&ready.document, &tools.packs, &tools.knowledge);
            hash(&serde_json::to_string(&record).unwrap_or_default())
        })
    },
];

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

fn main_text(ready: &Ready) -> Option<String> {
    let bytes = ready.page.clone().into_bytes();
    let items = read_bytes("page.html", None, Some("utf-8"), bytes, Defaults::default());
    let mut texts = items.filter_map(|item| match item {
        Item::Report(document) => Some(document.text),
        _ => None,
    });
    texts.next()
}

fn run_html(_: &Tools, ready: &Ready) -> u64 {
    hash(&main_text(ready))
}

fn page_text(_: &Tools, ready: &Ready) -> Value {
    main_text(ready).into()
}

fn tokens(tools: &Tools, ready: &Ready) -> Reading {
    analyze::read(&ready.document, &tools.packs).unwrap_or_default()
}

fn run_tokens(tools: &Tools, ready: &Ready) -> u64 {
    let reading = tokens(tools, ready);
    let ends = reading.tokens.iter().map(|token| u64::from(token.span.end));
    ends.fold(reading.sentences.len() as u64, |sum, end| sum.wrapping_mul(31).wrapping_add(end))
}

fn sentences(tools: &Tools, ready: &Ready) -> Value {
    let reading = tokens(tools, ready);
    let spans = reading.sentences.iter().map(|sentence| reading.span(sentence.tokens.clone()));
    spans.map(|span| json!([span.start, span.end])).collect()
}

fn run_syntax(tools: &Tools, ready: &Ready) -> u64 {
    let parsed = analyze::parse(&ready.document, &tools.packs);
    parsed.map_or(0, |(_, syntax)| hash(&syntax.words.iter().map(|word| word.head).collect::<Vec<_>>()))
}

fn times(tools: &Tools, ready: &Ready, reading: &Reading) -> Vec<TimeFinding> {
    let Some(words) = tools.words.get(reading.language.as_str()) else { return Vec::new() };
    time::find(reading, &Syntax::default(), ready.document.published, &words.times)
}

fn hash_times(times: &[TimeFinding]) -> u64 {
    hash(&times.iter().map(|time| (&time.value, &time.tokens)).collect::<Vec<_>>())
}

fn run_times(tools: &Tools, ready: &Ready) -> u64 {
    hash_times(&times(tools, ready, &tokens(tools, ready)))
}

fn found_times(tools: &Tools, ready: &Ready) -> Value {
    let reading = tokens(tools, ready);
    let found = times(tools, ready, &reading).into_iter().map(|time| {
        let span = reading.span(time.tokens.clone());
        json!({"start": span.start, "end": span.end, "value": time.value.as_str(), "kind": time.kind})
    });
    found.collect()
}

fn quantities(tools: &Tools, ready: &Ready, reading: &Reading) -> Vec<QuantityFinding> {
    let Some(words) = tools.words.get(reading.language.as_str()) else { return Vec::new() };
    let times = times(tools, ready, reading);
    quantity::find(reading, &Syntax::default(), &times, &words.quantities)
}

fn hash_quantities(quantities: &[QuantityFinding]) -> u64 {
    hash(&quantities.iter().map(|found| (found.gist(), &found.tokens)).collect::<Vec<_>>())
}

fn run_quantities(tools: &Tools, ready: &Ready) -> u64 {
    hash_quantities(&quantities(tools, ready, &tokens(tools, ready)))
}

fn found_quantities(tools: &Tools, ready: &Ready) -> Value {
    let reading = tokens(tools, ready);
    let found = quantities(tools, ready, &reading).into_iter().map(|found| {
        let span = reading.span(found.tokens.clone());
        json!({"start": span.start, "end": span.end, "least": found.least, "most": found.most})
    });
    found.collect()
}

fn places(tools: &Tools, _: &Ready, reading: &Reading) -> Vec<PlaceFinding> {
    let Some(words) = tools.words.get(reading.language.as_str()) else { return Vec::new() };
    let hints = Hints { borders: Some(&tools.borders), ..Hints::default() };
    place::find(reading, &Syntax::default(), &hints, &words.places, tools.knowledge.gazetteer())
}

fn hash_places(places: &[PlaceFinding]) -> u64 {
    hash(&places.iter().map(|place| (&place.key, place.mentions.len())).collect::<Vec<_>>())
}

fn run_places(tools: &Tools, ready: &Ready) -> u64 {
    hash_places(&places(tools, ready, &tokens(tools, ready)))
}

fn found_places(tools: &Tools, ready: &Ready) -> Value {
    let reading = tokens(tools, ready);
    let mut found = Vec::new();
    for place in places(tools, ready, &reading) {
        for mention in &place.mentions {
            let span = reading.span(mention.tokens.clone());
            let point = (place.latitude, place.longitude);
            found.push(json!({"start": span.start, "end": span.end, "key": place.key, "country": place.country, "point": point}));
        }
    }
    found.into()
}

/// The words of actors and places, and where the claims are.
fn found_record(tools: &Tools, ready: &Ready) -> Value {
    let record = analyze(&ready.document, &tools.packs, &tools.knowledge);
    let actors = record.actors.iter().flat_map(|actor| &actor.mentions);
    let places = record.places.iter().flat_map(|place| &place.mentions);
    let sites = record.sites.iter().flat_map(|site| &site.mentions);
    actors.chain(places).chain(sites).map(|mention| json!({"start": mention.start, "end": mention.end})).collect()
}
