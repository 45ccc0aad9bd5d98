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
    /// Whether it asks for something: what is asked for is not told as a happening.
    #[serde(default)]
    pub asks: bool,
    /// Whether it is none of what records hold: an accident, an election. Claims of it are left out unless they are asked for.
    #[serde(default)]
    pub aside: Option<Aside>,
    /// Its modes, by name.
    #[serde(default)]
    pub modes: BTreeMap<CompactString, Mode>,
    /// Which kinds of actor may fill a role.
    pub roles: BTreeMap<CompactString, Vec<ActorKind>>,
    /// Classes of people (`lexicon/heads.tsv`) who may be its actor, whatever their kind, where a verb has them act.
    #[serde(default)]
    pub doers: Vec<CompactString>,
    /// Classes of people who suffer it more often, and may be its actor only where a verb says to whom or to what they do it.
    #[serde(default)]
    pub doers_upon: Vec<CompactString>,
    /// Classes of site (`lexicon/site-kinds.tsv`) that something of this type is done to; `["*"]` for all. Things of other classes are counted,
    /// or say where it happened, and are told as no sites.
    #[serde(default)]
    pub sites: Vec<CompactString>,
    /// Codes of other systems for the whole type: plover, cameo, acled, ucdp.
    #[serde(default)]
    pub codes: BTreeMap<CompactString, CompactString>,
    /// What two accounts of one event may differ by.
    pub same: Same,
    /// Whether many events of the type may be told as one.
    #[serde(default)]
    pub campaign: Option<Campaign>,
    /// Whether it says who holds a place.
    #[serde(default)]
    pub holding: Option<Holding>,
    /// Whether it makes, keeps or breaks agreements.
    #[serde(default)]
    pub pact: Option<Pact>,
    /// Who speaks against himself when he says that it happened; `["actor"]` when left out.
    #[serde(default)]
    pub admits: Vec<Facet>,
    /// Whether fighting for a place shows in it that a place is contested.
    #[serde(default)]
    pub contests: bool,
}

/// What comes of a happening that is none of a conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Aside {
    /// Deaths and damage, which are not to be taken for violence: an accident, an illness.
    Harm,
    /// Nothing of that sort: an election.
    Other,
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

/// What two accounts of the same event may differ by, and what they must share.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Same {
    /// Days between the days that both accounts tell.
    pub days: u16,
    /// Kilometers between the edges of the places that both accounts tell.
    pub kilometers: u16,
    /// Groups of modes that may name one event; modes of no common group name different events. A mode that stands in no
    /// group goes with any other. Empty: all modes go together.
    #[serde(default)]
    pub alike: Vec<Vec<CompactString>>,
    /// Modes in which who did it and to whom may be told the other way round, as in a clash; `["*"]` for all. What has no mode
    /// counts as any of them.
    #[serde(default)]
    pub swapped: Vec<CompactString>,
    /// What accounts of different reports must have in common, one of these at least.
    #[serde(default)]
    pub needs: Vec<Facet>,
}

/// A side of an account that can be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Facet {
    /// Where.
    Place,
    /// To what building or object.
    Site,
    /// Who did it.
    Actor,
    /// To whom.
    Recipient,
}

/// A type of which many events may be told as one: an offensive, a strike campaign, the count of a month.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Campaign {
    /// An account that lasts longer than this is background, not a campaign.
    pub days: u16,
    /// How far from its places an event may lie that is part of it.
    pub kilometers: u16,
    /// Types of events that may be part of it.
    pub holds: Vec<CompactString>,
    /// Units of which more than one shows that many are told as one: strikes, sorties.
    #[serde(default)]
    pub counts: Vec<CompactString>,
}

/// What the modes of a type say about who holds a place.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holding {
    /// Modes by which the actor comes to hold it, and the recipient loses it.
    #[serde(default)]
    pub takes: Vec<CompactString>,
    /// Modes by which the actor loses it.
    #[serde(default)]
    pub yields: Vec<CompactString>,
    /// Modes that say that the actor holds it.
    #[serde(default)]
    pub holds: Vec<CompactString>,
    /// Modes that say that the actor surrounds it without holding it.
    #[serde(default)]
    pub presses: Vec<CompactString>,
}

/// What a type does to agreements. A list of modes; `["*"]` is the whole type.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pact {
    /// One is reached.
    #[serde(default)]
    pub reaches: Vec<CompactString>,
    /// One is in force.
    #[serde(default)]
    pub keeps: Vec<CompactString>,
    /// A party that does this to another breaks it.
    #[serde(default)]
    pub breaks: Vec<CompactString>,
    /// A party refuses or leaves it.
    #[serde(default)]
    pub ends: Vec<CompactString>,
}

impl Pact {
    /// Whether a list of modes covers an event of some modes.
    pub fn covers(listed: &[CompactString], modes: &[CompactString]) -> bool {
        listed.iter().any(|mode| mode == "*" || modes.contains(mode))
    }
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
