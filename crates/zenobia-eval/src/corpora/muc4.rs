//! The texts of MUC-3 and MUC-4: reports of political violence in Latin America, in capitals, many to a file.
//!
//! A text begins with a line such as `DEV-MUC3-0001 (NOSC)` or `TST2-MUC4-0001`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use zenobia_core::document::Document;

/// All texts below a folder, in order of file names. Answer keys and notes are left out: they hold no such line.
///
/// # Errors
/// When the folder or a file cannot be read.
pub fn load(folder: &Path) -> io::Result<Vec<Document>> {
    let mut paths = Vec::new();
    collect(folder, &mut paths)?;
    paths.sort();
    let mut documents = Vec::new();
    for path in paths {
        documents.extend(split(&String::from_utf8_lossy(&fs::read(path)?)));
    }
    Ok(documents)
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
        if path.is_dir() {
            collect(&path, paths)?;
        } else if name.ends_with("-muc4") || name.contains("-muc3") {
            paths.push(path);
        }
    }
    Ok(())
}

/// The texts of one file.
///
/// ```
/// use zenobia_eval::corpora::muc4::split;
/// let texts = split("TST1-MUC3-0001\n\n   LIMA, 9 JAN 90 -- ONE.\n\nTST1-MUC3-0002\n\n   BOGOTA -- TWO.\n");
/// assert_eq!(texts[1].id, "TST1-MUC3-0002");
/// assert_eq!(texts[1].text.trim(), "BOGOTA -- TWO.");
/// ```
pub fn split(file: &str) -> Vec<Document> {
    let mut documents: Vec<Document> = Vec::new();
    for line in file.split_inclusive('\n') {
        if let Some(id) = header(line) {
            documents.push(Document { id: id.into(), language: Some("en".into()), ..Document::default() });
        } else if let Some(document) = documents.last_mut() {
            document.text.push_str(line);
        }
    }
    documents
}

fn header(line: &str) -> Option<&str> {
    let id = line.split_whitespace().next()?;
    let rest = id.strip_prefix("DEV-MUC").or_else(|| id.strip_prefix("TST")?.get(1..)?.strip_prefix("-MUC"))?;
    let number = rest.get(1..)?.strip_prefix('-')?;
    number.bytes().all(|byte| byte.is_ascii_digit()).then_some(id)
}
