//! `zenobia languages`.

use std::io::{self, Write};

use super::Outcome;

pub fn run() -> anyhow::Result<Outcome> {
    let mut out = io::stdout().lock();
    for language in zenobia_packs::languages() {
        writeln!(out, "{}  {}", language.code, language.name)?;
    }
    Ok(Outcome::Done)
}
