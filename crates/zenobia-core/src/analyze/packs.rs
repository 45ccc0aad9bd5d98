//! The data that an analysis needs: languages, event types, what is known beforehand.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use compact_str::CompactString;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::actor::{ActorIndex, Antecedents, Classes, Heads};
use crate::analyze::Confidence;
use crate::attribution::Speech;
use crate::claim::{Frames, LightVerbs, MeansWords, Partitives, Topics};
use crate::condition::Conditions;
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
use crate::weights::{lay_out, sections};

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
    pub(crate) topics: Topics,
    pub(crate) speech: Speech,
    pub(crate) cues: Cues,
    pub(crate) confidence: Confidence,
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
            topics: Topics::parse(files),
            speech: Speech::parse(files, &mut problems),
            cues: Cues::parse(files, &mut problems),
            confidence: Confidence::parse(files, &mut problems),
            problems,
        }
    }

    /// What the lexicons say of single words.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// Whether the frame of a rule, such as `fr/frames/kill#tuer`, is one of everyday words.
    pub fn is_weak(&self, rule: &str) -> bool {
        let name = rule.split_once('/').map_or(rule, |(_, name)| name);
        let number = self.frames.names.iter().position(|other| other == name);
        number.is_some_and(|number| self.frames.frames[number].weak)
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

/// The first bytes of a file of models; the number changes with the sections.
const MARK: &[u8; 16] = b"zenobia.models/1";

/// The learned weights of a language, each where there is one. A pack has them in one file, `model.bin`: its mark, the ends of its
/// sections (see `weights::lay_out`), the sections in the order of the fields; an empty section stands for none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Models {
    /// Tags, lemmas and trees; without it no claims are found.
    pub syntax: Option<Cow<'static, [u8]>>,
    /// Where sentences begin; without it rules decide.
    pub boundaries: Option<Cow<'static, [u8]>>,
    /// Names that no lexicon knows; without it none are found.
    pub names: Option<Cow<'static, [u8]>>,
}

impl Models {
    /// Divides a file of models; none of them is read yet.
    ///
    /// # Errors
    /// When the bytes are not such a file, or are cut short.
    pub fn divide(bytes: Cow<'static, [u8]>) -> Result<Models, Problem> {
        let fault = |what: &str| Problem::at("model.bin", 0, format!("{what}: make it with `zenobia-train pack`"));
        if !bytes.starts_with(MARK) {
            return Err(fault("this is no file of models of this version"));
        }
        let [syntax, boundaries, names] =
            sections(&bytes, MARK.len()).ok_or_else(|| fault("the file of models is cut short"))?;
        let section = |range: Range<usize>| match &bytes {
            _ if range.is_empty() => None,
            Cow::Borrowed(bytes) => Some(Cow::Borrowed(&bytes[range])),
            Cow::Owned(bytes) => Some(Cow::Owned(bytes[range].to_vec())),
        };
        Ok(Models { syntax: section(syntax), boundaries: section(boundaries), names: section(names) })
    }

    /// The file of these models.
    pub fn unite(&self) -> Vec<u8> {
        lay_out(MARK, &[&self.syntax, &self.boundaries, &self.names].map(|model| model.as_deref().unwrap_or_default()))
    }
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

/// What the files of a folder list, in their order.
fn entries<F: DeserializeOwned, T>(
    files: &Files,
    folder: &str,
    list: impl Fn(F) -> Vec<T>,
    problems: &mut Vec<Problem>,
) -> Vec<T> {
    let decoded = files.below(folder).filter_map(|(path, text)| decode(path, text, problems));
    let lists: Vec<Vec<T>> = decoded.map(list).collect();
    let mut all = Vec::with_capacity(lists.iter().map(Vec::len).sum());
    lists.into_iter().for_each(|list| all.extend(list));
    all
}

impl Knowledge {
    /// Reads the files of the `knowledge` folder: `classes.toml`, `actors/**`, `sites/**`.
    pub fn parse(files: &Files, gazetteer: Box<dyn Gazetteer + Send + Sync>) -> Knowledge {
        let mut problems = Vec::new();
        let actors = entries(files, "actors/", |file: ActorFile| file.actor, &mut problems);
        let sites = entries(files, "sites/", |file: SiteFile| file.site, &mut problems);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn models_are_divided_as_they_were_united() {
        let models =
            Models { syntax: Some(Cow::Borrowed(b"trees")), boundaries: None, names: Some(Cow::Borrowed(b"names")) };
        assert_eq!(Models::divide(models.unite().into()).unwrap(), models);
    }

    #[test]
    fn what_is_no_file_of_models_is_refused() {
        let bytes = Models { syntax: Some(Cow::Borrowed(b"trees")), ..Models::default() }.unite();
        assert!(Models::divide(bytes[..bytes.len() - 1].to_vec().into()).is_err());
        assert!(Models::divide(Cow::Borrowed(b"something else altogether")).is_err());
    }
}
