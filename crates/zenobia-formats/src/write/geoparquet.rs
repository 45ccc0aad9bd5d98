//! GeoParquet 1.1: the plain table by columns, with points in well-known binary and the box of each.

use std::io::{self, Write};
use std::mem::take;
use std::sync::{Arc, Mutex, PoisonError};

use parquet::basic::Compression;
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::parser::parse_message_type;
use serde_json::json;
use zenobia_core::row::Row;

use super::geometry::{Extent, well_known};
use super::gist::Gist;
use super::plain::{COLUMNS, Kind, cell, kind};
use super::{Context, Facet, Format, Part, Parts, Shape, text};
use crate::table::since_1970;

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "geoparquet",
    parts: &[Part { name: "rows", extension: "parquet", media: "application/vnd.apache.parquet" }],
    purpose: "a table by columns with points (GeoParquet 1.1), for geopandas, DuckDB, Arrow and BigQuery; unlocated rows have no geometry",
    loses: &[Facet::ActorCodes, Facet::Positions],
    system: None,
    open,
};

/// Most rows, and most bytes of text, that are held before they are written as a group.
const ROWS: usize = 1 << 14;
const BYTES: usize = 8 << 20;

/// The edges of a point's box, in the order of the schema.
const EDGES: [&str; 4] = ["xmin", "ymin", "xmax", "ymax"];

struct Columns<'a> {
    context: Context<'a>,
    writer: Option<SerializedFileWriter<Pipe>>,
    pipe: Pipe,
    /// Cells of the rows that are not written yet, by column.
    held: Vec<Held>,
    rows: usize,
    bytes: usize,
    extent: Option<Extent>,
}

fn open(context: Context<'_>) -> Box<dyn Shape + '_> {
    let plain = COLUMNS.iter().map(|&column| Held::new(kind(column)));
    let edges = EDGES.iter().map(|_| Held::new(Kind::Number));
    let held = plain.chain([Held::new(Kind::Text)]).chain(edges).collect();
    Box::new(Columns { context, writer: None, pipe: Pipe::default(), held, rows: 0, bytes: 0, extent: None })
}

/// What the library has written and the file has not got yet.
#[derive(Clone, Default)]
struct Pipe(Arc<Mutex<Vec<u8>>>);

impl Pipe {
    fn drain(&self) -> Vec<u8> {
        take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The cells of a column: for each row whether there is one, and those that are there.
struct Held {
    there: Vec<i16>,
    cells: Cells,
}

enum Cells {
    Texts(Vec<ByteArray>),
    Days(Vec<i32>),
    Flags(Vec<bool>),
    Numbers(Vec<f64>),
    Wholes(Vec<i64>),
}

impl Held {
    fn new(kind: Kind) -> Held {
        let cells = match kind {
            Kind::Text => Cells::Texts(Vec::new()),
            Kind::Day => Cells::Days(Vec::new()),
            Kind::Flag => Cells::Flags(Vec::new()),
            Kind::Number => Cells::Numbers(Vec::new()),
            Kind::Whole => Cells::Wholes(Vec::new()),
        };
        Held { there: Vec::new(), cells }
    }

    fn push(&mut self, cell: String) {
        let is_there = !cell.is_empty() && self.cells.push(cell);
        self.there.push(i16::from(is_there));
    }

    fn push_bytes(&mut self, bytes: Option<&[u8]>) {
        if let (Some(bytes), Cells::Texts(cells)) = (bytes, &mut self.cells) {
            cells.push(bytes.to_vec().into());
        }
        self.there.push(i16::from(bytes.is_some()));
    }

    fn push_number(&mut self, number: Option<f64>) {
        if let (Some(number), Cells::Numbers(cells)) = (number, &mut self.cells) {
            cells.push(number);
        }
        self.there.push(i16::from(number.is_some()));
    }

    fn write(&mut self, mut column: SerializedColumnWriter<'_>) -> Result<(), ParquetError> {
        let there = take(&mut self.there);
        let there = Some(&there[..]);
        match &mut self.cells {
            Cells::Texts(cells) => column.typed::<ByteArrayType>().write_batch(&take(cells), there, None),
            Cells::Days(cells) => column.typed::<Int32Type>().write_batch(&take(cells), there, None),
            Cells::Flags(cells) => column.typed::<BoolType>().write_batch(&take(cells), there, None),
            Cells::Numbers(cells) => column.typed::<DoubleType>().write_batch(&take(cells), there, None),
            Cells::Wholes(cells) => column.typed::<Int64Type>().write_batch(&take(cells), there, None),
        }?;
        column.close()
    }
}

impl Cells {
    /// Whether the cell is one of this kind.
    fn push(&mut self, cell: String) -> bool {
        fn push<T>(cells: &mut Vec<T>, value: Option<T>) -> bool {
            let is_there = value.is_some();
            cells.extend(value);
            is_there
        }
        match self {
            Cells::Texts(cells) => push(cells, Some(cell.into_bytes().into())),
            Cells::Days(cells) => push(cells, text::day(&cell).map(since_1970)),
            Cells::Flags(cells) => push(cells, Some(cell == "true")),
            Cells::Numbers(cells) => push(cells, cell.parse().ok()),
            Cells::Wholes(cells) => push(cells, cell.parse().ok()),
        }
    }
}

fn schema() -> String {
    let declared = |column: &&str| match kind(column) {
        Kind::Text => format!("OPTIONAL BYTE_ARRAY {column} (STRING);"),
        Kind::Day => format!("OPTIONAL INT32 {column} (DATE);"),
        Kind::Flag => format!("OPTIONAL BOOLEAN {column};"),
        Kind::Number => format!("OPTIONAL DOUBLE {column};"),
        Kind::Whole => format!("OPTIONAL INT64 {column};"),
    };
    let columns: String = COLUMNS.iter().map(declared).collect();
    let edges: String = EDGES.iter().map(|edge| format!("REQUIRED DOUBLE {edge};")).collect();
    format!("message findings {{ {columns} OPTIONAL BYTE_ARRAY geometry; OPTIONAL GROUP bbox {{ {edges} }} }}")
}

fn fault(error: ParquetError) -> io::Error {
    io::Error::other(format!("the Parquet file cannot be written: {error}"))
}

impl Columns<'_> {
    fn writer(&mut self) -> &mut SerializedFileWriter<Pipe> {
        self.writer.as_mut().expect("rows come after the head")
    }

    /// Writes the rows that are held as a group.
    fn flush(&mut self, out: &mut Parts<'_>) -> io::Result<()> {
        if self.rows == 0 {
            return Ok(());
        }
        let mut held = take(&mut self.held);
        let done = (|| {
            let mut group = self.writer().next_row_group()?;
            for cells in &mut held {
                let column = group.next_column()?.expect("the schema has the same columns");
                cells.write(column)?;
            }
            group.close().map(drop)
        })();
        (self.held, self.rows, self.bytes) = (held, 0, 0);
        done.map_err(fault)?;
        out.main().write_all(&self.pipe.drain())
    }

    /// What GeoParquet says of the columns.
    fn geo(&self) -> String {
        let covering: serde_json::Map<String, serde_json::Value> =
            EDGES.iter().map(|&edge| (edge.to_owned(), json!(["bbox", edge]))).collect();
        let mut geometry = json!({"encoding": "WKB", "geometry_types": ["Point"], "covering": {"bbox": covering}});
        if let Some(Extent { west, south, east, north }) = self.extent {
            geometry["bbox"] = json!([west, south, east, north]);
        }
        json!({"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": geometry}}).to_string()
    }
}

impl Shape for Columns<'_> {
    fn head(&mut self, _out: &mut Parts<'_>) -> io::Result<()> {
        let schema = Arc::new(parse_message_type(&schema()).map_err(fault)?);
        let maker = self.context.maker.to_owned();
        let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).set_created_by(maker).build();
        let writer = SerializedFileWriter::new(self.pipe.clone(), schema, Arc::new(properties));
        self.writer = Some(writer.map_err(fault)?);
        Ok(())
    }

    fn row(&mut self, row: &Row, out: &mut Parts<'_>) -> io::Result<()> {
        let gist = Gist::new(row, "geoparquet", self.context);
        let point = gist.point();
        let mut held = self.held.iter_mut();
        for (&column, held) in COLUMNS.iter().zip(&mut held) {
            let cell = cell(column, &gist);
            self.bytes += cell.len();
            held.push(cell);
        }
        if let Some(geometry) = held.next() {
            let bytes = point.map(|(latitude, longitude)| well_known(latitude, longitude));
            geometry.push_bytes(bytes.as_ref().map(<[u8; 21]>::as_slice));
        }
        let edges = [point.map(|(_, longitude)| longitude), point.map(|(latitude, _)| latitude)];
        for (held, edge) in held.zip(edges.iter().cycle()) {
            held.push_number(*edge);
        }
        if let Some((latitude, longitude)) = point {
            self.extent = Some(Extent::with(self.extent, latitude, longitude));
        }
        self.rows += 1;
        if self.rows >= ROWS || self.bytes >= BYTES { self.flush(out) } else { Ok(()) }
    }

    fn tail(&mut self, out: &mut Parts<'_>) -> io::Result<()> {
        self.flush(out)?;
        let geo = KeyValue::new("geo".to_owned(), self.geo());
        let Some(mut writer) = self.writer.take() else { return Ok(()) };
        writer.append_key_value_metadata(geo);
        writer.close().map_err(fault)?;
        out.main().write_all(&self.pipe.drain())
    }
}
