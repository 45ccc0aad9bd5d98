//! The frames of a language, indexed by their triggers.

use compact_str::{CompactString, format_compact};
use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::pack::frame::{Frame, FrameFile};
use crate::pack::{Files, decode};
use crate::phrase::{Phrase, spellings};
use crate::problem::Problem;
use crate::quantity::PERSON;

/// What part of speech a trigger has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    Verb,
    Noun,
    Adjective,
}

/// One trigger of a frame.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Trigger {
    pub(crate) frame: usize,
    pub(crate) part: Part,
    /// The words after the first.
    pub(crate) rest: Vec<CompactString>,
    pub(crate) reflexive: bool,
}

/// How a reflexive verb is written in a language's frames and lists, such as `s'emparer`: what comes before the verb.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(transparent)]
pub struct Reflexive(Vec<CompactString>);

impl Reflexive {
    /// Reads `roles.toml`, whose faults [`Frames::parse`] tells.
    pub fn parse(files: &Files) -> Reflexive {
        Defaults::parse(files).reflexive
    }

    /// The verb of a reflexive entry; `None` for a plain one.
    pub fn strip<'a>(&self, entry: &'a str) -> Option<&'a str> {
        self.0.iter().find_map(|prefix| entry.strip_prefix(prefix.as_str()))
    }
}

/// Words of a language that say that it is nobody: "no", "nobody".
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Nobody(Vec<CompactString>);

impl Nobody {
    /// Reads `roles.toml`, whose faults [`Frames::parse`] tells.
    pub fn parse(files: &Files) -> Nobody {
        Nobody(Defaults::parse(files).nobody)
    }

    /// Whether a word is one of them.
    pub fn has(&self, word: &str) -> bool {
        self.0.iter().any(|other| other == word)
    }
}

/// Roles that are filled where a frame does not say: `roles.toml`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Defaults {
    /// How a reflexive verb is written in frames, such as `s'` and `se `.
    #[serde(default)]
    pub reflexive: Reflexive,
    /// Prepositions of the agent of a passive.
    #[serde(default)]
    pub(crate) agent: Vec<CompactString>,
    /// Verbs that form their past as others form the passive: "sont morts", "est tombée".
    #[serde(default)]
    pub(crate) active: Vec<CompactString>,
    /// Words that open a clause whose doer is the object above it: "accused the army of having shelled".
    #[serde(default)]
    pub(crate) object_control: Vec<CompactString>,
    /// Relations of whoever is told to do something: "ordered the army to", "a ordonné à l'armée de".
    #[serde(default)]
    pub(crate) told: Vec<CompactString>,
    /// Prepositions that say whose something is, so that what they bring is no argument of the verb above.
    #[serde(default)]
    pub(crate) genitive: Vec<CompactString>,
    /// Prepositions that say whom somebody belongs to: "fighters from the east".
    #[serde(default)]
    pub(crate) belonging: Vec<CompactString>,
    /// Prepositions of the happening that something came of: "killed in a strike", "damaged by shelling".
    #[serde(default)]
    pub(crate) within: Vec<CompactString>,
    /// Whether objects may follow other participants of their verb: "a repris aux rebelles le palais".
    #[serde(default)]
    pub(crate) bare_object: bool,
    /// Words for more of those counted before: "27 others".
    #[serde(default)]
    pub(crate) others: Vec<CompactString>,
    /// Words that say that it is nobody: "no", "nobody".
    #[serde(default)]
    pub(crate) nobody: Vec<CompactString>,
    /// Relations of what something is done with: "with 40 drones".
    #[serde(default)]
    pub(crate) instrument: Vec<CompactString>,
    /// What a count of things that something is done with says.
    #[serde(default)]
    pub(crate) instrument_effect: Option<CompactString>,
    /// Effects that are of whoever acts: of raids flown, of troops sent.
    #[serde(default)]
    pub(crate) doing: Vec<CompactString>,
    /// Effects that only deeds have, no people: of raids flown, of shots fired.
    #[serde(default)]
    deeds: Vec<CompactString>,
    /// What an effect on people is called on things.
    #[serde(default)]
    things: Vec<(CompactString, CompactString)>,
    pub(crate) verb: RoleDefaults,
    pub(crate) noun: RoleDefaults,
    pub(crate) adjective: RoleDefaults,
}

impl Defaults {
    /// Reads the file for one of its lists; [`Frames::parse`] tells its faults.
    fn parse(files: &Files) -> Defaults {
        let text = files.get("roles.toml");
        text.and_then(|text| decode("roles.toml", text, &mut Vec::new())).unwrap_or_default()
    }

    /// Whether an effect may be on what a unit counts.
    pub(crate) fn fits(&self, effect: &CompactString, unit: &str) -> bool {
        unit != PERSON || !self.deeds.contains(effect)
    }

    /// Whether an effect is harm that befalls people.
    pub(crate) fn is_harm(&self, effect: &CompactString) -> bool {
        self.things.iter().any(|(people, _)| people == effect)
    }

    /// Whether an effect is what befalls things, not people.
    pub(crate) fn is_of_things(&self, effect: &CompactString) -> bool {
        self.things.iter().any(|(_, things)| things == effect)
    }

    /// What an effect is called on what a unit counts.
    pub(crate) fn befitting(&self, effect: &CompactString, unit: &str) -> CompactString {
        let person = unit == PERSON;
        let other = |(people, things): &(CompactString, CompactString)| {
            let (wrong, right) = if person { (things, people) } else { (people, things) };
            (wrong == effect).then(|| right.clone())
        };
        self.things.iter().find_map(other).unwrap_or_else(|| effect.clone())
    }
}

/// Relations that fill each role by default.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RoleDefaults {
    #[serde(default)]
    pub(crate) actor: Vec<CompactString>,
    #[serde(default)]
    pub(crate) recipient: Vec<CompactString>,
    #[serde(default)]
    pub(crate) site: Vec<CompactString>,
    #[serde(default)]
    pub(crate) place: Vec<CompactString>,
}

/// All frames of a language.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frames {
    pub(crate) frames: Vec<Frame>,
    /// Name of each frame inside the pack, such as `frames/kill#tuer`.
    pub(crate) names: Vec<CompactString>,
    pub(crate) defaults: Defaults,
    by_lemma: FxHashMap<CompactString, Vec<Trigger>>,
    reflexive_only: FxHashMap<CompactString, ()>,
}

impl Frames {
    /// Reads `roles.toml` and `frames/*.toml`.
    pub fn parse(files: &Files, problems: &mut Vec<Problem>) -> Frames {
        let defaults =
            files.get("roles.toml").and_then(|text| decode("roles.toml", text, problems)).unwrap_or_default();
        let mut frames = Frames { defaults, ..Frames::default() };
        for (path, text) in files.below("frames/") {
            let Some(file) = decode::<FrameFile>(path, text, problems) else { continue };
            for frame in file.frame {
                frames.add(path, frame, problems);
            }
        }
        frames
    }

    fn add(&mut self, path: &str, frame: Frame, problems: &mut Vec<Problem>) {
        let first = frame.verb.iter().chain(&frame.noun).chain(&frame.adjective).next();
        let Some(name) = frame.name.as_ref().or(first) else {
            problems.push(Problem::at(path, 0, "a frame has no trigger: give it a `verb`, `noun` or `adjective`"));
            return;
        };
        let file = path.trim_end_matches(".toml");
        self.names.push(format_compact!("{file}#{name}"));
        let number = self.frames.len();
        for (part, words) in [(Part::Verb, &frame.verb), (Part::Noun, &frame.noun), (Part::Adjective, &frame.adjective)]
        {
            words.iter().for_each(|phrase| self.add_trigger(number, part, phrase));
        }
        self.frames.push(frame);
    }

    fn add_trigger(&mut self, frame: usize, part: Part, phrase: &str) {
        let bare = self.defaults.reflexive.strip(phrase);
        let reflexive = part == Part::Verb && bare.is_some();
        for Phrase(words) in spellings(if reflexive { bare.unwrap_or(phrase) } else { phrase }) {
            let mut words = words.into_iter();
            let Some(first) = words.next() else { continue };
            let rest: Vec<CompactString> = words.collect();
            if reflexive && rest.is_empty() {
                self.reflexive_only.insert(first.clone(), ());
            }
            self.by_lemma.entry(first).or_default().push(Trigger { frame, part, rest, reflexive });
        }
    }

    /// Prepositions that say whom somebody belongs to.
    pub fn belonging(&self) -> &[CompactString] {
        &self.defaults.belonging
    }

    /// Prepositions of who does it.
    pub fn agent(&self) -> &[CompactString] {
        &self.defaults.agent
    }

    /// The triggers whose first word is this lemma.
    pub(crate) fn triggers(&self, lemma: &str) -> &[Trigger] {
        self.by_lemma.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// Whether some frame asks for this verb with a reflexive pronoun, so that plain entries do not take reflexive uses.
    pub(crate) fn has_reflexive(&self, lemma: &str) -> bool {
        self.reflexive_only.contains_key(lemma)
    }

    /// The relations that fill a role: the frame's own, or else the default of the part of speech.
    pub(crate) fn relations<'a>(
        &'a self,
        own: &'a Option<Vec<CompactString>>,
        part: Part,
        role: Role,
    ) -> &'a [CompactString] {
        let defaults = match part {
            Part::Verb => &self.defaults.verb,
            Part::Noun => &self.defaults.noun,
            Part::Adjective => &self.defaults.adjective,
        };
        let default = match role {
            Role::Actor => &defaults.actor,
            Role::Recipient => &defaults.recipient,
            Role::Site => &defaults.site,
            Role::Place => &defaults.place,
        };
        own.as_ref().unwrap_or(default)
    }
}

/// The roles that arguments fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Role {
    Actor,
    Recipient,
    Site,
    Place,
}
