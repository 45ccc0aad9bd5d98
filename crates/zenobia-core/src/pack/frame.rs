//! A frame: how words of a language report an event type. The format is told in `docs/recipes/frame.md`.

use std::collections::BTreeMap;

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

/// One `[[frame]]` of `frames/*.toml`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Frame {
    /// Name inside its file; the first trigger when left out.
    #[serde(default)]
    pub name: Option<CompactString>,
    /// Event type of the ontology.
    pub event: CompactString,
    /// Mode of the type.
    #[serde(default)]
    pub mode: Option<CompactString>,
    /// Context of the claim, such as `heritage`.
    #[serde(default)]
    pub context: Option<CompactString>,
    /// Verb lemmas, reflexive (`s'emparer`), with particles (`blow up`) or as phrases (`ouvrir le feu`).
    #[serde(default)]
    pub verb: Vec<CompactString>,
    /// Noun lemmas or phrases.
    #[serde(default)]
    pub noun: Vec<CompactString>,
    /// Adjectives and participles used as such: `dead`, `mort`.
    #[serde(default)]
    pub adjective: Vec<CompactString>,
    /// Relations of who did it.
    #[serde(default)]
    pub actor: Option<Vec<CompactString>>,
    /// Relations of who it was done to.
    #[serde(default)]
    pub recipient: Option<Vec<CompactString>>,
    /// Relations of the building or object.
    #[serde(default)]
    pub site: Option<Vec<CompactString>>,
    /// Relations that name the place, beside places found in adjuncts.
    #[serde(default)]
    pub place: Option<Vec<CompactString>>,
    /// Roles without which there is no claim; `a|b` for either of two.
    #[serde(default)]
    pub need: Vec<CompactString>,
    /// Words (lemmas) of which one must be among the direct dependents or governors.
    #[serde(default, rename = "with")]
    pub with: Vec<CompactString>,
    /// Words (lemmas) that turn the frame off when they are direct dependents or the governor.
    #[serde(default)]
    pub unless: Vec<CompactString>,
    /// What a count of those it was done to says: `killed`, `wounded` …
    #[serde(default)]
    pub effect: Option<CompactString>,
    /// What a count of the trigger noun itself says: `carried-out` for raids, `killed` for deaths.
    #[serde(default)]
    pub count: Option<CompactString>,
    /// What a count of those who act says: `involved`.
    #[serde(default)]
    pub actor_effect: Option<CompactString>,
    /// Whether whoever it is done to is said to have done what it is about: "accuse", "blame".
    #[serde(default)]
    pub blames: bool,
    /// An everyday word: it counts only where the report is otherwise about conflict.
    #[serde(default)]
    pub weak: bool,
    /// Factuality that the word itself gives: `planned`, `hedged`, `hypothetical`, `negated`.
    #[serde(default)]
    pub factuality: Option<CompactString>,
    /// Sentences with a claim by this frame, and what it holds.
    #[serde(default)]
    pub yes: BTreeMap<String, Expected>,
    /// Sentences without one.
    #[serde(default)]
    pub no: Vec<String>,
}

/// What the claim of an example must hold: words of its fillers, and values.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of a claim")]
pub struct Expected {
    #[serde(default)]
    pub actor: Option<String>,
    #[serde(default)]
    pub recipient: Option<String>,
    #[serde(default)]
    pub site: Option<String>,
    #[serde(default)]
    pub place: Option<String>,
    #[serde(default)]
    pub time: Option<String>,
    #[serde(default)]
    pub mode: Option<String>,
    #[serde(default)]
    pub factuality: Option<String>,
    /// Words of the source; `narrator` or `unnamed`.
    #[serde(default)]
    pub source: Option<String>,
    /// Words of a counted quantity, and its effect: `"400 jihadistes killed"`.
    #[serde(default)]
    pub toll: Option<String>,
}

/// A file of frames.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrameFile {
    /// Its frames, in order.
    #[serde(default)]
    pub frame: Vec<Frame>,
}
