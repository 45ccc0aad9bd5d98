//! FENEC (Millour et al. 2022): eleven genres of French in the scheme of Quaero, with its offsets.

use std::path::Path;

use anyhow::{Context, Result};
use zenobia_core::finder::Kind;

use super::{Text, outermost};

/// Reads all files of the folder, in the order of their names.
pub fn read(folder: &Path) -> Result<Vec<Text>> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "ann"));
    paths.sort();
    paths.iter().map(|path| one(path)).collect()
}

fn one(path: &Path) -> Result<Text> {
    let text = std::fs::read_to_string(path.with_extension("txt"))?;
    let marks = std::fs::read_to_string(path)?;
    let mark = |line: &str| {
        let mut columns = line.split('\t');
        let kind = match columns.next()? {
            "PERS" => Kind::Person,
            "LOC" => Kind::Place,
            "ORG" => Kind::Organisation,
            "PROD" => Kind::Product,
            "EVENT" => Kind::Other,
            _ => return None,
        };
        Some((columns.next()?.parse().ok()?..columns.next()?.parse().ok()?, Some(kind)))
    };
    let marks = outermost(marks.lines().filter_map(mark).collect());
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let genre = name.split(|c: char| c.is_ascii_digit()).next().unwrap_or_default().to_owned();
    Ok(Text { corpus: "fenec", genre, text, marks, by_hand: true })
}
