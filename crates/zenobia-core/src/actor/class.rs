//! What a class of head words means beside an owner: the army of a state is a part of it, its government is the state.

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

use crate::pack::{Files, decode};
use crate::problem::Problem;
use crate::record::ActorKind;

/// One `[[class]]` of `knowledge/classes.toml`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Class {
    /// Name, as the packs' `lexicon/heads.tsv` use it.
    pub name: CompactString,
    /// Of a state, the part of it that is meant; `self` for the state itself.
    #[serde(default)]
    pub state: Option<CompactString>,
    /// English name of that part; `{adjective}` stands for the state's.
    #[serde(default)]
    pub label: Option<CompactString>,
    /// Kind of that part.
    #[serde(default)]
    pub kind: Option<ActorKind>,
    /// Whether, of an armed group, a force or an organisation, it means the owner itself: "fighters of", "jets of".
    #[serde(default)]
    pub members: bool,
    /// Kinds of named actor that a bare definite description may mean: "the rebels", "the group".
    #[serde(default)]
    pub refers: Vec<ActorKind>,
    /// Kinds that it may mean where the report names none of those: "the organisation" of an armed group.
    #[serde(default)]
    pub refers_else: Vec<ActorKind>,
    /// Whether only a named actor that is called after the class is meant: an army is no "coalition".
    #[serde(default)]
    pub called: bool,
    /// Whether its word as an adjective says whose something is: « une offensive rebelle ».
    #[serde(default)]
    pub quality: bool,
}

/// All classes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Classes(Vec<Class>);

#[derive(Deserialize)]
struct ClassFile {
    class: Vec<Class>,
}

impl Classes {
    /// Reads `classes.toml`.
    pub fn parse(files: &Files, problems: &mut Vec<Problem>) -> Classes {
        let path = "classes.toml";
        let file = files.get(path).and_then(|text| decode::<ClassFile>(path, text, problems));
        let mut classes = file.map_or_else(Vec::new, |file| file.class);
        classes.sort_by(|a, b| a.name.cmp(&b.name));
        Classes(classes)
    }

    /// The class of a name.
    pub fn get(&self, name: &str) -> Option<&Class> {
        self.0.binary_search_by(|class| class.name.as_str().cmp(name)).ok().map(|at| &self.0[at])
    }
}
