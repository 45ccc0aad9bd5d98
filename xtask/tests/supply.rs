//! What the program and the page are made of: licenses, where it comes from, and what must not be in it, by `deny.toml`; and where
//! `unsafe` may be written. None of it needs a network.

#![allow(clippy::unwrap_used, reason = "a test")]
#![allow(clippy::disallowed_methods, reason = "these tests read the sources")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
struct Rules {
    licenses: Licenses,
    bans: Bans,
    sources: Sources,
}

#[derive(Deserialize)]
struct Licenses {
    allow: BTreeSet<String>,
    exceptions: Vec<Exception>,
}

#[derive(Deserialize)]
struct Exception {
    #[serde(rename = "crate")]
    name: String,
    allow: BTreeSet<String>,
}

#[derive(Deserialize)]
struct Bans {
    deny: Vec<Ban>,
}

#[derive(Deserialize)]
struct Ban {
    #[serde(rename = "crate")]
    name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Sources {
    allow_registry: Vec<String>,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn rules() -> Rules {
    toml::from_str(&std::fs::read_to_string(root().join("deny.toml")).unwrap()).unwrap()
}

/// All crates that anything here is built of: for every system, or for this one where the others' are not at hand.
fn crates() -> Vec<Value> {
    let ask = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO"));
        command
            .current_dir(root())
            .args(["metadata", "--format-version=1", "--all-features", "--locked"])
            .args(arguments);
        let output = command.output().unwrap();
        output.status.success().then(|| serde_json::from_slice::<Value>(&output.stdout).unwrap())
    };
    let host = format!("{}-unknown-linux-gnu", std::env::consts::ARCH);
    let found = ask(&["--offline"]).or_else(|| ask(&["--offline", "--filter-platform", &host])).or_else(|| ask(&[]));
    found.expect("cargo knows what it builds")["packages"].as_array().unwrap().clone()
}

/// Whether a license expression (SPDX, or with the old `/`) can be met by licenses that are allowed.
fn is_met(expression: &str, is_allowed: &dyn Fn(&str) -> bool) -> bool {
    let text = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ").replace(" WITH ", "+WITH+");
    let words: Vec<&str> = text.split_whitespace().collect();
    let (met, rest) = any(&words, is_allowed);
    met && rest.is_empty()
}

fn any<'a, 'b>(words: &'b [&'a str], is_allowed: &dyn Fn(&str) -> bool) -> (bool, &'b [&'a str]) {
    let (mut met, mut rest) = all(words, is_allowed);
    while let Some((&"OR", after)) = rest.split_first() {
        let (other, left) = all(after, is_allowed);
        (met, rest) = (met || other, left);
    }
    (met, rest)
}

fn all<'a, 'b>(words: &'b [&'a str], is_allowed: &dyn Fn(&str) -> bool) -> (bool, &'b [&'a str]) {
    let (mut met, mut rest) = one(words, is_allowed);
    while let Some((&"AND", after)) = rest.split_first() {
        let (other, left) = one(after, is_allowed);
        (met, rest) = (met && other, left);
    }
    (met, rest)
}

fn one<'a, 'b>(words: &'b [&'a str], is_allowed: &dyn Fn(&str) -> bool) -> (bool, &'b [&'a str]) {
    match words.split_first() {
        Some((&"(", inside)) => {
            let (met, rest) = any(inside, is_allowed);
            match rest.split_first() {
                Some((&")", after)) => (met, after),
                _ => (false, rest),
            }
        }
        Some((name, rest)) => (is_allowed(&name.replace("+WITH+", " WITH ")), rest),
        None => (false, words),
    }
}

#[test]
fn expressions_are_met_as_they_are_meant() {
    let is_allowed = |name: &str| ["MIT", "Apache-2.0", "ISC", "Apache-2.0 WITH LLVM-exception"].contains(&name);
    for (expression, met) in [
        ("MIT", true),
        ("GPL-3.0", false),
        ("MIT OR GPL-3.0", true),
        ("MIT/GPL-3.0", true),
        ("MIT AND GPL-3.0", false),
        ("Apache-2.0 AND ISC", true),
        ("(MIT OR GPL-3.0) AND ISC", true),
        ("(MIT OR ISC) AND GPL-3.0", false),
        ("GPL-3.0 OR (MIT AND ISC)", true),
        ("Apache-2.0 WITH LLVM-exception", true),
        ("GPL-2.0 WITH Classpath-exception-2.0", false),
        ("(MIT", false),
        ("", false),
    ] {
        assert_eq!(is_met(expression, &is_allowed), met, "{expression}");
    }
}

#[test]
fn every_crate_comes_from_the_registry_under_a_license_that_is_allowed() {
    let rules = rules();
    let (mut faults, mut seen) = (Vec::new(), 0);
    for one in crates() {
        let name = one["name"].as_str().unwrap();
        let Some(source) = one["source"].as_str() else { continue };
        seen += 1;
        if !rules.sources.allow_registry.iter().any(|registry| source == format!("registry+{registry}")) {
            faults.push(format!("{name}: comes from {source}"));
        }
        let own = rules.licenses.exceptions.iter().find(|exception| exception.name == name);
        let is_allowed = |license: &str| {
            rules.licenses.allow.contains(license) || own.is_some_and(|own| own.allow.contains(license))
        };
        let license = one["license"].as_str().unwrap_or_default();
        if !is_met(license, &is_allowed) {
            faults.push(format!("{name}: {license} is not allowed by deny.toml"));
        }
        if rules.bans.deny.iter().any(|ban| ban.name == name) {
            faults.push(format!("{name}: is banned by deny.toml"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(seen > 200, "{seen}");
}

#[test]
fn every_package_of_the_page_is_known_by_its_digest_and_its_license_is_allowed() {
    let rules = rules();
    let lock = std::fs::read_to_string(root().join("web/package-lock.json")).unwrap();
    let lock: Value = serde_json::from_str(&lock).unwrap();
    // What only builds or tests the page is given to nobody.
    let tools = ["MPL-2.0", "Python-2.0"];
    let (mut faults, mut seen) = (Vec::new(), 0);
    for (path, one) in lock["packages"].as_object().unwrap().iter().filter(|(path, _)| !path.is_empty()) {
        let is_tool = one["dev"] == true;
        let is_allowed =
            |license: &str| rules.licenses.allow.contains(license) || (is_tool && tools.contains(&license));
        let license = one["license"].as_str().unwrap_or_default();
        if !is_met(license, &is_allowed) {
            faults.push(format!("{path}: {license} is not allowed"));
        }
        if !one["integrity"].as_str().is_some_and(|digest| digest.starts_with("sha512-")) {
            faults.push(format!("{path}: has no digest"));
        }
        if one["resolved"].as_str().is_some_and(|from| !from.starts_with("https://registry.npmjs.org/")) {
            faults.push(format!("{path}: comes from {}", one["resolved"]));
        }
        seen += 1;
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(seen > 50, "{seen}");
}

/// Files below a folder with an end, outside of what is built.
fn files(folder: &Path, end: &str, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        match entry.file_type().unwrap().is_dir() {
            true if !matches!(name.as_str(), "target" | "node_modules" | ".git" | "dist") => files(&path, end, found),
            false if name.ends_with(end) => found.push(path),
            _ => {}
        }
    }
}

/// Where `unsafe` may be written, each with what its reason has to hold. A memory map would stand here; `vmap` and `pulp` keep theirs.
const UNSAFE: &[(&str, &str)] = &[];

#[test]
fn unsafe_is_forbidden_but_where_the_list_says_so_with_its_reason() {
    let root = root();
    let mut sources = Vec::new();
    for folder in ["crates", "bindings", "xtask"] {
        files(&root.join(folder), ".rs", &mut sources);
    }
    assert!(sources.len() > 300, "{}", sources.len());
    let allowing = concat!("unsafe", "_code");
    let mut allowed: BTreeMap<String, String> = BTreeMap::new();
    for path in sources {
        let text = std::fs::read_to_string(&path).unwrap();
        let shown = path.strip_prefix(&root).unwrap().display().to_string();
        for line in text.lines().filter(|line| line.trim_start().starts_with("#") && line.contains(allowing)) {
            assert!(line.contains("reason = "), "{shown}: `{line}` says no reason");
            allowed.insert(shown.clone(), line.trim().to_owned());
        }
    }
    let listed: Vec<&str> = UNSAFE.iter().map(|(path, _)| *path).collect();
    assert_eq!(allowed.keys().map(String::as_str).collect::<Vec<_>>(), listed);
    for (path, reason) in UNSAFE {
        assert!(allowed[*path].contains(reason), "{path}: {}", allowed[*path]);
    }
    let mut manifests = Vec::new();
    for folder in ["crates", "bindings", "xtask"] {
        files(&root.join(folder), "Cargo.toml", &mut manifests);
    }
    assert!(manifests.len() > 12, "{}", manifests.len());
    for path in manifests {
        let manifest: toml::Table = std::fs::read_to_string(&path).unwrap().parse().unwrap();
        let lints = &manifest["lints"];
        // The Python package cannot forbid it, for PyO3 generates some; it denies what is written by hand.
        let level = lints.get("rust").and_then(|rust| rust.get(allowing)).and_then(toml::Value::as_str);
        let inherits = lints.get("workspace").and_then(toml::Value::as_bool) == Some(true);
        let is_python = path.ends_with("bindings/python/Cargo.toml");
        assert!(inherits || (is_python && level == Some("deny")), "{}: does not forbid unsafe code", path.display());
    }
    let workspace: toml::Table = std::fs::read_to_string(root.join("Cargo.toml")).unwrap().parse().unwrap();
    assert_eq!(workspace["workspace"]["lints"]["rust"][allowing].as_str(), Some("forbid"));
}
