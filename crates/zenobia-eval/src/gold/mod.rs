//! Gold reports: what a careful reader takes from a text, in the format of `gold/GUIDE.md`.

mod anchor;
mod entities;
mod report;

use std::fs;
use std::path::{Path, PathBuf};

use compact_str::CompactString;
use zenobia_core::document::Document;

pub use anchor::Anchor;
pub use entities::marked;
pub use report::{GoldClaim, GoldCount, GoldEntity, GoldPlace, GoldReport, GoldTime};

/// A gold file that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {message}")]
pub struct GoldError {
    path: String,
    message: String,
}

/// Reads all gold reports below a folder, sorted by path.
///
/// # Errors
/// When the folder or a file cannot be read, or a quote is not in its text.
pub fn load(folder: &Path) -> Result<Vec<GoldReport>, GoldError> {
    let mut paths = Vec::new();
    collect(folder, &mut paths).map_err(|error| fault(folder, error))?;
    paths.sort();
    let mut reports = Vec::new();
    for path in paths {
        let text = fs::read_to_string(&path).map_err(|error| fault(&path, error))?;
        let report = GoldReport::parse(&text).map_err(|message| fault(&path, message))?;
        reports.extend(Some(report).filter(|report| !report.text.is_empty()));
    }
    match reports.is_empty() {
        true => Err(fault(folder, "no gold reports in it (*.json); name the folder that holds them")),
        false => Ok(reports),
    }
}

/// The report as it is handed to the reader: nothing of the annotation but text, language and date.
pub fn document(report: &GoldReport) -> Document {
    Document {
        id: report.id.as_str().into(),
        text: report.text.clone(),
        language: Some(CompactString::from(report.language.as_str())),
        published: report.published.as_deref().and_then(|day| day.parse().ok()),
        ..Document::default()
    }
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, paths)?;
        } else if path.extension().is_some_and(|end| end == "json") {
            paths.push(path);
        }
    }
    Ok(())
}

fn fault(path: &Path, message: impl ToString) -> GoldError {
    GoldError { path: path.display().to_string(), message: message.to_string() }
}
