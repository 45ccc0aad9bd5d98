//! Puts models into the one file of a language.

use std::borrow::Cow;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use zenobia_core::analyze::Models;
use zenobia_core::syntax::MARK;

use crate::{Options, needed, option};

/// Writes the models that are given into `--out`; what that file has of the others stays.
///
/// # Errors
/// When a file cannot be read or written, or `--out` is there and no file of models.
pub fn run(options: &Options) -> Result<()> {
    let out = Path::new(needed(options, "out")?);
    let mut models = if out.is_file() { divide(read(out)?)? } else { Models::default() };
    let given = |name: &str| option(options, name).map(|path| read(Path::new(path))).transpose();
    let sections =
        [("syntax", &mut models.syntax), ("boundaries", &mut models.boundaries), ("names", &mut models.names)];
    for (name, section) in sections {
        *section = given(name)?.map(Cow::Owned).or(section.take());
    }
    fs::write(out, models.unite()).with_context(|| format!("cannot write {}", out.display()))
}

/// The models in a file.
///
/// # Errors
/// When the file cannot be read or is no file of models.
pub fn open(path: &Path) -> Result<Models> {
    divide(read(path)?)
}

/// The bytes of a syntax model, alone in its file or in that of a pack.
///
/// # Errors
/// When the file cannot be read or holds no syntax model.
pub fn syntax(path: &Path) -> Result<Cow<'static, [u8]>> {
    let bytes = read(path)?;
    if bytes.starts_with(MARK) {
        return Ok(bytes.into());
    }
    divide(bytes)?.syntax.with_context(|| format!("{} holds no syntax model", path.display()))
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

fn divide(bytes: Vec<u8>) -> Result<Models> {
    Models::divide(bytes.into()).map_err(|problem| anyhow!("{problem}"))
}
