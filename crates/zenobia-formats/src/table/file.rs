//! Tables as Parquet, a group of rows a table.

use std::io::{self, Write};
use std::sync::Arc;

use parquet::basic::Compression;
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::parser::parse_message_type;
use serde_json::json;

use super::{Cells, Column, Table};

/// A Parquet file that tables of one shape are written to, in the memory of one of them.
pub struct Writer<W: Write + Send> {
    inner: SerializedFileWriter<W>,
    points: bool,
}

/// Writes one table as a file.
///
/// # Errors
/// When the output cannot be written.
pub fn write(table: &Table, out: impl Write + Send, maker: &str) -> io::Result<()> {
    let mut writer = Writer::new(table, out, maker)?;
    writer.write(table)?;
    writer.finish()
}

impl<W: Write + Send> Writer<W> {
    /// Begins a file for tables with the columns of this one; `maker` is the program and its version.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn new(shape: &Table, out: W, maker: &str) -> io::Result<Writer<W>> {
        let schema = Arc::new(parse_message_type(&schema(shape)).map_err(fault)?);
        let properties =
            WriterProperties::builder().set_compression(Compression::SNAPPY).set_created_by(maker.to_owned()).build();
        let inner = SerializedFileWriter::new(out, schema, Arc::new(properties)).map_err(fault)?;
        let points = shape.columns.iter().any(|column| matches!(column.cells, Cells::Points(_)));
        Ok(Writer { inner, points })
    }

    /// Writes rows.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn write(&mut self, table: &Table) -> io::Result<()> {
        if table.is_empty() {
            return Ok(());
        }
        let mut group = self.inner.next_row_group().map_err(fault)?;
        for Column { cells, .. } in &table.columns {
            let column = group.next_column().map_err(fault)?.expect("the schema has the same columns");
            write_column(cells, column).map_err(fault)?;
        }
        group.close().map(drop).map_err(fault)
    }

    /// Ends the file.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn finish(mut self) -> io::Result<()> {
        if self.points {
            let geometry = json!({"encoding": "WKB", "geometry_types": ["Point"]});
            let geo = json!({"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": geometry}});
            self.inner.append_key_value_metadata(KeyValue::new("geo".to_owned(), geo.to_string()));
        }
        self.inner.close().map(drop).map_err(fault)
    }
}

fn schema(table: &Table) -> String {
    let column = |Column { name, cells }: &Column| match cells {
        Cells::Texts(_) => format!("OPTIONAL BYTE_ARRAY {name} (STRING);"),
        Cells::Json(_) => format!("OPTIONAL BYTE_ARRAY {name} (JSON);"),
        Cells::Days(_) => format!("OPTIONAL INT32 {name} (DATE);"),
        Cells::Flags(_) => format!("OPTIONAL BOOLEAN {name};"),
        Cells::Numbers(_) => format!("OPTIONAL DOUBLE {name};"),
        Cells::Wholes(_) => format!("OPTIONAL INT64 {name};"),
        Cells::Points(_) => format!("OPTIONAL BYTE_ARRAY {name};"),
    };
    let columns: String = table.columns.iter().map(column).collect();
    format!("message {} {{ {columns} }}", table.name)
}

fn write_column(cells: &Cells, column: SerializedColumnWriter<'_>) -> Result<(), ParquetError> {
    let bytes = |text: &String| ByteArray::from(text.as_str());
    match cells {
        Cells::Texts(cells) | Cells::Json(cells) => put::<ByteArrayType, _>(cells, bytes, column),
        Cells::Days(cells) => put::<Int32Type, _>(cells, |day| *day, column),
        Cells::Flags(cells) => put::<BoolType, _>(cells, |flag| *flag, column),
        Cells::Numbers(cells) => put::<DoubleType, _>(cells, |number| *number, column),
        Cells::Wholes(cells) => put::<Int64Type, _>(cells, |number| *number, column),
        Cells::Points(cells) => put::<ByteArrayType, _>(cells, |point| point.clone().into(), column),
    }
}

fn put<T: DataType, C>(
    cells: &[Option<C>],
    value: impl Fn(&C) -> T::T,
    mut column: SerializedColumnWriter<'_>,
) -> Result<(), ParquetError> {
    let there: Vec<i16> = cells.iter().map(|cell| i16::from(cell.is_some())).collect();
    let values: Vec<T::T> = cells.iter().flatten().map(value).collect();
    column.typed::<T>().write_batch(&values, Some(&there), None)?;
    column.close()
}

fn fault(error: ParquetError) -> io::Error {
    io::Error::other(format!("the Parquet file cannot be written: {error}"))
}
