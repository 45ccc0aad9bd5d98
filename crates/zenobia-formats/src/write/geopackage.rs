//! GeoPackage 1.3 (OGC 12-128r17), the newest that the GDAL of older systems takes without a warning: one file with a table of points, an index of them, and what QGIS wants to know of both.

use std::fs::File;
use std::io;
use std::path::PathBuf;

use rusqlite::types::Value;
use rusqlite::{Connection, params, params_from_iter};
use tempfile::TempDir;
use zenobia_core::row::Row;

use super::geometry::{Extent, well_known};
use super::gist::Gist;
use super::plain::{COLUMNS, Kind, cell, kind};
use super::{Context, Facet, Format, Part, Parts, Shape, text};

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "geopackage",
    parts: &[Part { name: "rows", extension: "gpkg", media: "application/geopackage+sqlite3" }],
    purpose: "points with their properties in one file with an index (OGC GeoPackage), for QGIS and ArcGIS; unlocated rows have no geometry",
    loses: &[Facet::ActorCodes, Facet::Positions],
    system: None,
    open,
};

/// "GPKG" in the header of the file, and the version of the specification.
const HEADER: &str = "PRAGMA application_id = 1196444487; PRAGMA user_version = 10300;";
/// Nobody reads the file before it is whole, so nothing has to be safe against a crash.
const SPEED: &str = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; \
                     PRAGMA cache_size = -8192; PRAGMA temp_store = FILE;";
/// WGS 84.
const SYSTEM: i32 = 4326;

struct Package<'a> {
    context: Context<'a>,
    /// A database is written here and there, so it is made in a file of its own and copied at the end.
    open: Option<Open>,
    insert: String,
    extent: Option<Extent>,
    rows: i64,
}

struct Open {
    connection: Connection,
    path: PathBuf,
    _folder: TempDir,
}

fn open(context: Context<'_>) -> Box<dyn Shape + '_> {
    let names = COLUMNS.join(", ");
    let marks = (3..COLUMNS.len() + 3).map(|number| format!("?{number}")).collect::<Vec<_>>().join(", ");
    let insert = format!("INSERT INTO findings (fid, geom, {names}) VALUES (?1, ?2, {marks})");
    Box::new(Package { context, open: None, insert, extent: None, rows: 0 })
}

fn fault(error: rusqlite::Error) -> io::Error {
    let kind = match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::DiskFull) => io::ErrorKind::StorageFull,
        _ => io::ErrorKind::Other,
    };
    io::Error::new(
        kind,
        format!("the GeoPackage cannot be written in the folder for temporary files (TMPDIR): {error}"),
    )
}

impl Package<'_> {
    fn connection(&self) -> &Connection {
        &self.open.as_ref().expect("rows come after the head").connection
    }

    /// Tells of the table what the specification asks for, once all is known.
    fn describe(&self) -> rusqlite::Result<()> {
        let connection = self.connection();
        connection.execute_batch(include_str!("geopackage_triggers.sql"))?;
        let extent = self.extent;
        connection.execute(
            "INSERT INTO gpkg_contents VALUES ('findings', 'features', 'findings', ?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                format!("Findings of Zenobia, made by {}; unreviewed where it says so", self.context.maker),
                jiff::Timestamp::from_second(self.context.made)
                    .map(|moment| moment.strftime("%Y-%m-%dT%H:%M:%S.000Z").to_string())
                    .unwrap_or_default(),
                extent.map(|extent| extent.west),
                extent.map(|extent| extent.south),
                extent.map(|extent| extent.east),
                extent.map(|extent| extent.north),
                SYSTEM,
            ],
        )?;
        let column = "INSERT INTO gpkg_geometry_columns VALUES ('findings', 'geom', 'POINT', ?1, 0, 0)";
        connection.execute(column, params![SYSTEM])?;
        connection.execute_batch("COMMIT")
    }
}

impl Shape for Package<'_> {
    fn head(&mut self, _out: &mut Parts<'_>) -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("rows.gpkg");
        let connection = Connection::open(&path).map_err(fault)?;
        let columns: Vec<String> = COLUMNS.iter().map(|column| format!("{column} {}", declared(column))).collect();
        let table = format!(
            "CREATE TABLE findings (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom POINT, {});",
            columns.join(", ")
        );
        let steps = [HEADER, SPEED, "BEGIN;", include_str!("geopackage.sql"), &table];
        steps.iter().try_for_each(|step| connection.execute_batch(step)).map_err(fault)?;
        self.open = Some(Open { connection, path, _folder: folder });
        Ok(())
    }

    fn row(&mut self, row: &Row, _out: &mut Parts<'_>) -> io::Result<()> {
        let gist = Gist::new(row, "geopackage", self.context);
        self.rows += 1;
        let point = gist.point();
        let geometry = point.map_or(Value::Null, |(latitude, longitude)| Value::Blob(blob(latitude, longitude)));
        let cells = COLUMNS.iter().map(|&column| value(column, cell(column, &gist)));
        let values = [Value::Integer(self.rows), geometry].into_iter().chain(cells);
        let connection = self.connection();
        let insert = connection.prepare_cached(&self.insert);
        insert.and_then(|mut statement| statement.execute(params_from_iter(values))).map_err(fault)?;
        if let Some((latitude, longitude)) = point {
            let sql = "INSERT INTO rtree_findings_geom VALUES (?1, ?2, ?2, ?3, ?3)";
            let index = connection.prepare_cached(sql);
            index
                .and_then(|mut statement| statement.execute(params![self.rows, longitude, latitude]))
                .map_err(fault)?;
            self.extent = Some(Extent::with(self.extent, latitude, longitude));
        }
        Ok(())
    }

    fn tail(&mut self, out: &mut Parts<'_>) -> io::Result<()> {
        self.describe().map_err(fault)?;
        let Some(Open { connection, path, _folder }) = self.open.take() else { return Ok(()) };
        connection.close().map_err(|(_, error)| fault(error))?;
        io::copy(&mut File::open(path)?, out.main()).map(drop)
    }
}

/// The type of a column, of those that the specification knows.
fn declared(column: &str) -> &'static str {
    match kind(column) {
        Kind::Text => "TEXT",
        Kind::Day => "DATE",
        Kind::Flag => "BOOLEAN",
        Kind::Number => "DOUBLE",
        Kind::Whole => "INTEGER",
    }
}

/// A cell of the plain table in its type.
fn value(column: &str, cell: String) -> Value {
    match kind(column) {
        _ if cell.is_empty() => Value::Null,
        // Programs in C end a text at its first zero.
        Kind::Text => Value::Text(cell.replace('\0', "\u{fffd}")),
        Kind::Day => text::day(&cell).map_or(Value::Null, |_| Value::Text(cell)),
        Kind::Flag => Value::Integer(i64::from(cell == "true")),
        Kind::Number => cell.parse().map_or(Value::Null, Value::Real),
        Kind::Whole => cell.parse().map_or(Value::Null, Value::Integer),
    }
}

/// A point as the specification writes it: its header, without a box of its own, and well-known binary.
fn blob(latitude: f64, longitude: f64) -> Vec<u8> {
    const LITTLE_ENDIAN: u8 = 1;
    let mut bytes = vec![b'G', b'P', 0, LITTLE_ENDIAN];
    bytes.extend(SYSTEM.to_le_bytes());
    bytes.extend(well_known(latitude, longitude));
    bytes
}
