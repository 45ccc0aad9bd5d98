//! What is new in a saved view, as an Atom feed.

use axum::extract::{RawPathParams, State};
use axum::http::{HeaderMap, Method};
use axum::response::Response;
use axum::routing::get;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use schemars::JsonSchema;
use serde::Deserialize;
use zenobia_core::row::{Row, RowKind};
use zenobia_store::{Query, Sort};

use crate::app::App;
use crate::ogc::base;
use crate::openapi::Schemas;
use crate::problem::{Code, Problem};
use crate::reply::Told;
use crate::route::{Described, Nothing, Route, from_path};

/// The name of a feed.
#[derive(Debug, Deserialize, JsonSchema)]
struct Name {
    /// Name of a saved view, and `.atom`; `events.atom` is all events where no view is called so.
    #[schemars(length(min = 6, max = 210))]
    feed: String,
}

/// Entries of a feed.
const ENTRIES: u64 = 50;
const MEDIA: &str = "application/atom+xml";

pub fn routes() -> Vec<Route> {
    let describe = |schemas: &mut Schemas| Described {
        path: schemas.parameters::<Name>(),
        query: schemas.parameters::<Nothing>(),
        body: Vec::new(),
        answers: vec![(200, vec![(MEDIA.to_owned(), schemas.answer::<String>())])],
    };
    let summary = "What is new in a saved view, as an Atom feed";
    vec![Route::other(Method::GET, "/feeds/{feed}", summary, describe, get(feed))]
}

async fn feed(State(app): State<App>, params: RawPathParams, headers: HeaderMap) -> Result<Response, Problem> {
    let Name { feed } = from_path(&params)?;
    let missing = || Problem::of(Code::NoFeed, &[("name", &feed)]);
    let name = feed.strip_suffix(".atom").map(str::to_owned).ok_or_else(missing)?;
    let asked = name.clone();
    let found = app.stores.read(move |store| {
        let view = store.view(&asked)?;
        let all = || (asked == "events").then(|| Query { of: Some(RowKind::Event), ..Query::default() });
        let Some(mut query) = view.or_else(all) else { return Ok(None) };
        query = Query { sort: Some(Sort::Added), descending: true, limit: Some(ENTRIES), after: None, ..query };
        Ok(Some(store.page(&query)?.0))
    });
    let rows = found.await?.ok_or_else(missing)?;
    let address = base(&headers, app.options.https);
    let text = write(&app, &name, &address, &rows).map_err(|error| Problem::fault(error.to_string()))?;
    Ok(Told::new(text).answer(&headers, MEDIA))
}

fn write(app: &App, name: &str, base: &str, rows: &[Row]) -> std::io::Result<String> {
    let mut out = Writer::new(Vec::new());
    out.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    let own = format!("{base}/feeds/{}.atom", encoded(name));
    let newest = rows.iter().map(moment).max().unwrap_or_else(|| "1970-01-01T00:00:00Z".to_owned());
    out.create_element("feed").with_attribute(("xmlns", "http://www.w3.org/2005/Atom")).write_inner_content(|out| {
        text(out, "id", &own)?;
        text(out, "title", &format!("Zenobia: {name}"))?;
        text(out, "updated", &newest)?;
        out.create_element("link").with_attributes([("rel", "self"), ("href", own.as_str())]).write_empty()?;
        out.create_element("generator").write_text_content(BytesText::new("Zenobia"))?;
        out.create_element("author").write_inner_content(|out| text(out, "name", "Zenobia"))?;
        rows.iter().try_for_each(|row| entry(app, out, base, row))
    })?;
    Ok(String::from_utf8_lossy(&out.into_inner()).into_owned())
}

fn entry(app: &App, out: &mut Writer<Vec<u8>>, base: &str, row: &Row) -> std::io::Result<()> {
    let kind = if row.of == RowKind::Event { "events" } else { "claims" };
    out.create_element("entry").write_inner_content(|out| {
        text(out, "id", &format!("urn:zenobia:{}", row.id))?;
        text(out, "title", &title(app, row))?;
        text(out, "updated", &moment(row))?;
        let href = format!("{base}/{kind}/{}", row.id);
        out.create_element("link").with_attributes([("rel", "alternate"), ("href", href.as_str())]).write_empty()?;
        out.create_element("category").with_attribute(("term", row.event.as_str())).write_empty()?;
        let words = row.quotes.first().map(|quote| quote.text.as_deref().unwrap_or(&quote.words)).unwrap_or_default();
        text(out, "summary", words)
    })?;
    Ok(())
}

fn text(out: &mut Writer<Vec<u8>>, name: &str, words: &str) -> std::io::Result<()> {
    // Letters that XML has no way to write.
    let words: String = words.chars().filter(|letter| !letter.is_control() || matches!(letter, '\n' | '\t')).collect();
    out.create_element(name).write_text_content(BytesText::new(&words)).map(drop)
}

/// What, where and when, in a line.
fn title(app: &App, row: &Row) -> String {
    let what = app.library().gloss(&row.event, row.mode.first().map(String::as_str), "en");
    let place = row.places.first().map(|place| place.name.clone());
    let day = row.time.as_ref().map(|time| time.first.clone());
    [Some(what), place, day].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The last day that something was published about it, else when it was.
fn moment(row: &Row) -> String {
    let published = row.quotes.iter().filter_map(|quote| quote.report.published.as_deref()).max();
    let day = published.or(row.time.as_ref().map(|time| time.last.as_str())).unwrap_or("1970-01-01");
    format!("{}T00:00:00Z", day.get(..10).unwrap_or("1970-01-01"))
}

/// A part of an address.
fn encoded(name: &str) -> String {
    url::form_urlencoded::byte_serialize(name.as_bytes()).collect::<String>().replace('+', "%20")
}
