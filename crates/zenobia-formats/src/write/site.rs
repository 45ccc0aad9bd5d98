//! A static site of rows: a page with map, timeline and quotations, and the data as files. It needs no server: it opens from a disk.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use zenobia_core::row::Row;

use super::text::xml;
use super::{Context, Losses, Writer, format};

/// What is done with each row.
pub type Take<'a> = &'a mut dyn FnMut(&Row) -> io::Result<()>;

/// Formats that lie beside the page to be taken away.
const FILES: &[&str] = &["csv", "geojson", "jsonl"];

/// What the page is made of.
const PAGE: &[(&str, &str)] = &[
    ("outline.js", include_str!("site/outline.js")),
    ("map.js", include_str!("site/map.js")),
    ("site.js", include_str!("site/site.js")),
    ("site.css", include_str!("site/site.css")),
];

/// Writes rows into a folder, which is made if need be.
///
/// # Errors
/// When the folder or a file cannot be written, and what `rows` gives.
pub fn publish(
    folder: &Path,
    title: &str,
    context: Context<'_>,
    rows: &mut dyn FnMut(Take<'_>) -> io::Result<()>,
) -> io::Result<Vec<Losses>> {
    fs::create_dir_all(folder)?;
    let mut writers = Vec::new();
    for format in FILES.iter().filter_map(|name| format(name)) {
        let part = &format.parts[0];
        let file = BufWriter::new(File::create(folder.join(format!("{}.{}", part.name, part.extension)))?);
        writers.push(Writer::new(format, context, vec![Box::new(file)])?);
    }
    let geojson = format("geojson").expect("it is in the list");
    let mut script = BufWriter::new(File::create(folder.join("rows.js"))?);
    // A page that was opened from a disk may load scripts, but no data.
    script.write_all(b"window.ZENOBIA = ")?;
    let mut page = Writer::new(geojson, context, vec![Box::new(&mut script)])?;
    rows(&mut |row| {
        page.write(row)?;
        writers.iter_mut().try_for_each(|writer| writer.write(row))
    })?;
    page.finish()?;
    script.write_all(b";\n")?;
    script.flush()?;
    for (name, text) in PAGE {
        fs::write(folder.join(name), text)?;
    }
    let html = include_str!("site/index.html").replace("{title}", &xml(title)).replace("{maker}", &xml(context.maker));
    fs::write(folder.join("index.html"), html)?;
    writers.into_iter().map(Writer::finish).collect()
}
