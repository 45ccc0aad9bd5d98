//! `zenobia schema`: the JSON Schema of the record, from its Rust types.

use std::io::{self, Write};

use schemars::generate::SchemaSettings;
use zenobia_core::record::{FORMAT, Record};

use super::Outcome;

pub fn run() -> anyhow::Result<Outcome> {
    let mut schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Record>();
    schema.insert("title".to_owned(), FORMAT.into());
    writeln!(io::stdout().lock(), "{}", serde_json::to_string_pretty(&schema)?)?;
    Ok(Outcome::Done)
}
