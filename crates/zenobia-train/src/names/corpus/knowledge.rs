//! Lists of names from the knowledge base and the gazetteer, which teach what names of each kind look like by themselves.

use std::path::Path;

use anyhow::{Context, Result};
use zenobia_core::analyze::Knowledge;
use zenobia_core::finder::Kind;
use zenobia_core::knowledge::Names;
use zenobia_core::record::ActorKind;

use super::Text;
use crate::learner::Dice;

/// Names in one list.
const TOGETHER: usize = 5;

/// Lists of names in a fixed pseudo-random order. Places come from Who's On First, as many as there are actors and sites.
pub fn read(language: &str, knowledge: &Knowledge, corpora: &Path) -> Result<Vec<Text>> {
    let mut names: Vec<(String, Kind)> = Vec::new();
    let mut add = |own: &str, others: &Names, kind: Kind| {
        let named = others.get(language).into_iter().flatten().map(|name| name.as_str());
        names.extend(named.chain([own]).filter(|name| fits(name)).map(|name| (name.to_owned(), kind)));
    };
    for actor in knowledge.actors() {
        if let Some(kind) = kind(actor.kind) {
            add(&actor.name, &actor.names, kind);
        }
    }
    knowledge.sites().iter().for_each(|site| add(&site.name, &site.names, Kind::Facility));
    let places = places(language, corpora, names.len())?;
    names.extend(places.into_iter().map(|name| (name, Kind::Place)));
    names.sort();
    names.dedup();
    Dice::new(11).shuffle(&mut names);
    Ok(names.chunks(TOGETHER).map(list).collect())
}

fn kind(kind: ActorKind) -> Option<Kind> {
    Some(match kind {
        ActorKind::Person => Kind::Person,
        ActorKind::Organisation | ActorKind::Media => Kind::Organisation,
        ActorKind::StateForce | ActorKind::ArmedGroup | ActorKind::Militia => Kind::Force,
        ActorKind::State | ActorKind::Population => return None,
    })
}

/// Whether a name begins with a capital and could stand in a list.
fn fits(name: &str) -> bool {
    name.starts_with(char::is_uppercase) && !name.contains([',', '(', '/']) && name.chars().count() > 2
}

fn places(language: &str, corpora: &Path, most: usize) -> Result<Vec<String>> {
    let path = corpora.join("knowledge/whosonfirst/derived_wof_names.tsv");
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let column = if language == "fr" { 6 } else { 7 };
    let name = |line: &str| {
        let columns: Vec<&str> = line.split('\t').collect();
        let own = columns.get(column).filter(|name| !name.is_empty()).or(columns.get(5))?;
        Some((*own).to_owned())
            .filter(|name| fits(name) && name.chars().all(|letter| (letter as u32) < 0x250 || letter == '’'))
    };
    let names: Vec<String> = text.lines().skip(1).filter_map(name).collect();
    let step = (names.len() / most.max(1)).max(1);
    Ok(names.into_iter().step_by(step).collect())
}

fn list(names: &[(String, Kind)]) -> Text {
    let mut text = Text { corpus: "knowledge", genre: "knowledge".into(), ..Text::default() };
    for (name, kind) in names {
        if !text.text.is_empty() {
            text.text += ", ";
        }
        let start = text.text.chars().count();
        text.text += name;
        text.marks.push((start..text.text.chars().count(), Some(*kind)));
    }
    text
}
