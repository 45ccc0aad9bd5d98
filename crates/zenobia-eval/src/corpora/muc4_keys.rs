//! The answer keys of MUC-3 and MUC-4: templates of 25 slots.

use std::fs;
use std::io;
use std::path::Path;

/// An incident as an annotator filled it in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Key {
    /// The report, such as `TST1-MUC3-0001`.
    pub report: String,
    /// Whether it need not be found.
    pub optional: bool,
    /// `ATTACK`, `BOMBING` …; several where either will do.
    pub kind: Vec<String>,
    /// Its day or days, as written: `02 FEB 90`, `- 11 NOV 89`, `09 DEC 89 - 10 DEC 89`.
    pub date: String,
    /// Its place from the country inwards, without the kinds in brackets.
    pub location: Vec<String>,
    /// `ACCOMPLISHED`, `ATTEMPTED`, `THREATENED`.
    pub stage: String,
    /// With what.
    pub instruments: Vec<Entity>,
    /// Who did it.
    pub individuals: Vec<Entity>,
    /// For whom.
    pub organizations: Vec<Entity>,
    /// What it was done to.
    pub targets: Vec<Entity>,
    /// People it was done to, by name.
    pub names: Vec<Entity>,
    /// People it was done to, by description.
    pub descriptions: Vec<Entity>,
    /// Numbers of targets and people: `3: "SOLDIERS"`.
    pub numbers: Vec<(String, Entity)>,
    /// What became of them: `DEATH: "CEREZO"`.
    pub effects: Vec<(String, Entity)>,
}

/// Wordings of one thing, any of which is right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entity {
    /// The wordings.
    pub mentions: Vec<String>,
    /// Whether it need not be found.
    pub optional: bool,
}

/// The reports that the keys of a folder answer, and their templates; those without an incident have none.
///
/// # Errors
/// When the folder or a file cannot be read.
pub fn load(folder: &Path) -> io::Result<Vec<(String, Vec<Key>)>> {
    let mut paths: Vec<_> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    paths.retain(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("key-")));
    paths.sort();
    let mut all = Vec::new();
    for path in paths {
        all.extend(read(&String::from_utf8_lossy(&fs::read(path)?)));
    }
    Ok(all)
}

/// Reads a file of keys.
///
/// ```
/// use zenobia_eval::corpora::muc4_keys::read;
/// let file = "0.  MESSAGE: ID                     TST9-MUC3-0001\n1.  MESSAGE: TEMPLATE               1\n\
///             4.  INCIDENT: TYPE                  BOMBING\n9.  PERP: INDIVIDUAL ID             \"MEN\" / \"TWO MEN\"\n\
///             \u{20}                                   ? \"WOMAN\"\n";
/// let keys = read(file);
/// assert_eq!(keys[0].0, "TST9-MUC3-0001");
/// assert_eq!(keys[0].1[0].individuals[0].mentions, ["MEN", "TWO MEN"]);
/// assert!(keys[0].1[0].individuals[1].optional);
/// ```
pub fn read(file: &str) -> Vec<(String, Vec<Key>)> {
    let mut reports: Vec<(String, Vec<Key>)> = Vec::new();
    let mut slot = String::new();
    for line in file.lines().filter(|line| !line.starts_with(';') && !line.trim().is_empty()) {
        let cut = line.char_indices().nth(WIDTH).map_or(line.len(), |(at, _)| at);
        let (name, value) = (line[..cut].trim(), line[cut..].trim());
        if !name.is_empty() {
            slot = name.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').trim().to_owned();
        }
        match slot.as_str() {
            "MESSAGE: ID" => {
                let id = value.split_whitespace().next().unwrap_or_default().to_owned();
                if reports.last().is_none_or(|(last, _)| *last != id) {
                    reports.push((id, Vec::new()));
                }
            }
            "MESSAGE: TEMPLATE" if value != "*" => {
                if let Some((report, keys)) = reports.last_mut() {
                    let optional = value.contains("OPTIONAL");
                    keys.push(Key { report: report.clone(), optional, ..Key::default() });
                }
            }
            _ => {
                if let Some(key) = reports.last_mut().and_then(|(_, keys)| keys.last_mut()) {
                    fill(key, &slot, value);
                }
            }
        }
    }
    reports
}

/// Where values begin.
const WIDTH: usize = 33;

fn fill(key: &mut Key, slot: &str, value: &str) {
    if matches!(value, "*" | "-" | "") {
        return;
    }
    let list = match slot {
        "INCIDENT: TYPE" => return key.kind = value.split('/').map(|kind| plain(kind).to_owned()).collect(),
        "INCIDENT: DATE" => return key.date = value.to_owned(),
        "INCIDENT: LOCATION" => return key.location = location(value),
        "INCIDENT: STAGE OF EXECUTION" => return key.stage = value.to_owned(),
        "INCIDENT: INSTRUMENT ID" => &mut key.instruments,
        "PERP: INDIVIDUAL ID" => &mut key.individuals,
        "PERP: ORGANIZATION ID" => &mut key.organizations,
        "PHYS TGT: ID" => &mut key.targets,
        "HUM TGT: NAME" => &mut key.names,
        "HUM TGT: DESCRIPTION" => &mut key.descriptions,
        "PHYS TGT: NUMBER" | "HUM TGT: NUMBER" => return key.numbers.extend(told_of(value)),
        "PHYS TGT: EFFECT OF INCIDENT" | "HUM TGT: EFFECT OF INCIDENT" => return key.effects.extend(told_of(value)),
        _ => return,
    };
    list.extend(entity(before_colon(value)));
}

/// A kind without what stands in brackets.
fn plain(text: &str) -> &str {
    text.split('(').next().unwrap_or_default().trim()
}

fn location(value: &str) -> Vec<String> {
    let first = value.trim_start_matches(['?', '(', ' ']);
    first
        .split([':', '/', '-'])
        .map(|part| plain(part).trim_matches(')').trim().to_owned())
        .filter(|part| !part.is_empty())
        .collect()
}

/// `DEATH: "CEREZO"`: what is said, and of whom.
fn told_of(value: &str) -> Option<(String, Entity)> {
    let at = colon(value)?;
    Some((value[..at].trim().trim_start_matches('?').trim().to_owned(), entity(&value[at + 1..])?))
}

fn before_colon(value: &str) -> &str {
    colon(value).map_or(value, |at| &value[..at])
}

/// The colon outside of quotation marks.
fn colon(value: &str) -> Option<usize> {
    let mut quoted = false;
    let mut escaped = false;
    for (at, c) in value.char_indices() {
        match c {
            '"' if !escaped => quoted = !quoted,
            ':' if !quoted => return Some(at),
            _ => {}
        }
        escaped = c == '\\' && !escaped;
    }
    None
}

fn entity(value: &str) -> Option<Entity> {
    let optional = value.trim_start().starts_with('?');
    let mut mentions = Vec::new();
    let mut current: Option<String> = None;
    let mut escaped = false;
    for c in value.chars() {
        match (c, &mut current) {
            ('"', Some(_)) if !escaped => mentions.extend(current.take()),
            ('"', None) => current = Some(String::new()),
            ('\\', Some(_)) if !escaped => {}
            (_, Some(text)) => text.push(c),
            _ => {}
        }
        escaped = c == '\\' && !escaped;
    }
    mentions.iter_mut().for_each(|mention| *mention = mention.trim().to_owned());
    (!mentions.is_empty()).then_some(Entity { mentions, optional })
}
