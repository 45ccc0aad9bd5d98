//! The data that an analysis needs: languages, event types, what is known beforehand.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use compact_str::CompactString;
use serde::Deserialize;

use crate::actor::{ActorIndex, Antecedents, Classes, Heads};
use crate::attribution::Speech;
use crate::condition::Conditions;
use crate::claim::{Frames, LightVerbs, MeansWords, Partitives};
use crate::factuality::Cues;
use crate::finder::{FinderModel, Words};
use crate::knowledge::{KnownActor, KnownSite};
use crate::pack::{Files, Ontology, decode};
use crate::place::{Borders, Gazetteer, PlaceData};
use crate::problem::Problem;
use crate::quantity::QuantityData;
use crate::site::{SiteIndex, SiteKinds};
use crate::syntax::{Lemmas, Model};
use crate::text::TextData;
use crate::text::boundary::Boundaries;
use crate::time::TimeData;

/// All that a language's pack says, each part owned by the stage that uses it.
#[derive(Debug)]
pub struct Pack {
    pub(crate) text: TextData,
    pub(crate) model: Option<Model>,
    pub(crate) lemmas: Lemmas,
    pub(crate) finder: Option<FinderModel>,
    pub(crate) words: Words,
    pub(crate) time: TimeData,
    pub(crate) quantity: QuantityData,
    pub(crate) place: PlaceData,
    pub(crate) heads: Heads,
    pub(crate) pronouns: Antecedents,
    pub(crate) site_kinds: SiteKinds,
    pub(crate) frames: Frames,
    pub(crate) light: LightVerbs,
    pub(crate) partitives: Partitives,
    pub(crate) means: MeansWords,
    pub(crate) speech: Speech,
    pub(crate) cues: Cues,
    /// What is wrong with its files.
    pub problems: Vec<Problem>,
}

impl Pack {
    /// Reads a pack. Faults are collected in `problems`; what is sound is used.
    pub fn parse(files: &Files, models: &Models) -> Pack {
        let mut problems = Vec::new();
        if models.syntax.is_none() {
            problems.push(Problem::at("model.bin", 0, "the pack has no syntax model: train one with zenobia-train"));
        }
        let model = load(&models.syntax, Model::load, &mut problems);
        let finder = load(&models.names, FinderModel::load, &mut problems);
        let mut text = TextData::parse(files, &mut problems);
        text.boundaries = load(&models.boundaries, Boundaries::load, &mut problems);
        Pack {
            text,
            model,
            lemmas: Lemmas::parse(files, &mut problems),
            finder,
            words: Words::parse(files),
            time: TimeData::parse(files, &mut problems),
            quantity: QuantityData::parse(files, &mut problems),
            place: PlaceData::parse(files, &mut problems),
            heads: Heads::parse(files, &mut problems),
            pronouns: Antecedents::parse(files, &mut problems),
            site_kinds: SiteKinds::parse(files, &mut problems),
            frames: Frames::parse(files, &mut problems),
            light: LightVerbs::parse(files, &mut problems),
            partitives: Partitives::parse(files),
            means: MeansWords::parse(files, &mut problems),
            speech: Speech::parse(files, &mut problems),
            cues: Cues::parse(files, &mut problems),
            problems,
        }
    }

    /// What the lexicons say of single words.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// The frames of the language, for checks and coverage tables.
    pub fn frames(&self) -> &[crate::pack::frame::Frame] {
        &self.frames.frames
    }
}

/// The packs of all languages, each parsed when it is first needed, and the event types.
#[derive(Debug, Default)]
pub struct Packs {
    /// Event types.
    pub ontology: Ontology,
    /// What is wrong with the files of the event types.
    pub problems: Vec<Problem>,
    sources: BTreeMap<CompactString, Source>,
}

/// The learned weights of a language, each where there is one.
#[derive(Clone, Debug, Default)]
pub struct Models {
    /// Tags, lemmas and trees; without it no claims are found.
    pub syntax: Option<Cow<'static, [u8]>>,
    /// Where sentences begin; without it rules decide.
    pub boundaries: Option<Cow<'static, [u8]>>,
    /// Names that no lexicon knows; without it none are found.
    pub names: Option<Cow<'static, [u8]>>,
}

/// Reads a model; one that is at fault is told and left out.
fn load<T>(
    bytes: &Option<Cow<'static, [u8]>>,
    read: impl Fn(Cow<'static, [u8]>) -> Result<T, Problem>,
    problems: &mut Vec<Problem>,
) -> Option<T> {
    bytes.clone().and_then(|bytes| read(bytes).map_err(|problem| problems.push(problem)).ok())
}

#[derive(Debug)]
struct Source {
    files: Files,
    models: Models,
    pack: OnceLock<Pack>,
}

impl Packs {
    /// Packs without a language yet.
    pub fn new(ontology: Ontology) -> Packs {
        Packs { ontology, ..Packs::default() }
    }

    /// Adds a language: its ISO 639-1 code, the files of its pack and its models.
    pub fn add(&mut self, language: &str, files: Files, models: Models) {
        self.sources.insert(language.into(), Source { files, models, pack: OnceLock::new() });
    }

    /// Codes of the languages, in order.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.sources.keys().map(CompactString::as_str)
    }

    /// The name of a language in itself, as its `pack.toml` says; its code when it does not.
    pub fn name(&self, language: &str) -> String {
        #[derive(Deserialize)]
        struct Named {
            name: String,
        }
        let text = self.sources.get(language).and_then(|source| source.files.get("pack.toml"));
        let named = text.and_then(|text| decode::<Named>("pack.toml", text, &mut Vec::new()));
        named.map_or_else(|| language.to_owned(), |named| named.name)
    }

    /// The pack of a language.
    pub fn get(&self, language: &str) -> Option<&Pack> {
        let source = self.sources.get(language)?;
        Some(source.pack.get_or_init(|| Pack::parse(&source.files, &source.models)))
    }
}

/// What is known beforehand.
pub struct Knowledge {
    pub(crate) actors: ActorIndex,
    pub(crate) classes: Classes,
    pub(crate) sites: SiteIndex,
    pub(crate) gazetteer: Box<dyn Gazetteer + Send + Sync>,
    pub(crate) borders: Borders,
    pub(crate) conditions: Conditions,
    /// What is wrong with its files.
    pub problems: Vec<Problem>,
}

#[derive(Deserialize)]
struct ActorFile {
    #[serde(default)]
    actor: Vec<KnownActor>,
}

#[derive(Deserialize)]
struct SiteFile {
    #[serde(default)]
    site: Vec<KnownSite>,
}

impl Knowledge {
    /// Reads the files of the `knowledge` folder: `classes.toml`, `actors/**`, `sites/**`.
    pub fn parse(files: &Files, gazetteer: Box<dyn Gazetteer + Send + Sync>) -> Knowledge {
        let mut problems = Vec::new();
        let mut actors = Vec::new();
        for (path, text) in files.below("actors/") {
            actors.extend(decode::<ActorFile>(path, text, &mut problems).into_iter().flat_map(|file| file.actor));
        }
        let mut sites = Vec::new();
        for (path, text) in files.below("sites/") {
            sites.extend(decode::<SiteFile>(path, text, &mut problems).into_iter().flat_map(|file| file.site));
        }
        let classes = Classes::parse(files, &mut problems);
        let borders = Borders::parse(files, &mut problems);
        let conditions = Conditions::parse(files, &mut problems);
        Knowledge {
            actors: ActorIndex::new(actors),
            classes,
            sites: SiteIndex::new(sites),
            gazetteer,
            borders,
            conditions,
            problems,
        }
    }

    /// The known places.
    pub fn gazetteer(&self) -> &dyn Gazetteer {
        self.gazetteer.as_ref()
    }

    /// The terms for the damage to sites.
    pub fn conditions(&self) -> &Conditions {
        &self.conditions
    }

    /// The known actors.
    pub fn actors(&self) -> &[KnownActor] {
        &self.actors.actors
    }

    /// The known sites.
    pub fn sites(&self) -> &[KnownSite] {
        &self.sites.sites
    }
}
