//! KML 2.2, for Google Earth and other globes.

use std::io;

use zenobia_core::row::Row;

use super::gist::Gist;
use super::text::xml;
use super::{Context, Facet, Format, Part, Parts, Shape};

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "kml",
    parts: &[Part { name: "rows", extension: "kml", media: "application/vnd.google-earth.kml+xml" }],
    purpose: "placemarks with time spans, for Google Earth and other globes; unlocated rows have no point",
    loses: &[
        Facet::Modes,
        Facet::Contexts,
        Facet::Confidence,
        Facet::Grade,
        Facet::Campaign,
        Facet::ActorKeys,
        Facet::ActorCodes,
        Facet::PlaceKeys,
        Facet::Radius,
        Facet::Positions,
        Facet::Origins,
    ],
    system: None,
    open,
};

struct Placemarks<'a>(Context<'a>);

fn open(context: Context<'_>) -> Box<dyn Shape + '_> {
    Box::new(Placemarks(context))
}

impl Shape for Placemarks<'_> {
    fn head(&mut self, out: &mut Parts<'_>) -> io::Result<()> {
        writeln!(
            out.main(),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>\n\
             <name>zenobia</name><description>made by {}</description>",
            xml(self.0.maker)
        )
    }

    fn row(&mut self, row: &Row, out: &mut Parts<'_>) -> io::Result<()> {
        writeln!(out.main(), "{}", placemark(&Gist::new(row, "kml", self.0)))
    }

    fn tail(&mut self, out: &mut Parts<'_>) -> io::Result<()> {
        out.main().write_all(b"</Document></kml>\n")
    }
}

fn placemark(gist: &Gist<'_>) -> String {
    let days = gist.days().map_or_else(String::new, |(first, last)| {
        format!("<TimeSpan><begin>{}</begin><end>{}</end></TimeSpan>", xml(first), xml(last))
    });
    let data = |name: &str, value: &str| format!("<Data name=\"{name}\"><value>{}</value></Data>", xml(value));
    let data: String = [("id", gist.row.id.clone()), ("event", gist.row.event.clone())]
        .into_iter()
        .chain(gist.details())
        .map(|(name, value)| data(name, &value))
        .collect();
    let point = gist.point().map_or_else(String::new, |(latitude, longitude)| {
        format!("<Point><coordinates>{longitude},{latitude}</coordinates></Point>")
    });
    let name = xml(&gist.headline());
    format!("<Placemark><name>{name}</name>{days}<ExtendedData>{data}</ExtendedData>{point}</Placemark>")
}
