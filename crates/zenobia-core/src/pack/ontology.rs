//! The event types, one file each: `ontology/*.toml`.

use std::collections::BTreeMap;

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

use crate::pack::{Files, decode};
use crate::problem::Problem;
use crate::record::ActorKind;

/// One event type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventType {
    /// Its code, such as `ASSAULT`.
    pub event: CompactString,
    /// What it covers, per language.
    pub gloss: BTreeMap<CompactString, String>,
    /// Whether a claim of this type shows that a report is about conflict, so that everyday words near it count.
    #[serde(default)]
    pub conflict: bool,
    /// Its modes, by name.
    #[serde(default)]
    pub modes: BTreeMap<CompactString, Mode>,
    /// Which kinds of actor may fill a role.
    pub roles: BTreeMap<CompactString, Vec<ActorKind>>,
    /// Codes of other systems for the whole type: plover, cameo, acled, ucdp.
    #[serde(default)]
    pub codes: BTreeMap<CompactString, CompactString>,
    /// What two accounts of one event may differ by.
    pub same: Same,
}

/// One mode of an event type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mode {
    /// What it covers, per language.
    pub gloss: BTreeMap<CompactString, String>,
    /// Codes of other systems.
    #[serde(default)]
    pub codes: BTreeMap<CompactString, CompactString>,
}

/// What two accounts of the same event may differ by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Same {
    /// Days.
    pub days: u16,
    /// Kilometers.
    pub kilometers: u16,
}

/// All event types, by code.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ontology(BTreeMap<CompactString, EventType>);

impl Ontology {
    /// Reads the files of the `ontology` folder.
    pub fn parse(files: &Files, problems: &mut Vec<Problem>) -> Ontology {
        let mut events = BTreeMap::new();
        for (path, text) in files.below("") {
            if let Some(event) = decode::<EventType>(path, text, problems) {
                events.insert(event.event.clone(), event);
            }
        }
        Ontology(events)
    }

    /// The event type with a code.
    pub fn get(&self, event: &str) -> Option<&EventType> {
        self.0.get(event)
    }

    /// All event types, ordered by code.
    pub fn events(&self) -> impl Iterator<Item = &EventType> {
        self.0.values()
    }
}
