//! Tables as Arrow, by the PyCapsule interface: what pandas, polars, DuckDB, GeoPandas and pyarrow take without a copy of ours.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::sync::Arc;

use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{
    ArrayRef, BinaryArray, BooleanArray, Date32Array, Float64Array, Int64Array, RecordBatch, RecordBatchIterator,
    StringArray,
};
use arrow_schema::{DataType, Field, Schema, ffi::FFI_ArrowSchema};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use zenobia_formats::table::{self, Cells, Column};

use crate::MAKER;
use crate::error::{system, wrong};

/// A table that other programs take as Arrow.
#[pyclass(frozen, module = "zenobia")]
pub struct Table {
    table: table::Table,
}

impl Table {
    /// A table of ours.
    pub fn new(table: table::Table) -> Table {
        Table { table }
    }

    fn schema(&self) -> Schema {
        Schema::new(self.table.columns.iter().map(field).collect::<Vec<_>>())
    }
}

#[pymethods]
impl Table {
    /// What a row is: `records`, `claims`, `events`, `tolls`, `actors` or `places`.
    #[getter]
    fn name(&self) -> &str {
        self.table.name
    }

    /// Names of the columns.
    #[getter]
    fn columns(&self) -> Vec<&str> {
        self.table.columns.iter().map(|column| column.name).collect()
    }

    fn __len__(&self) -> usize {
        self.table.len()
    }

    fn __repr__(&self) -> String {
        let columns: Vec<&str> = self.columns();
        format!("Table({}, {} rows: {})", self.table.name, self.table.len(), columns.join(", "))
    }

    /// The schema as Arrow hands it over.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(self.schema()).map_err(|error| wrong(error.to_string()))?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }

    /// The rows as Arrow hands them over. Another schema than this one cannot be asked for.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        let stream = py.detach(|| {
            let schema = Arc::new(self.schema());
            let arrays: Vec<ArrayRef> = self.table.columns.iter().map(|column| array(&column.cells)).collect();
            let batch = RecordBatch::try_new(Arc::clone(&schema), arrays)?;
            Ok(FFI_ArrowArrayStream::new(Box::new(RecordBatchIterator::new([Ok(batch)], schema))))
        });
        let stream = stream.map_err(|error: arrow_schema::ArrowError| wrong(error.to_string()))?;
        PyCapsule::new_with_value(py, stream, c"arrow_array_stream")
    }

    /// Writes the table as a Parquet file (GeoParquet where it has points).
    fn write_parquet(&self, py: Python<'_>, path: PathBuf) -> PyResult<()> {
        let write = || {
            let mut out = BufWriter::new(File::create(path)?);
            table::write(&self.table, &mut out, MAKER)?;
            out.flush()
        };
        py.detach(write).map_err(system)
    }
}

/// Longitude and latitude of WGS 84, as PROJ names it.
const CRS: &str = r#"{"crs": "OGC:CRS84", "crs_type": "authority_code"}"#;

fn field(Column { name, cells }: &Column) -> Field {
    let kind = match cells {
        Cells::Texts(_) | Cells::Json(_) => DataType::Utf8,
        Cells::Days(_) => DataType::Date32,
        Cells::Flags(_) => DataType::Boolean,
        Cells::Numbers(_) => DataType::Float64,
        Cells::Wholes(_) => DataType::Int64,
        Cells::Points(_) => DataType::Binary,
    };
    let field = Field::new(*name, kind, true);
    match cells {
        Cells::Points(_) => {
            let pairs = [("ARROW:extension:name", "geoarrow.wkb"), ("ARROW:extension:metadata", CRS)];
            let pairs = pairs.map(|(key, value)| (key.to_owned(), value.to_owned()));
            field.with_metadata(HashMap::from(pairs))
        }
        _ => field,
    }
}

fn array(cells: &Cells) -> ArrayRef {
    match cells {
        Cells::Texts(cells) | Cells::Json(cells) => {
            Arc::new(cells.iter().map(Option::as_deref).collect::<StringArray>())
        }
        Cells::Days(cells) => Arc::new(Date32Array::from(cells.clone())),
        Cells::Flags(cells) => Arc::new(BooleanArray::from(cells.clone())),
        Cells::Numbers(cells) => Arc::new(Float64Array::from(cells.clone())),
        Cells::Wholes(cells) => Arc::new(Int64Array::from(cells.clone())),
        Cells::Points(cells) => Arc::new(cells.iter().map(Option::as_deref).collect::<BinaryArray>()),
    }
}
