//! Findings by columns: what Arrow and Parquet take, for data frames, databases and clusters.
//!
//! A [`Table`] is built from records, rows or events by [`records`], [`claims`], [`events`], [`tolls`], [`actors`] and [`places`]; [`Writer`]
//! writes tables of one shape as groups of a Parquet file. The file of [`records`] is read back by [`crate::read`].
//!
//! ```
//! use zenobia_core::record::{Record, Report};
//! use zenobia_formats::table::{Cells, records};
//! let table = records(&[Record::new(Report { id: "palmyra".into(), ..Report::default() })]);
//! assert_eq!(table.columns[0].name, "id");
//! assert_eq!(table.columns[0].cells, Cells::Texts(vec![Some("palmyra".into())]));
//! ```

mod findings;
mod file;
mod parties;
mod records;

use jiff::civil::Date;

pub use file::{Writer, write};
pub use findings::{claims, events, tolls};
pub use parties::{actors, places};
pub use records::{RECORD, records};

/// Columns of equal length.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// What a row is, for programs that show it: `records`, `claims` …
    pub name: &'static str,
    /// The columns, in order.
    pub columns: Vec<Column>,
}

/// A column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What stands in it, row after row.
    pub cells: Cells,
}

/// The cells of a column; `None` where nothing is known.
#[derive(Clone, Debug, PartialEq)]
pub enum Cells {
    /// Words.
    Texts(Vec<Option<String>>),
    /// JSON, one value a cell.
    Json(Vec<Option<String>>),
    /// Days since 1 January 1970.
    Days(Vec<Option<i32>>),
    /// Yes or no.
    Flags(Vec<Option<bool>>),
    /// Numbers that may have a fraction.
    Numbers(Vec<Option<f64>>),
    /// Whole numbers.
    Wholes(Vec<Option<i64>>),
    /// Points in well-known binary (ISO 19125), degrees of WGS 84, east first.
    Points(Vec<Option<Vec<u8>>>),
}

impl Cells {
    /// Number of rows.
    pub fn len(&self) -> usize {
        match self {
            Cells::Texts(cells) | Cells::Json(cells) => cells.len(),
            Cells::Days(cells) => cells.len(),
            Cells::Flags(cells) => cells.len(),
            Cells::Numbers(cells) => cells.len(),
            Cells::Wholes(cells) => cells.len(),
            Cells::Points(cells) => cells.len(),
        }
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Table {
    /// Number of rows.
    pub fn len(&self) -> usize {
        self.columns.first().map_or(0, |column| column.cells.len())
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn of(name: &'static str, columns: impl IntoIterator<Item = (&'static str, Cells)>) -> Table {
        Table { name, columns: columns.into_iter().map(|(name, cells)| Column { name, cells }).collect() }
    }
}

fn texts<T>(all: &[T], cell: impl Fn(&T) -> Option<&str>) -> Cells {
    Cells::Texts(all.iter().map(|one| cell(one).map(str::to_owned)).collect())
}

fn numbers<T>(all: &[T], cell: impl Fn(&T) -> Option<f64>) -> Cells {
    Cells::Numbers(all.iter().map(cell).collect())
}

fn wholes<T>(all: &[T], cell: impl Fn(&T) -> Option<u64>) -> Cells {
    Cells::Wholes(all.iter().map(|one| cell(one).and_then(|number| i64::try_from(number).ok())).collect())
}

fn flags<T>(all: &[T], cell: impl Fn(&T) -> Option<bool>) -> Cells {
    Cells::Flags(all.iter().map(cell).collect())
}

fn days<T>(all: &[T], cell: impl Fn(&T) -> Option<&str>) -> Cells {
    Cells::Days(all.iter().map(|one| cell(one).and_then(crate::date::find_day).map(since_1970)).collect())
}

fn points<T>(all: &[T], cell: impl Fn(&T) -> Option<(f64, f64)>) -> Cells {
    let bytes = |(latitude, longitude)| crate::write::well_known(latitude, longitude).to_vec();
    Cells::Points(all.iter().map(|one| cell(one).map(bytes)).collect())
}

/// Days since 1 January 1970.
pub(crate) fn since_1970(day: Date) -> i32 {
    day.duration_since(jiff::civil::date(1970, 1, 1)).as_hours() as i32 / 24
}

/// The day of a number of days since 1 January 1970.
pub(crate) fn day_of(days: i32) -> Option<Date> {
    jiff::civil::date(1970, 1, 1).checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

#[cfg(test)]
mod tests;
