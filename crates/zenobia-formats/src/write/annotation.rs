//! W3C Web Annotations: one annotation for each quotation, with the words and their position.

use std::io;

use serde_json::{Value, json};
use zenobia_core::row::{Quote, Row};

use super::gist::Gist;
use super::text::{moment, word};
use super::{Context, Facet, Format, Part, Parts, Shape};

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "annotations",
    parts: &[Part { name: "annotations", extension: "jsonld", media: "application/ld+json" }],
    purpose: "W3C Web Annotations on the reports, with quote and position selectors, for annotation tools",
    loses: &[
        Facet::Confidence,
        Facet::Grade,
        Facet::Campaign,
        Facet::ActorKeys,
        Facet::ActorCodes,
        Facet::PlaceKeys,
        Facet::Radius,
        Facet::Origins,
    ],
    system: None,
    open,
};

struct Annotations<'a> {
    context: Context<'a>,
    any: bool,
}

fn open(context: Context<'_>) -> Box<dyn Shape + '_> {
    Box::new(Annotations { context, any: false })
}

const VOCABULARY: &str = "http://www.w3.org/ns/anno.jsonld";

impl Shape for Annotations<'_> {
    fn head(&mut self, out: &mut Parts<'_>) -> io::Result<()> {
        out.main().write_all(b"[")
    }

    fn row(&mut self, row: &Row, out: &mut Parts<'_>) -> io::Result<()> {
        let gist = Gist::new(row, "annotations", self.context);
        for (number, quote) in row.quotes.iter().enumerate() {
            let separator: &[u8] = if self.any { b",\n" } else { b"\n" };
            self.any = true;
            out.main().write_all(separator)?;
            serde_json::to_writer(out.main(), &annotation(&gist, number, quote))?;
        }
        Ok(())
    }

    fn tail(&mut self, out: &mut Parts<'_>) -> io::Result<()> {
        out.main().write_all(b"\n]\n")
    }
}

/// Offsets of a position selector count from 0, in code points, and the end is exclusive: as ours do.
fn annotation(gist: &Gist<'_>, number: usize, quote: &Quote) -> Value {
    let row = gist.row;
    let (prefix, suffix) = around(quote);
    let report = &quote.report;
    let time = moment(gist.context.made);
    let comment = || {
        let details = gist.details().into_iter().filter(|(name, _)| !matches!(*name, "words" | "sentences"));
        let details: Vec<String> = details.map(|(name, value)| format!("{name}: {value}")).collect();
        format!("{}\n{}", gist.headline(), details.join("\n"))
    };
    let tags = std::iter::once(&row.event).chain(&row.mode).chain(&row.context);
    let mut body =
        vec![json!({"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": comment()})];
    body.extend(tags.map(|tag| json!({"type": "TextualBody", "purpose": "tagging", "value": tag})));
    body.push(json!({"type": "TextualBody", "purpose": "assessing", "value": word(&row.review)}));
    json!({
        "@context": VOCABULARY,
        "id": format!("urn:zenobia:{}:{number}", identifier(&row.id)),
        "type": "Annotation",
        "motivation": "describing",
        "created": time,
        "generated": time,
        "generator": {"id": "urn:zenobia", "type": "Software", "name": gist.context.maker},
        "body": body,
        "target": {
            "source": report.url.clone().unwrap_or_else(|| format!("urn:zenobia:report:{}", identifier(&report.id))),
            "selector": [
                {"type": "TextQuoteSelector", "exact": quote.words, "prefix": prefix, "suffix": suffix},
                {"type": "TextPositionSelector", "start": quote.span.start, "end": quote.span.end},
            ],
        },
    })
}

/// What stands before and after the words in their sentence.
fn around(quote: &Quote) -> (String, String) {
    let sentence = quote.text.as_deref().zip(quote.sentence);
    let Some((text, span)) = sentence else { return Default::default() };
    let before = quote.span.start.saturating_sub(span.start) as usize;
    let length = quote.span.end.saturating_sub(quote.span.start) as usize;
    let prefix: String = text.chars().take(before).collect();
    let suffix: String = text.chars().skip(before + length).collect();
    (prefix, suffix)
}

/// A name as a part of a URN: what has no place there is written in hexadecimal digits.
pub(super) fn identifier(name: &str) -> String {
    let mut safe = String::new();
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => safe.push(char::from(byte)),
            _ => safe.push_str(&format!("%{byte:02X}")),
        }
    }
    safe
}
