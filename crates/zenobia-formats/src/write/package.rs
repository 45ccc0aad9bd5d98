//! Data Package: what a file is, what its columns mean, who made it (`datapackage.json`).

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::plain::{self, Kind};
use super::{Context, Format, Losses, text};

/// A file of a package.
#[derive(Clone, Debug)]
pub struct Resource {
    /// Its name in the folder.
    pub path: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

impl Resource {
    /// The length and digest of a file.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn of(path: &Path) -> io::Result<Resource> {
        let mut digest = Sha256::new();
        let mut file = File::open(path)?;
        let mut part = vec![0; 1 << 16];
        let mut bytes = 0;
        loop {
            let length = file.read(&mut part)?;
            if length == 0 {
                break;
            }
            digest.update(&part[..length]);
            bytes += length as u64;
        }
        let sha256 = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        let path = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Ok(Resource { path, bytes, sha256 })
    }
}

/// The description of files of a format, as many as it has parts.
pub fn package(format: &Format, context: Context<'_>, resources: &[Resource], losses: &Losses) -> Value {
    let parts = format.parts.iter().zip(resources);
    let resources: Vec<Value> = parts
        .map(|(part, resource)| {
            let mut value = json!({
                "name": part.name,
                "path": resource.path,
                "mediatype": part.media,
                "format": part.extension,
                "bytes": resource.bytes,
                "hash": format!("sha256:{}", resource.sha256),
            });
            if part.is_text() {
                value["encoding"] = "utf-8".into();
            }
            if let (Some(schema), Some(fields)) = (schema(format.name), value.as_object_mut()) {
                fields.insert("profile".to_owned(), "tabular-data-resource".into());
                fields.insert("schema".to_owned(), schema);
                if part.extension == "tsv" {
                    fields.insert("dialect".to_owned(), json!({"delimiter": "\t", "header": format.name != "gdelt"}));
                }
            }
            value
        })
        .collect();
    json!({
        "profile": "data-package",
        "name": format!("zenobia-{}", format.name),
        "title": "Findings of Zenobia",
        "description": format!("{}. Read by a machine from published reports; unreviewed where it says so.", format.purpose),
        "created": text::moment(context.made),
        "contributors": [{"title": context.maker, "role": "wrangler"}],
        "resources": resources,
        "losses": losses.occurred().map(|loss| json!({"kind": loss.kind, "what": loss.what, "rows": loss.rows})).collect::<Vec<_>>(),
        "rows": losses.rows,
    })
}

/// The columns of the plain table; those of other tables are told by their codebooks.
fn schema(format: &str) -> Option<Value> {
    let columns = match format {
        "csv" => plain::COLUMNS,
        "acled" => super::ACLED_COLUMNS,
        "ucdp" => super::UCDP_COLUMNS,
        "gdelt" => super::GDELT_COLUMNS,
        _ => return None,
    };
    let fields: Vec<Value> = columns.iter().map(|&name| json!({"name": name, "type": kind(format, name)})).collect();
    Some(json!({"fields": fields, "missingValues": [""]}))
}

fn kind(format: &str, column: &str) -> &'static str {
    if format != "csv" {
        return "string";
    }
    match plain::kind(column) {
        Kind::Text => "string",
        Kind::Day => "date",
        Kind::Flag => "boolean",
        Kind::Number => "number",
        Kind::Whole => "integer",
    }
}
