//! `cargo xtask coverage`: how many words and examples the frames of each language have for each event type and mode.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use zenobia_core::pack::frame::{Frame, FrameFile};
use zenobia_core::pack::ontology::EventType;

/// Words that trigger, examples in which they do, examples in which they do not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counts {
    triggers: usize,
    yes: usize,
    no: usize,
}

impl Counts {
    fn add(&mut self, frame: &Frame) {
        self.triggers += frame.verb.len() + frame.noun.len() + frame.adjective.len();
        self.yes += frame.yes.len();
        self.no += frame.no.len();
    }
}

/// Counts by type, mode (empty for the type as a whole) and language.
type Table = BTreeMap<(String, String), BTreeMap<String, Counts>>;

pub fn run(arguments: &[String]) -> anyhow::Result<()> {
    let folder = match arguments {
        [] => PathBuf::from("crates/zenobia-packs"),
        [flag, folder] if flag == "--packs" => PathBuf::from(folder),
        _ => anyhow::bail!("usage: cargo xtask coverage [--packs DIR]"),
    };
    let languages = languages(&folder)?;
    let table = table(&folder, &languages)?;
    print!("{}", written(&table, &languages));
    Ok(())
}

/// Folders that hold frames.
fn languages(folder: &Path) -> anyhow::Result<BTreeSet<String>> {
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let named = entries.flatten().filter(|entry| entry.path().join("frames").is_dir());
    Ok(named.filter_map(|entry| entry.file_name().into_string().ok()).collect())
}

fn files(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "toml"));
    paths.sort();
    Ok(paths)
}

fn parse<T: serde::de::DeserializeOwned>(path: &Path) -> anyhow::Result<T> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    toml::from_str(&text).with_context(|| path.display().to_string())
}

fn table(folder: &Path, languages: &BTreeSet<String>) -> anyhow::Result<Table> {
    let mut table = Table::new();
    for path in files(&folder.join("ontology"))? {
        let kind: EventType = parse(&path)?;
        let modes = kind.modes.keys().map(|mode| mode.to_string()).chain([String::new()]);
        table.extend(modes.map(|mode| ((kind.event.to_string(), mode), BTreeMap::new())));
    }
    for language in languages {
        for path in files(&folder.join(language).join("frames"))? {
            for frame in parse::<FrameFile>(&path)?.frame {
                let mode = frame.mode.as_deref().unwrap_or_default().to_owned();
                let keys = [(frame.event.to_string(), String::new()), (frame.event.to_string(), mode)];
                for key in keys.into_iter().collect::<BTreeSet<_>>() {
                    table.entry(key).or_default().entry(language.clone()).or_default().add(&frame);
                }
            }
        }
    }
    Ok(table)
}

fn written(table: &Table, languages: &BTreeSet<String>) -> String {
    let mut lines = vec![format!("{:28}", "words / yes / no")];
    languages.iter().for_each(|language| lines[0].push_str(&format!("{language:>20}")));
    for ((event, mode), counts) in table {
        let name = if mode.is_empty() { event.clone() } else { format!("  {mode}") };
        let mut line = format!("{name:28}");
        for language in languages {
            let Counts { triggers, yes, no } = counts.get(language).copied().unwrap_or_default();
            line.push_str(&format!("{:>20}", format!("{triggers} / {yes} / {no}")));
        }
        lines.push(line);
    }
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_counted_by_type_and_mode() {
        let frame = |mode: Option<&str>, verbs: usize| Frame {
            event: "AID".into(),
            mode: mode.map(Into::into),
            verb: vec!["help".into(); verbs],
            no: vec!["None.".into()],
            ..Frame::default()
        };
        let mut whole = Counts::default();
        whole.add(&frame(None, 2));
        whole.add(&frame(Some("food"), 3));
        assert_eq!(whole, Counts { triggers: 5, yes: 0, no: 2 });
        let table = Table::from([(("AID".into(), String::new()), BTreeMap::from([("en".to_owned(), whole)]))]);
        let text = written(&table, &BTreeSet::from(["en".to_owned(), "fr".to_owned()]));
        assert!(text.contains("5 / 0 / 2") && text.contains("0 / 0 / 0"), "{text}");
    }
}
