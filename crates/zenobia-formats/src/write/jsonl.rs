//! JSON Lines: rows whole, `zenobia.row/1`.

use std::io;

use serde::Serialize;
use zenobia_core::row::{FORMAT as ROW, Row};

use super::{Context, Format, Part, Parts, Shape};

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "jsonl",
    parts: &[Part { name: "rows", extension: "jsonl", media: "application/x-ndjson" }],
    purpose: "whole rows (zenobia.row/1), one JSON object a line, for programs",
    loses: &[],
    system: None,
    open,
};

#[derive(Serialize)]
struct Line<'a> {
    format: &'static str,
    made_by: &'a str,
    #[serde(flatten)]
    row: &'a Row,
}

struct Lines<'a>(Context<'a>);

fn open(context: Context<'_>) -> Box<dyn Shape + '_> {
    Box::new(Lines(context))
}

impl Shape for Lines<'_> {
    fn row(&mut self, row: &Row, out: &mut Parts<'_>) -> io::Result<()> {
        serde_json::to_writer(out.main(), &Line { format: ROW, made_by: self.0.maker, row })?;
        out.main().write_all(b"\n")
    }
}
