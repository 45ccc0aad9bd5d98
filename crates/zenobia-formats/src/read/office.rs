//! The text of word processors' files: DOCX (Office Open XML) and ODT (OpenDocument), both zipped XML.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;

use super::limits::read_whole;
use super::piece::Piece;
use super::{Defaults, Item};
use crate::date::find_day;

/// How a format calls its parts.
pub(super) struct Dialect {
    /// The member that holds the text, and the one that tells about it.
    body: &'static str,
    properties: &'static str,
    /// Elements that end a paragraph.
    paragraphs: &'static [&'static str],
    /// Elements whose text counts; empty for all of it.
    texts: &'static [&'static str],
    /// Elements whose text does not count: what a change has deleted, notes of reviewers.
    skipped: &'static [&'static str],
}

pub(super) const DOCX: Dialect = Dialect {
    body: "word/document.xml",
    properties: "docProps/core.xml",
    paragraphs: &["w:p"],
    texts: &["w:t"],
    skipped: &["w:del", "w:instrText", "mc:Fallback"],
};

pub(super) const ODT: Dialect = Dialect {
    body: "content.xml",
    properties: "meta.xml",
    paragraphs: &["text:p", "text:h"],
    texts: &[],
    skipped: &[
        "text:tracked-changes",
        "office:annotation",
        "office:automatic-styles",
        "office:font-face-decls",
        "office:scripts",
    ],
};

pub(super) fn read(bytes: Vec<u8>, dialect: &Dialect, piece: &Piece, defaults: &Defaults) -> Item {
    let made = text_and_properties(bytes, dialect, defaults);
    match made {
        Ok((text, properties)) => {
            let (title, created) = properties.as_deref().map(told).unwrap_or_default();
            let piece = Piece {
                title: title.or_else(|| piece.title.clone()),
                published: piece.published.or_else(|| created.as_deref().and_then(find_day)),
                ..piece.clone()
            };
            Item::Report(piece.report(text, defaults))
        }
        Err(message) => Item::Failed(piece.fault(message)),
    }
}

fn text_and_properties(
    bytes: Vec<u8>,
    dialect: &Dialect,
    defaults: &Defaults,
) -> Result<(String, Option<String>), String> {
    let unsound = |error: &dyn std::fmt::Display| format!("not a sound document ({error}); save it as text");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| unsound(&error))?;
    let mut member = |name: &str| -> Result<String, String> {
        let mut file = archive.by_name(name).map_err(|error| unsound(&error))?;
        let bytes = read_whole(&mut file as &mut dyn Read, &defaults.limits).map_err(|error| unsound(&error))?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    };
    let text = paragraphs(&member(dialect.body)?, dialect).map_err(|error| unsound(&error))?;
    Ok((text, member(dialect.properties).ok()))
}

fn paragraphs(xml: &str, dialect: &Dialect) -> Result<String, quick_xml::Error> {
    let mut reader = Reader::from_str(xml);
    let mut text = String::new();
    let (mut skipped, mut inside) = (0u32, 0u32);
    loop {
        match reader.read_event()? {
            Event::Start(tag) => {
                let name = tag.name();
                let name = name.as_ref();
                skipped += u32::from(dialect.skipped.contains(&name));
                inside += u32::from(dialect.texts.contains(&name));
            }
            Event::End(tag) => {
                let name = tag.name();
                let name = name.as_ref();
                skipped -= u32::from(dialect.skipped.contains(&name) && skipped > 0);
                inside -= u32::from(dialect.texts.contains(&name) && inside > 0);
                if dialect.paragraphs.contains(&name) && skipped == 0 {
                    text.push_str("\n\n");
                }
            }
            Event::Empty(tag) => match tag.name().as_ref() {
                "w:br" | "w:tab" | "text:line-break" | "text:tab" | "text:s" => text.push(' '),
                _ => {}
            },
            Event::Text(part) if skipped == 0 && (inside > 0 || dialect.texts.is_empty()) => {
                text.push_str(&part);
            }
            Event::GeneralRef(name) if skipped == 0 && (inside > 0 || dialect.texts.is_empty()) => {
                let name: &str = &name;
                let known = quick_xml::escape::resolve_predefined_entity(name).map(str::to_owned);
                let letter = name.strip_prefix('#').and_then(|code| {
                    let number = code
                        .strip_prefix('x')
                        .map_or_else(|| code.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok());
                    number.and_then(char::from_u32).map(String::from)
                });
                text.push_str(&known.or(letter).unwrap_or_default());
            }
            Event::Eof => return Ok(text.trim().to_owned()),
            _ => {}
        }
    }
}

/// Title and day of making, of `docProps/core.xml` or `meta.xml`.
fn told(xml: &str) -> (Option<String>, Option<String>) {
    let element = |names: [&str; 2]| {
        names.iter().find_map(|name| {
            let start = xml.find(&format!("<{name}"))?;
            let body = xml[start..].split_once('>')?.1;
            let text = body.split('<').next()?.trim();
            (!text.is_empty())
                .then(|| quick_xml::escape::unescape(text).map_or_else(|_| text.to_owned(), |text| text.into_owned()))
        })
    };
    (element(["dc:title", "dc:title"]), element(["dcterms:created", "meta:creation-date"]))
}
