//! Files that are no text as lines of JSON: first what the file says of itself, then a line for each row, read by the library of their kind.

use bytes::Bytes;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use serde_json::{Map, Value, json};

/// The text of a file, or what stands in it.
pub(super) fn text(extension: &str, bytes: Vec<u8>) -> String {
    let lines = match extension {
        "gpkg" => package(&bytes),
        "parquet" => columns(bytes),
        _ => return String::from_utf8(bytes).unwrap(),
    };
    lines.iter().map(|line| format!("{line}\n")).collect()
}

fn package(bytes: &[u8]) -> Vec<Value> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rows.gpkg");
    std::fs::write(&path, bytes).unwrap();
    let connection = Connection::open(path).unwrap();
    let sound: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(sound, "ok");
    let indexed: i64 = connection.query_row("SELECT count(*) FROM rtree_findings_geom", [], |row| row.get(0)).unwrap();
    let mut lines = lines(&connection, "SELECT * FROM gpkg_contents JOIN gpkg_geometry_columns USING (table_name)");
    lines[0]["indexed"] = indexed.into();
    lines.extend(self::lines(&connection, "SELECT * FROM findings ORDER BY fid"));
    lines
}

fn lines(connection: &Connection, sql: &str) -> Vec<Value> {
    let mut statement = connection.prepare(sql).unwrap();
    let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let mut rows = statement.query([]).unwrap();
    let mut all = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        let value = |at: usize| match row.get_ref(at).unwrap() {
            ValueRef::Null => Value::Null,
            ValueRef::Integer(number) => number.into(),
            ValueRef::Real(number) => number.into(),
            ValueRef::Text(text) => String::from_utf8(text.to_vec()).unwrap().into(),
            ValueRef::Blob(bytes) => hexadecimal(bytes),
        };
        all.push(Value::Object(names.iter().cloned().zip((0..names.len()).map(value)).collect()));
    }
    all
}

fn hexadecimal(bytes: &[u8]) -> Value {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>().into()
}

fn columns(bytes: Vec<u8>) -> Vec<Value> {
    let reader = SerializedFileReader::new(Bytes::from(bytes)).unwrap();
    let about = reader.metadata().file_metadata();
    let geo = about.key_value_metadata().unwrap().iter().find(|pair| pair.key == "geo").unwrap();
    let geo: Value = serde_json::from_str(geo.value.as_ref().unwrap()).unwrap();
    let head = json!({"created_by": about.created_by(), "geo": geo});
    let rows = reader.get_row_iter(None).unwrap().map(|row| object(row.unwrap().get_column_iter()));
    [head].into_iter().chain(rows).collect()
}

fn object<'a>(columns: impl Iterator<Item = (&'a String, &'a Field)>) -> Value {
    let value = |field: &Field| match field {
        Field::Null => Value::Null,
        Field::Bool(flag) => (*flag).into(),
        Field::Long(number) => (*number).into(),
        Field::Double(number) => (*number).into(),
        Field::Str(text) => text.as_str().into(),
        Field::Bytes(bytes) => hexadecimal(bytes.data()),
        Field::Group(row) => object(row.get_column_iter()),
        other => other.to_string().into(),
    };
    Value::Object(columns.map(|(name, field)| (name.clone(), value(field))).collect::<Map<String, Value>>())
}
