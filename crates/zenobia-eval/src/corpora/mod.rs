//! Readers of public corpora. Their data stays where it is: see `../shared/corpora/README.md`.

pub mod fenec;
pub mod geonames;
pub mod hipe;
pub mod marked;
pub mod muc4;
pub mod muc4_keys;
pub mod petrarch;
pub mod plover;
pub mod polnear;
pub mod toponyms;
pub mod whosonfirst;
pub mod popcorn_counts;
pub mod popcorn_events;
pub mod popcorn_entities;
pub mod re3d;
pub mod timeml;
pub mod wikiwars;
pub mod wnut;

use jiff::civil::Date;
use zenobia_core::document::Document;
use zenobia_core::span::Span;

/// A document with its toponyms, as a corpus annotates them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlacedDocument {
    /// The report, with its publisher and day where the corpus tells them.
    pub document: Document,
    /// The annotated toponyms, in order.
    pub places: Vec<GoldPlace>,
}

/// An annotated toponym.
#[derive(Clone, Debug, PartialEq)]
pub struct GoldPlace {
    /// Where it stands, in code points.
    pub span: Span,
    /// Degrees north and degrees east, WGS 84, where the corpus gives them.
    pub point: Option<(f64, f64)>,
}

/// A document with its times, as a corpus annotates them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TimedDocument {
    /// The plain text.
    pub text: String,
    /// Day of publication, where the corpus gives one that the times are told from.
    pub published: Option<Date>,
    /// The annotated times, in order.
    pub times: Vec<GoldTime>,
}

/// An annotated time.
#[derive(Clone, Debug, PartialEq)]
pub struct GoldTime {
    /// Where it stands, in code points.
    pub span: Span,
    /// Its value, as the corpus writes it.
    pub value: String,
    /// Its TIMEX3 type, where the corpus has types: `DATE`, `TIME`, `DURATION`, `SET`.
    pub kind: Option<String>,
}

/// The value of an attribute inside a tag.
pub(crate) fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    let rest = tag.get(start..)?;
    rest.find('"').and_then(|end| rest.get(..end))
}

/// Takes the tags out of marked-up text, and tells the caller of each: the tag and the number of code points before it.
pub(crate) fn strip(marked: &str, mut seen: impl FnMut(&str, u32)) -> String {
    let mut text = String::new();
    let mut points = 0;
    let mut rest = marked;
    while let Some(start) = rest.find('<') {
        push(&mut text, &mut points, &rest[..start]);
        let Some(end) = rest[start..].find('>') else { break };
        seen(&rest[start + 1..start + end], points);
        rest = &rest[start + end + 1..];
    }
    push(&mut text, &mut points, rest);
    text
}

fn push(text: &mut String, points: &mut u32, part: &str) {
    let part = part.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    *points += part.chars().count() as u32;
    text.push_str(&part);
}
