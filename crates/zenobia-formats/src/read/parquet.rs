//! Parquet: a report a row, its columns found by their names as in other tables; or the records that `zenobia read --format parquet` wrote.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use parquet::errors::ParquetError;
use parquet::file::reader::{ChunkReader, FileReader, SerializedFileReader};
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};
use parquet::schema::types::Type;

use super::piece::Piece;
use super::table::Layout;
use super::{Defaults, Item, Items};
use crate::table::{RECORD, day_of};

pub(super) fn read(input: impl ChunkReader + 'static, piece: Piece, defaults: Arc<Defaults>) -> Items {
    match guarded(|| open(input, &defaults)) {
        Ok((rows, wanted)) => items(rows, wanted, piece, defaults),
        Err(message) => piece.failed(message),
    }
}

/// What is taken from a row.
enum Wanted {
    /// The record, which is its only column.
    Record,
    /// The parts of a report.
    Report(Layout),
}

fn open(input: impl ChunkReader + 'static, defaults: &Defaults) -> Result<(RowIter<'static>, Wanted), String> {
    let reader = SerializedFileReader::new(input).map_err(|error| explain(&error))?;
    let schema = reader.metadata().file_metadata().schema_descr().root_schema_ptr();
    let fields = schema.get_fields();
    let names: Vec<String> = fields.iter().map(|field| field.name().to_lowercase()).collect();
    let record = names.iter().position(|name| name == RECORD);
    let is_told = defaults.columns.iter().any(|(field, _)| field == "text");
    let (columns, wanted) = match record {
        Some(record) if !is_told && !names.iter().any(|name| name == "text") => (vec![record], Wanted::Record),
        _ => {
            let mut layout = Layout::new(&names, &defaults.columns)?;
            let mut columns: Vec<usize> = layout.columns.iter().flatten().copied().collect();
            columns.sort_unstable();
            columns.dedup();
            // Only these are read, so that their numbers change.
            for column in layout.columns.iter_mut().flatten() {
                *column = columns.binary_search(column).expect("the columns are those of the layout");
            }
            (columns, Wanted::Report(layout))
        }
    };
    let chosen = columns.iter().map(|&column| Arc::clone(&fields[column])).collect();
    let projection = Type::group_type_builder(schema.name()).with_fields(chosen).build();
    let rows = projection.and_then(|projection| RowIter::from_file_into(Box::new(reader)).project(Some(projection)));
    Ok((rows.map_err(|error| explain(&error))?, wanted))
}

fn items(mut rows: RowIter<'static>, wanted: Wanted, piece: Piece, defaults: Arc<Defaults>) -> Items {
    let mut number = 0;
    let mut ended = false;
    Box::new(std::iter::from_fn(move || {
        if ended {
            return None;
        }
        match guarded(|| rows.next().transpose().map_err(|error| explain(&error))) {
            Ok(row) => {
                let item = item(&row?, number, &wanted, &piece, &defaults);
                number += 1;
                Some(item)
            }
            // What comes after a damaged page cannot be found.
            Err(message) => {
                ended = true;
                Some(Item::Failed(piece.fault(message)))
            }
        }
    }))
}

fn item(row: &Row, number: usize, wanted: &Wanted, piece: &Piece, defaults: &Defaults) -> Item {
    let text = |column: usize| row.get_column_iter().nth(column).and_then(|(_, field)| text_of(field));
    match wanted {
        Wanted::Report(layout) => layout.report(text, number, piece, defaults),
        Wanted::Record => match text(0).map(|json| serde_json::from_str(&json)) {
            Some(Ok(record)) => Item::Record(Box::new(record)),
            Some(Err(error)) => Item::Failed(piece.fault(format!("row {}: not a sound record ({error})", number + 1))),
            None => Item::Failed(piece.fault(format!("row {}: the column of the record is empty", number + 1))),
        },
    }
}

/// What stands in a cell, as a table of text would have it.
fn text_of(field: &Field) -> Option<String> {
    Some(match field {
        Field::Null => return None,
        Field::Str(text) => text.clone(),
        Field::Bytes(bytes) => String::from_utf8_lossy(bytes.data()).into_owned(),
        Field::Date(days) => day_of(*days)?.to_string(),
        Field::TimestampMillis(time) => day_of(i32::try_from(time.div_euclid(86_400_000)).ok()?)?.to_string(),
        Field::TimestampMicros(time) => day_of(i32::try_from(time.div_euclid(86_400_000_000)).ok()?)?.to_string(),
        other => other.to_string(),
    })
}

/// The parser is a library's, and damaged files may break it.
fn guarded<T>(read: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err("the Parquet file cannot be taken apart".to_owned()))
}

fn explain(error: &ParquetError) -> String {
    match error.to_string() {
        reason if reason.contains("Disabled feature at compile time") => {
            "packed in a way that has no reader (zstd, lz4, brotli): write it with snappy or gzip".to_owned()
        }
        reason => format!("not a sound Parquet file ({reason})"),
    }
}
