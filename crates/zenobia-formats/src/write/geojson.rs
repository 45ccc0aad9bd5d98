//! GeoJSON (RFC 7946): a feature for each row; those without coordinates have a null geometry.

use std::io;

use serde_json::{Map, Value, json};
use zenobia_core::row::Row;

use super::gist::Gist;
use super::plain::{COLUMNS, Kind, cell, kind};
use super::{Context, Facet, Format, Part, Parts, Shape};

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "geojson",
    parts: &[Part { name: "rows", extension: "geojson", media: "application/geo+json" }],
    purpose: "points with their properties (RFC 7946), for QGIS, web maps and GDAL; unlocated rows have no geometry",
    loses: &[Facet::ActorCodes, Facet::Positions],
    system: None,
    open,
};

struct Features<'a> {
    context: Context<'a>,
    any: bool,
}

fn open(context: Context<'_>) -> Box<dyn Shape + '_> {
    Box::new(Features { context, any: false })
}

impl Shape for Features<'_> {
    fn head(&mut self, out: &mut Parts<'_>) -> io::Result<()> {
        let made_by = serde_json::to_string(self.context.maker)?;
        write!(out.main(), "{{\"type\":\"FeatureCollection\",\"name\":\"zenobia\",\"made_by\":{made_by},\"features\":[")
    }

    fn row(&mut self, row: &Row, out: &mut Parts<'_>) -> io::Result<()> {
        let separator: &[u8] = if self.any { b",\n" } else { b"\n" };
        self.any = true;
        out.main().write_all(separator)?;
        Ok(serde_json::to_writer(out.main(), &feature(&Gist::new(row, "geojson", self.context)))?)
    }

    fn tail(&mut self, out: &mut Parts<'_>) -> io::Result<()> {
        out.main().write_all(b"\n]}\n")
    }
}

fn feature(gist: &Gist<'_>) -> Value {
    let geometry =
        gist.point().map(|(latitude, longitude)| json!({"type": "Point", "coordinates": [longitude, latitude]}));
    let properties: Map<String, Value> =
        COLUMNS.iter().filter_map(|&column| Some((column.to_owned(), property(column, cell(column, gist))?))).collect();
    json!({"type": "Feature", "id": gist.row.id, "geometry": geometry, "properties": properties})
}

/// A cell of the plain table as a property; the geometry says where.
fn property(column: &str, cell: String) -> Option<Value> {
    match (column, kind(column)) {
        ("latitude" | "longitude", _) => None,
        _ if cell.is_empty() => Some(Value::Null),
        (_, Kind::Flag) => Some(Value::Bool(cell == "true")),
        (_, Kind::Number | Kind::Whole) => serde_json::from_str(&cell).ok(),
        (_, Kind::Text | Kind::Day) => Some(Value::String(cell)),
    }
}
