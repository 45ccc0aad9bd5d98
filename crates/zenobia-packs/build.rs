//! Collects the data files, so that adding one changes no list. TOML becomes JSON, which is read several times faster at start;
//! examples stay behind, since only tests read them.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// Keys of rules and frames that only tests read.
const EXAMPLES: [&str; 2] = ["yes", "no"];

/// Folders beside the data that hold none.
const OTHERS: [&str; 3] = ["src", "tests", "target"];

fn main() {
    let root = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR"));
    let out = PathBuf::from(std::env::var("OUT_DIR").expect("cargo sets OUT_DIR"));
    println!("cargo::rerun-if-changed=build.rs");
    let mut texts = String::from("&[\n");
    let mut binaries = String::from("&[\n");
    for path in files(&root) {
        let name = path.strip_prefix(&root).expect("files lie below the root").to_string_lossy().replace('\\', "/");
        let Some((folder, _)) = name.split_once('/').filter(|(folder, _)| !OTHERS.contains(folder)) else { continue };
        println!("cargo::rerun-if-changed={}", root.join(folder).display());
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("toml") => {
                let file = out.join(name.replace('/', "__")).with_extension("json");
                fs::write(&file, to_json(&path)).expect("OUT_DIR can be written");
                row(&mut texts, &name, "str", &file);
            }
            Some("tsv" | "txt") => row(&mut texts, &name, "str", &path),
            Some("bin") => row(&mut binaries, &name, "bytes", &path),
            _ => {}
        }
    }
    let code = format!("static TEXTS: &[(&str, &str)] = {texts}];\nstatic BINARIES: &[(&str, &[u8])] = {binaries}];\n");
    fs::write(out.join("files.rs"), code).expect("OUT_DIR can be written");
}

fn row(list: &mut String, name: &str, kind: &str, file: &Path) {
    let _ = writeln!(list, "({name:?}, include_{kind}!({:?})),", file.display().to_string());
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    entries.sort();
    for entry in entries {
        if entry.is_dir() {
            found.extend(files(&entry));
        } else {
            found.push(entry);
        }
    }
    found
}

/// A file that is not sound TOML is embedded as it is: reading it then names the fault.
fn to_json(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap_or_default();
    match toml::from_str::<toml::Value>(&text) {
        Ok(mut value) => {
            drop_examples(&mut value);
            serde_json::to_string(&value).unwrap_or(text)
        }
        Err(_) => text,
    }
}

fn drop_examples(value: &mut toml::Value) {
    for key in ["rule", "frame"] {
        let Some(rows) = value.get_mut(key).and_then(toml::Value::as_array_mut) else { continue };
        for table in rows.iter_mut().filter_map(toml::Value::as_table_mut) {
            EXAMPLES.iter().for_each(|key| drop(table.remove(*key)));
        }
    }
}
