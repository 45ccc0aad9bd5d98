//! `zenobia schema`: the JSON Schemas of what comes out, from the Rust types.

use std::io::{self, Write};

use clap::{Args, ValueEnum};
use schemars::generate::SchemaSettings;
use zenobia_core::reconcile::situation;
use zenobia_core::record::{FORMAT, Record};

use super::Outcome;

/// Which schema.
#[derive(Debug, Args)]
pub struct Options {
    /// Of what
    #[arg(value_enum, default_value_t = Format::Record)]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// zenobia.record/1, what `zenobia read` writes
    Record,
    /// zenobia.situation/1, what `zenobia situation --json` writes
    Situation,
    /// The API of `zenobia serve`, OpenAPI 3.1
    Openapi,
}

pub fn run(options: &Options) -> anyhow::Result<Outcome> {
    let generator = SchemaSettings::draft2020_12().into_generator();
    let (mut schema, format) = match options.format {
        Format::Record => (generator.into_root_schema_for::<Record>(), FORMAT),
        Format::Situation => (generator.into_root_schema_for::<situation::Situation>(), situation::FORMAT),
        Format::Openapi => {
            write!(io::stdout().lock(), "{}", zenobia_http::openapi())?;
            return Ok(Outcome::Done);
        }
    };
    schema.insert("title".to_owned(), format.into());
    writeln!(io::stdout().lock(), "{}", serde_json::to_string_pretty(&schema)?)?;
    Ok(Outcome::Done)
}
