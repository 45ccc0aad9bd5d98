//! Tables of text: a list of columns, and a function that says what stands in one.

use std::io;

use csv::{QuoteStyle, Terminator, WriterBuilder};
use zenobia_core::row::Row;

use super::gist::Gist;
use super::text::one_line;
use super::{Context, Parts, Shape};

/// How fields are told apart.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Marks {
    /// Commas, and quotation marks where they are needed (RFC 4180).
    Commas,
    /// Tabs and nothing else; what would end a field or a line becomes a space.
    Tabs,
}

/// A table.
pub(super) struct Table<'a> {
    pub name: &'static str,
    pub columns: &'static [&'static str],
    /// A second line of headings.
    pub tags: Option<&'static [&'static str]>,
    pub marks: Marks,
    /// Whether the first line names the columns.
    pub named: bool,
    pub cell: fn(&str, &Gist<'_>) -> String,
    pub context: Context<'a>,
}

impl Table<'_> {
    fn line(&self, cells: impl Iterator<Item = String>, out: &mut Parts<'_>) -> io::Result<()> {
        match self.marks {
            Marks::Tabs => {
                let cells: Vec<String> = cells.map(|cell| one_line(&cell)).collect();
                writeln!(out.main(), "{}", cells.join("\t"))
            }
            Marks::Commas => {
                let mut line = WriterBuilder::new()
                    .quote_style(QuoteStyle::Necessary)
                    .terminator(Terminator::Any(b'\n'))
                    .from_writer(out.main());
                line.write_record(cells.map(|cell| cell.into_bytes()))?;
                line.flush()
            }
        }
    }
}

impl Shape for Table<'_> {
    fn head(&mut self, out: &mut Parts<'_>) -> io::Result<()> {
        if self.named {
            self.line(self.columns.iter().map(|&column| column.to_owned()), out)?;
        }
        match self.tags {
            Some(tags) => self.line(tags.iter().map(|&tag| tag.to_owned()), out),
            None => Ok(()),
        }
    }

    fn row(&mut self, row: &Row, out: &mut Parts<'_>) -> io::Result<()> {
        let gist = Gist::new(row, self.name, self.context);
        self.line(self.columns.iter().map(|column| (self.cell)(column, &gist)), out)
    }
}
